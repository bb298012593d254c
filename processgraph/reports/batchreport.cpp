// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/batchreport.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/reports/reportcollector.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int TrendPoints = 240;

/// When the step set the value elsewhere by itself, after it had set it inside: a centrifuge that
/// it brings to a stop has not left its range.
UtcTime judgedTo(const BatchReport &report, const ReportParameter &row)
{
    const auto inside = [&row](double value) {
        return row.parameter.action.contains(value) && row.parameter.validated.contains(value);
    };
    QString written = row.tag.value();
    if (!written.endsWith(".pv"_L1))
        return row.to;
    written.replace(written.size() - 2, 2, u"sp"_s);
    bool set = false;
    for (const JournalEvent &event : report.events) {
        if (event.code != QLatin1String(event::WriteOrdered) || event.element != row.element
            || event.time < row.from || event.time > row.to
            || eventdata::text(event.data, u"tag") != written)
            continue;
        const bool good = inside(eventdata::number(event.data, u"value"));
        if (set && !good)
            return event.time;
        set = set || good;
    }
    return row.to;
}

/// Whether the value stayed in \p range once it had reached it: as with the alarms, a vessel that
/// is still warming up is not out of range. One that never got there is.
Result<bool> staysWithin(const Range &range, const ReportParameter &row, TrendSource &trends)
{
    if (range.isEmpty())
        return true;
    for (const TrendPoint &point : row.trend) {
        if (point.time > row.judgedTo)
            break;
        if (point.gap || !range.contains(point.last))
            continue;
        const Result<TagStatistics> rest = trends.statistics(row.tag, point.time, row.judgedTo);
        if (!rest)
            return rest.error();
        // The bucket may hold the way in: what counts comes after it.
        const bool single = point.samples <= 1 || range.contains(point.minimum);
        if (single && range.contains(rest->minimum) && range.contains(rest->maximum))
            return true;
        for (const TrendPoint &later : row.trend) {
            if (later.time > point.time && later.time < row.judgedTo && !later.gap
                && (!range.contains(later.minimum) || !range.contains(later.maximum)))
                return false;
        }
        return true;
    }
    return false;
}

Result<void> readParameters(BatchReport &report, TrendSource &trends)
{
    const MasterRecipe &recipe = report.state.control.recipe;
    for (const ReportStep &step : report.steps) {
        const Element *element = recipe.procedure.element(step.element);
        for (const Parameter &parameter : element->parameters) {
            ReportParameter row;
            row.element = step.element;
            row.step = step.name;
            row.run = step.run;
            row.parameter = parameter;
            if (const Result<double> setPoint = recipe.setPoint(parameter))
                row.setPoint = *setPoint;
            row.from = step.started;
            row.to = step.ended == UtcTime {} ? report.state.lastEvent : step.ended;
            row.judgedTo = row.to;
            const TagDefinition *tag = parameter.signal.isEmpty()
                ? nullptr
                : report.plant.tag(step.unit, parameter.signal);
            if (tag) {
                row.tag = tag->id;
                row.judgedTo = judgedTo(report, row);
                const Result<TagStatistics> statistics
                    = trends.statistics(tag->id, row.from, row.to);
                if (!statistics)
                    return statistics.error();
                row.statistics = *statistics;
                const Result<QVector<TrendPoint>> points
                    = trends.trend(tag->id, row.from, row.to, TrendPoints);
                if (!points)
                    return points.error();
                row.trend = *points;
                if (row.statistics.samples > 0) {
                    const Result<bool> action = staysWithin(parameter.action, row, trends);
                    if (!action)
                        return action.error();
                    row.withinAction = *action;
                    const Result<bool> validated = staysWithin(parameter.validated, row, trends);
                    if (!validated)
                        return validated.error();
                    row.withinValidated = *validated;
                }
            }
            report.parameters.append(row);
        }
    }
    return {};
}

