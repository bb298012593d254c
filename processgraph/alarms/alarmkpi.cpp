// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmkpi.h"

#include "processgraph/alarms/alarmhistory.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration TenMinutes = std::chrono::minutes(10);
constexpr Duration Hour = std::chrono::hours(1);
constexpr Duration Day = std::chrono::hours(24);
constexpr Duration Fleeting = std::chrono::minutes(1);
constexpr Duration FullBase = std::chrono::hours(24 * 30);

struct Occurrence
{
    UtcTime raised;
    QString id;
    LocalizedText name;
    int priority = 0;
};

/// The alarm over batches and phases: "<tag>|<element>|action.high" without its element.
QString generalId(const QString &id)
{
    const QStringList parts = id.split(u'|');
    return parts.size() == 3 && parts.at(1) != "device"_L1 ? parts.at(0) + u'|' + parts.at(2) : id;
}

QVector<Occurrence> raisedBetween(const QVector<JournalEvent> &events, UtcTime from, UtcTime until)
{
    QVector<Occurrence> found;
    for (const JournalEvent &event : events) {
        if (event.code == QLatin1String(event::AlarmRaised) && event.time >= from
            && event.time < until)
            found << Occurrence {event.time, generalId(eventdata::text(event.data, u"alarm")),
                eventdata::localized(event.data, u"name"),
                int(eventdata::number(event.data, u"priority", 2))};
    }
    std::stable_sort(found.begin(), found.end(),
        [](const Occurrence &a, const Occurrence &b) { return a.raised < b.raised; });
    return found;
}

QVector<int> perPeriod(
    const QVector<Occurrence> &alarms, UtcTime from, UtcTime until, Duration period)
{
    QVector<int> counts((until - from + period - Duration(1)) / period, 0);
    for (const Occurrence &alarm : alarms)
        ++counts[(alarm.raised - from) / period];
    return counts;
}

double shareAbove(const QVector<int> &counts, int most)
{
    const auto above
        = std::count_if(counts.begin(), counts.end(), [most](int count) { return count > most; });
    return counts.isEmpty() ? 0 : 100.0 * double(above) / double(counts.size());
}

/// Most frequent first, then by id.
QVector<AlarmCount> ordered(const QHash<QString, AlarmCount> &counts)
{
    QVector<AlarmCount> result(counts.begin(), counts.end());
    std::sort(result.begin(), result.end(), [](const AlarmCount &a, const AlarmCount &b) {
        return a.count != b.count ? a.count > b.count : a.id < b.id;
    });
    return result;
}

AlarmCount &countOf(
    QHash<QString, AlarmCount> &counts, const QString &id, const LocalizedText &name)
{
    AlarmCount &count = counts[id];
    count.id = id;
    count.name = name;
    return count;
}

QVector<AlarmCount> chatteringOf(const QVector<Occurrence> &alarms, const AlarmPolicy &policy)
{
    QHash<QString, QVector<UtcTime>> times;
    QHash<QString, AlarmCount> most;
    for (const Occurrence &alarm : alarms) {
        QVector<UtcTime> &recent = times[alarm.id];
        recent << alarm.raised;
        recent.removeIf([&](UtcTime time) { return alarm.raised - time >= policy.chatterWindow; });
        if (int(recent.size()) < policy.chatterCount)
            continue;
        AlarmCount &count = countOf(most, alarm.id, alarm.name);
        count.count = std::max(count.count, int(recent.size()));
    }
    return ordered(most);
}

/// Over within a minute; and, for more than a day, stale.
void judgeLengths(const QVector<JournalEvent> &events, AlarmKpi &kpi, int &mostStale)
{
    QHash<QString, AlarmCount> fleeting;
    QHash<QString, AlarmCount> stale;
    QVector<int> perDay((kpi.until - kpi.from + Day - Duration(1)) / Day, 0);
    const QVector<AlarmRecord> records = alarmHistory(events);
    for (const AlarmRecord &record : records) {
        if (!record.annunciated || record.alarm.raised >= kpi.until)
            continue;
        const QString id = generalId(record.alarm.id);
        const bool over = record.alarm.cleared >= record.alarm.raised;
        const UtcTime end = over ? std::min(record.alarm.cleared, kpi.until) : kpi.until;
        if (end <= kpi.from)
            continue;
        if (over && record.alarm.raised >= kpi.from && end - record.alarm.raised < Fleeting)
            ++countOf(fleeting, id, record.alarm.name).count;
        if (end - record.alarm.raised <= Day)
            continue;
        AlarmCount &count = countOf(stale, id, record.alarm.name);
        count.count = std::max(count.count, int((end - record.alarm.raised) / Hour));
        const UtcTime since = std::max(record.alarm.raised + Day, kpi.from);
        for (auto day = (since - kpi.from) / Day; day < perDay.size() && kpi.from + day * Day < end;
             ++day)
            ++perDay[day];
    }
    kpi.fleeting = ordered(fleeting);
    kpi.stale = ordered(stale);
    mostStale = perDay.isEmpty() ? 0 : *std::max_element(perDay.begin(), perDay.end());
}

