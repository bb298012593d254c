// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportcollector.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/findingjson.h"

#include <functional>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

int levelOf(ElementKind kind)
{
    return kind == ElementKind::UnitProcedure                         ? 0
        : kind == ElementKind::Operation || kind == ElementKind::Loop ? 1
                                                                      : 2;
}

void addPerson(QStringList &people, const PersonId &person)
{
    if (!people.contains(person.value()))
        people << person.value();
}

} // namespace

ReportCollector::ReportCollector(BatchReport &report)
    : m_report(report)
    , m_recipe(report.state.control.recipe)
{ }

void ReportCollector::take(const JournalEvent &event)
{
    const QString &code = event.code;
    exception(event);
    if (code == QLatin1String(event::ElementState))
        state(event);
    else if (code == QLatin1String(event::PromptOpened))
        m_prompts.insert(quint64(eventdata::number(event.data, u"prompt")), event);
    else if (code == QLatin1String(event::PromptAnswered))
        answer(event);
    else if (code == QLatin1String(event::ResultReported))
        result(event);
    else if (code == QLatin1String(event::MaterialMoved))
        material(event);
    else if (code == QLatin1String(event::GateDecided))
        gate(event);
    else if (code == QLatin1String(event::Signed))
        signature(event);
    else if (code.startsWith("alarm."_L1))
        alarm(event);
    else if (code == QLatin1String(event::RuleUnjudged))
        unjudged(event);
    else if (code == QLatin1String(event::DeviationOpened))
        m_report.deviations.append(
            {eventdata::text(event.data, u"deviation"), eventdata::text(event.data, u"class"),
                event.element, eventdata::message(event.data, u"cause"), event.time});
}

UnitId ReportCollector::unitOf(const ElementId &id) const
{
    const Element *owner = m_recipe.procedure.element(m_recipe.procedure.unitProcedure(id));
    return owner ? m_report.state.control.units.value(owner->role) : UnitId();
}

ReportStep *ReportCollector::lastRun(const ElementId &id)
{
    const auto index = m_open.value(id, -1);
    return index < 0 ? nullptr : &m_report.steps[index];
}

void ReportCollector::state(const JournalEvent &event)
{
    const Element *element = m_recipe.procedure.element(event.element);
    const bool isStep = element
        && (element->isContainer() || element->kind == ElementKind::Phase
            || element->kind == ElementKind::ManualStep || element->kind == ElementKind::Gate);
    const auto from = stateFromText(eventdata::text(event.data, u"from"));
    const auto to = stateFromText(eventdata::text(event.data, u"to"));
    if (!isStep || !to)
        return;
    if (*to == ProceduralState::Running
        && (!from || *from == ProceduralState::Idle || isFinal(*from))) {
        ReportStep step;
        step.element = event.element;
        step.level = levelOf(element->kind);
        step.name = element->name;
        step.unit = unitOf(event.element);
        step.run = std::max(1, int(eventdata::number(event.data, u"run", 1)));
        step.started = event.time;
        m_open.insert(event.element, m_report.steps.size());
        m_report.steps.append(step);
    }
    ReportStep *step = lastRun(event.element);
    if (!step)
        return;
    if (*to == ProceduralState::Held)
        m_heldSince.insert(event.element, event.time);
    else if (m_heldSince.contains(event.element))
        step->held += event.time - m_heldSince.take(event.element);
    step->state = *to;
    if (isFinal(*to))
        step->ended = event.time;
}

void ReportCollector::answer(const JournalEvent &event)
{
    const JournalEvent asked = m_prompts.value(quint64(eventdata::number(event.data, u"prompt")));
    const PromptDefinition definition = eventdata::promptDefinition(asked.data, u"definition");
    const ElementId element = asked.element.isEmpty() ? event.element : asked.element;
    const bool verifies
        = eventdata::text(asked.data, u"purpose") == toText(PromptPurpose::Verification);
    const QString typed = eventdata::text(event.data, u"text");
    LocalizedText text {typed, typed};
    if (typed.isEmpty()) {
        const double number = eventdata::number(event.data, u"answer");
        if (definition.answer == AnswerKind::Number)
            text.en = text.zh = QString::number(number, 'g', 10);
        else if (definition.answer == AnswerKind::Choice && number >= 0
            && number < double(definition.choices.size()))
            text = definition.choices[int(number)];
        else
            text = {u"✓"_s, u"✓"_s};
    }
    m_report.entries.append({element, definition.text, text, definition.unit.symbol(), event.person,
        event.time, verifies});
    const QString purpose = eventdata::text(asked.data, u"purpose");
    if (purpose == toText(PromptPurpose::Refusal) || purpose == toText(PromptPurpose::Waiver))
        return; // whoever decides about a refusal has not done the step
    if (ReportStep *step = lastRun(element); step && !event.person.isEmpty())
        addPerson(verifies ? step->verifiedBy : step->performedBy, event.person);
}

