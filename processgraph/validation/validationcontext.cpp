// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/validationcontext.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const PlantUnit *unitFor(const UnitRole &role, const Plant &plant)
{
    if (!role.preferredUnit.isEmpty())
        return plant.unit(role.preferredUnit);
    const auto fits = [&role](const PlantUnit &unit) {
        return unit.equipmentClass == role.equipmentClass
            && std::all_of(role.capabilities.begin(), role.capabilities.end(),
                [&unit](const CapabilityNeed &need) { return covers(unit, need); });
    };
    const auto found = std::find_if(plant.units.begin(), plant.units.end(), fits);
    return found == plant.units.end() ? nullptr : &*found;
}

} // namespace

bool covers(const PlantUnit &unit, const CapabilityNeed &need)
{
    return std::any_of(
        unit.capabilities.begin(), unit.capabilities.end(), [&need](const Capability &capability) {
            if (capability.id != need.capability)
                return false;
            Range range;
            for (const auto &[from, to] : {std::pair {need.range.low, &range.low},
                     std::pair {need.range.high, &range.high}}) {
                if (!from)
                    continue;
                const Result<double> value = need.unit.convert(*from, capability.unit);
                if (!value)
                    return false;
                *to = *value;
            }
            // An end that the role leaves open is an end that it does not care about.
            return (!range.low || capability.range.contains(*range.low))
                && (!range.high || capability.range.contains(*range.high));
        });
}

ValidationContext::ValidationContext(const ValidationInput &input, const Catalog &catalog,
    std::shared_ptr<ConditionCache> conditions)
    : m_input(input)
    , m_catalog(catalog)
    , m_flow(input.recipe.procedure)
    , m_cache(std::move(conditions))
{
    if (plant()) {
        for (const UnitRole &role : recipe().roles) {
            const UnitId bound = input.binding ? input.binding->units.value(role.id) : UnitId();
            m_units.insert(
                role.id, bound.isEmpty() ? unitFor(role, *plant()) : plant()->unit(bound));
        }
    }
    resize();
    for (int i = 0; i < m_flow.count(); ++i) {
        inherit(i);
        readCondition(i);
        if (isIndexed(i))
            indexLinks(i);
    }
    m_results = collectResults();
}

ValidationContext::ValidationContext(
    const ValidationInput &input, ValidationContext &before, const ProcedureChange &change)
    : m_input(input)
    , m_catalog(before.m_catalog)
    , m_flow(input.recipe.procedure, before.m_flow, change, &m_origins)
    , m_cache(before.m_cache)
    , m_units(before.m_units)
{
    resize();
    QVector<bool> fresh(m_flow.count(), false); // it, or what it inherits, may be another
    for (int i = 0; i < m_flow.count(); ++i) {
        const int old = m_origins[i];
        const int above = m_flow.container(i);
        const int aboveBefore = old < 0 ? -1 : before.m_flow.container(old);
        fresh[i] = old < 0 || (above < 0 ? aboveBefore >= 0 : fresh[above])
            || (above >= 0 && m_origins[above] != aboveBefore);
        if (fresh[i]) {
            inherit(i);
            readCondition(i);
        } else {
            m_openness[i] = before.m_openness[old];
            m_grades[i] = before.m_grades[old];
            m_aseptic[i] = before.m_aseptic[old];
            m_conditions[i] = before.m_conditions[old];
            m_classes[i] = before.m_classes[old];
        }
        if (isIndexed(i))
            indexLinks(i);
    }
    m_origins.clear();
    m_results = collectResults();
}

void ValidationContext::resize()
{
    m_classes.resize(m_flow.count());
    m_openness.resize(m_flow.count());
    m_grades.resize(m_flow.count());
    m_aseptic.resize(m_flow.count());
    m_conditions.resize(m_flow.count());
    findPlaces();
}

