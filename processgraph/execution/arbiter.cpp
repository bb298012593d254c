// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/arbiter.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/unitneeds.h"

#include <algorithm>
#include <tuple>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

Message saying(const QString &code, const UnitId &unit, const BatchId &batch)
{
    return Message {code, {{u"unit"_s, unit.value()}, {u"batch"_s, batch.value()}}};
}

/// A token of the batch waits at \p element now: what contains it runs.
bool isLive(const BatchState &state, const ElementId &element)
{
    const Procedure &procedure = state.control.recipe.procedure;
    return procedure.element(element)
        && state.status(procedure.container(element)).state == S::Running;
}

} // namespace

/// Who goes first: the smaller one.
struct Arbiter::Rank
{
    qint64 slackMinutes = 0;
    int urgency = 0; ///< -priority
    UtcTime since {};
    BatchId batch;

    friend bool operator<(const Rank &a, const Rank &b)
    {
        return std::tie(a.slackMinutes, a.urgency, a.since, a.batch)
            < std::tie(b.slackMinutes, b.urgency, b.since, b.batch);
    }
};

Arbiter::Arbiter(const Plant &plant)
{
    for (const PlantUnit &unit : plant.units) {
        m_places.insert(unit.id, unit.exclusive ? 1 : qMax(1, unit.positions));
        if (unit.exclusive)
            m_order << unit.id;
    }
}

void Arbiter::apply(const JournalEvent &event)
{
    const auto is = [&](const char *code) { return event.code == QLatin1String(code); };
    const UnitId unit(eventdata::text(event.data, u"unit"));
    const auto own = [&](const Claim &claim) { return claim.batch == event.batch; };
    if (is(event::UnitAllocated)) {
        QVector<Claim> &claims = m_claims[unit];
        claims.removeIf(own);
        if (m_places.value(unit, 1) == 1) {
            claims.clear(); // whoever left it: this batch clears it itself
            m_lastUser.insert(unit, event.batch);
        }
        claims << Claim {
            event.batch, event.element, event.time, false, eventdata::flag(event.data, u"serving")};
    } else if (is(event::UnitReleased)) {
        QVector<Claim> &claims = m_claims[unit];
        if (eventdata::flag(event.data, u"serving") || m_places.value(unit, 1) > 1) {
            claims.removeIf(own); // nothing of the batch stays in it
            return;
        }
        for (Claim &claim : claims) {
            if (own(claim)) {
                claim.released = true;
                claim.since = event.time;
            }
        }
    } else if (is(event::UnitCleared)) {
        if (!eventdata::flag(event.data, u"keeps"))
            m_claims[unit].removeIf(own);
    } else if (is(event::ElementState) && event.element.isEmpty()) {
        const auto to = stateFromText(eventdata::text(event.data, u"to"));
        if (to && isFinal(*to))
            m_ended.insert(event.batch);
    }
}

void Arbiter::setState(const BatchState &state)
{
    m_states.insert(state.control.header.id, state);
    if (isFinal(state.state))
        m_ended.insert(state.control.header.id);
}

const QSet<UnitId> &Arbiter::needs(const BatchId &batch) const
{
    const auto state = m_states.constFind(batch);
    auto &known = m_needs[batch];
    if (state == m_states.constEnd()) {
        known.second.clear();
    } else if (known.first != state->lastSequence || known.first == 0) {
        known = {state->lastSequence, unitneeds::stillNeeded(*state)};
    }
    return known.second;
}

/// The batch of \p claim has the unit, or will want it once more before anybody may clear it.
bool Arbiter::isUsed(const Claim &claim, const UnitId &unit) const
{
    if (m_ended.contains(claim.batch))
        return false; // whatever it left in it
    if (!claim.released || !m_states.contains(claim.batch))
        return true; // at work, or a batch that nobody has taken up yet
    return needs(claim.batch).contains(unit);
}

