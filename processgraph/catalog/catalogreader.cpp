// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/catalogreader.h"

#include "processgraph/catalog/commonjson.h"

#include <QtCore/QSet>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace json {

const Words<LogicKind> &logicWords()
{
    static const Words<LogicKind> words {{u"write"_s, LogicKind::Write},
        {u"ramp"_s, LogicKind::Ramp}, {u"waitUntil"_s, LogicKind::WaitUntil},
        {u"waitFor"_s, LogicKind::WaitFor}, {u"check"_s, LogicKind::Check},
        {u"ask"_s, LogicKind::Ask}, {u"record"_s, LogicKind::Record}, {u"sync"_s, LogicKind::Sync}};
    return words;
}

const Words<AnswerKind> &answerWords()
{
    static const Words<AnswerKind> words {{u"confirm"_s, AnswerKind::Confirm},
        {u"number"_s, AnswerKind::Number}, {u"text"_s, AnswerKind::Text},
        {u"choice"_s, AnswerKind::Choice}, {u"scan"_s, AnswerKind::Scan}};
    return words;
}

} // namespace json

namespace {

// The names that an expression of this phase may read, see LogicKind.
struct Names
{
    QSet<QString> parameters;
    QSet<QString> results;
    QStringList *resultsRead = nullptr;
};

void checkExpression(JsonReader &reader, const char *key, const QString &text, const Names &names)
{
    const Result<Expression> parsed = Expression::parse(text);
    if (!parsed) {
        reader.fail(key, u"catalog.expression"_s,
            {{u"text"_s, text}, {u"reason"_s, parsed.error().message.args.value(u"reason"_s)}});
        return;
    }
    for (const QString &name : parsed->names()) {
        if (name.startsWith("r."_L1))
            names.resultsRead->append(name.mid(2));
        else if (name.startsWith("p."_L1) && !names.parameters.contains(name.mid(2)))
            reader.fail(key, u"catalog.unknownName"_s, {{u"name"_s, name}, {u"text"_s, text}});
    }
}

PromptDefinition readPrompt(JsonReader reader, const Names &names)
{
    PromptDefinition prompt;
    prompt.answer = reader.word("answer", json::answerWords());
    prompt.text = reader.localized("text");
    if (prompt.answer == AnswerKind::Number) {
        prompt.unit = reader.unit("unit");
        prompt.range = reader.range("range");
    }
    if (prompt.answer == AnswerKind::Choice) {
        reader.eachObject("choices", [&](JsonReader choice) {
            prompt.choices.append({choice.string("en"), choice.string("zh")});
            choice.done();
        });
        if (prompt.choices.size() < 2)
            reader.fail(nullptr, u"catalog.choices"_s);
    }
    prompt.role = reader.string("role");
    prompt.automaticAnswer = reader.string("automaticAnswer", {});
    if (prompt.answer == AnswerKind::Number && !prompt.automaticAnswer.isEmpty())
        checkExpression(reader, "automaticAnswer", prompt.automaticAnswer, names);
    reader.done();
    return prompt;
}

LogicStep readStep(JsonReader &reader, const Names &names)
{
    LogicStep step;
    step.kind = reader.word("do", json::logicWords());
    step.name = reader.localized("name");
    const bool writes = step.kind == LogicKind::Write || step.kind == LogicKind::Ramp;
    if (writes)
        step.signal = reader.string("signal");
    if (step.kind != LogicKind::Ask && step.kind != LogicKind::Sync) {
        step.expression = reader.string("expression");
        checkExpression(reader, "expression", step.expression, names);
    }
    if (step.kind == LogicKind::Ramp) {
        step.rate = reader.string("rate");
        checkExpression(reader, "rate", step.rate, names);
    }
    if (step.kind == LogicKind::Ask || step.kind == LogicKind::Record) {
        step.result = step.kind == LogicKind::Record ? reader.string("result")
                                                     : reader.string("result", {});
        if (!step.result.isEmpty() && !names.results.contains(step.result))
            reader.fail("result", u"catalog.undeclaredResult"_s, {{u"name"_s, step.result}});
    }
    if (step.kind == LogicKind::Check)
        step.message = reader.string("message");
    if (step.kind == LogicKind::WaitUntil || step.kind == LogicKind::Write
        || step.kind == LogicKind::Sync)
        step.timeout = json::readDuration(reader, "timeout").value_or(Duration {0});
    if (step.kind == LogicKind::Ask)
        step.prompt = readPrompt(reader.object("prompt"), names);
    reader.done();
    return step;
}

ParameterDefinition readParameter(JsonReader &reader)
{
    ParameterDefinition parameter;
    parameter.id = reader.string("id");
    parameter.name = reader.localized("name");
    parameter.unit = reader.unit("unit");
    if (reader.has("standard"))
        parameter.standard = reader.number("standard");
    parameter.limits = reader.range("limits");
    if (parameter.standard && !parameter.limits.contains(*parameter.standard))
        reader.fail("standard", u"catalog.standard"_s, {{u"id"_s, parameter.id}});
    parameter.signal = reader.string("signal", {});
    parameter.critical = reader.boolean("critical", false);
    reader.done();
    return parameter;
}

} // namespace

