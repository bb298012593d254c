// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/eventdata.h"

namespace cytoloom::eventdata {

using namespace Qt::StringLiterals;

namespace {

const QStringList &answerWords()
{
    static const QStringList words {
        u"confirm"_s, u"number"_s, u"text"_s, u"choice"_s, u"scan"_s}; // order of AnswerKind
    return words;
}

const JsonValue *member(const JsonValue &data, QStringView key, JsonValue::Type type)
{
    const JsonValue *found = data.find(key);
    return found && found->type() == type ? found : nullptr;
}

std::optional<double> optionalNumber(const JsonValue &data, QStringView key)
{
    const JsonValue *found = member(data, key, JsonValue::Type::Number);
    return found ? std::optional(found->toDouble()) : std::nullopt;
}

Message messageOf(const JsonValue &object)
{
    Message result;
    result.code = text(object, u"code");
    if (const JsonValue *args = member(object, u"args", JsonValue::Type::Object)) {
        for (const JsonMember &arg : args->members())
            result.args.insert(arg.key, arg.value.toString());
    }
    return result;
}

JsonValue optionalJson(const std::optional<double> &value)
{
    return value ? JsonValue(*value) : JsonValue();
}

} // namespace

JsonValue object(std::initializer_list<Member> members)
{
    JsonValue result = JsonValue::object();
    for (const Member &entry : members) {
        if (entry.value.type() != JsonValue::Type::Null)
            result.insert(QString::fromLatin1(entry.key), entry.value);
    }
    return result;
}

QString text(const JsonValue &data, QStringView key)
{
    const JsonValue *found = member(data, key, JsonValue::Type::String);
    return found ? found->toString() : QString();
}

double number(const JsonValue &data, QStringView key, double otherwise)
{
    return optionalNumber(data, key).value_or(otherwise);
}

bool flag(const JsonValue &data, QStringView key)
{
    const JsonValue *found = member(data, key, JsonValue::Type::Bool);
    return found && found->toBool();
}

QStringList texts(const JsonValue &data, QStringView key)
{
    QStringList result;
    if (const JsonValue *found = member(data, key, JsonValue::Type::Array)) {
        for (const JsonValue &item : found->items())
            result << item.toString();
    }
    return result;
}

Message message(const JsonValue &data, QStringView key)
{
    const JsonValue *found = member(data, key, JsonValue::Type::Object);
    return found ? messageOf(*found) : Message();
}

QVector<Message> messages(const JsonValue &data, QStringView key)
{
    QVector<Message> result;
    if (const JsonValue *found = member(data, key, JsonValue::Type::Array)) {
        for (const JsonValue &item : found->items()) {
            if (const Message read = messageOf(item); !read.code.isEmpty())
                result << read;
        }
    }
    return result;
}

LocalizedText localized(const JsonValue &data, QStringView key)
{
    const JsonValue *found = member(data, key, JsonValue::Type::Object);
    return found ? LocalizedText {text(*found, u"en"), text(*found, u"zh")} : LocalizedText();
}

JsonValue toJson(const Message &message)
{
    if (message.code.isEmpty())
        return {};
    JsonValue args;
    if (!message.args.isEmpty()) {
        args = JsonValue::object();
        for (auto it = message.args.begin(); it != message.args.end(); ++it)
            args.insert(it.key(), JsonValue(it.value()));
    }
    return object({{"code", message.code}, {"args", args}});
}

JsonValue toJson(const QVector<Message> &messages)
{
    if (messages.isEmpty())
        return {};
    JsonValue result = JsonValue::array();
    for (const Message &item : messages)
        result.append(toJson(item));
    return result;
}

JsonValue toJson(const QStringList &texts)
{
    if (texts.isEmpty())
        return {};
    JsonValue result = JsonValue::array();
    for (const QString &item : texts)
        result.append(JsonValue(item));
    return result;
}

JsonValue toJson(const LocalizedText &text)
{
    if (text.isEmpty())
        return {};
    return object({{"en", textOrNull(text.en)}, {"zh", textOrNull(text.zh)}});
}

JsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? JsonValue() : JsonValue(text);
}

JsonValue toJson(const PromptDefinition &definition)
{
    JsonValue choices;
    if (!definition.choices.isEmpty()) {
        choices = JsonValue::array();
        for (const LocalizedText &choice : definition.choices)
            choices.append(toJson(choice));
    }
    return object({{"answer", answerWords().at(int(definition.answer))},
        {"text", toJson(definition.text)}, {"unit", textOrNull(definition.unit.symbol())},
        {"low", optionalJson(definition.range.low)}, {"high", optionalJson(definition.range.high)},
        {"choices", choices}, {"role", textOrNull(definition.role)},
        {"automatic", textOrNull(definition.automaticAnswer)}});
}

PromptDefinition promptDefinition(const JsonValue &data, QStringView key)
{
    PromptDefinition result;
    const JsonValue *found = member(data, key, JsonValue::Type::Object);
    if (!found)
        return result;
    result.answer = AnswerKind(qMax(qsizetype(0), answerWords().indexOf(text(*found, u"answer"))));
    result.text = localized(*found, u"text");
    if (const auto unit = Unit::parse(text(*found, u"unit")); unit)
        result.unit = *unit;
    result.range = Range {optionalNumber(*found, u"low"), optionalNumber(*found, u"high")};
    if (const JsonValue *choices = member(*found, u"choices", JsonValue::Type::Array)) {
        for (const JsonValue &choice : choices->items())
            result.choices << LocalizedText {text(choice, u"en"), text(choice, u"zh")};
    }
    result.role = text(*found, u"role");
    result.automaticAnswer = text(*found, u"automatic");
    return result;
}

} // namespace cytoloom::eventdata
