// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmhistory.h"

#include "processgraph/alarms/alarmlist.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool is(const JournalEvent &event, const char *code)
{
    return event.code == QLatin1String(code);
}

/// An occurrence begins with it, unless one is under way.
bool begins(const JournalEvent &event)
{
    return is(event, event::AlarmRaised) || is(event, event::AlarmSuppressed)
        || is(event, event::AlarmNotInUse)
        || (is(event, event::AlarmCondition) && eventdata::flag(event.data, u"present"));
}

void addNote(AlarmRecord &record, const JournalEvent &event)
{
    const QString text = eventdata::text(event.data, u"comment");
    if (!text.isEmpty())
        record.notes << AlarmNote {event.time, event.person, text};
}

/// Opens and closes the spans of quiet as the state goes.
void followQuiet(AlarmRecord &record, AlarmState before, const JournalEvent &event)
{
    const AlarmState now = record.alarm.state;
    if (before == now)
        return;
    if (isQuiet(before) && !record.quiet.isEmpty())
        record.quiet.last().until = event.time;
    if (isQuiet(now))
        record.quiet << QuietSpan {now, event.time, {}, record.alarm.quietUntil,
            record.alarm.quietBy, record.alarm.quietRole, record.alarm.quietReason};
}

void take(AlarmRecord &record, const Alarm &alarm, AlarmState before, const JournalEvent &event)
{
    const UtcTime raised = record.alarm.raised;
    const UtcTime acknowledged = record.alarm.acknowledged;
    const PersonId person = record.alarm.person;
    const bool later = !record.alarm.id.isEmpty();
    record.alarm = alarm;
    if (later)
        record.alarm.raised = raised;
    if (later && alarm.acknowledged == UtcTime {}) { // a new call forgets it; the record does not
        record.alarm.acknowledged = acknowledged;
        record.alarm.person = person;
    }
    followQuiet(record, before, event);
    if (is(event, event::AlarmRaised)) {
        record.calledAgain += record.annunciated ? 1 : 0;
        record.annunciated = true;
    } else if (is(event, event::AlarmRealarmed)) {
        ++record.calledAgain;
    } else if (is(event, event::AlarmReset)) {
        record.reset = event.time;
        record.resetBy = event.person;
    }
    addNote(record, event);
}

