// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/records/storefile.h"

#include <QtCore/QVector>

namespace cytoloom {

struct WriteAheadLog;

/// Hashes of all pages of the store, kept behind its last page, where SQLite neither reads nor
/// minds: they cover what no chain can: unused bytes, indexes, the header. Renewed with every
/// checkpoint and at closing; taken off before a checkpoint changes pages, so what stands behind
/// the last page is always a whole seal, except when the program was killed while writing one.
///
/// Layout: "cytoloom.seal.1\n", page size, pages, length, zero (each 64-bit little-endian), hash of
/// these 48 bytes (16); 16 bytes per page; BLAKE2b-256 of all that. Checkpoints happen after the
/// log is durable, so pages that stand in the log may be new while the seal is old: both are right.
class PageSeal
{
public:
    enum class State {
        None, ///< nothing behind the last page: not sealed
        Torn, ///< the program was killed while it sealed
        Broken, ///< something that is no seal: changed
        Whole,
    };
    struct Found
    {
        State state = State::None;
        QVector<QByteArray> hashes;
        QVector<qint64> changedPages; ///< 1-based, ascending
    };
    [[nodiscard]] static QByteArray pageHash(const QByteArray &page);
    /// Reads the seal and compares every page that \p log does not explain.
    [[nodiscard]] static Found check(const StoreFile &file, const WriteAheadLog &log);
    /// True where the file carries a seal at its end although its beginning is no database.
    [[nodiscard]] static bool endsWithSeal(const StoreFile &file);

    /// The seal of a writer: remembers the hashes, so that only changed pages are read again.
    /// \p file outlives it.
    explicit PageSeal(StoreFile &file);
    /// Takes the seal off; before any checkpoint.
    [[nodiscard]] bool remove();
    /// After a complete checkpoint of \p changed pages, before the log is used again.
    [[nodiscard]] bool renew(const QSet<qint64> &changed);
    void remember(QVector<QByteArray> hashes) { m_hashes = std::move(hashes); }

private:
    StoreFile &m_file;
    QVector<QByteArray> m_hashes;
};

} // namespace cytoloom
