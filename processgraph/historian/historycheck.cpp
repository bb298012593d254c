// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/historycheck.h"

#include "processgraph/historian/chunkcodec.h"
#include "processgraph/historian/historywriter.h"

#include <QtSql/QSqlError>

#include <map>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Checker
{
public:
    explicit Checker(const SqlConnection &connection)
        : m_connection(connection)
    { }

    Result<HistoryCheck> run()
    {
        for (auto step : {&Checker::readTags, &Checker::checkChunks, &Checker::checkPyramid,
                 &Checker::checkTail})
            if (auto done = (this->*step)(); !done)
                return done.error();
        return m_result;
    }

private:
    using Key = std::pair<qint64, qint64>; // tag, ordinal

    void found(const QString &place, const QString &code)
    {
        m_result.damage << HistoryDamage {place, {code, {{u"place"_s, place}}}};
    }

    Result<void> readTags()
    {
        auto query = m_connection.run(u"SELECT id, name FROM tag"_s);
        if (!query)
            return query.error();
        while (query->next())
            m_tags.insert(query->value(0).toLongLong(), query->value(1).toString());
        return {};
    }

    Result<void> checkChunks()
    {
        auto query
            = m_connection.run(u"SELECT id, tag, ordinal, first_ms, last_ms, summary, payload, "
                               "hash FROM chunk ORDER BY id"_s);
        if (!query)
            return query.error();
        HistoryWriter::Head head;
        QHash<qint64, qint64> nextOrdinal;
        while (query->next()) {
            const qint64 id = query->value(0).toLongLong();
            const qint64 tag = query->value(1).toLongLong();
            const qint64 ordinal = query->value(2).toLongLong();
            const qint64 first = query->value(3).toLongLong();
            const qint64 last = query->value(4).toLongLong();
            const QByteArray summary = query->value(5).toByteArray();
            const QByteArray payload = query->value(6).toByteArray();
            const QByteArray hash = query->value(7).toByteArray();
            const QString place
                = u"chunk %1 %2 %3"_s.arg(id).arg(m_tags.value(tag), toIso(utcFromMs(first)));
            if (id != head.id + 1)
                found(place, u"store.verify.chunkMissing"_s);
            if (hash
                != chunkHash(head, id, m_tags.value(tag), ordinal, first, last, summary, payload))
                found(place, u"store.verify.chunkChanged"_s);
            const auto samples = decodeSamples(payload);
            if (!samples || Bucket::of(*samples).toBytes() != summary)
                found(place, u"store.verify.chunkContent"_s);
            if (samples)
                m_result.samples += samples->size();
            if (ordinal >= 0) {
                if (ordinal != nextOrdinal[tag])
                    found(place, u"store.verify.chunkMissing"_s);
                nextOrdinal[tag] = ordinal + 1;
                addToLevel(1, tag, ordinal, Bucket::fromBytes(summary).value_or(Bucket {}));
            }
            m_result.hashes.insert(id, hash);
            ++m_result.chunks;
            head = {id, hash};
        }
        return {};
    }

    /// Collects what the pyramid must hold.
    void addToLevel(int level, qint64 tag, qint64 ordinal, const Bucket &bucket)
    {
        Bucket &sum = m_open[{level, tag}];
        sum.merge(bucket);
        if ((ordinal + 1) % HistoryWriter::GroupSize != 0)
            return;
        const Bucket whole = sum;
        sum = {};
        m_expected[level + 1][{tag, ordinal / HistoryWriter::GroupSize}] = whole.toBytes();
        addToLevel(level + 1, tag, ordinal / HistoryWriter::GroupSize, whole);
    }

    Result<void> checkPyramid()
    {
        auto query = m_connection.run(u"SELECT tag, level, ordinal, summary FROM pyramid"_s);
        if (!query)
            return query.error();
        while (query->next()) {
            const Key key {query->value(0).toLongLong(), query->value(2).toLongLong()};
            const int level = query->value(1).toInt();
            const QString place = u"pyramid %1 level %2 row %3"_s.arg(m_tags.value(key.first))
                                      .arg(level)
                                      .arg(key.second);
            auto &rows = m_expected[level];
            const auto it = rows.find(key);
            if (it == rows.end() || it->second != query->value(3).toByteArray())
                found(place, u"store.verify.pyramid"_s);
            if (it != rows.end())
                rows.erase(it);
        }
        for (const auto &[level, rows] : m_expected)
            for (const auto &row : rows)
                found(u"pyramid %1 level %2 row %3"_s.arg(m_tags.value(row.first.first))
                          .arg(level)
                          .arg(row.first.second),
                    u"store.verify.pyramid"_s);
        return {};
    }

    Result<void> checkTail()
    {
        auto query = m_connection.run(u"SELECT tag, id, payload, hash FROM sample_tail"_s);
        if (!query)
            return query.error();
        while (query->next()) {
            const qint64 tag = query->value(0).toLongLong();
            const qint64 id = query->value(1).toLongLong();
            const QByteArray payload = query->value(2).toByteArray();
            const auto samples = decodeSamples(payload);
            if (!samples || query->value(3).toByteArray() != tailHash(tag, id, payload))
                found(u"sample_tail %1 row %2"_s.arg(m_tags.value(tag)).arg(id),
                    u"store.verify.tail"_s);
            if (samples)
                m_result.samples += samples->size();
        }
        return {};
    }

    const SqlConnection &m_connection;
    HistoryCheck m_result;
    QHash<qint64, QString> m_tags;
    std::map<std::pair<int, qint64>, Bucket> m_open;
    std::map<int, std::map<Key, QByteArray>> m_expected;
};

} // namespace

Result<HistoryCheck> checkHistory(const SqlConnection &connection)
{
    return Checker(connection).run();
}

} // namespace cytoloom
