// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/segregationrules.h"

#include "processgraph/validation/bookingtable.h"
#include "processgraph/validation/findinglist.h"

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

FindingArgs argsOf(const BookingTable::Meeting &meeting)
{
    return FindingArgs()
        .text(u"r"_s, meeting.second.room.value())
        .text(u"t"_s, toIso(meeting.from))
        .text(u"b1"_s, meeting.first.batch.value())
        .text(u"b2"_s, meeting.second.batch.value())
        .text(u"p1"_s, meeting.first.product)
        .text(u"p2"_s, meeting.second.product);
}

void productsApart(const ValidationContext &context, int, FindingList &findings)
{
    const BookingTable table(context);
    for (const BookingTable::Meeting &meeting : table.meetings(BookingTable::ByRoom)) {
        if (meeting.first.product != meeting.second.product)
            findings.add(u"GMP-SEG-01"_s, u"products"_s, {table.place(meeting)}, argsOf(meeting),
                BookingTable::pairText(meeting));
    }
}

void batchesApart(const ValidationContext &context, int, FindingList &findings)
{
    const BookingTable table(context);
    for (const BookingTable::Meeting &meeting : table.meetings(BookingTable::ByRoom)) {
        if (meeting.first.closed && meeting.second.closed)
            continue;
        const Booking &open = meeting.first.closed ? meeting.second : meeting.first;
        findings.add(u"GMP-SEG-02"_s, u"open"_s, {table.place(meeting)},
            argsOf(meeting).text(u"open"_s, open.batch.value()).text(u"q"_s, open.unit.value()),
            BookingTable::pairText(meeting));
    }
}

} // namespace

QVector<RuleCheck> segregationRules()
{
    const Aspects every = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Header;
    return {
        {QLatin1String("GMP-SEG-01"), RuleScope::Binding, every, productsApart},
        {QLatin1String("GMP-SEG-02"), RuleScope::Binding, every, batchesApart},
    };
}

} // namespace cytoloom::rules
