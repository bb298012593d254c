// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/journal.h"
#include "processgraph/historian/historian.h"
#include "processgraph/model/masterrecipe.h"
#include "processgraph/plant/plant.h"

#include <QtCore/QMap>
#include <QtCore/QMetaType>

#include <atomic>

namespace cytoloom {

/// A condition as somebody draws it, to be tried on a batch that has run.
struct ConditionQuestion
{
    QString condition; ///< as the engine would read it; need not stand in the recipe yet
    MasterRecipe recipe; ///< gives "p." and "f." values and the place of the step
    ElementId element; ///< the transition or loop that has the condition
};

/// What a condition would have been, minute by minute, with the values that a batch had: its
/// results, its signals, its times. A value.
struct ConditionReplay
{
    enum Verdict : char { DoesNotHold, Holds, Unknown }; ///< Unknown: a value was missing
    struct Moment
    {
        UtcTime time {};
        Duration intoStep {0}; ///< since the beginning of the stretch that is looked at
        QMap<QString, double> values; ///< of the names that the condition reads
        friend bool operator==(const Moment &, const Moment &) = default;
    };
    static constexpr int MostMoments = 200;

    BatchId batch;
    UtcTime from {};
    UtcTime to {};
    /// The step around the condition ran in the batch, and from … to is its time. Otherwise it is
    /// the whole batch, and "elapsed" counts from its start.
    bool stepRan = false;
    QByteArray minutes; ///< a Verdict for each minute of from … to
    qint64 held = 0; ///< minutes
    qint64 unknown = 0;
    qint64 times = 0; ///< how often it became true
    QVector<Moment> became; ///< the first MostMoments of them
    QStringList missing; ///< names that had no value at any minute, sorted
    friend bool operator==(const ConditionReplay &, const ConditionReplay &) = default;
};

/// Asks \p question of the batch whose journal is \p events (all of one batch, in order) with the
/// signals that \p history has of the units it was bound to; a sample counts for two minutes.
/// Evaluated by the engine's own code (execution/executioncontext). O(events + minutes). Any
/// thread, that of \p history. Fails as Expression::parse(), as \p history does, with
/// "replay.noBatch" when \p events hold none, and with "replay.cancelled" soon after \p cancelled
/// is set.
Result<ConditionReplay> replayCondition(const ConditionQuestion &question,
    const QVector<JournalEvent> &events, const Plant &plant, TrendSource &history,
    const std::atomic_bool &cancelled);

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::ConditionReplay)
