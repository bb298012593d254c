// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/gatedecision.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool compares(const QString &comparison, double value, double limit)
{
    if (comparison == ">="_L1)
        return value >= limit;
    if (comparison == "<="_L1)
        return value <= limit;
    if (comparison == ">"_L1)
        return value > limit;
    if (comparison == "<"_L1)
        return value < limit;
    return comparison == "=="_L1 && value == limit;
}

bool meets(const Criterion &criterion, const ResultValue &result, const QString &unitSymbol)
{
    if (const QString *text = std::get_if<QString>(&result))
        return criterion.comparison == "=="_L1 && !criterion.text.isEmpty()
            && text->trimmed().compare(criterion.text, Qt::CaseInsensitive) == 0;
    if (!criterion.text.isEmpty())
        return false; // a number where a word is specified
    double value = std::get<double>(result);
    if (!unitSymbol.isEmpty() && unitSymbol != criterion.unit.symbol()) {
        const auto unit = Unit::parse(unitSymbol);
        const auto converted
            = unit ? unit->convert(value, criterion.unit) : Result<double>(unit.error());
        if (!converted)
            return false;
        value = *converted;
    }
    return compares(criterion.comparison, value, criterion.limit);
}

} // namespace

QString toText(GateOutcome outcome)
{
    switch (outcome) {
    case GateOutcome::None:
        return u"none"_s;
    case GateOutcome::Pass:
        return u"pass"_s;
    case GateOutcome::Fail:
        return u"fail"_s;
    case GateOutcome::Pending:
        return u"pending"_s;
    }
    Q_UNREACHABLE();
}

GateDecision decideGate(const Element &gate, const QMap<QString, ResultValue> &results,
    const QMap<QString, QString> &units)
{
    GateDecision decision;
    decision.results = JsonValue::object();
    bool missing = false;
    const QVector<Criterion> criteria = gate.gate ? gate.gate->criteria : QVector<Criterion>();
    for (const Criterion &criterion : criteria) {
        const auto found = results.constFind(criterion.attribute);
        if (found == results.constEnd()) {
            missing = true;
            continue;
        }
        const double *number = std::get_if<double>(&*found);
        if (!decision.results.find(criterion.attribute))
            decision.results.insert(criterion.attribute,
                number ? JsonValue(*number) : JsonValue(std::get<QString>(*found)));
        if (!meets(criterion, *found, units.value(criterion.attribute)))
            decision.failed << criterion.attribute;
    }
    if (!missing)
        decision.outcome = decision.failed.isEmpty() ? GateOutcome::Pass : GateOutcome::Fail;
    return decision;
}

} // namespace cytoloom
