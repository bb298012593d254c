// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/message.h"
#include "processgraph/historian/sqlconnection.h"

#include <QtCore/QHash>
#include <QtCore/QVector>

namespace cytoloom {

/// One thing that is wrong with the history in a store.
struct HistoryDamage
{
    QString place; ///< "chunk BR-02.temperature.pv 2026-…"
    Message finding;
};

struct HistoryCheck
{
    QVector<HistoryDamage> damage;
    qint64 chunks = 0;
    qint64 samples = 0;
    /// Hash of each chunk by id, for the journal that vouches for them.
    QHash<qint64, QByteArray> hashes;
};

/// Recomputes everything from the payloads: checksums and chain of the chunks, their summaries, the
/// pyramid, the tail rows. Fails where the database cannot be read at all.
Result<HistoryCheck> checkHistory(const SqlConnection &connection);

} // namespace cytoloom
