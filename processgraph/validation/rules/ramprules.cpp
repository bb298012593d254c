// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/ramprules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/validationcontext.h"

#include <algorithm>
#include <cmath>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

// Follows one unit through its steps and knows the set points that they leave behind. Where the
// way divides, comes together or repeats, what is set is not known any more: nothing is said.
class SetPointWalk
{
public:
    SetPointWalk(const ValidationContext &context, FindingList &findings)
        : m_context(context)
        , m_findings(findings)
    { }

    void walk(int container)
    {
        const ProcedureFlow &flow = m_context.flow();
        const Numbers order = flow.order(container);
        const bool straight = std::none_of(
            order.begin(), order.end(), [&flow](int child) { return flow.next(child).size() > 1; });
        for (const int child : order) {
            const ElementKind kind = flow.kind(child);
            if (!straight || kind == ElementKind::Loop)
                m_setPoints.clear(); // the second round of a loop starts where the first one ended
            if (kind == ElementKind::Phase)
                runPhase(child);
            else if (flow.element(child).isContainer())
                walk(child);
            if (!straight || kind == ElementKind::Loop)
                m_setPoints.clear();
        }
    }

private:
    void runPhase(int element)
    {
        const PhaseClass *used = m_context.phaseClass(element);
        if (!used) {
            m_setPoints.clear();
            return;
        }
        Duration needed {0};
        std::optional<FindingArgs> slowest;
        for (const LogicStep &step : used->run) {
            if (step.kind != LogicKind::Write && step.kind != LogicKind::Ramp)
                continue;
            const auto target = m_context.plannedValue(element, step.expression);
            if (step.kind == LogicKind::Ramp)
                takeRamp(element, step, target, needed, slowest);
            if (target)
                m_setPoints.insert(step.signal, *target);
            else
                m_setPoints.remove(step.signal);
        }
        const DurationRange &planned = m_context.flow().element(element).duration;
        const Duration longest = std::max(planned.nominal, planned.longest);
        if (slowest && longest > Duration(0) && needed > longest)
            m_findings.add(u"GMP-PAR-04"_s, u"ramp"_s, {m_context.place(element)},
                slowest->text(u"needed"_s, toReadable(needed))
                    .text(u"longest"_s, toReadable(longest)));
    }

    void takeRamp(int element, const LogicStep &step, std::optional<double> target,
        Duration &needed, std::optional<FindingArgs> &slowest)
    {
        const auto rate = m_context.plannedValue(element, step.rate);
        FindingArgs args = FindingArgs()
                               .name(u"n"_s, m_context.flow().element(element))
                               .text(u"signal"_s, step.signal);
        if (rate && (*rate == 0 || !std::isfinite(*rate))) {
            m_findings.add(
                u"GMP-PAR-04"_s, u"rampRate"_s, {m_context.place(element)}, args, step.signal);
            return;
        }
        const auto from = m_setPoints.constFind(step.signal);
        if (!rate || !target || from == m_setPoints.cend())
            return;
        needed += fromSeconds(std::abs((*target - *from) / *rate) * 60.0); // rate is per minute
        slowest = args.number(u"from"_s, *from)
                      .number(u"to"_s, *target)
                      .number(u"rate"_s, std::abs(*rate));
    }

    const ValidationContext &m_context;
    FindingList &m_findings;
    QHash<QString, double> m_setPoints; ///< by signal
};

void rampsReachable(const ValidationContext &context, int unitProcedure, FindingList &findings)
{
    SetPointWalk(context, findings).walk(unitProcedure);
}

} // namespace

QVector<RuleCheck> rampRules()
{
    return {{QLatin1String("GMP-PAR-04"), RuleScope::UnitProcedure,
        Aspect::Control | Aspect::Values, rampsReachable}};
}

} // namespace cytoloom::rules
