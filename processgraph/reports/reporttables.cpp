// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/reports/reportsections.h"

// The sections of ReportSections that are one table each.

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// What was measured against a limit is told as exactly as the limit: 69.96 is not 70.
QString found(const QString &text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    return isNumber ? ReportWords::figure(value) : text;
}

QString withUnit(const QString &text, const QString &unit)
{
    return unit.isEmpty() || unit == "1"_L1 ? text : text + u' ' + unit;
}

/// Logic may report a value without its unit; the meaning of the name says which one it is.
QString unitOf(const ReportResult &item)
{
    if (!item.unit.isEmpty() && item.unit != "1"_L1)
        return item.unit;
    static const QHash<QString, QString> known {{u"totalCells"_s, u"1e6"_s},
        {u"carCells"_s, u"1e6"_s}, {u"cultureHours"_s, u"h"_s}, {u"dmsoMinutes"_s, u"min"_s},
        {u"activatorVolume"_s, u"mL"_s}, {u"vectorVolume"_s, u"mL"_s}};
    return known.value(item.name, u"–"_s);
}

} // namespace

void ReportSections::materials()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportMaterial &item : m_report.materials) {
        const MaterialClass *material = Catalog::shipped().material(item.medium);
        const BomLine *line = m_report.state.control.recipe.bomLine(item.bomLine);
        rows << QVector<ReportCell> {ReportWords::time(item.time), name(item.element),
            material                    ? material->name.in(m_words.language())
                : item.medium.isEmpty() ? u"–"_s
                                        : item.medium,
            line && !line->code.isEmpty() ? line->code : u"–"_s, ReportWords::figure(item.volume),
            item.unit};
    }
    m_pages.heading(word("materials"));
    m_pages.table(
        {{word("time"), 1.8}, {word("step"), 3}, {word("material"), 2.6},
            {word("materialCode"), 1.3}, {word("quantity"), 1, true}, {word("measure"), 0.8}},
        rows, word("none"));
}

void ReportSections::balance()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportBalance &item : m_report.balances) {
        const bool out = !item.within.value_or(true);
        rows << QVector<ReportCell> {item.line.name.in(m_words.language()), item.line.code,
            item.line.specification, ReportWords::figure(item.line.quantity.value),
            u"± %1 %"_s.arg(item.line.tolerance * 100),
            item.used ? ReportWords::figure(*item.used) : u"–"_s, item.line.quantity.unit.symbol(),
            {verdict(item.within), out}};
    }
    m_pages.heading(word("balance"));
    m_pages.paragraph(word("balanceNote"), true);
    m_pages.table(
        {{word("material"), 3.2}, {word("materialCode"), 1.1}, {word("specification"), 1.5},
            {word("planned"), 1, true}, {word("tolerance"), 1, true}, {word("used"), 1, true},
            {word("measure"), 0.8}, {word("verdict"), 1.1}},
        rows, word("none"));
}

void ReportSections::gates()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportGate &gate : m_report.gates) {
        const QString outcome = word(gate.outcome == "pass"_L1 ? "pass"
                : gate.outcome == "fail"_L1                    ? "fail"
                                                               : "pending");
        for (const Criterion &criterion : gate.criteria)
            rows << QVector<ReportCell> {ReportWords::time(gate.time),
                {gate.name.in(m_words.language()), gate.release},
                criterion.name.in(m_words.language()), ReportWords::limit(criterion),
                {withUnit(found(gate.results.value(criterion.attribute, u"–"_s)),
                     gate.results.contains(criterion.attribute) ? criterion.unit.symbol()
                                                                : QString()),
                    true},
                criterion.method.isEmpty() ? u"–"_s : criterion.method, {outcome, true}};
    }
    m_pages.heading(word("gates"));
    m_pages.table(
        {{word("time"), 1.8}, {word("gate"), 1.6}, {word("attribute"), 2.2}, {word("limit"), 1.3},
            {word("result"), 1.3}, {word("method"), 2}, {word("gateVerdict"), 1}},
        rows, word("none"));
}

void ReportSections::results()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportResult &item : m_report.results)
        rows << QVector<ReportCell> {ReportWords::time(item.time), name(item.element),
            m_words.named("result", item.name),
            {item.number ? ReportWords::figure(*item.number) : item.text, true}, unitOf(item)};
    m_pages.heading(word("results"));
    m_pages.table({{word("time"), 1.8}, {word("step"), 3.2}, {word("resultName"), 3},
                      {word("value"), 1.6, true}, {word("measure"), 1.2}},
        rows, word("none"));
}

void ReportSections::entries()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportEntry &entry : m_report.entries) {
        const QString question = entry.question.in(m_words.language());
        rows << QVector<ReportCell> {ReportWords::time(entry.time), name(entry.element),
            entry.verification ? word("secondCheck") + u" "_s + question : question,
            {withUnit(entry.answer.in(m_words.language()), entry.unit), true},
            entry.person.value()};
    }
    m_pages.heading(word("entries"));
    m_pages.table({{word("time"), 1.8}, {word("step"), 2.2}, {word("question"), 4},
                      {word("answer"), 1.6}, {word("person"), 1.1}},
        rows, word("none"));
}

void ReportSections::timers()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportTimer &timer : m_report.timers) {
        const bool over = timer.passed > timer.limit;
        rows << QVector<ReportCell> {timer.name.in(m_words.language()), toReadable(timer.passed),
            u"≤ "_s + toReadable(timer.limit), {verdict(!over), over}};
    }
    m_pages.heading(word("timers"));
    m_pages.table({{word("step"), 5}, {word("passed"), 1.5, true}, {word("limit"), 1.5, true},
                      {word("verdict"), 1.2}},
        rows, word("none"));
}

