// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipereader.h"

#include "processgraph/catalog/attributeset.h"
#include "processgraph/model/recipeparts.h"
#include "processgraph/model/recipewords.h"

#include <limits>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// No step has more ports, nor more parameters: they are looked for one by one.
constexpr qsizetype MaxParts = 1000;
constexpr int MaxInt = std::numeric_limits<int>::max();

// The same problem seen by the model, said with the place in the file.
void failLike(JsonReader &reader, const char *key, const Error &error)
{
    reader.fail(key, u"recipe."_s + error.code().section(u'.', 1), error.message.args);
}

Parameter readParameter(JsonReader &reader)
{
    Parameter parameter;
    parameter.id = ParameterId(reader.string("id"));
    parameter.name = json::readDraftText(reader, "name");
    parameter.unit = reader.unit("unit");
    if (reader.has("value"))
        parameter.value = reader.number("value");
    parameter.formula = reader.string("formula", {});
    parameter.alert = reader.range("alert");
    parameter.action = reader.range("action");
    parameter.validated = reader.range("validated");
    parameter.critical = reader.boolean("critical", false);
    parameter.source = reader.string("source", {});
    parameter.signal = reader.string("signal", {});
    parameter.samplingInterval
        = json::readDuration(reader, "samplingInterval").value_or(Duration {0});
    parameter.attributes = json::readAttributes(reader, AttributeHome::Parameter);
    reader.done();
    return parameter;
}

Criterion readCriterion(JsonReader &reader)
{
    Criterion criterion;
    criterion.attribute = reader.string("attribute");
    criterion.name = json::readDraftText(reader, "name");
    static const json::Words<QString> comparisons {{u">="_s, u">="_s}, {u"<="_s, u"<="_s},
        {u">"_s, u">"_s}, {u"<"_s, u"<"_s}, {u"=="_s, u"=="_s}};
    criterion.comparison = reader.word("comparison", comparisons);
    if (criterion.comparison == "=="_L1)
        criterion.text = reader.string("text");
    else
        criterion.limit = reader.number("limit");
    criterion.unit = reader.unit("unit");
    criterion.method = reader.string("method", {});
    criterion.attributes = json::readAttributes(reader, AttributeHome::Criterion);
    reader.done();
    return criterion;
}

void readGate(JsonReader gate, Element &element)
{
    GateSpecification specification;
    specification.mandatory = gate.boolean("mandatory", true);
    specification.release = gate.boolean("release", false);
    gate.eachObject("criteria",
        [&](JsonReader criterion) { specification.criteria.append(readCriterion(criterion)); });
    gate.done();
    element.gate = specification;
}

void readPeople(JsonReader &reader, Element &element)
{
    reader.eachObject("crew", [&](JsonReader crew) {
        CrewNeed need;
        need.role = crew.string("role");
        need.people = crew.integer("people", 1, 1000, 1);
        need.qualification = crew.string("qualification", {});
        crew.done();
        element.crew.append(need);
    });
    element.verification
        = reader.word("verification", json::verificationWords(), VerificationKind::None);
    reader.eachObject("signatures", [&](JsonReader signature) {
        SignaturePoint point;
        point.meaning = signature.word("meaning", json::signatureWords());
        point.role = signature.string("role");
        signature.done();
        element.signatures.append(point);
    });
}

void refuseTwice(JsonReader &part, QSet<QString> &seen, const QString &id)
{
    if (!id.isEmpty() && seen.contains(id))
        part.fail("id", u"recipe.duplicateId"_s, {{u"id"_s, id}});
    seen.insert(id);
}

void readParts(JsonReader &reader, Element &element)
{
    const auto isRoom = [&reader](const char *key, qsizetype count) {
        if (count == MaxParts)
            reader.fail(key, u"recipe.tooManyParts"_s, {{u"limit"_s, QString::number(MaxParts)}});
        return count < MaxParts;
    };
    QSet<QString> parameters;
    qsizetype parameterCount = 0;
    reader.eachObject("parameters", [&](JsonReader part) {
        if (!isRoom("parameters", parameterCount++))
            return;
        element.parameters.append(readParameter(part));
        refuseTwice(part, parameters, element.parameters.last().id.value());
    });
    QSet<QString> ports;
    qsizetype portCount = 0;
    reader.eachObject("ports", [&](JsonReader part) {
        if (!isRoom("ports", portCount++))
            return;
        element.ports.append(json::readPort(part));
        refuseTwice(part, ports, element.ports.last().id.value());
    });
}

} // namespace

