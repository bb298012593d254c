// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillplan.h"

#include "devices/protocol/registervalue.h"
#include "devices/simulation/faults/wirefaults.h"
#include "processgraph/execution/executioncontext.h"

#include <QtCore/QMutexLocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr double ToleranceShare = 0.05;
constexpr double SpikeShare = 0.3;
constexpr double DriftSharePerHour = 0.4;
constexpr double AssumedSpan = 100; ///< where the plant file states no range

bool isReading(const QString &name)
{
    return name.endsWith(".pv"_L1);
}

} // namespace

Duration drillLength(FaultKind kind)
{
    const bool lies = kind == FaultKind::FrozenValue || kind == FaultKind::Drift
        || kind == FaultKind::Spike || kind == FaultKind::WrongWordOrder;
    return lies ? std::chrono::minutes(30) : std::chrono::minutes(10);
}

DrillPlan::DrillPlan(const ControlRecipe &control, const Plant &plant,
    const QMap<QString, DeviceProfile> &profiles, const QVector<PhaseClass> &phaseClasses,
    const QVector<FaultKind> &faults, const QStringList &steps)
    : m_plant(plant)
    , m_profiles(profiles)
    , m_context(std::make_unique<ExecutionContext>(phaseClasses, plant))
{
    m_state.control = control;
    const Procedure &procedure = control.recipe.procedure;
    const QVector<ElementId> elements = procedure.elements();
    for (const ElementId &id : elements) {
        const PhaseClass *logic = phaseClass(id);
        if (logic && !logic->manual && (steps.isEmpty() || steps.contains(id.value())))
            addSteps(id, *logic);
    }
    const QVector<FaultKind> kinds = faults.isEmpty() ? allFaultKinds() : faults;
    for (const DrillStep &step : std::as_const(m_steps)) {
        QVector<FaultKind> possible;
        for (const FaultKind kind : kinds) {
            if (faultFor(kind, step))
                possible << kind;
        }
        m_open.append({step, possible});
    }
}

DrillPlan::~DrillPlan() = default;

const PhaseClass *DrillPlan::phaseClass(const ElementId &element) const
{
    const Element *found = m_state.control.recipe.procedure.element(element);
    return found && found->kind == ElementKind::Phase ? m_context->phaseClass(found->type)
                                                      : nullptr;
}

QVector<TagId> DrillPlan::tagsIn(const ElementId &element, const QString &expression) const
{
    QVector<TagId> tags;
    const QStringList names = m_context->names(expression);
    for (const QString &name : names) {
        if (const TagDefinition *tag = m_context->tag(m_state, element, name))
            tags << tag->id;
    }
    return tags;
}

void DrillPlan::addSteps(const ElementId &element, const PhaseClass &phaseClass)
{
    const qsizetype before = m_steps.size();
    const auto stepOf = [&](const TagDefinition &tag) -> DrillStep & {
        for (qsizetype i = before; i < m_steps.size(); ++i) {
            if (m_steps[i].device == tag.device)
                return m_steps[i];
        }
        m_steps.append({element, UnitId(tag.id.value().section(u'.', 0, 0)), tag.device, {}, {}});
        return m_steps.last();
    };
    for (const LogicStep &logic : phaseClass.run) {
        if (const TagDefinition *tag = m_context->tag(m_state, element, logic.signal)) {
            DrillStep &step = stepOf(*tag);
            if (step.ordered.isEmpty())
                step.ordered = tag->signal;
        }
        const QStringList names = m_context->names(logic.expression);
        for (const QString &name : names) {
            const TagDefinition *tag = m_context->tag(m_state, element, name);
            if (!tag || !isReading(tag->signal))
                continue;
            DrillStep &step = stepOf(*tag);
            if (step.signal.isEmpty())
                step.signal = tag->signal;
        }
    }
}

double DrillPlan::span(const TagDefinition &tag) const
{
    return tag.display.low && tag.display.high ? *tag.display.high - *tag.display.low : AssumedSpan;
}

double DrillPlan::tolerance(const TagId &tag) const
{
    const TagDefinition *definition = m_plant.tag(tag);
    return definition ? ToleranceShare * span(*definition) : 0;
}

