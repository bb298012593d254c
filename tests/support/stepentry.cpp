// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/stepentry.h"

#include "processgraph/catalog/phaseclass.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

StepEntry::StepEntry(InspectorHand &hand, const RecipeDocument &document)
    : m_hand(hand)
    , m_document(document)
{ }

const Element &StepEntry::now() const
{
    return *m_document.procedure().element(m_step);
}

void StepEntry::enter(const ElementId &made, const Element &wanted)
{
    m_step = made;
    general(wanted);
    if (now().duration != wanted.duration || now().maxOpenTime != wanted.maxOpenTime
        || now().maxHeldTime != wanted.maxHeldTime || now().residual != wanted.residual)
        times(wanted);
    parameters(wanted);
    ports(wanted);
    if (wanted.gate)
        gate(*wanted.gate);
    people(wanted);
    m_hand.evidence(
        u"evidence"_s, AttributeHome::Element, now().attributes, wanted.attributes, true);
}

void StepEntry::texts(const QString &field, const LocalizedText &now, const LocalizedText &wanted)
{
    if (now.en != wanted.en)
        m_hand.text(field + u"En"_s, wanted.en);
    if (now.zh != wanted.zh)
        m_hand.text(field + u"Zh"_s, wanted.zh);
}

void StepEntry::general(const Element &wanted)
{
    const Element before = now();
    texts(u"name"_s, before.name, wanted.name);
    if (before.type != wanted.type)
        throw Stuck(wanted.id.value() + u" is of another type"_s);
    if (before.role != wanted.role) {
        int role = -1;
        const QVector<UnitRole> &roles = m_document.recipe().roles;
        for (int i = 0; i < roles.size(); ++i)
            role = roles.at(i).id == wanted.role ? i : role;
        m_hand.choice(u"role"_s, role);
    }
    if (before.openness != wanted.openness)
        m_hand.choice(u"openness"_s, int(wanted.openness));
    if (before.grade != wanted.grade)
        m_hand.choice(u"grade"_s, wanted.grade ? int(*wanted.grade) : -1);
    if (before.aseptic != wanted.aseptic)
        m_hand.flag(u"aseptic"_s, wanted.aseptic);
    if (before.critical != wanted.critical)
        m_hand.flag(u"critical"_s, wanted.critical);
    if (before.condition != wanted.condition)
        m_hand.text(u"condition"_s, wanted.condition);
    if (before.maxCount != wanted.maxCount)
        m_hand.text(u"maxCount"_s, QString::number(wanted.maxCount));
    texts(u"note"_s, before.note, wanted.note);
}

void StepEntry::times(const Element &wanted)
{
    const Element before = now();
    if (before.duration.nominal != wanted.duration.nominal)
        m_hand.duration(u"durationNominal"_s, wanted.duration.nominal);
    if (before.duration.shortest != wanted.duration.shortest)
        m_hand.duration(u"durationShortest"_s, wanted.duration.shortest);
    if (before.duration.longest != wanted.duration.longest)
        m_hand.duration(u"durationLongest"_s, wanted.duration.longest);
    if (before.maxOpenTime != wanted.maxOpenTime)
        m_hand.duration(u"maxOpenTime"_s, wanted.maxOpenTime.value_or(Duration(0)));
    if (before.maxHeldTime != wanted.maxHeldTime)
        m_hand.duration(u"maxHeldTime"_s, wanted.maxHeldTime.value_or(Duration(0)));
    if (before.residual != wanted.residual)
        m_hand.quantity(u"residual"_s, wanted.residual);
}

// Entries that are too many go from the end, those that are missing are added.
void StepEntry::fitList(const QString &list, qsizetype now, qsizetype wanted)
{
    for (qsizetype i = now; i > wanted; --i) {
        const QString entry = list + u'.' + QString::number(i - 1);
        m_hand.unfold(entry + u".toggle"_s, entry + u".remove"_s);
        m_hand.press(entry + u".remove"_s);
    }
    for (qsizetype i = now; i < wanted; ++i)
        m_hand.press(list + u".add"_s);
}