bool ValidationContext::refresh(const QVector<int> &elements, const QVector<int> &links)
{
    m_analyses->restart();
    const Procedure &procedure = recipe().procedure;
    QSet<int> anew; // elements whose links are indexed
    for (const int number : links) {
        const Link *now = procedure.link(m_flow.links()[number]->id);
        m_flow.replaceLink(number, *now);
        for (const int end : {m_flow.fromOf(number), m_flow.toOf(number)}) {
            if (isIndexed(end))
                anew.insert(end);
        }
    }
    if (!anew.isEmpty())
        m_linksAt.removeIf([&anew](const auto &known) { return anew.contains(known.key().first); });
    for (const int element : std::as_const(anew))
        indexLinks(element);
    for (const int element : elements)
        m_flow.replace(element, *procedure.element(m_flow.element(element).id));
    for (const int element : elements) {
        readCondition(element);
        for (int i = element; i < m_flow.endOf(element); ++i)
            inherit(i);
    }
    findPlaces();
    ReportedResults results = collectResults();
    const bool same = results == m_results;
    m_results = std::move(results);
    return same;
}

const Plant *ValidationContext::plant() const
{
    return m_input.plant ? &*m_input.plant : nullptr;
}

const BatchBinding *ValidationContext::binding() const
{
    return m_input.binding ? &*m_input.binding : nullptr;
}

std::optional<UtcTime> ValidationContext::plannedStart() const
{
    return m_input.plannedStart || !binding() ? m_input.plannedStart : binding()->start;
}

BatchId ValidationContext::batch() const
{
    return !m_input.batch.isEmpty() || !binding() ? m_input.batch : binding()->batch;
}

// What a step has from the containers around it.
void ValidationContext::inherit(int i)
{
    const Element &element = m_flow.element(i);
    const int above = m_flow.container(i);
    m_openness[i] = element.openness != Openness::NotApplicable || above < 0 ? element.openness
                                                                             : m_openness[above];
    std::optional<Grade> grade = element.grade;
    if (!grade && element.isContainer()) {
        const UnitOperationType *type = m_catalog.unitOperation(element.type);
        if (type && !(above >= 0 && m_grades[above]))
            grade = type->grade;
    }
    if (!grade && above >= 0)
        grade = m_grades[above];
    m_grades[i] = grade;
    m_aseptic[i] = element.aseptic || (above >= 0 && m_aseptic[above]);
}

void ValidationContext::readCondition(int i)
{
    const Element &element = m_flow.element(i);
    m_conditions[i] = m_cache->read(element.condition);
    m_classes[i]
        = element.kind == ElementKind::Phase ? m_catalog.phaseClass(element.type) : nullptr;
}

ReportedResults ValidationContext::collectResults() const
{
    ReportedResults found;
    QSet<const PhaseClass *> classes;
    const PhaseClass *last = nullptr;
    for (int i = 0; i < m_flow.count(); ++i) {
        if (m_flow.has(i, StepPart::Gate)) {
            for (const Criterion &criterion : m_flow.element(i).gate->criteria) {
                found.names.insert(criterion.attribute);
                if (criterion.comparison == u"=="_s && !criterion.text.isEmpty())
                    found.texts.insert(criterion.attribute);
            }
        }
        if (m_classes[i] && m_classes[i] != last)
            classes.insert(m_classes[i]);
        last = m_classes[i];
    }
    // In the order of the catalogue: of two classes that report one name, the same one counts.
    for (const PhaseClass &used : m_catalog.phaseClasses()) {
        if (!classes.contains(&used))
            continue;
        for (const QString &name : used.results)
            found.names.insert(name);
        for (const LogicStep &step : used.run) {
            if (step.result.isEmpty())
                continue;
            found.names.insert(step.result);
            if (step.kind != LogicKind::Ask)
                continue;
            if (step.prompt.answer == AnswerKind::Choice)
                found.choices.insert(step.result, int(step.prompt.choices.size()));
            if (step.prompt.answer == AnswerKind::Text || step.prompt.answer == AnswerKind::Scan)
                found.texts.insert(step.result);
        }
    }
    return found;
}

void ValidationContext::findPlaces()
{
    m_places.fill({}, m_flow.count());
    for (int i = 0; i < m_flow.count(); ++i) {
        if (m_flow.kind(i) != ElementKind::UnitProcedure)
            continue;
        const PlantUnit *unit = boundUnit(m_flow.element(i).role);
        m_places[i] = {unit, unit ? plant()->room(unit->room) : nullptr};
    }
}

bool ValidationContext::isMachinePhase(int element) const
{
    const PhaseClass *used = phaseClass(element);
    return used && !used->manual;
}

