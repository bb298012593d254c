// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/changeset.h"

#include <algorithm>

namespace cytoloom {

namespace {

const Aspects Everything
    = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Times;

template <class T, class Same>
bool sameParts(const QVector<T> &before, const QVector<T> &after, Same same)
{
    return std::equal(before.begin(), before.end(), after.begin(), after.end(), same);
}

template <class T> bool sameEvidence(const T &a, const T &b)
{
    return a.attributes == b.attributes;
}

ChangeSet::Step compare(const Element &before, const Element &after)
{
    ChangeSet::Step step {after.id, {}, false};
    const auto note = [&step](bool same, Aspects aspects) {
        if (!same)
            step.aspects |= aspects;
    };
    note(before.kind == after.kind, Everything);
    note(before.type == after.type && before.role == after.role, Everything);
    note(before.condition == after.condition && before.maxCount == after.maxCount
            && before.duration == after.duration && before.maxOpenTime == after.maxOpenTime
            && before.maxHeldTime == after.maxHeldTime,
        Aspect::Values | Aspect::Times);
    note(before.parameters == after.parameters, Aspect::Values); // Times: TouchedScopes
    note(before.openness == after.openness && before.aseptic == after.aseptic
            && before.grade == after.grade && before.ports == after.ports
            && before.residual == after.residual,
        Aspect::Matter);
    note(before.gate == after.gate, Aspect::Values | Aspect::Times | Aspect::Evidence);
    note(before.crew == after.crew && before.verification == after.verification
            && before.signatures == after.signatures && before.critical == after.critical
            && before.attributes == after.attributes
            && sameParts(before.parameters, after.parameters, sameEvidence<Parameter>)
            && sameParts(before.ports, after.ports, sameEvidence<Port>),
        Aspect::Evidence);
    step.renamed = !(before.name == after.name);
    note(!step.renamed && before.note == after.note, Aspect::Texts);
    // Whatever this list forgets is not forgotten: all but the place in the drawing counts.
    if (!step.aspects && !step.renamed) {
        Element moved = before;
        moved.position = after.position;
        moved.pinned = after.pinned;
        note(moved == after, Everything | Aspect::Texts);
    }
    return step;
}

Aspects aspectsOf(LinkKind kind)
{
    switch (kind) {
    case LinkKind::Control:
        return Aspect::Control;
    case LinkKind::Sync:
        return Aspect::Control | Aspect::Matter;
    default:
        return Aspect::Matter | Aspect::Values | Aspect::Times;
    }
}

Aspects aspectsOf(const Link &link)
{
    return aspectsOf(link.kind) | Aspect::Evidence;
}

// Those that are in both stand in the same order.
template <class Id> bool keepsOrder(QVector<Id> before, QVector<Id> after)
{
    if (before == after)
        return true;
    qsizetype head = 0; // most of it is the same
    while (head < before.size() && head < after.size() && before[head] == after[head])
        ++head;
    qsizetype tail = 0;
    while (tail < before.size() - head && tail < after.size() - head
        && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    before = before.mid(head, before.size() - head - tail);
    after = after.mid(head, after.size() - head - tail);
    const QSet<Id> old(before.cbegin(), before.cend());
    const QSet<Id> now(after.cbegin(), after.cend());
    before.removeIf([&now](const Id &id) { return !now.contains(id); });
    after.removeIf([&old](const Id &id) { return !old.contains(id); });
    return before == after;
}

void compareHeaders(const MasterRecipe &before, const MasterRecipe &after, ChangeSet &changes)
{
    if (!(before.roles == after.roles)) {
        changes.everything = true;
        return;
    }
    if (!(before.formula == after.formula) || !(before.formulaSets == after.formulaSets))
        changes.header |= Aspect::Values | Aspect::Times;
    changes.headerRenamed = !(before.name == after.name) || !(before.product == after.product)
        || !(before.description == after.description);
    if (changes.headerRenamed)
        changes.header |= Aspect::Texts;
    MasterRecipe rest = before;
    rest.procedure = after.procedure;
    rest.name = after.name;
    rest.product = after.product;
    rest.description = after.description;
    rest.formula = after.formula;
    rest.formulaSets = after.formulaSets;
    if (!(rest == after))
        changes.header |= Aspect::Header;
    // The layout of comments says nothing; what they say, a rule may read.
}

} // namespace

ChangeSet ChangeSet::between(const MasterRecipe &before, const MasterRecipe &after)
{
    ChangeSet changes;
    compareHeaders(before, after, changes);
    const ProcedureChange procedure = after.procedure.changedSince(before.procedure);
    changes.added = procedure.added;
    changes.removed = procedure.removed;
    for (const ElementId &id : procedure.added)
        changes.homes.append(after.procedure.container(id));
    for (const ElementId &id : procedure.removed)
        changes.homes.append(before.procedure.container(id));
    changes.structure = procedure.rearranged;
    for (const ElementId &id : procedure.replaced) {
        const Element &old = *before.procedure.element(id);
        const Element &now = *after.procedure.element(id);
        changes.structure = changes.structure || old.kind != now.kind;
        changes.replaced.append(compare(old, now));
    }
    for (const LinkId &id : procedure.addedLinks) {
        const Link &link = *after.procedure.link(id);
        changes.links.append({id, aspectsOf(link), {link.from.element, link.to.element}});
    }
    for (const LinkId &id : procedure.removedLinks) {
        const Link &link = *before.procedure.link(id);
        changes.links.append({id, aspectsOf(link), {link.from.element, link.to.element}});
    }
    for (const LinkId &id : procedure.replacedLinks) {
        const Link &old = *before.procedure.link(id);
        const Link &now = *after.procedure.link(id);
        changes.structure = changes.structure || old.kind != now.kind || old.from != now.from
            || old.to != now.to || old.priority != now.priority;
        if (old == now)
            continue;
        changes.links.append({id, aspectsOf(old) | aspectsOf(now),
            {old.from.element, old.to.element, now.from.element, now.to.element}});
    }
    changes.structure
        = changes.structure || !procedure.addedLinks.isEmpty() || !procedure.removedLinks.isEmpty();
    for (const ElementId &container : procedure.rearrangedContainers) {
        const Procedure &old = before.procedure;
        const Procedure &now = after.procedure;
        if (!keepsOrder(old.children(container), now.children(container))
            || !keepsOrder(old.linksOf(container), now.linksOf(container)))
            changes.everything = true;
    }
    return changes;
}

bool ChangeSet::isEmpty() const
{
    const bool moved = std::all_of(replaced.begin(), replaced.end(),
        [](const Step &step) { return !step.aspects && !step.renamed; });
    return moved && !everything && !structure && !headerRenamed && !header && added.isEmpty()
        && removed.isEmpty() && links.isEmpty();
}

} // namespace cytoloom