void StepEntry::parameters(const Element &wanted)
{
    const auto toggle
        = [](const ParameterId &id) { return u"parameter.%1.toggle"_s.arg(id.value()); };
    const auto field = [](const ParameterId &id, const char *name) {
        return u"parameter.%1.%2"_s.arg(id.value(), QLatin1String(name));
    };
    const QVector<Parameter> before = now().parameters;
    for (const Parameter &each : before) {
        if (wanted.parameter(each.id))
            continue;
        m_hand.unfold(toggle(each.id), field(each.id, "remove"));
        m_hand.press(field(each.id, "remove"));
    }
    for (const Parameter &each : wanted.parameters) {
        if (!now().parameter(each.id)) {
            const PhaseClass *phase = m_document.catalog().phaseClass(now().type);
            QString word = u"Another one"_s;
            for (const ParameterDefinition &definition :
                phase ? phase->parameters : QVector<ParameterDefinition>()) {
                if (definition.id == each.id.value())
                    word = definition.name.en;
            }
            m_hand.pickFromMenu(u"parameters.add"_s, word);
            const ParameterId fresh = now().parameters.last().id;
            if (fresh != each.id) {
                m_hand.unfold(toggle(fresh), field(fresh, "id"));
                m_hand.text(field(fresh, "id"), each.id.value());
            }
        }
        if (*now().parameter(each.id) != each) {
            m_hand.unfold(toggle(each.id), field(each.id, "unit"));
            parameter(each);
            m_hand.press(toggle(each.id)); // folded again: the page stays short
        }
    }
}

void StepEntry::parameter(const Parameter &wanted)
{
    const auto field = [&wanted](const char *name) {
        return u"parameter.%1.%2"_s.arg(wanted.id.value(), QLatin1String(name));
    };
    const Parameter before = *now().parameter(wanted.id);
    if (before.unit != wanted.unit)
        m_hand.text(field("unit"), wanted.unit.symbol());
    if (before.formula != wanted.formula)
        m_hand.pick(field("formula"), wanted.formula);
    ranges(wanted);
    if (now().parameter(wanted.id)->value != wanted.value)
        m_hand.number(u"value."_s + wanted.id.value(), wanted.value);
    texts(field("name"), before.name, wanted.name);
    if (before.critical != wanted.critical)
        m_hand.flag(field("critical"), wanted.critical);
    if (before.source != wanted.source)
        m_hand.text(field("source"), wanted.source);
    if (before.signal != wanted.signal)
        m_hand.pickOrType(field("signal"), wanted.signal);
    if (before.samplingInterval != wanted.samplingInterval)
        m_hand.duration(field("sampling"), wanted.samplingInterval);
    m_hand.evidence(
        field("evidence"), AttributeHome::Parameter, before.attributes, wanted.attributes, false);
}

void StepEntry::ranges(const Parameter &wanted)
{
    const Parameter before = *now().parameter(wanted.id);
    range(wanted.id.value(), 0, before.validated, wanted.validated);
    range(wanted.id.value(), 2, before.action, wanted.action);
    range(wanted.id.value(), 4, before.alert, wanted.alert);
}

void StepEntry::range(const QString &id, int first, const Range &now, const Range &wanted)
{
    // An end may not pass the other one: the one that makes room goes first.
    const bool highFirst = wanted.low && now.high && *wanted.low > *now.high;
    for (const bool high : {highFirst, !highFirst}) {
        const std::optional<double> &value = high ? wanted.high : wanted.low;
        if (value != (high ? now.high : now.low))
            m_hand.number(u"limit.%1.%2"_s.arg(first + (high ? 1 : 0)).arg(id), value);
    }
}

void StepEntry::ports(const Element &wanted)
{
    fitList(u"ports"_s, now().ports.size(), wanted.ports.size());
    for (int i = 0; i < wanted.ports.size(); ++i) {
        Port same = now().ports.at(i);
        same.id = wanted.ports.at(i).id;
        if (same != wanted.ports.at(i))
            port(i, wanted.ports.at(i));
    }
}

void StepEntry::port(int index, const Port &wanted)
{
    const QString box = u"ports."_s + QString::number(index);
    const auto field = [&box](const char *name) { return box + u'.' + QLatin1String(name); };
    m_hand.unfold(field("toggle"), field("direction"));
    const Port before = now().ports.at(index);
    texts(field("name"), before.name, wanted.name);
    if (before.direction != wanted.direction)
        m_hand.choice(field("direction"), int(wanted.direction));
    if (before.purpose != wanted.purpose)
        m_hand.choice(field("purpose"), int(wanted.purpose));
    if (before.medium != wanted.medium)
        m_hand.pick(field("medium"), wanted.medium);
    if (before.volume != wanted.volume)
        m_hand.quantity(field("volume"), wanted.volume);
    if (before.bomLine != wanted.bomLine)
        m_hand.pick(field("bomLine"), wanted.bomLine);
    m_hand.evidence(
        field("evidence"), AttributeHome::Port, before.attributes, wanted.attributes, false);
}

void StepEntry::gate(const GateSpecification &wanted)
{
    const GateSpecification before = now().gate.value_or(GateSpecification());
    if (before.mandatory != wanted.mandatory)
        m_hand.flag(u"gate.mandatory"_s, wanted.mandatory);
    if (before.release != wanted.release)
        m_hand.flag(u"gate.release"_s, wanted.release);
    fitList(u"criteria"_s, before.criteria.size(), wanted.criteria.size());
    for (int i = 0; i < wanted.criteria.size(); ++i)
        criterion(i, wanted.criteria.at(i));
}