void readTimers(BatchReport &report)
{
    for (const ReportStep &step : report.steps) {
        const Element *element = report.state.control.recipe.procedure.element(step.element);
        const UtcTime end = step.ended == UtcTime {} ? report.state.lastEvent : step.ended;
        if (element->maxOpenTime)
            report.timers.append(
                {element->name, step.element, end - step.started, *element->maxOpenTime});
        if (element->maxHeldTime && step.held > Duration(0))
            report.timers.append({element->name, step.element, step.held, *element->maxHeldTime});
    }
    // Hold of an intermediate: from the end of the step that gives it to the start of the one that
    // takes it.
    QHash<ElementId, const ReportStep *> last;
    for (const ReportStep &step : report.steps)
        last.insert(step.element, &step);
    const Procedure &procedure = report.state.control.recipe.procedure;
    for (const LinkId &id : procedure.links()) {
        const Link *link = procedure.link(id);
        const ReportStep *from = last.value(link->from.element);
        const ReportStep *to = last.value(link->to.element);
        if (!link->holdLimit || !from || !to || from->ended == UtcTime {})
            continue;
        const Duration passed = std::max(Duration(0), Duration(to->started - from->ended));
        report.timers.append(
            {{from->name.en + u" → "_s + to->name.en, from->name.zh + u" → "_s + to->name.zh},
                link->to.element, passed, *link->holdLimit});
    }
}

/// What was used of each line of the bill of materials, in the line's own unit.
void readBalance(BatchReport &report)
{
    for (const BomLine &line : report.state.control.recipe.bom) {
        ReportBalance balance {line, std::nullopt, std::nullopt};
        double used = 0;
        bool known = true;
        bool any = false;
        for (const ReportMaterial &moved : report.materials) {
            if (moved.bomLine != line.id)
                continue;
            any = true;
            const Result<Unit> unit = Unit::parse(moved.unit);
            const Result<double> volume = unit ? unit->convert(moved.volume, line.quantity.unit)
                                               : Result<double>(unit.error());
            known = known && volume.ok();
            if (volume)
                used += *volume;
        }
        if (any && known) {
            const double planned = line.quantity.value;
            balance.used = used;
            balance.within = std::abs(used - planned) <= line.tolerance * std::abs(planned) + 1e-9;
        }
        report.balances.append(balance);
    }
}

} // namespace

Completeness BatchReport::totalCompleteness() const
{
    Completeness total;
    for (const TagCompleteness &tag : completeness) {
        total.minutes += tag.minutes.minutes;
        total.good += tag.minutes.good;
        total.stated += tag.minutes.stated;
        total.missing += tag.minutes.missing;
    }
    return total;
}

LocalizedText BatchReport::nameOf(const ElementId &id) const
{
    const Element *element = state.control.recipe.procedure.element(id);
    if (element)
        return element->name;
    return id.isEmpty() ? LocalizedText {u"Batch"_s, u"批次"_s}
                        : LocalizedText {id.value(), id.value()};
}

Result<BatchReport> makeBatchReport(
    const QVector<JournalEvent> &events, const Plant &plant, TrendSource &trends)
{
    BatchReport report;
    report.state = BatchState::fold(events);
    if (report.state.control.header.id.isEmpty())
        return Error(u"report.empty"_s);
    report.plant = plant;
    report.events = events;
    report.softwareVersion = QStringLiteral(CYTOLOOM_VERSION);
    ReportCollector collector(report);
    for (const JournalEvent &event : events)
        collector.take(event);
    collector.finish();
    readBalance(report);
    if (const Result<void> read = readParameters(report, trends); !read)
        return read.error();
    readTimers(report);

    const UtcTime from
        = report.state.started == UtcTime {} ? report.state.created : report.state.started;
    const UtcTime to
        = report.state.ended == UtcTime {} ? report.state.lastEvent : report.state.ended;
    for (const TagDefinition &tag : plant.allTags()) {
        if (tag.direction == TagDirection::Write)
            continue; // nothing to read: no history is expected
        const Result<Completeness> minutes = trends.completeness(tag.id, from, to);
        if (!minutes)
            return minutes.error();
        report.completeness.append({tag.id, *minutes});
    }
    return report;
}

} // namespace cytoloom