std::optional<Message> Arbiter::occupied(
    const BatchState &asking, const ElementId &element, const UnitId &unit) const
{
    const BatchId &batch = asking.control.header.id;
    const QVector<Claim> claims = m_claims.value(unit);
    qsizetype others = 0;
    std::optional<Message> why;
    for (const Claim &claim : claims) {
        if (claim.batch == batch)
            return std::nullopt; // its own
        if (isUsed(claim, unit)) {
            ++others;
            why = saying(claim.released ? u"unit.kept"_s : u"unit.held"_s, unit, claim.batch);
        } else if (!unitneeds::clearsItself(asking.control.recipe.procedure, element)) {
            ++others;
            why = saying(u"unit.awaitsClearance"_s, unit, claim.batch);
        }
    }
    return others < m_places.value(unit, 1) ? std::nullopt : why;
}

/// It is given back by itself before anything else of its batch needs it.
bool Arbiter::isBrief(const Claim &claim) const
{
    const auto state = m_states.constFind(claim.batch);
    return claim.serving && !claim.released && state != m_states.constEnd()
        && unitneeds::isBrief(state->control.recipe.procedure, claim.element);
}

/// The batch has \p unit for good; what serves a phase of it is not yet its unit procedure's.
bool Arbiter::has(const BatchState &asking, const ElementId &element, const UnitId &unit) const
{
    const QVector<Claim> claims = m_claims.value(unit);
    return std::any_of(claims.begin(), claims.end(), [&](const Claim &claim) {
        return claim.batch == asking.control.header.id
            && (!isBrief(claim) || unitneeds::isBrief(asking.control.recipe.procedure, element));
    });
}

/// Some batch that could not end any more if \p asking were given \p granted (empty: as it is);
/// empty when all can. Units that wait for their clearance count as free: somebody clears them.
BatchId Arbiter::stuck(const BatchId &asking, const UnitId &granted) const
{
    QHash<UnitId, int> taken;
    QHash<BatchId, QSet<UnitId>> held;
    for (auto it = m_claims.begin(); it != m_claims.end(); ++it) {
        for (const Claim &claim : it.value()) {
            if (!m_states.contains(claim.batch) || !isUsed(claim, it.key()) || isBrief(claim))
                continue;
            held[claim.batch].insert(it.key());
            ++taken[it.key()];
        }
    }
    if (!granted.isEmpty() && !held[asking].contains(granted)) {
        held[asking].insert(granted);
        ++taken[granted];
    }
    for (bool ended = true; ended && !held.isEmpty();) {
        ended = false;
        for (auto it = held.begin(); it != held.end(); ++it) {
            const QSet<UnitId> &needed = needs(it.key());
            const bool ends = std::all_of(needed.begin(), needed.end(), [&](const UnitId &unit) {
                return it.value().contains(unit) || taken.value(unit) < m_places.value(unit, 1);
            });
            if (!ends)
                continue;
            for (const UnitId &unit : it.value())
                --taken[unit];
            held.erase(it);
            ended = true;
            break;
        }
    }
    if (held.isEmpty())
        return {};
    QList<BatchId> left = held.keys();
    left.removeOne(asking);
    return left.isEmpty() ? asking : *std::min_element(left.begin(), left.end());
}

bool Arbiter::isSafe() const
{
    return stuck({}, {}).isEmpty();
}

std::optional<Message> Arbiter::blocks(
    const BatchState &asking, const ElementId &element, const UnitId &unit) const
{
    if (unitneeds::isBrief(asking.control.recipe.procedure, element))
        return std::nullopt;
    if (has(asking, element, unit))
        return std::nullopt;
    const BatchId other = stuck(asking.control.header.id, unit);
    // Where people have led batches into a circle (a jump), refusing more would not open it.
    if (other.isEmpty() || !isSafe())
        return std::nullopt;
    return saying(u"unit.wouldBlock"_s, unit, other);
}

Arbiter::Rank Arbiter::rankOf(const BatchState &state, UtcTime since, Duration now) const
{
    const auto slack = unitneeds::expirySlack(state, now + state.elapsedOffset);
    return Rank {
        slack ? qint64(*slack / std::chrono::minutes(1)) : std::numeric_limits<qint64>::max(),
        -state.control.header.priority, since, state.control.header.id};
}