void StepEntry::criterion(int index, const Criterion &wanted)
{
    const QString box = u"criteria."_s + QString::number(index);
    const auto field = [&box](const char *name) { return box + u'.' + QLatin1String(name); };
    const QStringList signs {u">="_s, u"<="_s, u">"_s, u"<"_s, u"=="_s};
    m_hand.unfold(field("toggle"), field("method"));
    const Criterion before = now().gate->criteria.at(index);
    if (before.attribute != wanted.attribute)
        m_hand.pickOrType(field("attribute"), wanted.attribute);
    texts(field("name"), before.name, wanted.name);
    if (before.comparison != wanted.comparison)
        m_hand.choice(field("comparison"), int(signs.indexOf(wanted.comparison)));
    if (wanted.comparison == "=="_L1) {
        if (now().gate->criteria.at(index).text != wanted.text)
            m_hand.text(field("text"), wanted.text);
    } else {
        if (before.unit != wanted.unit)
            m_hand.text(field("unit"), wanted.unit.symbol());
        if (now().gate->criteria.at(index).limit != wanted.limit)
            m_hand.number(field("limit"), wanted.limit);
    }
    if (before.method != wanted.method)
        m_hand.text(field("method"), wanted.method);
    m_hand.evidence(
        field("evidence"), AttributeHome::Criterion, before.attributes, wanted.attributes, false);
    m_hand.press(field("toggle"));
}

void StepEntry::people(const Element &wanted)
{
    fitList(u"crew"_s, now().crew.size(), wanted.crew.size());
    for (int i = 0; i < wanted.crew.size(); ++i) {
        const CrewNeed before = now().crew.at(i);
        const CrewNeed &need = wanted.crew.at(i);
        const QString box = u"crew."_s + QString::number(i);
        if (before == need)
            continue;
        m_hand.unfold(box + u".toggle"_s, box + u".role"_s);
        if (before.role != need.role)
            m_hand.pick(box + u".role"_s, need.role);
        if (before.people != need.people)
            m_hand.text(box + u".people"_s, QString::number(need.people));
        if (before.qualification != need.qualification)
            m_hand.text(box + u".qualification"_s, need.qualification);
    }
    fitList(u"signatures"_s, now().signatures.size(), wanted.signatures.size());
    for (int i = 0; i < wanted.signatures.size(); ++i) {
        const SignaturePoint before = now().signatures.at(i);
        const SignaturePoint &point = wanted.signatures.at(i);
        const QString box = u"signatures."_s + QString::number(i);
        if (before == point)
            continue;
        m_hand.unfold(box + u".toggle"_s, box + u".role"_s);
        if (before.meaning != point.meaning)
            m_hand.choice(box + u".meaning"_s, int(point.meaning));
        if (before.role != point.role)
            m_hand.pick(box + u".role"_s, point.role);
    }
    if (now().verification != wanted.verification)
        m_hand.choice(u"verification"_s, int(wanted.verification));
}

void StepEntry::enter(
    const LinkId &made, const Link &wanted, const QHash<ElementId, ElementId> &steps)
{
    const Link before = *m_document.procedure().link(made);
    if (before.outcome != wanted.outcome)
        m_hand.choice(u"outcome"_s, int(wanted.outcome));
    if (before.priority != wanted.priority)
        m_hand.text(u"priority"_s, QString::number(wanted.priority));
    if (before.medium != wanted.medium) {
        int medium = -1;
        const QVector<MaterialClass> &all = m_document.catalog().materials();
        for (int i = 0; i < all.size(); ++i)
            medium = all.at(i).id == wanted.medium ? i : medium;
        m_hand.choice(u"medium"_s, medium);
    }
    if (before.volume != wanted.volume)
        m_hand.quantity(u"volume"_s, wanted.volume);
    if (before.connection != wanted.connection)
        m_hand.choice(u"connection"_s, int(wanted.connection));
    if (before.temperatureBand.low != wanted.temperatureBand.low)
        m_hand.number(u"bandLow"_s, wanted.temperatureBand.low);
    if (before.temperatureBand.high != wanted.temperatureBand.high)
        m_hand.number(u"bandHigh"_s, wanted.temperatureBand.high);
    if (before.holdLimit != wanted.holdLimit)
        m_hand.duration(u"holdLimit"_s, wanted.holdLimit.value_or(Duration(0)));
    Attributes attributes = wanted.attributes;
    if (const QString step = attributes.text(u"jointCheckStep"_s); !step.isEmpty())
        attributes.set(u"jointCheckStep"_s, steps.value(ElementId(step)).value());
    m_hand.evidence(u"evidence"_s, AttributeHome::Link, before.attributes, attributes, false);
}

} // namespace cytoloom
