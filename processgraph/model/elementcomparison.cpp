// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/elementcomparison.h"

#include "processgraph/model/recipewords.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Weight = DifferenceWeight;

/// \p name, or the id where a thing has none.
LocalizedText named(const LocalizedText &name, const QString &id)
{
    return name.isEmpty() ? LocalizedText {id, id} : name;
}

LocalizedText roleName(const MasterRecipe &recipe, const RoleId &id)
{
    const UnitRole *role = recipe.role(id);
    return named(role ? role->name : LocalizedText(), id.value());
}

DifferenceText setPointText(const MasterRecipe &recipe, const Parameter &parameter)
{
    if (!parameter.formula.isEmpty()) {
        const FormulaParameter *source = recipe.formulaParameter(parameter.formula);
        const LocalizedText name
            = named(source ? source->name : LocalizedText(), parameter.formula);
        return DifferenceList::text(LocalizedText {
            name.in(Language::En) + u" (formula)"_s, name.in(Language::Zh) + u"（配方值）"_s});
    }
    return parameter.value ? DifferenceList::text(shownAmount(*parameter.value, parameter.unit))
                           : DifferenceText();
}

void compareParameters(DifferenceList &list, const MasterRecipe &beforeRecipe,
    const Parameter &before, const MasterRecipe &afterRecipe, const Parameter &after)
{
    if (before == after)
        return;
    list.setPart(named(after.name, after.id.value()), after.id);
    const qsizetype told = list.size();
    const bool guarded = before.critical || after.critical;
    const Weight lost = guarded ? Weight::Widened : Weight::Changed;
    list.change("parameter.name", before.name, after.name);
    list.change("parameter.unit", before.unit.symbol(), after.unit.symbol(),
        before.unit.isConvertibleTo(after.unit) ? Weight::Wording : lost);
    if (before.value != after.value || before.formula != after.formula
        || (before.unit != after.unit && before.value)) {
        const auto converted = before.value ? before.unit.convert(*before.value, after.unit)
                                            : Result<double>(Error());
        const bool same = before.unit != after.unit && before.formula == after.formula && converted
            && after.value && qFuzzyCompare(1 + *converted, 1 + *after.value);
        if (!same)
            list.change("parameter.value", setPointText(beforeRecipe, before),
                setPointText(afterRecipe, after));
    }
    list.limit("parameter.alert", before.alert, before.unit, after.alert, after.unit, lost);
    list.limit("parameter.action", before.action, before.unit, after.action, after.unit, lost);
    list.limit(
        "parameter.validated", before.validated, before.unit, after.validated, after.unit, lost);
    list.mark("parameter.critical", before.critical, after.critical, Weight::Widened);
    list.change("parameter.source", before.source, after.source, Weight::Wording);
    list.change("parameter.signal", before.signal, after.signal,
        after.signal.isEmpty() ? lost : Weight::Changed);
    if (before.samplingInterval != after.samplingInterval) {
        const auto stated = [](Duration interval) {
            return interval.count() == 0 ? DifferenceText() : DifferenceList::text(interval);
        };
        const bool rarer = after.samplingInterval.count() == 0
            || (before.samplingInterval.count() != 0
                && after.samplingInterval > before.samplingInterval);
        list.change("parameter.samplingInterval", stated(before.samplingInterval),
            stated(after.samplingInterval), rarer ? lost : Weight::Changed);
    }
    list.attributes(before.attributes, after.attributes);
    list.nothingMissed(told, before, after);
}

void comparePorts(DifferenceList &list, const Port &before, const Port &after)
{
    if (before == after)
        return;
    list.setPart(named(after.name, after.id.value()));
    const qsizetype told = list.size();
    list.change("port.name", before.name, after.name);
    if (before.direction != after.direction)
        list.change("port.direction",
            DifferenceList::word("direction", json::portDirectionWords(), before.direction),
            DifferenceList::word("direction", json::portDirectionWords(), after.direction));
    if (before.purpose != after.purpose)
        list.change("port.purpose",
            DifferenceList::word("purpose", json::portPurposeWords(), before.purpose),
            DifferenceList::word("purpose", json::portPurposeWords(), after.purpose));
    list.change("port.medium", before.medium, after.medium);
    list.change("port.volume", before.volume, after.volume);
    list.change("port.bomLine", before.bomLine, after.bomLine);
    list.attributes(before.attributes, after.attributes);
    list.nothingMissed(told, before, after);
}

QString shownCriterion(const Criterion &criterion)
{
    if (criterion.comparison == "=="_L1)
        return u"= "_s + criterion.text;
    const QString sign = criterion.comparison == ">="_L1 ? u"≥"_s
        : criterion.comparison == "<="_L1                ? u"≤"_s
                                                         : criterion.comparison;
    return sign + u' ' + shownAmount(criterion.limit, criterion.unit);
}

