// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillverdict.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

bool is(const JournalEvent &event, const char *code)
{
    return event.code == QLatin1String(code);
}

/// The word for a number in evidence.
QString shown(double value)
{
    return QString::number(value, 'g', 6);
}

/// Who had been told what at a moment.
class Told
{
public:
    Told(const DrillObservation &seen, UtcTime until)
    {
        for (const JournalEvent &event : seen.events) {
            if (event.time > until)
                break;
            take(seen, event);
        }
    }
    [[nodiscard]] bool of(const TagId &tag) const
    {
        return m_faulted || m_held || m_alarms.values().contains(tag.value());
    }

private:
    void take(const DrillObservation &seen, const JournalEvent &event)
    {
        if (is(event, event::DeviceState)
            && eventdata::text(event.data, u"device") == seen.step.device.value())
            m_faulted = eventdata::text(event.data, u"state") != "connected"_L1;
        else if (is(event, event::AlarmRaised))
            m_alarms.insert(
                eventdata::text(event.data, u"alarm"), eventdata::text(event.data, u"tag"));
        else if (is(event, event::AlarmCleared))
            m_alarms.remove(eventdata::text(event.data, u"alarm"));
        else if (is(event, event::ElementState)
            && (event.element == seen.step.element || event.element.isEmpty()))
            m_held = QStringList {u"Holding"_s, u"Held"_s, u"Restarting"_s}.contains(
                eventdata::text(event.data, u"to"));
    }

    bool m_faulted = false;
    bool m_held = false;
    QHash<QString, QString> m_alarms;
};

DrillDetection detection(const DrillObservation &seen)
{
    for (const JournalEvent &event : seen.events) {
        QString detail;
        if (is(event, event::DeviceState)) {
            if (eventdata::text(event.data, u"device") != seen.step.device.value()
                || eventdata::text(event.data, u"state") == "connected"_L1)
                continue;
            detail = eventdata::text(event.data, u"state") + u' '
                + eventdata::message(event.data, u"reason").code;
        } else if (is(event, event::AlarmRaised)) {
            detail = eventdata::text(event.data, u"alarm");
        } else if (is(event, event::WriteFinished)) {
            if (eventdata::flag(event.data, u"verified"))
                continue;
            detail = eventdata::message(event.data, u"error").code;
        } else if (is(event, event::ElementState)) {
            if (eventdata::text(event.data, u"to") != "Holding"_L1)
                continue;
            detail = eventdata::message(event.data, u"reason").code;
        } else {
            continue;
        }
        return {event.code, event.sequence, event.time - seen.began, detail.trimmed()};
    }
    return {};
}

std::optional<Message> wrongDecision(const DrillObservation &seen)
{
    for (const DrillDecision &decision : seen.decisions) {
        if (!decision.value.isWrong() || Told(seen, decision.time).of(decision.value.tag))
            continue;
        return Message {u"drill.wrongDecision"_s,
            {{u"tag"_s, decision.value.tag.value()},
                {u"believed"_s, shown(decision.value.believed.value)},
                {u"truth"_s, shown(decision.value.truth)}, {u"element"_s, decision.element.value()},
                {u"sequence"_s, QString::number(decision.sequence)}}};
    }
    return std::nullopt;
}

std::optional<Message> limitUntold(const DrillObservation &seen)
{
    for (const DrillLimit &limit : seen.limits) {
        bool isOutside = false;
        UtcTime outsideSince {};
        bool wasInside = false; // what was outside before is on its way, not harmed by this fault
        for (const TruthSample &sample : seen.samples) {
            if (sample.tag != limit.tag)
                continue;
            const bool low = limit.low && sample.truth < *limit.low - sample.tolerance;
            const bool high = limit.high && sample.truth > *limit.high + sample.tolerance;
            if (!low && !high) {
                wasInside = true;
                isOutside = false;
                continue;
            }
            if (!wasInside)
                continue;
            if (!isOutside)
                outsideSince = sample.time;
            isOutside = true;
            if (sample.time - outsideSince <= DrillLimitPatience
                || Told(seen, sample.time).of(limit.tag))
                continue;
            return Message {u"drill.limitUntold"_s,
                {{u"tag"_s, limit.tag.value()}, {u"truth"_s, shown(sample.truth)},
                    {u"limit"_s, shown(low ? *limit.low : *limit.high)}}};
        }
    }
    return std::nullopt;
}

std::optional<Message> harm(const DrillObservation &seen)
{
    if (!seen.journalWhole)
        return Message {u"drill.journalLost"_s, {}};
    if (const auto wrong = wrongDecision(seen))
        return wrong;
    if (const auto untold = limitUntold(seen))
        return untold;
    for (auto it = seen.whileHeld.begin(); it != seen.whileHeld.end(); ++it) {
        if (std::abs(it.value()) > 1e-6)
            return Message {
                u"drill.moves"_s, {{u"tag"_s, it.key().value()}, {u"value"_s, shown(it.value())}}};
    }
    if (seen.heldInTheEnd)
        return Message {u"drill.noRestart"_s, {{u"restarts"_s, QString::number(seen.restarts)}}};
    if (!seen.recovered)
        return Message {u"drill.notRecovered"_s, {}};
    return std::nullopt;
}

/// What the fault did to what the engine saw: "lost", "wrong", "late" or "nothing".
QString effectOf(const DrillObservation &seen)
{
    bool lost = false;
    for (const TruthSample &sample : seen.samples) {
        if (sample.time > seen.faultEnded)
            break;
        if (sample.isWrong())
            return u"wrong"_s;
        lost = lost || sample.believed.quality != Quality::Good;
    }
    const bool refused = std::any_of(seen.events.begin(), seen.events.end(), [](const auto &event) {
        return is(event, event::WriteFinished) && !eventdata::flag(event.data, u"verified");
    });
    return lost ? u"lost"_s : refused ? u"unordered"_s : u"nothing"_s;
}

} // namespace

QString toText(DrillOutcome outcome)
{
    switch (outcome) {
    case DrillOutcome::Handled:
        return u"handled"_s;
    case DrillOutcome::Held:
        return u"held"_s;
    case DrillOutcome::Harmed:
        return u"harmed"_s;
    case DrillOutcome::NotReached:
        break;
    }
    return u"notReached"_s;
}

DrillVerdict judge(const DrillObservation &seen)
{
    DrillVerdict verdict;
    verdict.detection = detection(seen);
    verdict.effect = effectOf(seen);
    if (!seen.events.isEmpty()) {
        verdict.firstSequence = seen.events.first().sequence;
        verdict.lastSequence = seen.events.last().sequence;
    }
    if (const auto harmed = harm(seen)) {
        verdict.outcome = DrillOutcome::Harmed;
        verdict.reason = *harmed;
    } else if (seen.wasHeld) {
        verdict.outcome = DrillOutcome::Held;
        verdict.reason = {u"drill.held"_s, {{u"restarts"_s, QString::number(seen.restarts)}}};
    } else {
        verdict.outcome = DrillOutcome::Handled;
        verdict.reason.code
            = verdict.detection.code.isEmpty() ? u"drill.unseen"_s : u"drill.told"_s;
    }
    return verdict;
}

} // namespace cytoloom
