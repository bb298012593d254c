// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/masterreader.h"

#include "processgraph/exchange/batchmlwriter.h"

#include <QtCore/QRegularExpression>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString subTypeOf(const XmlNode &parameter)
{
    return parameter.textOf(u"ParameterSubType");
}

QHash<QString, const XmlNode *> byId(const std::vector<const XmlNode *> &nodes)
{
    QHash<QString, const XmlNode *> found;
    for (const XmlNode *each : nodes)
        found.insert(each->textOf(u"ID"), each);
    return found;
}

} // namespace

void MasterReader::read(const XmlNode &master)
{
    m_definitions.insert(nullptr, byId(m_blocks));
    readIdentity(master);
    if (const XmlNode *header = master.child(u"Header"))
        readHeader(*header);
    const auto roles = master.all(u"EquipmentRequirement");
    m_context.refuseDuplicates(roles, "ID"_L1);
    for (const XmlNode *each : roles)
        readRole(*each);
    if (const XmlNode *formula = master.child(u"Formula")) {
        const auto lines = formula->all(u"Parameter");
        m_context.refuseDuplicates(lines, "ID"_L1);
        for (const XmlNode *each : lines) {
            if (subTypeOf(*each) == BatchmlWriter::Material)
                readMaterial(*each);
            else
                readFormulaLine(*each);
        }
        m_context.noteUnread(*formula, {"Parameter"_L1});
    }
    readContent(master, {});
    if (!m_context.error())
        m_logic.resolve();
    noteUnused(master);
}

void MasterReader::readIdentity(const XmlNode &master)
{
    m_context.noteUnread(master,
        {"ID"_L1, "Version"_L1, "Description"_L1, "Header"_L1, "EquipmentRequirement"_L1,
            "Formula"_L1, "ProcedureLogic"_L1, "RecipeElement"_L1});
    MasterRecipe &recipe = m_context.recipe;
    recipe.id = RecipeId(m_context.required(master, "ID"_L1));
    recipe.name = ImportContext::description(master);
    recipe.description = ImportContext::description(master, 1);
    if (recipe.name.isEmpty())
        recipe.name.en = recipe.id.value();
    if (const XmlNode *version = master.child(u"Version")) {
        bool ok = false;
        const int number = version->text.trimmed().toInt(&ok);
        if (ok && number >= 0)
            recipe.version = number;
        else
            m_context.note(
                *version, u"exchange.note.version"_s, {{u"text"_s, version->text.left(80)}});
    }
}

void MasterReader::readHeader(const XmlNode &header)
{
    m_context.noteUnread(header,
        {"ModificationLog"_L1, "ApprovalHistory"_L1, "ProductID"_L1, "ProductName"_L1,
            "Status"_L1});
    MasterRecipe &recipe = m_context.recipe;
    recipe.productCode = header.textOf(u"ProductID");
    recipe.product.en = header.textOf(u"ProductName");
    for (const XmlNode *log : header.all(u"ModificationLog")) {
        m_context.noteUnread(*log, {"Author"_L1, "Description"_L1});
        recipe.author = log->textOf(u"Author");
        recipe.changeReason = log->textOf(u"Description");
    }
    for (const XmlNode *approval : header.all(u"ApprovalHistory"))
        m_context.note(*approval, u"exchange.note.approval"_s);
    if (const XmlNode *status = header.child(u"Status")) {
        const QString other = status->attribute(u"OtherValue");
        if (other != "draft"_L1) {
            m_context.note(*status, u"exchange.note.status"_s,
                {{u"status"_s, other.isEmpty() ? status->text.trimmed() : other}});
        }
    }
}

void MasterReader::readRole(const XmlNode &node)
{
    m_context.noteUnread(node, {"ID"_L1, "Constraint"_L1, "Description"_L1});
    const QString id = m_context.required(node, "ID"_L1);
    if (!m_context.spend(node))
        return;
    UnitRole role;
    role.id = RoleId(m_context.freeName(node, id, m_roleIds));
    role.name = ImportContext::description(node);
    m_roles.insert(id, role.id);
    for (const XmlNode *each : node.all(u"Constraint"))
        readConstraint(*each, role);
    m_context.recipe.roles.append(role);
}

