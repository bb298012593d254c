// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/batchoverview.h"

#include "processgraph/execution/executioncontext.h"
#include "processgraph/execution/faultcatalogue.h"

#include <QtCore/QSet>

#include <algorithm>
#include <limits>
#include <tuple>

namespace cytoloom {

using namespace Qt::StringLiterals;
using Kind = HumanAction::Kind;
using S = ProceduralState;

namespace {

/// A person who is wanted within this time is told beforehand.
constexpr Duration SoonLimit = std::chrono::minutes(15);
constexpr int DangerousLevel = 4; ///< from here on the product may be affected

bool isWork(const Element &element)
{
    return element.kind == ElementKind::Phase || element.kind == ElementKind::ManualStep
        || element.kind == ElementKind::Gate;
}

LocalizedText nameOf(const BatchState &state, const ElementId &id)
{
    const Element *element = state.control.recipe.procedure.element(id);
    return element ? element->name : state.control.recipe.name;
}

Kind kindOf(PromptPurpose purpose)
{
    switch (purpose) {
    case PromptPurpose::Verification:
        return Kind::Verification;
    case PromptPurpose::Refusal:
    case PromptPurpose::Waiver:
        return Kind::Refusal;
    case PromptPurpose::Consent:
        return Kind::Consent;
    case PromptPurpose::Step:
    case PromptPurpose::Manual:
        break;
    }
    return Kind::Prompt;
}

/// Why somebody has to look at \p reason of a Held element.
Kind kindOf(const Message &reason)
{
    if (reason.code == "execution.recovered"_L1)
        return Kind::Recovery;
    return reason.code.isEmpty() || reason.code == "execution.byPerson"_L1 ? Kind::Restart
                                                                           : Kind::Fault;
}

std::optional<Duration> least(std::optional<Duration> a, std::optional<Duration> b)
{
    return !a ? b : !b ? a : std::min(*a, *b);
}

/// Gathers what stands open, element by element.
class Asked
{
public:
    Asked(const BatchState &state, const Plan &plan, UtcTime now, Duration moment)
        : m_state(state)
        , m_now(now)
        , m_moment(moment)
        , m_clocks(plan.clocks().running(state, now, moment))
    { }

    void takeHeld()
    {
        takeHeld(ElementId(), m_state.own);
        for (auto it = m_state.elements.constBegin(); it != m_state.elements.constEnd(); ++it)
            takeHeld(it.key(), *it);
    }

    void takePrompts()
    {
        for (const Prompt &prompt : m_state.prompts) {
            HumanAction action = actionAt(kindOf(prompt.purpose), prompt.element);
            action.prompt = prompt.id;
            action.in = prompt.opened - m_now;
            actions << action;
        }
    }

    void takeSignatures()
    {
        for (auto it = m_state.elements.constBegin(); it != m_state.elements.constEnd(); ++it) {
            if (it->workDone && !isFinal(it->state)
                && !m_state.missingSignatures(it.key()).isEmpty()) {
                HumanAction action = actionAt(Kind::Signature, it.key());
                action.in = m_state.lastEvent - m_now;
                actions << action;
            }
        }
    }

    void takeClaims(const QVector<UnitClaim> &claims)
    {
        for (const UnitClaim &claim : claims) {
            if (claim.state != UnitClaim::State::AwaitingClearance
                || claim.holder != m_state.control.header.id)
                continue;
            HumanAction action = actionAt(Kind::Clearance, claim.element);
            action.in = claim.since - m_now;
            action.left.reset(); // the cells have left
            actions << action;
        }
    }

    void sort()
    {
        std::sort(actions.begin(), actions.end(), [](const HumanAction &a, const HumanAction &b) {
            const auto key = [](const HumanAction &action) {
                return std::tuple(int(action.kind), action.in.value_or(Duration(0)),
                    action.element.value(), action.prompt);
            };
            return key(a) < key(b);
        });
    }

    QVector<HumanAction> actions;

private:
    void takeHeld(const ElementId &id, const ElementStatus &status)
    {
        if (status.state != S::Held)
            return;
        // What stands with its container is restarted with it.
        if (!id.isEmpty()) {
            const S above = m_state.status(m_state.control.recipe.procedure.container(id)).state;
            if (above == S::Held || above == S::Holding)
                return;
        }
        HumanAction action = actionAt(kindOf(status.reason), id);
        action.in = -(m_moment - status.heldElapsed);
        if (action.kind == Kind::Fault) {
            const FaultCatalogue &faults = FaultCatalogue::shipped();
            const FaultEntry *entry = faults.entry(status.reason.code);
            const Duration respond = faults.level(entry ? entry->level : 3).respond;
            action.left = least(action.left, respond + *action.in);
        }
        actions << action;
    }

    /// With the time that the clocks at the element, or of matter that waits, still leave.
    [[nodiscard]] HumanAction actionAt(Kind kind, const ElementId &id) const
    {
        HumanAction action;
        action.kind = kind;
        action.element = id;
        action.name = nameOf(m_state, id);
        for (const ToleranceClock &clock : m_clocks) {
            if (id.isEmpty() || clock.element == id
                || clock.kind == ToleranceClock::Kind::MaterialHold
                || isWithin(clock.element, id)) {
                action.left = clock.left(); // the tightest comes first
                break;
            }
        }
        return action;
    }

