// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/historian/bucket.h"
#include "processgraph/historian/sqlconnection.h"

#include <QtCore/QHash>
#include <QtCore/QVector>

namespace cytoloom {

/// Puts samples into the store, inside the transaction of its caller, on the writer's thread.
///
/// What arrives goes to sample_tail at once, a row per tag; when a tag has ChunkSamples of them (or
/// TailRows rows), they become a chunk for good and the tail rows go. So samples are durable within
/// seconds and still compress as long runs. Chunks number from 0 per tag; every GroupSize of them
/// are summed up in pyramid level 2, GroupSize of those in level 3 and so on, in the same
/// transaction: a crash cannot part them. Samples older than the tag's last one are kept likewise,
/// apart from the others: tail rows with negative ids, then a chunk with a negative number, outside
/// the pyramid. So a clock that was set back costs no chunk per sample.
class HistoryWriter
{
public:
    static constexpr int ChunkSamples = 1024;
    static constexpr int TailRows = 512;
    static constexpr int GroupSize = 16;
    static constexpr qint64 LongSilenceMs = 600'000; ///< ends a chunk that has MinimumBeforeSilence
    static constexpr int MinimumBeforeSilence = 64;

    /// The last chunk and its hash; each chunk's hash covers the one before.
    struct Head
    {
        qint64 id = 0;
        QByteArray hash = QByteArray(32, '\0');
    };

    /// \p connection outlives the writer.
    explicit HistoryWriter(SqlConnection &connection);

    Result<void> write(const QVector<TagSample> &samples);
    /// As of this transaction: the journal's rows carry it, so that the journal vouches for chunks.
    Result<Head> head();
    /// After a rollback: what it knows is void; it reads again from the store.
    void forget();

private:
    struct Tag
    {
        qint64 id = 0;
        QVector<TagValue> open;
        int tailRows = 0;
        qint64 tailId = 0;
        QVector<TagValue> late; ///< in tail rows with negative ids
        int lateRows = 0;
        qint64 lateTailId = 0;
        qint64 nextOrdinal = 0;
        qint64 nextLate = -1;
        qint64 last = 0;
        bool any = false;
    };
    Result<Tag *> tag(const TagId &name);
    Result<void> load(Tag &tag);
    Result<void> writeTag(const TagId &name, Tag &tag, const QVector<TagValue> &samples);
    Result<void> writeChunk(
        const TagId &name, Tag &tag, const QVector<TagValue> &samples, qint64 ordinal);
    Result<void> writeLate(const TagId &name, Tag &tag, const QVector<TagValue> &samples);
    Result<void> writeTail(const Tag &tag, qint64 id, const QVector<TagValue> &samples);
    Result<void> clearTail(Tag &tag);
    Result<void> raisePyramid(const Tag &tag, qint64 ordinal);

    SqlConnection &m_connection;
    QHash<TagId, Tag> m_tags;
    std::optional<Head> m_head;
};

/// Content hashes, shared with the check.
[[nodiscard]] QByteArray chunkHash(const HistoryWriter::Head &before, qint64 id, const QString &tag,
    qint64 ordinal, qint64 first, qint64 last, const QByteArray &summary,
    const QByteArray &payload);
[[nodiscard]] QByteArray tailHash(qint64 tag, qint64 id, const QByteArray &payload);

} // namespace cytoloom
