// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/historyreader.h"

#include "processgraph/historian/chunkcodec.h"
#include "processgraph/historian/historywriter.h"

#include <QtCore/QBitArray>

#include <algorithm>
#include <limits>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MinuteMs = 60'000;
constexpr int TopLevel = 64; // as high as the pyramid is

/// Merges what it is given into equal stretches of time.
class Bins
{
public:
    Bins(qint64 from, qint64 to, int points)
        : m_from(from)
        , m_width(double(to - from + 1) / std::max(points, 1))
    { }
    void add(const Bucket &bucket)
    {
        const auto index = qint64(double(bucket.first - m_from) / m_width);
        if (index != m_index)
            close();
        m_index = index;
        m_open.merge(bucket);
    }
    QVector<TrendPoint> result()
    {
        close();
        return std::move(m_points);
    }

private:
    void close()
    {
        if (m_open.isEmpty())
            return;
        // A silence that nobody stated: the line must not run across it.
        if (m_any && m_open.first - m_last > std::max(Bucket::HoldMs, qint64(m_width)))
            m_points << gapAt(m_last + Bucket::HoldMs / 2);
        if (m_open.good == 0) {
            m_points << gapAt(m_open.first);
        } else {
            TrendPoint point;
            point.time = utcFromMs(m_open.first);
            point.minimum = m_open.minimum;
            point.maximum = m_open.maximum;
            point.mean = m_open.sum / double(m_open.good);
            point.last = m_open.lastValue;
            point.samples = int(m_open.good);
            m_points << point;
        }
        m_last = m_open.last;
        m_any = true;
        m_open = {};
    }
    static TrendPoint gapAt(qint64 time)
    {
        TrendPoint point;
        point.time = utcFromMs(time);
        point.gap = true;
        return point;
    }

    qint64 m_from;
    double m_width;
    qint64 m_index = -1;
    qint64 m_last = 0;
    bool m_any = false;
    Bucket m_open;
    QVector<TrendPoint> m_points;
};

Bucket bucketOf(const TagValue &sample)
{
    Bucket bucket;
    bucket.add(sample);
    return bucket;
}

} // namespace

HistoryReader::HistoryReader(std::unique_ptr<SqlConnection> connection)
    : m_connection(std::move(connection))
{ }

template <class T, class F> Result<T> HistoryReader::inOneState(F work)
{
    if (auto begun = m_connection->begin(); !begun)
        return begun.error();
    Result<T> result = work();
    m_connection->rollback(); // nothing was written
    return result;
}

Error HistoryReader::damaged(const QString &place) const
{
    return Error(u"store.damaged"_s,
        {{u"file"_s, m_connection->fileName()}, {u"place"_s, place}, {u"reason"_s, place}},
        {m_connection->fileName(), {}, 0, 0});
}

Result<HistoryReader::Window> HistoryReader::window(const TagId &tag, qint64 from, qint64 to)
{
    Window w {0, from, to, 0, -1, false};
    const auto id = m_connection->value(u"SELECT id FROM tag WHERE name=?"_s, {tag.value()});
    if (!id)
        return id.error();
    if (!id->isValid() || to < from)
        return w;
    w.tag = id->toLongLong();
    const auto low
        = m_connection->value(u"SELECT ordinal FROM chunk WHERE tag=? AND ordinal>=0 AND "
                              "first_ms<? ORDER BY first_ms DESC, ordinal DESC LIMIT 1"_s,
            {w.tag, from});
    if (!low)
        return low.error();
    const auto high
        = m_connection->value(u"SELECT ordinal FROM chunk WHERE tag=? AND ordinal>=0 AND "
                              "first_ms<=? ORDER BY first_ms DESC, ordinal DESC LIMIT 1"_s,
            {w.tag, to});
    if (!high)
        return high.error();
    const auto late
        = m_connection->value(u"SELECT count(*) FROM chunk WHERE tag=? AND ordinal<0 AND "
                              "last_ms>=? AND first_ms<=?"_s,
            {w.tag, from, to});
    if (!late)
        return late.error();
    // Their times stand in the samples alone; there are few of them.
    auto tail
        = m_connection->run(u"SELECT payload FROM sample_tail WHERE tag=? AND id<0"_s, {w.tag});
    if (!tail)
        return tail.error();
    bool lateTail = false;
    while (tail->next()) {
        const auto samples = decodeSamples(tail->value(0).toByteArray());
        if (!samples)
            return damaged(u"sample_tail %1"_s.arg(w.tag));
        lateTail = lateTail
            || std::any_of(samples->begin(), samples->end(), [&](const TagValue &sample) {
                   return toMs(sample.time) >= from && toMs(sample.time) <= to;
               });
    }
    w.low = low->isValid() ? low->toLongLong() : 0;
    w.high = high->isValid() ? high->toLongLong() : -1;
    w.late = late->toLongLong() > 0 || lateTail;
    return w;
}

