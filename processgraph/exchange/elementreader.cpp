// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/batchmlwriter.h"
#include "processgraph/exchange/masterreader.h"
#include "processgraph/model/recipewords.h"

#include <QtCore/QRegularExpression>

// MasterReader: one recipe element and its parameters.

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The recipe file may nest 64 levels of JSON, two to a container.
constexpr int DeepestContainer = 25;
constexpr int MostParameters = 1000; ///< of one step: each is compared with each

QStringList subTypes(const XmlNode &parameter)
{
    QStringList found;
    for (const XmlNode *each : parameter.all(u"ParameterSubType"))
        found << each->text.trimmed();
    return found;
}

} // namespace

ElementKind MasterReader::kindOf(const XmlNode &node)
{
    const QString type = m_context.required(node, "RecipeElementType"_L1);
    const XmlNode *typeNode = node.child(u"RecipeElementType");
    const QString other = typeNode ? typeNode->attribute(u"OtherValue") : QString();
    const bool content = node.child(u"RecipeElement") || node.child(u"ProcedureLogic");
    if (type == "UnitProcedure"_L1 || type == "UnitRecipe"_L1)
        return ElementKind::UnitProcedure;
    if (type == "Operation"_L1)
        return ElementKind::Operation;
    if (type == "Begin"_L1)
        return ElementKind::Begin;
    if (type == "End"_L1)
        return ElementKind::End;
    if (type == "Phase"_L1 && !content)
        return other == "ManualStep"_L1 ? ElementKind::ManualStep : ElementKind::Phase;
    if (type == "Other"_L1 && other == "Loop"_L1)
        return ElementKind::Loop;
    if (type == "Other"_L1 && other == "Gate"_L1 && !content)
        return ElementKind::Gate;
    // Procedure, RecipeSegment, Allocation, Other: what comes nearest, and said so.
    m_context.note(node, content ? u"exchange.note.asOperation"_s : u"exchange.note.asManualStep"_s,
        {{u"id"_s, node.textOf(u"ID")}, {u"type"_s, other.isEmpty() ? type : other}});
    return content ? ElementKind::Operation : ElementKind::ManualStep;
}

ElementId MasterReader::readElement(
    const XmlNode &node, const XmlNode *step, const ElementId &container)
{
    if (m_open.contains(&node)) {
        m_context.fail(
            step ? *step : node, u"exchange.recursion"_s, {{u"id"_s, node.textOf(u"ID")}});
    } else if (m_open.size() >= DeepestContainer) {
        m_context.fail(
            node, u"exchange.tooDeep"_s, {{u"limit"_s, QString::number(DeepestContainer)}});
    }
    if (m_context.error())
        return {};
    const bool first = !m_used.contains(&node);
    m_used.insert(&node);
    if (first) {
        m_context.noteUnread(node,
            {"ID"_L1, "Version"_L1, "Description"_L1, "RecipeElementType"_L1,
                "BuildingBlockElementID"_L1, "BuildingBlockElementVersion"_L1,
                "EquipmentRequirement"_L1, "Parameter"_L1, "ProcedureLogic"_L1,
                "RecipeElement"_L1});
    }
    const QString id = m_context.required(node, "ID"_L1);
    Element element;
    element.kind = kindOf(node);
    element.id = m_context.freeElement(step ? *step : node, step ? step->textOf(u"ID") : id);
    element.name = ImportContext::description(node);
    element.note = ImportContext::description(node, 1);
    const QString block = node.textOf(u"BuildingBlockElementID");
    element.type
        = m_context.catalogType(element.kind, {block, id, element.name.en, element.name.zh});
    const bool typed = element.kind == ElementKind::Phase || !block.isEmpty();
    if (element.type.isEmpty() && typed && first) {
        m_context.note(node, u"exchange.note.type"_s,
            {{u"id"_s, element.id.value()},
                {u"name"_s, block.isEmpty() ? element.name.in(Language::En) : block}});
    }
    readRequirements(node, element);
    readParameters(node, element);
    return m_context.add(node, element, container) ? element.id : ElementId();
}

void MasterReader::readInside(const XmlNode &node, const ElementId &made)
{
    if (m_context.error() || !m_context.recipe.procedure.element(made)->isContainer())
        return;
    m_open.append(&node);
    readContent(node, made);
    m_open.removeLast();
}

void MasterReader::readRequirements(const XmlNode &node, Element &element)
{
    for (const XmlNode *each : node.all(u"EquipmentRequirement")) {
        const QString id = m_context.required(*each, "ID"_L1);
        if (!m_roles.contains(id))
            readRole(*each);
        if (element.kind == ElementKind::UnitProcedure && element.role.isEmpty())
            element.role = m_roles.value(id);
        else
            m_context.note(*each, u"exchange.note.requirement"_s, {{u"id"_s, id}});
    }
}

