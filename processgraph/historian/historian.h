// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/plant/tagvalue.h"

#include <QtCore/QVector>

namespace cytoloom {

/// One point of a trend: a bucket of samples, or a single sample when the zoom is close enough.
struct TrendPoint
{
    UtcTime time {}; ///< of the first sample in it
    double minimum = 0;
    double maximum = 0;
    double mean = 0;
    double last = 0;
    int samples = 0; ///< Good ones
    bool gap = false; ///< no Good sample here: draw nothing, or grey
    friend bool operator==(const TrendPoint &, const TrendPoint &) = default;
};

/// Figures of one tag over a stretch of time; only Good samples count.
struct TagStatistics
{
    qint64 samples = 0;
    double minimum = 0;
    double mean = 0; ///< time-weighted
    double maximum = 0;
    double last = 0;
    Duration gaps {0}; ///< time without a Good value
    friend bool operator==(const TagStatistics &, const TagStatistics &) = default;
};

/// Minutes with and without data: what the completeness line of the record says.
struct Completeness
{
    qint64 minutes = 0; ///< process minutes asked for
    qint64 good = 0; ///< with at least one Good sample
    qint64 stated = 0; ///< without one, but with a stored Stale or Bad sample: a stated gap
    qint64 missing = 0; ///< nothing stored at all: a hole
    friend bool operator==(const Completeness &, const Completeness &) = default;
};

/// Reads tag history. Abstract: trends and reports know no database. Each implementation says on
/// which threads it may be called.
class TrendSource
{
public:
    virtual ~TrendSource() = default;
    /// At most about \p points buckets over [from, to], from the coarsest sufficient pyramid level:
    /// the cost is O(points), not O(samples).
    virtual Result<QVector<TrendPoint>> trend(
        const TagId &tag, UtcTime from, UtcTime to, int points)
        = 0;
    /// Every stored sample of [from, to] in order.
    virtual Result<QVector<TagValue>> samples(const TagId &tag, UtcTime from, UtcTime to) = 0;
    virtual Result<TagStatistics> statistics(const TagId &tag, UtcTime from, UtcTime to) = 0;
    virtual Result<Completeness> completeness(const TagId &tag, UtcTime from, UtcTime to) = 0;
    /// Tags that have history, sorted.
    virtual Result<QVector<TagId>> tags() = 0;
};

} // namespace cytoloom
