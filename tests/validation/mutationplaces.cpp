// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/mutationplaces.h"

namespace cytoloom::test {

using namespace Qt::StringLiterals;

// One mutation per element that \p applies to.
Mutations eachElement(const ValidationInput &input,
    const std::function<bool(const Element &)> &applies,
    const std::function<void(Element &)> &change)
{
    Mutations all;
    for (const ElementId &id : input.recipe.procedure.elements()) {
        if (!applies(*input.recipe.procedure.element(id)))
            continue;
        all.append({id.value(), [id, change](ValidationInput &mutant) {
                        Element element = *mutant.recipe.procedure.element(id);
                        change(element);
                        (void)mutant.recipe.procedure.replaceElement(element);
                    }});
    }
    return all;
}

Mutations eachLink(const ValidationInput &input, const std::function<bool(const Link &)> &applies,
    const std::function<void(Link &)> &change)
{
    Mutations all;
    for (const LinkId &id : input.recipe.procedure.links()) {
        if (!applies(*input.recipe.procedure.link(id)))
            continue;
        all.append({u"link "_s + id.value(), [id, change](ValidationInput &mutant) {
                        Link link = *mutant.recipe.procedure.link(id);
                        change(link);
                        (void)mutant.recipe.procedure.replaceLink(link);
                    }});
    }
    return all;
}

Mutations dropLinks(const ValidationInput &input, LinkKind kind)
{
    Mutations all;
    for (const LinkId &id : input.recipe.procedure.links()) {
        if (input.recipe.procedure.link(id)->kind != kind)
            continue;
        all.append({u"link "_s + id.value(),
            [id](ValidationInput &mutant) { (void)mutant.recipe.procedure.removeLink(id); }});
    }
    return all;
}

// One mutation per parameter that \p applies to.
Mutations eachParameter(const ValidationInput &input,
    const std::function<bool(const Parameter &)> &applies,
    const std::function<void(Parameter &)> &change)
{
    Mutations all;
    for (const ElementId &id : input.recipe.procedure.elements()) {
        const Element *element = input.recipe.procedure.element(id);
        for (int i = 0; i < element->parameters.size(); ++i) {
            if (!applies(element->parameters.at(i)))
                continue;
            all.append({id.value() + u'/' + element->parameters.at(i).id.value(),
                [id, i, change](ValidationInput &mutant) {
                    Element changed = *mutant.recipe.procedure.element(id);
                    change(changed.parameters[i]);
                    (void)mutant.recipe.procedure.replaceElement(changed);
                }});
        }
    }
    return all;
}

Mutations removeGate(const ValidationInput &input)
{
    Mutations all;
    for (const ElementId &id : input.recipe.procedure.elements()) {
        if (input.recipe.procedure.element(id)->kind != ElementKind::Gate)
            continue;
        all.append({id.value(), [id](ValidationInput &mutant) {
                        Procedure &procedure = mutant.recipe.procedure;
                        ElementId next;
                        for (const LinkId &out : procedure.controlOut(id)) {
                            if (procedure.link(out)->outcome == GateOutcome::Pass)
                                next = procedure.link(out)->to.element;
                        }
                        for (const LinkId &out : procedure.controlOut(id))
                            (void)procedure.removeLink(out);
                        for (const LinkId &in : procedure.controlIn(id)) {
                            Link link = *procedure.link(in);
                            link.to.element = next;
                            (void)procedure.replaceLink(link);
                        }
                        const QVector<LinkId> rest
                            = procedure.incoming(id) + procedure.outgoing(id);
                        for (const LinkId &link : rest)
                            (void)procedure.removeLink(link);
                        (void)procedure.removeElement(id);
                    }});
    }
    return all;
}

Mutations failBackIntoProduct(const ValidationInput &input)
{
    Mutations all;
    for (const LinkId &id : input.recipe.procedure.links()) {
        if (input.recipe.procedure.link(id)->outcome != GateOutcome::Fail)
            continue;
        all.append({u"link "_s + id.value(), [id](ValidationInput &mutant) {
                        Procedure &procedure = mutant.recipe.procedure;
                        Link fail = *procedure.link(id);
                        for (const LinkId &out : procedure.controlOut(fail.from.element)) {
                            if (procedure.link(out)->outcome == GateOutcome::Pass)
                                fail.to.element = procedure.link(out)->to.element;
                        }
                        (void)procedure.replaceLink(fail);
                    }});
    }
    return all;
}

Mutations eachCriterion(const ValidationInput &input, bool remove)
{
    Mutations all;
    for (const ElementId &id : input.recipe.procedure.elements()) {
        const Element *gate = input.recipe.procedure.element(id);
        if (!gate->gate)
            continue;
        for (int i = 0; i < gate->gate->criteria.size(); ++i) {
            all.append({id.value() + u'/' + gate->gate->criteria.at(i).attribute,
                [id, i, remove](ValidationInput &mutant) {
                    Element changed = *mutant.recipe.procedure.element(id);
                    if (remove)
                        changed.gate->criteria.removeAt(i);
                    else
                        changed.gate->criteria[i].method.clear();
                    (void)mutant.recipe.procedure.replaceElement(changed);
                }});
        }
    }
    return all;
}

Mutations dropEvidence(const ValidationInput &input)
{
    Mutations all;
    for (const ElementId &id : input.recipe.procedure.elements()) {
        const Element *element = input.recipe.procedure.element(id);
        for (const QString &name : element->attributes.values().keys()) {
            all.append({id.value() + u'@' + name, [id, name](ValidationInput &mutant) {
                            Element changed = *mutant.recipe.procedure.element(id);
                            changed.attributes.remove(name);
                            (void)mutant.recipe.procedure.replaceElement(changed);
                        }});
        }
        for (int i = 0; element->gate && i < element->gate->criteria.size(); ++i) {
            const Criterion &criterion = element->gate->criteria.at(i);
            for (const QString &name : criterion.attributes.values().keys()) {
                all.append({id.value() + u'/' + criterion.attribute + u'@' + name,
                    [id, i, name](ValidationInput &mutant) {
                        Element changed = *mutant.recipe.procedure.element(id);
                        changed.gate->criteria[i].attributes.remove(name);
                        (void)mutant.recipe.procedure.replaceElement(changed);
                    }});
            }
        }
    }
    for (const LinkId &id : input.recipe.procedure.links()) {
        for (const QString &name : input.recipe.procedure.link(id)->attributes.values().keys()) {
            all.append({u"link "_s + id.value() + u'@' + name, [id, name](ValidationInput &mutant) {
                            Link link = *mutant.recipe.procedure.link(id);
                            link.attributes.remove(name);
                            (void)mutant.recipe.procedure.replaceLink(link);
                        }});
        }
    }
    for (const QString &name : input.recipe.attributes.values().keys()) {
        all.append({u"recipe@"_s + name,
            [name](ValidationInput &mutant) { mutant.recipe.attributes.remove(name); }});
    }
    for (int i = 0; i < input.recipe.bom.size(); ++i) {
        for (const QString &name : input.recipe.bom.at(i).attributes.values().keys()) {
            all.append({u"bom "_s + input.recipe.bom.at(i).id + u'@' + name,
                [i, name](
                    ValidationInput &mutant) { mutant.recipe.bom[i].attributes.remove(name); }});
        }
    }
    return all;
}

Mutations dropBomLine(const ValidationInput &input)
{
    Mutations all;
    for (int i = 0; i < input.recipe.bom.size(); ++i)
        all.append({u"bom "_s + input.recipe.bom.at(i).id,
            [i](ValidationInput &mutant) { mutant.recipe.bom.removeAt(i); }});
    return all;
}

Mutations dropFormula(const ValidationInput &input)
{
    Mutations all;
    for (int i = 0; i < input.recipe.formula.size(); ++i)
        all.append({u"formula "_s + input.recipe.formula.at(i).id,
            [i](ValidationInput &mutant) { mutant.recipe.formula.removeAt(i); }});
    return all;
}

Mutations eachUnit(const ValidationInput &input, const std::function<void(PlantUnit &)> &change)
{
    Mutations all;
    if (!input.plant)
        return all;
    for (const UnitRole &role : input.recipe.roles) {
        for (int i = 0; i < input.plant->units.size(); ++i) {
            if (input.plant->units.at(i).id != role.preferredUnit)
                continue;
            all.append({u"unit "_s + role.preferredUnit.value(),
                [i, change](ValidationInput &mutant) { change(mutant.plant->units[i]); }});
        }
    }
    return all;
}

Mutations eachRoom(const ValidationInput &input, const std::function<void(Room &)> &change)
{
    Mutations all;
    if (!input.plant)
        return all;
    for (int i = 0; i < input.plant->rooms.size(); ++i)
        all.append({u"room "_s + input.plant->rooms.at(i).id.value(),
            [i, change](ValidationInput &mutant) { change(mutant.plant->rooms[i]); }});
    return all;
}

namespace {

template <class T>
Mutations eachBound(const ValidationInput &input, QVector<T> BatchBinding::*list,
    const QString &word, const std::function<QString(const T &)> &name,
    const std::function<void(T &)> &change)
{
    Mutations all;
    if (!input.binding)
        return all;
    const QVector<T> &items = (*input.binding).*list;
    for (int i = 0; i < items.size(); ++i)
        all.append({word + u' ' + name(items.at(i)),
            [i, list, change](ValidationInput &mutant) { change(((*mutant.binding).*list)[i]); }});
    return all;
}

} // namespace

Mutations eachLot(const ValidationInput &input, const std::function<void(MaterialLot &)> &change)
{
    return eachBound<MaterialLot>(
        input, &BatchBinding::lots, u"lot"_s, [](const MaterialLot &lot) { return lot.id.value(); },
        change);
}

Mutations eachSet(const ValidationInput &input, const std::function<void(SingleUseSet &)> &change)
{
    return eachBound<SingleUseSet>(
        input, &BatchBinding::sets, u"set"_s, [](const SingleUseSet &set) { return set.serial; },
        change);
}

Mutations eachPerson(const ValidationInput &input, const std::function<void(CrewMember &)> &change)
{
    return eachBound<CrewMember>(
        input, &BatchBinding::crew, u"person"_s,
        [](const CrewMember &person) { return person.id.value(); }, change);
}

} // namespace cytoloom::test
