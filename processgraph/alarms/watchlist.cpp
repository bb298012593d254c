// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/watchlist.h"

#include "processgraph/alarms/alarmlist.h"
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

double deadbandOf(const AlarmDamping &damping, const TagDefinition &tag, const Range &limits)
{
    const bool spans = tag.display.low && tag.display.high;
    const bool between = limits.low && limits.high;
    const double way = between ? *limits.high - *limits.low : 0;
    const double wanted = damping.deadband * (spans ? *tag.display.high - *tag.display.low : way);
    return between ? std::min(wanted, way / 4) : wanted;
}

} // namespace

QStringList WatchList::update(const BatchState &state, const Plant &plant, UtcTime now)
{
    const QVector<ElementId> active = state.active();
    QStringList ended;
    bool changed = false;
    std::erase_if(m_watched, [&](Watched &watched) {
        const ElementStatus status = state.status(watched.element);
        if (active.contains(watched.element) && status.run == watched.run) {
            follow(watched, status, now);
            return false;
        }
        for (const auto &watch : watched.watches)
            ended << watch->prototype().id;
        changed = true;
        return true;
    });
    for (const ElementId &id : active) {
        const bool known = std::any_of(m_watched.begin(), m_watched.end(),
            [&](const Watched &watched) { return watched.element == id; });
        if (known)
            continue;
        add(state, plant, *state.control.recipe.procedure.element(id), state.status(id).run, now);
        changed = true;
    }
    if (changed)
        index();
    return ended;
}

void WatchList::follow(Watched &watched, const ElementStatus &status, UtcTime now)
{
    watched.approaches.removeIf([&](const Approach &approach) {
        if (status.nextStep <= approach.orderedBy)
            return false;
        for (LimitWatch *watch : approach.watches)
            watch->armFrom(now + approach.settle);
        return true;
    });
}

void WatchList::add(
    const BatchState &state, const Plant &plant, const Element &element, int run, UtcTime now)
{
    Watched watched {element.id, run, {}, {}};
    const PhaseClass *logic = state.control.phaseClass(element.type);
    if (!logic && state.control.phaseClasses.isEmpty()) // of a program that did not freeze it yet
        logic = Catalog::shipped().phaseClass(element.type);
    for (const Parameter &parameter : element.parameters) {
        if (parameter.signal.isEmpty())
            continue;
        const qsizetype colon = parameter.signal.indexOf(u':');
        const UnitId unit = colon > 0
            ? state.control.units.value(RoleId(parameter.signal.left(colon)))
            : ExecutionContext::unitOf(state, element.id);
        const TagDefinition *tag = plant.tag(unit, parameter.signal.mid(colon + 1));
        if (!tag)
            continue;
        const Way way = wayOf(logic, parameter);
        Approach approach {way.orderedBy, way.settle, {}};
        const AlarmDamping damping = dampingFor(tag->unit, tag->signal);
        const auto watch = [&](const Range &given, const QString &kind, int priority) {
            const Range limits = inUnit(given, parameter.unit, tag->unit);
            for (const LimitSide side : {LimitSide::Low, LimitSide::High}) {
                const std::optional<double> limit
                    = side == LimitSide::Low ? limits.low : limits.high;
                if (!limit)
                    continue;
                Alarm alarm;
                alarm.id
                    = u"%1|%2|%3.%4"_s.arg(tag->id.value(), element.id.value(), kind, toText(side));
                alarm.tag = tag->id;
                alarm.element = element.id;
                alarm.priority = priority;
                alarm.side = side;
                alarm.limit = *limit;
                alarm.unit = tag->unit.symbol();
                alarm.name = parameter.name;
                watched.watches.push_back(std::make_unique<LimitWatch>(
                    alarm, damping.delay, deadbandOf(damping, *tag, limits)));
                approach.watches << watched.watches.back().get();
            }
        };
        watch(parameter.action, u"action"_s, 2);
        watch(parameter.alert, u"alert"_s, 3);
        watched.approaches << approach;
    }
    // Taken up after a restart of the program: what was ordered then has had its time since.
    const ElementStatus status = state.status(element.id);
    follow(watched, status, status.started == UtcTime {} ? now : status.started);
    m_watched.push_back(std::move(watched));
}

void WatchList::index()
{
    m_byTag.clear();
    for (const Watched &watched : m_watched) {
        for (const auto &watch : watched.watches)
            m_byTag[watch->prototype().tag] << watch.get();
    }
}

void WatchList::setRaised(const AlarmList &alarms)
{
    for (const Watched &watched : m_watched) {
        for (const auto &watch : watched.watches) {
            if (!watch->isRaised() && isAbnormal(alarms.stateOf(watch->prototype().id)))
                watch->setRaised(true);
        }
    }
}

bool WatchList::contains(const QString &id) const
{
    return std::any_of(m_watched.begin(), m_watched.end(), [&](const Watched &watched) {
        return std::any_of(watched.watches.begin(), watched.watches.end(),
            [&](const auto &watch) { return watch->prototype().id == id; });
    });
}

} // namespace cytoloom