/// Acts that the method does not allow: by nobody, without role, reason or end, longer than the
/// policy, of an alarm that protects the product.
int outsideMethod(
    const QVector<JournalEvent> &events, UtcTime from, UtcTime until, const AlarmPolicy &policy)
{
    QSet<QString> critical;
    int count = 0;
    for (const JournalEvent &event : events) {
        const QString key = eventdata::text(event.data, u"alarm") + u'|' + event.batch.value();
        if (eventdata::flag(event.data, u"critical"))
            critical.insert(key);
        const bool shelved = event.code == QLatin1String(event::AlarmShelved);
        if (event.time < from || event.time >= until
            || (!shelved && event.code != QLatin1String(event::AlarmOutOfService)))
            continue;
        const auto end = utcFromIso(eventdata::text(event.data, u"until"));
        const bool endless = !end || *end - event.time > policy.longestShelving;
        if (event.person.isEmpty() || eventdata::text(event.data, u"reason").isEmpty()
            || eventdata::text(event.data, u"role").isEmpty()
            || (shelved && (endless || critical.contains(key))))
            ++count;
    }
    return count;
}

/// \p strict: the value must stay below target and limit, "<1 %".
AlarmFigure figureOf(const char *id, double value, const char *unit, double target, double limit,
    bool strict = false, bool atLeast = false)
{
    AlarmFigure figure {QString::fromLatin1(id), value, QString::fromLatin1(unit), target, limit,
        atLeast, AlarmFigure::Verdict::Exceeded};
    const auto holds = [&](double bound) {
        if (atLeast)
            return value >= bound;
        return strict ? value < bound : value <= bound;
    };
    if (holds(target))
        figure.verdict = AlarmFigure::Verdict::Good;
    else if (holds(limit))
        figure.verdict = AlarmFigure::Verdict::Watch;
    return figure;
}

} // namespace

const AlarmFigure *AlarmKpi::figure(const QString &id) const
{
    const auto found = std::find_if(figures.begin(), figures.end(),
        [&id](const AlarmFigure &figure) { return figure.id == id; });
    return found == figures.end() ? nullptr : &*found;
}

AlarmKpi alarmKpi(
    const QVector<JournalEvent> &events, UtcTime from, UtcTime until, const AlarmPolicy &policy)
{
    Q_ASSERT(from < until);
    AlarmKpi kpi;
    kpi.from = from;
    kpi.until = until;
    kpi.fullBase = until - from >= FullBase;
    const QVector<Occurrence> alarms = raisedBetween(events, from, until);
    kpi.alarms = int(alarms.size());
    kpi.perTenMinutes = perPeriod(alarms, from, until, TenMinutes);
    QVector<UtcTime> times;
    QHash<QString, AlarmCount> counts;
    std::array<int, 4> priorities {0, 0, 0, 0};
    for (const Occurrence &alarm : alarms) {
        times << alarm.raised;
        ++countOf(counts, alarm.id, alarm.name).count;
        ++priorities[size_t(std::clamp(alarm.priority, 1, 4)) - 1];
    }
    kpi.floods = floodsOf(times, policy.floodStart, policy.floodEnd, policy.floodWindow, until);
    kpi.top = ordered(counts).mid(0, 10);
    kpi.chattering = chatteringOf(alarms, policy);
    int mostStale = 0;
    judgeLengths(events, kpi, mostStale);

    const double length = double((until - from).count());
    const auto average = [&](Duration per) { return kpi.alarms * double(per.count()) / length; };
    const auto share = [&](double part) { return kpi.alarms == 0 ? 0 : 100.0 * part / kpi.alarms; };
    Duration flooded {0};
    for (const AlarmFlood &flood : std::as_const(kpi.floods))
        flooded += flood.until - flood.from;
    int topTen = 0;
    for (const AlarmCount &count : std::as_const(kpi.top))
        topTen += count.count;
    kpi.figures = {figureOf("perDay", average(Day), "", 150, 300),
        figureOf("perHour", average(Hour), "", 6, 12),
        figureOf("perTenMinutes", average(TenMinutes), "", 1, 2),
        figureOf(
            "busyHours", shareAbove(perPeriod(alarms, from, until, Hour), 30), "%", 1, 1, true),
        figureOf("busyPeriods", shareAbove(kpi.perTenMinutes, 10), "%", 1, 1, true),
        figureOf("floodTime", 100.0 * double(flooded.count()) / length, "%", 1, 1, true),
        figureOf("topTen", share(topTen), "%", 1, 5),
        figureOf("chattering", double(kpi.chattering.size()), "", 0, 0),
        figureOf("fleeting", double(kpi.fleeting.size()), "", 0, 0),
        figureOf("stale", mostStale, "", 5, 5, true),
        figureOf("low", kpi.alarms == 0 ? 100 : share(priorities[3]), "%", 80, 80, false, true),
        figureOf("medium", share(priorities[2]), "%", 15, 15),
        figureOf("high", share(priorities[1]), "%", 5, 5),
        figureOf("highest", share(priorities[0]), "%", 1, 1, true),
        figureOf("outsideMethod", outsideMethod(events, from, until, policy), "", 0, 0)};
    return kpi;
}

} // namespace cytoloom
