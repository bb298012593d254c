// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/elementfactory.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Distance between the left edges of two steps of a fresh row.
constexpr double Column = 260;
constexpr double Row = 80;

LocalizedText pieceName(ElementKind kind)
{
    switch (kind) {
    case ElementKind::Begin:
        return {u"Begin"_s, u"开始"_s};
    case ElementKind::End:
        return {u"End"_s, u"结束"_s};
    case ElementKind::Transition:
        return {u"Transition"_s, u"转换"_s};
    case ElementKind::ParallelSplit:
        return {u"Parallel"_s, u"并行"_s};
    case ElementKind::ParallelJoin:
        return {u"Parallel end"_s, u"并行结束"_s};
    case ElementKind::SelectionSplit:
        return {u"Selection"_s, u"选择"_s};
    case ElementKind::SelectionJoin:
        return {u"Selection end"_s, u"选择结束"_s};
    case ElementKind::Loop:
        return {u"Loop"_s, u"循环"_s};
    case ElementKind::Gate:
        return {u"In-process control"_s, u"质控门"_s};
    case ElementKind::ManualStep:
        return {u"Manual step"_s, u"人工步骤"_s};
    default:
        return {u"Step"_s, u"步骤"_s};
    }
}

QString pieceStem(ElementKind kind)
{
    return pieceName(kind).en.toLower().replace(QLatin1Char(' '), QLatin1Char('-'));
}

Element piece(RecipeEdit &edit, ElementKind kind, Position position)
{
    Element element;
    element.kind = kind;
    element.id = edit.freeElementId(pieceStem(kind));
    element.name = pieceName(kind);
    element.position = position;
    if (kind == ElementKind::Transition)
        element.condition = u"1"_s;
    if (kind == ElementKind::Loop) {
        element.condition = u"1"_s;
        element.maxCount = 10;
    }
    if (kind == ElementKind::Gate)
        element.gate = GateSpecification();
    if (kind == ElementKind::ManualStep)
        element.crew = {CrewNeed {u"operator"_s, 1, QString()}};
    return element;
}

Result<LinkId> chain(RecipeEdit &edit, const ElementId &from, const ElementId &to)
{
    Link link;
    link.id = edit.freeLinkId();
    link.from.element = from;
    link.to.element = to;
    if (auto done = edit.add(link); !done)
        return done.error();
    return link.id;
}

/// Begin, the given fillers in a row, End, all joined by control links.
Result<void> fillRow(RecipeEdit &edit, const ElementId &container,
    const QVector<std::function<Result<ElementId>(Position)>> &steps)
{
    const Element begin = piece(edit, ElementKind::Begin, {40, Row + 50});
    if (auto done = edit.add(begin, container); !done)
        return done;
    ElementId last = begin.id;
    double x = 140;
    for (const auto &step : steps) {
        const auto id = step({x, Row});
        if (!id)
            return id.error();
        if (auto done = chain(edit, last, *id); !done)
            return done.error();
        last = *id;
        x += Column;
    }
    const Element end = piece(edit, ElementKind::End, {x, Row + 50});
    if (auto done = edit.add(end, container); !done)
        return done;
    if (auto done = chain(edit, last, end.id); !done)
        return done.error();
    return {};
}

Result<ElementId> addPhase(RecipeEdit &edit, const Catalog &catalog, const QString &type,
    const ElementId &container, Position position)
{
    const PhaseClass *phase = catalog.phaseClass(type);
    if (!phase)
        return Error(u"edit.unknownType"_s, {{u"type"_s, type}});
    Element element;
    element.kind = ElementKind::Phase;
    element.id = edit.freeElementId(type);
    element.name = phase->name;
    element.type = type;
    element.position = position;
    element.openness = phase->manual ? Openness::NotApplicable : Openness::Closed;
    for (const ParameterDefinition &definition : phase->parameters)
        element.parameters.append(parameterFrom(definition));
    if (phase->manual)
        element.crew = {CrewNeed {u"operator"_s, 1, QString()}};
    if (auto done = edit.add(element, container); !done)
        return done.error();
    return element.id;
}

