// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/envelopebuilder.h"

#include "processgraph/validation/volumetrack.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Program = EnvelopeProgram;

/// What the virtual run can say about a signal, of its own unit or of a measuring one that samples
/// from it.
Program::Operand::Kind signalKind(const QString &name)
{
    const QString signal = name.mid(name.indexOf(u':') + 1);
    if (signal == "concentration.pv"_L1)
        return Program::Operand::Concentration;
    if (signal == "viability.pv"_L1)
        return Program::Operand::Viability;
    if (signal == "car.pv"_L1)
        return Program::Operand::Car;
    if (signal == "volume.pv"_L1)
        return Program::Operand::Volume;
    if (signal == "inlet.total.pv"_L1)
        return Program::Operand::Inlet;
    if (signal == "outlet.total.pv"_L1)
        return Program::Operand::Outlet;
    return Program::Operand::Unknown;
}

double hours(Duration duration)
{
    return toSeconds(duration) / 3600;
}

bool readsKnown(const QStringList &names)
{
    return std::all_of(names.begin(), names.end(), [](const QString &name) {
        return name.startsWith(u"r."_s) || name.startsWith(u"p."_s) || name.startsWith(u"f."_s)
            || name == "elapsed"_L1 || signalKind(name) != Program::Operand::Unknown;
    });
}

} // namespace

EnvelopeBuilder::EnvelopeBuilder(const ValidationContext &context, const TimeNetwork &times)
    : m_context(context)
    , m_times(times)
    , m_waits(context)
{ }

EnvelopeProgram EnvelopeBuilder::build()
{
    const ProcedureFlow &flow = m_context.flow();
    for (const Link *link : m_context.links()) {
        if (link->kind == LinkKind::Material)
            m_links.insert(link->id, m_program.linkCount++);
    }
    for (const CellType &type : ForecastData::shipped().types())
        m_program.types.push_back({number(type.maximumDensity), number(type.cultureViability)});
    findNeededResults();
    m_program.nodes.resize(size_t(flow.count()));
    m_program.inside.resize(size_t(flow.count()));
    for (int i = 0; i < flow.count(); ++i) {
        addNode(i);
        addEdges(i);
        addFlows(i);
        addRecords(i);
        addCriteria(i);
    }
    const CellTrack::Dose dose = CellTrack::doseOf(m_context);
    m_program.doseGate = dose.gate;
    for (const int start : flow.children(-1)) {
        if (flow.previous(start).isEmpty() && flow.element(start).kind == ElementKind::Begin)
            m_program.starts.push_back(start);
    }
    return std::move(m_program);
}

int EnvelopeBuilder::number(const UncertainNumber &number)
{
    const auto known = m_numbers.constFind(number.id);
    if (known != m_numbers.cend())
        return *known;
    m_numbers.insert(number.id, int(m_program.numbers.size()));
    m_program.numbers.append(number);
    return int(m_program.numbers.size()) - 1;
}

void EnvelopeBuilder::assume(const QString &what)
{
    if (!m_program.assumed.contains(what))
        m_program.assumed.append(what);
}

// Results that a condition or a gate asks for, and those that these are worked out from; of these
// the ones that some step records from what a run simulates.
void EnvelopeBuilder::findNeededResults()
{
    const ProcedureFlow &flow = m_context.flow();
    QStringList needed;
    const auto need = [&needed](const QStringList &names) {
        for (const QString &name : names) {
            if (name.startsWith(u"r."_s) && !needed.contains(name.mid(2)))
                needed.append(name.mid(2));
        }
    };
    for (int i = 0; i < flow.count(); ++i) {
        if (const auto &condition = m_context.condition(i))
            need(condition->names());
        if (const Expression *awaited = m_waits.condition(i))
            need(awaited->names());
        if (const auto &gate = flow.element(i).gate) {
            for (const Criterion &criterion : gate->criteria)
                need({u"r."_s + criterion.attribute});
        }
        for (const Port &port : flow.element(i).ports) {
            if (!m_type && m_context.linksAt(flow.element(i).id, port.id).isEmpty()
                && port.direction == PortDirection::In)
                m_type = ForecastData::shipped().typeOf(port.medium);
        }
    }
    QSet<QString> recorded;
    for (qsizetype at = 0; at < needed.size(); ++at) { // grows while it is walked
        for (const int giver : m_waits.givers(needed[at])) {
            for (const LogicStep &step : m_context.phaseClass(giver)->run) {
                if (step.kind != LogicKind::Record || step.result != needed[at])
                    continue;
                const Result<Expression> read = Expression::parse(step.expression);
                if (!read || !readsKnown(read->names()))
                    continue;
                need(read->names());
                recorded.insert(step.result);
            }
        }
    }
    for (const QString &result : std::as_const(needed)) {
        if (!recorded.contains(result))
            continue;
        m_slots.insert(result, int(m_program.slots_.size()));
        m_program.slots_.append(result);
    }
}