QString cell(QString text, bool isText = true)
{
    static const QString formula = u"=+-@\t\r"_s;
    if (isText && !text.isEmpty() && formula.contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r'))
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

QString time(UtcTime time)
{
    return time == UtcTime {} ? QString() : toIso(time);
}

} // namespace

QVector<AlarmRecord> alarmHistory(const QVector<JournalEvent> &events)
{
    AlarmList list;
    QVector<AlarmRecord> records;
    QHash<QString, qsizetype> last;
    for (const JournalEvent &event : events) {
        const QString id = eventdata::text(event.data, u"alarm");
        if (id.isEmpty())
            continue;
        const QString key = event.batch.isEmpty() ? id : id + u'|' + event.batch.value();
        if (is(event, event::AlarmTouched)) {
            const auto plant = last.constFind(id);
            if (plant != last.constEnd() && eventdata::flag(event.data, u"present")
                && !records.at(*plant).alarm.touches.contains(event.batch))
                records[*plant].alarm.touches << event.batch;
            continue;
        }
        const AlarmState before = list.stateOf(key);
        const bool fresh = !list.isPresent(key);
        list.apply(event);
        if (!list.contains(key))
            continue;
        Alarm alarm = list.alarm(key);
        if (fresh && begins(event)) {
            AlarmRecord record;
            // A span of quiet that began with the occurrence before goes on in this one.
            const qsizetype earlier = last.value(key, -1);
            if (isQuiet(before) && earlier >= 0 && !records.at(earlier).quiet.isEmpty()) {
                record.quiet << records.at(earlier).quiet.last();
                records[earlier].quiet.last().until
                    = std::max(alarm.cleared, record.quiet.last().from);
            }
            if (is(event, event::AlarmCondition)) {
                alarm.raised = event.time;
                alarm.cleared = alarm.acknowledged = UtcTime {};
                alarm.person = {};
            }
            last.insert(key, records.size());
            records << record;
        }
        const auto at = last.constFind(key);
        if (at == last.constEnd())
            continue;
        AlarmRecord &record = records[*at];
        if (is(event, event::DeviationOpened)) {
            record.deviation = eventdata::text(event.data, u"deviation");
            continue;
        }
        const QVector<BatchId> touches = record.alarm.touches;
        take(record, alarm, before, event);
        for (const BatchId &batch : touches) {
            if (!record.alarm.touches.contains(batch))
                record.alarm.touches << batch;
        }
    }
    return records;
}

bool passes(const AlarmRecord &record, const AlarmFilter &filter)
{
    const Alarm &alarm = record.alarm;
    if (!filter.suppressed && !record.annunciated)
        return false;
    if (!filter.batch.isEmpty() && alarm.batch != filter.batch
        && !alarm.touches.contains(filter.batch))
        return false;
    if (!filter.element.isEmpty() && alarm.element != filter.element)
        return false;
    if (!filter.priorities.isEmpty() && !filter.priorities.contains(alarm.priority))
        return false;
    if (!filter.states.isEmpty() && !filter.states.contains(alarm.state))
        return false;
    if (!filter.tag.isEmpty() && !alarm.id.contains(filter.tag, Qt::CaseInsensitive))
        return false;
    UtcTime end = std::max(alarm.raised, alarm.cleared);
    bool open = alarm.present || (record.annunciated && alarm.cleared < alarm.raised);
    if (!record.quiet.isEmpty()) {
        open = open || record.quiet.last().until == UtcTime {};
        end = std::max(end, record.quiet.last().until);
    }
    if (filter.from && !open && end < *filter.from)
        return false;
    if (filter.until && alarm.raised >= *filter.until)
        return false;
    if (filter.text.isEmpty())
        return true;
    QStringList words {
        alarm.name.en, alarm.name.zh, alarm.id, alarm.person.value(), record.deviation, alarm.card};
    for (const AlarmNote &note : record.notes)
        words << note.text << note.person.value();
    for (const QuietSpan &span : record.quiet)
        words << span.reason << span.person.value();
    return std::any_of(words.begin(), words.end(),
        [&filter](const QString &word) { return word.contains(filter.text, Qt::CaseInsensitive); });
}

QVector<AlarmRecord> filtered(const QVector<AlarmRecord> &records, const AlarmFilter &filter)
{
    QVector<AlarmRecord> result;
    std::copy_if(records.begin(), records.end(), std::back_inserter(result),
        [&filter](const AlarmRecord &record) { return passes(record, filter); });
    return result;
}

QByteArray alarmCsv(const QVector<AlarmRecord> &records, Language language)
{
    const MessageCatalog &words = MessageCatalog::shipped();
    const auto word = [&](const QString &code) { return words.text(Message {code, {}}, language); };
    QStringList lines;
    QStringList head;
    for (const char *column : {"batch", "phase", "tag", "name", "priority", "state", "raised",
             "acknowledged", "acknowledgedBy", "returned", "reset", "value", "limit", "unit",
             "again", "quiet", "deviation", "comments", "id"})
        head << cell(word(u"alarm.csv."_s + QLatin1String(column)));
    lines << head.join(u',');
    for (const AlarmRecord &record : records) {
        const Alarm &alarm = record.alarm;
        const bool isLimit = alarm.kind == AlarmKind::Limit;
        const auto number = [isLimit](double value) {
            return isLimit ? QString::number(value, 'g', 8) : QString();
        };
        QStringList notes;
        for (const AlarmNote &note : record.notes)
            notes << note.person.value() + u": "_s + note.text;
        QStringList quiet;
        for (const QuietSpan &span : record.quiet)
            quiet << QStringList {word(u"alarm.state."_s + letterOf(span.state)), time(span.from),
                span.until == UtcTime {} ? u"…"_s : time(span.until), span.person.value(),
                span.reason}
                         .join(u' ')
                         .simplified();
        lines << QStringList {cell(alarm.batch.value()), cell(alarm.element.value()),
            cell(alarm.tag.value()), cell(alarm.name.in(language)), QString::number(alarm.priority),
            cell(word(u"alarm.state."_s + letterOf(alarm.state))), time(alarm.raised),
            time(alarm.acknowledged), cell(alarm.person.value()), time(alarm.cleared),
            time(record.reset), number(alarm.value),
            (alarm.side == LimitSide::High ? u">"_s : u"<"_s).left(isLimit ? 1 : 0)
                + number(alarm.limit),
            cell(alarm.unit), QString::number(record.calledAgain), cell(quiet.join(u"; "_s)),
            cell(record.deviation), cell(notes.join(u"; "_s)), cell(alarm.id)}
                     .join(u',');
    }
    return QByteArray("\xEF\xBB\xBF") + (lines.join(u"\r\n"_s) + u"\r\n"_s).toUtf8();
}

} // namespace cytoloom