void MasterReader::readConstraint(const XmlNode &node, UnitRole &role)
{
    m_context.noteUnread(node, {"ID"_L1, "Condition"_L1});
    const QString id = node.textOf(u"ID");
    const QString condition = node.textOf(u"Condition");
    static const QRegularExpression need(
        uR"(^([A-Za-z][\w\-]*)(?:\s+(\S*?)\.\.(\S*)(?:\s+(.+))?)?$)"_s);
    const auto match = need.match(condition);
    if (id == "equipmentClass"_L1 && !condition.isEmpty()) {
        role.equipmentClass = condition;
        for (const EquipmentClass &known : m_context.catalog.equipmentClasses())
            if (known.id == condition)
                return;
        m_context.note(node, u"exchange.note.equipmentClass"_s, {{u"class"_s, condition.left(80)}});
    } else if (id == "preferredUnit"_L1) {
        role.preferredUnit = UnitId(condition);
    } else if (id == "capability"_L1 && match.hasMatch()) {
        CapabilityNeed capability {match.captured(1), {}, {}};
        const auto bound = [&](int group, std::optional<double> &end) {
            bool ok = false;
            const double value = match.captured(group).toDouble(&ok);
            if (ok && qIsFinite(value))
                end = value;
        };
        bound(2, capability.range.low);
        bound(3, capability.range.high);
        capability.unit = m_context.unit(node, match.captured(4));
        const Range &range = capability.range;
        if (range.low && range.high && *range.low > *range.high)
            m_context.note(node, u"exchange.note.constraint"_s, {{u"text"_s, condition.left(80)}});
        else
            role.capabilities.append(capability);
    } else {
        m_context.note(node, u"exchange.note.constraint"_s,
            {{u"text"_s, condition.isEmpty() ? id.left(80) : condition.left(80)}});
    }
}

void MasterReader::readFormulaLine(const XmlNode &node)
{
    m_context.noteUnread(node, {"ID"_L1, "Description"_L1, "ParameterType"_L1, "Value"_L1});
    const QString id = m_context.required(node, "ID"_L1);
    const QString type = m_context.required(node, "ParameterType"_L1);
    const std::optional<Parameter> read = m_context.parameter(node, "Value"_L1);
    if (!read)
        return;
    if (!read->value) {
        m_context.note(node, u"exchange.note.noValue"_s, {{u"id"_s, id}});
        return;
    }
    FormulaParameter parameter;
    parameter.id = m_context.freeName(node, id, m_formulaIds);
    parameter.name = read->name;
    parameter.kind = type == "ProcessInput"_L1 ? FormulaKind::ProcessInput
        : type == "ProcessOutput"_L1           ? FormulaKind::ProcessOutput
                                               : FormulaKind::ProcessParameter;
    parameter.value = {*read->value, read->unit};
    m_formula.insert(id, parameter.id);
    m_context.recipe.formula.append(parameter);
}

void MasterReader::readMaterial(const XmlNode &node)
{
    m_context.noteUnread(node,
        {"ID"_L1, "Description"_L1, "ParameterType"_L1, "ParameterSubType"_L1, "Value"_L1,
            "Parameter"_L1});
    const QString id = m_context.required(node, "ID"_L1);
    const std::optional<Parameter> read = m_context.parameter(node, "Value"_L1);
    if (!read)
        return;
    BomLine line;
    line.id = m_context.freeName(node, id, m_bomIds);
    line.name = read->name;
    line.quantity = {read->value.value_or(0), read->unit};
    for (const XmlNode *each : node.all(u"Parameter")) {
        const QString detail = each->textOf(u"ID");
        const XmlNode *value = each->child(u"Value");
        const QString text = value ? value->textOf(u"ValueString") : QString();
        if (detail == "materialClass"_L1)
            line.material = text;
        else if (detail == "materialCode"_L1)
            line.code = text;
        else if (detail == "specification"_L1)
            line.specification = text;
        else
            m_context.note(
                *each, u"exchange.note.unread"_s, {{u"element"_s, detail}, {u"text"_s, text}});
    }
    m_context.recipe.bom.append(line);
}

