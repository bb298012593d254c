// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/batchml.h"
#include "processgraph/exchange/batchmlwriter.h"
#include "processgraph/model/recipewords.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString signOf(const Criterion &criterion)
{
    if (criterion.comparison == "=="_L1)
        return criterion.text;
    return criterion.comparison + numberText(criterion.limit);
}

QString formulaType(FormulaKind kind)
{
    switch (kind) {
    case FormulaKind::ProcessInput:
        return u"ProcessInput"_s;
    case FormulaKind::ProcessOutput:
        return u"ProcessOutput"_s;
    case FormulaKind::ProcessParameter:
        break;
    }
    return u"ProcessParameter"_s;
}

/// A capability as an equipment constraint reads: "temperature 36..38 °C".
QString conditionText(const CapabilityNeed &need)
{
    if (need.range.isEmpty())
        return need.capability;
    const auto end
        = [](const std::optional<double> &value) { return value ? numberText(*value) : QString(); };
    return u"%1 %2..%3 %4"_s
        .arg(need.capability, end(need.range.low), end(need.range.high), need.unit.symbol())
        .trimmed();
}

} // namespace

QByteArray BatchmlWriter::write()
{
    m_xml.writeStartDocument();
    m_xml.writeDefaultNamespace(QString(BatchmlNamespace));
    open("MasterRecipe");
    put("ID", m_recipe.id.value());
    put("Version", QString::number(m_recipe.version));
    putDescription(m_recipe.name);
    putDescription(m_recipe.description);
    writeHeader();
    writeRoles();
    writeFormula();
    writeLogic({});
    for (const ElementId &id : m_recipe.procedure.children({})) {
        const Element &element = *m_recipe.procedure.element(id);
        if (ExtensionJson::isRecipeElement(element.kind))
            writeElement(element);
    }
    putPiece(ExtensionJson::RecipePiece, m_extension.recipePiece());
    close();
    m_xml.writeEndDocument();
    Q_ASSERT(!m_xml.hasError());
    return m_bytes;
}

void BatchmlWriter::writeHeader()
{
    open("Header");
    if (!m_recipe.author.isEmpty() || !m_recipe.changeReason.isEmpty()) {
        open("ModificationLog");
        if (!m_recipe.changeReason.isEmpty())
            put("Description", m_recipe.changeReason);
        if (!m_recipe.author.isEmpty())
            put("Author", m_recipe.author);
        close();
    }
    if (!m_recipe.approvals.isEmpty() || !m_recipe.approvedBy.isEmpty()) {
        open("ApprovalHistory");
        put("Version", QString::number(m_recipe.version));
        for (const Approval &approval : m_recipe.approvals) {
            open("IndividualApproval");
            put("ApprovedBy", approval.person.value());
            putWord("ApprovalDate", toIso(approval.time));
            put("Description", json::wordOf(json::signatureWords(), approval.meaning));
            close();
        }
        if (m_recipe.approvals.isEmpty()) {
            open("IndividualApproval");
            put("ApprovedBy", m_recipe.approvedBy);
            close();
        }
        close();
    }
    if (!m_recipe.productCode.isEmpty())
        put("ProductID", m_recipe.productCode);
    if (!m_recipe.product.isEmpty())
        put("ProductName", m_recipe.product.in(Language::En));
    putOther("Status", json::wordOf(json::statusWords(), m_recipe.status), "Other"_L1);
    close();
}

void BatchmlWriter::writeRoles()
{
    const auto constraint = [this](const QString &id, const QString &condition) {
        open("Constraint");
        put("ID", id);
        put("Condition", condition);
        close();
    };
    for (const UnitRole &role : m_recipe.roles) {
        open("EquipmentRequirement");
        put("ID", role.id.value());
        if (!role.equipmentClass.isEmpty())
            constraint(u"equipmentClass"_s, role.equipmentClass);
        for (const CapabilityNeed &need : role.capabilities)
            constraint(u"capability"_s, conditionText(need));
        if (!role.preferredUnit.isEmpty())
            constraint(u"preferredUnit"_s, role.preferredUnit.value());
        putOneDescription(role.name);
        close();
    }
}

void BatchmlWriter::writeFormula()
{
    open("Formula");
    for (const FormulaParameter &parameter : m_recipe.formula) {
        open("Parameter");
        put("ID", parameter.id);
        putOneDescription(parameter.name);
        putWord("ParameterType", formulaType(parameter.kind));
        putValue(
            numberText(parameter.value.value), "Constant"_L1, "double"_L1, parameter.value.unit);
        close();
    }
    for (const BomLine &line : m_recipe.bom) {
        const auto detail = [this](const char *id, const QString &text) {
            if (text.isEmpty())
                return;
            open("Parameter");
            putWord("ID", QLatin1String(id));
            putWord("ParameterType", u"ProcessInput"_s);
            putValue(text, "Constant"_L1, "string"_L1, {});
            close();
        };
        open("Parameter");
        put("ID", line.id);
        putOneDescription(line.name);
        putWord("ParameterType", u"ProcessInput"_s);
        putWord("ParameterSubType", Material);
        putValue(numberText(line.quantity.value), "Constant"_L1, "double"_L1, line.quantity.unit);
        detail("materialClass", line.material);
        detail("materialCode", line.code);
        detail("specification", line.specification);
        close();
    }
    close();
}

