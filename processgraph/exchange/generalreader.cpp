// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/generalreader.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int DeepestContainer = 25; ///< see elementreader.cpp
constexpr int MostParts = 1000; ///< parameters or ports of one step: each is compared with each

} // namespace

void GeneralReader::read(const XmlNode &general)
{
    m_context.noteUnread(general,
        {"ID"_L1, "Description"_L1, "GRecipeType"_L1, "LifeCycleState"_L1, "Header"_L1,
            "Formula"_L1, "ProcessProcedure"_L1});
    readIdentity(general);
    if (const XmlNode *formula = general.child(u"Formula"))
        readFormula(*formula);
    if (const XmlNode *procedure = general.child(u"ProcessProcedure"))
        readStage(*procedure, {}, 0);
    else
        m_context.fail(general, u"exchange.missing"_s,
            {{u"element"_s, u"ProcessProcedure"_s}, {u"in"_s, general.name}});
}

void GeneralReader::readIdentity(const XmlNode &general)
{
    MasterRecipe &recipe = m_context.recipe;
    recipe.id = RecipeId(m_context.required(general, "ID"_L1));
    recipe.name = ImportContext::description(general);
    recipe.description = ImportContext::description(general, 1);
    if (recipe.name.isEmpty())
        recipe.name.en = recipe.id.value();
    const QString type = general.textOf(u"GRecipeType");
    m_context.note(
        general, u"exchange.note.general"_s, {{u"type"_s, type.isEmpty() ? u"General"_s : type}});
    if (const XmlNode *state = general.child(u"LifeCycleState");
        state && state->text.trimmed() != "Draft"_L1)
        m_context.note(*state, u"exchange.note.status"_s, {{u"status"_s, state->text.trimmed()}});
    if (const XmlNode *header = general.child(u"Header")) {
        m_context.noteUnread(*header, {"Description"_L1, "ProductID"_L1, "ProductName"_L1});
        recipe.productCode = header->textOf(u"ProductID");
        recipe.product.en = header->textOf(u"ProductName");
        if (recipe.description.isEmpty())
            recipe.description = ImportContext::description(*header);
    }
}

void GeneralReader::readFormula(const XmlNode &formula)
{
    m_context.noteUnread(formula,
        {"Description"_L1, "ProcessInputs"_L1, "ProcessOutputs"_L1, "ProcessIntermediates"_L1,
            "ProcessElementParameter"_L1});
    for (const auto &kind : {"ProcessInputs"_L1, "ProcessOutputs"_L1, "ProcessIntermediates"_L1})
        if (const XmlNode *list = formula.child(QString(kind)))
            readMaterials(*list, kind);
    const auto parameters = formula.all(u"ProcessElementParameter");
    m_context.refuseDuplicates(parameters, "ID"_L1);
    for (const XmlNode *each : parameters) {
        const QString id = m_context.required(*each, "ID"_L1);
        const std::optional<Parameter> read = m_context.parameter(*each, "Value"_L1);
        if (!read)
            continue;
        if (!read->value) {
            m_context.note(*each, u"exchange.note.noValue"_s, {{u"id"_s, id}});
            continue;
        }
        m_context.recipe.formula.append({m_context.freeName(*each, id, m_formulaIds), read->name,
            FormulaKind::ProcessParameter, {*read->value, read->unit}});
    }
}

void GeneralReader::readMaterials(const XmlNode &list, QLatin1StringView kind)
{
    const auto materials = list.all(u"Material");
    m_context.refuseDuplicates(materials, "ID"_L1);
    for (const XmlNode *each : materials) {
        m_context.noteUnread(
            *each, {"ID"_L1, "Description"_L1, "MaterialID"_L1, "Order"_L1, "Amount"_L1});
        const QString id = m_context.required(*each, "ID"_L1);
        if (!m_context.spend(*each))
            return;
        if (const XmlNode *code = each->child(u"MaterialID"); code && !code->attributes.empty()) {
            QStringList scheme; // whose number it is
            for (const auto &[key, text] : code->attributes)
                scheme << key + u'=' + text;
            m_context.note(*code, u"exchange.note.unread"_s,
                {{u"element"_s, u"MaterialID"_s}, {u"text"_s, scheme.join(u", "_s).left(80)}});
        }
        Material material;
        material.name = ImportContext::description(*each);
        if (const XmlNode *amount = each->child(u"Amount")) {
            const ForeignValue value = m_context.value(*amount, "QuantityString"_L1);
            if (value.number)
                material.amount = Quantity {*value.number, value.unit};
        }
        const Quantity amount = material.amount.value_or(Quantity {});
        const QString code = each->textOf(u"MaterialID");
        if (kind == "ProcessInputs"_L1) {
            BomLine line;
            line.id = m_context.freeName(*each, id, m_bomIds);
            line.name = material.name;
            line.code = code;
            line.quantity = amount;
            material.bomLine = line.id;
            m_context.recipe.bom.append(line);
            m_context.note(*each, u"exchange.note.materialClass"_s, {{u"id"_s, line.id}});
        } else if (kind == "ProcessOutputs"_L1) {
            m_context.recipe.formula.append({m_context.freeName(*each, id, m_formulaIds),
                material.name, FormulaKind::ProcessOutput, amount});
        }
        m_materials.insert(id, material);
    }
}

