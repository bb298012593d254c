// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The second part of elementcomparison.h: everything of a recipe that is not its procedure.
#include "processgraph/model/elementcomparison.h"
#include "processgraph/model/recipewords.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Weight = DifferenceWeight;

LocalizedText named(const LocalizedText &name, const QString &id)
{
    return name.isEmpty() ? LocalizedText {id, id} : name;
}

DifferenceText amount(const Quantity &quantity)
{
    return DifferenceList::text(shownAmount(quantity.value, quantity.unit));
}

void compareFormula(DifferenceList &list, const MasterRecipe &before, const MasterRecipe &after)
{
    list.setSubject({u"compare.where.formula"_s, {}, {}, {}, {}, {}});
    list.pair(
        before.formula, after.formula, "formula.order",
        [](const FormulaParameter &parameter) { return parameter.id; },
        [&](const FormulaParameter &a, const FormulaParameter &b) {
            if (a == b)
                return;
            list.setPart(named(b.name, b.id));
            const qsizetype told = list.size();
            list.change("formula.name", a.name, b.name);
            list.change("formula.value", std::optional(a.value), std::optional(b.value));
            if (a.kind != b.kind)
                list.change("formula.kind",
                    DifferenceList::word("formula", json::formulaKindWords(), a.kind),
                    DifferenceList::word("formula", json::formulaKindWords(), b.kind));
            list.nothingMissed(told, a, b);
        },
        [&](const FormulaParameter &gone) {
            list.setPart(named(gone.name, gone.id));
            list.change("formula.value", amount(gone.value), {}, Weight::Changed, "gone");
        },
        [&](const FormulaParameter &come) {
            list.setPart(named(come.name, come.id));
            list.change("formula.value", {}, amount(come.value), Weight::Changed, "new");
        });
}

void compareFormulaSets(DifferenceList &list, const MasterRecipe &before, const MasterRecipe &after)
{
    const auto title = [&](const FormulaSet &set) {
        list.setSubject({u"compare.where.formulaSet"_s,
            {{u"set"_s, DifferenceList::text(named(set.name, set.id))}}, {}, {}, {}, {}});
    };
    list.pair(
        before.formulaSets, after.formulaSets, "formulaSet.order",
        [](const FormulaSet &set) { return set.id; },
        [&](const FormulaSet &a, const FormulaSet &b) {
            if (a == b)
                return;
            title(b);
            const qsizetype told = list.size();
            list.change("name", a.name, b.name);
            QMap<QString, Quantity> all = a.values;
            all.insert(b.values);
            for (auto it = all.cbegin(); it != all.cend(); ++it) {
                const FormulaParameter *parameter = after.formulaParameter(it.key());
                list.setPart(named(parameter ? parameter->name : LocalizedText(), it.key()));
                const auto value = [&it](const FormulaSet &set) {
                    const auto found = set.values.constFind(it.key());
                    return found == set.values.cend() ? std::nullopt : std::optional(*found);
                };
                list.change("formula.value", value(a), value(b));
            }
            list.clearPart();
            list.nothingMissed(told, a, b);
        },
        [&](const FormulaSet &gone) {
            title(gone);
            list.whole("whole.removed", DifferenceKind::Removed, Weight::Changed);
        },
        [&](const FormulaSet &come) {
            title(come);
            list.whole("whole.added", DifferenceKind::Added, Weight::Changed);
        });
}

void compareBom(DifferenceList &list, const MasterRecipe &before, const MasterRecipe &after)
{
    list.setSubject({u"compare.where.bom"_s, {}, {}, {}, {}, {}});
    list.pair(
        before.bom, after.bom, "bom.order", [](const BomLine &line) { return line.id; },
        [&](const BomLine &a, const BomLine &b) {
            if (a == b)
                return;
            list.setPart(named(b.name, b.id));
            const qsizetype told = list.size();
            list.change("bom.name", a.name, b.name);
            list.change("bom.material", a.material, b.material);
            list.change("bom.code", a.code, b.code);
            list.change("bom.specification", a.specification, b.specification);
            list.change("bom.quantity", std::optional(a.quantity), std::optional(b.quantity));
            if (a.tolerance != b.tolerance) {
                const auto percent = [](double fraction) {
                    return DifferenceList::text(u"± "_s + shownNumber(fraction * 100) + u" %"_s);
                };
                const bool wider = b.tolerance > a.tolerance;
                list.change("bom.tolerance", percent(a.tolerance), percent(b.tolerance),
                    wider ? Weight::Widened : Weight::Changed, wider ? "widened" : "narrowed");
            }
            list.attributes(a.attributes, b.attributes);
            list.nothingMissed(told, a, b);
        },
        [&](const BomLine &gone) {
            list.setPart(named(gone.name, gone.id));
            list.change("bom", amount(gone.quantity), {}, Weight::Changed, "gone");
        },
        [&](const BomLine &come) {
            list.setPart(named(come.name, come.id));
            list.change("bom", {}, amount(come.quantity), Weight::Changed, "new");
        });
}

DifferenceText need(const CapabilityNeed &need)
{
    return DifferenceList::text(shownRange(need.range, need.unit));
}

