// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/executioncontext.h"

#include "processgraph/execution/arbiter.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString tagKey(const UnitId &unit, const QString &signal)
{
    return unit.value() + u'\n' + signal;
}

/// Roles that are named as "<ROLE>:<signal>" in \p names.
void addRoles(const QStringList &names, QSet<RoleId> *roles)
{
    for (const QString &name : names) {
        const qsizetype colon = name.indexOf(u':');
        if (colon > 0)
            roles->insert(RoleId(name.left(colon)));
    }
}

} // namespace

ExecutionContext::ExecutionContext(const QVector<PhaseClass> &phaseClasses, const Plant &plant)
    : m_plant(plant)
{
    setPhaseClasses(phaseClasses);
    for (const PlantUnit &unit : plant.units) {
        for (const TagDefinition &tag : unit.tags)
            m_tags.insert(tagKey(unit.id, tag.signal), tag);
    }
}

void ExecutionContext::setPhaseClasses(const QVector<PhaseClass> &phaseClasses)
{
    m_phaseClasses.clear();
    for (const PhaseClass &phaseClass : phaseClasses)
        m_phaseClasses.insert(phaseClass.id, phaseClass);
}

const PhaseClass *ExecutionContext::phaseClass(const QString &id) const
{
    const auto found = m_phaseClasses.constFind(id);
    return found == m_phaseClasses.constEnd() ? nullptr : &*found;
}

UnitId ExecutionContext::unitOf(const BatchState &state, const ElementId &scope)
{
    const Procedure &procedure = state.control.recipe.procedure;
    const Element *container = procedure.element(procedure.unitProcedure(scope));
    return container ? state.control.units.value(container->role) : UnitId();
}

const TagDefinition *ExecutionContext::tag(
    const BatchState &state, const ElementId &scope, const QString &signal) const
{
    const qsizetype colon = signal.indexOf(u':');
    const UnitId unit
        = colon > 0 ? state.control.units.value(RoleId(signal.left(colon))) : unitOf(state, scope);
    const auto found = m_tags.constFind(tagKey(unit, signal.mid(colon + 1)));
    return found == m_tags.constEnd() ? nullptr : &*found;
}

std::optional<double> ExecutionContext::parameter(
    const BatchState &state, const ElementId &scope, const QString &id) const
{
    const MasterRecipe &recipe = state.control.recipe;
    const ParameterId wanted(id);
    for (ElementId at = scope; !at.isEmpty(); at = recipe.procedure.container(at)) {
        const Element *element = recipe.procedure.element(at);
        if (!element)
            break;
        if (const Parameter *found = element->parameter(wanted)) {
            if (const auto value = recipe.setPoint(*found))
                return *value;
        }
    }
    const Element *element = recipe.procedure.element(scope);
    if (const PhaseClass *known = element ? phaseClass(element->type) : nullptr) {
        for (const ParameterDefinition &definition : known->parameters) {
            if (definition.id == id)
                return definition.standard;
        }
    }
    return std::nullopt;
}

std::optional<double> ExecutionContext::value(
    const BatchState &state, const ElementId &scope, Duration moment, const QString &name) const
{
    if (name.startsWith("p."_L1))
        return parameter(state, scope, name.mid(2));
    if (name.startsWith("r."_L1)) {
        const ResultValue result = state.results.value(name.mid(2), QString());
        const double *number = std::get_if<double>(&result);
        return number ? std::optional(*number) : std::nullopt;
    }
    if (name.startsWith("f."_L1)) {
        const FormulaParameter *found = state.control.recipe.formulaParameter(name.mid(2));
        return found ? std::optional(found->value.value) : std::nullopt;
    }
    if (name == "elapsed"_L1 || name == "stepElapsed"_L1 || name == "count"_L1) {
        // A transition has no life of its own: its time is that of what contains it.
        const Procedure &procedure = state.control.recipe.procedure;
        const Element *element = procedure.element(scope);
        const bool passive = element && element->kind == ElementKind::Transition;
        const ElementStatus status = state.status(passive ? procedure.container(scope) : scope);
        if (name == "count"_L1)
            return double(status.iterations
                + (element && element->kind == ElementKind::Loop ? 1 : 0)); // asked at its end
        return toSeconds(
            moment - (name == "elapsed"_L1 ? status.startedElapsed : status.stepBegunElapsed));
    }
    const TagDefinition *definition = tag(state, scope, name);
    if (!definition)
        return std::nullopt;
    if (m_arbiter) {
        // Another batch's value would be a mix-up without a single wrong bit.
        const QString id = definition->id.value();
        const UnitId source(id.left(id.size() - definition->signal.size() - 1));
        if (!m_arbiter->speaksFor(state.control.header.id, source))
            return std::nullopt;
    }
    const TagValue found = m_latest->value(definition->id);
    return found.quality == Quality::Good ? std::optional(found.value) : std::nullopt;
}

bool ExecutionContext::canExist(
    const BatchState &state, const ElementId &scope, const QString &name) const
{
    if (name.startsWith("r."_L1))
        return true;
    if (name.startsWith("p."_L1) || name.startsWith("f."_L1))
        return value(state, scope, Duration(0), name).has_value();
    return name == "elapsed"_L1 || name == "stepElapsed"_L1 || name == "count"_L1
        || tag(state, scope, name);
}

const Expression *ExecutionContext::expression(const QString &text, Error *error) const
{
    auto found = m_expressions.find(text);
    if (found == m_expressions.end())
        found = m_expressions.insert(text, Expression::parse(text));
    if (found->ok())
        return &found->value();
    *error = found->error();
    return nullptr;
}

Result<double> ExecutionContext::evaluate(
    const QString &text, const BatchState &state, const ElementId &scope, Duration moment) const
{
    Error error;
    const Expression *parsed = expression(text, &error);
    if (!parsed)
        return error;
    const Result<double> result
        = parsed->evaluate([&](const QString &name) { return value(state, scope, moment, name); });
    if (!result && result.error().code() == "expression.missing"_L1) {
        const QString name = result.error().message.args.value(u"name"_s);
        if (!canExist(state, scope, name))
            return Error(u"execution.unknownName"_s, {{u"name"_s, name}, {u"text"_s, text}});
    }
    return result;
}

QStringList ExecutionContext::names(const QString &text) const
{
    Error error;
    const Expression *parsed = expression(text, &error);
    return parsed ? parsed->names() : QStringList();
}

QSet<DeviceId> ExecutionContext::devicesOf(
    const BatchState &state, const ElementId &phase, const PhaseClass &phaseClass) const
{
    QSet<UnitId> units;
    if (!phaseClass.manual)
        units.insert(unitOf(state, phase));
    QSet<RoleId> roles;
    for (const LogicStep &step : phaseClass.run) {
        addRoles({step.signal}, &roles);
        addRoles(names(step.expression), &roles);
    }
    for (const RoleId &role : std::as_const(roles))
        units.insert(state.control.units.value(role));
    QSet<DeviceId> devices;
    for (const UnitId &id : std::as_const(units)) {
        const PlantUnit *unit = m_plant.unit(id);
        if (!unit)
            continue;
        for (const TagDefinition &definition : unit->tags)
            devices.insert(definition.device);
    }
    devices.remove(DeviceId());
    return devices;
}

} // namespace cytoloom
