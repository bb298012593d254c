// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/phaselimits.h"

#include <QtCore/QHash>

#include <map>
#include <memory>
#include <vector>

namespace cytoloom {

class AlarmList;

/// The limits that count now, of many batches: those of parameters with a signal of phases at work.
/// A sample asks for the watches of its tag only; a batch that changes touches its own only. One
/// thread.
class WatchList
{
public:
    /// What an update has changed. Watches of ended phases are gone.
    struct Change
    {
        bool any = false; ///< a phase has begun or ended
        QVector<QString> ended; ///< keys of alarms whose limits no longer count
    };
    /// Adds the watches of phases that have begun and drops those of phases that have ended. Cheap
    /// when none has.
    Change update(
        const BatchState &state, const Plant &plant, const AlarmCatalog &catalog, UtcTime now);
    /// Drops a batch.
    Change drop(const BatchId &batch);
    /// Alarms of \p batch that are up or suppressed (after a restart) go on from there.
    void restore(const BatchId &batch, const AlarmList &alarms);

    /// Good until the next update() or drop().
    [[nodiscard]] const QVector<LimitWatch *> &of(const TagId &tag) const;
    [[nodiscard]] const LimitWatch *find(const QString &key) const { return m_byKey.value(key); }

private:
    /// A parameter whose limits do not count by themselves before its set point is ordered.
    struct Approach
    {
        int orderedBy = 0; ///< step of the run logic
        Duration settle {0};
        QVector<LimitWatch *> watches;
    };
    struct Watched
    {
        ElementId element;
        int run = 0;
        std::vector<std::unique_ptr<LimitWatch>> watches;
        QVector<Approach> approaches; ///< set points that have not been ordered yet
    };
    Watched make(const BatchState &state, const Plant &plant, const AlarmCatalog &catalog,
        const Element &element, UtcTime now);
    static void follow(Watched &watched, const ElementStatus &status, UtcTime now);
    void forget(const Watched &watched, Change &change);

    std::map<BatchId, std::vector<Watched>> m_batches;
    QHash<TagId, QVector<LimitWatch *>> m_byTag;
    QHash<QString, LimitWatch *> m_byKey;
};

} // namespace cytoloom
