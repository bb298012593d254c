// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/recordjson.h"

#include "processgraph/execution/eventdata.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

JsonValue timeOrNull(UtcTime time)
{
    return time == UtcTime {} ? JsonValue() : JsonValue(toIso(time));
}

JsonValue seconds(Duration duration)
{
    return JsonValue(toSeconds(duration));
}

JsonValue toJson(const Range &range)
{
    const auto end = [](const std::optional<double> &value) {
        return value ? JsonValue(*value) : JsonValue();
    };
    return range.isEmpty() ? JsonValue() : JsonValue::array({end(range.low), end(range.high)});
}

JsonValue toJson(const ReportStep &step)
{
    return eventdata::object({{"element", step.element.value()}, {"level", step.level},
        {"name", eventdata::toJson(step.name)}, {"unit", eventdata::textOrNull(step.unit.value())},
        {"run", step.run}, {"state", toText(step.state)}, {"started", timeOrNull(step.started)},
        {"ended", timeOrNull(step.ended)}, {"heldSeconds", seconds(step.held)},
        {"performedBy", eventdata::toJson(step.performedBy)},
        {"verifiedBy", eventdata::toJson(step.verifiedBy)}});
}

JsonValue toJson(const ReportParameter &row)
{
    const bool measured = row.statistics.samples > 0;
    const auto figure
        = [measured](double value) { return measured ? JsonValue(value) : JsonValue(); };
    const auto verdict = [](const std::optional<bool> &within) {
        return within ? JsonValue(*within) : JsonValue();
    };
    return eventdata::object({{"element", row.element.value()}, {"run", row.run},
        {"parameter", row.parameter.id.value()}, {"name", eventdata::toJson(row.parameter.name)},
        {"unit", row.parameter.unit.symbol()}, {"critical", row.parameter.critical},
        {"setPoint", row.setPoint ? JsonValue(*row.setPoint) : JsonValue()},
        {"alert", toJson(row.parameter.alert)}, {"action", toJson(row.parameter.action)},
        {"validated", toJson(row.parameter.validated)},
        {"tag", eventdata::textOrNull(row.tag.value())}, {"from", timeOrNull(row.from)},
        {"to", timeOrNull(row.to)}, {"judgedTo", timeOrNull(row.judgedTo)},
        {"samples", JsonValue(row.statistics.samples)}, {"min", figure(row.statistics.minimum)},
        {"mean", figure(row.statistics.mean)}, {"max", figure(row.statistics.maximum)},
        {"gapSeconds", seconds(row.statistics.gaps)}, {"withinAction", verdict(row.withinAction)},
        {"withinValidated", verdict(row.withinValidated)}});
}

JsonValue toJson(const ReportGate &gate)
{
    JsonValue results = JsonValue::object();
    for (auto it = gate.results.cbegin(); it != gate.results.cend(); ++it)
        results.insert(it.key(), JsonValue(it.value()));
    JsonValue criteria = JsonValue::array();
    for (const Criterion &criterion : gate.criteria) {
        criteria.append(eventdata::object({{"attribute", criterion.attribute},
            {"comparison", criterion.comparison},
            {"limit",
                criterion.text.isEmpty() ? JsonValue(criterion.limit) : JsonValue(criterion.text)},
            {"unit", criterion.unit.symbol()},
            {"method", eventdata::textOrNull(criterion.method)}}));
    }
    return eventdata::object(
        {{"element", gate.element.value()}, {"name", eventdata::toJson(gate.name)},
            {"release", gate.release}, {"outcome", gate.outcome}, {"time", timeOrNull(gate.time)},
            {"criteria", criteria}, {"results", results}});
}

JsonValue toJson(const JournalEvent &event)
{
    return eventdata::object(
        {{"sequence", JsonValue(qint64(event.sequence))}, {"time", timeOrNull(event.time)},
            {"code", event.code}, {"element", eventdata::textOrNull(event.element.value())},
            {"person", eventdata::textOrNull(event.person.value())}, {"data", event.data}});
}

JsonValue toJson(const Completeness &minutes)
{
    return eventdata::object(
        {{"minutes", JsonValue(minutes.minutes)}, {"good", JsonValue(minutes.good)},
            {"statedGap", JsonValue(minutes.stated)}, {"missing", JsonValue(minutes.missing)}});
}

template <class T, class Make> JsonValue list(const QVector<T> &items, Make make)
{
    JsonValue array = JsonValue::array();
    for (const T &item : items)
        array.append(make(item));
    return array;
}

} // namespace

