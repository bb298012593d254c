// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/historywriter.h"

#include "processgraph/historian/chunkcodec.h"
#include "processgraph/historian/contenthash.h"

#include <algorithm>
#include <utility>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

Error damaged(const SqlConnection &connection, const QString &place)
{
    return Error(u"store.damaged"_s,
        {{u"file"_s, connection.fileName()}, {u"place"_s, place}, {u"reason"_s, place}},
        {connection.fileName(), {}, 0, 0});
}

} // namespace

QByteArray chunkHash(const HistoryWriter::Head &before, qint64 id, const QString &tag,
    qint64 ordinal, qint64 first, qint64 last, const QByteArray &summary, const QByteArray &payload)
{
    return ContentHash("cytoloom.chunk.1")
        .add(before.hash)
        .add(id)
        .add(tag)
        .add(ordinal)
        .add(first)
        .add(last)
        .add(summary)
        .add(payload)
        .result();
}

QByteArray tailHash(qint64 tag, qint64 id, const QByteArray &payload)
{
    return ContentHash("cytoloom.tail.1", ContentHash::PageSize)
        .add(tag)
        .add(id)
        .add(payload)
        .result();
}

HistoryWriter::HistoryWriter(SqlConnection &connection)
    : m_connection(connection)
{ }

void HistoryWriter::forget()
{
    m_tags.clear();
    m_head.reset();
}

Result<HistoryWriter::Head> HistoryWriter::head()
{
    if (m_head)
        return *m_head;
    auto query = m_connection.run(u"SELECT id, hash FROM chunk ORDER BY id DESC LIMIT 1"_s);
    if (!query)
        return query.error();
    Head head;
    if (query->next()) {
        head.id = query->value(0).toLongLong();
        head.hash = query->value(1).toByteArray();
    }
    m_head = head;
    return head;
}

Result<void> HistoryWriter::write(const QVector<TagSample> &samples)
{
    QHash<TagId, QVector<TagValue>> byTag;
    QVector<TagId> order; // of first appearance: the same samples give the same file
    for (const TagSample &sample : samples) {
        auto &list = byTag[sample.tag];
        if (list.isEmpty())
            order << sample.tag;
        list << sample.value;
    }
    for (const TagId &name : std::as_const(order)) {
        const auto known = tag(name);
        if (!known)
            return known.error();
        if (auto done = writeTag(name, **known, byTag[name]); !done)
            return done;
    }
    return {};
}

Result<HistoryWriter::Tag *> HistoryWriter::tag(const TagId &name)
{
    auto it = m_tags.find(name);
    if (it != m_tags.end())
        return &*it;
    Tag fresh;
    const auto id = m_connection.value(u"SELECT id FROM tag WHERE name=?"_s, {name.value()});
    if (!id)
        return id.error();
    if (id->isValid()) {
        fresh.id = id->toLongLong();
        if (auto loaded = load(fresh); !loaded)
            return loaded.error();
    } else {
        const auto last = m_connection.value(u"SELECT max(id) FROM tag"_s);
        if (!last)
            return last.error();
        fresh.id = last->toLongLong() + 1;
        const auto added = m_connection.run(
            u"INSERT INTO tag (id, name) VALUES (?, ?)"_s, {fresh.id, name.value()});
        if (!added)
            return added.error();
    }
    return &*m_tags.insert(name, fresh);
}

Result<void> HistoryWriter::load(Tag &tag)
{
    auto ends = m_connection.run(
        u"SELECT max(ordinal), min(ordinal), max(last_ms) FROM chunk WHERE tag=?"_s, {tag.id});
    if (!ends)
        return ends.error();
    if (ends->next() && !ends->value(0).isNull()) {
        tag.nextOrdinal = std::max<qint64>(ends->value(0).toLongLong() + 1, 0);
        tag.nextLate = std::min<qint64>(ends->value(1).toLongLong() - 1, -1);
        tag.last = ends->value(2).toLongLong();
        tag.any = true;
    }
    auto rows = m_connection.run(
        u"SELECT id, payload, hash FROM sample_tail WHERE tag=? ORDER BY id"_s, {tag.id});
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const qint64 id = rows->value(0).toLongLong();
        const QByteArray payload = rows->value(1).toByteArray();
        const auto samples = decodeSamples(payload);
        if (!samples || rows->value(2).toByteArray() != tailHash(tag.id, id, payload))
            return damaged(m_connection, u"sample_tail %1/%2"_s.arg(tag.id).arg(id));
        if (id < 0) {
            tag.lateTailId = std::min(tag.lateTailId, id);
            tag.late += *samples;
            ++tag.lateRows;
            continue;
        }
        tag.tailId = id;
        tag.open += *samples;
        ++tag.tailRows;
    }
    if (!tag.open.isEmpty()) {
        tag.last = std::max(tag.last, toMs(tag.open.last().time));
        tag.any = true;
    }
    return {};
}

