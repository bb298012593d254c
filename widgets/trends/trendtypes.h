// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QVector>

namespace cytoloom {

/// A signal that can be shown, with the limits that are drawn behind it.
struct TrendTag
{
    TagId tag;
    LocalizedText name;
    QString unit;
    Range alert;
    Range action;
    Range display; ///< axis range where there is no data yet
    friend bool operator==(const TrendTag &, const TrendTag &) = default;
};

/// A stretch of the process, drawn above the curves. \c to in the past of \c from means "still on".
struct PhaseBand
{
    LocalizedText name;
    UtcTime from {};
    UtcTime to {};
    friend bool operator==(const PhaseBand &, const PhaseBand &) = default;
};

/// Something that happened, drawn in the event strip.
struct TrendFlag
{
    UtcTime time {};
    LocalizedText text;
    int priority = 0; ///< 0: event or sample; 1 … 4: alarm
    friend bool operator==(const TrendFlag &, const TrendFlag &) = default;
};

/// What the time axis counts: local time, UTC, or time since the batch began.
enum class TimeMode { Local, Utc, Batch };

} // namespace cytoloom