Program::Operand EnvelopeBuilder::operand(int element, const QString &name) const
{
    Program::Operand result;
    if (name == "count"_L1) {
        result.kind = Program::Operand::Count;
    } else if (name == "elapsed"_L1) {
        result.kind = Program::Operand::Elapsed;
    } else if (name.startsWith(u"r."_s)) {
        result.slot = slot(name.mid(2));
        result.kind = result.slot < 0 ? Program::Operand::Unknown : Program::Operand::Result;
    } else if (const auto value = name.startsWith(u"p."_s)
            ? m_context.parameterValue(element, name.mid(2))
            : m_context.plannedValue(element, name)) {
        result.kind = Program::Operand::Constant;
        result.value = *value;
    } else {
        result.kind = signalKind(name);
    }
    return result;
}

int EnvelopeBuilder::formula(int element, const Expression &expression, bool condition)
{
    Program::Formula formula(expression);
    formula.names = expression.names();
    for (const QString &name : std::as_const(formula.names)) {
        const Program::Operand found = operand(element, name);
        formula.operands.push_back(found);
        if (found.kind == Program::Operand::Result)
            formula.reads |= 1ull << (found.slot % 64);
        formula.assumed = formula.assumed || found.kind == Program::Operand::Unknown;
    }
    if (formula.assumed && condition)
        assume(expression.text());
    m_program.formulas.push_back(std::move(formula));
    return int(m_program.formulas.size()) - 1;
}

void EnvelopeBuilder::addNode(int element)
{
    const ProcedureFlow &flow = m_context.flow();
    const Element &step = flow.element(element);
    Program::Node &node = m_program.nodes[size_t(element)];
    node.container = flow.container(element);
    node.last = std::max(node.last, element);
    for (int at = node.container; at >= 0; at = flow.container(at))
        m_program.nodes[size_t(at)].last = element;
    if (const int unit = flow.unitProcedure(element); unit >= 0) {
        if (!m_vessels.contains(unit))
            m_vessels.insert(unit, m_program.vessels++);
        node.vessel = m_vessels.value(unit);
    }
    const bool leaf = flow.children(element).isEmpty();
    switch (step.kind) {
    case ElementKind::UnitProcedure:
    case ElementKind::Operation:
    case ElementKind::Loop:
        node.kind = leaf                     ? Program::Kind::Step
            : step.kind == ElementKind::Loop ? Program::Kind::Loop
                                             : Program::Kind::Container;
        break;
    case ElementKind::Phase:
    case ElementKind::ManualStep:
        node.kind = Program::Kind::Step;
        break;
    case ElementKind::Transition:
        node.kind = Program::Kind::Transition;
        break;
    case ElementKind::ParallelJoin:
        node.kind = Program::Kind::ParallelJoin;
        node.arrivals = int(flow.previous(element).size());
        break;
    case ElementKind::SelectionSplit:
        node.kind = Program::Kind::Selection;
        break;
    case ElementKind::Gate:
        node.kind = Program::Kind::Gate;
        break;
    case ElementKind::End:
        node.kind = Program::Kind::End;
        break;
    case ElementKind::Begin:
    case ElementKind::ParallelSplit:
    case ElementKind::SelectionJoin:
        node.kind = Program::Kind::Split;
        break;
    }
    node.most = std::max(1, step.maxCount);
    node.shortest = hours(m_times.stated(element, TimeNetwork::Shortest));
    node.nominal = hours(m_times.stated(element, TimeNetwork::Nominal));
    node.longest = hours(m_times.stated(element, TimeNetwork::Longest));
    for (const int child : flow.children(element)) {
        if (flow.previous(child).isEmpty() && flow.element(child).kind == ElementKind::Begin)
            m_program.inside[size_t(element)].push_back(child);
    }
    if (step.kind == ElementKind::Phase) {
        if (const Expression *awaited = m_waits.condition(element))
            node.condition = formula(element, *awaited, true);
        const ForecastData &data = ForecastData::shipped();
        node.culture = data.isCulture(step.type);
        node.transduction = data.isTransduction(step.type);
        if (m_type && node.culture)
            node.doubling = number(CellTrack::doublingTime(m_context, element, *m_type));
        if (m_type && node.transduction)
            node.transduced = number(CellTrack::transduction(m_context, element, *m_type));
    } else if (const auto &condition = m_context.condition(element)) {
        node.condition = formula(element, *condition, true);
    }
    if (m_type) {
        if (const auto kept = CellTrack::recovery(m_context, element, *m_type))
            node.recovery = number(*kept);
    }
}

