// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/records/store.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/historian/historyreader.h"
#include "processgraph/records/migrations.h"
#include "processgraph/records/storelock.h"
#include "processgraph/records/storewriter.h"

#include <QtCore/QFileInfo>

namespace cytoloom {

using namespace Qt::StringLiterals;

class Store::Private
{
public:
    QString fileName;
    std::unique_ptr<StoreLock> lock;
    std::unique_ptr<StoreWriter> writer; ///< null: read-only; dies before the lock goes

    [[nodiscard]] Error readOnly() const
    {
        return Error(u"store.readOnly"_s,
            {{u"file"_s, fileName}, {u"reason"_s, u"opened for reading"_s}}, {fileName, {}, 0, 0});
    }

    static Result<std::unique_ptr<SqlConnection>> reader(const QString &fileName)
    {
        if (!QFileInfo::exists(fileName))
            return Error(u"store.cannotOpen"_s,
                {{u"file"_s, fileName}, {u"reason"_s, u"no such file"_s}}, {fileName, {}, 0, 0});
        auto connection = SqlConnection::open(fileName, SqlConnection::Access::ReadOnly);
        Result<void> usable
            = connection ? Migrations::check(**connection) : Result<void>(connection.error());
        if (usable)
            return connection;
        // Where no file can be made beside the store (read-only medium) SQLite needs to know that
        // nobody writes. With a log beside it that would hide what the log holds.
        const QString code = usable.error().code();
        const bool mayBeMedium = code == u"store.cannotOpen" || code == u"store.readOnly";
        if (!mayBeMedium || QFileInfo(fileName + u"-wal"_s).size() > 0)
            return usable.error();
        connection = SqlConnection::open(fileName, SqlConnection::Access::Immutable);
        if (!connection)
            return connection.error();
        usable = Migrations::check(**connection);
        return usable ? std::move(connection) : usable.error();
    }
};

Store::Store(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{ }

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const QString &fileName, Mode mode)
{
    auto priv = std::make_unique<Private>();
    priv->fileName = QFileInfo(fileName).absoluteFilePath();
    if (mode == Mode::ReadOnly) {
        auto tried = Private::reader(priv->fileName);
        if (!tried)
            return tried.error();
    } else {
        auto lock = StoreLock::acquire(priv->fileName);
        if (!lock)
            return lock.error();
        priv->lock = std::move(*lock);
        const QFileInfo file(priv->fileName);
        if (file.exists() && !file.isWritable())
            return Error(u"store.readOnly"_s,
                {{u"file"_s, priv->fileName}, {u"reason"_s, u"write protected"_s}},
                {priv->fileName, {}, 0, 0});
        auto writer = StoreWriter::start(priv->fileName);
        if (!writer)
            return writer.error();
        priv->writer = std::move(*writer);
    }
    return std::unique_ptr<Store>(new Store(std::move(priv)));
}

Result<quint64> Store::append(const QVector<JournalEvent> &events)
{
    return d->writer ? d->writer->append(events) : d->readOnly();
}

Result<QVector<JournalEvent>> Store::read(const BatchId &batch)
{
    auto connection = Private::reader(d->fileName);
    if (!connection)
        return connection.error();
    const QString name = batch.value().isNull() ? u""_s : batch.value();
    return JournalTable::read(**connection, u"WHERE batch=?"_s, {name});
}

Result<QVector<JournalEvent>> Store::readCodes(const QStringList &codes)
{
    auto connection = Private::reader(d->fileName);
    if (!connection)
        return connection.error();
    const QStringList places(codes.size(), u"?"_s);
    return JournalTable::read(**connection, u"WHERE code IN (%1)"_s.arg(places.join(u',')),
        QVariantList(codes.begin(), codes.end()));
}

Result<QVector<JournalEvent>> Store::readAll()
{
    auto connection = Private::reader(d->fileName);
    if (!connection)
        return connection.error();
    return JournalTable::read(**connection, {});
}

Result<QVector<BatchSummary>> Store::batches()
{
    auto connection = Private::reader(d->fileName);
    if (!connection)
        return connection.error();
    const auto created
        = JournalTable::read(**connection, u"WHERE code=?"_s, {QLatin1String(event::BatchCreated)});
    if (!created)
        return created.error();
    QVector<BatchSummary> result;
    for (const JournalEvent &birth : *created) {
        const auto text = [](const JsonValue *object, QStringView key) {
            const JsonValue *value = object ? object->find(key) : nullptr;
            return value ? value->toString() : QString();
        };
        const auto member = [](const JsonValue *object, QStringView key) {
            return object ? object->find(key) : nullptr;
        };
        // The few words of the frozen recipe that a list shows; the rest need not be understood.
        const JsonValue *control = birth.data.find(u"controlRecipe");
        const JsonValue *recipe = member(control, u"recipe");
        const JsonValue *version = member(recipe, u"version");
        const JsonValue *product = member(recipe, u"product");
        const JsonValue *simulated = member(control, u"simulated");
        BatchSummary batch;
        batch.id = birth.batch;
        batch.identity = text(control, u"identity");
        batch.shape = text(control, u"shape");
        batch.colour = text(control, u"colour");
        batch.recipe = text(recipe, u"id");
        if (version)
            batch.recipe += u" v"_s + QString::number(int(version->toDouble()));
        batch.product = {text(product, u"en"), text(product, u"zh")};
        batch.simulated = simulated && simulated->toBool();
        batch.created = birth.time;
        batch.state = u"Idle"_s;

        const auto states = JournalTable::read(**connection,
            u"WHERE sequence=(SELECT max(sequence) FROM journal WHERE batch=? AND code=? AND "
            "element='')"_s,
            {birth.batch.value(), QLatin1String(event::ElementState)});
        if (!states)
            return states.error();
        if (!states->isEmpty()) {
            batch.state = text(&states->last().data, u"to");
            if (batch.state == u"Complete" || batch.state == u"Stopped"
                || batch.state == u"Aborted")
                batch.ended = states->last().time;
        }
        result << batch;
    }
    return result;
}

void Store::addSamples(const QVector<TagSample> &samples)
{
    if (d->writer)
        d->writer->addSamples(samples);
}

Result<void> Store::flush()
{
    return d->writer ? d->writer->flush() : Result<void>();
}

Result<void> Store::health() const
{
    return d->writer ? d->writer->takeHealth() : Result<void>();
}

Result<std::unique_ptr<TrendSource>> Store::openTrends() const
{
    auto connection = Private::reader(d->fileName);
    if (!connection)
        return connection.error();
    return std::unique_ptr<TrendSource>(new HistoryReader(std::move(*connection)));
}

QString Store::fileName() const
{
    return d->fileName;
}

} // namespace cytoloom
