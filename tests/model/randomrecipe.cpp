// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/model/randomrecipe.h"

#include "processgraph/catalog/attributeset.h"

#include <cmath>

namespace cytoloom::test {

using namespace Qt::StringLiterals;

QString RandomRecipe::word()
{
    static const QStringList words {u"cells"_s, u"37 °C"_s, u"细胞 “织”"_s, u"a\\b\"c"_s,
        u"line\nbreak\ttab"_s, u"é\u0301"_s, u"😀"_s, u"  spaces  "_s, u"null"_s, u"\u0001"_s,
        u"r.viability >= 70"_s};
    return words.at(below(int(words.size())));
}

LocalizedText RandomRecipe::text()
{
    return {chance(80) ? word() : QString(), chance(80) ? word() : QString()};
}

double RandomRecipe::number()
{
    static const QVector<double> numbers {
        0, 1, -1, 0.1, 37, 1e-9, 1.0 / 3, 1e8, 123456.789, 9007199254740993.0, 5e-324, 1e300};
    if (chance(60))
        return numbers.at(below(int(numbers.size())));
    return std::ldexp(m_random.generateDouble() - 0.5, below(60) - 30);
}

Unit RandomRecipe::unit()
{
    static const QStringList symbols {
        QString(), u"mL"_s, u"°C"_s, u"%"_s, u"1e6/mL"_s, u"rpm"_s, u"1/day"_s, u"g/L"_s};
    const QString symbol = symbols.at(below(int(symbols.size())));
    return symbol.isEmpty() ? Unit() : Unit::parse(symbol).value();
}

Range RandomRecipe::range()
{
    Range range {perhaps(number()), perhaps(number())};
    if (range.low && range.high && *range.low > *range.high)
        std::swap(range.low, range.high);
    return range;
}

Duration RandomRecipe::duration()
{
    static const QVector<qint64> lengths {
        0, 1, 999, 1000, 60'000, 90'000, 3'600'000, 86'400'000, 1'036'800'001};
    return Duration(lengths.at(below(int(lengths.size()))));
}

Attributes RandomRecipe::attributes(AttributeHome home)
{
    Attributes result;
    for (const AttributeDefinition *each : AttributeSet::shipped().of(home)) {
        if (!chance(15))
            continue;
        switch (each->type) {
        case AttributeType::Flag:
            result.set(each->id, chance(50));
            break;
        case AttributeType::Text:
            result.set(each->id, word());
            break;
        case AttributeType::Texts:
            result.set(each->id, QStringList {word(), word()});
            break;
        case AttributeType::Choice:
            result.set(each->id, each->choices.at(below(int(each->choices.size()))).word);
            break;
        case AttributeType::Choices:
            result.set(each->id, QStringList {each->choices.last().word});
            break;
        case AttributeType::Quantity:
            result.set(each->id, Quantity {number(), each->unit});
            break;
        case AttributeType::Range:
            result.set(each->id, range());
            break;
        case AttributeType::Time:
            result.set(each->id, time());
            break;
        }
    }
    return result;
}

Parameter RandomRecipe::parameter(int index)
{
    Parameter result;
    result.id = ParameterId(u"p%1"_s.arg(index));
    result.name = text();
    result.unit = unit();
    result.value = perhaps(number());
    result.formula = chance(20) ? u"f1"_s : QString();
    result.alert = range();
    result.action = range();
    result.validated = range();
    result.critical = chance(50);
    result.source = chance(50) ? word() : QString();
    result.signal = chance(50) ? u"temperature.pv"_s : QString();
    result.samplingInterval = duration();
    result.attributes = attributes(AttributeHome::Parameter);
    return result;
}

Port RandomRecipe::port(int index)
{
    Port result;
    result.id = PortId(u"port%1"_s.arg(index));
    result.name = text();
    result.direction = PortDirection(below(2));
    result.purpose = PortPurpose(below(4));
    result.medium = chance(30) ? word() : QString();
    result.volume = perhaps(quantity());
    result.bomLine = chance(30) ? u"m1"_s : QString();
    result.attributes = attributes(AttributeHome::Port);
    return result;
}

Criterion RandomRecipe::criterion()
{
    static const QStringList signs {u">="_s, u"<="_s, u">"_s, u"<"_s, u"=="_s};
    Criterion result;
    result.attribute = u"viability"_s;
    result.name = text();
    result.comparison = signs.at(below(int(signs.size())));
    if (result.comparison == u"=="_s)
        result.text = word();
    else
        result.limit = number();
    result.unit = unit();
    result.method = chance(50) ? word() : QString();
    result.attributes = attributes(AttributeHome::Criterion);
    return result;
}

Element RandomRecipe::changed(Element element)
{
    element.name = text();
    element.note = text();
    element.type = chance(50) ? u"work"_s : QString();
    element.role = RoleId(chance(50) ? u"R1"_s : QString());
    element.position = {std::fmod(number(), 1e6), std::fmod(number(), 1e6)};
    element.pinned = chance(20);
    element.attributes = attributes(AttributeHome::Element);
    element.openness = Openness(below(4));
    element.aseptic = chance(50);
    element.grade = perhaps(Grade(below(5)));
    element.duration = {duration(), duration(), duration()};
    element.maxOpenTime = perhaps(duration());
    element.maxHeldTime = perhaps(duration());
    element.condition = chance(50) ? word() : QString();
    element.maxCount = below(3);
    element.residual = perhaps(quantity());
    element.verification = VerificationKind(below(3));
    element.critical = chance(50);
    element.parameters.clear();
    for (int i = below(3); i > 0; --i)
        element.parameters.append(parameter(i));
    element.gate.reset();
    if (chance(30)) {
        element.gate = GateSpecification {chance(50), chance(50), {}};
        for (int i = below(3); i > 0; --i)
            element.gate->criteria.append(criterion());
    }
    element.crew.clear();
    for (int i = below(3); i > 0; --i)
        element.crew.append({u"operator"_s, 1 + below(1000), chance(50) ? word() : QString()});
    element.signatures.clear();
    for (int i = below(3); i > 0; --i)
        element.signatures.append({SignatureMeaning(below(5)), u"qa"_s});
    return element;
}

Element RandomRecipe::element(int index)
{
    Element result;
    result.id = ElementId(u"e%1"_s.arg(index));
    result.kind = ElementKind(below(int(ElementKind::ManualStep) + 1));
    for (int i = below(4); i > 0; --i)
        result.ports.append(port(i));
    return changed(result);
}

void RandomRecipe::addHeader(MasterRecipe &recipe)
{
    recipe.id = RecipeId(u"random"_s);
    recipe.version = below(1000);
    recipe.status = RecipeStatus::Draft;
    recipe.name = text();
    recipe.product = text();
    recipe.description = text();
    recipe.productCode = chance(50) ? word() : QString();
    recipe.autologous = chance(50);
    recipe.author = chance(50) ? word() : QString();
    recipe.changeReason = chance(50) ? word() : QString();
    recipe.attributes = attributes(AttributeHome::Recipe);
    for (int i = 1; i <= 1 + below(3); ++i)
        recipe.formula.append({u"f%1"_s.arg(i), text(), FormulaKind(below(3)), quantity()});
    for (int i = 1; i <= 1 + below(3); ++i)
        recipe.bom.append({u"m%1"_s.arg(i), word(), text(), word(), word(), quantity(), number(),
            attributes(AttributeHome::BomLine)});
    for (int i = 1; i <= 1 + below(3); ++i) {
        UnitRole role;
        role.id = RoleId(u"R%1"_s.arg(i));
        role.name = text();
        role.equipmentClass = chance(50) ? u"vessel"_s : QString();
        role.preferredUnit = UnitId(chance(50) ? u"V-1"_s : QString());
        for (int j = below(3); j > 0; --j)
            role.capabilities.append({u"stirring"_s, range(), unit()});
        recipe.roles.append(role);
    }
}

void RandomRecipe::addVersion(MasterRecipe &recipe)
{
    for (int i = below(3); i > 0; --i)
        recipe.approvals.append({SignatureMeaning(below(5)), u"quality"_s, PersonId(u"P-1"_s),
            time(), chance(50) ? word() : QString(), chance(50) ? u"00ff"_s : QString()});
    for (int i = below(3); i > 0; --i)
        recipe.waivers.append({u"GMP-STR-01.noEnd:e%1"_s.arg(i), u"00ff"_s, word(), u"qa"_s,
            PersonId(u"P-2"_s), time()});
    for (int i = below(3); i > 0; --i) {
        FormulaSet set {u"set%1"_s.arg(i), text(), {}};
        for (const FormulaParameter &parameter : std::as_const(recipe.formula))
            if (chance(50))
                set.values.insert(parameter.id, {number(), parameter.value.unit});
        recipe.formulaSets.append(set);
    }
}

void RandomRecipe::addAnnotations(MasterRecipe &recipe)
{
    const QVector<ElementId> all = recipe.procedure.elements();
    for (int i = below(3); i > 0; --i) {
        Annotation note;
        note.id = u"note%1"_s.arg(i);
        note.kind = Annotation::Kind(below(2));
        note.position = {std::fmod(number(), 1e6), std::fmod(number(), 1e6)};
        note.width = below(500);
        note.height = below(500);
        note.text = text();
        note.collapsed = chance(30);
        for (int j = below(3); j > 0 && !all.isEmpty(); --j)
            note.members.append(all.at(below(int(all.size()))));
        recipe.annotations.append(note);
    }
}

void RandomRecipe::addLinks(MasterRecipe &recipe, int count)
{
    const QVector<ElementId> all = recipe.procedure.elements();
    const auto end = [&](bool matter) {
        const ElementId id = all.at(below(int(all.size())));
        const QVector<Port> &ports = recipe.procedure.element(id)->ports;
        const bool port = matter && !ports.isEmpty();
        return Endpoint {id, port ? ports.at(below(int(ports.size()))).id : PortId()};
    };
    for (int i = 0; i < count; ++i) {
        Link link;
        link.id = LinkId(u"l%1"_s.arg(i));
        link.kind = LinkKind(below(5));
        const bool matter = link.kind != LinkKind::Control && link.kind != LinkKind::Sync;
        link.from = end(matter);
        link.to = end(matter);
        link.outcome = GateOutcome(below(4));
        link.priority = below(5) - 2;
        link.medium = chance(50) ? word() : QString();
        link.volume = perhaps(quantity());
        link.connection = Connection(below(8));
        link.temperatureBand = range();
        link.holdLimit = perhaps(duration());
        link.attributes = attributes(AttributeHome::Link);
        // Refused where a control link would cross containers: then it is simply not there.
        [[maybe_unused]] const auto added = recipe.procedure.addLink(link);
    }
}

MasterRecipe RandomRecipe::recipe(int elements)
{
    MasterRecipe result;
    addHeader(result);
    QVector<ElementId> containers {ElementId()};
    for (int i = 0; i < elements; ++i) {
        const Element fresh = element(i);
        const ElementId container = containers.at(below(int(containers.size())));
        if (result.procedure.addElement(fresh, container) && fresh.isContainer())
            containers.append(fresh.id);
    }
    if (elements > 0)
        addLinks(result, elements * 2);
    addVersion(result);
    addAnnotations(result);
    return result;
}

} // namespace cytoloom::test