std::optional<Fault> DrillPlan::faultFor(FaultKind kind, const DrillStep &step) const
{
    const DeviceBinding *binding = m_plant.device(step.device);
    if (!binding || !m_profiles.contains(binding->profile))
        return std::nullopt;
    const DeviceProfile &profile = m_profiles[binding->profile];
    Fault fault;
    fault.id = u"drill"_s;
    fault.kind = kind;
    fault.lasts = drillLength(kind);
    if (kind == FaultKind::ClockJump) {
        fault.by = std::chrono::minutes(20);
        return fault;
    }
    fault.device = step.device;
    const bool refuses = kind == FaultKind::Exception || kind == FaultKind::WriteRefused;
    if (!isApplicable(kind, profile.protocol) || (refuses && isLineProtocol(profile.protocol)))
        return std::nullopt;
    switch (kind) {
    case FaultKind::FrozenValue:
    case FaultKind::Drift:
    case FaultKind::Spike: {
        const TagDefinition *tag = m_plant.tag(step.unit, step.signal);
        if (!tag)
            return std::nullopt;
        fault.signal = step.signal;
        fault.rate = DriftSharePerHour * span(*tag);
        fault.height = SpikeShare * span(*tag);
        break;
    }
    case FaultKind::StuckActuator:
    case FaultKind::WriteRefused:
        if (step.ordered.isEmpty())
            return std::nullopt;
        break;
    case FaultKind::PartialWrite: {
        const DeviceTag *tag = profile.tag(step.ordered);
        if (!tag || tag->table != RegisterTable::HoldingRegisters || registerCount(tag->type) < 2)
            return std::nullopt;
        break;
    }
    case FaultKind::WrongWordOrder:
        fault.bytes = std::none_of(profile.tags.begin(), profile.tags.end(),
            [](const DeviceTag &tag) { return registerCount(tag.type) > 1; });
        break;
    default:
        break;
    }
    return fault;
}

QVector<FaultKind> DrillPlan::faultsOf(const DrillStep &step) const
{
    QVector<FaultKind> possible;
    for (const FaultKind kind : allFaultKinds()) {
        if (faultFor(kind, step))
            possible << kind;
    }
    return possible;
}

std::optional<DrillPlan::Task> DrillPlan::take(const ElementId &element)
{
    const QMutexLocker lock(&m_mutex);
    // The device with most faults left first: its row would be the last to be full.
    QPair<DrillStep, QVector<FaultKind>> *best = nullptr;
    for (auto &row : m_open) {
        if (row.first.element == element && !row.second.isEmpty()
            && (!best || row.second.size() > best->second.size()))
            best = &row;
    }
    if (!best)
        return std::nullopt;
    const std::optional<Fault> fault = faultFor(best->second.takeFirst(), best->first);
    return Task {best->first, *fault};
}

void DrillPlan::putBack(const Task &task)
{
    const QMutexLocker lock(&m_mutex);
    for (auto &row : m_open) {
        if (row.first == task.step)
            row.second.append(task.fault.kind);
    }
}

int DrillPlan::open() const
{
    const QMutexLocker lock(&m_mutex);
    int count = 0;
    for (const auto &row : m_open)
        count += int(row.second.size());
    return count;
}

QSet<ElementId> DrillPlan::openElements() const
{
    const QMutexLocker lock(&m_mutex);
    QSet<ElementId> elements;
    for (const auto &row : m_open) {
        if (!row.second.isEmpty())
            elements.insert(row.first.element);
    }
    return elements;
}

QVector<DrillLimit> DrillPlan::limitsOf(const ElementId &element) const
{
    QVector<DrillLimit> limits;
    const Element *found = m_state.control.recipe.procedure.element(element);
    if (!found)
        return limits;
    for (const Parameter &parameter : found->parameters) {
        if (parameter.signal.isEmpty())
            continue;
        const TagDefinition *tag = m_context->tag(m_state, element, parameter.signal);
        const Range &range
            = parameter.action.low || parameter.action.high ? parameter.action : parameter.alert;
        // The recipe's unit and the tag's are the same in all that we ship; others are left out
        // rather than compared wrongly.
        if (tag && tag->unit == parameter.unit && (range.low || range.high))
            limits.append({tag->id, range.low, range.high});
    }
    return limits;
}

} // namespace cytoloom