Result<void> HistoryWriter::writeTag(const TagId &name, Tag &tag, const QVector<TagValue> &samples)
{
    QVector<TagValue> late;
    QVector<TagValue> fresh;
    bool chunked = false;
    const auto chunkOpen = [&](qsizetype count) -> Result<void> {
        chunked = true;
        const QVector<TagValue> part = tag.open.mid(0, count);
        tag.open.remove(0, count);
        fresh.clear();
        return writeChunk(name, tag, part, tag.nextOrdinal++);
    };
    for (const TagValue &sample : samples) {
        const qint64 time = toMs(sample.time);
        if (tag.any && time < tag.last) {
            late << sample;
            continue;
        }
        const bool silence
            = tag.any && time - tag.last > LongSilenceMs && tag.open.size() >= MinimumBeforeSilence;
        if (silence || tag.open.size() >= ChunkSamples)
            if (auto done = chunkOpen(tag.open.size()); !done)
                return done;
        tag.open << sample;
        fresh << sample;
        tag.last = time;
        tag.any = true;
    }
    if (tag.open.size() >= ChunkSamples || tag.tailRows >= TailRows)
        if (auto done = chunkOpen(tag.open.size()); !done)
            return done;
    if (chunked)
        if (auto done = clearTail(tag); !done)
            return done;
    // After a chunk, what is open is exactly what came after it.
    if (!fresh.isEmpty()) {
        ++tag.tailRows;
        if (auto done = writeTail(tag, ++tag.tailId, fresh); !done)
            return done;
    }
    return late.isEmpty() ? Result<void>() : writeLate(name, tag, late);
}

Result<void> HistoryWriter::writeLate(const TagId &name, Tag &tag, const QVector<TagValue> &samples)
{
    tag.late += samples;
    if (tag.late.size() < ChunkSamples && tag.lateRows + 1 < TailRows) {
        ++tag.lateRows;
        return writeTail(tag, --tag.lateTailId, samples);
    }
    QVector<TagValue> sorted = std::exchange(tag.late, {});
    tag.lateRows = 0;
    std::stable_sort(sorted.begin(), sorted.end(),
        [](const TagValue &a, const TagValue &b) { return a.time < b.time; });
    const auto gone = m_connection.run(u"DELETE FROM sample_tail WHERE tag=? AND id<0"_s, {tag.id});
    if (!gone)
        return gone.error();
    return writeChunk(name, tag, sorted, tag.nextLate--);
}

Result<void> HistoryWriter::writeChunk(
    const TagId &name, Tag &tag, const QVector<TagValue> &samples, qint64 ordinal)
{
    const auto before = head();
    if (!before)
        return before.error();
    const Bucket bucket = Bucket::of(samples);
    const QByteArray summary = bucket.toBytes();
    const QByteArray payload = encodeSamples(samples);
    Head now;
    now.id = before->id + 1;
    now.hash = chunkHash(
        *before, now.id, name.value(), ordinal, bucket.first, bucket.last, summary, payload);
    const auto done = m_connection.run(
        u"INSERT INTO chunk (id, tag, ordinal, first_ms, last_ms, summary, payload, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {now.id, tag.id, ordinal, bucket.first, bucket.last, summary, payload, now.hash});
    if (!done)
        return done.error();
    m_head = now;
    return ordinal >= 0 ? raisePyramid(tag, ordinal) : Result<void>();
}

Result<void> HistoryWriter::raisePyramid(const Tag &tag, qint64 ordinal)
{
    qint64 index = ordinal;
    for (int level = 2; (index + 1) % GroupSize == 0; ++level) {
        const qint64 first = index + 1 - GroupSize;
        auto rows = level == 2
            ? m_connection.run(u"SELECT summary FROM chunk WHERE tag=? AND ordinal BETWEEN ? AND ? "
                               "ORDER BY ordinal"_s,
                {tag.id, first, index})
            : m_connection.run(u"SELECT summary FROM pyramid WHERE tag=? AND level=? AND ordinal "
                               "BETWEEN ? AND ? ORDER BY ordinal"_s,
                {tag.id, level - 1, first, index});
        if (!rows)
            return rows.error();
        Bucket sum;
        int count = 0;
        while (rows->next()) {
            const auto part = Bucket::fromBytes(rows->value(0).toByteArray());
            if (!part)
                return damaged(m_connection, u"pyramid %1/%2"_s.arg(tag.id).arg(first + count));
            sum.merge(*part);
            ++count;
        }
        if (count != GroupSize)
            return damaged(m_connection, u"pyramid %1/%2"_s.arg(tag.id).arg(first));
        index /= GroupSize;
        const auto done = m_connection.run(
            u"INSERT INTO pyramid (tag, level, ordinal, summary) VALUES (?, ?, ?, ?)"_s,
            {tag.id, level, index, sum.toBytes()});
        if (!done)
            return done.error();
    }
    return {};
}

Result<void> HistoryWriter::writeTail(const Tag &tag, qint64 id, const QVector<TagValue> &samples)
{
    const QByteArray payload = encodeSamples(samples);
    const auto done = m_connection.run(
        u"INSERT INTO sample_tail (tag, id, payload, hash) VALUES (?, ?, ?, ?)"_s,
        {tag.id, id, payload, tailHash(tag.id, id, payload)});
    return done ? Result<void>() : done.error();
}

Result<void> HistoryWriter::clearTail(Tag &tag)
{
    tag.tailRows = 0;
    const auto done = m_connection.run(u"DELETE FROM sample_tail WHERE tag=? AND id>0"_s, {tag.id});
    return done ? Result<void>() : done.error();
}

} // namespace cytoloom