void GeneralReader::readStage(const XmlNode &node, const ElementId &container, int depth)
{
    if (depth > DeepestContainer) {
        m_context.fail(
            node, u"exchange.tooDeep"_s, {{u"limit"_s, QString::number(DeepestContainer)}});
        return;
    }
    Stage stage;
    const auto children = node.all(u"ProcessElement");
    m_context.refuseDuplicates(children, "ID"_L1);
    for (const XmlNode *each : children) {
        if (m_context.error())
            return;
        const QString id = m_context.required(*each, "ID"_L1);
        stage.places.insert(id, int(stage.elements.size()));
        stage.names.append(id);
        stage.elements.append(readElement(*each, container));
        stage.nodes.append(each);
    }
    for (const XmlNode *each : node.all(u"ProcedureChartElement")) {
        const QString id = each->textOf(u"ID");
        m_context.note(*each, u"exchange.note.chart"_s,
            {{u"id"_s, id}, {u"type"_s, each->textOf(u"ProcedureChartElementType")}});
        if (!stage.places.contains(id) && !m_materials.contains(id))
            stage.names.append(id);
    }
    // Lists of materials may name some that the formula does not know.
    for (const XmlNode *list : node.all(u"Materials"))
        for (const XmlNode *each : list->all(u"Material"))
            if (const QString id = each->textOf(u"ID"); !id.isEmpty() && !m_materials.contains(id))
                m_materials.insert(id, {ImportContext::description(*each), {}, {}});
    const QSet<QString> known(stage.names.cbegin(), stage.names.cend());
    for (const XmlNode *each : node.all(u"DirectedLink")) {
        for (const char *end : {"FromID", "ToID"}) {
            const QString id = m_context.required(*each, QLatin1StringView(end));
            if (!known.contains(id) && !m_materials.contains(id)) {
                m_context.fail(*each, u"exchange.danglingLink"_s,
                    {{u"link"_s, each->textOf(u"ID")}, {u"id"_s, id}});
            }
        }
        if (m_context.error())
            return;
        readDirectedLink(*each, stage);
    }
    for (const QString &material : std::as_const(stage.flowing))
        joinMaterial(node, material, stage);
    if (m_context.error())
        return;
    addChain(node, stage, container);
}

Element GeneralReader::readElement(const XmlNode &node, const ElementId &container)
{
    m_context.noteUnread(node,
        {"ID"_L1, "Description"_L1, "ProcessElementType"_L1, "Materials"_L1, "DirectedLink"_L1,
            "ProcedureChartElement"_L1, "ProcessElement"_L1, "ProcessElementParameter"_L1});
    const QString id = node.textOf(u"ID");
    const QString type = node.textOf(u"ProcessElementType");
    Element element;
    element.id = m_context.freeElement(node, id);
    element.name = ImportContext::description(node);
    if (element.name.isEmpty())
        element.name.en = id;
    if (type == "Process Action"_L1 && !node.child(u"ProcessElement"))
        element.kind = ElementKind::Phase;
    else if (type == "Process Operation"_L1 || type == "Process Action"_L1 || !container.isEmpty())
        element.kind = ElementKind::Operation;
    else
        element.kind = ElementKind::UnitProcedure;
    element.type = m_context.catalogType(element.kind, {id, element.name.en, element.name.zh});
    if (element.type.isEmpty()) {
        m_context.note(node, u"exchange.note.type"_s,
            {{u"id"_s, element.id.value()}, {u"name"_s, element.name.in(Language::En)}});
    }
    readParameters(node, element);
    return element;
}

void GeneralReader::readParameters(const XmlNode &node, Element &element)
{
    const auto parameters = node.all(u"ProcessElementParameter");
    if (parameters.size() > MostParts) {
        m_context.fail(
            node, u"exchange.tooManyParts"_s, {{u"limit"_s, QString::number(MostParts)}});
        return;
    }
    m_context.refuseDuplicates(parameters, "ID"_L1);
    IdPool ids;
    for (const XmlNode *each : parameters) {
        m_context.noteUnread(
            *each, {"ID"_L1, "Description"_L1, "ProcessElementParameterType"_L1, "Value"_L1});
        const QString id = m_context.required(*each, "ID"_L1);
        std::optional<Parameter> read = m_context.parameter(*each, "Value"_L1);
        if (!read)
            continue;
        read->id = ParameterId(m_context.freeName(*each, id, ids));
        element.parameters.append(*read);
    }
}