PhaseClass readPhaseClass(JsonReader &reader, QStringList *resultsRead)
{
    PhaseClass phase;
    Names names;
    names.resultsRead = resultsRead;
    phase.id = reader.string("id");
    phase.name = reader.localized("name");
    phase.category = reader.string("category");
    phase.icon = reader.string("icon");
    phase.capabilities = reader.strings("capabilities");
    reader.eachObject("parameters", [&](JsonReader each) {
        const ParameterDefinition parameter = readParameter(each);
        if (names.parameters.contains(parameter.id))
            each.fail("id", u"catalog.duplicateId"_s, {{u"id"_s, parameter.id}});
        names.parameters.insert(parameter.id);
        phase.parameters.append(parameter);
    });
    phase.results = reader.strings("results");
    names.results = QSet<QString>(phase.results.cbegin(), phase.results.cend());
    phase.manual = reader.boolean("manual", false);
    phase.transfer = reader.boolean("transfer", false);
    const std::pair<const char *, QVector<LogicStep> *> logics[]
        = {{"run", &phase.run}, {"hold", &phase.hold}, {"restart", &phase.restart},
            {"stop", &phase.stop}, {"abort", &phase.abort}};
    for (const auto &[key, steps] : logics) {
        reader.eachObject(
            key, [&, into = steps](JsonReader each) { into->append(readStep(each, names)); });
    }
    if (phase.run.isEmpty())
        reader.fail(nullptr, u"catalog.noLogic"_s, {{u"id"_s, phase.id}});
    phase.safeState = reader.localized("safeState");
    if (auto recovery = reader.optionalObject("recovery")) {
        phase.recovery.restarts = recovery->integer("restarts", 1, 10);
        phase.recovery.after = json::readDuration(*recovery, "after").value_or(Duration {0});
        recovery->done();
    }
    reader.done();
    return phase;
}

UnitOperationType readUnitOperation(JsonReader &reader)
{
    UnitOperationType type;
    type.id = reader.string("id");
    type.name = reader.localized("name");
    type.description = reader.localized("description");
    type.category = reader.string("category");
    type.icon = reader.string("icon");
    type.equipmentClass = reader.string("equipmentClass", {});
    type.openness = reader.word("openness", json::opennessWords());
    type.grade = reader.word("grade", json::gradeWords());
    type.duration = json::readDurationRange(reader, "duration");
    QSet<QString> ports;
    reader.eachObject("ports", [&](JsonReader each) {
        type.ports.append(json::readPort(each));
        const QString id = type.ports.last().id.value();
        if (ports.contains(id))
            each.fail("id", u"catalog.duplicateId"_s, {{u"id"_s, id}});
        ports.insert(id);
    });
    type.phases = reader.strings("phases");
    reader.done();
    return type;
}

} // namespace cytoloom