// A step may use what is defined beside it, around it, or in the library that came along.
const XmlNode *MasterReader::definition(const XmlNode &user, const QString &id)
{
    for (const XmlNode *at = &user; at; at = at->parent) {
        if (!m_definitions.contains(at))
            m_definitions.insert(at, byId(at->all(u"RecipeElement")));
        if (const XmlNode *found = m_definitions[at].value(id))
            return found;
    }
    return m_definitions[nullptr].value(id);
}

void MasterReader::readContent(const XmlNode &node, const ElementId &container)
{
    const auto children = node.all(u"RecipeElement");
    for (const XmlNode *each : children)
        m_context.required(*each, "ID"_L1);
    m_context.refuseDuplicates(children, "ID"_L1);
    const XmlNode *logic = node.child(u"ProcedureLogic");
    if (!logic || logic->children.empty()) {
        if (!children.empty())
            readWithoutLogic(node, container);
        return;
    }
    m_logic.begin(*logic, container);
    std::vector<std::pair<const XmlNode *, ElementId>> made;
    for (const XmlNode *step : logic->all(u"Step")) {
        m_context.noteUnread(
            *step, {"ID"_L1, "RecipeElementID"_L1, "RecipeElementVersion"_L1, "Description"_L1});
        const QString id = m_context.required(*step, "ID"_L1);
        const QString wanted = m_context.required(*step, "RecipeElementID"_L1);
        const XmlNode *found = definition(node, wanted);
        if (!found) {
            m_context.fail(*step, u"exchange.danglingStep"_s, {{u"step"_s, id}, {u"id"_s, wanted}});
        }
        if (m_context.error())
            return;
        const ElementId element = readElement(*found, step, container);
        if (element.isEmpty())
            return;
        m_logic.step(*logic, *step, element);
        made.emplace_back(found, element);
    }
    for (const auto &[definition, element] : made)
        readInside(*definition, element);
}

// Content without logic has an order all the same: that of the file.
void MasterReader::readWithoutLogic(const XmlNode &node, const ElementId &container)
{
    m_context.note(node, u"exchange.note.noLogic"_s, {{u"id"_s, node.textOf(u"ID")}});
    ElementId before;
    const auto follow = [&](const XmlNode &at, const ElementId &id) {
        if (!before.isEmpty())
            m_logic.control(at, before, id);
        before = id;
    };
    const auto mark = [&](ElementKind kind) {
        for (const XmlNode *each : node.all(u"RecipeElement"))
            if (each->textOf(u"RecipeElementType")
                == (kind == ElementKind::Begin ? "Begin"_L1 : "End"_L1))
                return;
        Element element;
        const QString word = kind == ElementKind::Begin ? u"begin"_s : u"end"_s;
        element.id = m_context.freeElement(
            node, container.isEmpty() ? word : container.value() + u'.' + word);
        element.kind = kind;
        if (m_context.add(node, element, container))
            follow(node, element.id);
    };
    mark(ElementKind::Begin);
    std::vector<std::pair<const XmlNode *, ElementId>> made;
    for (const XmlNode *each : node.all(u"RecipeElement")) {
        const ElementId element = readElement(*each, nullptr, container);
        if (element.isEmpty())
            return;
        follow(*each, element);
        made.emplace_back(each, element);
    }
    mark(ElementKind::End);
    for (const auto &[definition, element] : made)
        readInside(*definition, element);
}

void MasterReader::noteUnused(const XmlNode &node)
{
    for (const XmlNode *each : node.all(u"RecipeElement")) {
        if (m_used.contains(each))
            noteUnused(*each);
        else
            m_context.note(*each, u"exchange.note.unused"_s, {{u"id"_s, each->textOf(u"ID")}});
    }
}

} // namespace cytoloom
