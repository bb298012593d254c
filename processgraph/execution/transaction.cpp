// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/transaction.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

Transaction::Transaction(Working start, UtcTime now, Duration elapsed)
    : m_working(std::move(start))
    , m_now(now)
    , m_elapsed(elapsed)
    , m_base(m_working.state.lastSequence)
{ }

ProceduralState Transaction::stateOf(const ElementId &id) const
{
    if (id.isEmpty())
        return m_working.state.own.state;
    const auto found = m_working.state.elements.constFind(id);
    return found == m_working.state.elements.constEnd() ? ProceduralState::Idle : found->state;
}

void Transaction::emitEvent(const char *code, const ElementId &element,
    std::initializer_list<eventdata::Member> data, const PersonId &person)
{
    emitData(code, element, eventdata::object(data), person);
}

void Transaction::emitData(
    const char *code, const ElementId &element, const JsonValue &data, const PersonId &person)
{
    JournalEvent event;
    event.time = m_now;
    event.elapsed = m_elapsed;
    event.batch = m_working.state.control.header.id;
    event.code = QString::fromLatin1(code);
    event.element = element;
    event.person = person;
    event.data = data;
    // batch.created names the batch before the state knows it.
    if (event.batch.isEmpty()) {
        if (const JsonValue *control = event.data.find(u"controlRecipe"))
            event.batch = BatchId(eventdata::text(*control, u"batch"));
    }
    m_working.state.apply(event);
    m_events << event;
}

void Transaction::setState(const ElementId &id, ProceduralState to, StateCause cause,
    const Message &reason, const PersonId &person, const QStringList &taken,
    const QStringList &placed)
{
    const ProceduralState from = stateOf(id);
    const int run = m_working.state.status(id).run
        + (from == ProceduralState::Idle && to == ProceduralState::Running ? 1 : 0);
    emitEvent(event::ElementState, id,
        {{"from", toText(from)}, {"to", toText(to)}, {"cause", toText(cause)},
            {"reason", eventdata::toJson(reason)}, {"run", run},
            {"taken", eventdata::toJson(taken)}, {"placed", eventdata::toJson(placed)}},
        person);
    const bool active = to != ProceduralState::Idle && !isFinal(to);
    if (!active) {
        m_working.active.removeOne(id);
        m_working.runs.remove(id);
    } else if (!m_working.active.contains(id)) {
        m_working.active << id;
        m_working.runs.remove(id);
    }
}

void Transaction::openDeviation(
    const ElementId &element, const QString &deviationClass, const Message &cause)
{
    const QString id = u"%1-D%2"_s.arg(
        m_working.state.control.header.id.value(), QString::number(m_working.state.deviations + 1));
    emitEvent(event::DeviationOpened, element,
        {{"deviation", id}, {"class", deviationClass}, {"cause", eventdata::toJson(cause)}});
}

CommandId Transaction::nextCommand()
{
    // From the journal's sequence number: unique within the store, the same in a replay. A group
    // that the journal refuses gives its numbers back; they have reached nobody.
    return m_base * 4096 + quint64(m_effects.size()) + 1;
}

CommandId Transaction::orderWrite(
    const ElementId &element, const TagId &tag, double value, const Unit &unit)
{
    const CommandId command = nextCommand();
    emitEvent(event::WriteOrdered, element,
        {{"command", qint64(command)}, {"tag", tag.value()}, {"value", value},
            {"unit", eventdata::textOrNull(unit.symbol())}});
    m_effects << Effect {command, tag, value, {}};
    m_working.pending.insert(command, element);
    return command;
}

void Transaction::orderSafeState(const ElementId &element, const UnitId &unit)
{
    const CommandId command = nextCommand();
    emitEvent(
        event::SafeStateOrdered, element, {{"unit", unit.value()}, {"command", qint64(command)}});
    m_effects << Effect {command, {}, 0, unit};
    m_working.pending.insert(command, element);
    m_working.safeOrders.insert(command, unit);
}

void Transaction::acknowledge(quint64 last)
{
    const quint64 first = last + 1 - quint64(m_events.size());
    for (qsizetype i = 0; i < m_events.size(); ++i)
        m_events[i].sequence = first + quint64(i);
    m_working.state.lastSequence = last;
}

} // namespace cytoloom