bool ValidationContext::isTransfer(int element) const
{
    const PhaseClass *used = phaseClass(element);
    return used && used->transfer;
}

bool ValidationContext::hasParameter(int element, const QString &id) const
{
    for (int at = element; at >= 0; at = m_flow.container(at)) {
        if (m_flow.element(at).parameter(ParameterId(id)))
            return true;
    }
    const PhaseClass *used = phaseClass(element);
    return used
        && std::any_of(used->parameters.begin(), used->parameters.end(),
            [&id](const ParameterDefinition &one) { return one.id == id && one.standard; });
}

std::optional<double> ValidationContext::parameterValue(int element, const QString &id) const
{
    const ParameterId wanted(id);
    for (int at = element; at >= 0; at = m_flow.container(at)) {
        const Parameter *found = m_flow.element(at).parameter(wanted);
        if (!found)
            continue;
        if (const Result<double> value = recipe().setPoint(*found))
            return *value;
    }
    if (const PhaseClass *used = phaseClass(element)) {
        for (const ParameterDefinition &definition : used->parameters) {
            if (definition.id == id)
                return definition.standard;
        }
    }
    return std::nullopt;
}

std::optional<double> ValidationContext::plannedValue(int element, const QString &expression) const
{
    const auto parsed = m_cache->parse(expression);
    if (!*parsed)
        return std::nullopt;
    const Result<double> value
        = (*parsed)->evaluate([&](const QString &name) -> std::optional<double> {
              if (name.startsWith(u"p."_s))
                  return parameterValue(element, name.mid(2));
              const FormulaParameter *formula
                  = name.startsWith(u"f."_s) ? recipe().formulaParameter(name.mid(2)) : nullptr;
              return formula ? std::optional(formula->value.value) : std::nullopt;
          });
    return value ? std::optional(*value) : std::nullopt;
}

bool ValidationContext::hasSignal(int element, const QString &name) const
{
    const qsizetype colon = name.indexOf(u':');
    if (colon > 0 && !recipe().role(RoleId(name.left(colon))))
        return false;
    if (colon <= 0 && m_flow.unitProcedure(element) < 0)
        return false;
    if (!plant())
        return true;
    const PlantUnit *unit = colon > 0 ? boundUnit(RoleId(name.left(colon))) : unitOf(element);
    return !unit || plant()->tag(unit->id, name.mid(colon + 1));
}

QVector<const Link *> ValidationContext::linksAt(const ElementId &element, const PortId &port) const
{
    const int number = m_flow.number(element);
    return number < 0 ? QVector<const Link *>() : linksAt(number, port);
}

QVector<const Link *> ValidationContext::linksAt(int element, const PortId &port) const
{
    if (isIndexed(element))
        return m_linksAt.value({element, port});
    QVector<const Link *> result;
    for (const int i : m_flow.linksAt(element)) {
        const Link *link = links()[i];
        if (link->kind == LinkKind::Control || link->kind == LinkKind::Sync)
            continue;
        if (m_flow.fromOf(i) == element && link->from.port == port)
            result.append(link);
        if (m_flow.toOf(i) == element && link->to.port == port)
            result.append(link);
    }
    return result;
}

void ValidationContext::indexLinks(int element)
{
    for (const int i : m_flow.linksAt(element)) {
        const Link *link = links()[i];
        if (link->kind == LinkKind::Control || link->kind == LinkKind::Sync)
            continue;
        if (m_flow.fromOf(i) == element)
            m_linksAt[{element, link->from.port}].append(link);
        if (m_flow.toOf(i) == element)
            m_linksAt[{element, link->to.port}].append(link);
    }
}

FindingPlace ValidationContext::place(int element) const
{
    FindingPlace result;
    if (element >= 0)
        result.element = m_flow.element(element).id;
    return result;
}

QVector<FindingPlace> ValidationContext::places(const QVector<int> &elements) const
{
    QVector<FindingPlace> result;
    for (const int element : elements)
        result.append(place(element));
    return result;
}

FindingPlace ValidationContext::place(const Link &link)
{
    FindingPlace result;
    result.link = link.id;
    return result;
}

} // namespace cytoloom
