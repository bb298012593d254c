// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/resumecheck.h"

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

void checkUnits(
    const BatchState &state, const Plant &plant, UtcTime now, QVector<ResumeFinding> *findings)
{
    for (auto it = state.control.units.begin(); it != state.control.units.end(); ++it) {
        QMap<QString, QString> args {{u"unit"_s, it->value()}, {u"role"_s, it.key().value()}};
        const PlantUnit *unit = plant.unit(*it);
        if (!unit) {
            *findings << ResumeFinding {{u"resume.unitMissing"_s, args}, true, {}};
            continue;
        }
        if (!unit->qualified)
            *findings << ResumeFinding {{u"resume.notQualified"_s, args}, true, {}};
        if (unit->calibrationDue && *unit->calibrationDue <= now) {
            args.insert(u"due"_s, toIso(*unit->calibrationDue));
            *findings << ResumeFinding {{u"resume.calibrationDue"_s, args}, true, {}};
        }
    }
}

/// Matter that left its source and has not been taken in yet.
void checkLinks(const BatchState &state, UtcTime now, QVector<ResumeFinding> *findings)
{
    const Procedure &procedure = state.control.recipe.procedure;
    const QVector<LinkId> all = procedure.links();
    for (const LinkId &id : all) {
        const Link *link = procedure.link(id);
        const ElementStatus from = state.status(link->from.element);
        const ElementStatus to = state.status(link->to.element);
        const bool waits = from.state == S::Complete && to.state == S::Idle;
        if (!link->holdLimit || !waits || now - from.ended <= *link->holdLimit)
            continue;
        *findings << ResumeFinding {
            {u"resume.holdLimit"_s,
                {{u"medium"_s, link->medium}, {u"from"_s, link->from.element.value()},
                    {u"to"_s, link->to.element.value()},
                    {u"waited"_s, toReadable(now - from.ended)},
                    {u"limit"_s, toReadable(*link->holdLimit)}}},
            true, link->to.element};
    }
}

void checkSteps(const BatchState &state, Duration moment, QVector<ResumeFinding> *findings)
{
    const Procedure &procedure = state.control.recipe.procedure;
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const Element *element = procedure.element(id);
        const ElementStatus status = state.status(id);
        if (status.state == S::Idle || isFinal(status.state))
            continue;
        const auto beyond
            = [&](const QString &code, const std::optional<Duration> &limit, Duration passed) {
                  if (limit && passed > *limit)
                      *findings << ResumeFinding {
                          {code,
                              {{u"element"_s, id.value()}, {u"passed"_s, toReadable(passed)},
                                  {u"limit"_s, toReadable(*limit)}}},
                          true, id};
              };
        beyond(u"resume.openTime"_s, element->maxOpenTime, moment - status.startedElapsed);
        if (status.state == S::Held || status.state == S::Holding)
            beyond(u"resume.heldTime"_s, element->maxHeldTime, moment - status.heldElapsed);
    }
}

} // namespace

QVector<ResumeFinding> resumeCheck(
    const BatchState &state, const Plant &plant, UtcTime now, Duration moment)
{
    QVector<ResumeFinding> findings;
    checkUnits(state, plant, now, &findings);
    checkLinks(state, now, &findings);
    checkSteps(state, moment, &findings);
    const qsizetype materials = state.control.recipe.bom.size();
    if (materials > 0)
        findings << ResumeFinding {
            {u"resume.expiryNotOnRecord"_s, {{u"count"_s, QString::number(materials)}}}, false, {}};
    return findings;
}

} // namespace cytoloom