/// Does everything that passes \p after pass \p before as well?
bool asStrict(const Criterion &before, const Criterion &after)
{
    const auto limit = after.unit.convert(after.limit, before.unit);
    if (!limit || before.comparison.isEmpty() || after.comparison.isEmpty())
        return false;
    const bool lower = before.comparison.startsWith(u'>');
    if (before.comparison == "=="_L1 || lower != after.comparison.startsWith(u'>'))
        return false;
    const bool open = before.comparison.size() == 1, stillOpen = after.comparison.size() == 1;
    if (*limit == before.limit)
        return stillOpen || !open;
    return lower ? *limit > before.limit : *limit < before.limit;
}

void compareCriteria(DifferenceList &list, const Criterion &before, const Criterion &after)
{
    if (before == after)
        return;
    list.setPart(named(after.name, after.attribute));
    const qsizetype told = list.size();
    list.change("criterion.name", before.name, after.name);
    if (before.comparison != after.comparison || before.limit != after.limit
        || before.text != after.text || before.unit != after.unit) {
        const bool strict = asStrict(before, after);
        const bool same = strict && asStrict(after, before);
        list.change("criterion.limit", DifferenceList::text(shownCriterion(before)),
            DifferenceList::text(shownCriterion(after)),
            same         ? Weight::Wording
                : strict ? Weight::Changed
                         : Weight::Widened,
            same         ? "changed"
                : strict ? "narrowed"
                         : "widened");
    }
    list.change("criterion.method", before.method, after.method);
    list.attributes(before.attributes, after.attributes);
    list.nothingMissed(told, before, after);
}

void compareGates(DifferenceList &list, const Element &before, const Element &after)
{
    if (before.gate == after.gate)
        return;
    const GateSpecification was = before.gate.value_or(GateSpecification {false, false, {}});
    const GateSpecification is = after.gate.value_or(GateSpecification {false, false, {}});
    const qsizetype told = list.size();
    if (before.gate.has_value() != after.gate.has_value())
        list.change("gate", {}, {}, before.gate ? Weight::Widened : Weight::Changed,
            before.gate ? "gone" : "new");
    list.mark("gate.mandatory", was.mandatory, is.mandatory, Weight::Widened);
    list.mark("gate.release", was.release, is.release, Weight::Widened);
    list.pair(
        was.criteria, is.criteria, "gate.order",
        [](const Criterion &criterion) { return criterion.attribute; },
        [&](const Criterion &a, const Criterion &b) { compareCriteria(list, a, b); },
        [&](const Criterion &gone) {
            list.setPart(named(gone.name, gone.attribute));
            list.change(
                "criterion", DifferenceList::text(shownCriterion(gone)), {}, Weight::Widened);
        },
        [&](const Criterion &come) {
            list.setPart(named(come.name, come.attribute));
            list.change("criterion", {}, DifferenceList::text(shownCriterion(come)));
        });
    list.nothingMissed(told, before.gate, after.gate);
}

DifferenceText shownCrew(const CrewNeed &crew)
{
    const QString rest = crew.qualification.isEmpty() ? QString() : u" · "_s + crew.qualification;
    return DifferenceList::text(QString::number(crew.people) + u" × "_s + crew.role + rest);
}

void comparePeople(DifferenceList &list, const Element &before, const Element &after)
{
    if (before.verification != after.verification) {
        const bool personGone = before.verification == VerificationKind::SecondPerson;
        const bool gone = after.verification == VerificationKind::None;
        list.change("verification",
            DifferenceList::word("verification", json::verificationWords(), before.verification),
            DifferenceList::word("verification", json::verificationWords(), after.verification),
            personGone || gone ? Weight::Widened : Weight::Changed);
    }
    list.pair(
        before.signatures, after.signatures, "signature.order",
        [](const SignaturePoint &point) {
            return QString::number(int(point.meaning)) + u' ' + point.role;
        },
        [](const SignaturePoint &, const SignaturePoint &) {},
        [&](const SignaturePoint &gone) {
            list.setPart({gone.role, gone.role});
            list.change("signature",
                DifferenceList::word("signature", json::signatureWords(), gone.meaning), {},
                Weight::Widened);
        },
        [&](const SignaturePoint &come) {
            list.setPart({come.role, come.role});
            list.change("signature", {},
                DifferenceList::word("signature", json::signatureWords(), come.meaning));
        });
    list.pair(
        before.crew, after.crew, "crew.order", [](const CrewNeed &crew) { return crew.role; },
        [&](const CrewNeed &a, const CrewNeed &b) {
            if (!(a == b))
                list.change("crew", shownCrew(a), shownCrew(b));
        },
        [&](const CrewNeed &gone) { list.change("crew", shownCrew(gone), {}); },
        [&](const CrewNeed &come) { list.change("crew", {}, shownCrew(come)); });
}

