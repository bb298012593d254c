// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/carddata.h"

#include "widgets/grapheditor/words.h"

#include <QtCore/QFile>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The set point as text; a value that cannot be had is shown as such, not left out.
QString setPointText(const MasterRecipe &recipe, const Parameter &parameter)
{
    if (parameter.formula.isEmpty() && !parameter.value)
        return Words::range(parameter.validated, parameter.unit);
    const auto value = recipe.setPoint(parameter);
    return value ? Words::amount(*value, parameter.unit) : u"?"_s;
}

void gather(const Procedure &procedure, const ElementId &id, QVector<const Parameter *> &found)
{
    const Element *element = procedure.element(id);
    for (const Parameter &parameter : element->parameters)
        found.append(&parameter);
    const QVector<ElementId> children = procedure.children(id);
    for (const ElementId &child : children) {
        if (found.size() > 200)
            return;
        gather(procedure, child, found);
    }
}

void addParameters(
    CardData &card, const MasterRecipe &recipe, const Element &element, Language language)
{
    QVector<const Parameter *> found;
    gather(recipe.procedure, element.id, found);
    // Critical ones first, otherwise in the order of the recipe; each quantity once.
    std::stable_sort(found.begin(), found.end(),
        [](const Parameter *a, const Parameter *b) { return a->critical && !b->critical; });
    QStringList seen;
    for (const Parameter *parameter : found) {
        const QString name = parameter->name.in(language);
        if (seen.contains(name))
            continue;
        seen << name;
        card.rows.append({name, setPointText(recipe, *parameter)});
        if (card.rows.size() == 3)
            return;
    }
}

void addCriteria(CardData &card, const GateSpecification &gate, Language language)
{
    for (const Criterion &criterion : gate.criteria) {
        const QString limit = criterion.comparison == "=="_L1 && !criterion.text.isEmpty()
            ? criterion.text
            : Words::comparison(criterion.comparison) + QLatin1Char(' ')
                + Words::amount(criterion.limit, criterion.unit);
        card.rows.append({criterion.name.in(language), limit});
        if (card.rows.size() == 3)
            return;
    }
}

QString unitOf(const MasterRecipe &recipe, const Element &element)
{
    if (element.kind == ElementKind::Gate)
        return element.gate && element.gate->release ? Words::role(u"qa"_s) : Words::role(u"qc"_s);
    const Element *owner = element.kind == ElementKind::UnitProcedure ? &element : nullptr;
    const UnitRole *role = owner ? recipe.role(owner->role) : nullptr;
    if (!role)
        return owner ? owner->role.value() : QString();
    return role->preferredUnit.isEmpty() ? role->id.value() : role->preferredUnit.value();
}

} // namespace

QString knownIcon(const QString &name)
{
    const auto exists
        = [](const QString &icon) { return QFile::exists(u":/cytoloom/icons/%1.svg"_s.arg(icon)); };
    if (!name.isEmpty() && exists(name))
        return name;
    if (!name.isEmpty() && exists(u"op-"_s + name))
        return u"op-"_s + name;
    return u"op-generic"_s;
}

QString iconName(const Element &element, const Catalog &catalog)
{
    switch (element.kind) {
    case ElementKind::Gate:
        return u"pfc-gate"_s;
    case ElementKind::Loop:
        return u"pfc-loop"_s;
    case ElementKind::ManualStep:
        return u"pfc-manual"_s;
    case ElementKind::Phase:
        if (const PhaseClass *phase = catalog.phaseClass(element.type))
            return knownIcon(phase->icon.isEmpty() ? phase->id : phase->icon);
        return u"op-generic"_s;
    case ElementKind::UnitProcedure:
    case ElementKind::Operation:
        if (const UnitOperationType *operation = catalog.unitOperation(element.type))
            return knownIcon(operation->icon.isEmpty() ? operation->id : operation->icon);
        return u"op-generic"_s;
    default:
        return {};
    }
}

CardData cardData(
    const MasterRecipe &recipe, const Element &element, const Catalog &catalog, Language language)
{
    CardData card;
    card.kind = element.kind;
    card.title = element.name.in(language);
    card.unit = unitOf(recipe, element);
    card.icon = iconName(element, catalog);
    card.container = element.isContainer();
    card.condition = element.condition;
    if (element.grade)
        card.grade = Words::grade(*element.grade);
    if (element.openness != Openness::NotApplicable)
        card.openness = Words::openness(element.openness);
    card.open = element.openness == Openness::Open;
    switch (element.kind) {
    case ElementKind::Gate:
        if (element.gate)
            addCriteria(card, *element.gate, language);
        break;
    case ElementKind::UnitProcedure:
    case ElementKind::Operation:
    case ElementKind::Phase:
    case ElementKind::Loop:
    case ElementKind::ManualStep:
        addParameters(card, recipe, element, language);
        break;
    default:
        break;
    }
    if (card.rows.size() < 3 && element.kind != ElementKind::Gate
        && element.duration.nominal.count() > 0)
        card.rows.append({Words::tr("Time"), toReadable(element.duration.nominal)});
    return card;
}

} // namespace cytoloom