void compareRole(DifferenceList &list, const UnitRole &a, const UnitRole &b)
{
    const qsizetype told = list.size();
    list.change("name", a.name, b.name);
    list.change("role.equipmentClass", a.equipmentClass, b.equipmentClass);
    list.change("role.preferredUnit", a.preferredUnit.value(), b.preferredUnit.value());
    list.pair(
        a.capabilities, b.capabilities, "role.order",
        [](const CapabilityNeed &each) { return each.capability; },
        [&](const CapabilityNeed &was, const CapabilityNeed &is) {
            if (was == is)
                return;
            list.setPart({is.capability, is.capability});
            list.change("role.capability", need(was), need(is));
        },
        [&](const CapabilityNeed &gone) {
            list.setPart({gone.capability, gone.capability});
            list.change("role.capability", need(gone), {}, Weight::Changed, "gone");
        },
        [&](const CapabilityNeed &come) {
            list.setPart({come.capability, come.capability});
            list.change("role.capability", {}, need(come), Weight::Changed, "new");
        });
    list.nothingMissed(told, a, b);
}

void compareRoles(DifferenceList &list, const MasterRecipe &before, const MasterRecipe &after)
{
    const auto title = [&](const UnitRole &role) {
        list.setSubject({u"compare.where.role"_s,
            {{u"role"_s, DifferenceList::text(named(role.name, role.id.value()))}}, {}, {}, {},
            {}});
    };
    list.pair(
        before.roles, after.roles, "role.order",
        [](const UnitRole &role) { return role.id.value(); },
        [&](const UnitRole &a, const UnitRole &b) {
            if (a == b)
                return;
            title(b);
            compareRole(list, a, b);
        },
        [&](const UnitRole &gone) {
            title(gone);
            list.whole("whole.removed", DifferenceKind::Removed, Weight::Changed);
        },
        [&](const UnitRole &come) {
            title(come);
            list.whole("whole.added", DifferenceKind::Added, Weight::Changed);
        });
}

/// Signatures and waivers belong to the version: they are told, but they are not the process.
void compareSignedThings(
    DifferenceList &list, const MasterRecipe &before, const MasterRecipe &after)
{
    list.pair(
        before.waivers, after.waivers, "waiver.order",
        [](const Waiver &waiver) { return waiver.key; },
        [&](const Waiver &a, const Waiver &b) {
            if (!(a == b))
                list.change("waiver", DifferenceList::text(a.reason),
                    DifferenceList::text(b.reason), Weight::Changed, "changed");
        },
        [&](const Waiver &gone) {
            list.setPart({gone.key, gone.key});
            list.change("waiver", DifferenceList::text(gone.reason), {}, Weight::Changed, "gone");
        },
        [&](const Waiver &come) {
            list.setPart({come.key, come.key});
            list.change("waiver", {}, DifferenceList::text(come.reason), Weight::Changed, "new");
        });
    if (before.approvals != after.approvals) {
        const auto people = [](const QVector<Approval> &approvals) {
            QStringList names;
            for (const Approval &approval : approvals)
                names << approval.person.value() + u" ("_s + approval.role + u')';
            return DifferenceList::text(names.join(u", "_s));
        };
        list.change(
            "approvals", people(before.approvals), people(after.approvals), Weight::Wording);
    }
}

void compareAnnotations(DifferenceList &list, const MasterRecipe &before, const MasterRecipe &after)
{
    const auto shown = [](const Annotation &annotation) {
        return annotation.text.isEmpty() ? DifferenceList::text(annotation.id)
                                         : DifferenceList::text(annotation.text);
    };
    list.pair(
        before.annotations, after.annotations, "annotation.order",
        [](const Annotation &annotation) { return annotation.id; },
        [&](const Annotation &a, const Annotation &b) {
            if (a.text != b.text)
                list.change("annotation", shown(a), shown(b), Weight::Layout);
            else if (!(a == b))
                list.change("annotation", shown(a), {}, Weight::Layout, "rearranged");
        },
        [&](const Annotation &gone) { list.change("annotation", shown(gone), {}, Weight::Layout); },
        [&](const Annotation &come) {
            list.change("annotation", {}, shown(come), Weight::Layout);
        });
}

} // namespace

void compareHeaders(DifferenceList &list, const MasterRecipe &before, const MasterRecipe &after)
{
    const DifferenceList::Subject recipe {u"compare.where.recipe"_s, {}, {}, {}, {}, {}};
    list.setSubject(recipe);
    list.change("recipe.id", before.id.value(), after.id.value());
    if (before.version != after.version)
        list.change("recipe.version", QString::number(before.version),
            QString::number(after.version), Weight::Wording);
    if (before.status != after.status)
        list.change("recipe.status",
            DifferenceList::word("status", json::statusWords(), before.status),
            DifferenceList::word("status", json::statusWords(), after.status), Weight::Wording);
    list.change("name", before.name, after.name);
    list.change("recipe.product", before.product, after.product, Weight::Changed);
    list.change("recipe.productCode", before.productCode, after.productCode);
    list.change("recipe.description", before.description, after.description);
    list.change("recipe.author", before.author, after.author, Weight::Wording);
    list.change("recipe.approvedBy", before.approvedBy, after.approvedBy, Weight::Wording);
    list.change("recipe.changeReason", before.changeReason, after.changeReason, Weight::Wording);
    list.mark("recipe.autologous", before.autologous, after.autologous, Weight::Widened);
    list.attributes(before.attributes, after.attributes);
    compareSignedThings(list, before, after);
    compareAnnotations(list, before, after);
    compareFormula(list, before, after);
    list.setSubject(recipe);
    compareFormulaSets(list, before, after);
    compareBom(list, before, after);
    list.setSubject(recipe);
    compareRoles(list, before, after);
}

} // namespace cytoloom
