// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/connectionrules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/roomwords.h"
#include "processgraph/validation/validationcontext.h"

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

// The grade around the step: of its room where that is known, else what the recipe asks for.
std::optional<Grade> gradeAround(const ValidationContext &context, int element)
{
    const Room *room = context.roomOf(element);
    return room ? std::optional(room->grade) : context.grade(element);
}

QString jointWord(Connection connection)
{
    return connection == Connection::Luer ? u"luer"_s
        : connection == Connection::Spike ? u"spike"_s
                                          : u"open"_s;
}

} // namespace

void jointGrades(const ValidationContext &context, FindingList &findings)
{
    for (const Link *link : context.links()) {
        // Weld, ISCD, pre-assembled and SIP keep the path closed; None is no joint at all.
        if (link->connection != Connection::Luer && link->connection != Connection::Spike
            && link->connection != Connection::Open)
            continue;
        for (const ElementId &end : {link->from.element, link->to.element}) {
            const int element = context.flow().number(end);
            const auto grade = gradeAround(context, element);
            if (grade && !isWorse(*grade, Grade::B))
                continue;
            QVector<FindingPlace> places {ValidationContext::place(*link), context.place(element)};
            if (const Room *room = context.roomOf(element))
                places.last().room = room->id;
            findings.add(u"GMP-CON-01"_s, jointWord(link->connection), places,
                FindingArgs()
                    .text(u"e"_s, link->id.value())
                    .name(u"n"_s, context.flow().element(element))
                    .text(u"g"_s, grade ? gradeText(*grade) : u"?"_s));
            break; // one finding per joint
        }
    }
}

} // namespace cytoloom::rules