Result<ElementId> addOperation(RecipeEdit &edit, const Catalog &catalog, ElementKind kind,
    const QString &type, const ElementId &container, Position position)
{
    const UnitOperationType *operation = catalog.unitOperation(type);
    if (!operation)
        return Error(u"edit.unknownType"_s, {{u"type"_s, type}});
    Element element;
    element.kind = kind;
    const bool outer = kind == ElementKind::UnitProcedure;
    element.id = edit.freeElementId(outer ? type : type + u"-op"_s);
    element.name = operation->name;
    element.type = type;
    element.position = position;
    element.openness = operation->openness;
    element.grade = operation->grade;
    element.duration = operation->duration;
    element.ports = operation->ports;
    if (outer) {
        // The role is clear when only one role of the recipe is of the class that is needed.
        QVector<RoleId> fitting;
        for (const UnitRole &role : edit.recipe().roles) {
            if (!operation->equipmentClass.isEmpty()
                && role.equipmentClass == operation->equipmentClass)
                fitting.append(role.id);
        }
        if (fitting.size() == 1)
            element.role = fitting.first();
    }
    if (auto done = edit.add(element, container); !done)
        return done.error();
    QVector<std::function<Result<ElementId>(Position)>> steps;
    if (outer) {
        steps.append([&](Position at) {
            return addOperation(edit, catalog, ElementKind::Operation, type, element.id, at);
        });
    } else {
        for (const QString &phase : operation->phases)
            steps.append([&edit, &catalog, phase, &element](Position at) {
                return addPhase(edit, catalog, phase, element.id, at);
            });
    }
    if (auto done = fillRow(edit, element.id, steps); !done)
        return done.error();
    return element.id;
}

} // namespace

Parameter parameterFrom(const ParameterDefinition &definition)
{
    Parameter parameter;
    parameter.id = ParameterId(definition.id);
    parameter.name = definition.name;
    parameter.unit = definition.unit;
    parameter.value = definition.standard;
    parameter.validated = definition.limits;
    parameter.signal = definition.signal;
    parameter.critical = definition.critical;
    if (definition.critical)
        parameter.samplingInterval = std::chrono::minutes(1);
    return parameter;
}

bool mayContain(std::optional<ElementKind> outer, ElementKind kind)
{
    switch (kind) {
    case ElementKind::UnitProcedure:
        return !outer || *outer == ElementKind::Loop;
    case ElementKind::Operation:
        return outer && (*outer == ElementKind::UnitProcedure || *outer == ElementKind::Loop);
    case ElementKind::Phase:
        return outer && (*outer == ElementKind::Operation || *outer == ElementKind::Loop);
    default:
        return true;
    }
}

bool mayContain(
    std::optional<ElementKind> outer, ElementKind kind, const QString &type, const Catalog &catalog)
{
    const PhaseClass *phase = kind == ElementKind::Phase ? catalog.phaseClass(type) : nullptr;
    const bool free = phase && phase->manual && (!outer || *outer == ElementKind::UnitProcedure);
    return free || mayContain(outer, kind);
}

Result<ElementId> addFromPalette(RecipeEdit &edit, const Catalog &catalog,
    const PaletteEntry &entry, const ElementId &container, Position position)
{
    const Element *outer = edit.recipe().procedure.element(container);
    const auto outerKind = outer ? std::optional(outer->kind) : std::nullopt;
    ElementKind kind = entry.kind;
    // A unit operation becomes what the place asks for: a unit procedure outside, an operation
    // inside.
    if (kind == ElementKind::UnitProcedure && !mayContain(outerKind, kind))
        kind = ElementKind::Operation;
    if (!mayContain(outerKind, kind, entry.type, catalog)) {
        return Error(kind == ElementKind::Phase ? u"edit.phaseNesting"_s : u"edit.nesting"_s,
            {{u"type"_s, entry.type}});
    }
    if (kind == ElementKind::Phase)
        return addPhase(edit, catalog, entry.type, container, position);
    if (kind == ElementKind::UnitProcedure || kind == ElementKind::Operation)
        return addOperation(edit, catalog, kind, entry.type, container, position);
    const Element element = piece(edit, kind, position);
    if (auto done = edit.add(element, container); !done)
        return done.error();
    if (kind == ElementKind::Loop) {
        if (auto done = fillRow(edit, element.id, {}); !done)
            return done.error();
    }
    return element.id;
}

} // namespace cytoloom
