// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/logicreader.h"

#include "processgraph/exchange/batchmlwriter.h"
#include "processgraph/foundation/expression.h"
#include "processgraph/model/recipewords.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostPorts = 1000; ///< of one step: each is compared with each

std::optional<ElementKind> branchKind(const QString &linkType)
{
    if (linkType == "ParallelDivergent"_L1)
        return ElementKind::ParallelSplit;
    if (linkType == "ParallelConvergent"_L1)
        return ElementKind::ParallelJoin;
    if (linkType == "SerialDivergent"_L1)
        return ElementKind::SelectionSplit;
    if (linkType == "SerialConvergent"_L1)
        return ElementKind::SelectionJoin;
    return std::nullopt;
}

} // namespace

void LogicReader::begin(const XmlNode &logic, const ElementId &container)
{
    m_context.noteUnread(logic, {"Link"_L1, "Step"_L1, "Transition"_L1});
    for (const char *name : {"Link", "Step", "Transition"})
        m_context.refuseDuplicates(logic.all(QString(QLatin1String(name))), "ID"_L1);
    m_scopeOf.insert(&logic, int(m_scopes.size()));
    m_scopes.append({&logic, container, {}, {}, {}});
    Scope &scope = m_scopes.last();
    for (const XmlNode *each : logic.all(u"Link"))
        if (const auto kind = branchKind(each->textOf(u"LinkType")))
            readBranch(*each, *kind, scope);
    for (const XmlNode *each : logic.all(u"Transition"))
        readTransition(*each, scope);
}

void LogicReader::step(const XmlNode &logic, const XmlNode &step, const ElementId &element)
{
    const QString id = step.textOf(u"ID");
    m_scopes[m_scopeOf.value(&logic)].steps.insert(id, element);
    if (!m_everywhere.contains(id))
        m_everywhere.insert(id, element);
}

void LogicReader::readTransition(const XmlNode &node, Scope &scope)
{
    m_context.noteUnread(
        node, {"ID"_L1, "Condition"_L1, "ConditionAnnotation"_L1, "Description"_L1});
    Element element;
    const QString id = m_context.required(node, "ID"_L1);
    if (!node.child(u"Condition"))
        m_context.required(node, "Condition"_L1);
    element.id = m_context.freeElement(node, id);
    element.kind = ElementKind::Transition;
    element.name = ImportContext::description(node);
    element.note.en = node.textOf(u"ConditionAnnotation");
    element.condition = node.textOf(u"Condition");
    if (!element.condition.isEmpty() && !Expression::parse(element.condition)) {
        m_context.note(node, u"exchange.note.condition"_s,
            {{u"id"_s, id}, {u"text"_s, element.condition.left(200)}});
    }
    if (m_context.add(node, element, scope.container))
        scope.transitions.insert(id, element.id);
}

void LogicReader::readBranch(const XmlNode &node, ElementKind kind, Scope &scope)
{
    Element element;
    const QString id = m_context.required(node, "ID"_L1);
    element.id = m_context.freeElement(node, id);
    element.kind = kind;
    element.name = ImportContext::description(node);
    if (m_context.add(node, element, scope.container))
        scope.branches.insert(id, element.id);
}

void LogicReader::resolve()
{
    for (const Scope &scope : std::as_const(m_scopes)) {
        for (const XmlNode *each : scope.logic->all(u"Link")) {
            if (m_context.error())
                return;
            readLink(*each, scope);
        }
    }
    Procedure &procedure = m_context.recipe.procedure;
    for (auto it = m_newPorts.cbegin(); it != m_newPorts.cend(); ++it) {
        Element element = *procedure.element(it.key());
        element.ports += it.value();
        const Result<void> replaced = procedure.replaceElement(element);
        Q_ASSERT(replaced.ok());
    }
    for (const Pending &each : std::as_const(m_pending))
        add(*each.node, each.link);
}

void LogicReader::control(const XmlNode &node, const ElementId &from, const ElementId &to)
{
    Link link;
    link.id = m_context.freeLink(u"l."_s + from.value());
    link.from.element = from;
    link.to.element = to;
    if (m_context.spend(node))
        add(node, link);
}

void LogicReader::add(const XmlNode &node, const Link &link)
{
    // Of the reasons to refuse a link only one is left: control that leaves its container.
    if (const Result<void> added = m_context.recipe.procedure.addLink(link); !added) {
        m_context.note(node, u"exchange.note.crossing"_s,
            {{u"from"_s, link.from.element.value()}, {u"to"_s, link.to.element.value()}});
    }
}

