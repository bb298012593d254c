// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/drill/drillreport.h"
#include "app/session/outputfile.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// "all" or a list of fault words; fails with "drill.unknownFault".
Result<QVector<FaultKind>> readFaults(const QString &text)
{
    QVector<FaultKind> wanted;
    if (text == "all"_L1)
        return wanted;
    const QStringList words = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QVector<FaultKind> all = allFaultKinds();
        const auto found = std::find_if(all.begin(), all.end(),
            [&word](FaultKind kind) { return faultKindText(kind) == word.trimmed(); });
        if (found == all.end()) {
            QStringList known;
            for (const FaultKind kind : all)
                known << faultKindText(kind);
            return Error(u"drill.unknownFault"_s,
                {{u"found"_s, word.trimmed()}, {u"known"_s, known.join(u", "_s)}});
        }
        wanted << *found;
    }
    return wanted;
}

/// By its ending; fails with "drill.unknownOutput".
Result<void> writeResult(const QString &file, const DrillResult &result, Language language)
{
    if (file.endsWith(".json"_L1))
        return writeOutput(file, drillJson(result, language).toJson(), "\"cytoloom.drill/");
    if (file.endsWith(".csv"_L1))
        return writeOutput(file, drillCsv(result, language), "\xEF\xBB\xBF");
    const Result<PaintedPdf> painted
        = paintDrillReport(result, language, QCoreApplication::applicationVersion());
    if (!painted)
        return painted.error();
    return writeOutput(file, painted->bytes, "%PDF-");
}

} // namespace

