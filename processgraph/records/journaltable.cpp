// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/records/journaltable.h"

#include "processgraph/historian/contenthash.h"

#include <QtSql/QSqlError>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString Columns
    = QStringLiteral("sequence, time_ms, elapsed_ms, batch, code, element, person, data");

/// Exactly what stands in the row, so that a check needs no JSON reader.
struct Row
{
    qint64 sequence = 0;
    qint64 time = 0;
    qint64 elapsed = 0;
    QString batch;
    QString code;
    QString element;
    QString person;
    QString data;
    qint64 chunk = 0;

    [[nodiscard]] QByteArray hash(const QByteArray &before, const QByteArray &chunkHash) const
    {
        return ContentHash("cytoloom.journal.1")
            .add(before)
            .add(sequence)
            .add(time)
            .add(elapsed)
            .add(batch)
            .add(code)
            .add(element)
            .add(person)
            .add(data)
            .add(chunk)
            .add(chunkHash)
            .result();
    }
};

Row rowAt(const QSqlQuery &query)
{
    return {query.value(0).toLongLong(), query.value(1).toLongLong(), query.value(2).toLongLong(),
        query.value(3).toString(), query.value(4).toString(), query.value(5).toString(),
        query.value(6).toString(), query.value(7).toString(), 0};
}

/// As the row will give it back, or its hash would not fit: a null QString would become NULL, and
/// half of a surrogate pair comes out of a database as something else.
QString asStored(const QString &text)
{
    return text.isNull() ? u""_s : QString::fromUtf8(text.toUtf8());
}

} // namespace

Result<JournalTable::Head> JournalTable::head(const SqlConnection &connection)
{
    auto query
        = connection.run(u"SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"_s);
    if (!query)
        return query.error();
    Head head;
    if (query->next())
        head = {query->value(0).toULongLong(), query->value(1).toByteArray()};
    return head;
}

Result<void> JournalTable::append(SqlConnection &connection, const QVector<JournalEvent> &events,
    const HistoryWriter::Head &chunk, Head &head)
{
    for (const JournalEvent &event : events) {
        const Row row {qint64(head.sequence + 1), toMs(event.time), event.elapsed.count(),
            asStored(event.batch.value()), asStored(event.code), asStored(event.element.value()),
            asStored(event.person.value()), QString::fromUtf8(event.data.toCompactJson()),
            chunk.id};
        const QByteArray hash = row.hash(head.hash, chunk.hash);
        const auto done = connection.run(u"INSERT INTO journal ("_s + Columns
                + u", chunk, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {row.sequence, row.time, row.elapsed, row.batch, row.code, row.element, row.person,
                row.data, row.chunk, hash});
        if (!done)
            return done.error();
        head = {quint64(row.sequence), hash};
    }
    return {};
}

Result<QVector<JournalEvent>> JournalTable::read(
    const SqlConnection &connection, const QString &where, const QVariantList &values)
{
    auto query = connection.run(
        u"SELECT "_s + Columns + u" FROM journal "_s + where + u" ORDER BY sequence"_s, values);
    if (!query)
        return query.error();
    QVector<JournalEvent> events;
    while (query->next()) {
        const Row row = rowAt(*query);
        auto data = parseJson(row.data.toUtf8(), connection.fileName());
        if (!data) {
            const QString place = u"journal row %1"_s.arg(row.sequence);
            return Error(u"store.damaged"_s,
                {{u"file"_s, connection.fileName()}, {u"place"_s, place},
                    {u"reason"_s, data.error().code()}},
                {connection.fileName(), place, 0, 0});
        }
        events.append({quint64(row.sequence), utcFromMs(row.time), Duration(row.elapsed),
            BatchId(row.batch), row.code, ElementId(row.element), PersonId(row.person), *data});
    }
    return events;
}

Result<JournalTable::Check> JournalTable::check(
    const SqlConnection &connection, const QHash<qint64, QByteArray> &chunks)
{
    auto query = connection.run(
        u"SELECT "_s + Columns + u", chunk, hash FROM journal ORDER BY sequence"_s);
    if (!query)
        return query.error();
    Check check;
    while (query->next()) {
        Row row = rowAt(*query);
        row.chunk = query->value(8).toLongLong();
        const QByteArray stored = query->value(9).toByteArray();
        const auto number = quint64(row.sequence);
        if (number != check.head.sequence + 1)
            check.damage.append({number, u"store.verify.rowMissing"_s});
        if (row.chunk != 0 && !chunks.contains(row.chunk))
            check.damage.append({number, u"store.verify.anchorMissing"_s});
        const QByteArray chunk = chunks.value(row.chunk, QByteArray(32, '\0'));
        if (stored != row.hash(check.head.hash, chunk))
            check.damage.append({number, u"store.verify.rowChanged"_s});
        check.head = {number, stored};
        ++check.rows;
    }
    return check;
}

} // namespace cytoloom
