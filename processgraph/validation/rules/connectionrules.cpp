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
    switch (connection) {
    case Connection::Luer:
        return u"luer"_s;
    case Connection::Spike:
        return u"spike"_s;
    case Connection::Open:
        return u"open"_s;
    case Connection::None:
        return u"notStated"_s;
    default: // weld, ISCD, pre-assembled and SIP keep the path closed
        return {};
    }
}

// Matter that stays in its vessel passes no joint.
bool staysInUnit(const ValidationContext &context, const Link &link)
{
    const ProcedureFlow &flow = context.flow();
    const int from = flow.number(link.from.element);
    const int to = flow.number(link.to.element);
    if (flow.unitProcedure(from) == flow.unitProcedure(to))
        return true;
    const PlantUnit *unit = context.unitOf(from);
    return unit && unit == context.unitOf(to);
}

void jointGrade(const ValidationContext &context, int number, FindingList &findings)
{
    const Link *link = context.links()[number];
    if (link->kind == LinkKind::Control || link->kind == LinkKind::Sync)
        return;
    const QString what = jointWord(link->connection);
    if (what.isEmpty() || (link->connection == Connection::None && staysInUnit(context, *link)))
        return;
    for (const ElementId &end : {link->from.element, link->to.element}) {
        const int element = context.flow().number(end);
        const auto grade = gradeAround(context, element);
        if (grade && !isWorse(*grade, Grade::B))
            continue;
        QVector<FindingPlace> places {ValidationContext::place(*link), context.place(element)};
        if (const Room *room = context.roomOf(element))
            places.last().room = room->id;
        findings
            .add(u"GMP-CON-01"_s, what, places,
                FindingArgs()
                    .text(u"e"_s, link->id.value())
                    .name(u"n"_s, context.flow().element(element))
                    .text(u"g"_s, grade ? gradeText(*grade) : u"?"_s))
            .fix
            = link->connection == Connection::Weld ? QString() : u"weldInsteadOfLuer"_s;
        return; // one finding per joint
    }
}

} // namespace

QVector<RuleCheck> connectionRules()
{
    return {{QLatin1String("GMP-CON-01"), RuleScope::Link, Aspect::Control | Aspect::Matter,
        jointGrade}};
}

} // namespace cytoloom::rules
