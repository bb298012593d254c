// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/permissive.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/findingjson.h"
#include "processgraph/execution/phaserunner.h"
#include "processgraph/foundation/messagecatalog.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using Moment = RunSituation::Moment;
using S = ProceduralState;

namespace {

constexpr int TryAgain = 0;

LocalizedText wordsOf(const Message &message)
{
    const MessageCatalog &words = MessageCatalog::shipped();
    return {words.text(message, Language::En), words.text(message, Language::Zh)};
}

/// What is wrong and what to do about it, finding by finding.
LocalizedText question(const ElementId &id, const Element *element, const Refusal &refusal)
{
    const MessageCatalog &words = MessageCatalog::shipped();
    QStringList en;
    QStringList zh;
    for (const RefusedFinding &finding : refusal.findings) {
        en << u"%1: %2 %3"_s.arg(finding.rule, words.text(finding.message, Language::En),
            words.remedy(finding.message, Language::En));
        zh << u"%1：%2%3"_s.arg(finding.rule, words.text(finding.message, Language::Zh),
            words.remedy(finding.message, Language::Zh));
    }
    const LocalizedText name = element ? element->name : LocalizedText {id.value(), id.value()};
    return wordsOf({u"run.prompt."_s + refusal.moment,
        {{u"n.en"_s, name.en}, {u"n.zh"_s, name.zh}, {u"findings.en"_s, en.join(u'\n')},
            {u"findings.zh"_s, zh.join(u'\n')}}});
}

QString roleOf(const Refusal &refusal)
{
    QStringList roles;
    for (const RefusedFinding &finding : refusal.findings) {
        if (!roles.contains(finding.waiverRole))
            roles << finding.waiverRole;
    }
    return roles.join(u", "_s);
}

void openPrompt(Transaction &transaction, const ElementId &element, PromptPurpose purpose,
    const PromptDefinition &definition)
{
    transaction.emitEvent(event::PromptOpened, element,
        {{"prompt", qint64(transaction.state().lastPrompt + 1)}, {"purpose", toText(purpose)},
            {"role", definition.role}, {"definition", eventdata::toJson(definition)}});
}

/// What is held at or below \p id and would go on.
void collectHeld(const Transaction &transaction, const ElementId &id, QVector<ElementId> *held)
{
    const Element *element = transaction.procedure().element(id);
    const S state = transaction.stateOf(id);
    if (element && runsituation::isWork(*element) && state == S::Held)
        *held << id;
    const QVector<ElementId> children = transaction.procedure().children(id);
    for (const ElementId &child : children)
        collectHeld(transaction, child, held);
}

} // namespace

Permissive::Permissive(const Plant &plant, const Catalog &catalog)
    : m_plant(plant)
    , m_catalog(catalog)
{ }

const RunRules &Permissive::rules(const BatchState &state)
{
    if (!m_rules || m_batch != state.control.header.id) {
        m_batch = state.control.header.id;
        m_rules = std::make_unique<RunRules>(
            state.control.recipe, m_plant, state.control.header.profile, m_catalog);
    }
    return *m_rules;
}

/// The findings against it that nobody has waived.
QVector<Finding> Permissive::judge(Transaction &transaction, const ElementId &step, Moment about)
{
    sayUnjudged(transaction);
    const BatchState &state = transaction.state();
    QVector<Finding> findings = rules(state).ask(
        runsituation::make(state, step, about, transaction.now(), transaction.moment()));
    findings.removeIf([&state](const Finding &finding) {
        return finding.waived || state.waived.contains(finding.approvalKey);
    });
    return findings;
}

void Permissive::sayUnjudged(Transaction &transaction)
{
    const BatchState &state = transaction.state();
    const int facts = int(runsituation::factsOf(state));
    if (state.unjudgedFacts == facts)
        return;
    JsonValue groups = JsonValue::array();
    for (const RunUnjudged &one : rules(state).unjudged(RunFacts(facts)))
        groups.append(
            eventdata::object({{"code", one.why.code}, {"rules", eventdata::toJson(one.rules)}}));
    transaction.emitEvent(event::RuleUnjudged, {}, {{"facts", facts}, {"reasons", groups}});
}

void Permissive::warn(
    Transaction &transaction, const ElementId &step, Moment about, const QVector<Finding> &findings)
{
    QVector<Finding> fresh;
    for (const Finding &finding : findings) {
        if (finding.severity == Severity::Warning
            && !transaction.state().warned.contains(finding.approvalKey))
            fresh << finding;
    }
    if (!fresh.isEmpty())
        transaction.emitEvent(event::RuleWarned, step,
            {{"moment", toText(about)}, {"findings", findingjson::toJson(fresh)}});
}

