// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/bookingtable.h"

#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

namespace {

/// Nothing says how the product of this unit procedure is kept from the room, though it has some.
bool isUnproven(const ValidationContext &context, int unitProcedure, int step)
{
    if (context.openness(step) != Openness::NotApplicable)
        return false;
    const QVector<Port> &ports = context.flow().ports(step);
    return step == unitProcedure ? std::any_of(ports.begin(), ports.end(),
               [](const Port &port) { return port.purpose == PortPurpose::Product; })
                                 : !ports.isEmpty();
}

} // namespace

BookingTable::BookingTable(const ValidationContext &context)
    : m_context(context)
    , m_others(context.input().bookings)
{
    if (context.binding())
        m_others += context.binding()->bookings;
    if (context.plant() && context.plannedStart())
        bookOwn(*context.plannedStart());
}

// Earliest and latest times of the children of a container, relative to the batch's start. A
// container without content takes its own duration; one with content what its content takes.
void BookingTable::planContainer(int container, Duration earliest, Duration latest)
{
    const ProcedureFlow &flow = m_context.flow();
    for (const int child : flow.order(container)) {
        Span span;
        Duration latestStart = latest;
        const Numbers before = flow.previous(child);
        if (before.isEmpty()) {
            span.earliestStart = earliest;
        } else {
            const bool waitsForAll = flow.kind(child) == ElementKind::ParallelJoin;
            span.earliestStart = waitsForAll ? earliest : Duration::max();
            for (const int one : before) {
                const Span &left = m_spans[one];
                span.earliestStart = waitsForAll ? std::max(span.earliestStart, left.earliestEnd)
                                                 : std::min(span.earliestStart, left.earliestEnd);
                latestStart = std::max(latestStart, left.latestEnd);
            }
        }
        const Element &step = flow.element(child);
        Duration shortest = step.duration.shortest;
        Duration longest = std::max(step.duration.nominal, step.duration.longest);
        if (!flow.order(child).isEmpty()) {
            planContainer(child, span.earliestStart, latestStart);
            const Span &last = m_spans[flow.order(child).last()];
            shortest = last.earliestEnd - span.earliestStart;
            longest = Duration(0);
            for (const int inner : flow.children(child))
                longest = std::max(longest, m_spans[inner].latestEnd - latestStart);
            if (step.kind == ElementKind::Loop)
                longest *= std::max(1, step.maxCount);
        }
        span.earliestEnd = span.earliestStart + shortest;
        span.latestEnd = latestStart + longest;
        m_spans.insert(child, span);
    }
}

void BookingTable::bookOwn(UtcTime start)
{
    const ProcedureFlow &flow = m_context.flow();
    m_start = start;
    planContainer(-1, Duration(0), Duration(0));
    QHash<int, bool> closed;
    for (int i = 0; i < flow.count(); ++i) {
        const int owner = flow.unitProcedure(i);
        if (owner >= 0)
            closed[owner] = closed.value(owner, true) && m_context.openness(i) != Openness::Open
                && !isUnproven(m_context, owner, i);
    }
    for (int i = 0; i < flow.count(); ++i) {
        const PlantUnit *unit = m_context.unitOf(i);
        if (flow.kind(i) != ElementKind::UnitProcedure || !unit || !m_spans.contains(i))
            continue;
        const Span span = m_spans.value(i);
        m_own.insert(unit->id.value(), flow.element(i).id);
        m_ownBookings.append({m_context.batch(), m_context.recipe().productCode, unit->id,
            unit->room, start + span.earliestStart, start + span.latestEnd, closed.value(i, true)});
    }
}

QVector<BookingTable::Meeting> BookingTable::meetings(Key key) const
{
    QVector<Booking> sorted = m_others + m_ownBookings;
    std::stable_sort(sorted.begin(), sorted.end(),
        [](const Booking &a, const Booking &b) { return a.from < b.from; });
    QVector<Meeting> result;
    QHash<QString, QVector<Booking>> present;
    QSet<QString> said;
    for (const Booking &booking : std::as_const(sorted)) {
        const QString where = key == ByUnit ? booking.unit.value() : booking.room.value();
        if (where.isEmpty())
            continue;
        QVector<Booking> &here = present[where];
        here.removeIf([&booking](const Booking &one) { return one.to <= booking.from; });
        QSet<QString> batches {booking.batch.value()};
        for (const Booking &one : std::as_const(here))
            batches.insert(one.batch.value());
        for (const Booking &one : std::as_const(here)) {
            if (one.batch == booking.batch)
                continue;
            const Meeting meeting {one, booking, booking.from, int(batches.size())};
            // Which two products, and whether either is open, may differ from booking to booking.
            const QString what = QStringList {where, pairText(meeting), QString::number(one.closed),
                QString::number(booking.closed), one.product, booking.product}
                                     .join(u'\n');
            if (said.contains(what))
                continue;
            said.insert(what);
            result.append(meeting);
        }
        here.append(booking);
    }
    return result;
}

std::optional<std::pair<UtcTime, UtcTime>> BookingTable::times(int element) const
{
    const auto span = m_spans.constFind(element);
    if (!m_start || span == m_spans.cend())
        return std::nullopt;
    return std::pair(*m_start + span->earliestStart, *m_start + span->latestEnd);
}

QString BookingTable::pairText(const Meeting &meeting)
{
    QStringList pair {meeting.first.batch.value(), meeting.second.batch.value()};
    pair.sort();
    return pair.join(u'|');
}

FindingPlace BookingTable::place(const Meeting &meeting) const
{
    FindingPlace place;
    place.unit = meeting.second.unit;
    place.room = meeting.second.room;
    for (const Booking *one : {&meeting.second, &meeting.first}) {
        if (!m_context.batch().isEmpty() && one->batch == m_context.batch()) {
            place.element = m_own.value(one->unit.value());
            place.unit = one->unit;
        }
    }
    return place;
}

} // namespace cytoloom
