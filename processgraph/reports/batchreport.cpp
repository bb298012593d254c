// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/batchreport.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int TrendPoints = 240;

/// Takes the events in one after the other and keeps what the report wants to say.
class Collector
{
public:
    explicit Collector(BatchReport &report)
        : m_report(report)
        , m_recipe(report.state.control.recipe)
    { }

    void take(const JournalEvent &event)
    {
        const QString &code = event.code;
        if (code == QLatin1String(event::ElementState))
            state(event);
        else if (code == QLatin1String(event::PromptOpened))
            m_prompts.insert(quint64(eventdata::number(event.data, u"prompt")), event);
        else if (code == QLatin1String(event::PromptAnswered))
            answer(event);
        else if (code == QLatin1String(event::MaterialMoved))
            material(event);
        else if (code == QLatin1String(event::GateDecided))
            gate(event);
        else if (code == QLatin1String(event::Signed))
            signature(event);
        else if (code.startsWith("alarm."_L1))
            alarm(event);
        else if (code == QLatin1String(event::DeviationOpened))
            m_report.deviations.append(
                {eventdata::text(event.data, u"deviation"), eventdata::text(event.data, u"class"),
                    event.element, eventdata::message(event.data, u"cause"), event.time});
    }

private:
    static int levelOf(ElementKind kind)
    {
        return kind == ElementKind::UnitProcedure                         ? 0
            : kind == ElementKind::Operation || kind == ElementKind::Loop ? 1
                                                                          : 2;
    }

    [[nodiscard]] UnitId unitOf(const ElementId &id) const
    {
        const Element *owner = m_recipe.procedure.element(m_recipe.procedure.unitProcedure(id));
        return owner ? m_report.state.control.units.value(owner->role) : UnitId();
    }

    ReportStep *lastRun(const ElementId &id)
    {
        const auto index = m_open.value(id, -1);
        return index < 0 ? nullptr : &m_report.steps[index];
    }

    void state(const JournalEvent &event)
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

    void answer(const JournalEvent &event)
    {
        const JournalEvent asked
            = m_prompts.value(quint64(eventdata::number(event.data, u"prompt")));
        const PromptDefinition definition = eventdata::promptDefinition(asked.data, u"definition");
        const ElementId element = asked.element.isEmpty() ? event.element : asked.element;
        QString text = eventdata::text(event.data, u"text");
        if (text.isEmpty()) {
            const double number = eventdata::number(event.data, u"answer");
            if (definition.answer == AnswerKind::Number)
                text = QString::number(number, 'g', 10);
            else if (definition.answer == AnswerKind::Choice
                && int(number) < definition.choices.size())
                text = definition.choices[int(number)].en;
            else
                text = u"✓"_s;
        }
        m_report.entries.append(
            {element, definition.text, text, definition.unit.symbol(), event.person, event.time});
        ReportStep *step = lastRun(element);
        if (!step || event.person.isEmpty())
            return;
        const bool verifies = eventdata::text(asked.data, u"purpose") == "verify"_L1;
        QStringList &people = verifies ? step->verifiedBy : step->performedBy;
        if (!people.contains(event.person.value()))
            people << event.person.value();
    }

    void material(const JournalEvent &event)
    {
        ReportMaterial moved;
        moved.element = event.element;
        moved.volume = eventdata::number(event.data, u"volume");
        moved.unit = eventdata::text(event.data, u"unit");
        moved.time = event.time;
        const Element *element = m_recipe.procedure.element(event.element);
        const QString portId = eventdata::text(event.data, u"port");
        if (const Link *link
            = m_recipe.procedure.link(LinkId(eventdata::text(event.data, u"link"))))
            moved.medium = link->medium;
        if (const Port *port = element ? element->port(PortId(portId)) : nullptr) {
            moved.name = port->name;
            moved.bomLine = port->bomLine;
            if (moved.medium.isEmpty())
                moved.medium = port->medium;
        }
        m_report.materials.append(moved);
    }

    void gate(const JournalEvent &event)
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

    void signature(const JournalEvent &event)
    {
        const QString meaning = eventdata::text(event.data, u"meaning");
        m_report.signatures.append({event.element, event.person,
            eventdata::text(event.data, u"role"), meaning, event.time});
        if (ReportStep *step = lastRun(event.element)) {
            QStringList &people = meaning == toText(SignatureMeaning::Performed) ? step->performedBy
                                                                                 : step->verifiedBy;
            if (!people.contains(event.person.value()))
                people << event.person.value();
        }
    }

    void alarm(const JournalEvent &event)
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
        const auto index = m_alarms.value(id, -1);
        if (index < 0)
            return;
        ReportAlarm &alarm = m_report.alarms[index];
        if (event.code == QLatin1String(event::AlarmCleared)) {
            alarm.cleared = event.time;
        } else if (event.code == QLatin1String(event::AlarmAcknowledged)) {
            alarm.acknowledged = event.time;
            alarm.person = event.person;
        }
    }

    BatchReport &m_report;
    const MasterRecipe &m_recipe;
    QHash<ElementId, qsizetype> m_open;
    QHash<ElementId, UtcTime> m_heldSince;
    QHash<quint64, JournalEvent> m_prompts;
    QHash<QString, qsizetype> m_alarms;
};