Result<void> HistoryReader::visitRaw(const Window &window, const QString &where,
    const QVariantList &values, const std::function<void(const TagValue &)> &sample)
{
    auto query = m_connection->run(
        u"SELECT id, payload FROM chunk WHERE tag=? AND "_s + where + u" ORDER BY ordinal"_s,
        QVariantList {window.tag} + values);
    if (!query)
        return query.error();
    while (query->next()) {
        ++m_rows;
        const auto samples = decodeSamples(query->value(1).toByteArray());
        if (!samples)
            return damaged(u"chunk %1"_s.arg(query->value(0).toLongLong()));
        for (const TagValue &value : *samples)
            if (toMs(value.time) >= window.from && toMs(value.time) <= window.to)
                sample(value);
    }
    return {};
}

Result<void> HistoryReader::visitTail(
    const Window &window, const std::function<void(const TagValue &)> &sample)
{
    auto query = m_connection->run(
        u"SELECT id, payload FROM sample_tail WHERE tag=? ORDER BY id"_s, {window.tag});
    if (!query)
        return query.error();
    while (query->next()) {
        ++m_rows;
        const auto samples = decodeSamples(query->value(1).toByteArray());
        if (!samples)
            return damaged(
                u"sample_tail %1/%2"_s.arg(window.tag).arg(query->value(0).toLongLong()));
        for (const TagValue &value : *samples)
            if (toMs(value.time) >= window.from && toMs(value.time) <= window.to)
                sample(value);
    }
    return {};
}

Result<QVector<TagValue>> HistoryReader::samplesOf(const Window &window)
{
    QVector<TagValue> result;
    if (window.tag == 0)
        return result;
    const auto take = [&result](const TagValue &value) { result << value; };
    if (auto done = visitRaw(window, u"ordinal BETWEEN ? AND ?"_s, {window.low, window.high}, take);
        !done)
        return done.error();
    if (auto done = visitTail(window, take); !done)
        return done.error();
    if (window.late) {
        const auto done = visitRaw(
            window, u"ordinal<0 AND last_ms>=? AND first_ms<=?"_s, {window.from, window.to}, take);
        if (!done)
            return done.error();
        std::stable_sort(result.begin(), result.end(),
            [](const TagValue &a, const TagValue &b) { return a.time < b.time; });
    }
    return result;
}

Result<void> HistoryReader::visit(const Window &window, int level, const Sink &sink)
{
    if (window.tag == 0)
        return {};
    if (window.late || level == 0) {
        const auto all = samplesOf(window);
        if (!all)
            return all.error();
        for (const TagValue &value : *all)
            sink.sample(value);
        return {};
    }
    // Only the first and the last chunk can reach beyond the window.
    const auto edge
        = [&](qint64 ordinal) { return visitRaw(window, u"ordinal=?"_s, {ordinal}, sink.sample); };
    if (window.low <= window.high)
        if (auto done = edge(window.low); !done)
            return done;
    if (auto done = visitWhole(window, level, window.low + 1, window.high - 1, sink); !done)
        return done;
    if (window.low < window.high)
        if (auto done = edge(window.high); !done)
            return done;
    return visitTail(window, sink.sample);
}

Result<void> HistoryReader::visitWhole(
    const Window &window, int level, qint64 low, qint64 high, const Sink &sink)
{
    if (low > high)
        return {};
    // The highest level of which a whole group can fit.
    qint64 size = 1;
    int fitting = 1;
    for (; fitting < level && size * HistoryWriter::GroupSize <= high - low + 1; ++fitting)
        size *= HistoryWriter::GroupSize;
    level = fitting;
    const qint64 first = (low + size - 1) / size;
    const qint64 last = (high + 1) / size - 1;
    if (first > last)
        return visitWhole(window, level - 1, low, high, sink);
    if (auto done = visitWhole(window, level - 1, low, first * size - 1, sink); !done)
        return done;
    auto query = level == 1
        ? m_connection->run(
            u"SELECT summary FROM chunk WHERE tag=? AND ordinal BETWEEN ? AND ? ORDER BY ordinal"_s,
            {window.tag, first, last})
        : m_connection->run(u"SELECT summary FROM pyramid WHERE tag=? AND level=? AND ordinal "
                            "BETWEEN ? AND ? ORDER BY ordinal"_s,
            {window.tag, level, first, last});
    if (!query)
        return query.error();
    qint64 expected = last - first + 1;
    while (query->next()) {
        ++m_rows;
        --expected;
        const auto bucket = Bucket::fromBytes(query->value(0).toByteArray());
        if (!bucket)
            return damaged(u"pyramid %1 level %2"_s.arg(window.tag).arg(level));
        sink.bucket(*bucket);
    }
    if (expected != 0)
        return damaged(u"pyramid %1 level %2"_s.arg(window.tag).arg(level));
    return visitWhole(window, level - 1, (last + 1) * size, high, sink);
}