    [[nodiscard]] bool isWithin(ElementId at, const ElementId &container) const
    {
        while (!at.isEmpty() && at != container)
            at = m_state.control.recipe.procedure.container(at);
        return at == container;
    }

    const BatchState &m_state;
    UtcTime m_now;
    Duration m_moment;
    QVector<ToleranceClock> m_clocks;
};

/// The step under way that matters most: what is asked about, else what has run the longest.
ElementId mostImportant(const BatchState &state, const std::optional<HumanAction> &next)
{
    const Procedure &procedure = state.control.recipe.procedure;
    if (next && next->isAsked()) {
        const Element *element = procedure.element(next->element);
        if (element && isWork(*element))
            return next->element;
    }
    ElementId best;
    std::tuple<bool, bool, Duration, QString> bestKey;
    for (auto it = state.elements.constBegin(); it != state.elements.constEnd(); ++it) {
        if (it->state == S::Idle || isFinal(it->state))
            continue;
        const Element *element = procedure.element(it.key());
        if (!element || !isWork(*element))
            continue;
        const std::tuple key(
            it->state == S::Running, !element->critical, it->startedElapsed, it.key().value());
        if (best.isEmpty() || key < bestKey) {
            best = it.key();
            bestKey = key;
        }
    }
    return best;
}

Attention attentionOf(const BatchOverview &overview, const BatchState &state)
{
    const bool over = isFinal(state.state) || state.state == S::Idle;
    if (!over && overview.tolerance && *overview.tolerance < Duration(0))
        return Attention::Danger;
    if (overview.alarms[0] > 0)
        return Attention::Danger;
    if (!overview.next)
        return Attention::Quiet;
    if (overview.next->isAsked()) {
        if (overview.next->kind == Kind::Fault) {
            const FaultEntry *entry
                = FaultCatalogue::shipped().entry(state.status(overview.next->element).reason.code);
            if (entry && entry->level >= DangerousLevel)
                return Attention::Danger;
        }
        return overview.next->left && *overview.next->left < Duration(0) ? Attention::Late
                                                                         : Attention::Asked;
    }
    return overview.next->in && *overview.next->in <= SoonLimit ? Attention::Soon
                                                                : Attention::Quiet;
}

} // namespace

QVector<HumanAction> askedActions(const BatchState &state, const Plan &plan,
    const QVector<UnitClaim> &claims, UtcTime now, Duration moment)
{
    Asked asked(state, plan, now, moment);
    if (!isFinal(state.state)) {
        asked.takeHeld();
        asked.takePrompts();
        asked.takeSignatures();
    }
    asked.takeClaims(claims);
    asked.sort();
    return asked.actions;
}

BatchOverview makeBatchOverview(const BatchState &state, const PlanProgress &progress,
    const std::array<int, 4> &alarms, const QVector<UnitClaim> &claims, UtcTime now,
    Duration moment)
{
    BatchOverview overview;
    const BatchHeader &header = state.control.header;
    const MasterRecipe &recipe = state.control.recipe;
    overview.batch = header.id;
    overview.identity = header.identity;
    overview.shape = header.shape;
    overview.colour = header.colour;
    overview.product = recipe.product;
    overview.recipe = recipe.id.value() + u" v"_s + QString::number(recipe.version);
    overview.simulated = header.simulated;
    overview.state = state.state;
    overview.reason = state.own.reason;
    overview.done = progress.done();
    overview.total = progress.plan().work();
    overview.behind = progress.behind();
    overview.expectedEnd = progress.expectedEnd();
    overview.alarms = alarms;
    if (!isFinal(state.state)) {
        if (const auto clock = progress.plan().clocks().tightest(state, now, moment))
            overview.tolerance = clock->left();
    }
    const QVector<HumanAction> asked = askedActions(state, progress.plan(), claims, now, moment);
    if (!asked.isEmpty()) {
        overview.next = asked.first();
    } else if (const auto &upcoming = progress.nextHuman()) {
        HumanAction action;
        action.element = upcoming->element;
        action.name = nameOf(state, upcoming->element);
        action.in = std::max(Duration(0), upcoming->at - now);
        overview.next = action;
    }
    overview.element = mostImportant(state, overview.next);
    if (!overview.element.isEmpty()) {
        overview.step = nameOf(state, overview.element);
        overview.unit = ExecutionContext::unitOf(state, overview.element);
        if (overview.reason.code.isEmpty() && state.status(overview.element).state == S::Held)
            overview.reason = state.status(overview.element).reason;
    }
    overview.attention = attentionOf(overview, state);
    return overview;
}

bool needsHumanBefore(const BatchOverview &left, const BatchOverview &right)
{
    // One key for each, compared member by member: a total order but for equal batch numbers.
    const auto key = [](const BatchOverview &batch) {
        constexpr Duration None = Duration::max();
        const bool asked = batch.next && batch.next->isAsked();
        const Duration limit = asked ? batch.next->left.value_or(None) : None;
        const Duration in = batch.next ? batch.next->in.value_or(None) : None;
        return std::tuple(batch.attention != Attention::Danger, !asked, limit, in,
            batch.tolerance.value_or(None), batch.batch.value());
    };
    return key(left) < key(right);
}

} // namespace cytoloom
