// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/runsituation.h"

#include <algorithm>

namespace cytoloom::runsituation {

using namespace Qt::StringLiterals;
using S = ProceduralState;

bool isWork(const Element &element)
{
    return element.kind == ElementKind::Phase || element.kind == ElementKind::ManualStep
        || element.kind == ElementKind::Gate;
}

RunSituation::Moment startOf(const Procedure &procedure, const Element &element)
{
    const QVector<LinkId> in = procedure.incoming(element.id);
    const bool takes = std::any_of(in.begin(), in.end(),
        [&procedure](const LinkId &id) { return procedure.link(id)->kind == LinkKind::Material; });
    return takes ? RunSituation::Moment::Transfer : RunSituation::Moment::Start;
}

RunFacts factsOf(const BatchState &state)
{
    return state.binding ? cytoloom::factsOf(*state.binding) : RunFacts();
}

RunSituation make(const BatchState &state, const ElementId &step, RunSituation::Moment about,
    UtcTime now, Duration moment)
{
    RunSituation situation;
    situation.step = step;
    situation.moment = about;
    situation.now = now;
    situation.known = factsOf(state);
    if (state.binding)
        situation.binding = *state.binding;
    const ControlRecipe &control = state.control;
    BatchBinding &binding = situation.binding;
    binding.batch = control.header.id;
    binding.recipe = control.recipe.id;
    binding.recipeVersion = control.recipe.version;
    binding.start = state.started == UtcTime {} ? now : state.started; // the real one
    binding.units.clear();
    for (auto it = control.units.begin(); it != control.units.end(); ++it)
        binding.units.insert(it.key(), it.value());
    // Whoever was to do the step does it now, whatever was planned.
    const Element *element = control.recipe.procedure.element(step);
    const Duration lasts = element ? element->duration.longest : Duration(0);
    for (Assignment &one : binding.assignments) {
        if (one.element != step)
            continue;
        one.from = now;
        one.to = now + lasts;
    }
    for (auto it = state.elements.begin(); it != state.elements.end(); ++it) {
        if (it->state == S::Idle || it->state == S::Stopped || it->state == S::Aborted)
            continue;
        RunStep record;
        record.sinceStart = moment - it->startedElapsed;
        record.outcome = it->outcome;
        if (it->state == S::Complete) {
            record.progress = RunStep::Progress::Done;
            record.sinceEnd = now - it->ended;
        } else if (it->state == S::Held || it->state == S::Holding) {
            record.sinceHeld = moment - it->heldElapsed;
        }
        situation.steps.insert(it.key(), record);
    }
    situation.results = state.results;
    return situation;
}

} // namespace cytoloom::runsituation
