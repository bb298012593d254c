// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/sqlconnection.h"

#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>
#include <QtSql/QSqlDriver>
#include <QtSql/QSqlError>

#include <atomic>
#include <cerrno>
#include <cstring>

#include <sqlite3.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString nextName()
{
    // QtSql wants a name per connection; nothing else uses it.
    static std::atomic<quint64> count {0};
    return u"cytoloom-%1"_s.arg(++count);
}

sqlite3 *handleOf(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    return handle.isValid() ? *static_cast<sqlite3 *const *>(handle.constData()) : nullptr;
}

QString codeOf(int number, int systemError)
{
    switch (number & 0xff) {
    case SQLITE_FULL:
        return u"store.full"_s;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return u"store.readOnly"_s;
    case SQLITE_NOTADB:
        return u"store.notOurs"_s;
    case SQLITE_CORRUPT:
    case SQLITE_CONSTRAINT:
        return u"store.damaged"_s;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return u"store.inUse"_s;
    case SQLITE_IOERR:
        if (systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG)
            return u"store.full"_s;
        if (number == SQLITE_IOERR_SHORT_READ)
            return u"store.damaged"_s;
        return u"store.io"_s;
    case SQLITE_CANTOPEN:
        return u"store.cannotOpen"_s;
    default:
        return u"store.sql"_s;
    }
}

} // namespace

SqlConnection::SqlConnection(QString fileName, QString name)
    : m_fileName(std::move(fileName))
    , m_name(std::move(name))
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{ }

SqlConnection::~SqlConnection()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<SqlConnection>> SqlConnection::open(const QString &fileName, Access access)
{
    std::unique_ptr<SqlConnection> connection(new SqlConnection(fileName, nextName()));
    QSqlDatabase &database = connection->m_database;
    QString options = u"QSQLITE_BUSY_TIMEOUT=10000"_s;
    QString name = fileName;
    if (access == Access::Immutable) {
        name = QString::fromUtf8(
                   QUrl::fromLocalFile(QFileInfo(fileName).absoluteFilePath()).toEncoded())
            + u"?immutable=1"_s;
        options += u";QSQLITE_OPEN_URI"_s;
    }
    if (access != Access::ReadWrite)
        options += u";QSQLITE_OPEN_READONLY"_s;
    database.setDatabaseName(name);
    database.setConnectOptions(options);
    if (!database.open())
        return connection->error(database.lastError());

    QStringList settings {u"PRAGMA foreign_keys=ON"_s};
    if (access == Access::ReadWrite)
        // Checkpoints are the writer's decision, because it renews the seal with each.
        settings << u"PRAGMA journal_mode=WAL"_s << u"PRAGMA synchronous=FULL"_s
                 << u"PRAGMA wal_autocheckpoint=0"_s << u"PRAGMA secure_delete=ON"_s;
    for (const QString &setting : std::as_const(settings))
        if (auto done = connection->run(setting); !done)
            return done.error();
    return connection;
}

Result<std::unique_ptr<SqlConnection>> SqlConnection::openScratch()
{
    std::unique_ptr<SqlConnection> connection(new SqlConnection(u":memory:"_s, nextName()));
    connection->m_database.setDatabaseName(u":memory:"_s);
    if (!connection->m_database.open())
        return connection->error(connection->m_database.lastError());
    return connection;
}

Error SqlConnection::error(const QSqlError &problem) const
{
    const int number = problem.nativeErrorCode().toInt();
    sqlite3 *handle = m_database.isOpen() ? handleOf(m_database) : nullptr;
    const int systemError = handle ? sqlite3_system_errno(handle) : 0;
    QString reason
        = problem.databaseText().isEmpty() ? problem.driverText() : problem.databaseText();
    const int kind = number & 0xff;
    if (systemError != 0 && (kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN))
        reason += u" ("_s + QString::fromLocal8Bit(std::strerror(systemError)) + u')';
    return Error(codeOf(number, systemError),
        {{u"file"_s, m_fileName}, {u"reason"_s, reason}, {u"number"_s, QString::number(number)},
            {u"place"_s, m_fileName}},
        {m_fileName, {}, 0, 0});
}

Result<QSqlQuery> SqlConnection::run(const QString &sql, const QVariantList &values) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return error(query.lastError());
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return error(query.lastError());
    return query;
}

Result<QVariant> SqlConnection::value(const QString &sql, const QVariantList &values) const
{
    auto query = run(sql, values);
    if (!query)
        return query.error();
    if (query->next())
        return query->value(0);
    if (query->lastError().isValid())
        return error(query->lastError());
    return QVariant();
}

