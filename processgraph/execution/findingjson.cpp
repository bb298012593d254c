// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/findingjson.h"

#include "processgraph/execution/eventdata.h"
#include "processgraph/validation/ruleset.h"

namespace cytoloom::findingjson {

using namespace Qt::StringLiterals;

namespace {

JsonValue placesJson(const QVector<FindingPlace> &places)
{
    if (places.isEmpty())
        return {};
    const auto text = [](const QString &value) { return eventdata::textOrNull(value); };
    JsonValue result = JsonValue::array();
    for (const FindingPlace &place : places)
        result.append(eventdata::object(
            {{"element", text(place.element.value())}, {"link", text(place.link.value())},
                {"parameter", text(place.parameter.value())}, {"port", text(place.port.value())},
                {"unit", text(place.unit.value())}, {"room", text(place.room.value())}}));
    return result;
}

JsonValue quantityJson(const std::optional<Quantity> &quantity)
{
    return quantity ? JsonValue(quantity->toString()) : JsonValue();
}

JsonValue exampleJson(const CounterExample &example)
{
    if (example.isEmpty())
        return {};
    JsonValue values;
    if (!example.values.isEmpty()) {
        values = JsonValue::object();
        for (auto it = example.values.begin(); it != example.values.end(); ++it)
            values.insert(it.key(), JsonValue(it.value()));
    }
    return eventdata::object({{"path", placesJson(example.path)},
        {"atMs", example.at ? JsonValue(qint64(example.at->count())) : JsonValue()},
        {"amount", quantityJson(example.amount)}, {"limit", quantityJson(example.limit)},
        {"batches", eventdata::toJson(example.batches)}, {"values", values}});
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"error"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Information:
        return u"information"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

JsonValue toJson(const QVector<Finding> &findings)
{
    JsonValue result = JsonValue::array();
    for (const Finding &finding : findings) {
        const RuleDefinition *rule = RuleSet::shipped().rule(finding.rule);
        // Code and arguments lie beside the rest, so that whoever reads messages reads these.
        const JsonValue message = eventdata::toJson(finding.message);
        const JsonValue *args = message.find(u"args");
        result.append(eventdata::object({{"code", finding.message.code},
            {"args", args ? *args : JsonValue()}, {"rule", finding.rule},
            {"version", rule ? JsonValue(rule->version) : JsonValue()},
            {"severity", severityWord(finding.severity)}, {"key", finding.approvalKey},
            {"waiverRole", rule ? eventdata::textOrNull(rule->waiverRole) : JsonValue()},
            {"waived", finding.waived ? JsonValue(true) : JsonValue()},
            {"places", placesJson(finding.places)}, {"example", exampleJson(finding.example)}}));
    }
    return result;
}

QVector<RefusedFinding> read(const JsonValue &data, QStringView key)
{
    QVector<RefusedFinding> result;
    const JsonValue *found = data.find(key);
    if (!found || found->type() != JsonValue::Type::Array)
        return result;
    const QVector<Message> messages = eventdata::messages(data, key);
    for (const JsonValue &item : found->items()) {
        RefusedFinding finding;
        finding.rule = eventdata::text(item, u"rule");
        finding.key = eventdata::text(item, u"key");
        finding.waiverRole = eventdata::text(item, u"waiverRole");
        if (result.size() < messages.size())
            finding.message = messages.at(result.size());
        result << finding;
    }
    return result;
}

QString rulesOf(const QVector<RefusedFinding> &findings)
{
    QStringList rules;
    for (const RefusedFinding &finding : findings) {
        if (!rules.contains(finding.rule))
            rules << finding.rule;
    }
    return rules.join(u", "_s);
}

} // namespace cytoloom::findingjson