void ReportCollector::material(const JournalEvent &event)
{
    ReportMaterial moved;
    moved.element = event.element;
    moved.volume = eventdata::number(event.data, u"volume");
    moved.unit = eventdata::text(event.data, u"unit");
    moved.time = event.time;
    const Element *element = m_recipe.procedure.element(event.element);
    const QString portId = eventdata::text(event.data, u"port");
    if (const Link *link = m_recipe.procedure.link(LinkId(eventdata::text(event.data, u"link"))))
        moved.medium = link->medium;
    if (const Port *port = element ? element->port(PortId(portId)) : nullptr) {
        moved.name = port->name;
        moved.bomLine = port->bomLine;
        if (moved.medium.isEmpty())
            moved.medium = port->medium;
    }
    m_report.materials.append(moved);
}

void ReportCollector::gate(const JournalEvent &event)
{
    const Element *element = m_recipe.procedure.element(event.element);
    if (!element || !element->gate)
        return;
    ReportGate gate {event.element, element->name, element->gate->release,
        eventdata::text(event.data, u"outcome"), event.time, element->gate->criteria, {}};
    if (const JsonValue *results = event.data.find(u"results")) {
        for (const JsonMember &member : results->members()) {
            gate.results.insert(member.key,
                member.value.type() == JsonValue::Type::Number
                    ? QString::number(member.value.toDouble(), 'g', 6)
                    : member.value.toString());
        }
    }
    m_report.gates.append(gate);
}

void ReportCollector::signature(const JournalEvent &event)
{
    const QString meaning = eventdata::text(event.data, u"meaning");
    m_report.signatures.append(
        {event.element, event.person, eventdata::text(event.data, u"role"), meaning, event.time});
    if (ReportStep *step = lastRun(event.element); step && !event.person.isEmpty())
        addPerson(
            meaning == toText(SignatureMeaning::Performed) ? step->performedBy : step->verifiedBy,
            event.person);
}

void ReportCollector::alarm(const JournalEvent &event)
{
    const QString id = eventdata::text(event.data, u"alarm");
    if (event.code == QLatin1String(event::AlarmRaised)) {
        ReportAlarm alarm;
        alarm.id = id;
        alarm.tag = TagId(eventdata::text(event.data, u"tag"));
        alarm.element = event.element;
        alarm.priority = int(eventdata::number(event.data, u"priority"));
        alarm.value = eventdata::number(event.data, u"value");
        alarm.limit = eventdata::number(event.data, u"limit");
        alarm.high = eventdata::text(event.data, u"side") != "low"_L1;
        alarm.raised = event.time;
        m_alarms.insert(id, m_report.alarms.size());
        m_report.alarms.append(alarm);
        return;
    }
    const bool touches = event.code == QLatin1String(event::AlarmTouched);
    if (touches && eventdata::flag(event.data, u"present")) { // an alarm of the plant
        ReportAlarm alarm;
        alarm.id = id;
        alarm.priority = int(eventdata::number(event.data, u"priority"));
        alarm.raised = event.time;
        m_alarms.insert(id, m_report.alarms.size());
        m_report.alarms.append(alarm);
        return;
    }
    const auto index = m_alarms.value(id, -1);
    if (index < 0)
        return;
    ReportAlarm &alarm = m_report.alarms[index];
    if (touches) {
        alarm.cleared = event.time;
        return;
    }
    if (event.code == QLatin1String(event::AlarmCleared)) {
        alarm.cleared = event.time;
    } else if (event.code == QLatin1String(event::AlarmAcknowledged)) {
        alarm.acknowledged = event.time;
        alarm.person = event.person;
    }
}

