// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/quickfix.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const FindingPlace *firstPlace(const Finding &finding)
{
    return finding.places.isEmpty() ? nullptr : &finding.places.first();
}

const Link *placedLink(const Finding &finding, const MasterRecipe &recipe)
{
    const FindingPlace *place = firstPlace(finding);
    return place ? recipe.procedure.link(place->link) : nullptr;
}

const Element *placedElement(const Finding &finding, const MasterRecipe &recipe)
{
    const FindingPlace *place = firstPlace(finding);
    return place ? recipe.procedure.element(place->element) : nullptr;
}

bool fixesJoint(const Finding &finding, const MasterRecipe &recipe)
{
    const Link *link = placedLink(finding, recipe);
    return finding.rule == "GMP-CON-01"_L1 && link && link->connection != Connection::Weld;
}

bool fixesOpenness(const Finding &finding, const MasterRecipe &recipe)
{
    const Element *element = placedElement(finding, recipe);
    return finding.rule == "GMP-ENV-01"_L1 && element && element->openness == Openness::Open;
}

bool fixesLoop(const Finding &finding, const MasterRecipe &recipe)
{
    const Element *element = placedElement(finding, recipe);
    return finding.rule == "GMP-STR-03"_L1 && element && element->kind == ElementKind::Loop
        && element->maxCount < 1;
}

} // namespace

QString QuickFix::label(const Finding &finding, const MasterRecipe &recipe)
{
    if (fixesJoint(finding, recipe))
        return tr("Change to tube weld");
    if (fixesOpenness(finding, recipe))
        return tr("Change to closed");
    if (fixesLoop(finding, recipe))
        return tr("Limit to 10 times");
    return {};
}

Result<void> QuickFix::apply(const Finding &finding, RecipeDocument &document)
{
    const MasterRecipe &recipe = document.recipe();
    if (fixesJoint(finding, recipe)) {
        Link link = *placedLink(finding, recipe);
        link.connection = Connection::Weld;
        return document.edit(link, tr("Change to tube weld"));
    }
    if (fixesOpenness(finding, recipe)) {
        Element element = *placedElement(finding, recipe);
        element.openness = Openness::Closed;
        return document.edit(element, tr("Change to closed"));
    }
    if (fixesLoop(finding, recipe)) {
        Element element = *placedElement(finding, recipe);
        element.maxCount = 10;
        return document.edit(element, tr("Limit to 10 times"));
    }
    return {};
}

} // namespace cytoloom
