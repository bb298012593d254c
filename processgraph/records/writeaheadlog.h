// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QString>
#include <QtCore/QVector>

namespace cytoloom {

/// SQLite's write-ahead log as bytes (https://www.sqlite.org/fileformat2.html, section 4). SQLite
/// itself takes a log up to the first frame that does not fit and is silent about the rest, so a
/// flipped byte there would make committed events vanish. Reading the log file is safe at any time:
/// SQLite holds no locks on it.
struct WriteAheadLog
{
    bool present = false; ///< there is a log with at least a header
    qint64 frames = 0; ///< committed ones
    QSet<qint64> pages; ///< that the log replaces
    QHash<qint64, QVector<QByteArray>> hashes; ///< of the versions of each page, as in PageSeal
    QVector<QString> damage; ///< "write-ahead log, frame 17"

    /// \p committed: number of frames that the shared index knows to be committed, -1 unknown.
    static WriteAheadLog read(const QString &store, qint64 committed, bool withHashes);
    /// From "<store>-shm"; -1 when there is none. Only while no one has the store open.
    static qint64 committedFrames(const QString &store);
};

} // namespace cytoloom