void ReportSections::alarms()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportAlarm &alarm : m_report.alarms) {
        const TagDefinition *tag = m_report.plant.tag(alarm.tag);
        const QString unit = tag ? tag->unit.symbol() : QString();
        rows << QVector<ReportCell> {{QString::number(alarm.priority), true},
            alarm.tag.isEmpty() ? alarm.id : alarm.tag.value(), name(alarm.element),
            withUnit(ReportWords::figure(alarm.value), unit),
            (alarm.high ? u"> "_s : u"< "_s) + withUnit(ReportWords::figure(alarm.limit), unit),
            ReportWords::time(alarm.raised), ReportWords::time(alarm.cleared),
            ReportWords::time(alarm.acknowledged),
            alarm.person.isEmpty() ? u"–"_s : alarm.person.value()};
    }
    m_pages.heading(word("alarms"));
    m_pages.table({{word("priority"), 0.7}, {word("tag"), 2}, {word("step"), 1.9},
                      {word("value"), 1}, {word("limit"), 1}, {word("raised"), 1.6},
                      {word("cleared"), 1.6}, {word("acknowledged"), 1.6}, {word("person"), 1}},
        rows, word("none"));
}

void ReportSections::deviations()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportDeviation &item : m_report.deviations)
        rows << QVector<ReportCell> {{item.id, true}, m_words.named("class", item.grade),
            name(item.element), MessageCatalog::shipped().text(item.cause, m_words.language()),
            ReportWords::time(item.time)};
    m_pages.heading(word("deviations"));
    m_pages.table({{word("deviation"), 1.3}, {word("grade"), 0.9}, {word("step"), 2.2},
                      {word("cause"), 4.5}, {word("time"), 1.8}},
        rows, word("none"));
}

/// A line per unit, and one for each tag that has a gap or a hole: what is whole needs no page.
void ReportSections::completeness()
{
    QVector<QVector<ReportCell>> rows;
    const auto add = [&rows](const ReportCell &title, const Completeness &minutes) {
        rows << QVector<ReportCell> {title, QString::number(minutes.minutes),
            QString::number(minutes.good), QString::number(minutes.stated),
            {QString::number(minutes.missing), minutes.missing > 0}};
    };
    for (const PlantUnit &unit : m_report.plant.units) {
        Completeness sum;
        int tags = 0;
        QVector<TagCompleteness> worth;
        for (const TagCompleteness &tag : m_report.completeness) {
            if (!std::any_of(unit.tags.begin(), unit.tags.end(),
                    [&](const TagDefinition &own) { return own.id == tag.tag; }))
                continue;
            ++tags;
            sum.minutes += tag.minutes.minutes;
            sum.good += tag.minutes.good;
            sum.stated += tag.minutes.stated;
            sum.missing += tag.minutes.missing;
            if (tag.minutes.stated > 0 || tag.minutes.missing > 0)
                worth << tag;
        }
        if (tags == 0)
            continue;
        add({u"%1 · %2 %3"_s.arg(unit.id.value()).arg(tags).arg(word("tags")), true}, sum);
        for (const TagCompleteness &tag : worth) {
            ReportCell title(tag.tag.value());
            title.indent = 9;
            add(title, tag.minutes);
        }
    }
    m_pages.heading(word("history"));
    m_pages.paragraph(word("historyNote"), true);
    m_pages.table({{word("unit"), 3}, {word("tagMinutes"), 1.2, true}, {word("good"), 1, true},
                      {word("stated"), 1, true}, {word("missing"), 1, true}},
        rows, word("none"));
}

/// What a person did and what was out of the ordinary; the attachment holds every event.
void ReportSections::events()
{
    QVector<QVector<ReportCell>> rows;
    QSet<QString> wereAway; // that a device is there when a batch begins is nothing special
    for (const JournalEvent &event : m_report.events) {
        if (event.code == QLatin1String(event::DeviceState)) {
            const QString device = eventdata::text(event.data, u"device");
            if (eventdata::text(event.data, u"state") != "connected"_L1)
                wereAway.insert(device);
            else if (!wereAway.remove(device))
                continue;
        }
        const bool special = event.code == QLatin1String(event::BatchCommand)
            || event.code == QLatin1String(event::CommandRejected)
            || event.code == QLatin1String(event::BatchRecovered)
            || event.code == QLatin1String(event::DeviceState)
            || event.code == QLatin1String(event::SafeStateOrdered)
            || event.code == QLatin1String(event::Commented)
            || (event.code == QLatin1String(event::StepFinished)
                && !eventdata::flag(event.data, u"ok"));
        if (!special)
            continue;
        QString details = m_words.sentence(event);
        if (event.code == QLatin1String(event::SafeStateOrdered))
            details = eventdata::text(event.data, u"unit") + u' ' + details;
        rows << QVector<ReportCell> {QString::number(event.sequence), ReportWords::time(event.time),
            m_words.named("event", event.code), name(event.element), details,
            event.person.isEmpty() ? u"–"_s : event.person.value()};
    }
    m_pages.heading(word("events"));
    m_pages.table({{word("row"), 0.8, true}, {word("time"), 1.9}, {word("event"), 1.8},
                      {word("step"), 2}, {word("details"), 3.2}, {word("person"), 1}},
        rows, word("none"));
}

} // namespace cytoloom
