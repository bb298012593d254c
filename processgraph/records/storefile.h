// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QByteArray>

#include <memory>

struct sqlite3;
struct sqlite3_file;

namespace cytoloom {

/// The store as bytes. Read and written through a file handle of SQLite itself: opening the file
/// a second time with QFile and closing it would silently drop the locks that SQLite holds on it
/// in this process (POSIX locks belong to process and file, not to the descriptor).
class StoreFile
{
public:
    static Result<std::unique_ptr<StoreFile>> open(const QString &fileName, bool writable);
    /// True where a rollback journal lies beside the store. Ours never writes one (it keeps a
    /// write-ahead log), but SQLite would obey it and put pages back, silently.
    static bool hasRollbackJournal(const QString &fileName);
    ~StoreFile();
    StoreFile(const StoreFile &) = delete;
    StoreFile &operator=(const StoreFile &) = delete;

    [[nodiscard]] const QString &fileName() const { return m_fileName; }
    [[nodiscard]] qint64 size() const;
    /// Shorter than \p length where the file ends or cannot be read.
    [[nodiscard]] QByteArray read(qint64 offset, qint64 length) const;
    [[nodiscard]] bool write(qint64 offset, const QByteArray &bytes);
    [[nodiscard]] bool truncate(qint64 size);
    [[nodiscard]] bool sync();

    /// From the first 100 bytes (https://www.sqlite.org/fileformat2.html, section 1.3).
    struct Header
    {
        bool valid = false; ///< begins like a database
        int pageSize = 0;
        qint64 pages = 0;
        int schema = 0; ///< PRAGMA user_version, likewise
        qint64 application = 0; ///< PRAGMA application_id, as far as it is in the file itself
    };
    [[nodiscard]] Header header() const;

private:
    StoreFile(QString fileName, sqlite3 *database, sqlite3_file *file);
    QString m_fileName;
    sqlite3 *m_database; ///< executes nothing; it owns m_file
    sqlite3_file *m_file;
};

} // namespace cytoloom