/// Who waits for \p unit now, first come first.
QVector<std::pair<Arbiter::Rank, const UnitRequest *>> Arbiter::queueFor(
    const UnitId &unit, Duration now) const
{
    QVector<std::pair<Rank, const UnitRequest *>> queue;
    for (auto state = m_states.begin(); state != m_states.end(); ++state) {
        for (auto it = state->requests.begin(); it != state->requests.end(); ++it) {
            if (it->unit == unit && isLive(*state, it.key()))
                queue << std::pair {rankOf(*state, it->since, now), &*it};
        }
    }
    std::sort(
        queue.begin(), queue.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    return queue;
}

std::optional<Message> Arbiter::refuses(
    const BatchState &asking, const ElementId &element, const UnitId &unit, Duration now) const
{
    if (const auto why = occupied(asking, element, unit))
        return why;
    if (has(asking, element, unit))
        return std::nullopt;
    const BatchId &batch = asking.control.header.id;
    const auto asked = asking.requests.constFind(element);
    const Rank mine
        = rankOf(asking, asked == asking.requests.constEnd() ? UtcTime::max() : asked->since, now);
    const auto queue = queueFor(unit, now);
    for (const auto &[rank, request] : queue) {
        if (request->batch == batch || !(rank < mine))
            continue;
        // One that could not have it now anyway does not keep others from it.
        const BatchState &other = *m_states.constFind(request->batch);
        if (!occupied(other, request->element, unit) && !blocks(other, request->element, unit))
            return saying(u"unit.notFirst"_s, unit, request->batch);
    }
    return blocks(asking, element, unit);
}

std::optional<Message> Arbiter::refusesOrder(const BatchId &batch, const UnitId &unit) const
{
    if (m_places.value(unit, 1) > 1)
        return std::nullopt;
    const QVector<Claim> claims = m_claims.value(unit);
    for (const Claim &claim : claims) {
        if (claim.batch == batch)
            return std::nullopt;
    }
    const QString holder = claims.isEmpty() ? QString() : claims.first().batch.value();
    return Message {u"unit.notOurs"_s,
        {{u"unit"_s, unit.value()}, {u"batch"_s, batch.value()}, {u"holder"_s, holder}}};
}

bool Arbiter::speaksFor(const BatchId &batch, const UnitId &unit) const
{
    const auto last = m_lastUser.constFind(unit);
    return last == m_lastUser.constEnd() || *last == batch;
}

BatchId Arbiter::holder(const UnitId &unit) const
{
    const QVector<Claim> claims = m_claims.value(unit);
    return claims.isEmpty() || m_places.value(unit, 1) > 1 ? BatchId() : claims.first().batch;
}

Result<BatchId> Arbiter::toClear(const UnitId &unit) const
{
    const QVector<Claim> claims = m_claims.value(unit);
    for (const Claim &claim : claims) {
        if (isUsed(claim, unit))
            return Error(u"clearance.stillUsed"_s,
                {{u"unit"_s, unit.value()}, {u"batch"_s, claim.batch.value()}});
    }
    if (claims.isEmpty())
        return Error(u"clearance.notWaiting"_s, {{u"unit"_s, unit.value()}});
    return claims.first().batch;
}

QVector<BatchId> Arbiter::claimants() const
{
    QVector<BatchId> batches;
    for (const QVector<Claim> &claims : m_claims) {
        for (const Claim &claim : claims) {
            if (!batches.contains(claim.batch))
                batches << claim.batch;
        }
    }
    std::sort(batches.begin(), batches.end());
    return batches;
}

QVector<UnitClaim> Arbiter::claims(Duration now) const
{
    QVector<UnitClaim> result;
    result.reserve(m_order.size());
    for (const UnitId &unit : m_order) {
        UnitClaim view;
        view.unit = unit;
        const QVector<Claim> claims = m_claims.value(unit);
        if (!claims.isEmpty()) {
            const Claim &claim = claims.first();
            view.holder = claim.batch;
            view.element = claim.element;
            view.since = claim.since;
            view.state = !isUsed(claim, unit) ? UnitClaim::State::AwaitingClearance
                : claim.released              ? UnitClaim::State::Kept
                                              : UnitClaim::State::Allocated;
        }
        for (const auto &[rank, request] : queueFor(unit, now)) {
            const BatchState &state = *m_states.constFind(request->batch);
            const auto why = refuses(state, request->element, unit, now);
            view.queue << UnitClaim::Waiting {request->batch, request->element, request->since,
                why.value_or(Message()), int(view.queue.size()) + 1};
        }
        result << view;
    }
    return result;
}

} // namespace cytoloom
