// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/toleranceclock.h"

#include <algorithm>
#include <tuple>

namespace cytoloom {

using namespace Qt::StringLiterals;
using S = ProceduralState;

namespace {

bool before(const ToleranceClock &a, const ToleranceClock &b)
{
    return std::make_tuple(a.left(), a.element.value(), int(a.kind), a.link.value())
        < std::make_tuple(b.left(), b.element.value(), int(b.kind), b.link.value());
}

} // namespace

ToleranceClocks::ToleranceClocks(const Procedure &procedure)
{
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const Element *element = procedure.element(id);
        if (element->maxOpenTime || element->maxHeldTime)
            m_steps << Limits {id, element->maxOpenTime, element->maxHeldTime};
    }
    const QVector<LinkId> links = procedure.links();
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (link->kind == LinkKind::Material && link->holdLimit)
            m_links << Wait {id, link->from.element, link->to.element, *link->holdLimit};
    }
}

QVector<ToleranceClock> ToleranceClocks::running(
    const BatchState &state, UtcTime now, Duration moment) const
{
    QVector<ToleranceClock> clocks;
    for (const Limits &limits : m_steps) {
        const auto status = state.elements.constFind(limits.element);
        if (status == state.elements.constEnd() || status->state == S::Idle
            || isFinal(status->state))
            continue;
        using Kind = ToleranceClock::Kind;
        if (limits.open)
            clocks << ToleranceClock {
                Kind::OpenTime, limits.element, {}, moment - status->startedElapsed, *limits.open};
        if (limits.held && (status->state == S::Held || status->state == S::Holding))
            clocks << ToleranceClock {
                Kind::HeldTime, limits.element, {}, moment - status->heldElapsed, *limits.held};
    }
    for (const Wait &wait : m_links) {
        const auto giver = state.elements.constFind(wait.from);
        if (giver == state.elements.constEnd() || giver->state != S::Complete)
            continue;
        const auto taker = state.elements.constFind(wait.to);
        const bool taken = taker != state.elements.constEnd() && taker->state != S::Idle
            && taker->started >= giver->started;
        if (!taken)
            clocks << ToleranceClock {ToleranceClock::Kind::MaterialHold, wait.to, wait.link,
                std::max(Duration(0), now - giver->ended), wait.limit};
    }
    std::sort(clocks.begin(), clocks.end(), before);
    return clocks;
}

std::optional<ToleranceClock> ToleranceClocks::tightest(
    const BatchState &state, UtcTime now, Duration moment) const
{
    if (m_steps.isEmpty() && m_links.isEmpty())
        return std::nullopt;
    const QVector<ToleranceClock> clocks = running(state, now, moment);
    return clocks.isEmpty() ? std::nullopt : std::optional(clocks.first());
}

QString leftText(Duration left)
{
    return left < Duration(0) ? u"−"_s + toReadable(-left) : toReadable(left);
}

Message wordsOf(const ToleranceClock &clock, const LocalizedText &name)
{
    const QMap<QString, QString> args {{u"n.en"_s, name.in(Language::En)},
        {u"n.zh"_s, name.in(Language::Zh)}, {u"passed"_s, toReadable(clock.passed)},
        {u"limit"_s, toReadable(clock.limit)}, {u"left"_s, leftText(clock.left())}};
    if (!clock.running)
        return {u"clock.begins"_s, args};
    switch (clock.kind) {
    case ToleranceClock::Kind::OpenTime:
        return {u"clock.open"_s, args};
    case ToleranceClock::Kind::HeldTime:
        return {u"clock.held"_s, args};
    case ToleranceClock::Kind::MaterialHold:
        return {u"clock.material"_s, args};
    }
    Q_UNREACHABLE();
}

} // namespace cytoloom
