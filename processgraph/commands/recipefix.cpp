// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipefix.h"

#include "processgraph/catalog/attributeset.h"
#include "processgraph/commands/fixactions.h"
#include "processgraph/commands/flowinsertion.h"
#include "processgraph/model/recipewords.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Args = QMap<QString, QString>;
using Fix = Result<void> (*)(RecipeEdit &edit, const Finding &finding);

// Where the repair acts: the step that it names itself, otherwise the first place.
FindingPlace place(const Finding &finding)
{
    if (const QString named = finding.fixArgs.value(u"element"_s); !named.isEmpty()) {
        FindingPlace step;
        step.element = ElementId(named);
        return step;
    }
    return finding.places.isEmpty() ? FindingPlace() : finding.places.first();
}

// The first link that the finding names, whatever else it names before.
LinkId linkOf(const Finding &finding)
{
    for (const FindingPlace &each : finding.places)
        if (!each.link.isEmpty())
            return each.link;
    return {};
}

Error placeGone()
{
    return Error(u"fix.placeGone"_s);
}

Result<void> changeElement(
    RecipeEdit &edit, const Finding &finding, const std::function<void(Element &)> &change)
{
    const Element *found = edit.recipe().procedure.element(place(finding).element);
    if (!found)
        return placeGone();
    Element element = *found;
    change(element);
    return edit.replace(element);
}

Result<void> changeLink(
    RecipeEdit &edit, const Finding &finding, const std::function<void(Link &)> &change)
{
    const Link *found = edit.recipe().procedure.link(linkOf(finding));
    if (!found)
        return placeGone();
    Link link = *found;
    change(link);
    return edit.replace(link);
}

std::optional<Duration> durationOf(const QString &text)
{
    static const Unit second = Unit::parse(u"s"_s).value();
    const Result<Quantity> read = Quantity::parse(text);
    const Result<Quantity> seconds = read ? read->in(second) : read;
    return seconds ? std::optional(fromSeconds(seconds->value)) : std::nullopt;
}

std::optional<AttributeValue> valueOf(const AttributeDefinition &definition, const QString &text)
{
    switch (definition.type) {
    case AttributeType::Flag:
        return text == "true"_L1;
    case AttributeType::Texts:
    case AttributeType::Choices:
        return text.split(u';', Qt::SkipEmptyParts);
    case AttributeType::Quantity: {
        const Result<Quantity> read = Quantity::parse(text);
        return read ? std::optional<AttributeValue>(*read) : std::nullopt;
    }
    case AttributeType::Text:
    case AttributeType::Choice:
        return text;
    default:
        return std::nullopt; // no rule can know a range or a moment
    }
}

// Attributes that a repair states by itself: "attribute"/"value", or "attribute.<id>".
void setAttributes(Attributes &attributes, const Args &args)
{
    const auto set = [&](const QString &id, const QString &text) {
        const AttributeDefinition *definition = AttributeSet::shipped().definition(id);
        const auto value = definition ? valueOf(*definition, text) : std::nullopt;
        if (value)
            attributes.set(id, *value);
    };
    if (args.contains(u"attribute"_s))
        set(args.value(u"attribute"_s), args.value(u"value"_s));
    for (auto each = args.cbegin(); each != args.cend(); ++each)
        if (each.key().startsWith("attribute."_L1))
            set(each.key().mid(10), *each);
}

