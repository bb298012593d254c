// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a ProcedureFlow takes elements and links out of a procedure: all of them, or, after an edit,
// those that the edit concerns. What lies in a container in whose depth nothing has been added,
// taken away or moved keeps its order: it is copied from the flow before in one piece, only the
// numbers are shifted. The look-ups by name that are left are those of the few containers around
// the edit.
#include "processgraph/validation/procedureflow.h"

#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

namespace {

constexpr int Unknown = -2; ///< the number before of what was not there; -1 is the procedure

} // namespace

const Element &ProcedureFlow::none()
{
    static const Element empty;
    return empty;
}

/// One walk over a procedure, depth first and without recursion: a file may nest as deep as it
/// likes.
struct ProcedureFlow::Reading
{
    struct Level
    {
        QVector<ElementId> children;
        qsizetype next = 0;
        int number = -1;
    };

    Reading(ProcedureFlow &target, const Procedure &source, ProcedureFlow *earlier,
        const ProcedureChange &edit)
        : flow(target)
        , procedure(source)
        , before(earlier)
        , change(edit)
        , newOf(earlier ? earlier->count() : 0, -1)
    {
        const int elements = source.elementCount();
        const int links = source.linkCount();
        flow.m_elements.reserve(elements);
        flow.m_traits.reserve(elements);
        flow.m_slotOf.reserve(elements);
        flow.m_containers.reserve(elements);
        flow.m_linkStart.reserve(elements + 2);
        flow.m_links.reserve(links);
        flow.m_linkTraits.reserve(links);
        flow.m_from.reserve(links);
        flow.m_to.reserve(links);
        origins.reserve(elements);
    }

    void findStale();
    [[nodiscard]] bool isClean(int old) const;
    void walk();
    void take(const ElementId &id, int container);
    void open(const ElementId &id, int number, int old);
    void copy(int old, int container);
    void readLinks(const ElementId &container, int old);
    void appendLink(const Link *link, const LinkTraits &traits, int from, int to);
    void giveSlots();
    void readReplaced();
    void findEnds();

    ProcedureFlow &flow;
    const Procedure &procedure;
    ProcedureFlow *const before; ///< null: everything is read
    const ProcedureChange &change;
    QVector<int> stale; ///< numbers before of containers that are read again, ascending
    QSet<LinkId> otherLinks; ///< replaced ones
    QVector<int> newOf; ///< by number before; -1: gone
    QVector<int> origins; ///< the reverse
    QVector<Level> levels;
    QVector<int> renumbered; ///< links whose ends are numbers before
    QVector<int> unnumbered; ///< links whose ends are not known yet
};

void ProcedureFlow::Reading::findStale()
{
    const auto add = [this](const ElementId &container) {
        const int old = container.isEmpty() ? -1 : before->number(container);
        if (old >= 0)
            stale.append(old);
    };
    for (const ElementId &container : change.rearrangedContainers)
        add(container);
    for (const LinkId &id : change.replacedLinks) {
        otherLinks.insert(id);
        add(procedure.home(id));
    }
    std::sort(stale.begin(), stale.end());
}

bool ProcedureFlow::Reading::isClean(int old) const
{
    const auto found = std::lower_bound(stale.begin(), stale.end(), old);
    return found == stale.end() || *found >= before->endOf(old);
}

void ProcedureFlow::Reading::walk()
{
    open({}, -1, before ? -1 : Unknown);
    while (!levels.isEmpty()) {
        Level &level = levels.last();
        if (level.next == level.children.size()) {
            levels.removeLast();
            continue;
        }
        const ElementId child = level.children[level.next++];
        take(child, level.number);
    }
    flow.m_linkStart.append(int(flow.m_links.size()));
}

void ProcedureFlow::Reading::take(const ElementId &id, int container)
{
    const int old = before ? before->number(id) : -1;
    if (old >= 0 && isClean(old)) {
        copy(old, container);
        return;
    }
    const int number = flow.count();
    const Element *element = old >= 0 ? before->m_elements[old] : procedure.element(id);
    flow.m_elements.append(element);
    flow.m_traits.append(old >= 0 ? before->m_traits[old] : StepTraits::of(*element));
    flow.m_slotOf.append(old >= 0 ? before->m_slotOf[old] : -1);
    flow.m_containers.append(container);
    origins.append(old);
    if (old >= 0)
        newOf[old] = number;
    open(id, number, old >= 0 ? old : Unknown);
}

// Its links come before those of what it holds.
void ProcedureFlow::Reading::open(const ElementId &id, int number, int old)
{
    flow.m_linkStart.append(int(flow.m_links.size()));
    readLinks(id, old);
    QVector<ElementId> children = procedure.children(id);
    if (!children.isEmpty())
        levels.append({std::move(children), 0, number});
}