/// Whether the value stayed in \p range once it had reached it: as with the alarms, a vessel that
/// is still warming up is not out of range. One that never got there is.
Result<bool> staysWithin(const Range &range, const ReportParameter &row, TrendSource &trends)
{
    if (range.isEmpty())
        return true;
    for (const TrendPoint &point : row.trend) {
        if (point.gap || !range.contains(point.last))
            continue;
        const Result<TagStatistics> rest = trends.statistics(row.tag, point.time, row.to);
        if (!rest)
            return rest.error();
        // The bucket may hold the way in: what counts comes after it.
        const bool single = point.samples <= 1 || range.contains(point.minimum);
        if (single && range.contains(rest->minimum) && range.contains(rest->maximum))
            return true;
        for (const TrendPoint &later : row.trend) {
            if (later.time > point.time && !later.gap
                && (!range.contains(later.minimum) || !range.contains(later.maximum)))
                return false;
        }
        return true;
    }
    return false;
}

Result<void> readParameters(BatchReport &report, TrendSource &trends)
{
    const MasterRecipe &recipe = report.state.control.recipe;
    for (const ReportStep &step : report.steps) {
        const Element *element = recipe.procedure.element(step.element);
        for (const Parameter &parameter : element->parameters) {
            ReportParameter row;
            row.element = step.element;
            row.step = step.name;
            row.run = step.run;
            row.parameter = parameter;
            if (const Result<double> setPoint = recipe.setPoint(parameter))
                row.setPoint = *setPoint;
            row.from = step.started;
            row.to = step.ended == UtcTime {} ? report.state.lastEvent : step.ended;
            const TagDefinition *tag = parameter.signal.isEmpty()
                ? nullptr
                : report.plant.tag(step.unit, parameter.signal);
            if (tag) {
                row.tag = tag->id;
                const Result<TagStatistics> statistics
                    = trends.statistics(tag->id, row.from, row.to);
                if (!statistics)
                    return statistics.error();
                row.statistics = *statistics;
                const Result<QVector<TrendPoint>> points
                    = trends.trend(tag->id, row.from, row.to, TrendPoints);
                if (!points)
                    return points.error();
                row.trend = *points;
                if (row.statistics.samples > 0) {
                    const Result<bool> action = staysWithin(parameter.action, row, trends);
                    if (!action)
                        return action.error();
                    row.withinAction = *action;
                    const Result<bool> validated = staysWithin(parameter.validated, row, trends);
                    if (!validated)
                        return validated.error();
                    row.withinValidated = *validated;
                }
            }
            report.parameters.append(row);
        }
    }
    return {};
}

void readTimers(BatchReport &report)
{
    for (const ReportStep &step : report.steps) {
        const Element *element = report.state.control.recipe.procedure.element(step.element);
        const UtcTime end = step.ended == UtcTime {} ? report.state.lastEvent : step.ended;
        if (element->maxOpenTime)
            report.timers.append(
                {element->name, step.element, end - step.started, *element->maxOpenTime});
        if (element->maxHeldTime && step.held > Duration(0))
            report.timers.append({element->name, step.element, step.held, *element->maxHeldTime});
    }
    // Hold of an intermediate: from the end of the step that gives it to the start of the one that
    // takes it.
    QHash<ElementId, const ReportStep *> last;
    for (const ReportStep &step : report.steps)
        last.insert(step.element, &step);
    const Procedure &procedure = report.state.control.recipe.procedure;
    for (const LinkId &id : procedure.links()) {
        const Link *link = procedure.link(id);
        const ReportStep *from = last.value(link->from.element);
        const ReportStep *to = last.value(link->to.element);
        if (!link->holdLimit || !from || !to || from->ended == UtcTime {})
            continue;
        const Duration passed = std::max(Duration(0), Duration(to->started - from->ended));
        report.timers.append(
            {{from->name.en + u" → "_s + to->name.en, from->name.zh + u" → "_s + to->name.zh},
                link->to.element, passed, *link->holdLimit});
    }
}

} // namespace

Completeness BatchReport::totalCompleteness() const
{
    Completeness total;
    for (const TagCompleteness &tag : completeness) {
        total.minutes += tag.minutes.minutes;
        total.good += tag.minutes.good;
        total.stated += tag.minutes.stated;
        total.missing += tag.minutes.missing;
    }
    return total;
}

LocalizedText BatchReport::nameOf(const ElementId &id) const
{
    const Element *element = state.control.recipe.procedure.element(id);
    if (element)
        return element->name;
    return id.isEmpty() ? LocalizedText {u"Batch"_s, u"批次"_s}
                        : LocalizedText {id.value(), id.value()};
}

Result<BatchReport> makeBatchReport(
    const QVector<JournalEvent> &events, const Plant &plant, TrendSource &trends)
{
    BatchReport report;
    report.state = BatchState::fold(events);
    if (report.state.control.header.id.isEmpty())
        return Error(u"report.empty"_s);
    report.plant = plant;
    report.events = events;
    report.softwareVersion = QStringLiteral(CYTOLOOM_VERSION);
    Collector collector(report);
    for (const JournalEvent &event : events)
        collector.take(event);
    if (const Result<void> read = readParameters(report, trends); !read)
        return read.error();
    readTimers(report);

    const UtcTime from
        = report.state.started == UtcTime {} ? report.state.created : report.state.started;
    const UtcTime to
        = report.state.ended == UtcTime {} ? report.state.lastEvent : report.state.ended;
    for (const TagDefinition &tag : plant.allTags()) {
        if (tag.direction == TagDirection::Write)
            continue; // nothing to read: no history is expected
        const Result<Completeness> minutes = trends.completeness(tag.id, from, to);
        if (!minutes)
            return minutes.error();
        report.completeness.append({tag.id, *minutes});
    }
    return report;
}

} // namespace cytoloom
