// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/records/conditionreplay.h"

#include "processgraph/execution/executioncontext.h"
#include "processgraph/foundation/expression.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// As in the historian: what has not been heard of for so long is no value.
constexpr Duration SampleHolds = 2min;
constexpr Duration Minute = 1min;

/// When the step around the condition ran, over all its runs.
struct Stretch
{
    UtcTime from {};
    UtcTime to {};
    bool ran = false;
};

Stretch stretchOf(const QVector<JournalEvent> &events, const ElementId &scope)
{
    Stretch stretch;
    BatchState state;
    for (const JournalEvent &event : events) {
        state.apply(event);
        if (!stretch.ran && state.status(scope).run > 0) {
            stretch.ran = true;
            stretch.from = event.time;
        }
    }
    if (!stretch.ran) {
        stretch.from = state.started == UtcTime {} ? state.created : state.started;
        stretch.to = state.ended == UtcTime {} ? state.lastEvent : state.ended;
    } else {
        const UtcTime ended = state.status(scope).ended;
        stretch.to = ended > stretch.from ? ended : state.lastEvent;
    }
    return stretch;
}

class Replay
{
public:
    Replay(const ConditionQuestion &question, const QVector<JournalEvent> &events,
        const Plant &plant, TrendSource &history, const std::atomic_bool &cancelled)
        : m_question(question)
        , m_events(events)
        , m_plant(plant)
        , m_history(history)
        , m_cancelled(cancelled)
    {
        const Procedure &procedure = question.recipe.procedure;
        const Element *element = procedure.element(question.element);
        // A transition has no life of its own: its time is that of what contains it.
        const bool passive = element && element->kind == ElementKind::Transition;
        m_scope = passive ? procedure.container(question.element) : question.element;
    }

    Result<ConditionReplay> run()
    {
        const Result<Expression> parsed = Expression::parse(m_question.condition);
        if (!parsed)
            return parsed.error();
        m_names = parsed->names();
        const BatchState last = BatchState::fold(m_events);
        if (!last.exists())
            return Error(u"replay.noBatch"_s);
        ExecutionContext context(last.control.phaseClasses, m_plant);
        const Stretch stretch = stretchOf(m_events, m_scope);
        m_replay.batch = last.control.header.id;
        m_replay.from = stretch.from;
        m_replay.to = stretch.to;
        m_replay.stepRan = stretch.ran;
        if (auto loaded = load(context, view(last)); !loaded)
            return loaded.error();
        for (UtcTime minute = stretch.from; minute <= stretch.to; minute += Minute) {
            if (m_cancelled)
                return Error(u"replay.cancelled"_s);
            while (m_nextEvent < m_events.size() && m_events.at(m_nextEvent).time <= minute)
                m_state.apply(m_events.at(m_nextEvent++));
            take(context, minute);
            judge(context, *parsed, minute);
        }
        for (const QString &name : std::as_const(m_names)) {
            if (!m_seen.contains(name))
                m_replay.missing << name;
        }
        return m_replay;
    }

private:
    struct Signal
    {
        TagId tag;
        QVector<TagValue> samples;
        qsizetype next = 0;
    };

    /// The batch as it was, with the recipe as it is drawn. Made for one look and let go, so that
    /// the batch's own state is never copied.
    [[nodiscard]] BatchState view(const BatchState &state) const
    {
        BatchState seen = state;
        seen.control.recipe = m_question.recipe;
        return seen;
    }

    Result<void> load(const ExecutionContext &context, const BatchState &seen)
    {
        for (const QString &name : std::as_const(m_names)) {
            const TagDefinition *tag = context.tag(seen, m_question.element, name);
            if (!tag)
                continue;
            if (m_cancelled)
                return Error(u"replay.cancelled"_s);
            auto samples = m_history.samples(tag->id, m_replay.from - SampleHolds, m_replay.to);
            if (!samples)
                return samples.error();
            m_signals.append({tag->id, *std::move(samples), 0});
        }
        return {};
    }

    void take(ExecutionContext &context, UtcTime minute)
    {
        for (Signal &each : m_signals) {
            while (each.next < each.samples.size() && each.samples.at(each.next).time <= minute)
                ++each.next;
            TagValue value;
            if (each.next > 0) {
                value = each.samples.at(each.next - 1);
                if (minute - value.time > SampleHolds)
                    value.quality = Quality::Stale;
            }
            context.take({TagSample {each.tag, value}});
        }
    }

    void judge(const ExecutionContext &context, const Expression &condition, UtcTime minute)
    {
        BatchState seen = view(m_state);
        if (!m_replay.stepRan)
            seen.elements[m_scope] = seen.own; // times count from the start of the batch
        const Duration moment = m_state.lastElapsed + (minute - m_state.lastEvent);
        QMap<QString, double> values;
        const Result<double> outcome
            = condition.evaluate([&](const QString &name) -> std::optional<double> {
                  const auto value = context.value(seen, m_question.element, moment, name);
                  if (value) {
                      values.insert(name, *value);
                      m_seen.insert(name);
                  }
                  return value;
              });
        const auto verdict = !outcome ? ConditionReplay::Unknown
            : *outcome != 0           ? ConditionReplay::Holds
                                      : ConditionReplay::DoesNotHold;
        if (verdict == ConditionReplay::Unknown)
            ++m_replay.unknown;
        if (verdict == ConditionReplay::Holds) {
            ++m_replay.held;
            const bool heldBefore = m_replay.minutes.endsWith(char(ConditionReplay::Holds));
            if (!heldBefore) {
                ++m_replay.times;
                if (m_replay.became.size() < ConditionReplay::MostMoments)
                    m_replay.became.append({minute, minute - m_replay.from, values});
            }
        }
        m_replay.minutes.append(char(verdict));
    }

    const ConditionQuestion &m_question;
    const QVector<JournalEvent> &m_events;
    const Plant &m_plant;
    TrendSource &m_history;
    const std::atomic_bool &m_cancelled;
    ElementId m_scope;
    QStringList m_names;
    QSet<QString> m_seen;
    QVector<Signal> m_signals;
    BatchState m_state;
    qsizetype m_nextEvent = 0;
    ConditionReplay m_replay;
};

} // namespace

Result<ConditionReplay> replayCondition(const ConditionQuestion &question,
    const QVector<JournalEvent> &events, const Plant &plant, TrendSource &history,
    const std::atomic_bool &cancelled)
{
    return Replay(question, events, plant, history, cancelled).run();
}

} // namespace cytoloom