// All that has the numbers old … endOf(old) - 1; both ends of the links in there lie in there.
void ProcedureFlow::Reading::copy(int old, int container)
{
    const int end = before->endOf(old);
    const int shift = flow.count() - old;
    const int firstLink = before->m_linkStart[old + 1];
    const int lastLink = before->m_linkStart[end + 1];
    const int linkShift = int(flow.m_links.size()) - firstLink;
    for (int i = old; i < end; ++i) {
        flow.m_elements.append(before->m_elements[i]);
        flow.m_traits.append(before->m_traits[i]);
        flow.m_slotOf.append(before->m_slotOf[i]);
        flow.m_containers.append(i == old ? container : before->m_containers[i] + shift);
        flow.m_linkStart.append(before->m_linkStart[i + 1] + linkShift);
        origins.append(i);
        newOf[i] = i + shift;
    }
    for (int i = firstLink; i < lastLink; ++i)
        appendLink(before->m_links[i], before->m_linkTraits[i], before->m_from[i] + shift,
            before->m_to[i] + shift);
}

void ProcedureFlow::Reading::appendLink(
    const Link *link, const LinkTraits &traits, int from, int to)
{
    flow.m_links.append(link);
    flow.m_linkTraits.append(traits);
    flow.m_from.append(from);
    flow.m_to.append(to);
}

// Most links of a container stand where they stood, or one place further.
void ProcedureFlow::Reading::readLinks(const ElementId &container, int old)
{
    int at = old == Unknown ? 0 : before->m_linkStart[old + 1];
    const int end = old == Unknown ? 0 : before->m_linkStart[old + 2];
    const QVector<LinkId> ids = procedure.linksOf(container);
    for (const LinkId &id : ids) {
        int place = -1;
        for (int ahead = 0; ahead < 2 && place < 0 && at + ahead < end; ++ahead) {
            if (before->m_links[at + ahead]->id == id)
                place = at + ahead;
        }
        if (place >= 0)
            at = place + 1;
        if (place >= 0 && !otherLinks.contains(id)) {
            renumbered.append(int(flow.m_links.size()));
            appendLink(before->m_links[place], before->m_linkTraits[place], before->m_from[place],
                before->m_to[place]);
            continue;
        }
        const Link *link = procedure.link(id);
        unnumbered.append(int(flow.m_links.size()));
        appendLink(link, LinkTraits::of(*link), -1, -1);
    }
}

void ProcedureFlow::Reading::giveSlots()
{
    const bool keeps = before && before->m_numberOf.size() < 2 * flow.count() + 1000;
    int next = 0;
    if (keeps) {
        flow.m_slots = std::exchange(before->m_slots, {});
        next = int(before->m_numberOf.size());
        for (const ElementId &id : change.removed) {
            const int slot = flow.m_slots.value(id, -1);
            const int old = slot < 0 ? -1 : before->m_numberOf[slot];
            if (old >= 0 && newOf[old] < 0)
                flow.m_slots.remove(id);
        }
    } else {
        flow.m_slots.reserve(flow.count());
        flow.m_slotOf.fill(-1);
    }
    for (int i = 0; i < flow.count(); ++i) {
        int &slot = flow.m_slotOf[i];
        if (slot >= 0)
            continue;
        slot = next++;
        flow.m_slots.insert(flow.m_elements[i]->id, slot);
    }
    flow.m_numberOf.fill(-1, next);
    for (int i = 0; i < flow.count(); ++i)
        flow.m_numberOf[flow.m_slotOf[i]] = i;
}

void ProcedureFlow::Reading::readReplaced()
{
    for (const ElementId &id : change.replaced) {
        const int number = flow.number(id);
        flow.replace(number, *procedure.element(id));
        origins[number] = -1;
    }
}

void ProcedureFlow::Reading::findEnds()
{
    for (const int link : std::as_const(renumbered)) {
        flow.m_from[link] = newOf[flow.m_from[link]];
        flow.m_to[link] = newOf[flow.m_to[link]];
    }
    // Most links lead on from where the last one came to, or to the next sibling.
    const auto numberOf = [this](const ElementId &id, int guess) {
        return guess < flow.count() && flow.m_elements[guess]->id == id ? guess : flow.number(id);
    };
    int last = 0;
    for (const int link : std::as_const(unnumbered)) {
        const int from = numberOf(flow.m_links[link]->from.element, last);
        flow.m_from[link] = from;
        last = numberOf(flow.m_links[link]->to.element, flow.m_ends[from]);
        flow.m_to[link] = last;
    }
}

ProcedureFlow::ProcedureFlow(const Procedure &procedure)
{
    const ProcedureChange none;
    Reading reading(*this, procedure, nullptr, none);
    reading.walk();
    reading.giveSlots();
    arrangeElements();
    reading.findEnds();
    arrangeLinks();
    analyse();
}

ProcedureFlow::ProcedureFlow(const Procedure &procedure, ProcedureFlow &before,
    const ProcedureChange &change, QVector<int> *origins)
{
    Reading reading(*this, procedure, &before, change);
    reading.findStale();
    reading.walk();
    reading.giveSlots();
    reading.readReplaced();
    arrangeElements();
    reading.findEnds();
    arrangeLinks();
    analyse();
    *origins = std::move(reading.origins);
}

} // namespace cytoloom