void GeneralReader::readDirectedLink(const XmlNode &node, Stage &stage)
{
    m_context.noteUnread(node, {"ID"_L1, "Description"_L1, "FromID"_L1, "ToID"_L1});
    const QString from = node.textOf(u"FromID");
    const QString to = node.textOf(u"ToID");
    if (!m_context.spend(node))
        return;
    for (const QString &end : {from, to}) {
        if (stage.places.contains(end) || !m_materials.contains(end))
            continue;
        if (!stage.producers.contains(end) && !stage.consumers.contains(end)) {
            stage.flowing.append(end);
            stage.names.append(end);
        }
        const int place = stage.places.value(end == from ? to : from, -1);
        QVector<int> &users = end == from ? stage.consumers[end] : stage.producers[end];
        if (place >= 0)
            users.append(place);
    }
    stage.after[from].append(to);
    ++stage.before[to];
}

PortId GeneralReader::addPort(
    const XmlNode &node, Element &element, const QString &material, PortDirection direction)
{
    if (element.ports.size() >= MostParts) {
        m_context.fail(
            node, u"exchange.tooManyParts"_s, {{u"limit"_s, QString::number(MostParts)}});
        return {};
    }
    const Material known = m_materials.value(material);
    Port port;
    const QString stem = direction == PortDirection::In ? u"in"_s : u"out"_s;
    port.id = PortId(u"%1%2"_s.arg(stem).arg(element.ports.size() + 1));
    port.name = known.name;
    port.direction = direction;
    port.volume = known.amount;
    if (direction == PortDirection::In && !known.bomLine.isEmpty()) {
        port.purpose = PortPurpose::Material;
        port.bomLine = known.bomLine;
    }
    element.ports.append(port);
    return port.id;
}

// What one step makes and another takes flows from port to port; what none makes comes from the
// bill of materials, and what none takes leaves the process.
void GeneralReader::joinMaterial(const XmlNode &node, const QString &material, Stage &stage)
{
    const QVector<int> from = stage.producers.value(material);
    const QVector<int> to = stage.consumers.value(material);
    if (from.isEmpty() || to.isEmpty()) {
        for (const int place : from)
            addPort(node, stage.elements[place], material, PortDirection::Out);
        for (const int place : to)
            addPort(node, stage.elements[place], material, PortDirection::In);
        return;
    }
    for (const int a : from) {
        for (const int b : to) {
            if (!m_context.spend(node))
                return;
            Link link;
            link.id = m_context.freeLink(material);
            link.kind = LinkKind::Material;
            link.volume = m_materials.value(material).amount;
            link.from = {stage.elements[a].id,
                addPort(node, stage.elements[a], material, PortDirection::Out)};
            link.to = {stage.elements[b].id,
                addPort(node, stage.elements[b], material, PortDirection::In)};
            stage.links.append(link);
        }
    }
}

// Kahn's order over steps, materials and symbols together, ties as the file has them; only the
// steps are given back. Links that run in a circle leave the rest in the order of the file.
QVector<int> GeneralReader::order(const XmlNode &node, const Stage &stage)
{
    QHash<QString, int> open = stage.before;
    QVector<QString> ready;
    for (const QString &name : stage.names)
        if (open.value(name) == 0)
            ready.append(name);
    QVector<int> found;
    QSet<int> placed;
    for (qsizetype i = 0; i < ready.size(); ++i) {
        const QString name = ready[i];
        if (const int place = stage.places.value(name, -1); place >= 0 && !placed.contains(place)) {
            placed.insert(place);
            found.append(place);
        }
        for (const QString &next : stage.after.value(name))
            if (--open[next] == 0)
                ready.append(next);
    }
    if (found.size() < stage.elements.size())
        m_context.note(node, u"exchange.note.cycle"_s, {{u"id"_s, node.textOf(u"ID")}});
    for (int place = 0; place < stage.elements.size(); ++place)
        if (!placed.contains(place))
            found.append(place);
    return found;
}

void GeneralReader::addChain(const XmlNode &node, const Stage &stage, const ElementId &container)
{
    Procedure &procedure = m_context.recipe.procedure;
    ElementId before;
    const auto follow = [&](const XmlNode &at, const Element &element) {
        if (!m_context.add(at, element, container))
            return;
        if (!before.isEmpty()) {
            Link link;
            link.id = m_context.freeLink(u"l."_s + before.value());
            link.from.element = before;
            link.to.element = element.id;
            const Result<void> added = procedure.addLink(link);
            Q_ASSERT(added.ok());
        }
        before = element.id;
    };
    const auto mark = [&](ElementKind kind, const QString &word) {
        Element element;
        element.kind = kind;
        element.id = m_context.freeElement(
            node, container.isEmpty() ? word : container.value() + u'.' + word);
        follow(node, element);
    };
    const QVector<int> places = order(node, stage);
    mark(ElementKind::Begin, u"begin"_s);
    for (const int place : places)
        follow(*stage.nodes[place], stage.elements[place]);
    mark(ElementKind::End, u"end"_s);
    if (m_context.error())
        return;
    for (const Link &link : stage.links) {
        const Result<void> added = procedure.addLink(link);
        Q_ASSERT(added.ok());
    }
    for (const int place : places)
        if (stage.elements[place].isContainer())
            readStage(*stage.nodes[place], stage.elements[place].id,
                m_context.recipe.procedure.ancestors(stage.elements[place].id).size() + 1);
}

} // namespace cytoloom
