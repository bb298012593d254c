// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/changeofbatch.h"

#include "processgraph/execution/changecheck.h"
#include "processgraph/model/approvedcontent.h"
#include "processgraph/model/recipecomparison.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

BatchChange requestChange(const BatchState &state, const MasterRecipe &changed)
{
    BatchChange change;
    const MasterRecipe &before = state.control.recipe;
    change.batch = state.control.header.id;
    change.recipe = before.id;
    change.fromVersion = before.version;
    change.toVersion = changed.version;
    change.toHash = contentHash(changed);
    change.differences = compareRecipes(before, changed).differences;
    ChangeCheck check(state, changed, change);
    check.header();
    check.elements();
    check.links();
    check.uses();
    check.results();
    check.resumePoint();
    for (const QString &role : {approvalroles::Production, approvalroles::Quality}) {
        BatchChange::NeededApproval needed {role, {}};
        for (const Approval &approval : changed.approvals) {
            if (approval.role == role && approval.contentHash == change.toHash)
                needed.person = approval.person;
        }
        change.approvals << needed;
    }
    return change;
}

Result<ControlRecipe> changedControl(const BatchState &state, const MasterRecipe &changed,
    const Plant &plant, const QVector<PhaseClass> &phaseClasses)
{
    const BatchChange change = requestChange(state, changed);
    if (!change.isPossible()) {
        const Message why = change.objections.first().why;
        return Error(why.code, why.args);
    }
    for (const BatchChange::NeededApproval &approval : change.approvals) {
        if (approval.person.isEmpty())
            return Error(u"change.notApproved"_s, {{u"role"_s, approval.role}});
    }
    Result<ControlRecipe> made = ControlRecipe::make(changed, plant, state.control.header);
    if (!made)
        return made.error();
    ControlRecipe control = *std::move(made);
    for (auto it = state.control.units.constBegin(); it != state.control.units.constEnd(); ++it) {
        if (control.units.contains(it.key()))
            control.units.insert(it.key(), it.value());
    }
    control.phaseClasses = state.control.phaseClasses;
    if (control.phaseClasses.isEmpty())
        return control; // it runs today's catalogue, and goes on doing so
    const QVector<ElementId> all = changed.procedure.elements();
    for (const ElementId &id : all) {
        const Element *element = changed.procedure.element(id);
        if (element->kind != ElementKind::Phase || control.phaseClass(element->type))
            continue;
        const auto logic = std::find_if(phaseClasses.begin(), phaseClasses.end(),
            [&](const PhaseClass &one) { return one.id == element->type; });
        if (logic == phaseClasses.end())
            return Error(
                u"batch.unknownPhase"_s, {{u"element"_s, id.value()}, {u"type"_s, element->type}});
        control.phaseClasses << *logic;
    }
    return control;
}

BatchState withControl(const BatchState &state, const ControlRecipe &control)
{
    BatchState changed = state;
    changed.control = control;
    const Procedure &procedure = control.recipe.procedure;
    const auto isGone
        = [&](const ElementId &id) { return !id.isEmpty() && !procedure.element(id); };
    changed.elements.removeIf(
        [&](QHash<ElementId, ElementStatus>::iterator it) { return isGone(it.key()); });
    // A start that was refused is judged anew: what stood in the way may be what was changed.
    changed.refusals.removeIf(
        [&](QHash<ElementId, Refusal>::iterator it) { return !it.value().isRestart(); });
    changed.prompts.removeIf([&](QHash<quint64, Prompt>::iterator it) {
        const Prompt &prompt = it.value();
        const bool asks
            = prompt.purpose == PromptPurpose::Refusal || prompt.purpose == PromptPurpose::Waiver;
        return isGone(prompt.element) || (asks && !changed.refusals.contains(prompt.element));
    });
    changed.requests.removeIf(
        [&](QHash<ElementId, UnitRequest>::iterator it) { return isGone(it.key()); });
    changed.modes.removeIf(
        [&](QHash<ElementId, ExecutionMode>::iterator it) { return isGone(it.key()); });
    return changed;
}

} // namespace cytoloom