// Not QSqlDatabase::transaction() and commit(): their errors come without the database's number.
Result<void> SqlConnection::begin()
{
    const auto done = run(u"BEGIN"_s);
    return done ? Result<void>() : done.error();
}

Result<void> SqlConnection::commit()
{
    const auto done = run(u"COMMIT"_s);
    return done ? Result<void>() : done.error();
}

void SqlConnection::rollback()
{
    const auto done = run(u"ROLLBACK"_s);
    Q_UNUSED(done) // after some failures SQLite has rolled back already
}

Result<SqlConnection::Version> SqlConnection::version() const
{
    const auto application = value(u"PRAGMA application_id"_s);
    if (!application)
        return application.error();
    const auto schemaVersion = value(u"PRAGMA user_version"_s);
    if (!schemaVersion)
        return schemaVersion.error();
    const auto tables = value(u"SELECT count(*) FROM sqlite_master"_s);
    if (!tables)
        return tables.error();
    return Version {application->toInt(), schemaVersion->toInt(), tables->toInt() == 0};
}

Result<void> SqlConnection::setVersion(int schemaVersion)
{
    if (auto done = run(u"PRAGMA application_id=%1"_s.arg(ApplicationId)); !done)
        return done.error();
    if (auto done = run(u"PRAGMA user_version=%1"_s.arg(schemaVersion)); !done)
        return done.error();
    return {};
}

QStringList SqlConnection::statements(const QString &script)
{
    static const QRegularExpression comment(u"--[^\n]*"_s);
    static const QRegularExpression appendOnly(u"^[{]append-only ([a-z_]+)[}]$"_s);
    QString text = script;
    text.remove(comment);
    text.replace(u"{integer}"_s, u"INTEGER"_s).replace(u"{blob}"_s, u"BLOB"_s);
    QStringList result;
    for (const QString &part : text.split(u';')) {
        const QString statement = part.trimmed();
        const auto match = appendOnly.match(statement);
        if (match.hasMatch()) {
            for (const QString &verb : {u"UPDATE"_s, u"DELETE"_s})
                result << u"CREATE TRIGGER %1_no_%2 BEFORE %3 ON %1 BEGIN "
                          "SELECT RAISE(ABORT, 'records are append-only'); END"_s.arg(
                              match.captured(1), verb.toLower(), verb);
        } else if (!statement.isEmpty()) {
            result << statement;
        }
    }
    return result;
}

Result<QStringList> SqlConnection::schema() const
{
    auto query = run(u"SELECT type, name, tbl_name, sql FROM sqlite_master"_s);
    if (!query)
        return query.error();
    QStringList result;
    while (query->next())
        result << query->value(1).toString() + u": "_s + query->value(0).toString() + u' '
                + query->value(2).toString() + u' ' + query->value(3).toString();
    if (query->lastError().isValid())
        return error(query->lastError());
    result.sort();
    return result;
}

Result<bool> SqlConnection::checkpoint(bool empty)
{
    auto query
        = run(empty ? u"PRAGMA wal_checkpoint(TRUNCATE)"_s : u"PRAGMA wal_checkpoint(PASSIVE)"_s);
    if (!query)
        return query.error();
    if (!query->next())
        return error(query->lastError());
    return query->value(0).toInt() == 0 && query->value(1).toInt() == query->value(2).toInt();
}

Result<QStringList> SqlConnection::selfCheck() const
{
    QStringList result;
    auto query = run(u"PRAGMA integrity_check(20)"_s);
    if (!query)
        return query.error();
    while (query->next())
        if (const QString line = query->value(0).toString(); line != u"ok"_s)
            result << line;
    if (query->lastError().isValid())
        return error(query->lastError());
    auto keys = run(u"PRAGMA foreign_key_check"_s);
    if (!keys)
        return keys.error();
    while (keys->next())
        result << u"%1 row %2: no such %3"_s.arg(
            keys->value(0).toString(), keys->value(1).toString(), keys->value(2).toString());
    return result;
}

QString SqlConnection::ownerOfPage(qint64 page) const
{
    const auto owner = value(u"SELECT name FROM dbstat WHERE pageno=?"_s, {page});
    return owner ? owner->toString() : QString();
}

Result<void> SqlConnection::limitPages(qint64 pages)
{
    // The most that SQLite can have lifts the limit.
    if (auto done = run(u"PRAGMA max_page_count=%1"_s.arg(pages > 0 ? pages : 1'073'741'823));
        !done)
        return done.error();
    return {};
}

} // namespace cytoloom
