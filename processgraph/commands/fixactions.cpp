// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/fixactions.h"

#include "processgraph/catalog/catalog.h"
#include "processgraph/commands/flowinsertion.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

Error placeGone()
{
    return Error(u"fix.placeGone"_s);
}

const FindingPlace &place(const Finding &finding)
{
    static const FindingPlace none;
    return finding.places.isEmpty() ? none : finding.places.first();
}

Port *portOf(Element &element, const PortId &id)
{
    const auto found = std::find_if(element.ports.begin(), element.ports.end(),
        [&id](const Port &port) { return port.id == id; });
    return found == element.ports.end() ? nullptr : &*found;
}

QString freeLineId(const MasterRecipe &recipe, const QString &stem)
{
    QString id = stem;
    for (int number = 2; recipe.bomLine(id); ++number)
        id = stem + u'-' + QString::number(number);
    return id;
}

} // namespace

Result<void> FixActions::addBomLine(RecipeEdit &edit, const Finding &finding)
{
    const Element *found = edit.recipe().procedure.element(place(finding).element);
    if (!found)
        return placeGone();
    Element element = *found;
    Port *port = portOf(element, place(finding).port);
    if (!port)
        return placeGone();
    QStringList lines;
    for (const BomLine &line : edit.recipe().bom)
        if (!port->medium.isEmpty() && line.material == port->medium)
            lines.append(line.id);
    const MaterialClass *material = Catalog::shipped().material(port->medium);
    if (lines.size() > 1)
        return Error(u"fix.severalLines"_s,
            {{u"material.en"_s, material ? material->name.en : port->medium},
                {u"material.zh"_s, material ? material->name.zh : port->medium}});
    if (lines.isEmpty()) {
        BomLine line;
        line.id
            = freeLineId(edit.recipe(), port->medium.isEmpty() ? port->id.value() : port->medium);
        line.material = port->medium;
        line.name = material ? material->name : port->name;
        line.quantity = port->volume.value_or(Quantity());
        MasterRecipe recipe = edit.recipe();
        recipe.bom.append(line);
        edit.replaceHeader(recipe);
        lines.append(line.id);
    }
    port->bomLine = lines.first();
    return edit.replace(element);
}

Result<void> FixActions::addCriterion(RecipeEdit &edit, const Finding &finding)
{
    const Procedure &procedure = edit.recipe().procedure;
    const Element *found = procedure.element(ElementId(finding.fixArgs.value(u"gate"_s)));
    if (!found || !found->gate)
        return placeGone();
    const QStringList results = finding.fixArgs.value(u"results"_s).split(u';');
    for (const ElementId &id : procedure.elements()) {
        const auto &gate = procedure.element(id)->gate;
        if (!gate || id == found->id)
            continue;
        for (const Criterion &criterion : gate->criteria) {
            if (!results.contains(criterion.attribute))
                continue;
            Element element = *found;
            element.gate->criteria.append(criterion);
            return edit.replace(element);
        }
    }
    return placeGone();
}

Result<void> FixActions::addWasteRoute(RecipeEdit &edit, const Finding &finding)
{
    const Procedure &procedure = edit.recipe().procedure;
    const Element *giver = procedure.element(place(finding).element);
    const Port *outlet = giver ? giver->port(place(finding).port) : nullptr;
    if (!outlet)
        return placeGone();
    ElementId outermost = giver->id;
    while (!procedure.container(outermost).isEmpty())
        outermost = procedure.container(outermost);
    Port inlet;
    inlet.id = PortId(u"waste"_s);
    inlet.name = {u"Waste in"_s, u"废弃物进"_s};
    inlet.direction = PortDirection::In;
    inlet.purpose = PortPurpose::Waste;
    inlet.medium = outlet->medium;
    inlet.volume = outlet->volume;
    Link route;
    route.id = edit.freeLinkId();
    route.kind = LinkKind::Waste;
    route.from = {giver->id, outlet->id};
    route.medium = outlet->medium;
    route.volume = outlet->volume;
    route.connection = Connection::Integral; // the waste bag hangs on the set from the beginning
    Element step;
    step.kind = ElementKind::ManualStep;
    step.id = edit.freeElementId(u"inactivation"_s);
    step.name = {u"Inactivate waste"_s, u"废弃物灭活"_s};
    step.ports = {inlet};
    step.crew = {CrewNeed {u"operator"_s, 1, {}}};
    step.signatures = {{SignatureMeaning::Performed, u"operator"_s}};
    step.duration = {std::chrono::minutes(30), std::chrono::hours(1), std::chrono::hours(4)};
    step.attributes.set(
        u"inactivates"_s, finding.fixArgs.value(u"value"_s).split(u';', Qt::SkipEmptyParts));
    if (Result<void> done
        = FlowInsertion::insert(edit, step, outermost, FlowInsertion::Side::After);
        !done)
        return done;
    route.id = edit.freeLinkId();
    route.to = {step.id, inlet.id};
    return edit.add(route);
}

Result<void> FixActions::removeLink(RecipeEdit &edit, const Finding &finding)
{
    const LinkId link = place(finding).link;
    return edit.recipe().procedure.link(link) ? edit.remove({}, {link}) : Result<void>(placeGone());
}

Result<void> FixActions::addReview(RecipeEdit &edit, const Finding &finding)
{
    Element step;
    step.kind = ElementKind::Phase;
    step.type = u"gate-results"_s;
    step.id = edit.freeElementId(u"review"_s);
    step.name = {u"Review gate results"_s, u"审核中间控制结果"_s};
    step.openness = Openness::Closed;
    step.crew = {CrewNeed {u"qa"_s, 1, {}}};
    step.signatures = {{SignatureMeaning::Reviewed, u"qa"_s}};
    step.duration = {std::chrono::minutes(5), std::chrono::minutes(15), std::chrono::hours(1)};
    step.maxHeldTime = std::chrono::hours(2);
    return FlowInsertion::insert(edit, step, place(finding).element, FlowInsertion::Side::Before);
}

Result<void> FixActions::newVersion(RecipeEdit &edit, const Finding &)
{
    MasterRecipe next = edit.recipe();
    next.version += 1;
    next.status = RecipeStatus::Draft;
    next.approvedBy.clear();
    next.approvals.clear();
    edit.replaceHeader(next);
    return {};
}

} // namespace cytoloom
