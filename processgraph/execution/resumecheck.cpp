// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/resumecheck.h"

#include "processgraph/execution/runsituation.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using Moment = RunSituation::Moment;
using S = ProceduralState;

namespace {

/// What no rule is asked about, because it was looked at when the batch was made: the units are
/// those of the plant, and fit for use.
void checkUnits(const BatchState &state, const Plant &plant, QVector<ResumeFinding> *findings)
{
    for (auto it = state.control.units.begin(); it != state.control.units.end(); ++it) {
        const QMap<QString, QString> args {{u"unit"_s, it->value()}, {u"role"_s, it.key().value()}};
        const PlantUnit *unit = plant.unit(*it);
        if (!unit)
            *findings << ResumeFinding {{u"resume.unitMissing"_s, args}, true, {}};
        else if (!unit->qualified)
            *findings << ResumeFinding {{u"resume.notQualified"_s, args}, true, {}};
    }
}

/// What would go on: steps at work, steps whose token waits, steps that matter waits for.
QVector<std::pair<ElementId, Moment>> questions(const BatchState &state)
{
    QVector<std::pair<ElementId, Moment>> result;
    const Procedure &procedure = state.control.recipe.procedure;
    const auto ask = [&](const ElementId &id, Moment about) {
        const bool known = std::any_of(
            result.begin(), result.end(), [&id](const auto &one) { return one.first == id; });
        const Element *element = procedure.element(id);
        if (element && !known && runsituation::isWork(*element))
            result << std::pair {id, about};
    };
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const S now = state.status(id).state;
        if (now != S::Idle && !isFinal(now))
            ask(id, Moment::Restart);
    }
    const QVector<LinkId> links = procedure.links();
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        const Element *to = procedure.element(link->to.element);
        const bool waits = state.status(link->from.element).state == S::Complete
            && state.status(link->to.element).state == S::Idle;
        if (to && (state.tokens.contains(id) || (link->holdLimit && waits)))
            ask(to->id, runsituation::startOf(procedure, *to));
    }
    return result;
}

} // namespace

QVector<ResumeFinding> resumeCheck(const BatchState &state, const Plant &plant, UtcTime now,
    Duration moment, const Catalog &catalog)
{
    QVector<ResumeFinding> findings;
    checkUnits(state, plant, &findings);
    const RunRules rules(state.control.recipe, plant, state.control.header.profile, catalog);
    QSet<QString> told;
    for (const auto &[step, about] : questions(state)) {
        for (const Finding &finding :
            rules.ask(runsituation::make(state, step, about, now, moment))) {
            if (finding.waived || finding.severity != Severity::Error
                || state.waived.contains(finding.approvalKey) || told.contains(finding.approvalKey))
                continue;
            told.insert(finding.approvalKey);
            findings << ResumeFinding {finding.message, true, step};
        }
    }
    for (const RunUnjudged &one : rules.unjudged(runsituation::factsOf(state))) {
        if (one.why.code != "run.unjudged.asDrawn"_L1) // no outage changes the drawing
            findings << ResumeFinding {one.why, false, {}};
    }
    return findings;
}

} // namespace cytoloom
