// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A handover as codes and numbers, and back.
#include "widgets/operation/handover.h"

#include <QtCore/QJsonArray>

namespace cytoloom::handover {

using namespace Qt::StringLiterals;

namespace {

const QString Schema = u"cytoloom.handover/1"_s;

QJsonObject text(const LocalizedText &words)
{
    return {{u"en"_s, words.en}, {u"zh"_s, words.zh}};
}

LocalizedText text(const QJsonValue &json)
{
    return {json[u"en"_s].toString(), json[u"zh"_s].toString()};
}

QJsonObject message(const Message &said)
{
    QJsonObject args;
    for (auto arg = said.args.cbegin(); arg != said.args.cend(); ++arg)
        args.insert(arg.key(), arg.value());
    return {{u"code"_s, said.code}, {u"args"_s, args}};
}

Message message(const QJsonValue &json)
{
    Message said {json[u"code"_s].toString(), {}};
    const QJsonObject args = json[u"args"_s].toObject();
    for (auto arg = args.constBegin(); arg != args.constEnd(); ++arg)
        said.args.insert(arg.key(), arg.value().toString());
    return said;
}

QJsonValue ms(const std::optional<Duration> &duration)
{
    return duration ? QJsonValue(qint64(duration->count())) : QJsonValue();
}

std::optional<Duration> ms(const QJsonValue &json)
{
    return json.isDouble() ? std::optional(Duration(json.toInteger())) : std::nullopt;
}

QJsonObject toJson(const BatchOverview &batch)
{
    QJsonObject json {{u"batch"_s, batch.batch.value()}, {u"identity"_s, batch.identity},
        {u"shape"_s, batch.shape}, {u"colour"_s, batch.colour}, {u"product"_s, text(batch.product)},
        {u"recipe"_s, batch.recipe}, {u"simulated"_s, batch.simulated},
        {u"state"_s, toText(batch.state)}, {u"reason"_s, message(batch.reason)},
        {u"element"_s, batch.element.value()}, {u"step"_s, text(batch.step)},
        {u"unit"_s, batch.unit.value()}, {u"done"_s, batch.done}, {u"total"_s, batch.total},
        {u"attention"_s, int(batch.attention)}, {u"behindMs"_s, ms(batch.behind)},
        {u"toleranceMs"_s, ms(batch.tolerance)}};
    QJsonArray alarms;
    for (const int count : batch.alarms)
        alarms << count;
    json.insert(u"alarms"_s, alarms);
    if (batch.expectedEnd)
        json.insert(u"expectedEnd"_s, toIso(*batch.expectedEnd));
    if (batch.next)
        json.insert(u"next"_s,
            QJsonObject {{u"kind"_s, int(batch.next->kind)},
                {u"element"_s, batch.next->element.value()}, {u"name"_s, text(batch.next->name)},
                {u"inMs"_s, ms(batch.next->in)}, {u"leftMs"_s, ms(batch.next->left)}});
    return json;
}

BatchOverview batchFrom(const QJsonValue &json)
{
    BatchOverview batch;
    batch.batch = BatchId(json[u"batch"_s].toString());
    batch.identity = json[u"identity"_s].toString();
    batch.shape = json[u"shape"_s].toString();
    batch.colour = json[u"colour"_s].toString();
    batch.product = text(json[u"product"_s]);
    batch.recipe = json[u"recipe"_s].toString();
    batch.simulated = json[u"simulated"_s].toBool();
    batch.state = stateFromText(json[u"state"_s].toString()).value_or(ProceduralState::Idle);
    batch.reason = message(json[u"reason"_s]);
    batch.element = ElementId(json[u"element"_s].toString());
    batch.step = text(json[u"step"_s]);
    batch.unit = UnitId(json[u"unit"_s].toString());
    batch.done = json[u"done"_s].toInt();
    batch.total = json[u"total"_s].toInt();
    batch.attention
        = Attention(std::clamp(json[u"attention"_s].toInt(), 0, int(Attention::Danger)));
    batch.behind = ms(json[u"behindMs"_s]);
    batch.tolerance = ms(json[u"toleranceMs"_s]);
    const QJsonArray alarms = json[u"alarms"_s].toArray();
    for (int i = 0; i < 4; ++i)
        batch.alarms[size_t(i)] = alarms.at(i).toInt();
    batch.expectedEnd = utcFromIso(json[u"expectedEnd"_s].toString());
    if (const QJsonValue next = json[u"next"_s]; next.isObject()) {
        HumanAction action;
        action.kind = HumanAction::Kind(
            std::clamp(next[u"kind"_s].toInt(), 0, int(HumanAction::Kind::Upcoming)));
        action.element = ElementId(next[u"element"_s].toString());
        action.name = text(next[u"name"_s]);
        action.in = ms(next[u"inMs"_s]);
        action.left = ms(next[u"leftMs"_s]);
        batch.next = action;
    }
    return batch;
}

} // namespace

QJsonObject toJson(const HandoverInput &input, const QString &remarks, const PersonId &outgoing,
    const PersonId &incoming)
{
    QJsonArray batches;
    for (const BatchOverview &batch : input.batches)
        batches << toJson(batch);
    QJsonArray alarms;
    for (const Alarm &alarm : input.alarms)
        alarms << QJsonObject {{u"id"_s, alarm.id}, {u"batch"_s, alarm.batch.value()},
            {u"priority"_s, alarm.priority}, {u"state"_s, int(alarm.state)},
            {u"name"_s, text(alarm.name)}, {u"raised"_s, toIso(alarm.raised)}};
    QJsonArray questions;
    for (const QueuedPrompt &question : input.questions)
        questions << QJsonObject {{u"batch"_s, question.prompt.batch.value()},
            {u"prompt"_s, qint64(question.prompt.id)},
            {u"element"_s, question.prompt.element.value()},
            {u"text"_s, text(question.prompt.definition.text)},
            {u"opened"_s, toIso(question.prompt.opened)},
            {u"due"_s, question.due ? QJsonValue(toIso(*question.due)) : QJsonValue()}};
    QJsonArray units;
    for (const UnitClaim &unit : input.units) {
        QJsonArray waiting;
        for (const UnitClaim::Waiting &each : unit.queue)
            waiting << QJsonObject {{u"batch"_s, each.batch.value()}, {u"place"_s, each.place},
                {u"since"_s, toIso(each.since)}, {u"why"_s, message(each.why)}};
        units << QJsonObject {{u"unit"_s, unit.unit.value()}, {u"state"_s, int(unit.state)},
            {u"holder"_s, unit.holder.value()}, {u"queue"_s, waiting}};
    }
    QJsonArray samples;
    for (const HandoverInput::Sample &sample : input.samples)
        samples << QJsonObject {{u"batch"_s, sample.batch.value()}, {u"name"_s, text(sample.name)},
            {u"due"_s, toIso(sample.due)}};
    QJsonArray deviations;
    for (const HandoverInput::Deviation &deviation : input.deviations)
        deviations << QJsonObject {{u"id"_s, deviation.id}, {u"batch"_s, deviation.batch.value()},
            {u"text"_s, message(deviation.text)}};
    return {{u"schema"_s, Schema}, {u"at"_s, toIso(input.now)}, {u"batches"_s, batches},
        {u"alarms"_s, alarms}, {u"questions"_s, questions}, {u"units"_s, units},
        {u"samples"_s, samples}, {u"deviations"_s, deviations}, {u"remarks"_s, remarks},
        {u"outgoing"_s, outgoing.value()}, {u"incoming"_s, incoming.value()}};
}

std::optional<HandoverInput> fromJson(const QJsonObject &body)
{
    const std::optional<UtcTime> at = utcFromIso(body[u"at"_s].toString());
    if (body[u"schema"_s].toString() != Schema || !at)
        return std::nullopt;
    HandoverInput input;
    input.now = *at;
    const auto moment
        = [](const QJsonValue &json) { return utcFromIso(json.toString()).value_or(UtcTime {}); };
    for (const QJsonValue json : body[u"batches"_s].toArray())
        input.batches << batchFrom(json);
    for (const QJsonValue json : body[u"alarms"_s].toArray()) {
        Alarm alarm;
        alarm.id = json[u"id"_s].toString();
        alarm.batch = BatchId(json[u"batch"_s].toString());
        alarm.priority = json[u"priority"_s].toInt();
        alarm.state = AlarmState(json[u"state"_s].toInt());
        alarm.name = text(json[u"name"_s]);
        alarm.raised = moment(json[u"raised"_s]);
        input.alarms << alarm;
    }
    for (const QJsonValue json : body[u"questions"_s].toArray()) {
        QueuedPrompt question;
        question.prompt.batch = BatchId(json[u"batch"_s].toString());
        question.prompt.id = quint64(json[u"prompt"_s].toInteger());
        question.prompt.element = ElementId(json[u"element"_s].toString());
        question.prompt.definition.text = text(json[u"text"_s]);
        question.prompt.opened = moment(json[u"opened"_s]);
        question.due = utcFromIso(json[u"due"_s].toString());
        input.questions << question;
    }
    for (const QJsonValue json : body[u"units"_s].toArray()) {
        UnitClaim unit;
        unit.unit = UnitId(json[u"unit"_s].toString());
        unit.state = UnitClaim::State(
            std::clamp(json[u"state"_s].toInt(), 0, int(UnitClaim::State::AwaitingClearance)));
        unit.holder = BatchId(json[u"holder"_s].toString());
        for (const QJsonValue each : json[u"queue"_s].toArray()) {
            UnitClaim::Waiting waiting;
            waiting.batch = BatchId(each[u"batch"_s].toString());
            waiting.place = each[u"place"_s].toInt();
            waiting.since = moment(each[u"since"_s]);
            waiting.why = message(each[u"why"_s]);
            unit.queue << waiting;
        }
        input.units << unit;
    }
    for (const QJsonValue json : body[u"samples"_s].toArray())
        input.samples << HandoverInput::Sample {
            BatchId(json[u"batch"_s].toString()), text(json[u"name"_s]), moment(json[u"due"_s])};
    for (const QJsonValue json : body[u"deviations"_s].toArray())
        input.deviations << HandoverInput::Deviation {json[u"id"_s].toString(),
            BatchId(json[u"batch"_s].toString()), message(json[u"text"_s])};
    return input;
}

} // namespace cytoloom::handover