Result<void> setAttribute(RecipeEdit &edit, const Finding &finding)
{
    const FindingPlace where = place(finding);
    const Args &args = finding.fixArgs;
    if (!where.link.isEmpty())
        return changeLink(edit, finding, [&](Link &link) { setAttributes(link.attributes, args); });
    // A line of the bill of materials is told by its name, wherever the finding shows its use.
    if (where.element.isEmpty() || args.contains(u"bomLine"_s)) {
        MasterRecipe recipe = edit.recipe();
        if (const QString line = args.value(u"bomLine"_s); !line.isEmpty()) {
            for (BomLine &each : recipe.bom)
                if (each.id == line)
                    setAttributes(each.attributes, args);
        } else {
            setAttributes(recipe.attributes, args);
        }
        edit.replaceHeader(recipe);
        return {};
    }
    return changeElement(edit, finding, [&](Element &element) {
        if (!where.parameter.isEmpty()) {
            for (Parameter &each : element.parameters)
                if (each.id == where.parameter)
                    setAttributes(each.attributes, args);
        } else if (!where.port.isEmpty()) {
            for (Port &each : element.ports)
                if (each.id == where.port)
                    setAttributes(each.attributes, args);
        } else if (args.contains(u"criterion"_s) && element.gate) {
            for (Criterion &each : element.gate->criteria)
                if (each.attribute == args.value(u"criterion"_s))
                    setAttributes(each.attributes, args);
        } else {
            setAttributes(element.attributes, args);
        }
    });
}

Result<void> setConnection(RecipeEdit &edit, const Finding &finding, Connection connection)
{
    return changeLink(edit, finding, [&](Link &link) { link.connection = connection; });
}

Result<void> addSignature(RecipeEdit &edit, const Finding &finding)
{
    SignaturePoint point;
    point.role = finding.fixArgs.value(u"role"_s, u"operator"_s);
    for (const auto &[word, meaning] : json::signatureWords())
        if (word == finding.fixArgs.value(u"meaning"_s))
            point.meaning = meaning;
    return changeElement(
        edit, finding, [&](Element &element) { element.signatures.append(point); });
}

Result<void> setTime(
    RecipeEdit &edit, const Finding &finding, std::optional<Duration> Element::*member)
{
    const std::optional<Duration> time = durationOf(finding.fixArgs.value(u"value"_s));
    if (!time)
        return Error(u"fix.unknown"_s, {{u"fix"_s, finding.fix}});
    return changeElement(edit, finding, [&](Element &element) { element.*member = time; });
}

// A step that people do, as the finding describes it, before or after the place.
Result<void> insertStep(RecipeEdit &edit, const Finding &finding, FlowInsertion::Side side,
    const QString &stem, const LocalizedText &name)
{
    const Args &args = finding.fixArgs;
    Element step;
    step.kind = ElementKind::ManualStep;
    step.id = edit.freeElementId(stem);
    step.name = name;
    step.critical = true;
    step.crew = {CrewNeed {args.value(u"role"_s, u"operator"_s), 1, {}}};
    step.verification = VerificationKind::SecondPerson;
    step.signatures = {{SignatureMeaning::Performed, args.value(u"role"_s, u"operator"_s)},
        {SignatureMeaning::Verified, args.value(u"checker"_s, u"qa"_s)}};
    setAttributes(step.attributes, args);
    return FlowInsertion::insert(edit, step, place(finding).element, side);
}

Result<void> addFailPath(RecipeEdit &edit, const Finding &finding)
{
    Element step;
    step.kind = ElementKind::ManualStep;
    step.id = edit.freeElementId(u"disposition"_s);
    step.name = {u"Isolate, investigate, QA disposition"_s, u"隔离、调查、QA 处置"_s};
    step.critical = true;
    step.crew = {CrewNeed {u"qa"_s, 1, {}}};
    step.signatures = {{SignatureMeaning::Approved, u"qa"_s}};
    step.duration = {std::chrono::hours(1), std::chrono::hours(24), std::chrono::hours(120)};
    step.attributes.set(u"statusLabel"_s, u"onHold"_s);
    setAttributes(step.attributes, finding.fixArgs);
    return FlowInsertion::branchToBlockEnd(edit, step, place(finding).element, GateOutcome::Fail);
}