Result<QVector<TrendPoint>> HistoryReader::trend(
    const TagId &tag, UtcTime from, UtcTime to, int points)
{
    return inOneState<QVector<TrendPoint>>([&]() -> Result<QVector<TrendPoint>> {
        const auto w = window(tag, toMs(from), toMs(to));
        if (!w)
            return w.error();
        int level = 0;
        for (qint64 buckets = w->high - w->low + 1; buckets >= std::max(points, 1);
             buckets /= HistoryWriter::GroupSize)
            ++level;
        Bins bins(w->from, w->to, points);
        const Sink sink {[&](const TagValue &value) { bins.add(bucketOf(value)); },
            [&](const Bucket &bucket) { bins.add(bucket); }};
        if (auto done = visit(*w, level, sink); !done)
            return done.error();
        return bins.result();
    });
}

Result<QVector<TagValue>> HistoryReader::samples(const TagId &tag, UtcTime from, UtcTime to)
{
    return inOneState<QVector<TagValue>>([&]() -> Result<QVector<TagValue>> {
        const auto w = window(tag, toMs(from), toMs(to));
        if (!w)
            return w.error();
        return samplesOf(*w);
    });
}

Result<TagStatistics> HistoryReader::statistics(const TagId &tag, UtcTime from, UtcTime to)
{
    return inOneState<TagStatistics>([&]() -> Result<TagStatistics> {
        const qint64 start = toMs(from);
        const qint64 end = std::max(toMs(to), start);
        const auto w = window(tag, start, end);
        if (!w)
            return w.error();
        // The value that held when the window began.
        const auto earlier = window(tag, start - Bucket::HoldMs, start - 1);
        if (!earlier)
            return earlier.error();
        const auto before = samplesOf(*earlier);
        if (!before)
            return before.error();

        Bucket sum;
        const Sink sink {[&](const TagValue &value) { sum.add(value); },
            [&](const Bucket &bucket) { sum.merge(bucket); }};
        if (auto done = visit(*w, TopLevel, sink); !done)
            return done.error();

        double integral = sum.integral;
        qint64 covered = sum.goodMs;
        const auto hold = [&](double value, qint64 since, qint64 until) {
            const qint64 length = std::min(until, since + Bucket::HoldMs) - std::max(since, start);
            if (length > 0) {
                integral += value * double(length);
                covered += length;
            }
        };
        if (!before->isEmpty() && Bucket::counts(before->last()))
            hold(before->last().value, toMs(before->last().time), sum.isEmpty() ? end : sum.first);
        if (sum.endsGood)
            hold(sum.lastValue, sum.last, end);

        TagStatistics result;
        result.samples = sum.good;
        result.minimum = sum.minimum;
        result.maximum = sum.maximum;
        result.last = sum.lastValue;
        if (sum.good > 0)
            result.mean = covered > 0 ? integral / double(covered) : sum.sum / double(sum.good);
        result.gaps = Duration(end - start - covered);
        return result;
    });
}

Result<Completeness> HistoryReader::completeness(const TagId &tag, UtcTime from, UtcTime to)
{
    return inOneState<Completeness>([&]() -> Result<Completeness> {
        const qint64 start = toMs(from);
        const qint64 minutes = std::max<qint64>((toMs(to) - start) / MinuteMs, 0);
        Completeness result;
        result.minutes = minutes;
        const auto w = window(tag, start, start + minutes * MinuteMs - 1);
        if (!w)
            return w.error();
        QBitArray good(minutes);
        QBitArray stated(minutes);
        const auto mark = [&](QBitArray &bits, qint64 firstMs, qint64 lastMs) {
            const qint64 last = std::min((lastMs - start) / MinuteMs, minutes - 1);
            for (qint64 i = std::max<qint64>((firstMs - start) / MinuteMs, 0); i <= last; ++i)
                bits.setBit(i);
        };
        const auto sample = [&](const TagValue &value) {
            mark(Bucket::counts(value) ? good : stated, toMs(value.time), toMs(value.time));
        };
        QVector<Bucket> unclear; // with gaps: their samples must be looked at
        const auto bucket = [&](const Bucket &b) {
            // Good at least once a minute from end to end: every minute between has one.
            if (b.good == b.count && b.widestMs <= MinuteMs)
                mark(good, b.firstGood, b.lastGood);
            else
                unclear << b;
        };
        if (auto done = visit(*w, 1, {sample, bucket}); !done)
            return done.error();
        for (const Bucket &b : std::as_const(unclear)) {
            Window part = *w;
            part.from = b.first;
            part.to = b.last;
            const auto done = visitRaw(
                part, u"ordinal>=0 AND first_ms BETWEEN ? AND ?"_s, {b.first, b.last}, sample);
            if (!done)
                return done.error();
        }
        result.good = good.count(true);
        result.stated = (stated & ~good).count(true);
        result.missing = minutes - result.good - result.stated;
        return result;
    });
}

Result<QVector<TagId>> HistoryReader::tags()
{
    auto query = m_connection->run(u"SELECT name FROM tag"_s);
    if (!query)
        return query.error();
    QVector<TagId> result;
    while (query->next())
        result << TagId(query->value(0).toString());
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace cytoloom