void Permissive::refuse(
    Transaction &transaction, const Refusal &refusal, const QVector<Finding> &findings)
{
    transaction.emitEvent(event::RuleRefused, refusal.element,
        {{"moment", refusal.moment}, {"target", eventdata::textOrNull(refusal.target.value())},
            {"prompt", qint64(transaction.state().lastPrompt + 1)},
            {"findings", findingjson::toJson(findings)}},
        refusal.person);
    const Refusal told = transaction.state().refusals.value(refusal.element);
    PromptDefinition definition;
    definition.text
        = question(refusal.element, transaction.procedure().element(refusal.element), told);
    definition.role = u"operator"_s;
    definition.answer = told.isWaivable() ? AnswerKind::Choice : AnswerKind::Confirm;
    if (told.isWaivable())
        definition.choices = {wordsOf({u"run.prompt.tryAgain"_s, {}}),
            wordsOf({u"run.prompt.waive"_s, {{u"role"_s, roleOf(told)}}})};
    else
        definition.text
            = {definition.text.en + u'\n' + wordsOf({u"run.prompt.confirmTryAgain"_s, {}}).en,
                definition.text.zh + u'\n' + wordsOf({u"run.prompt.confirmTryAgain"_s, {}}).zh};
    openPrompt(transaction, refusal.element, PromptPurpose::Refusal, definition);
}

bool Permissive::permits(Transaction &transaction, const Element &step, bool isRelease)
{
    if (transaction.state().refusals.contains(step.id))
        return false;
    const Moment about
        = isRelease ? Moment::Release : runsituation::startOf(transaction.procedure(), step);
    const QVector<Finding> findings = judge(transaction, step.id, about);
    warn(transaction, step.id, about, findings);
    QVector<Finding> errors;
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(errors),
        [](const Finding &finding) { return finding.severity == Severity::Error; });
    if (errors.isEmpty())
        return true;
    Refusal refusal;
    refusal.element = step.id;
    refusal.target = step.id;
    refusal.moment = toText(about);
    refuse(transaction, refusal, errors);
    return false;
}

std::optional<Error> Permissive::refusesRestart(
    Transaction &transaction, const ElementId &target, const PersonId &person)
{
    QVector<ElementId> held;
    collectHeld(transaction, target, &held);
    QVector<Finding> errors;
    ElementId first;
    for (const ElementId &id : std::as_const(held)) {
        const QVector<Finding> findings = judge(transaction, id, Moment::Restart);
        warn(transaction, id, Moment::Restart, findings);
        for (const Finding &finding : findings) {
            const bool known = std::any_of(errors.begin(), errors.end(),
                [&finding](const Finding &one) { return one.approvalKey == finding.approvalKey; });
            if (finding.severity != Severity::Error || known)
                continue;
            if (errors.isEmpty())
                first = id;
            errors << finding;
        }
    }
    if (errors.isEmpty())
        return std::nullopt;
    Refusal refusal;
    refusal.element = first;
    refusal.target = target;
    refusal.moment = toText(Moment::Restart);
    refusal.person = person;
    refuse(transaction, refusal, errors);
    const Refusal told = transaction.state().refusals.value(first);
    const LocalizedText words = wordsOf(errors.first().message);
    return Error(u"run.refused"_s,
        {{u"element"_s, first.value()}, {u"rules"_s, findingjson::rulesOf(told.findings)},
            {u"finding.en"_s, words.en}, {u"finding.zh"_s, words.zh}});
}

bool Permissive::answered(Transaction &transaction, const Refusal &refusal, const Prompt &prompt,
    const PromptAnswer &answer)
{
    if (prompt.purpose == PromptPurpose::Waiver) {
        JsonValue accepted = JsonValue::array();
        for (const RefusedFinding &finding : refusal.findings)
            accepted.append(eventdata::object({{"rule", finding.rule}, {"key", finding.key}}));
        transaction.emitEvent(event::RuleWaived, refusal.element,
            {{"findings", accepted}, {"role", roleOf(refusal)}, {"reason", answer.text.trimmed()}},
            answer.person);
        return true;
    }
    if (prompt.definition.answer == AnswerKind::Confirm || answer.number == TryAgain)
        return true;
    PromptDefinition definition;
    definition.answer = AnswerKind::Text;
    definition.role = roleOf(refusal);
    definition.text = wordsOf({u"run.prompt.reason"_s,
        {{u"rules"_s, findingjson::rulesOf(refusal.findings)}, {u"role"_s, definition.role}}});
    openPrompt(transaction, refusal.element, PromptPurpose::Waiver, definition);
    return false;
}

} // namespace cytoloom