void compareContainment(DifferenceList &list, const Element &before, const Element &after)
{
    if (before.openness != after.openness) {
        const bool opened
            = after.openness > before.openness && before.openness != Openness::NotApplicable;
        list.change("openness",
            DifferenceList::word("openness", json::opennessWords(), before.openness),
            DifferenceList::word("openness", json::opennessWords(), after.openness),
            opened ? Weight::Widened : Weight::Changed);
    }
    list.mark("aseptic", before.aseptic, after.aseptic, Weight::Widened);
    if (before.grade != after.grade) {
        const auto shown = [](const std::optional<Grade> &grade) {
            return grade ? DifferenceList::word("grade", json::gradeWords(), *grade)
                         : DifferenceText();
        };
        const bool lower = before.grade && (!after.grade || *after.grade > *before.grade);
        list.change("grade", shown(before.grade), shown(after.grade),
            lower ? Weight::Widened : Weight::Changed);
    }
    list.longest("maxOpenTime", before.maxOpenTime, after.maxOpenTime);
    list.longest("maxHeldTime", before.maxHeldTime, after.maxHeldTime);
}

DifferenceText shownDuration(const DurationRange &range)
{
    const auto part = [](Duration duration) { return DifferenceList::text(duration).text.en; };
    return range == DurationRange() ? DifferenceText()
                                    : DifferenceList::text(part(range.shortest) + u" / "_s
                                        + part(range.nominal) + u" / "_s + part(range.longest));
}

} // namespace

void compareElements(DifferenceList &list, const MasterRecipe &beforeRecipe, const Element &before,
    const MasterRecipe &afterRecipe, const Element &after)
{
    if (before == after)
        return;
    const qsizetype told = list.size();
    list.change("id", before.id.value(), after.id.value(), Weight::Layout);
    list.change("name", before.name, after.name);
    list.change("note", before.note, after.note);
    list.change("type", before.type, after.type);
    if (before.role != after.role)
        list.change("role", DifferenceList::text(roleName(beforeRecipe, before.role)),
            DifferenceList::text(roleName(afterRecipe, after.role)));
    if (before.duration != after.duration)
        list.change("duration", shownDuration(before.duration), shownDuration(after.duration));
    list.change("condition", before.condition, after.condition);
    if (before.maxCount != after.maxCount)
        list.change("maxCount", QString::number(before.maxCount), QString::number(after.maxCount));
    list.change("residual", before.residual, after.residual);
    list.mark("critical", before.critical, after.critical, Weight::Widened);
    compareContainment(list, before, after);
    list.pair(
        before.parameters, after.parameters, "parameter.order",
        [](const Parameter &parameter) { return parameter.id.value(); },
        [&](const Parameter &a, const Parameter &b) {
            compareParameters(list, beforeRecipe, a, afterRecipe, b);
        },
        [&](const Parameter &gone) {
            list.setPart(named(gone.name, gone.id.value()), gone.id);
            list.change("parameter", setPointText(beforeRecipe, gone), {},
                gone.critical ? Weight::Widened : Weight::Changed, "gone");
        },
        [&](const Parameter &come) {
            list.setPart(named(come.name, come.id.value()), come.id);
            list.change("parameter", {}, setPointText(afterRecipe, come), Weight::Changed, "new");
        });
    list.pair(
        before.ports, after.ports, "port.order", [](const Port &port) { return port.id.value(); },
        [&](const Port &a, const Port &b) { comparePorts(list, a, b); },
        [&](const Port &gone) {
            list.setPart(named(gone.name, gone.id.value()));
            list.change("port", {}, {}, Weight::Changed, "gone");
        },
        [&](const Port &come) {
            list.setPart(named(come.name, come.id.value()));
            list.change("port", {}, {}, Weight::Changed, "new");
        });
    compareGates(list, before, after);
    comparePeople(list, before, after);
    list.attributes(before.attributes, after.attributes);
    if (before.pinned != after.pinned)
        list.change("pinned", {}, {}, Weight::Layout, after.pinned ? "marked" : "unmarked");
    if (before.position != after.position)
        list.whole("moved", DifferenceKind::Moved, Weight::Layout);
    list.nothingMissed(told, before, after);
}

void compareLinks(DifferenceList &list, const Link &before, const Link &after)
{
    list.change("link.id", before.id.value(), after.id.value(), Weight::Layout);
    if (before.outcome != after.outcome)
        list.change("link.outcome",
            DifferenceList::word("outcome", json::outcomeWords(), before.outcome),
            DifferenceList::word("outcome", json::outcomeWords(), after.outcome), Weight::Widened);
    if (before.priority != after.priority)
        list.change(
            "link.priority", QString::number(before.priority), QString::number(after.priority));
    list.change("link.medium", before.medium, after.medium);
    list.change("link.volume", before.volume, after.volume);
    if (before.connection != after.connection) {
        // In the order of the enumeration a joint lets in more and more of the room.
        const bool weaker = before.connection != Connection::None
            && (after.connection == Connection::None
                || (after.connection >= Connection::Luer && after.connection > before.connection));
        list.change("link.connection",
            DifferenceList::word("connection", json::connectionWords(), before.connection),
            DifferenceList::word("connection", json::connectionWords(), after.connection),
            weaker ? Weight::Widened : Weight::Changed);
    }
    static const Unit celsius = Unit::parse(u"°C"_s).value();
    list.limit("link.temperatureBand", before.temperatureBand, celsius, after.temperatureBand,
        celsius, Weight::Widened);
    list.longest("link.holdLimit", before.holdLimit, after.holdLimit);
    list.attributes(before.attributes, after.attributes);
}

} // namespace cytoloom
