// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the wall of many batches costs: 64 batches of at least 300 elements each, all
// seen 20 times a second.
#include "processgraph/execution/batchoverview.h"
#include "processgraph/execution/operatorview.h"
#include "processgraph/model/recipejson.h"
#include "tests/support/bigrecipe.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTextStream>

#include <algorithm>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

constexpr int Batches = 64;
constexpr int Elements = 400; ///< whole copies of the recipe: 438
constexpr int Rounds = 50;

/// A batch in its middle: the first half is done, the next two phases are at work.
BatchState inTheMiddle(const MasterRecipe &recipe, int number)
{
    BatchState state;
    state.control.recipe = recipe;
    state.control.header.id = BatchId(u"B-%1"_s.arg(number));
    state.state = state.own.state = ProceduralState::Running;
    state.started = state.own.started = utcFromMs(1'750'000'000'000);
    const QVector<ElementId> all = recipe.procedure.elements();
    int working = 0;
    for (qsizetype i = 0; i < all.size(); ++i) {
        ElementStatus status;
        status.started = state.started + std::chrono::minutes(i);
        status.startedElapsed = std::chrono::minutes(i);
        status.ended = status.started + std::chrono::minutes(10);
        const ElementKind kind = recipe.procedure.element(all.at(i))->kind;
        if (i < all.size() / 2)
            status.state = ProceduralState::Complete;
        else if (kind == ElementKind::Phase && working++ < 2)
            status.state = ProceduralState::Running;
        else
            continue;
        state.elements.insert(all.at(i), status);
    }
    return state;
}

template <class Work> double microseconds(const Work &work)
{
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < Rounds; ++i)
            work();
        best = std::min(best, double(timer.nsecsElapsed()) / 1000.0 / Rounds / Batches);
    }
    return best;
}

} // namespace

int main()
{
    const auto original = readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s);
    if (!original)
        return 1;
    const MasterRecipe recipe = bigRecipe(*original, Elements);
    QVector<BatchState> states;
    QVector<Plan> plans;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < Batches; ++i) {
        states << inTheMiddle(recipe, i);
        if (i == 1) // the first one reads the catalogue, too
            timer.restart();
        plans << Plan::make(states.last().control);
        if (i == 1)
            QTextStream(stdout) << "plan of one batch, once: " << timer.nsecsElapsed() / 1000
                                << " us (" << recipe.procedure.elementCount() << " elements)\n";
    }
    const UtcTime now = states.first().started + std::chrono::hours(10);
    const Duration moment = std::chrono::hours(10);
    qint64 keep = 0;
    const double progress = microseconds([&] {
        for (int i = 0; i < Batches; ++i)
            keep += PlanProgress(plans.at(i), states.at(i), now).done();
    });
    const double overview = microseconds([&] {
        for (int i = 0; i < Batches; ++i) {
            const PlanProgress made(plans.at(i), states.at(i), now);
            keep += makeBatchOverview(states.at(i), made, {0, 0, 0, 0}, {}, now, moment).done;
        }
    });
    const double view = microseconds([&] {
        for (int i = 0; i < Batches; ++i)
            keep += makeOperatorView(
                states.at(i), [](const TagId &) { return TagValue {}; },
                [](const QString &) -> const PhaseClass * { return nullptr; }, moment)
                        .done;
    });
    QTextStream out(stdout);
    out << "progress of one batch:           " << progress << " us\n";
    out << "progress and overview:           " << overview << " us\n";
    out << "beside it, its operator view:    " << view << " us\n";
    out << "64 batches 20 times a second:    " << overview * Batches * 20 / 1e4 << " % of one core"
        << (keep == 0 ? "!" : "") << '\n';
    return 0;
}
