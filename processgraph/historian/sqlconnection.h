// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <memory>

namespace cytoloom {

/// One connection to the store: opened, used and closed on one thread. The only place that knows
/// which database it is (SQLite today): settings of a connection, words that differ between
/// databases, and what the database's error numbers mean. All other SQL is portable.
class SqlConnection
{
public:
    enum class Access {
        ReadWrite, ///< WAL, synchronous=FULL, foreign keys, freed content is overwritten
        ReadOnly,
        Immutable, ///< nobody writes: needs no lock and no file beside it (read-only media)
    };
    /// Marks the file as a store of this program ("CyLo").
    static constexpr int ApplicationId = 0x43794C6F;

    static Result<std::unique_ptr<SqlConnection>> open(const QString &fileName, Access access);
    /// An empty database in memory.
    static Result<std::unique_ptr<SqlConnection>> openScratch();
    ~SqlConnection();
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;

    [[nodiscard]] const QString &fileName() const { return m_fileName; }
    /// Prepares, binds and executes. The query must end before the connection does.
    [[nodiscard]] Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {}) const;
    /// The first column of the first row; an invalid value when there is none.
    [[nodiscard]] Result<QVariant> value(const QString &sql, const QVariantList &values = {}) const;
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> commit();
    void rollback();

    /// Application id and version as they stand in the file.
    struct Version
    {
        int application = 0;
        int schema = 0;
        bool empty = false; ///< no table at all
    };
    [[nodiscard]] Result<Version> version() const;
    [[nodiscard]] Result<void> setVersion(int schema);
    /// Statements of a script from resources/sql, in this database's words.
    [[nodiscard]] static QStringList statements(const QString &script);
    /// Every table, index and trigger as "name: definition", sorted.
    [[nodiscard]] Result<QStringList> schema() const;
    /// Moves what the log holds into the file. True: all of it. With \p empty the log file becomes
    /// empty, too.
    [[nodiscard]] Result<bool> checkpoint(bool empty);
    /// What the database itself finds wrong with its structure.
    [[nodiscard]] Result<QStringList> selfCheck() const;
    /// The table or index that owns \p page; empty when unknown.
    [[nodiscard]] QString ownerOfPage(qint64 page) const;
    /// Stops the file from growing beyond \p pages, as a full disk does (tests); 0 lifts it.
    [[nodiscard]] Result<void> limitPages(qint64 pages);

private:
    SqlConnection(QString fileName, QString name);
    [[nodiscard]] Error error(const QSqlError &error) const;

    QString m_fileName;
    QString m_name;
    QSqlDatabase m_database;
};

} // namespace cytoloom
