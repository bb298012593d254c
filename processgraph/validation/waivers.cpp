// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/waivers.h"

#include "processgraph/model/recipejson.h"
#include "processgraph/validation/ruleset.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>

namespace cytoloom::waivers {

using namespace Qt::StringLiterals;

namespace {

// What stands at the places, as a recipe and a plant of their own: the writers of the files know
// every field, so nothing that a field says can be forgotten here.
class Extract
{
public:
    explicit Extract(const ValidationInput &input)
        : m_input(input)
    { }

    void add(const FindingPlace &place)
    {
        const Procedure &procedure = m_input.recipe.procedure;
        if (!place.element.isEmpty())
            addElement(place.element);
        if (const Link *link = procedure.link(place.link)) {
            addElement(link->from.element);
            addElement(link->to.element);
            if (!m_recipe.procedure.link(link->id))
                (void)m_recipe.procedure.addLink(*link);
        }
        if (m_input.plant) {
            addUnit(place.unit);
            addRoom(place.room);
        }
        if (place == FindingPlace())
            addHeader();
    }
    // What of the planned batch the finding rests on: the lots and sets that the steps use, the
    // people who do them; everything where the finding names no step. Call after all places.
    void addBatch()
    {
        if (!m_input.binding)
            return;
        const BatchBinding &from = *m_input.binding;
        BatchBinding batch;
        const QVector<ElementId> steps = m_recipe.procedure.elements();
        QSet<QString> lines;
        for (const ElementId &id : steps) {
            const Element *step = m_recipe.procedure.element(id);
            for (const Port &port : step->ports)
                lines.insert(port.bomLine);
            for (const QString &line : step->attributes.texts(u"usesSets"_s))
                lines.insert(line);
        }
        QSet<PersonId> people;
        for (const Assignment &one : from.assignments) {
            if (!steps.isEmpty() && !steps.contains(one.element))
                continue;
            batch.assignments.append(one);
            people.insert(one.person);
        }
        for (const MaterialLot &lot : from.lots)
            if (steps.isEmpty() || lines.contains(lot.bomLine))
                batch.lots.append(lot);
        for (const SingleUseSet &set : from.sets)
            if (steps.isEmpty() || lines.contains(set.bomLine))
                batch.sets.append(set);
        for (const CrewMember &person : from.crew)
            if (steps.isEmpty() || people.contains(person.id))
                batch.crew.append(person);
        m_batch = writeBinding(batch);
    }

    [[nodiscard]] QByteArray text() const
    {
        return writeRecipe(m_recipe) + writePlant(m_plant) + m_batch;
    }

private:
    void addElement(const ElementId &id)
    {
        const Element *found = m_input.recipe.procedure.element(id);
        if (!found || m_recipe.procedure.element(id))
            return;
        Element element = *found;
        element.position = {};
        element.pinned = false;
        (void)m_recipe.procedure.addElement(element, {});
        if (const UnitRole *role = m_input.recipe.role(element.role);
            role && !m_recipe.role(role->id))
            m_recipe.roles.append(*role);
        for (const Parameter &parameter : std::as_const(element.parameters)) {
            const FormulaParameter *value = m_input.recipe.formulaParameter(parameter.formula);
            if (value && !m_recipe.formulaParameter(value->id))
                m_recipe.formula.append(*value);
        }
        for (const Port &port : std::as_const(element.ports)) {
            const BomLine *line = m_input.recipe.bomLine(port.bomLine);
            if (line && !m_recipe.bomLine(line->id))
                m_recipe.bom.append(*line);
        }
    }
    void addUnit(const UnitId &id)
    {
        const PlantUnit *unit = m_input.plant->unit(id);
        if (!unit || m_plant.unit(id))
            return;
        m_plant.units.append(*unit);
        addRoom(unit->room);
    }
    void addRoom(const RoomId &id)
    {
        const Room *room = m_input.plant->room(id);
        if (room && !m_plant.room(id))
            m_plant.rooms.append(*room);
    }
    // A finding about the recipe as a whole: its header, not each of its steps.
    void addHeader()
    {
        const MasterRecipe &from = m_input.recipe;
        m_recipe.id = from.id;
        m_recipe.productCode = from.productCode;
        m_recipe.autologous = from.autologous;
        m_recipe.attributes = from.attributes;
        m_recipe.formula = from.formula;
        m_recipe.bom = from.bom;
        m_recipe.roles = from.roles;
    }

