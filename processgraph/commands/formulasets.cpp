// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/formulasets.h"

#include <algorithm>
#include <cmath>

namespace cytoloom::formulasets {

using namespace Qt::StringLiterals;

namespace {

bool sameAmount(const Quantity &a, const Quantity &b)
{
    const auto converted = b.in(a.unit);
    if (!converted)
        return false;
    const double size = std::max(std::fabs(a.value), std::fabs(converted->value));
    return std::fabs(a.value - converted->value) <= 1e-9 * size;
}

FormulaSet *find(MasterRecipe &recipe, const QString &set)
{
    const auto found = std::find_if(recipe.formulaSets.begin(), recipe.formulaSets.end(),
        [&set](const FormulaSet &each) { return each.id == set; });
    return found == recipe.formulaSets.end() ? nullptr : &*found;
}

Error unknown(const QString &set)
{
    return Error(u"formulaSet.unknown"_s, {{u"set"_s, set}});
}

QString freeId(const MasterRecipe &recipe)
{
    for (int number = 1;; ++number) {
        const QString id = u"set-"_s + QString::number(number);
        if (std::none_of(recipe.formulaSets.cbegin(), recipe.formulaSets.cend(),
                [&id](const FormulaSet &each) { return each.id == id; }))
            return id;
    }
}

Result<void> checkName(
    const MasterRecipe &recipe, const LocalizedText &name, const QString &except = {})
{
    if (name.in(Language::En).trimmed().isEmpty())
        return Error(u"edit.emptyName"_s);
    for (const FormulaSet &each : recipe.formulaSets) {
        if (each.id != except && each.name == name)
            return Error(u"formulaSet.nameTaken"_s, {{u"name"_s, name.in(Language::En)}});
    }
    return {};
}

/// Values that say what the formula says anyway.
void dropRepetitions(const MasterRecipe &recipe, FormulaSet &set)
{
    for (const FormulaParameter &parameter : recipe.formula) {
        if (!differs(recipe, set, parameter.id))
            set.values.remove(parameter.id);
    }
}

} // namespace

std::optional<Quantity> valueOf(
    const MasterRecipe &recipe, const FormulaSet &set, const QString &parameter)
{
    const auto own = set.values.constFind(parameter);
    if (own != set.values.cend())
        return *own;
    const FormulaParameter *base = recipe.formulaParameter(parameter);
    return base ? std::optional(base->value) : std::nullopt;
}

bool differs(const MasterRecipe &recipe, const FormulaSet &set, const QString &parameter)
{
    const auto own = set.values.constFind(parameter);
    const FormulaParameter *base = recipe.formulaParameter(parameter);
    return own != set.values.cend() && base && !sameAmount(base->value, *own);
}

QString activeSet(const MasterRecipe &recipe)
{
    for (const FormulaSet &set : recipe.formulaSets) {
        if (std::none_of(recipe.formula.cbegin(), recipe.formula.cend(),
                [&](const FormulaParameter &each) { return differs(recipe, set, each.id); }))
            return set.id;
    }
    return {};
}

Result<QString> add(RecipeDocument &document, const LocalizedText &name, const QString &like)
{
    MasterRecipe recipe = document.recipe();
    if (auto good = checkName(recipe, name); !good)
        return good.error();
    FormulaSet set;
    if (!like.isEmpty()) {
        const FormulaSet *model = find(recipe, like);
        if (!model)
            return unknown(like);
        set.values = model->values;
    }
    set.id = freeId(recipe);
    set.name = name;
    recipe.formulaSets.append(set);
    if (auto done = document.editHeader(recipe, RecipeDocument::tr("Add formula set")); !done)
        return done.error();
    return set.id;
}

Result<void> remove(RecipeDocument &document, const QString &set)
{
    MasterRecipe recipe = document.recipe();
    if (!find(recipe, set))
        return unknown(set);
    recipe.formulaSets.erase(std::remove_if(recipe.formulaSets.begin(), recipe.formulaSets.end(),
                                 [&set](const FormulaSet &each) { return each.id == set; }),
        recipe.formulaSets.end());
    return document.editHeader(recipe, RecipeDocument::tr("Remove formula set"));
}

Result<void> rename(RecipeDocument &document, const QString &set, const LocalizedText &name)
{
    MasterRecipe recipe = document.recipe();
    FormulaSet *found = find(recipe, set);
    if (!found)
        return unknown(set);
    if (auto good = checkName(recipe, name, set); !good)
        return good;
    found->name = name;
    return document.editHeader(recipe, RecipeDocument::tr("Rename formula set"));
}

Result<void> setValue(
    RecipeDocument &document, const QString &set, const QString &parameter, const Quantity &value)
{
    MasterRecipe recipe = document.recipe();
    const FormulaParameter *base = recipe.formulaParameter(parameter);
    if (!base)
        return Error(
            u"model.unknownFormula"_s, {{u"parameter"_s, parameter}, {u"formula"_s, parameter}});
    if (const auto converted = value.in(base->value.unit); !converted)
        return converted.error();
    FormulaSet *found = find(recipe, set);
    if (!found)
        return unknown(set);
    found->values.insert(parameter, value);
    if (!differs(recipe, *found, parameter))
        found->values.remove(parameter);
    return document.editHeader(recipe, RecipeDocument::tr("Edit formula set"));
}

Result<void> activate(RecipeDocument &document, const QString &set)
{
    MasterRecipe recipe = document.recipe();
    const FormulaSet *chosen = find(recipe, set);
    if (!chosen)
        return unknown(set);
    const FormulaSet wanted = *chosen;
    FormulaSet former; // what the formula was
    const bool kept = !activeSet(recipe).isEmpty();
    for (const FormulaParameter &parameter : recipe.formula) {
        if (differs(recipe, wanted, parameter.id))
            former.values.insert(parameter.id, parameter.value);
    }
    if (former.values.isEmpty())
        return {};
    for (FormulaSet &each : recipe.formulaSets) {
        for (auto it = former.values.cbegin(); it != former.values.cend(); ++it) {
            if (!each.values.contains(it.key()))
                each.values.insert(it.key(), it.value());
        }
    }
    for (FormulaParameter &parameter : recipe.formula) {
        const auto value = wanted.values.constFind(parameter.id);
        if (value != wanted.values.cend())
            parameter.value = *value;
    }
    for (FormulaSet &each : recipe.formulaSets)
        dropRepetitions(recipe, each);
    if (!kept) {
        former.id = freeId(recipe);
        former.name = {u"Formula before"_s, u"原配方值"_s};
        for (int number = 2; !checkName(recipe, former.name); ++number)
            former.name = {u"Formula before %1"_s.arg(number), u"原配方值 %1"_s.arg(number)};
        recipe.formulaSets.append(former);
    }
    return document.editHeader(recipe, RecipeDocument::tr("Activate formula set"));
}

} // namespace cytoloom::formulasets