void BatchmlWriter::writeElement(const Element &element)
{
    open("RecipeElement");
    put("ID", element.id.value());
    put("Version", QString::number(m_recipe.version));
    putDescription(element.name);
    putDescription(element.note);
    switch (element.kind) {
    case ElementKind::UnitProcedure:
        putWord("RecipeElementType", u"UnitProcedure"_s);
        break;
    case ElementKind::Operation:
        putWord("RecipeElementType", u"Operation"_s);
        break;
    case ElementKind::Phase:
        putWord("RecipeElementType", u"Phase"_s);
        break;
    case ElementKind::Begin:
        putWord("RecipeElementType", u"Begin"_s);
        break;
    case ElementKind::End:
        putWord("RecipeElementType", u"End"_s);
        break;
    case ElementKind::ManualStep: // a phase of people, as others will want to see it
        putOther("RecipeElementType", u"ManualStep"_s, "Phase"_L1);
        break;
    case ElementKind::Loop:
        putOther("RecipeElementType", u"Loop"_s, "Other"_L1);
        break;
    default:
        putOther("RecipeElementType", u"Gate"_s, "Other"_L1);
        break;
    }
    if (!element.type.isEmpty())
        put("BuildingBlockElementID", element.type);
    if (!element.role.isEmpty()) {
        open("EquipmentRequirement");
        put("ID", element.role.value());
        close();
    }
    for (const Parameter &parameter : element.parameters)
        writeParameter(parameter);
    for (const cytoloom::Port &port : element.ports)
        writePort(port);
    if (element.gate)
        for (const cytoloom::Criterion &criterion : element.gate->criteria)
            writeCriterion(criterion);
    if (element.isContainer()) {
        writeLogic(element.id);
        for (const ElementId &id : m_recipe.procedure.children(element.id)) {
            const Element &child = *m_recipe.procedure.element(id);
            if (ExtensionJson::isRecipeElement(child.kind))
                writeElement(child);
        }
    }
    putPiece(ExtensionJson::ElementPiece, m_extension.elementPiece(element.id));
    close();
}

void BatchmlWriter::writeParameter(const Parameter &parameter)
{
    open("Parameter");
    put("ID", parameter.id.value());
    putOneDescription(parameter.name);
    putWord("ParameterType", u"ProcessParameter"_s);
    if (parameter.critical)
        putWord("ParameterSubType", Critical);
    if (!parameter.formula.isEmpty())
        putValue(parameter.formula, "Reference"_L1, "string"_L1, parameter.unit);
    else if (parameter.value)
        putValue(numberText(*parameter.value), "Constant"_L1, "double"_L1, parameter.unit);
    writeLimits(parameter);
    close();
}

void BatchmlWriter::writeLimits(const Parameter &parameter)
{
    const auto limit = [&](const char *id, const std::optional<double> &value) {
        if (!value)
            return;
        open("Parameter");
        putWord("ID", QLatin1String(id));
        putWord("ParameterType", u"ProcessParameter"_s);
        putWord("ParameterSubType", Limit);
        putValue(numberText(*value), "Constant"_L1, "double"_L1, parameter.unit);
        close();
    };
    limit("alertLow", parameter.alert.low);
    limit("alertHigh", parameter.alert.high);
    limit("actionLow", parameter.action.low);
    limit("actionHigh", parameter.action.high);
    limit("validatedLow", parameter.validated.low);
    limit("validatedHigh", parameter.validated.high);
}

void BatchmlWriter::writePort(const cytoloom::Port &port)
{
    open("Parameter");
    put("ID", port.id.value());
    putOneDescription(port.name);
    putWord("ParameterType",
        port.direction == PortDirection::In ? u"ProcessInput"_s : u"ProcessOutput"_s);
    putWord("ParameterSubType", Port);
    putWord("ParameterSubType", json::wordOf(json::portPurposeWords(), port.purpose));
    if (port.volume)
        putValue(numberText(port.volume->value), "Constant"_L1, "double"_L1, port.volume->unit);
    close();
}

void BatchmlWriter::writeCriterion(const cytoloom::Criterion &criterion)
{
    open("Parameter");
    put("ID", criterion.attribute);
    putOneDescription(criterion.name);
    putWord("ParameterType", u"ProcessOutput"_s);
    putWord("ParameterSubType", Criterion);
    putValue(signOf(criterion), "Constant"_L1, "string"_L1, criterion.unit);
    close();
}

QByteArray exportBatchml(const MasterRecipe &recipe)
{
    return BatchmlWriter(recipe).write();
}

} // namespace cytoloom