    const ValidationInput &m_input;
    MasterRecipe m_recipe;
    Plant m_plant;
    QByteArray m_batch;
};

Verdict verdictOf(const Waiver &waiver, const Finding &finding, const ValidationInput &input)
{
    const RuleDefinition *rule = RuleSet::shipped().rule(finding.rule);
    if (!rule || rule->waiverRole.isEmpty())
        return Verdict::NotWaivable;
    if (waiver.role != rule->waiverRole)
        return Verdict::WrongRole;
    if (waiver.person.isEmpty() || waiver.reason.trimmed().isEmpty())
        return Verdict::Incomplete;
    return waiver.placeHash == placeHash(finding, input) ? Verdict::Valid : Verdict::PlaceChanged;
}

} // namespace

QString placeHash(const Finding &finding, const ValidationInput &input)
{
    Extract extract(input);
    for (const FindingPlace &place : finding.places)
        extract.add(place);
    const RuleDefinition *rule = RuleSet::shipped().rule(finding.rule);
    // A rule of the drawing finds the same with and without a planned batch.
    if (rule && !rule->moments.contains(RuleMoment::Design))
        extract.addBatch();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(
        finding.message.code.toUtf8() + '\n' + QByteArray::number(rule ? rule->version : 0) + '\n');
    // Another number in the same words is another finding; a new name of a step is not.
    for (auto arg = finding.message.args.cbegin(); arg != finding.message.args.cend(); ++arg) {
        if (!arg.key().endsWith(".en"_L1) && !arg.key().endsWith(".zh"_L1))
            hash.addData(arg.key().toUtf8() + '=' + arg->toUtf8() + '\n');
    }
    hash.addData(extract.text());
    return QString::fromLatin1(hash.result().toHex());
}

Verdict judge(const Waiver &waiver, const QVector<Finding> &findings, const ValidationInput &input)
{
    const auto found = std::find_if(findings.begin(), findings.end(),
        [&waiver](const Finding &finding) { return finding.approvalKey == waiver.key; });
    return found == findings.end() ? Verdict::NoFinding : verdictOf(waiver, *found, input);
}

void apply(QVector<Finding> &findings, const ValidationInput &input)
{
    if (input.recipe.waivers.isEmpty())
        return;
    QMultiHash<QString, const Waiver *> waivers;
    for (const Waiver &waiver : input.recipe.waivers)
        waivers.insert(waiver.key, &waiver);
    for (Finding &finding : findings) {
        const auto given = waivers.values(finding.approvalKey);
        finding.waived = std::any_of(given.begin(), given.end(), [&](const Waiver *waiver) {
            return verdictOf(*waiver, finding, input) == Verdict::Valid;
        });
    }
}

Result<Waiver> make(const Finding &finding, const ValidationInput &input, const QString &role,
    const PersonId &person, const QString &reason, UtcTime time)
{
    const Waiver waiver {
        finding.approvalKey, placeHash(finding, input), reason.trimmed(), role, person, time};
    switch (verdictOf(waiver, finding, input)) {
    case Verdict::NotWaivable:
        return Error(u"waiver.notWaivable"_s, {{u"rule"_s, finding.rule}});
    case Verdict::WrongRole:
        return Error(u"waiver.wrongRole"_s,
            {{u"rule"_s, finding.rule},
                {u"needed"_s, RuleSet::shipped().rule(finding.rule)->waiverRole}});
    case Verdict::Incomplete:
        return Error(u"waiver.incomplete"_s, {{u"rule"_s, finding.rule}});
    default:
        return waiver;
    }
}

} // namespace cytoloom::waivers