const QMap<QString, Fix> &fixes()
{
    static const QMap<QString, Fix> all {
        {u"weldInsteadOfLuer"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return setConnection(edit, finding, Connection::Weld);
            }},
        {u"useSterileConnector"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return setConnection(edit, finding, Connection::Iscd);
            }},
        {u"closeStep"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return changeElement(
                    edit, finding, [](Element &element) { element.openness = Openness::Closed; });
            }},
        {u"limitLoop"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return changeElement(
                    edit, finding, [](Element &element) { element.maxCount = 10; });
            }},
        {u"addSecondPerson"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return changeElement(edit, finding, [](Element &element) {
                    element.verification = VerificationKind::SecondPerson;
                });
            }},
        {u"setMaxOpenTime"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return setTime(edit, finding, &Element::maxOpenTime);
            }},
        {u"setMaxHeldTime"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return setTime(edit, finding, &Element::maxHeldTime);
            }},
        {u"setHoldLimit"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                const auto time = durationOf(finding.fixArgs.value(u"value"_s));
                if (!time)
                    return Result<void>(Error(u"fix.unknown"_s, {{u"fix"_s, finding.fix}}));
                return changeLink(edit, finding, [&](Link &link) { link.holdLimit = time; });
            }},
        {u"addLineClearance"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return insertStep(edit, finding, FlowInsertion::Side::Before, u"clearance"_s,
                    {u"Line clearance"_s, u"清场"_s});
            }},
        {u"addIdentityCheck"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return insertStep(edit, finding, FlowInsertion::Side::Before, u"identity"_s,
                    {u"Identity check"_s, u"身份核对"_s});
            }},
        {u"addBegin"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return FlowInsertion::addEnd(edit, ElementKind::Begin, place(finding).element);
            }},
        {u"addEnd"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return FlowInsertion::addEnd(edit, ElementKind::End, place(finding).element);
            }},
        {u"addElse"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return FlowInsertion::addElse(edit, place(finding).element);
            }},
        {u"joinBranches"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return FlowInsertion::joinBranches(edit, place(finding).element);
            }},
        {u"setAttribute"_s, setAttribute},
        {u"addSignature"_s, addSignature},
        {u"addFailPath"_s, addFailPath},
        {u"addBomLine"_s, FixActions::addBomLine},
        {u"addCriterion"_s, FixActions::addCriterion},
        {u"addWasteRoute"_s, FixActions::addWasteRoute},
        {u"removeLink"_s, FixActions::removeLink},
        {u"addReview"_s, FixActions::addReview},
        {u"newVersion"_s, FixActions::newVersion},
        {u"addPendingPath"_s,
            [](RecipeEdit &edit, const Finding &finding) {
                return FlowInsertion::joinFailPath(
                    edit, place(finding).element, GateOutcome::Pending);
            }},
    };
    return all;
}

} // namespace

bool RecipeFix::canApply(const Finding &finding, const MasterRecipe &recipe)
{
    if (!fixes().contains(finding.fix))
        return false;
    // An attribute whose value only a person can know: an empty one would say nothing.
    const Args &args = finding.fixArgs;
    if (finding.fix == "setAttribute"_L1 && args.contains(u"attribute"_s)
        && args.value(u"value"_s).isEmpty())
        return false;
    const FindingPlace where = place(finding);
    const bool elementThere
        = where.element.isEmpty() || recipe.procedure.element(where.element) != nullptr;
    const bool linkThere = where.link.isEmpty() || recipe.procedure.link(where.link) != nullptr;
    return elementThere && linkThere;
}

Message RecipeFix::label(const Finding &finding)
{
    Args args = finding.fixArgs;
    if (const auto *definition = AttributeSet::shipped().definition(args.value(u"attribute"_s))) {
        args.insert(u"name.en"_s, definition->name.en);
        args.insert(u"name.zh"_s, definition->name.zh);
    }
    return {u"fix."_s + finding.fix, args};
}

Result<void> RecipeFix::apply(const Finding &finding, RecipeEdit &edit)
{
    const auto fix = fixes().constFind(finding.fix);
    if (fix == fixes().cend())
        return Error(u"fix.unknown"_s, {{u"fix"_s, finding.fix}});
    if (!canApply(finding, edit.recipe()))
        return placeGone();
    return (*fix)(edit, finding);
}

QStringList RecipeFix::ids()
{
    return fixes().keys();
}

} // namespace cytoloom