QString RecipeReader::readId(JsonReader &reader, QSet<QString> &seen)
{
    const QString id = reader.string("id");
    if (!id.isEmpty() && seen.contains(id))
        reader.fail("id", u"recipe.duplicateId"_s, {{u"id"_s, id}});
    seen.insert(id);
    return id;
}

MasterRecipe RecipeReader::read(JsonReader &root)
{
    readHeader(root);
    root.eachObject("approvals",
        [this](JsonReader each) { m_recipe.approvals.append(json::readApproval(each)); });
    root.eachObject("formula", [this](JsonReader each) { readFormula(each); });
    QSet<QString> sets;
    root.eachObject("formulaSets", [&](JsonReader each) {
        m_recipe.formulaSets.append(json::readFormulaSet(each, m_recipe.formula));
        refuseTwice(each, sets, m_recipe.formulaSets.last().id);
    });
    root.eachObject("bom", [this](JsonReader each) { readBomLine(each); });
    root.eachObject("roles", [this](JsonReader each) { readRole(each); });
    root.eachObject(
        "waivers", [this](JsonReader each) { m_recipe.waivers.append(json::readWaiver(each)); });
    JsonReader procedure = root.object("procedure");
    readContent(procedure, {});
    procedure.done();
    QSet<QString> annotations;
    root.eachObject("annotations", [&](JsonReader each) {
        m_recipe.annotations.append(json::readAnnotation(each));
        refuseTwice(each, annotations, m_recipe.annotations.last().id);
    });
    root.done();
    return m_recipe;
}

void RecipeReader::readHeader(JsonReader &root)
{
    root.string("schema"); // checked before
    m_recipe.id = RecipeId(root.string("id"));
    m_recipe.version = root.integer("version", 0, MaxInt);
    m_recipe.status = root.word("status", json::statusWords());
    m_recipe.name = json::readDraftText(root, "name");
    m_recipe.product = json::readDraftText(root, "product");
    m_recipe.description = json::readDraftText(root, "description");
    m_recipe.productCode = root.string("productCode", {});
    m_recipe.autologous = root.boolean("autologous");
    m_recipe.author = root.string("author", {});
    m_recipe.approvedBy = root.string("approvedBy", {});
    m_recipe.changeReason = root.string("changeReason", {});
    m_recipe.attributes = json::readAttributes(root, AttributeHome::Recipe);
}

void RecipeReader::readFormula(JsonReader line)
{
    FormulaParameter parameter;
    parameter.id = readId(line, m_formula);
    parameter.name = json::readDraftText(line, "name");
    parameter.kind = line.word("kind", json::formulaKindWords());
    parameter.value = line.quantity("value");
    line.done();
    m_recipe.formula.append(parameter);
}

void RecipeReader::readBomLine(JsonReader line)
{
    BomLine bom;
    bom.id = readId(line, m_bom);
    bom.material = line.string("material", {});
    bom.name = json::readDraftText(line, "name");
    bom.code = line.string("code", {});
    bom.specification = line.string("specification", {});
    bom.quantity = line.quantity("quantity");
    bom.tolerance = line.number("tolerance", 0);
    bom.attributes = json::readAttributes(line, AttributeHome::BomLine);
    line.done();
    m_recipe.bom.append(bom);
}

void RecipeReader::readRole(JsonReader reader)
{
    UnitRole role;
    role.id = RoleId(readId(reader, m_roles));
    role.name = json::readDraftText(reader, "name");
    role.equipmentClass = reader.string("equipmentClass", {});
    reader.eachObject("capabilities", [&](JsonReader each) {
        CapabilityNeed need;
        need.capability = each.string("capability");
        need.range = each.range("range");
        need.unit = each.unit("unit");
        each.done();
        role.capabilities.append(need);
    });
    role.preferredUnit = UnitId(reader.string("preferredUnit", {}));
    reader.done();
    m_recipe.roles.append(role);
}

void RecipeReader::readContent(JsonReader &reader, const ElementId &container)
{
    reader.eachObject("elements", [&](JsonReader each) { readElement(each, container); });
    reader.eachObject("links", [&](JsonReader each) { readLink(each, container); });
}

