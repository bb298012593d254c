// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "processgraph/execution/batchstate.h"
#include "processgraph/execution/operatorview.h"
#include "processgraph/plant/tagvalue.h"

#include <QtCore/QMetaType>

namespace cytoloom {

/// What people see of a running plant, as one value: sent at most twenty times a second.
struct LiveView
{
    BatchState state; ///< Idle with an empty batch id where none is loaded
    OperatorView operatorView;
    QVector<Alarm> alarms; ///< active ones
    QVector<TagSample> changed; ///< the newest sample of each tag that changed since the last view
    UtcTime now {}; ///< process time
    Duration batchTime {0};
    double speed = 1; ///< process seconds per real second, as measured; 1 on a real plant
    bool waiting = false; ///< simulated time stands because a person is asked
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::LiveView)
