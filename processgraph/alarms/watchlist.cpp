// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/watchlist.h"

#include "processgraph/alarms/alarmlist.h"

#include <algorithm>

namespace cytoloom {

WatchList::Change WatchList::update(
    const BatchState &state, const Plant &plant, const AlarmCatalog &catalog, UtcTime now)
{
    Change change;
    const QVector<ElementId> active = state.active();
    std::vector<Watched> &batch = m_batches[state.control.header.id];
    std::erase_if(batch, [&](Watched &watched) {
        const ElementStatus status = state.status(watched.element);
        if (active.contains(watched.element) && status.run == watched.run) {
            follow(watched, status, now);
            return false;
        }
        forget(watched, change);
        return true;
    });
    for (const ElementId &id : active) {
        const bool known = std::any_of(batch.begin(), batch.end(),
            [&](const Watched &watched) { return watched.element == id; });
        if (known)
            continue;
        batch.push_back(
            make(state, plant, catalog, *state.control.recipe.procedure.element(id), now));
        change.any = true;
    }
    return change;
}

WatchList::Change WatchList::drop(const BatchId &batch)
{
    Change change;
    const auto found = m_batches.find(batch);
    if (found == m_batches.end())
        return change;
    for (const Watched &watched : found->second)
        forget(watched, change);
    m_batches.erase(found);
    return change;
}

void WatchList::forget(const Watched &watched, Change &change)
{
    change.any = true;
    for (const auto &watch : watched.watches) {
        const Alarm &alarm = watch->prototype();
        change.ended << alarm.key();
        m_byKey.remove(alarm.key());
        QVector<LimitWatch *> &ofTag = m_byTag[alarm.tag];
        ofTag.removeOne(watch.get());
        if (ofTag.isEmpty())
            m_byTag.remove(alarm.tag);
    }
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

WatchList::Watched WatchList::make(const BatchState &state, const Plant &plant,
    const AlarmCatalog &catalog, const Element &element, UtcTime now)
{
    const ElementStatus status = state.status(element.id);
    Watched watched {element.id, status.run, {}, {}};
    const QVector<LimitGroup> groups = limitsOf(state, plant, catalog, element);
    for (const LimitGroup &group : groups) {
        Approach approach {group.orderedBy, group.settle, {}};
        for (const LimitWatch &limit : group.watches) {
            watched.watches.push_back(std::make_unique<LimitWatch>(limit));
            LimitWatch *watch = watched.watches.back().get();
            approach.watches << watch;
            m_byTag[watch->prototype().tag] << watch;
            m_byKey.insert(watch->prototype().key(), watch);
        }
        watched.approaches << approach;
    }
    // Taken up after a restart of the program: what was ordered then has had its time since.
    follow(watched, status, status.started == UtcTime {} ? now : status.started);
    return watched;
}

const QVector<LimitWatch *> &WatchList::of(const TagId &tag) const
{
    static const QVector<LimitWatch *> none;
    const auto found = m_byTag.constFind(tag);
    return found == m_byTag.constEnd() ? none : *found;
}

void WatchList::restore(const BatchId &batch, const AlarmList &alarms)
{
    const auto found = m_batches.find(batch);
    if (found == m_batches.end())
        return;
    for (const Watched &watched : found->second) {
        for (const auto &watch : watched.watches) {
            const QString key = watch->prototype().key();
            if (!watch->isRaised() && alarms.isPresent(key))
                watch->setRaised(true);
            else if (alarms.stateOf(key) == AlarmState::SuppressedByDesign)
                watch->setSuppressed();
        }
    }
}

} // namespace cytoloom
