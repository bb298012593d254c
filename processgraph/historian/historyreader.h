// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/historian/bucket.h"
#include "processgraph/historian/historian.h"
#include "processgraph/historian/sqlconnection.h"

#include <functional>

namespace cytoloom {

/// Reads history from the store. Made, used and destroyed on one thread, with a connection of its
/// own; each call sees one consistent state. A trend reads about as many buckets as it returns
/// points: raw chunks where there are few, else the coarsest level with enough of them, and raw
/// samples at both ends so that the window is exact.
class HistoryReader final : public TrendSource
{
public:
    explicit HistoryReader(std::unique_ptr<SqlConnection> connection);

    Result<QVector<TrendPoint>> trend(
        const TagId &tag, UtcTime from, UtcTime to, int points) override;
    Result<QVector<TagValue>> samples(const TagId &tag, UtcTime from, UtcTime to) override;
    Result<TagStatistics> statistics(const TagId &tag, UtcTime from, UtcTime to) override;
    Result<Completeness> completeness(const TagId &tag, UtcTime from, UtcTime to) override;
    Result<QVector<TagId>> tags() override;

    /// Rows read since construction: a test holds a trend to its cost with it.
    [[nodiscard]] qint64 rowsRead() const { return m_rows; }

private:
    struct Window
    {
        qint64 tag = 0; ///< 0: unknown
        qint64 from = 0;
        qint64 to = 0;
        qint64 low = 0; ///< chunks [low, high] may hold samples of the window
        qint64 high = -1;
        bool late = false; ///< chunks outside the order have samples in it
    };
    struct Sink
    {
        std::function<void(const TagValue &)> sample;
        std::function<void(const Bucket &)> bucket;
    };
    template <class T, class F> Result<T> inOneState(F work);
    Result<Window> window(const TagId &tag, qint64 from, qint64 to);
    Result<QVector<TagValue>> samplesOf(const Window &window);
    Result<void> visit(const Window &window, int level, const Sink &sink);
    Result<void> visitWhole(
        const Window &window, int level, qint64 low, qint64 high, const Sink &sink);
    Result<void> visitRaw(const Window &window, const QString &where, const QVariantList &values,
        const std::function<void(const TagValue &)> &sample);
    Result<void> visitTail(
        const Window &window, const std::function<void(const TagValue &)> &sample);
    [[nodiscard]] Error damaged(const QString &place) const;

    std::unique_ptr<SqlConnection> m_connection;
    qint64 m_rows = 0;
};

} // namespace cytoloom
