// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/watchlist.h"

#include "processgraph/alarms/alarmlist.h"
#include "processgraph/execution/executioncontext.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// A phase has so long to bring its values within the limits.
constexpr Duration Approach = std::chrono::minutes(30);

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
    std::erase_if(m_watched, [&](const Watched &watched) {
        if (active.contains(watched.element) && state.status(watched.element).run == watched.run)
            return false;
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

void WatchList::add(
    const BatchState &state, const Plant &plant, const Element &element, int run, UtcTime now)
{
    Watched watched {element.id, run, {}};
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
                    alarm, damping.delay, deadbandOf(damping, *tag, limits), now + Approach));
            }
        };
        watch(parameter.action, u"action"_s, 2);
        watch(parameter.alert, u"alert"_s, 3);
    }
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
