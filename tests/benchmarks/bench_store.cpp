// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the store is on this machine: samples per second and bytes per sample against plain
// SQLite with one row per sample on the same disk, and durable journal entries per second.
// Usage: bench_store [--json]
#include "processgraph/records/store.h"
#include "resources/resources.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <cmath>
#include <cstdio>
#include <random>
#include <thread>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

constexpr int Tags = 80;
constexpr int Minutes = 12 * 24 * 60; // one CAR-T batch

/// What 80 tags report in one minute: most are registers of 0.01, some floats, some constant.
QVector<TagSample> minute(int number, std::mt19937 &random)
{
    std::normal_distribution<double> noise(0, 0.05);
    QVector<TagSample> samples;
    samples.reserve(Tags);
    for (int tag = 0; tag < Tags; ++tag) {
        double value = 37 + tag;
        if (tag % 4 == 0)
            value = double(float(value + noise(random)));
        else if (tag % 4 != 3)
            value = std::round((value + noise(random)) * 100) / 100;
        samples << TagSample {TagId(u"UNIT-%1.signal.pv"_s.arg(tag)),
            {value, Quality::Good, utcFromMs(1'790'000'000'000 + number * 60'000LL)}};
    }
    return samples;
}

struct Figures
{
    double perSecond = 0;
    double bytes = 0;
};

Figures historian(const QString &file)
{
    std::mt19937 random(1);
    QVector<QVector<TagSample>> all;
    for (int i = 0; i < Minutes; ++i)
        all << minute(i, random);
    QElapsedTimer timer;
    timer.start();
    auto store = Store::open(file);
    if (!store)
        qFatal("the store does not open");
    int sent = 0;
    for (const auto &samples : all) {
        (*store)->addSamples(samples);
        if (++sent % 1000 == 0 && !(*store)->flush()) // as an engine at full speed would
            qFatal("the store does not take samples");
    }
    store->reset(); // written, sealed, closed
    const double count = double(Tags) * Minutes;
    return {count * 1000 / double(timer.elapsed()), double(QFileInfo(file).size()) / count};
}

/// The plain way, with every help that is usual: one transaction per 1000 minutes, WAL, one index.
Figures rows(const QString &file)
{
    std::mt19937 random(1);
    QVector<QVector<TagSample>> all;
    for (int i = 0; i < Minutes; ++i)
        all << minute(i, random);
    QElapsedTimer timer;
    timer.start();
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"rows"_s);
        database.setDatabaseName(file);
        if (!database.open())
            qFatal("the database does not open");
        QSqlQuery query(database);
        query.exec(u"PRAGMA journal_mode=WAL"_s);
        query.exec(u"PRAGMA synchronous=FULL"_s);
        query.exec(u"CREATE TABLE sample (tag INTEGER, time INTEGER, value REAL, quality INTEGER, "
                   "PRIMARY KEY (tag, time)) WITHOUT ROWID"_s);
        query.prepare(u"INSERT INTO sample VALUES (?, ?, ?, ?)"_s);
        for (int i = 0; i < Minutes; ++i) {
            if (i % 1000 == 0)
                database.transaction();
            for (int tag = 0; tag < Tags; ++tag) {
                const TagValue &value = all[i][tag].value;
                query.bindValue(0, tag);
                query.bindValue(1, toMs(value.time));
                query.bindValue(2, value.value);
                query.bindValue(3, int(value.quality));
                query.exec();
            }
            if (i % 1000 == 999 || i + 1 == Minutes)
                database.commit();
        }
        query.finish();
        database.close();
    }
    QSqlDatabase::removeDatabase(u"rows"_s);
    const double count = double(Tags) * Minutes;
    return {count * 1000 / double(timer.elapsed()), double(QFileInfo(file).size()) / count};
}

JournalEvent event(int number)
{
    JournalEvent result;
    result.time = utcFromMs(1'790'000'000'000 + number);
    result.batch = BatchId(u"B-001"_s);
    result.code = u"step.finished"_s;
    result.element = ElementId(u"wash"_s);
    result.data = JsonValue::object();
    result.data.insert(u"index"_s, JsonValue(number));
    return result;
}

double appends(const QString &file, int threads, int each)
{
    auto store = Store::open(file);
    if (!store)
        qFatal("the store does not open");
    QElapsedTimer timer;
    timer.start();
    std::vector<std::thread> callers;
    for (int t = 0; t < threads; ++t)
        callers.emplace_back([&] {
            for (int i = 0; i < each; ++i)
                if (!(*store)->append({event(i)}))
                    qFatal("the store does not take events");
        });
    for (std::thread &caller : callers)
        caller.join();
    return double(threads) * each * 1e9 / double(timer.nsecsElapsed());
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    initResources();
    const QTemporaryDir folder;
    const Figures chunks = historian(folder.filePath(u"chunks.sqlite"_s));
    const Figures plain = rows(folder.filePath(u"rows.sqlite"_s));
    const double single = appends(folder.filePath(u"single.sqlite"_s), 1, 500);
    const double group = appends(folder.filePath(u"group.sqlite"_s), 16, 200);

    QElapsedTimer timer;
    timer.start();
    auto store = Store::open(folder.filePath(u"chunks.sqlite"_s), Store::Mode::ReadOnly);
    auto trends = store.ok() ? (*store)->openTrends() : store.error();
    if (!trends)
        qFatal("no trends");
    timer.restart();
    for (int i = 0; i < 20; ++i)
        if (!(*trends)->trend(TagId(u"UNIT-1.signal.pv"_s), utcFromMs(1'790'000'000'000),
                utcFromMs(1'790'000'000'000 + Minutes * 60'000LL), 1000))
            qFatal("no trend");
    const double trendMs = double(timer.nsecsElapsed()) / 20e6;
    timer.restart();
    if (!verifyStore(folder.filePath(u"chunks.sqlite"_s)).value().isEmpty())
        qFatal("damaged");
    const double verifyMs = double(timer.nsecsElapsed()) / 1e6;

    const char *format = app.arguments().contains(u"--json"_s)
        ? "{\"historianSamplesPerSecond\": %.0f, \"historianBytesPerSample\": %.2f, "
          "\"rowsSamplesPerSecond\": %.0f, \"rowsBytesPerSample\": %.2f, "
          "\"appendsPerSecond\": %.0f, \"appendsPerSecond16Callers\": %.0f, "
          "\"trend1000PointsMs\": %.2f, \"verifyMs\": %.0f}\n"
        : "historian: %.0f samples/s, %.2f bytes/sample\n"
          "one row per sample: %.0f samples/s, %.2f bytes/sample\n"
          "journal: %.0f durable appends/s by one caller, %.0f/s by 16\n"
          "trend of 12 days, 1000 points: %.2f ms; verify: %.0f ms\n";
    std::printf(format, chunks.perSecond, chunks.bytes, plain.perSecond, plain.bytes, single, group,
        trendMs, verifyMs);
    return 0;
}
