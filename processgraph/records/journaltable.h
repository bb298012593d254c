// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/journal.h"
#include "processgraph/historian/historywriter.h"

namespace cytoloom {

/// The rows of the journal. Each hash covers the hash of the row before, the row itself and the
/// hash of the last historian chunk at that time: the newest journal row vouches for all before it.
class JournalTable
{
public:
    struct Head
    {
        quint64 sequence = 0;
        QByteArray hash = QByteArray(32, '\0');
    };
    static Result<Head> head(const SqlConnection &connection);
    /// Inserts \p events after \p head and moves it; inside the caller's transaction.
    static Result<void> append(SqlConnection &connection, const QVector<JournalEvent> &events,
        const HistoryWriter::Head &chunk, Head &head);
    /// Rows that match "WHERE …", by sequence.
    static Result<QVector<JournalEvent>> read(
        const SqlConnection &connection, const QString &where, const QVariantList &values = {});

    struct Check
    {
        QVector<std::pair<quint64, QString>> damage; ///< row, code of the finding
        quint64 rows = 0;
        Head head;
    };
    /// Recomputes the chain. \p chunks: hash of each chunk by id.
    static Result<Check> check(
        const SqlConnection &connection, const QHash<qint64, QByteArray> &chunks);
};

} // namespace cytoloom
