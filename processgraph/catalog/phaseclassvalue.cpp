// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way back of readPhaseClass().
#include "processgraph/catalog/catalogreader.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

JsonValue wordList(const QStringList &items)
{
    JsonValue list = JsonValue::array();
    for (const QString &item : items)
        list.append(JsonValue(item));
    return list;
}

JsonValue parameterValue(const ParameterDefinition &parameter)
{
    JsonValue value = JsonValue::object();
    value.insert(u"id"_s, JsonValue(parameter.id));
    json::put(value, "name", parameter.name);
    value.insert(u"unit"_s, JsonValue(parameter.unit.symbol()));
    if (parameter.standard)
        value.insert(u"standard"_s, JsonValue(*parameter.standard));
    json::put(value, "limits", parameter.limits);
    json::put(value, "signal", parameter.signal);
    if (parameter.critical)
        value.insert(u"critical"_s, JsonValue(true));
    return value;
}

JsonValue promptValue(const PromptDefinition &prompt)
{
    JsonValue value = JsonValue::object();
    value.insert(u"answer"_s, JsonValue(json::wordOf(json::answerWords(), prompt.answer)));
    json::put(value, "text", prompt.text);
    if (prompt.answer == AnswerKind::Number) {
        value.insert(u"unit"_s, JsonValue(prompt.unit.symbol()));
        json::put(value, "range", prompt.range);
    }
    json::putEach(value, "choices", prompt.choices, [](const LocalizedText &choice) {
        JsonValue text = JsonValue::object();
        text.insert(u"en"_s, JsonValue(choice.en));
        text.insert(u"zh"_s, JsonValue(choice.zh));
        return text;
    });
    json::put(value, "role", prompt.role);
    json::put(value, "automaticAnswer", prompt.automaticAnswer);
    return value;
}

JsonValue stepValue(const LogicStep &step)
{
    JsonValue value = JsonValue::object();
    value.insert(u"do"_s, JsonValue(json::wordOf(json::logicWords(), step.kind)));
    json::put(value, "name", step.name);
    json::put(value, "signal", step.signal);
    json::put(value, "expression", step.expression);
    json::put(value, "rate", step.rate);
    json::put(value, "result", step.result);
    json::put(value, "message", step.message);
    if (step.timeout > Duration(0))
        value.insert(u"timeout"_s, JsonValue(json::durationText(step.timeout)));
    if (step.kind == LogicKind::Ask)
        value.insert(u"prompt"_s, promptValue(step.prompt));
    return value;
}

} // namespace

JsonValue phaseClassValue(const PhaseClass &phase)
{
    JsonValue value = JsonValue::object();
    value.insert(u"id"_s, JsonValue(phase.id));
    json::put(value, "name", phase.name);
    json::put(value, "category", phase.category);
    json::put(value, "icon", phase.icon);
    if (!phase.capabilities.isEmpty())
        value.insert(u"capabilities"_s, wordList(phase.capabilities));
    json::putEach(value, "parameters", phase.parameters, parameterValue);
    if (!phase.results.isEmpty())
        value.insert(u"results"_s, wordList(phase.results));
    if (phase.manual)
        value.insert(u"manual"_s, JsonValue(true));
    if (phase.transfer)
        value.insert(u"transfer"_s, JsonValue(true));
    json::putEach(value, "run", phase.run, stepValue);
    json::putEach(value, "hold", phase.hold, stepValue);
    json::putEach(value, "restart", phase.restart, stepValue);
    json::putEach(value, "stop", phase.stop, stepValue);
    json::putEach(value, "abort", phase.abort, stepValue);
    json::put(value, "safeState", phase.safeState);
    if (phase.recovery.restarts > 0) {
        JsonValue recovery = JsonValue::object();
        recovery.insert(u"restarts"_s, JsonValue(phase.recovery.restarts));
        recovery.insert(u"after"_s, JsonValue(json::durationText(phase.recovery.after)));
        value.insert(u"recovery"_s, recovery);
    }
    return value;
}

} // namespace cytoloom