void EnvelopeBuilder::addEdges(int element)
{
    const ProcedureFlow &flow = m_context.flow();
    Program::Node &node = m_program.nodes[size_t(element)];
    node.firstEdge = int(m_program.edges.size());
    const Procedure &procedure = m_context.recipe().procedure;
    for (const LinkId &id : procedure.controlOut(flow.element(element).id)) {
        const Link *link = procedure.link(id);
        const int to = flow.number(link->to.element);
        if (to >= 0)
            m_program.edges.push_back({to, link->outcome});
    }
    node.edges = int(m_program.edges.size()) - node.firstEdge;
    for (const Link *link : m_context.links()) {
        if (link->kind != LinkKind::Sync || link->from.element != flow.element(element).id)
            continue;
        const int to = flow.number(link->to.element);
        if (flow.concurrent(element, to)) {
            node.partner = to;
            m_program.nodes[size_t(to)].partner = element;
        }
    }
}

void EnvelopeBuilder::addFlows(int element)
{
    const Element &step = m_context.flow().element(element);
    Program::Node &node = m_program.nodes[size_t(element)];
    node.firstFlow = int(m_program.flows.size());
    for (const Port &port : step.ports) {
        Program::Flow flow;
        const auto volume = VolumeTrack::volumeOf(m_context, step.id, port);
        flow.volume = volume.value_or(0);
        flow.firstLink = int(m_program.links.size());
        const bool in = port.direction == PortDirection::In;
        for (const Link *link : m_context.linksAt(step.id, port.id)) {
            const bool here = in ? link->to.element == step.id : link->from.element == step.id;
            if (here && m_links.contains(link->id))
                m_program.links.push_back(m_links.value(link->id));
        }
        flow.links = int(m_program.links.size()) - flow.firstLink;
        if (in) {
            const CellType *type
                = flow.links > 0 ? nullptr : ForecastData::shipped().typeOf(port.medium);
            flow.kind = type ? Program::Flow::Source : Program::Flow::In;
            if (type) {
                flow.type = int(type - ForecastData::shipped().types().constData());
                flow.density = number(CellTrack::density(m_context, element, port, *type));
                flow.viability = number(CellTrack::startViability(m_context, element, port, *type));
                flow.lag = number(type->lag);
            }
        } else {
            flow.all = !volume;
            node.takesAll = node.takesAll || flow.all;
            flow.kind = port.purpose == PortPurpose::Waste ? Program::Flow::Waste
                : port.purpose == PortPurpose::Sample      ? Program::Flow::Sample
                                                           : Program::Flow::Product;
        }
        m_program.flows.push_back(flow);
    }
    node.flows = int(m_program.flows.size()) - node.firstFlow;
    static const Unit unit = Unit::parse(u"mL"_s).value();
    if (step.residual) {
        if (const Result<double> left = step.residual->unit.convert(step.residual->value, unit))
            node.residual = *left;
    }
}

void EnvelopeBuilder::addRecords(int element)
{
    Program::Node &node = m_program.nodes[size_t(element)];
    node.firstRecord = int(m_program.records.size());
    if (const PhaseClass *used = m_context.phaseClass(element)) {
        for (const LogicStep &step : used->run) {
            if (step.kind != LogicKind::Record || slot(step.result) < 0)
                continue;
            const Result<Expression> read = Expression::parse(step.expression);
            if (!read)
                continue;
            const int made = formula(element, *read, false);
            if (!m_program.formulas[size_t(made)].assumed)
                m_program.records.push_back({slot(step.result), made});
        }
    }
    node.records = int(m_program.records.size()) - node.firstRecord;
}

void EnvelopeBuilder::addCriteria(int element)
{
    const Element &step = m_context.flow().element(element);
    Program::Node &node = m_program.nodes[size_t(element)];
    node.firstCriterion = int(m_program.criteria.size());
    if (!step.gate)
        return;
    if (step.gate->release)
        m_program.releaseGate = element;
    const CellTrack::Dose dose = CellTrack::doseOf(m_context);
    for (const Criterion &criterion : step.gate->criteria) {
        static const QStringList comparisons {u">="_s, u"<="_s, u">"_s, u"<"_s, u"=="_s};
        const auto comparison = comparisons.indexOf(criterion.comparison);
        if (slot(criterion.attribute) < 0 || !criterion.text.isEmpty() || comparison < 0) {
            assume(criterion.attribute);
            continue;
        }
        const bool asked = dose.gate == element && dose.attribute == criterion.attribute;
        m_program.criteria.push_back(
            {slot(criterion.attribute), Program::Criterion::Comparison(comparison),
                asked ? dose.least : criterion.limit, criterion.attribute, asked});
    }
    node.criteria = int(m_program.criteria.size()) - node.firstCriterion;
}

} // namespace cytoloom
