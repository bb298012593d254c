// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/headerentry.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

HeaderEntry::HeaderEntry(InspectorHand &hand, const RecipeDocument &document)
    : m_hand(hand)
    , m_document(document)
{ }

void HeaderEntry::enter(const MasterRecipe &wanted)
{
    names(wanted);
    m_hand.evidence(
        u"evidence"_s, AttributeHome::Recipe, now().attributes, wanted.attributes, true);
    for (int i = 0; i < wanted.formula.size(); ++i) {
        m_hand.press(u"formula.add"_s);
        formula(i, wanted.formula.at(i));
        m_hand.press(u"formula.%1.toggle"_s.arg(i));
    }
    for (int i = 0; i < wanted.bom.size(); ++i) {
        m_hand.press(u"bom.add"_s);
        material(i, wanted.bom.at(i));
        m_hand.press(u"bom.%1.toggle"_s.arg(i));
    }
    for (int i = 0; i < wanted.roles.size(); ++i) {
        m_hand.press(u"roles.add"_s);
        role(i, wanted.roles.at(i));
        m_hand.press(u"roles.%1.toggle"_s.arg(i));
    }
}

void HeaderEntry::texts(const QString &field, const LocalizedText &now, const LocalizedText &wanted)
{
    if (now.en != wanted.en)
        m_hand.text(field + u"En"_s, wanted.en);
    if (now.zh != wanted.zh)
        m_hand.text(field + u"Zh"_s, wanted.zh);
}

void HeaderEntry::names(const MasterRecipe &wanted)
{
    const MasterRecipe before = now();
    if (before.id != wanted.id)
        m_hand.text(u"recipeId"_s, wanted.id.value());
    texts(u"recipeName"_s, before.name, wanted.name);
    texts(u"product"_s, before.product, wanted.product);
    texts(u"description"_s, before.description, wanted.description);
    if (before.productCode != wanted.productCode)
        m_hand.text(u"productCode"_s, wanted.productCode);
    if (before.autologous != wanted.autologous)
        m_hand.choice(u"autologous"_s, wanted.autologous ? 1 : 0);
    if (before.author != wanted.author)
        m_hand.text(u"author"_s, wanted.author);
}

void HeaderEntry::quantity(const QString &box, const Quantity &now, const Quantity &wanted)
{
    if (now.unit != wanted.unit)
        m_hand.text(box + u".unit"_s, wanted.unit.symbol());
    m_hand.number(box + u".quantity"_s, wanted.value);
}

void HeaderEntry::formula(int index, const FormulaParameter &wanted)
{
    const QString box = u"formula."_s + QString::number(index);
    const FormulaParameter before = now().formula.at(index);
    quantity(box, before.value, wanted.value);
    texts(box + u".name"_s, before.name, wanted.name);
    if (before.kind != wanted.kind)
        m_hand.choice(box + u".kind"_s, int(wanted.kind));
    if (before.id != wanted.id)
        m_hand.text(box + u".id"_s, wanted.id);
}

void HeaderEntry::material(int index, const BomLine &wanted)
{
    const QString box = u"bom."_s + QString::number(index);
    const BomLine before = now().bom.at(index);
    texts(box + u".name"_s, before.name, wanted.name);
    if (before.material != wanted.material)
        m_hand.pick(box + u".material"_s, wanted.material);
    quantity(box, before.quantity, wanted.quantity);
    if (before.tolerance != wanted.tolerance)
        m_hand.number(box + u".tolerance"_s, wanted.tolerance * 100);
    if (before.code != wanted.code)
        m_hand.text(box + u".code"_s, wanted.code);
    if (before.specification != wanted.specification)
        m_hand.text(box + u".specification"_s, wanted.specification);
    m_hand.evidence(
        box + u".evidence"_s, AttributeHome::BomLine, before.attributes, wanted.attributes, false);
    if (before.id != wanted.id)
        m_hand.text(box + u".id"_s, wanted.id);
}

void HeaderEntry::role(int index, const UnitRole &wanted)
{
    const QString box = u"roles."_s + QString::number(index);
    const UnitRole before = now().roles.at(index);
    texts(box + u".name"_s, before.name, wanted.name);
    if (before.equipmentClass != wanted.equipmentClass)
        m_hand.pick(box + u".class"_s, wanted.equipmentClass);
    if (before.preferredUnit != wanted.preferredUnit)
        m_hand.pick(box + u".unit"_s, wanted.preferredUnit.value());
    for (int i = 0; i < wanted.capabilities.size(); ++i) {
        const CapabilityNeed &need = wanted.capabilities.at(i);
        m_hand.pick(box + u".addCapability"_s, need.capability);
        const QString field = box + u".capability%1."_s.arg(i);
        if (need.range.low)
            m_hand.number(field + u"low"_s, need.range.low);
        if (need.range.high)
            m_hand.number(field + u"high"_s, need.range.high);
    }
    if (before.id != wanted.id)
        m_hand.text(box + u".id"_s, wanted.id.value());
}

} // namespace cytoloom
