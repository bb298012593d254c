// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/conditionnames.h"

#include "processgraph/foundation/readable.h"

#include <QtCore/QMap>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(ConditionNames)
};

void addParameters(
    const InspectorContext &context, const ElementId &element, QVector<ConditionName> &names)
{
    const Procedure &procedure = context.document.procedure();
    QVector<ElementId> owners = procedure.ancestors(element);
    owners.append(element);
    for (const ElementId &id : std::as_const(owners)) {
        const Element *owner = procedure.element(id);
        if (!owner)
            continue;
        for (const Parameter &each : owner->parameters)
            names.append(
                {u"p."_s + each.id.value(), each.name.in(context.language), each.unit.symbol()});
    }
}

void addResults(const InspectorContext &context, QVector<ConditionName> &names)
{
    // A gate knows the unit of a result; a phase class only its name.
    QMap<QString, ConditionName> results;
    const Procedure &procedure = context.document.procedure();
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const Element *step = procedure.element(id);
        if (const PhaseClass *phase
            = step->kind == ElementKind::Phase ? context.catalog.phaseClass(step->type) : nullptr) {
            for (const QString &result : phase->results)
                if (!results.contains(result))
                    results.insert(result,
                        {u"r."_s + result,
                            Texts::tr("reported by %1").arg(step->name.in(context.language)), {}});
        }
        if (!step->gate)
            continue;
        for (const Criterion &each : step->gate->criteria)
            results.insert(each.attribute,
                {u"r."_s + each.attribute, each.name.in(context.language), each.unit.symbol()});
    }
    for (const ConditionName &each : std::as_const(results))
        names.append(each);
}

void addSignals(
    const InspectorContext &context, const ElementId &element, QVector<ConditionName> &names)
{
    if (!context.plant)
        return;
    const MasterRecipe &recipe = context.document.recipe();
    const Element *owner = recipe.procedure.element(recipe.procedure.unitProcedure(element));
    for (const UnitRole &role : recipe.roles) {
        const PlantUnit *unit = context.plant->unit(role.preferredUnit);
        if (!unit)
            continue;
        const bool own = owner && owner->role == role.id;
        for (const TagDefinition &tag : unit->tags)
            names.append({own ? tag.signal : role.id.value() + u':' + tag.signal,
                unit->id.value() + u' ' + tag.name.in(context.language), tag.unit.symbol()});
    }
}

} // namespace

QVector<ConditionName> conditionNames(const InspectorContext &context, const ElementId &element)
{
    QVector<ConditionName> names {
        {u"elapsed"_s, Texts::tr("time since the step around it began"), u"s"_s},
        {u"stepElapsed"_s, Texts::tr("the same, anew after a restart"), u"s"_s},
        {u"count"_s, Texts::tr("rounds of the loop so far"), {}}};
    addParameters(context, element, names);
    for (const FormulaParameter &each : context.document.recipe().formula)
        names.append({u"f."_s + each.id,
            each.name.in(context.language) + u" = "_s + readable::quantity(each.value),
            each.value.unit.symbol()});
    addResults(context, names);
    addSignals(context, element, names);
    return names;
}

} // namespace cytoloom
