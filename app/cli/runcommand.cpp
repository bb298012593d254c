// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batchrun.h"
#include "app/cli/commands.h"
#include "app/cli/proofinput.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/validator.h"

#include <QtCore/QDateTime>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// One after the other: number, coded identity and token are those of another patient.
QVector<BatchHeader> headersOf(const BatchHeader &first, int count)
{
    if (count <= 1)
        return {first};
    const QStringList shapes {
        u"triangle"_s, u"circle"_s, u"square"_s, u"diamond"_s, u"hexagon"_s, u"star"_s};
    const QStringList colours {u"#0072B2"_s, u"#E69F00"_s, u"#009E73"_s, u"#CC79A7"_s, u"#56B4E9"_s,
        u"#D55E00"_s, u"#000000"_s};
    QVector<BatchHeader> headers;
    for (int i = 0; i < count; ++i) {
        BatchHeader header = first;
        header.id = BatchId(u"%1-%2"_s.arg(first.id.value()).arg(i + 1));
        header.identity = u"%1-%2"_s.arg(first.identity).arg(i + 1);
        header.shape = shapes.at(i % shapes.size());
        header.colour = colours.at(i % colours.size());
        headers << header;
    }
    return headers;
}

} // namespace

int runCommand(const QStringList &arguments)
{
    Console console(u"run RECIPE --plant PLANT --store FILE [--profile CN|EU|US] [--simulate]"_s,
        u"Executes one batch of an approved recipe. Exit 0: Complete; 3: it ended otherwise."_s,
        u"cytoloom-cli run cart.cyrecipe.json --plant demo.cyplant.json --store batch.sqlite "
        "--simulate --speed 5000 --answer auto"_s);
    QCommandLineParser &parser = console.parser();
    parser.addOption({u"plant"_s, u"The plant to run on."_s, u"file"_s});
    parser.addOption({u"store"_s, u"The store that the batch is recorded in."_s, u"file"_s});
    parser.addOption({u"batch"_s, u"Batch number."_s, u"no"_s});
    parser.addOption({u"count"_s,
        u"So many batches at once, numbered NO-1, NO-2 …, spread over the units of the plant."_s,
        u"N"_s, u"1"_s});
    parser.addOption(
        {u"identity"_s, u"Coded identity of the patient or donor."_s, u"code"_s, u"C-7K42-09"_s});
    parser.addOption({u"profile"_s,
        u"Whose rules the recipe must pass and the batch is asked about while it runs; `resume` "
        "goes on with the same."_s,
        u"CN|EU|US"_s, u"CN"_s});
    parser.addOption({u"simulate"_s, u"Start the simulated plant of the plant file."_s});
    parser.addOption(
        {u"start"_s, u"Process time at which a simulation starts (ISO 8601, UTC)."_s, u"time"_s});
    addRunOptions(parser);
    console.parse(arguments, 1);
    for (const QString &needed : {u"plant"_s, u"store"_s}) {
        if (!console.isSet(needed))
            return console.fail(Error(u"app.optionMissing"_s, {{u"option"_s, needed}}));
    }

    const Result<MasterRecipe> recipe = readRecipeFile(console.argument(0));
    if (!recipe)
        return console.fail(recipe.error());
    Session::Options options;
    options.plantFile = console.value(u"plant"_s);
    options.storeFile = console.value(u"store"_s);
    options.simulate = console.isSet(u"simulate"_s);
    options.speed = console.number(u"speed"_s);
    options.seed = quint32(console.number(u"seed"_s));
    if (console.isSet(u"start"_s)) {
        const std::optional<UtcTime> start = utcFromIso(console.value(u"start"_s));
        if (!start)
            return console.fail(Error(u"app.time"_s, {{u"text"_s, console.value(u"start"_s)}}));
        options.start = *start;
    }
    const Result<std::optional<Answerer>> answerer = readAnswerer(console);
    if (!answerer)
        return console.fail(answerer.error());
    options.answerer = *answerer;
    options.unattended = true;
    const Result<std::optional<BatchBinding>> binding = readBindingOption(console);
    if (!binding)
        return console.fail(binding.error());

    const Result<Profile> profile = readProfileOption(console);
    if (!profile)
        return console.fail(profile.error());

    // What does not validate does not run.
    const Result<Plant> plant = readPlantFile(options.plantFile);
    if (!plant)
        return console.fail(plant.error());
    ValidationInput input;
    input.recipe = *recipe;
    input.plant = *plant;
    input.profile = *profile;
    const QVector<Finding> findings = validate(input, Catalog::shipped());
    for (const Finding &finding : findings) {
        if (finding.severity == Severity::Error)
            return console.fail(
                Error(u"app.notValid"_s,
                    {{u"rule"_s, finding.rule},
                        {u"finding"_s,
                            MessageCatalog::shipped().text(finding.message, console.language())},
                        {u"count"_s, QString::number(findings.size())}},
                    {console.argument(0), {}, 0, 0}),
                Console::NotComplete);
    }

    if (console.isSet(u"batch"_s) && console.value(u"batch"_s).trimmed().isEmpty())
        return console.fail(Error(u"app.optionMissing"_s, {{u"option"_s, u"batch"_s}}));
    BatchHeader header;
    header.id = BatchId(console.isSet(u"batch"_s)
            ? console.value(u"batch"_s)
            : u"B"_s + QDateTime::currentDateTimeUtc().toString(u"yyMMdd-HHmmss"_s));
    header.identity = console.value(u"identity"_s);
    header.shape = u"triangle"_s;
    header.colour = u"#0072B2"_s;
    header.simulated = options.simulate;
    header.profile = *profile;
    const int count = int(console.number(u"count"_s));
    const QVector<BatchHeader> headers = headersOf(header, count);
    QVector<ControlRecipe> controls;
    QHash<UnitId, int> taken;
    for (const BatchHeader &one : headers) {
        const QMap<RoleId, UnitId> units
            = count > 1 ? ControlRecipe::spread(*recipe, *plant, &taken) : QMap<RoleId, UnitId>();
        const Result<ControlRecipe> control = ControlRecipe::make(*recipe, *plant, one, units);
        if (!control)
            return console.fail(control.error(), Console::NotComplete);
        controls << *control;
        options.newBatches << one.id;
    }
    Result<Session::Parts> parts = Session::prepare(options);
    if (!parts)
        return console.fail(parts.error(), Console::NotComplete);
    for (const BatchHeader &one : headers)
        console.note(
            u"batch %1 of %2 v%3"_s.arg(one.id.value(), recipe->id.value()).arg(recipe->version));
    return BatchRun(console, std::move(*parts)).create(controls, *binding);
}

} // namespace cytoloom