void RecipeReader::readElement(JsonReader reader, const ElementId &container)
{
    Element element;
    element.id = ElementId(reader.string("id"));
    element.kind = reader.word("kind", json::elementKindWords());
    element.name = json::readDraftText(reader, "name");
    element.note = json::readDraftText(reader, "note");
    element.type = reader.string("type", {});
    element.role = RoleId(reader.string("role", {}));
    if (std::optional<JsonReader> position = reader.optionalObject("position")) {
        element.position
            = {json::readCoordinate(*position, "x"), json::readCoordinate(*position, "y")};
        position->done();
    }
    element.pinned = reader.boolean("pinned", false);
    element.openness = reader.word("openness", json::opennessWords(), Openness::NotApplicable);
    element.aseptic = reader.boolean("aseptic", false);
    if (reader.has("grade"))
        element.grade = reader.word("grade", json::gradeWords());
    element.duration = json::readDurationRange(reader, "duration");
    element.maxOpenTime = json::readDuration(reader, "maxOpenTime");
    element.maxHeldTime = json::readDuration(reader, "maxHeldTime");
    element.critical = reader.boolean("critical", false);
    element.condition = reader.string("condition", {});
    element.maxCount = reader.integer("maxCount", 0, MaxInt, 0);
    readParts(reader, element);
    if (std::optional<JsonReader> gate = reader.optionalObject("gate"))
        readGate(*gate, element);
    element.residual = reader.optionalQuantity("residual");
    readPeople(reader, element);
    element.attributes = json::readAttributes(reader, AttributeHome::Element);

    Result<void> added = m_recipe.procedure.addElement(element, container);
    if (!element.id.isEmpty() && !added && added.error().code() == "model.duplicateId"_L1)
        failLike(reader, "id", added.error());
    if (!element.isContainer())
        for (const char *key : {"elements", "links"})
            if (reader.has(key))
                reader.fail(key, u"recipe.notContainer"_s, {{u"id"_s, element.id.value()}});
    if (added && element.isContainer()) {
        readContent(reader, element.id);
    } else {
        // What lies in a refused element is not looked at: its problems would be echoes.
        reader.raw("elements");
        reader.raw("links");
    }
    reader.done();
}

void RecipeReader::readLink(JsonReader reader, const ElementId &container)
{
    Link link;
    link.id = LinkId(reader.string("id"));
    link.kind = reader.word("kind", json::linkKindWords(), LinkKind::Control);
    link.from.element = ElementId(reader.string("from"));
    link.from.port = PortId(reader.string("fromPort", {}));
    link.to.element = ElementId(reader.string("to"));
    link.to.port = PortId(reader.string("toPort", {}));
    link.outcome = reader.word("outcome", json::outcomeWords(), GateOutcome::None);
    link.priority = reader.integer("priority", -MaxInt, MaxInt, 0);
    link.medium = reader.string("medium", {});
    link.volume = reader.optionalQuantity("volume");
    link.connection = reader.word("connection", json::connectionWords(), Connection::None);
    link.temperatureBand = reader.range("temperatureBand");
    link.holdLimit = json::readDuration(reader, "holdLimit");
    link.attributes = json::readAttributes(reader, AttributeHome::Link);
    reader.done();
    if (link.id.isEmpty() || link.from.element.isEmpty() || link.to.element.isEmpty())
        return; // said already

    if (Result<void> added = m_recipe.procedure.addLink(link); !added) {
        const QString &code = added.error().code();
        const char *key = nullptr;
        if (code == "model.duplicateId"_L1)
            key = "id";
        else if (code == "model.unknownElement"_L1)
            key = m_recipe.procedure.element(link.from.element) ? "to" : "from";
        else if (code == "model.unknownPort"_L1) {
            const Element *from = m_recipe.procedure.element(link.from.element);
            const bool first = !link.from.port.isEmpty() && from && !from->port(link.from.port);
            key = first ? "fromPort" : "toPort";
        }
        failLike(reader, key, added.error());
        return;
    }
    const ElementId home = m_recipe.procedure.home(link.id);
    if (home != container) {
        const QString expected = home.isEmpty() ? u"procedure"_s : home.value();
        reader.fail(nullptr, u"recipe.linkPlace"_s,
            {{u"id"_s, link.id.value()}, {u"expected"_s, expected}});
    }
}

} // namespace cytoloom