JsonValue recordJson(const BatchReport &report)
{
    const ControlRecipe &control = report.state.control;
    JsonValue units = JsonValue::object();
    for (auto it = control.units.cbegin(); it != control.units.cend(); ++it)
        units.insert(it.key().value(), JsonValue(it.value().value()));
    JsonValue tags = JsonValue::object();
    for (const TagCompleteness &tag : report.completeness)
        tags.insert(tag.tag.value(), toJson(tag.minutes));
    JsonValue results = JsonValue::object();
    for (auto it = report.state.results.cbegin(); it != report.state.results.cend(); ++it) {
        const auto *number = std::get_if<double>(&it.value());
        results.insert(
            it.key(), number ? JsonValue(*number) : JsonValue(std::get<QString>(it.value())));
    }

    JsonValue record = JsonValue::object();
    record.insert(u"schema"_s, JsonValue(u"cytoloom.record/1"_s));
    record.insert(u"simulated"_s, JsonValue(control.header.simulated));
    record.insert(u"batch"_s, JsonValue(control.header.id.value()));
    record.insert(u"identity"_s, JsonValue(control.header.identity));
    record.insert(u"product"_s, eventdata::toJson(control.recipe.product));
    record.insert(u"recipe"_s,
        eventdata::object({{"id", control.recipe.id.value()}, {"version", control.recipe.version},
            {"sha256", control.recipeHash}}));
    record.insert(u"state"_s, JsonValue(toText(report.state.state)));
    record.insert(u"created"_s, timeOrNull(report.state.created));
    record.insert(u"started"_s, timeOrNull(report.state.started));
    record.insert(u"ended"_s, timeOrNull(report.state.ended));
    record.insert(u"software"_s, JsonValue(u"Cytoloom "_s + report.softwareVersion));
    record.insert(u"units"_s, units);
    record.insert(
        u"steps"_s, list(report.steps, [](const ReportStep &item) { return toJson(item); }));
    record.insert(u"parameters"_s,
        list(report.parameters, [](const ReportParameter &item) { return toJson(item); }));
    record.insert(u"materials"_s, list(report.materials, [](const ReportMaterial &item) {
        return eventdata::object({{"element", item.element.value()}, {"medium", item.medium},
            {"bomLine", eventdata::textOrNull(item.bomLine)}, {"volume", item.volume},
            {"unit", item.unit}, {"time", timeOrNull(item.time)}});
    }));
    record.insert(u"materialBalance"_s, list(report.balances, [](const ReportBalance &item) {
        return eventdata::object({{"bomLine", item.line.id},
            {"code", eventdata::textOrNull(item.line.code)}, {"planned", item.line.quantity.value},
            {"unit", item.line.quantity.unit.symbol()}, {"tolerance", item.line.tolerance},
            {"used", item.used ? JsonValue(*item.used) : JsonValue()},
            {"within", item.within ? JsonValue(*item.within) : JsonValue()}});
    }));
    record.insert(
        u"gates"_s, list(report.gates, [](const ReportGate &item) { return toJson(item); }));
    record.insert(u"results"_s, results);
    record.insert(u"reported"_s, list(report.results, [](const ReportResult &item) {
        return eventdata::object({{"element", item.element.value()}, {"name", item.name},
            {"value", item.number ? JsonValue(*item.number) : JsonValue(item.text)},
            {"unit", eventdata::textOrNull(item.unit)}, {"time", timeOrNull(item.time)}});
    }));
    record.insert(u"entries"_s, list(report.entries, [](const ReportEntry &item) {
        return eventdata::object({{"element", item.element.value()},
            {"question", eventdata::toJson(item.question)}, {"answer", item.answer.en},
            {"unit", eventdata::textOrNull(item.unit)}, {"person", item.person.value()},
            {"verification", item.verification}, {"time", timeOrNull(item.time)}});
    }));
    record.insert(u"alarms"_s, list(report.alarms, [](const ReportAlarm &item) {
        return eventdata::object({{"alarm", item.id},
            {"tag", eventdata::textOrNull(item.tag.value())},
            {"element", eventdata::textOrNull(item.element.value())}, {"priority", item.priority},
            {"value", item.value}, {"limit", item.limit}, {"raised", timeOrNull(item.raised)},
            {"cleared", timeOrNull(item.cleared)}, {"acknowledged", timeOrNull(item.acknowledged)},
            {"person", eventdata::textOrNull(item.person.value())}});
    }));
    record.insert(u"deviations"_s, list(report.deviations, [](const ReportDeviation &item) {
        return eventdata::object({{"deviation", item.id}, {"class", item.grade},
            {"element", eventdata::textOrNull(item.element.value())},
            {"cause", eventdata::toJson(item.cause)}, {"time", timeOrNull(item.time)}});
    }));
    record.insert(u"exceptions"_s, list(report.exceptions, [](const ReportException &item) {
        return eventdata::object(
            {{"kind", item.kind}, {"element", eventdata::textOrNull(item.element.value())},
                {"person", eventdata::textOrNull(item.person.value())},
                {"time", timeOrNull(item.time)}, {"rules", eventdata::toJson(item.rules)},
                {"findings", eventdata::toJson(item.findings)},
                {"text", eventdata::textOrNull(item.text)},
                {"role", eventdata::textOrNull(item.role)}});
    }));
    record.insert(u"rulesNotJudged"_s, list(report.unjudged, [](const ReportUnjudged &item) {
        return eventdata::object({{"why", eventdata::toJson(item.why)},
            {"rules", eventdata::toJson(item.rules)}, {"since", timeOrNull(item.since)}});
    }));
    record.insert(u"timers"_s, list(report.timers, [](const ReportTimer &item) {
        return eventdata::object(
            {{"element", item.element.value()}, {"name", eventdata::toJson(item.name)},
                {"seconds", seconds(item.passed)}, {"limitSeconds", seconds(item.limit)}});
    }));
    record.insert(u"signatures"_s, list(report.signatures, [](const ReportSignature &item) {
        return eventdata::object({{"element", eventdata::textOrNull(item.element.value())},
            {"person", item.person.value()}, {"role", item.role}, {"meaning", item.meaning},
            {"time", timeOrNull(item.time)}});
    }));
    JsonValue completeness = toJson(report.totalCompleteness());
    completeness.insert(u"tags"_s, tags);
    record.insert(u"completeness"_s, completeness);
    record.insert(
        u"events"_s, list(report.events, [](const JournalEvent &item) { return toJson(item); }));
    return record;
}

} // namespace cytoloom
