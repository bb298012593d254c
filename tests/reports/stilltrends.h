// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/historian/historian.h"

namespace cytoloom {

/// A history in which every tag stood still.
class StillTrends : public TrendSource
{
public:
    Result<QVector<TrendPoint>> trend(const TagId &, UtcTime from, UtcTime, int) override
    {
        return QVector<TrendPoint> {{from, 37, 37, 37, 37, 1, false}};
    }
    Result<QVector<TagValue>> samples(const TagId &, UtcTime, UtcTime) override
    {
        return QVector<TagValue>();
    }
    Result<TagStatistics> statistics(const TagId &, UtcTime, UtcTime) override
    {
        return TagStatistics {10, 37, 37, 37, 37, Duration(0)};
    }
    Result<Completeness> completeness(const TagId &, UtcTime, UtcTime) override
    {
        return Completeness {10, 10, 0, 0};
    }
    Result<QVector<TagId>> tags() override { return QVector<TagId>(); }
};

/// One tag with a value a minute from the beginning of the story.
class MinuteTrends : public StillTrends
{
public:
    explicit MinuteTrends(QVector<double> values)
        : m_values(std::move(values))
    { }
    Result<QVector<TrendPoint>> trend(const TagId &, UtcTime from, UtcTime to, int) override
    {
        QVector<TrendPoint> points;
        for (qsizetype i = 0; i < m_values.size(); ++i)
            if (at(i) >= from && at(i) <= to)
                points.append(
                    {at(i), m_values[i], m_values[i], m_values[i], m_values[i], 1, false});
        return points;
    }
    Result<TagStatistics> statistics(const TagId &tag, UtcTime from, UtcTime to) override
    {
        TagStatistics figures;
        const QVector<TrendPoint> points = trend(tag, from, to, 0).value();
        for (const TrendPoint &point : points) {
            figures.minimum = figures.samples ? std::min(figures.minimum, point.last) : point.last;
            figures.maximum = figures.samples ? std::max(figures.maximum, point.last) : point.last;
            figures.last = figures.mean = point.last;
            ++figures.samples;
        }
        return figures;
    }

private:
    static UtcTime at(qsizetype minute) { return utcFromMs(1'790'000'000'000 + minute * 60'000); }
    QVector<double> m_values;
};

} // namespace cytoloom
