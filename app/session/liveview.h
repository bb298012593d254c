// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "processgraph/alarms/alarmrate.h"
#include "processgraph/execution/batchoverview.h"
#include "processgraph/execution/faultchoice.h"
#include "processgraph/execution/operatorview.h"
#include "processgraph/execution/unitclaim.h"
#include "processgraph/plant/tagvalue.h"

#include <QtCore/QMetaType>

#include <algorithm>

namespace cytoloom {

/// One batch as people see it.
struct LiveBatch
{
    BatchState state; ///< Idle with an empty batch id where none is loaded
    OperatorView operatorView;
    Duration batchTime {0};
    BatchOverview overview; ///< as the wall shows it
    QVector<FaultChoice> faults; ///< steps that an error holds, with what may be done
};

/// What people see of a running plant, as one value: sent at most twenty times a second.
struct LiveView
{
    QVector<LiveBatch> batches; ///< that run here or have just ended, by number
    QVector<UnitClaim> claims; ///< of the exclusive units, with who waits for them
    QVector<Alarm> alarms; ///< active ones
    QVector<Alarm> quietAlarms; ///< shelved, suppressed by design, out of service
    QVector<AlarmFlood> floods; ///< under way
    QVector<TagSample> changed; ///< the newest sample of each tag that changed since the last view
    UtcTime now {}; ///< process time
    double speed = 1; ///< process seconds per real second, as measured; 1 on a real plant
    bool waiting = false; ///< simulated time stands because a person is asked

    /// \p batch, or an empty one where it is not there.
    [[nodiscard]] LiveBatch batch(const BatchId &batch) const
    {
        const auto found = std::find_if(batches.begin(), batches.end(),
            [&](const LiveBatch &one) { return one.state.control.header.id == batch; });
        return found == batches.end() ? LiveBatch {} : *found;
    }
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::LiveView)
