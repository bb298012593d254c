// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/limitwatch.h"
#include "processgraph/execution/batchstate.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

#include <vector>

namespace cytoloom {

class AlarmList;

/// The limits that count now: those of parameters with a signal of phases at work. One thread.
class WatchList
{
public:
    /// Adds the watches of phases that have begun and drops those of phases that have ended; the
    /// ids of dropped ones. Cheap when no phase has begun or ended.
    QStringList update(const BatchState &state, const Plant &plant, UtcTime now);
    /// Alarms that are up (after a restart) go on from there.
    void setRaised(const AlarmList &alarms);

    /// Good until the next update().
    [[nodiscard]] QVector<LimitWatch *> of(const TagId &tag) { return m_byTag.value(tag); }
    [[nodiscard]] bool contains(const QString &id) const;

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
    void add(
        const BatchState &state, const Plant &plant, const Element &element, int run, UtcTime now);
    static void follow(Watched &watched, const ElementStatus &status, UtcTime now);
    void index();

    std::vector<Watched> m_watched;
    QHash<TagId, QVector<LimitWatch *>> m_byTag;
};

} // namespace cytoloom
