// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/records/migrations.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QStringList scripts()
{
    const QDir folder(u":/cytoloom/sql"_s);
    return folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
}

Error versionError(const SqlConnection &connection, const QString &code, int version)
{
    return Error(code,
        {{u"file"_s, connection.fileName()}, {u"version"_s, QString::number(version)},
            {u"supported"_s, QString::number(Migrations::newest())},
            {u"reason"_s, QString::number(version)}},
        {connection.fileName(), {}, 0, 0});
}

Result<void> applyScript(SqlConnection &connection, const QString &name, int version)
{
    QFile script(u":/cytoloom/sql/"_s + name);
    if (!script.open(QIODevice::ReadOnly))
        return versionError(connection, u"store.cannotOpen"_s, version);
    const QString text = QString::fromUtf8(script.readAll());
    if (auto begun = connection.begin(); !begun)
        return begun;
    for (const QString &statement : SqlConnection::statements(text)) {
        if (auto done = connection.run(statement); !done) {
            connection.rollback();
            return done.error();
        }
    }
    if (auto done = connection.setVersion(version); !done) {
        connection.rollback();
        return done;
    }
    if (auto done = connection.commit(); !done) {
        connection.rollback();
        return done;
    }
    return {};
}

} // namespace

int Migrations::newest()
{
    return int(scripts().size());
}

Result<void> Migrations::check(const SqlConnection &connection)
{
    const auto version = connection.version();
    if (!version)
        return version.error();
    if (version->application != SqlConnection::ApplicationId)
        return versionError(connection, u"store.notOurs"_s, version->application);
    if (version->schema > newest())
        return versionError(connection, u"store.newer"_s, version->schema);
    if (version->schema < newest())
        return versionError(connection, u"store.older"_s, version->schema);
    return {};
}

Result<void> Migrations::apply(SqlConnection &connection)
{
    const auto version = connection.version();
    if (!version)
        return version.error();
    const bool fresh = version->empty && version->application == 0 && version->schema == 0;
    if (!fresh && version->application != SqlConnection::ApplicationId)
        return versionError(connection, u"store.notOurs"_s, version->application);
    if (version->schema > newest())
        return versionError(connection, u"store.newer"_s, version->schema);
    const QStringList all = scripts();
    for (int step = version->schema; step < all.size(); ++step)
        if (auto done = applyScript(connection, all[step], step + 1); !done)
            return done;
    return {};
}

} // namespace cytoloom
