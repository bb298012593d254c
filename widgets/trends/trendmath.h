// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/historian/historian.h"

#include <optional>

namespace cytoloom::trendmath {

/// Figures of a curve between two cursors. Empty where there is no Good value.
struct Between
{
    std::optional<double> atA;
    std::optional<double> atB;
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::optional<double> mean; ///< weighted by the samples in each bucket
    std::optional<double> slopePerHour; ///< least squares over the buckets
};

/// The value that held at \p time: of the last point not after it. Nothing before the first point
/// and inside a gap.
[[nodiscard]] std::optional<double> valueAt(const QVector<TrendPoint> &points, UtcTime time);
[[nodiscard]] Between between(const QVector<TrendPoint> &points, UtcTime a, UtcTime b);
/// Rows "time;value…" over the times of all curves, ISO 8601 UTC, C notation; a gap is an empty
/// field. \p titles has one entry for each of \p curves.
[[nodiscard]] QByteArray csv(const QStringList &titles, const QVector<QVector<TrendPoint>> &curves,
    UtcTime from, UtcTime to);

} // namespace cytoloom::trendmath
