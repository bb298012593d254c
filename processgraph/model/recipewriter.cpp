// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipewriter.h"

#include "processgraph/catalog/attributeset.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/model/recipeparts.h"
#include "processgraph/model/recipewords.h"

namespace cytoloom {

using namespace Qt::StringLiterals;
using json::put;
using json::putEach;
using json::wordOf;

namespace {

template <class E>
void putWord(JsonValue &object, const char *key, const json::Words<E> &words, E value)
{
    object.insert(QLatin1String(key), JsonValue(wordOf(words, value)));
}

void putTrue(JsonValue &object, const char *key, bool value)
{
    if (value)
        object.insert(QLatin1String(key), JsonValue(true));
}

JsonValue parameterValue(const Parameter &parameter)
{
    JsonValue value = JsonValue::object();
    put(value, "id", parameter.id.value());
    put(value, "name", parameter.name);
    value.insert(u"unit"_s, JsonValue(parameter.unit.symbol()));
    if (parameter.value)
        value.insert(u"value"_s, JsonValue(*parameter.value));
    put(value, "formula", parameter.formula);
    put(value, "alert", parameter.alert);
    put(value, "action", parameter.action);
    put(value, "validated", parameter.validated);
    putTrue(value, "critical", parameter.critical);
    put(value, "source", parameter.source);
    put(value, "signal", parameter.signal);
    if (parameter.samplingInterval.count() != 0)
        put(value, "samplingInterval", std::optional(parameter.samplingInterval));
    put(value, parameter.attributes);
    return value;
}

JsonValue criterionValue(const Criterion &criterion)
{
    JsonValue value = JsonValue::object();
    put(value, "attribute", criterion.attribute);
    put(value, "name", criterion.name);
    put(value, "comparison", criterion.comparison);
    if (criterion.comparison == "=="_L1)
        put(value, "text", criterion.text);
    else
        value.insert(u"limit"_s, JsonValue(criterion.limit));
    value.insert(u"unit"_s, JsonValue(criterion.unit.symbol()));
    put(value, "method", criterion.method);
    put(value, criterion.attributes);
    return value;
}

JsonValue gateValue(const GateSpecification &gate)
{
    JsonValue value = JsonValue::object();
    value.insert(u"mandatory"_s, JsonValue(gate.mandatory));
    putTrue(value, "release", gate.release);
    putEach(value, "criteria", gate.criteria, criterionValue);
    return value;
}

JsonValue crewValue(const CrewNeed &crew)
{
    JsonValue value = JsonValue::object();
    put(value, "role", crew.role);
    value.insert(u"people"_s, JsonValue(crew.people));
    put(value, "qualification", crew.qualification);
    return value;
}

JsonValue signatureValue(const SignaturePoint &point)
{
    JsonValue value = JsonValue::object();
    putWord(value, "meaning", json::signatureWords(), point.meaning);
    put(value, "role", point.role);
    return value;
}

JsonValue linkValue(const Link &link)
{
    JsonValue value = JsonValue::object();
    put(value, "id", link.id.value());
    putWord(value, "kind", json::linkKindWords(), link.kind);
    put(value, "from", link.from.element.value());
    put(value, "fromPort", link.from.port.value());
    put(value, "to", link.to.element.value());
    put(value, "toPort", link.to.port.value());
    if (link.outcome != GateOutcome::None)
        putWord(value, "outcome", json::outcomeWords(), link.outcome);
    if (link.priority != 0)
        value.insert(u"priority"_s, JsonValue(link.priority));
    put(value, "medium", link.medium);
    put(value, "volume", link.volume);
    if (link.connection != Connection::None)
        putWord(value, "connection", json::connectionWords(), link.connection);
    put(value, "temperatureBand", link.temperatureBand);
    put(value, "holdLimit", link.holdLimit);
    put(value, link.attributes);
    return value;
}

void putContent(JsonValue &value, const Procedure &procedure, const ElementId &container);

JsonValue elementValue(const Procedure &procedure, const ElementId &id)
{
    const Element &element = *procedure.element(id);
    JsonValue value = JsonValue::object();
    put(value, "id", element.id.value());
    putWord(value, "kind", json::elementKindWords(), element.kind);
    put(value, "name", element.name);
    put(value, "note", element.note);
    put(value, "type", element.type);
    put(value, "role", element.role.value());
    JsonValue position = JsonValue::object();
    position.insert(u"x"_s, JsonValue(element.position.x));
    position.insert(u"y"_s, JsonValue(element.position.y));
    value.insert(u"position"_s, std::move(position));
    putTrue(value, "pinned", element.pinned);
    if (element.openness != Openness::NotApplicable)
        putWord(value, "openness", json::opennessWords(), element.openness);
    putTrue(value, "aseptic", element.aseptic);
    if (element.grade)
        putWord(value, "grade", json::gradeWords(), *element.grade);
    put(value, "duration", element.duration);
    put(value, "maxOpenTime", element.maxOpenTime);
    put(value, "maxHeldTime", element.maxHeldTime);
    putTrue(value, "critical", element.critical);
    put(value, "condition", element.condition);
    if (element.maxCount != 0)
        value.insert(u"maxCount"_s, JsonValue(element.maxCount));
    putEach(value, "parameters", element.parameters, parameterValue);
    putEach(value, "ports", element.ports, json::portValue);
    if (element.gate)
        value.insert(u"gate"_s, gateValue(*element.gate));
    put(value, "residual", element.residual);
    putEach(value, "crew", element.crew, crewValue);
    if (element.verification != VerificationKind::None)
        putWord(value, "verification", json::verificationWords(), element.verification);
    putEach(value, "signatures", element.signatures, signatureValue);
    put(value, element.attributes);
    putContent(value, procedure, id);
    return value;
}

void putContent(JsonValue &value, const Procedure &procedure, const ElementId &container)
{
    putEach(value, "elements", procedure.children(container),
        [&](const ElementId &id) { return elementValue(procedure, id); });
    putEach(value, "links", procedure.linksOf(container),
        [&](const LinkId &id) { return linkValue(*procedure.link(id)); });
}

JsonValue formulaValue(const FormulaParameter &parameter)
{
    JsonValue value = JsonValue::object();
    put(value, "id", parameter.id);
    put(value, "name", parameter.name);
    putWord(value, "kind", json::formulaKindWords(), parameter.kind);
    put(value, "value", std::optional(parameter.value));
    return value;
}

JsonValue bomValue(const BomLine &bom)
{
    JsonValue value = JsonValue::object();
    put(value, "id", bom.id);
    put(value, "material", bom.material);
    put(value, "name", bom.name);
    put(value, "code", bom.code);
    put(value, "specification", bom.specification);
    put(value, "quantity", std::optional(bom.quantity));
    if (bom.tolerance != 0)
        value.insert(u"tolerance"_s, JsonValue(bom.tolerance));
    put(value, bom.attributes);
    return value;
}

JsonValue roleValue(const UnitRole &role)
{
    JsonValue value = JsonValue::object();
    put(value, "id", role.id.value());
    put(value, "name", role.name);
    put(value, "equipmentClass", role.equipmentClass);
    putEach(value, "capabilities", role.capabilities, [](const CapabilityNeed &need) {
        JsonValue each = JsonValue::object();
        put(each, "capability", need.capability);
        put(each, "range", need.range);
        each.insert(u"unit"_s, JsonValue(need.unit.symbol()));
        return each;
    });
    put(value, "preferredUnit", role.preferredUnit.value());
    return value;
}

} // namespace

JsonValue recipeToJson(const MasterRecipe &recipe)
{
    JsonValue value = JsonValue::object();
    value.insert(u"schema"_s, json::schemaValue(u"cytoloom.recipe"_s, RecipeSchemaVersion));
    put(value, "id", recipe.id.value());
    value.insert(u"version"_s, JsonValue(recipe.version));
    putWord(value, "status", json::statusWords(), recipe.status);
    put(value, "name", recipe.name);
    put(value, "product", recipe.product);
    put(value, "description", recipe.description);
    put(value, "productCode", recipe.productCode);
    value.insert(u"autologous"_s, JsonValue(recipe.autologous));
    put(value, "author", recipe.author);
    put(value, "approvedBy", recipe.approvedBy);
    put(value, "changeReason", recipe.changeReason);
    put(value, recipe.attributes);
    putEach(value, "approvals", recipe.approvals, json::approvalValue);
    putEach(value, "formula", recipe.formula, formulaValue);
    putEach(value, "formulaSets", recipe.formulaSets, json::formulaSetValue);
    putEach(value, "bom", recipe.bom, bomValue);
    putEach(value, "roles", recipe.roles, roleValue);
    putEach(value, "waivers", recipe.waivers, json::waiverValue);
    JsonValue procedure = JsonValue::object();
    putContent(procedure, recipe.procedure, {});
    value.insert(u"procedure"_s, std::move(procedure));
    putEach(value, "annotations", recipe.annotations, json::annotationValue);
    return value;
}

} // namespace cytoloom
