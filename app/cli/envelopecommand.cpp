// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/compiler/envelopejson.h"
#include "processgraph/model/recipejson.h"

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString percent(const EnvelopeShare &share)
{
    return u"%1 % (%2 … %3 %)"_s.arg(share.share() * 100, 0, 'f', 2)
        .arg(share.low() * 100, 0, 'f', 2)
        .arg(share.high() * 100, 0, 'f', 2);
}

QString fan(const EnvelopeFan &fan, double scale)
{
    QStringList points;
    for (const double point : fan.points)
        points << QString::number(point * scale, 'g', 4);
    return fan.of > 0 ? points.join(u" / "_s) : u"–"_s;
}

void print(const Console &console, const DonorEnvelope &envelope, const MasterRecipe &recipe)
{
    const auto name = [&](const ElementId &id) {
        const Element *element = recipe.procedure.element(id);
        const QString text = element ? element->name.in(console.language()) : QString();
        return text.isEmpty() ? id.value() : text;
    };
    console.line(u"%1 runs, seed %2"_s.arg(envelope.runs).arg(envelope.seed));
    if (envelope.dose.isKnown())
        console.line(u"dose met: %1; %2 ≥ %3 asked, 5/25/50/75/95 %: %4"_s.arg(
            percent(envelope.doseMet), envelope.dose.attribute,
            QString::number(envelope.dose.least), fan(envelope.doseFigure, 1)));
    console.line(u"released: %1"_s.arg(percent(envelope.released)));
    console.line(u"finish, days, 5/25/50/75/95 %: %1"_s.arg(fan(envelope.finish, 1.0 / 24)));
    for (const EnvelopeBranch &branch : envelope.branches)
        console.line(u"branch: %1 → %2: %3"_s.arg(
            name(branch.from), name(branch.to), percent(branch.taken)));
    for (const EnvelopeFailure &failure : envelope.failures)
        console.line(u"failed: %1 × %2 %3 %4"_s.arg(failure.count)
                         .arg(name(failure.at), failure.cause, failure.attribute));
    for (const QString &assumed : envelope.assumed)
        console.line(u"taken as passed: %1"_s.arg(assumed));
}

} // namespace

int envelopeCommand(const QStringList &arguments)
{
    Console console(u"envelope RECIPE [--runs N] [--seed S] [--threads N]"_s,
        u"Runs a recipe virtually for thousands of donors: how likely the dose is met, each "
        u"branch\n"
        "is taken, when steps end, and what fails most. The same seed gives the same answer.\n"
        "Exit 0: done; 2: cannot read."_s,
        u"cytoloom-cli envelope cart.cyrecipe.json --runs 10000 --seed 7 --json"_s);
    console.parser().addOption({u"runs"_s, u"Virtual runs."_s, u"n"_s, u"10000"_s});
    console.parser().addOption({u"seed"_s, u"Start of the random numbers."_s, u"n"_s, u"1"_s});
    console.parser().addOption({u"threads"_s, u"Threads to use."_s, u"n"_s, u"2"_s});
    console.parse(arguments, 1);
    const Result<MasterRecipe> recipe = readRecipeFile(console.argument(0));
    if (!recipe)
        return console.fail(recipe.error());
    ValidationInput input;
    input.recipe = *recipe;
    EnvelopeOrder order;
    order.runs = qint64(std::min(console.number(u"runs"_s), 1e12));
    order.seed = quint64(std::min(console.number(u"seed"_s), 1e15));
    order.threads = int(std::min(console.number(u"threads"_s), 64.0));
    const Result<DonorEnvelope> envelope = makeDonorEnvelope(input, Catalog::shipped(), order,
        nullptr, [&console, told = -1](qint64 done, qint64 all) mutable {
            const int tenths = int(done * 10 / all);
            if (tenths != std::exchange(told, tenths))
                console.note(u"%1 %"_s.arg(tenths * 10));
        });
    if (!envelope)
        return console.fail(envelope.error());
    print(console, *envelope, *recipe);
    console.object(toJson(*envelope, console.language()));
    return Console::Done;
}

} // namespace cytoloom