void LogicReader::readLink(const XmlNode &node, const Scope &scope)
{
    m_context.noteUnread(node,
        {"ID"_L1, "FromID"_L1, "ToID"_L1, "LinkType"_L1, "Depiction"_L1, "EvaluationOrder"_L1,
            "Description"_L1});
    const QString id = m_context.required(node, "ID"_L1);
    const QString type = m_context.required(node, "LinkType"_L1);
    const QVector<ElementId> from = ends(node, "From"_L1, scope);
    const QVector<ElementId> to = ends(node, "To"_L1, scope);
    if (m_context.error())
        return;

    Link link;
    const auto control = [&](const ElementId &a, const ElementId &b, int priority) {
        if (!m_context.spend(node) || m_controlled.contains({a, b}))
            return; // both branches of a pair tell of the link between them
        m_controlled.insert({a, b});
        link.id = m_context.freeLink(id);
        link.from.element = a;
        link.to.element = b;
        link.priority = priority;
        m_pending.append({&node, link});
    };
    if (branchKind(type)) {
        const ElementId branch = scope.branches.value(id);
        for (const ElementId &each : from)
            control(each, branch, 0);
        for (int i = 0; i < to.size(); ++i)
            control(branch, to[i], type == "SerialDivergent"_L1 ? i : 0);
        return;
    }
    if (from.isEmpty() || to.isEmpty()) {
        m_context.fail(node, u"exchange.missing"_s,
            {{u"element"_s, from.isEmpty() ? u"FromID"_s : u"ToID"_s}, {u"in"_s, u"Link"_s}});
        return;
    }
    if (type == "ControlLink"_L1) {
        const QString description = node.textOf(u"Description");
        for (const auto &[word, outcome] : json::outcomeWords())
            if (word == description)
                link.outcome = outcome;
        const int priority = int(qBound(-1e6, node.textOf(u"EvaluationOrder").toDouble(), 1e6));
        for (const ElementId &a : from)
            for (const ElementId &b : to)
                control(a, b, priority);
    } else if (type == "TransferLink"_L1) {
        for (const ElementId &a : from)
            for (const ElementId &b : to)
                readTransfer(node, a, b);
    } else if (type == "SynchronizationLink"_L1) {
        for (const ElementId &a : from) {
            for (const ElementId &b : to) {
                if (!m_context.spend(node))
                    return;
                link.id = m_context.freeLink(id);
                link.kind = LinkKind::Sync;
                link.from.element = a;
                link.to.element = b;
                m_pending.append({&node, link});
            }
        }
    } else {
        m_context.note(node, u"exchange.note.linkType"_s, {{u"id"_s, id}, {u"type"_s, type}});
    }
}

QVector<ElementId> LogicReader::ends(
    const XmlNode &node, QLatin1StringView which, const Scope &scope)
{
    QVector<ElementId> found;
    for (const XmlNode *each : node.all(QString(which) + u"ID"_s)) {
        const QString id = m_context.required(
            *each, QLatin1StringView(which == "From"_L1 ? "FromIDValue" : "ToIDValue"));
        const QString type = each->textOf(QString(which) + u"Type"_s);
        const ElementId element = find(*each, id, type, scope);
        if (!element.isEmpty())
            found.append(element);
        else if (!m_context.error()) {
            m_context.fail(*each, u"exchange.danglingLink"_s,
                {{u"link"_s, node.textOf(u"ID")}, {u"id"_s, id}});
        }
        if (m_context.error())
            return {};
    }
    return found;
}

ElementId LogicReader::find(
    const XmlNode &node, const QString &id, const QString &type, const Scope &scope)
{
    ElementId found;
    if (type == "Transition"_L1)
        found = scope.transitions.value(id);
    else if (type == "Link"_L1)
        found = scope.branches.value(id);
    else
        found = scope.steps.value(id);
    if (found.isEmpty() && node.textOf(u"IDScope") == "External"_L1)
        found = m_everywhere.value(id);
    return found;
}

void LogicReader::readTransfer(const XmlNode &node, const ElementId &from, const ElementId &to)
{
    if (!m_context.spend(node))
        return;
    Link link;
    link.id = m_context.freeLink(node.textOf(u"ID"));
    link.kind = LinkKind::Material;
    PortPurpose purpose = PortPurpose::Product;
    const QString other = node.child(u"LinkType")->attribute(u"OtherValue");
    for (const auto &[word, kind] : json::linkKindWords()) {
        if (word != other)
            continue;
        if (kind == LinkKind::Sample)
            purpose = PortPurpose::Sample;
        else if (kind == LinkKind::Waste)
            purpose = PortPurpose::Waste;
        else
            continue;
        link.kind = kind;
    }
    link.from = {from, portFor(node, from, PortDirection::Out, purpose)};
    link.to = {to, portFor(node, to, PortDirection::In, purpose)};
    m_pending.append({&node, link});
}

// BatchML links steps, not openings of steps: a port that nothing leads to yet, or a new one.
PortId LogicReader::portFor(
    const XmlNode &node, const ElementId &id, PortDirection direction, PortPurpose purpose)
{
    const Element &element = *m_context.recipe.procedure.element(id);
    QSet<PortId> &used = m_usedPorts[id];
    for (const Port &port : element.ports) {
        if (port.direction == direction && port.purpose == purpose && !used.contains(port.id)) {
            used.insert(port.id);
            return port.id;
        }
    }
    QVector<Port> &added = m_newPorts[id];
    if (element.ports.size() + added.size() >= MostPorts) {
        m_context.fail(
            node, u"exchange.tooManyParts"_s, {{u"limit"_s, QString::number(MostPorts)}});
        return {};
    }
    Port port;
    port.direction = direction;
    port.purpose = purpose;
    const QString stem = direction == PortDirection::In ? u"in"_s : u"out"_s;
    for (int i = 1;; ++i) {
        port.id = PortId(u"%1%2"_s.arg(stem).arg(i));
        if (!used.contains(port.id) && !element.port(port.id))
            break;
    }
    used.insert(port.id);
    added.append(port);
    return port.id;
}

} // namespace cytoloom
