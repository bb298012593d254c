// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/compilejson.h"

#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipewords.h"
#include "processgraph/validation/profilewords.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString statusText(RecipeStatus status)
{
    for (const auto &[text, value] : json::statusWords()) {
        if (value == status)
            return text;
    }
    Q_UNREACHABLE();
}

/// An object from its members, in order.
JsonValue object(std::initializer_list<std::pair<const char *, JsonValue>> members)
{
    JsonValue result = JsonValue::object();
    for (const auto &[key, value] : members)
        result.insert(QString::fromLatin1(key), value);
    return result;
}

template <class List, class Make> JsonValue array(const List &list, const Make &make)
{
    JsonValue result = JsonValue::array();
    for (const auto &one : list)
        result.append(make(one));
    return result;
}

JsonValue strings(const QStringList &texts)
{
    return array(texts, [](const QString &text) { return JsonValue(text); });
}

JsonValue ids(const QVector<ElementId> &elements)
{
    return array(elements, [](const ElementId &id) { return JsonValue(id.value()); });
}

JsonValue seconds(Duration duration)
{
    return toSeconds(duration);
}

JsonValue number(const std::optional<double> &value)
{
    return value ? JsonValue(*value) : JsonValue();
}

JsonValue times(const TimeFigure &figure)
{
    return object({{"shortest", seconds(figure.shortest)}, {"nominal", seconds(figure.nominal)},
        {"longest", seconds(figure.longest)}});
}

JsonValue path(const QVector<PathStep> &steps)
{
    return array(steps, [](const PathStep &step) {
        return object({{"element", step.element.value()}, {"from", seconds(step.enter)},
            {"to", seconds(step.leave)}});
    });
}

JsonValue people(const QMap<QString, int> &roles)
{
    JsonValue result = JsonValue::object();
    for (auto it = roles.cbegin(); it != roles.cend(); ++it)
        result.insert(it.key(), *it);
    return result;
}

JsonValue ruleJson(const RuleProof &proof, Language language)
{
    JsonValue asked
        = array(proof.asked, [](RuleMoment moment) { return JsonValue(toText(moment)); });
    return object({{"rule", proof.rule}, {"version", proof.version},
        {"title", proof.title.in(language)}, {"outcome", toText(proof.outcome)}, {"why", proof.why},
        {"severity", proof.severity ? toText(*proof.severity) : QString()}, {"asked", asked},
        {"findings", proof.findings}, {"waived", proof.waived}, {"clauses", strings(proof.clauses)},
        {"toBeConfirmedByQa", strings(proof.unconfirmed)}});
}

JsonValue placeJson(const FindingPlace &place)
{
    JsonValue result = JsonValue::object();
    for (const auto &[key, id] :
        {std::pair {"element", place.element.value()}, std::pair {"link", place.link.value()},
            std::pair {"parameter", place.parameter.value()},
            std::pair {"port", place.port.value()}, std::pair {"unit", place.unit.value()},
            std::pair {"room", place.room.value()}}) {
        if (!id.isEmpty())
            result.insert(QString::fromLatin1(key), id);
    }
    return result;
}

JsonValue findingJson(const Finding &finding, Language language)
{
    JsonValue json = object({{"rule", finding.rule}, {"severity", toText(finding.severity)},
        {"message", MessageCatalog::shipped().text(finding.message, language)},
        {"places", array(finding.places, placeJson)}, {"waived", finding.waived}});
    if (!finding.example.path.isEmpty())
        json.insert(u"path"_s, array(finding.example.path, placeJson));
    if (finding.example.at)
        json.insert(u"at"_s, seconds(*finding.example.at));
    if (finding.example.amount)
        json.insert(u"amount"_s, finding.example.amount->toString());
    if (finding.example.limit)
        json.insert(u"limit"_s, finding.example.limit->toString());
    return json;
}