void ReportCollector::exception(const JournalEvent &event)
{
    static const QHash<QString, QString> kinds {{QLatin1String(event::RuleRefused), u"refused"_s},
        {QLatin1String(event::RuleWarned), u"warned"_s},
        {QLatin1String(event::RuleWaived), u"waived"_s},
        {QLatin1String(event::AnswerRefused), u"answerRefused"_s},
        {QLatin1String(event::BatchCommand), u"restarted"_s},
        {QLatin1String(event::BatchRecovered), u"recovered"_s},
        {QLatin1String(event::AlarmShelved), u"shelved"_s},
        {QLatin1String(event::AlarmOutOfService), u"outOfService"_s}};
    const auto kind = kinds.constFind(event.code);
    const bool isCommand = event.code == QLatin1String(event::BatchCommand);
    if (kind == kinds.cend()
        || (isCommand
            && eventdata::text(event.data, u"command") != toText(ProceduralCommand::Restart)))
        return;
    ReportException item {*kind, event.element, event.person, event.time, {}, {}, {}, {}};
    for (const RefusedFinding &finding : findingjson::read(event.data, u"findings")) {
        if (!finding.rule.isEmpty() && !item.rules.contains(finding.rule))
            item.rules << finding.rule;
    }
    if (event.code != QLatin1String(event::RuleWaived))
        item.findings = eventdata::messages(event.data, u"findings");
    if (const Message why = eventdata::message(event.data, u"message"); !why.code.isEmpty())
        item.findings << why;
    item.text = eventdata::text(event.data, u"reason");
    item.role = eventdata::text(event.data, u"role");
    if (const QString id = eventdata::text(event.data, u"alarm"); !id.isEmpty())
        item.text = u"%1: %2"_s.arg(id, item.text);
    if (event.code == QLatin1String(event::BatchRecovered))
        item.text = toReadable(Duration(qint64(eventdata::number(event.data, u"outageMs"))));
    m_report.exceptions.append(item);
}

void ReportCollector::unjudged(const JournalEvent &event)
{
    m_report.rulesAsked = true;
    m_report.unjudged.clear();
    const QVector<Message> reasons = eventdata::messages(event.data, u"reasons");
    const JsonValue *list = event.data.find(u"reasons");
    if (!list || list->items().size() != reasons.size())
        return;
    for (qsizetype i = 0; i < reasons.size(); ++i)
        m_report.unjudged.append(
            {reasons[i], eventdata::texts(list->items()[i], u"rules"), event.time});
}

void ReportCollector::result(const JournalEvent &event)
{
    const JsonValue *value = event.data.find(u"value");
    if (!value)
        return;
    ReportResult result;
    result.element = event.element;
    result.name = eventdata::text(event.data, u"name");
    if (value->type() == JsonValue::Type::Number)
        result.number = value->toDouble();
    else
        result.text = value->toString();
    result.unit = eventdata::text(event.data, u"unit");
    result.time = event.time;
    m_report.results.append(result);
}

void ReportCollector::finish()
{
    for (auto it = m_heldSince.cbegin(); it != m_heldSince.cend(); ++it)
        if (ReportStep *step = lastRun(it.key()))
            step->held += m_report.state.lastEvent - it.value();
    m_heldSince.clear();
    orderSteps();
}

/// Parallel units work at the same time: by start alone their steps would stand mixed, and nobody
/// could tell whose they are. Each run of a step stands below the run of its container.
void ReportCollector::orderSteps()
{
    const QVector<ReportStep> byStart = m_report.steps;
    QHash<ElementId, qsizetype> latest;
    QHash<qsizetype, QVector<qsizetype>> below; // -1: the procedure itself
    for (qsizetype i = 0; i < byStart.size(); ++i) {
        const ElementId parent = m_recipe.procedure.container(byStart[i].element);
        below[parent.isEmpty() ? -1 : latest.value(parent, -1)] << i;
        latest.insert(byStart[i].element, i);
    }
    m_report.steps.clear();
    const std::function<void(qsizetype, int)> put = [&](qsizetype container, int depth) {
        for (const qsizetype i : below.value(container)) {
            m_report.steps << byStart[i];
            m_report.steps.last().depth = depth;
            put(i, depth + 1);
        }
    };
    put(-1, 0);
    m_open.clear();
}

} // namespace cytoloom