void MasterReader::readParameters(const XmlNode &node, Element &element)
{
    const auto parameters = node.all(u"Parameter");
    if (parameters.size() > MostParameters) {
        m_context.fail(
            node, u"exchange.tooManyParts"_s, {{u"limit"_s, QString::number(MostParameters)}});
        return;
    }
    std::vector<const XmlNode *> own;
    std::vector<const XmlNode *> ports;
    for (const XmlNode *each : parameters) {
        const QStringList types = subTypes(*each);
        if (types.contains(BatchmlWriter::Port))
            ports.push_back(each);
        else if (!types.contains(BatchmlWriter::Criterion))
            own.push_back(each);
        else if (element.kind == ElementKind::Gate)
            readCriterion(*each, element);
    }
    m_context.refuseDuplicates(own, "ID"_L1);
    m_context.refuseDuplicates(ports, "ID"_L1);
    IdPool ids;
    for (const XmlNode *each : own)
        readParameter(*each, element, ids);
    if (!m_context.error())
        for (const XmlNode *each : ports)
            readPort(*each, element);
}

void MasterReader::readParameter(const XmlNode &node, Element &element, IdPool &ids)
{
    m_context.noteUnread(node,
        {"ID"_L1, "Description"_L1, "ParameterType"_L1, "ParameterSubType"_L1, "Value"_L1,
            "Parameter"_L1});
    const QString id = m_context.required(node, "ID"_L1);
    m_context.required(node, "ParameterType"_L1);
    std::optional<Parameter> read = m_context.parameter(node, "Value"_L1);
    if (!read)
        return;
    read->id = ParameterId(m_context.freeName(node, id, ids));
    read->critical = subTypes(node).contains(BatchmlWriter::Critical);
    if (!read->formula.isEmpty()) {
        const QString known = m_formula.value(read->formula);
        if (known.isEmpty()) {
            m_context.note(node, u"exchange.note.reference"_s,
                {{u"id"_s, id}, {u"formula"_s, read->formula.left(80)}});
        }
        read->formula = known;
    }
    readLimits(node, *read);
    element.parameters.append(*read);
}

void MasterReader::readLimits(const XmlNode &node, Parameter &parameter)
{
    const QHash<QString, std::optional<double> *> ends {{u"alertLow"_s, &parameter.alert.low},
        {u"alertHigh"_s, &parameter.alert.high}, {u"actionLow"_s, &parameter.action.low},
        {u"actionHigh"_s, &parameter.action.high}, {u"validatedLow"_s, &parameter.validated.low},
        {u"validatedHigh"_s, &parameter.validated.high}};
    for (const XmlNode *each : node.all(u"Parameter")) {
        const QString id = each->textOf(u"ID");
        std::optional<double> *end = ends.value(id);
        const XmlNode *value = each->child(u"Value");
        if (end && value && subTypes(*each).contains(BatchmlWriter::Limit)) {
            const ForeignValue read = m_context.value(*value, "ValueString"_L1);
            const Result<double> converted
                = read.unit.convert(read.number.value_or(0), parameter.unit);
            if (read.number && converted) {
                *end = *converted;
                continue;
            }
        }
        m_context.note(*each, u"exchange.note.unread"_s,
            {{u"element"_s, id},
                {u"text"_s, value ? value->textOf(u"ValueString").left(80) : QString()}});
    }
    for (Range *range : {&parameter.alert, &parameter.action, &parameter.validated}) {
        if (range->low && range->high && *range->low > *range->high) {
            m_context.note(node, u"exchange.note.limits"_s, {{u"id"_s, node.textOf(u"ID")}});
            *range = {};
        }
    }
}

void MasterReader::readPort(const XmlNode &node, Element &element)
{
    Port port;
    port.id = PortId(m_context.required(node, "ID"_L1));
    port.name = ImportContext::description(node);
    if (node.textOf(u"ParameterType") == "ProcessOutput"_L1)
        port.direction = PortDirection::Out;
    for (const auto &[word, purpose] : json::portPurposeWords())
        if (subTypes(node).contains(word))
            port.purpose = purpose;
    if (const XmlNode *value = node.child(u"Value")) {
        const ForeignValue read = m_context.value(*value, "ValueString"_L1);
        if (read.number)
            port.volume = Quantity {*read.number, read.unit};
    }
    if (m_context.spend(node))
        element.ports.append(port);
}

void MasterReader::readCriterion(const XmlNode &node, Element &element)
{
    static const QRegularExpression sign(uR"(^(>=|<=|>|<)\s*(.+)$)"_s);
    Criterion criterion;
    criterion.attribute = m_context.required(node, "ID"_L1);
    criterion.name = ImportContext::description(node);
    const XmlNode *value = node.child(u"Value");
    const QString text = value ? value->textOf(u"ValueString") : QString();
    if (text.isEmpty() || !m_context.spend(node)) {
        m_context.note(node, u"exchange.note.noValue"_s, {{u"id"_s, criterion.attribute}});
        return;
    }
    criterion.unit = m_context.unit(*value, value->textOf(u"UnitOfMeasure"));
    const auto match = sign.match(text);
    bool ok = false;
    const double limit = match.captured(2).toDouble(&ok);
    if (match.hasMatch() && ok && qIsFinite(limit)) {
        criterion.comparison = match.captured(1);
        criterion.limit = limit;
    } else {
        criterion.comparison = u"=="_s;
        criterion.text = text;
    }
    if (!element.gate)
        element.gate = GateSpecification {};
    element.gate->criteria.append(criterion);
}

} // namespace cytoloom
