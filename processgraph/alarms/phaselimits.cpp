// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/phaselimits.h"

#include "processgraph/alarms/alarmtable.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/executioncontext.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// So long has a value to come within its limits where the phase's logic states no time.
constexpr Duration StandardSettle = std::chrono::minutes(30);

QString stem(const QString &signal)
{
    return signal.endsWith(".sp"_L1) || signal.endsWith(".pv"_L1) ? signal.chopped(3) : signal;
}

bool names(const QString &expression, const QString &name)
{
    const auto parsed = Expression::parse(expression);
    return parsed && parsed->names().contains(name);
}

/// How a phase brings a parameter to its set point.
struct Way
{
    int orderedBy = -1; ///< the step that orders it; -1: it is there from the beginning
    Duration settle = StandardSettle;
};

/// The time that the logic itself gives the signal to arrive is the settle time: a step that waits
/// for it, and its time-out.
Way wayOf(const PhaseClass *logic, const Parameter &parameter)
{
    Way way;
    const QVector<LogicStep> steps = logic ? logic->run : QVector<LogicStep>();
    const QString name = u"p."_s + parameter.id.value();
    for (int i = 0; i < steps.size(); ++i) {
        const LogicStep &step = steps.at(i);
        const bool orders = step.kind == LogicKind::Write || step.kind == LogicKind::Ramp;
        if (orders && way.orderedBy < 0 && stem(step.signal) == stem(parameter.signal)
            && names(step.expression, name))
            way.orderedBy = i;
        if (step.kind == LogicKind::WaitUntil && way.orderedBy >= 0 && step.timeout > Duration(0)
            && names(step.expression, parameter.signal)) {
            way.settle = step.timeout;
            break;
        }
    }
    return way;
}

/// \p limits in \p to, where the parameter's unit is not the tag's. A range that cannot be
/// converted watches nothing; validation refuses such a recipe.
Range inUnit(const Range &limits, const Unit &from, const Unit &to)
{
    if (from == to || to.isDimensionless())
        return limits;
    Range result;
    if (limits.low) {
        if (const auto low = from.convert(*limits.low, to))
            result.low = *low;
    }
    if (limits.high) {
        if (const auto high = from.convert(*limits.high, to))
            result.high = *high;
    }
    return result;
}

double deadbandOf(const Parameter &parameter, const AlarmDamping &damping, const TagDefinition &tag,
    const Range &limits, const Range &action)
{
    const auto way
        = [](const Range &range) { return range.low && range.high ? *range.high - *range.low : 0; };
    const double span = tag.display.low && tag.display.high ? way(tag.display) : way(limits);
    double wanted = damping.deadband * span;
    const auto stated = parameter.attributes.number(u"alarmDeadband"_s, *Unit::parse(u"%"_s));
    if (stated)
        wanted = *stated / 100 * (way(action) > 0 ? way(action) : span);
    const bool between = limits.low && limits.high;
    return between ? std::min(wanted, way(limits) / 4) : wanted;
}

/// Where the signal of a parameter comes from.
struct Place
{
    const PlantUnit *unit = nullptr;
    const TagDefinition *tag = nullptr;
};

Place placeOf(
    const BatchState &state, const Plant &plant, const Element &element, const Parameter &parameter)
{
    const qsizetype colon = parameter.signal.indexOf(u':');
    const UnitId unit = colon > 0 ? state.control.units.value(RoleId(parameter.signal.left(colon)))
                                  : ExecutionContext::unitOf(state, element.id);
    return {plant.unit(unit), plant.tag(unit, parameter.signal.mid(colon + 1))};
}

} // namespace

bool isProductCritical(
    const TagDefinition &tag, const PlantUnit &unit, const Plant &plant, const AlarmCard *card)
{
    const Room *room = plant.room(unit.room);
    if (isPressure(tag.unit) && room && (room->grade == Grade::A || room->grade == Grade::B))
        return true;
    return card ? !card->shelvable : isTemperature(tag.unit);
}

QVector<LimitGroup> limitsOf(const BatchState &state, const Plant &plant,
    const AlarmCatalog &catalog, const Element &element)
{
    QVector<LimitGroup> groups;
    const PhaseClass *logic = state.control.phaseClass(element.type);
    if (!logic && state.control.phaseClasses.isEmpty()) // of a program that did not freeze it yet
        logic = Catalog::shipped().phaseClass(element.type);
    for (const Parameter &parameter : element.parameters) {
        if (parameter.signal.isEmpty())
            continue;
        const auto place = placeOf(state, plant, element, parameter);
        const PlantUnit *unit = place.unit;
        const TagDefinition *tag = place.tag;
        if (!tag || !unit)
            continue;
        const Way way = wayOf(logic, parameter);
        LimitGroup group {way.orderedBy, way.settle, {}};
        const AlarmDamping damping = dampingFor(tag->unit, tag->signal);
        const Duration delay
            = parameter.attributes.duration(u"alarmDelay"_s).value_or(damping.delay);
        const Range action = inUnit(parameter.action, parameter.unit, tag->unit);
        const auto watch = [&](const Range &given, const QString &kind, int priority) {
            const Range limits = inUnit(given, parameter.unit, tag->unit);
            for (const LimitSide side : {LimitSide::Low, LimitSide::High}) {
                const std::optional<double> limit
                    = side == LimitSide::Low ? limits.low : limits.high;
                if (!limit)
                    continue;
                const AlarmCard *card = catalog.cardFor(
                    {AlarmKind::Limit, parameter.attributes.text(u"alarmRationalisation"_s),
                        tag->signal, unit->equipmentClass, kind, side});
                Alarm alarm;
                alarm.id
                    = u"%1|%2|%3.%4"_s.arg(tag->id.value(), element.id.value(), kind, toText(side));
                alarm.tag = tag->id;
                alarm.element = element.id;
                alarm.batch = state.control.header.id;
                // An alert stays an advice: the card speaks of what must be acted upon.
                const bool own
                    = card && card->priority && (kind == "action"_L1 || !card->limit.isEmpty());
                alarm.priority = own ? *card->priority : priority;
                alarm.side = side;
                alarm.limit = *limit;
                alarm.unit = tag->unit.symbol();
                alarm.name = parameter.name;
                alarm.card = card ? card->id : QString();
                alarm.latching = card && card->latching && kind == "action"_L1;
                alarm.critical = isProductCritical(*tag, *unit, plant, card);
                group.watches << LimitWatch(
                    alarm, delay, deadbandOf(parameter, damping, *tag, limits, action));
            }
        };
        watch(parameter.action, u"action"_s, 2);
        watch(parameter.alert, u"alert"_s, 3);
        groups << group;
    }
    return groups;
}

} // namespace cytoloom
