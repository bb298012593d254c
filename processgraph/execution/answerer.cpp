// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/answerer.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

Error none(const Prompt &prompt, const QString &reason)
{
    return Error(u"answer.none"_s,
        {{u"element"_s, prompt.element.value()}, {u"prompt"_s, QString::number(prompt.id)},
            {u"reason"_s, reason}});
}

/// The index of a choice that \p text names by number or by one of its two texts.
std::optional<double> choice(const PromptDefinition &definition, const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber)
        return number;
    for (qsizetype i = 0; i < definition.choices.size(); ++i) {
        if (definition.choices.at(i).en == text || definition.choices.at(i).zh == text)
            return double(i);
    }
    return text.isEmpty() ? std::optional(0.0) : std::nullopt;
}

Result<double> number(const Prompt &prompt, const Expression::Lookup &lookup)
{
    const PromptDefinition &definition = prompt.definition;
    if (!definition.automaticAnswer.trimmed().isEmpty()) {
        const auto parsed = Expression::parse(definition.automaticAnswer);
        const auto value = parsed ? parsed->evaluate(lookup) : Result<double>(parsed.error());
        return value ? value : none(prompt, value.error().code());
    }
    const Range &range = definition.range;
    if (range.low && range.high)
        return (*range.low + *range.high) / 2;
    if (range.isEmpty())
        return none(prompt, u"no automatic answer"_s);
    return range.low ? *range.low : *range.high;
}

} // namespace

Answerer::Answerer(PersonId first, PersonId second)
    : m_first(std::move(first))
    , m_second(std::move(second))
{ }

Result<Answerer> Answerer::read(const QString &fileName)
{
    const auto json = readJsonFile(fileName);
    if (!json)
        return json.error();
    const auto wrong = [&](const QString &key, const JsonValue &value) {
        return Error(u"answer.type"_s, {{u"key"_s, key}},
            ErrorPlace {
                fileName, key.isEmpty() ? u"$"_s : u"$."_s + key, value.line(), value.column()});
    };
    if (json->type() != JsonValue::Type::Object)
        return wrong({}, *json);
    Answerer result;
    for (const JsonMember &member : json->members()) {
        switch (member.value.type()) {
        case JsonValue::Type::Number:
            result.m_answers.insert(member.key, member.value.toDouble());
            break;
        case JsonValue::Type::String:
            result.m_answers.insert(member.key, member.value.toString());
            break;
        case JsonValue::Type::Bool:
            result.m_answers.insert(member.key, member.value.toBool() ? 1.0 : 0.0);
            break;
        default:
            return wrong(member.key, member.value);
        }
    }
    return result;
}

Result<PromptAnswer> Answerer::answer(
    const BatchState &state, const Prompt &prompt, const Expression::Lookup &lookup) const
{
    if (prompt.purpose == PromptPurpose::Refusal || prompt.purpose == PromptPurpose::Waiver)
        return none(prompt, u"only a person may decide about a refusal"_s);
    PromptAnswer answer;
    answer.prompt = prompt.id;
    answer.person = m_first;
    if (prompt.purpose == PromptPurpose::Verification
        && state.status(prompt.element).persons.contains(m_first))
        answer.person = m_second;

    auto given = m_answers.constFind(prompt.result);
    if (prompt.result.isEmpty() || given == m_answers.constEnd())
        given = m_answers.constFind(prompt.element.value());
    if (prompt.purpose != PromptPurpose::Step)
        return answer;
    const PromptDefinition &definition = prompt.definition;
    const bool isGiven = given != m_answers.constEnd();
    const double *givenNumber = isGiven ? std::get_if<double>(&*given) : nullptr;
    const QString givenText = !isGiven ? definition.automaticAnswer
        : givenNumber                  ? QString::number(*givenNumber, 'g', 17)
                                       : std::get<QString>(*given);
    switch (definition.answer) {
    case AnswerKind::Confirm:
        return answer;
    case AnswerKind::Number: {
        if (isGiven && !givenNumber)
            return none(prompt, u"not a number: "_s + givenText);
        const auto value = isGiven ? Result<double>(*givenNumber) : number(prompt, lookup);
        if (!value)
            return value.error();
        answer.number = *value;
        return answer;
    }
    case AnswerKind::Choice: {
        const auto index = choice(definition, givenText);
        if (!index)
            return none(prompt, u"no such choice: "_s + givenText);
        answer.number = *index;
        return answer;
    }
    case AnswerKind::Text:
    case AnswerKind::Scan:
        // A scanner in a dry run reads what it is pointed at: the batch's own label.
        answer.text = givenText.isEmpty() ? state.control.header.id.value() : givenText;
        return answer;
    }
    Q_UNREACHABLE();
}

QVector<SignatureAnswer> Answerer::signatures(const BatchState &state) const
{
    QVector<SignatureAnswer> result;
    const QVector<ElementId> waiting = state.awaitingSignature();
    for (const ElementId &element : waiting) {
        const QVector<SignaturePoint> points = state.missingSignatures(element);
        for (const SignaturePoint &point : points)
            result << SignatureAnswer {element, point.meaning, point.role,
                point.meaning == SignatureMeaning::Performed ? m_first : m_second};
    }
    return result;
}

} // namespace cytoloom