void addFigures(JsonValue &json, const CompileReport &report)
{
    json.insert(u"conflict"_s, array(report.conflict, [](const ConflictFigure &one) {
        return object({{"from", one.from.value()}, {"to", one.to.value()},
            {"reason", toText(one.reason)}, {"least", seconds(one.least)}});
    }));
    json.insert(u"vessels"_s, array(report.vessels, [](const VesselFigure &one) {
        return object({{"unitProcedure", one.unitProcedure.value()}, {"role", one.role.value()},
            {"unit", one.unit.value()}, {"peak", one.peak}, {"step", one.step.value()},
            {"at", seconds(one.at)}, {"least", number(one.least)}, {"most", number(one.most)}});
    }));
    json.insert(u"holds"_s, array(report.holds, [](const HoldFigure &one) {
        return object({{"link", one.link.value()}, {"medium", one.medium},
            {"from", one.from.value()}, {"to", one.to.value()}, {"nominal", seconds(one.nominal)},
            {"worst", seconds(one.worst)}, {"limit", one.limit ? seconds(*one.limit) : JsonValue()},
            {"path", ids(one.path)}});
    }));
    if (report.dose)
        json.insert(u"dose"_s,
            object({{"gate", report.dose->gate.value()}, {"attribute", report.dose->dose.attribute},
                {"least", report.dose->dose.least}, {"worst", report.dose->figure[0]},
                {"nominal", report.dose->figure[1]}, {"best", report.dose->figure[2]},
                {"sampleVolume", report.dose->sampleVolume},
                {"sampleCells", report.dose->sampleCells}}));
    json.insert(u"materials"_s, array(report.materials, [](const MaterialFigure &one) {
        return object({{"line", one.line.id}, {"material", one.line.material},
            {"code", one.line.code}, {"unit", one.line.quantity.unit.symbol()},
            {"bill", one.line.quantity.value}, {"tolerance", one.line.tolerance},
            {"nominal", one.nominal}, {"most", one.most}, {"steps", ids(one.steps)}});
    }));
    json.insert(u"staff"_s, array(report.staff, [](const StaffFigure &one) {
        return object(
            {{"fromHour", one.fromHour}, {"toHour", one.toHour}, {"people", people(one.people)}});
    }));
    json.insert(u"occupation"_s, array(report.occupation, [](const OccupationFigure &one) {
        return object({{"unitProcedure", one.unitProcedure.value()}, {"role", one.role.value()},
            {"unit", one.unit.value()}, {"from", seconds(one.from)}, {"to", seconds(one.to)},
            {"worst", seconds(one.worst)}});
    }));
}

} // namespace

JsonValue toJson(const UncertainNumber &number, Language language)
{
    static const char *kinds[] {"normal", "lognormal", "uniform", "triangular"};
    return object({{"id", number.id}, {"name", number.name.in(language)},
        {"unit", number.unit.symbol()}, {"kind", QString::fromLatin1(kinds[number.kind])},
        {"centre", number.centre}, {"spread", number.spread}, {"low", number.low},
        {"high", number.high}, {"stated", number.stated}, {"source", number.source.in(language)}});
}

QString toText(ProofOutcome outcome)
{
    switch (outcome) {
    case ProofOutcome::Passed:
        return u"passed"_s;
    case ProofOutcome::Violated:
        return u"violated"_s;
    case ProofOutcome::Waived:
        return u"waived"_s;
    case ProofOutcome::NotAsked:
        return u"notAsked"_s;
    case ProofOutcome::NotApplicable:
        break;
    }
    return u"notApplicable"_s;
}

QString toText(RuleMoment moment)
{
    return moment == RuleMoment::Design  ? u"design"_s
        : moment == RuleMoment::Schedule ? u"schedule"_s
                                         : u"run"_s;
}

QString toText(Severity severity)
{
    return severity == Severity::Error  ? u"error"_s
        : severity == Severity::Warning ? u"warning"_s
                                        : u"information"_s;
}

QString toText(Profile profile)
{
    return json::wordOf(json::profileWords(), profile);
}

QString toText(TimeNetwork::Reason reason)
{
    static const char *words[] {
        "sequence", "atLeast", "atMost", "openTime", "together", "result", "holdLimit"};
    return QString::fromLatin1(words[int(reason)]);
}

JsonValue toJson(const CompileReport &report, Language language)
{
    const auto &catalog = MessageCatalog::shipped();
    JsonValue json = object({{"schema", u"cytoloom.compile/1"_s},
        {"recipe",
            object({{"id", report.recipe.id.value()}, {"version", report.recipe.version},
                {"status", statusText(report.recipe.status)}, {"hash", report.recipeHash}})},
        {"profile", toText(report.profile)}, {"plant", report.plant},
        {"batch", report.batch.value()}, {"errors", report.errors()},
        {"rules",
            array(report.rules,
                [language](const RuleProof &proof) { return ruleJson(proof, language); })},
        {"findings",
            array(report.findings,
                [language](const Finding &one) { return findingJson(one, language); })},
        {"assumptions",
            array(report.assumptions,
                [&](const Message &one) { return JsonValue(catalog.text(one, language)); })},
        {"numbers",
            array(report.numbers,
                [language](const UncertainNumber &one) { return toJson(one, language); })},
        {"total", times(report.total)}, {"openTime", times(report.openTime)},
        {"criticalPath", path(report.nominalPath)}, {"worstPath", path(report.worstPath)},
        {"counts",
            object({{"steps", report.counts.steps}, {"manual", report.counts.manual},
                {"open", report.counts.open}, {"signatures", report.counts.signatures},
                {"secondPersonChecks", report.counts.checks}})}});
    addFigures(json, report);
    return json;
}

} // namespace cytoloom
