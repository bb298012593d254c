// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/recipebuilder.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString text(const char *words)
{
    return QString::fromUtf8(words);
}

void must(const Result<void> &result)
{
    if (!result)
        qFatal("The recipe of this test is wrong: %s", qPrintable(result.error().code()));
}

Element elementOf(const QString &id, ElementKind kind)
{
    Element element;
    element.id = ElementId(id);
    element.kind = kind;
    element.name = {id, id};
    return element;
}

} // namespace

RecipeBuilder::RecipeBuilder()
{
    m_recipe.id = RecipeId(u"test"_s);
    m_recipe.name = {u"Test recipe"_s, u"测试处方"_s};
    m_recipe.productCode = u"TEST"_s;
    m_containers.append(ElementId());
    must(m_recipe.procedure.addElement(elementOf(u"begin"_s, ElementKind::Begin), ElementId()));
    m_last = ElementId(u"begin"_s);
}

RecipeBuilder &RecipeBuilder::role(const char *id, const char *equipmentClass, const char *unit)
{
    UnitRole role;
    role.id = RoleId(text(id));
    role.name = {text(id), text(id)};
    role.equipmentClass = text(equipmentClass);
    role.preferredUnit = UnitId(text(unit));
    m_recipe.roles.append(role);
    return *this;
}

RecipeBuilder &RecipeBuilder::formula(const char *id, const char *quantity)
{
    m_recipe.formula.append({text(id), {text(id), text(id)}, FormulaKind::ProcessParameter,
        Quantity::parse(text(quantity)).value()});
    return *this;
}

RecipeBuilder &RecipeBuilder::add(const char *id, ElementKind kind, const ElementEdit &edit)
{
    Element element = elementOf(text(id), kind);
    if (edit)
        edit(element);
    must(m_recipe.procedure.addElement(element, m_containers.last()));
    follow(element.id);
    return *this;
}

RecipeBuilder &RecipeBuilder::phase(const char *id, const char *type, const ElementEdit &edit)
{
    return add(id, ElementKind::Phase, [&](Element &element) {
        element.type = text(type);
        if (edit)
            edit(element);
    });
}

RecipeBuilder &RecipeBuilder::manual(const char *id, const ElementEdit &edit)
{
    return add(id, ElementKind::ManualStep, edit);
}

RecipeBuilder &RecipeBuilder::transition(const char *id, const char *condition)
{
    return add(id, ElementKind::Transition,
        [&](Element &element) { element.condition = text(condition); });
}

RecipeBuilder &RecipeBuilder::unit(const char *id, const char *role, const ElementEdit &edit)
{
    return open(id, ElementKind::UnitProcedure, [&](Element &element) {
        element.role = RoleId(text(role));
        if (edit)
            edit(element);
    });
}

RecipeBuilder &RecipeBuilder::operation(const char *id)
{
    return open(id, ElementKind::Operation, {});
}

RecipeBuilder &RecipeBuilder::loop(const char *id, const char *condition, int maxCount)
{
    return open(id, ElementKind::Loop, [&](Element &element) {
        element.condition = text(condition);
        element.maxCount = maxCount;
    });
}

RecipeBuilder &RecipeBuilder::open(const char *id, ElementKind kind, const ElementEdit &edit)
{
    add(id, kind, edit);
    m_containers.append(ElementId(text(id)));
    const Element begin = elementOf(text(id) + u".begin"_s, ElementKind::Begin);
    must(m_recipe.procedure.addElement(begin, m_containers.last()));
    m_last = begin.id;
    return *this;
}

void RecipeBuilder::finishContainer()
{
    const QString id = m_containers.last().value();
    const Element end = elementOf(id.isEmpty() ? u"end"_s : id + u".end"_s, ElementKind::End);
    must(m_recipe.procedure.addElement(end, m_containers.last()));
    follow(end.id);
}

RecipeBuilder &RecipeBuilder::close()
{
    finishContainer();
    m_last = m_containers.takeLast();
    return *this;
}

RecipeBuilder &RecipeBuilder::split(const char *id, ElementKind kind)
{
    add(id, kind);
    m_blocks.append({m_last, {}, false});
    return *this;
}

