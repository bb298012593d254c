// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/records/storefile.h"

#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtCore/QtEndian>

#include <limits>

#include <sqlite3.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

StoreFile::StoreFile(QString fileName, sqlite3 *database, sqlite3_file *file)
    : m_fileName(std::move(fileName))
    , m_database(database)
    , m_file(file)
{ }

StoreFile::~StoreFile()
{
    sqlite3_close(m_database);
}

Result<std::unique_ptr<StoreFile>> StoreFile::open(const QString &fileName, bool writable)
{
    sqlite3 *database = nullptr;
    sqlite3_file *file = nullptr;
    const int flags = writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    int result = sqlite3_open_v2(fileName.toUtf8().constData(), &database, flags, nullptr);
    if (result == SQLITE_OK)
        result = sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (result != SQLITE_OK || file == nullptr || file->pMethods == nullptr) {
        const QString reason = QString::fromUtf8(sqlite3_errmsg(database));
        sqlite3_close(database);
        return Error(u"store.cannotOpen"_s, {{u"file"_s, fileName}, {u"reason"_s, reason}},
            {fileName, {}, 0, 0});
    }
    return std::unique_ptr<StoreFile>(new StoreFile(fileName, database, file));
}

bool StoreFile::hasRollbackJournal(const QString &fileName)
{
    return QFileInfo(fileName + u"-journal"_s).size() > 0;
}

qint64 StoreFile::size() const
{
    sqlite3_int64 size = 0;
    return m_file->pMethods->xFileSize(m_file, &size) == SQLITE_OK ? qint64(size) : 0;
}

QByteArray StoreFile::read(qint64 offset, qint64 length) const
{
    length = std::min(length, size() - offset);
    if (length <= 0 || length > std::numeric_limits<int>::max())
        return {};
    QByteArray bytes(length, Qt::Uninitialized);
    if (m_file->pMethods->xRead(m_file, bytes.data(), int(length), offset) != SQLITE_OK)
        return {};
    return bytes;
}

bool StoreFile::write(qint64 offset, const QByteArray &bytes)
{
    return m_file->pMethods->xWrite(m_file, bytes.constData(), int(bytes.size()), offset)
        == SQLITE_OK;
}

bool StoreFile::truncate(qint64 size)
{
    return m_file->pMethods->xTruncate(m_file, size) == SQLITE_OK;
}

bool StoreFile::sync()
{
    return m_file->pMethods->xSync(m_file, SQLITE_SYNC_FULL) == SQLITE_OK;
}

StoreFile::Header StoreFile::header() const
{
    const QByteArray bytes = read(0, 100);
    Header header;
    if (bytes.size() < 100 || !bytes.startsWith(QByteArray("SQLite format 3\0", 16)))
        return header;
    const auto *data = reinterpret_cast<const uchar *>(bytes.constData());
    const int size = qFromBigEndian<quint16>(data + 16);
    header.pageSize = size == 1 ? 65536 : size;
    header.pages = qFromBigEndian<quint32>(data + 28);
    header.schema = qFromBigEndian<qint32>(data + 60);
    header.application = qFromBigEndian<qint32>(data + 68);
    header.valid = header.pageSize >= 512 && (header.pageSize & (header.pageSize - 1)) == 0;
    return header;
}

} // namespace cytoloom