int drillCommand(const QStringList &arguments)
{
    Console console(
        u"drill RECIPE --plant PLANT [--faults all|LIST] [--steps all|LIST] [--out FILE]"_s,
        u"Fire drill: breaks devices of the simulated plant while batches of the recipe run, each\n"
        "fault at each automatic phase, and says what became of it: handled, held or harmed.\n"
        "Exit 0: nothing harmed; 1: something was; 3: cells were not reached."_s,
        u"cytoloom-cli drill cart.cyrecipe.json --plant demo.cyplant.json --faults "
        "time-out,power-loss --jobs 2 --out drill.pdf"_s);
    QCommandLineParser &parser = console.parser();
    parser.addOption({u"plant"_s, u"The simulated plant to run on."_s, u"file"_s});
    parser.addOption(
        {u"faults"_s, u"Words of fault scripts, with commas."_s, u"all|LIST"_s, u"all"_s});
    parser.addOption({u"steps"_s, u"Ids of phases, with commas."_s, u"all|LIST"_s, u"all"_s});
    parser.addOption({u"jobs"_s, u"Batches at the same time."_s, u"N"_s, u"1"_s});
    parser.addOption({u"minutes"_s,
        u"At most so many minutes of real time; what was not tried by then is said to be so."_s,
        u"N"_s, u"1440"_s});
    parser.addOption({u"batches"_s, u"At most so many batches."_s, u"N"_s, u"60"_s});
    parser.addOption(
        {u"speed"_s, u"Process seconds per second between faults."_s, u"N"_s, u"20000"_s});
    parser.addOption({u"drill-speed"_s, u"The same while a fault is there."_s, u"N"_s, u"300"_s});
    parser.addOption({u"seed"_s, u"Seed of the first batch."_s, u"N"_s, u"1"_s});
    parser.addOption(
        {u"stores"_s, u"Keep the batches' stores, the evidence, here."_s, u"folder"_s});
    parser.addOption({u"out"_s, u"Also write it, by its ending; may be given several times."_s,
        u"FILE.pdf|.csv|.json"_s});
    console.parse(arguments, 1);
    if (!console.isSet(u"plant"_s))
        return console.fail(Error(u"app.optionMissing"_s, {{u"option"_s, u"plant"_s}}));
    const QStringList outputs = parser.values(u"out"_s);
    for (const QString &file : outputs) {
        if (!file.endsWith(".pdf"_L1) && !file.endsWith(".csv"_L1) && !file.endsWith(".json"_L1))
            return console.fail(Error(u"drill.unknownOutput"_s, {{u"file"_s, file}}));
    }
    const Result<QVector<FaultKind>> faults = readFaults(console.value(u"faults"_s));
    if (!faults)
        return console.fail(faults.error());
    const Result<MasterRecipe> recipe = readRecipeFile(console.argument(0));
    if (!recipe)
        return console.fail(recipe.error());
    const Result<PlantFiles> files = readPlantFiles(console.value(u"plant"_s));
    if (!files)
        return console.fail(files.error());
    BatchHeader header;
    header.id = BatchId(u"DRILL-01"_s);
    header.identity = u"DRILL"_s;
    header.shape = u"hexagon"_s;
    header.colour = u"#D55E00"_s;
    header.simulated = true;
    const Result<ControlRecipe> control = ControlRecipe::make(*recipe, files->plant, header);
    if (!control)
        return console.fail(control.error(), Console::NotComplete);
    QStringList steps;
    if (console.value(u"steps"_s) != "all"_L1) {
        steps = console.value(u"steps"_s).split(u',', Qt::SkipEmptyParts);
        for (const QString &step : std::as_const(steps)) {
            if (!recipe->procedure.element(ElementId(step)))
                return console.fail(Error(u"drill.unknownStep"_s, {{u"step"_s, step}}));
        }
    }

    QTemporaryDir temporary;
    DrillRun::Setup setup;
    setup.folder = console.isSet(u"stores"_s) ? console.value(u"stores"_s) : temporary.path();
    if (!QDir().mkpath(setup.folder))
        return console.fail(Error(u"file.cannotWrite"_s,
            {{u"file"_s, setup.folder}, {u"reason"_s, u"mkdir"_s}}, {setup.folder, {}, 0, 0}));
    setup.faults = *faults;
    setup.jobs = int(console.number(u"jobs"_s));
    setup.mostBatches = int(console.number(u"batches"_s));
    setup.lane.plantFile = console.value(u"plant"_s);
    setup.lane.control = *control;
    setup.lane.speed = console.number(u"speed"_s);
    setup.lane.drillSpeed = console.number(u"drill-speed"_s);
    setup.lane.seed = quint32(console.number(u"seed"_s));
    DrillPlan plan(
        *control, files->plant, files->profiles, Catalog::shipped().phaseClasses(), *faults, steps);
    setup.longest = std::chrono::minutes(qint64(console.number(u"minutes"_s)));
    const int cells = plan.open();
    if (cells == 0)
        return console.fail(Error(u"drill.nothing"_s));

    const Language language = console.language();
    const MessageCatalog &words = MessageCatalog::shipped();
    DrillRun run(plan, setup);
    int code = Console::Done;
    QObject::connect(&run, &DrillRun::progressed, &run, [&](int open, int batches) {
        console.note(words.text(
            Message {u"drill.progress"_s,
                {{u"done"_s, QString::number(cells - open)}, {u"cells"_s, QString::number(cells)},
                    {u"batches"_s, QString::number(batches)}}},
            language));
    });
    QObject::connect(&run, &DrillRun::failed, &run, [&](const Error &error) {
        code = console.fail(error, Console::NotComplete);
        QCoreApplication::exit(code);
    });
    QObject::connect(&run, &DrillRun::finished, &run, [] { QCoreApplication::quit(); });
    QMetaObject::invokeMethod(&run, &DrillRun::start, Qt::QueuedConnection);
    QCoreApplication::exec();
    if (code != Console::Done)
        return code;

    const DrillResult result = run.result();
    console.line(drillMatrix(result, language));
    for (const DrillResult::Cell &cell : result.cells) {
        if (cell.cell.verdict.outcome != DrillOutcome::Harmed)
            continue;
        const DrillObservation &seen = cell.cell.seen;
        console.line(u"%1 · %2 · %3: %4 (%5 #%6)"_s
                         .arg(seen.step.element.value(), seen.step.device.value(),
                             drillFaultName(seen.fault, language),
                             words.text(cell.cell.verdict.reason, language), cell.batch.value())
                         .arg(cell.cell.verdict.firstSequence));
    }
    for (const auto &[batch, trouble] : result.troubles)
        console.note(batch.value() + u": "_s + words.text(trouble, language));
    console.object(drillJson(result, language));
    for (const QString &file : outputs) {
        if (const Result<void> written = writeResult(file, result, language); !written)
            return console.fail(written.error());
    }
    if (result.count(DrillOutcome::Harmed) > 0)
        return Console::Found;
    return result.count(DrillOutcome::NotReached) > 0 ? Console::NotComplete : Console::Done;
}

} // namespace cytoloom
