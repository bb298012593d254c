// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/promptcheck.h"

#include "processgraph/execution/findingjson.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString limitText(const std::optional<double> &limit)
{
    return limit ? QString::number(*limit) : u"–"_s;
}

Result<void> checkNumber(const Prompt &prompt, double number)
{
    if (!std::isfinite(number))
        return Error(u"prompt.notNumber"_s, {{u"prompt"_s, QString::number(prompt.id)}});
    const Range &range = prompt.definition.range;
    if (!range.contains(number))
        return Error(u"prompt.range"_s,
            {{u"value"_s, QString::number(number)}, {u"low"_s, limitText(range.low)},
                {u"high"_s, limitText(range.high)}, {u"unit"_s, prompt.definition.unit.symbol()}});
    return {};
}

} // namespace

Result<void> checkAnswer(const BatchState &state, const PromptAnswer &answer)
{
    const QString number = QString::number(answer.prompt);
    const auto found = state.prompts.constFind(answer.prompt);
    if (found == state.prompts.constEnd())
        return Error(u"prompt.notOpen"_s, {{u"prompt"_s, number}});
    if (answer.person.isEmpty())
        return Error(u"prompt.noPerson"_s, {{u"prompt"_s, number}});
    if (found->purpose == PromptPurpose::Verification
        && state.status(found->element).persons.contains(answer.person))
        return Error(u"prompt.samePerson"_s, {{u"person"_s, answer.person.value()}});
    if (found->purpose == PromptPurpose::Waiver && state.binding) {
        // Where the crew is known, only one of the role that the rule names may accept it.
        const QVector<CrewMember> &crew = state.binding->crew;
        const auto member = std::find_if(crew.begin(), crew.end(),
            [&answer](const CrewMember &one) { return one.id == answer.person; });
        const QStringList needed = found->definition.role.split(u", "_s);
        for (const QString &role : needed) {
            if (!crew.isEmpty() && (member == crew.end() || !member->roles.contains(role)))
                return Error(u"waiver.wrongRole"_s,
                    {{u"rule"_s,
                         findingjson::rulesOf(state.refusals.value(found->element).findings)},
                        {u"needed"_s, role}});
        }
    }
    switch (found->definition.answer) {
    case AnswerKind::Confirm:
        return {};
    case AnswerKind::Number:
        return checkNumber(*found, answer.number);
    case AnswerKind::Choice: {
        const bool index = std::floor(answer.number) == answer.number && answer.number >= 0
            && answer.number < double(found->definition.choices.size());
        if (!index)
            return Error(u"prompt.choice"_s,
                {{u"value"_s, QString::number(answer.number)},
                    {u"count"_s, QString::number(found->definition.choices.size())}});
        return {};
    }
    case AnswerKind::Text:
    case AnswerKind::Scan:
        if (answer.text.trimmed().isEmpty())
            return Error(u"prompt.empty"_s, {{u"prompt"_s, number}});
        return {};
    }
    Q_UNREACHABLE();
}

ResultValue answerValue(const Prompt &prompt, const PromptAnswer &answer)
{
    switch (prompt.definition.answer) {
    case AnswerKind::Text:
    case AnswerKind::Scan:
        return answer.text.trimmed();
    case AnswerKind::Confirm:
        return 1.0;
    default:
        return answer.number;
    }
}

Result<void> checkSignature(const BatchState &state, const ElementId &element,
    SignatureMeaning meaning, const QString &role, const PersonId &person)
{
    const QMap<QString, QString> args {{u"element"_s, element.value()},
        {u"meaning"_s, toText(meaning)}, {u"role"_s, role}, {u"person"_s, person.value()}};
    if (person.isEmpty())
        return Error(u"sign.noPerson"_s, args);
    if (!state.missingSignatures(element).contains(SignaturePoint {meaning, role}))
        return Error(u"sign.notAsked"_s, args);
    const ElementStatus status = state.status(element);
    if (!status.workDone || isFinal(status.state))
        return Error(u"sign.tooEarly"_s, args);
    const bool judges = meaning != SignatureMeaning::Performed;
    const bool otherSide = judges ? status.persons.contains(person) : status.verifiedBy == person;
    const bool conflict = otherSide
        || std::any_of(
            status.signatures.begin(), status.signatures.end(), [&](const GivenSignature &given) {
                return given.person == person
                    && (given.meaning == SignatureMeaning::Performed) == judges;
            });
    if (conflict)
        return Error(u"sign.samePerson"_s, args);
    return {};
}

} // namespace cytoloom