RecipeBuilder &RecipeBuilder::gate(const char *id, const ElementEdit &edit)
{
    add(id, ElementKind::Gate, [&](Element &element) {
        element.gate = GateSpecification();
        if (edit)
            edit(element);
    });
    m_blocks.append({m_last, {}, false});
    return *this;
}

RecipeBuilder &RecipeBuilder::branch(GateOutcome outcome, int priority)
{
    Block &block = m_blocks.last();
    if (block.open)
        block.ends.append(m_last);
    block.open = true;
    m_last = block.split;
    m_outcome = outcome;
    m_priority = priority;
    return *this;
}

RecipeBuilder &RecipeBuilder::join(const char *id, ElementKind kind)
{
    Block block = m_blocks.takeLast();
    block.ends.append(m_last);
    const Element element = elementOf(text(id), kind);
    must(m_recipe.procedure.addElement(element, m_containers.last()));
    for (const ElementId &end : std::as_const(block.ends))
        connect(end, element.id);
    m_last = element.id;
    return *this;
}

void RecipeBuilder::follow(const ElementId &id)
{
    if (!m_last.isEmpty())
        connect(m_last, id);
    m_last = id;
}

void RecipeBuilder::connect(const ElementId &from, const ElementId &to)
{
    Link link;
    link.id = LinkId(from.value() + u'>' + to.value());
    link.from.element = from;
    link.to.element = to;
    link.outcome = std::exchange(m_outcome, GateOutcome::None);
    link.priority = std::exchange(m_priority, 0);
    must(m_recipe.procedure.addLink(link));
}

RecipeBuilder &RecipeBuilder::sync(const char *a, const char *b)
{
    Link link;
    link.id = LinkId(text(a) + u'=' + text(b));
    link.kind = LinkKind::Sync;
    link.from.element = ElementId(text(a));
    link.to.element = ElementId(text(b));
    must(m_recipe.procedure.addLink(link));
    return *this;
}

RecipeBuilder &RecipeBuilder::matter(const char *id, const char *from, const char *fromPort,
    const char *to, const char *toPort, const LinkEdit &edit)
{
    Link link;
    link.id = LinkId(text(id));
    link.kind = LinkKind::Material;
    link.from = {ElementId(text(from)), PortId(text(fromPort))};
    link.to = {ElementId(text(to)), PortId(text(toPort))};
    link.connection = Connection::Weld;
    if (edit)
        edit(link);
    must(m_recipe.procedure.addLink(link));
    return *this;
}

RecipeBuilder &RecipeBuilder::control(const char *from, const char *to)
{
    connect(ElementId(text(from)), ElementId(text(to)));
    return *this;
}

RecipeBuilder &RecipeBuilder::cut(const char *from, const char *to)
{
    must(m_recipe.procedure.removeLink(LinkId(text(from) + u'>' + text(to))));
    return *this;
}

RecipeBuilder &RecipeBuilder::edit(const char *id, const ElementEdit &edit)
{
    const Element *known = m_recipe.procedure.element(ElementId(text(id)));
    if (!known)
        qFatal("The recipe of this test has no %s", id);
    Element element = *known;
    edit(element);
    must(m_recipe.procedure.replaceElement(element));
    return *this;
}

RecipeBuilder &RecipeBuilder::drop(const char *id)
{
    const ElementId element(text(id));
    for (const LinkId &link : m_recipe.procedure.incoming(element))
        must(m_recipe.procedure.removeLink(link));
    for (const LinkId &link : m_recipe.procedure.outgoing(element))
        must(m_recipe.procedure.removeLink(link));
    must(m_recipe.procedure.removeElement(element));
    return *this;
}

MasterRecipe RecipeBuilder::recipe()
{
    finishContainer();
    return m_recipe;
}

Port RecipeBuilder::port(const char *id, PortDirection direction, const char *volume)
{
    Port port;
    port.id = PortId(text(id));
    port.direction = direction;
    if (*volume != '\0')
        port.volume = Quantity::parse(text(volume)).value();
    return port;
}

Parameter RecipeBuilder::parameter(const char *id, const char *quantity)
{
    const Quantity value = Quantity::parse(text(quantity)).value();
    Parameter parameter;
    parameter.id = ParameterId(text(id));
    parameter.name = {text(id), text(id)};
    parameter.unit = value.unit;
    parameter.value = value.value;
    return parameter;
}

} // namespace cytoloom
