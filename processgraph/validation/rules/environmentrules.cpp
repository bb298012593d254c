// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/environmentrules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/roomwords.h"
#include "processgraph/validation/validationcontext.h"

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

void openHandling(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    // What a container says holds for the steps in it; said once, where it is stated.
    const bool open = context.openness(i) == Openness::Open && context.aseptic(i);
    if (!open || (step.openness != Openness::Open && !step.aseptic))
        return;
    const FindingArgs args = FindingArgs().name(u"n"_s, step);
    const Room *room = context.roomOf(i);
    if (!room) { // no room yet: what the recipe asks for
        if (!context.grade(i))
            findings.add(u"GMP-ENV-01"_s, u"noGrade"_s, {context.place(i)}, args).fix
                = u"closeStep"_s;
        else if (*context.grade(i) != Grade::A)
            findings
                .add(u"GMP-ENV-01"_s, u"wrongGrade"_s, {context.place(i)},
                    FindingArgs(args).text(u"g"_s, gradeText(*context.grade(i))))
                .fix
                = u"closeStep"_s;
        return;
    }
    // An open isolator stands in C or better (EU GMP Annex 1, 4.20); without one, A stands in
    // B.
    const Grade background = room->isolator ? Grade::C : Grade::B;
    if (room->grade == Grade::A && !isWorse(room->background, background))
        return;
    FindingPlace place = context.place(i);
    place.room = room->id;
    place.unit = context.unitOf(i)->id;
    findings
        .add(u"GMP-ENV-01"_s, u"wrongRoom"_s, {place},
            FindingArgs(args)
                .text(u"r"_s, room->id.value())
                .text(u"g"_s, gradeText(room->grade))
                .text(u"b"_s, gradeText(room->background)))
        .fix
        = u"closeStep"_s;
}

} // namespace

QVector<RuleCheck> environmentRules()
{
    return {{QLatin1String("GMP-ENV-01"), RuleScope::Element, Aspect::Control | Aspect::Matter,
        openHandling}};
}

} // namespace cytoloom::rules
