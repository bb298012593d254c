// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/sqlconnection.h"
#include "resources/resources.h"
#include "storefixture.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::storefixture;
using namespace Qt::StringLiterals;

class tst_StoreVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"store.sqlite"_s);
    }

    void intactStoreIsSealedAndClean()
    {
        fill();
        const auto seen = inspectStore(m_file).value();
        QCOMPARE(places(seen.damage), QStringList());
        QVERIFY(seen.sealed);
        QVERIFY(!seen.inUse);
        QCOMPARE(seen.journalRows, 600ULL);
        QVERIFY(seen.chunks > 30);
        QCOMPARE(seen.journalHash.size(), 32);
        // Other programs see an ordinary database.
        auto connection = SqlConnection::open(m_file, SqlConnection::Access::ReadOnly);
        QCOMPARE((*connection)->selfCheck().value(), QStringList());
    }

    void oneFlippedBitAnywhereInASealedStore()
    {
        fill();
        const QByteArray whole = bytesOf(m_file);
        const QString copy = m_folder->filePath(u"copy.sqlite"_s);
        QRandomGenerator random(20260719);
        QVector<qint64> offsets;
        for (int i = 0; i < 100; ++i) // the header, byte by byte
            offsets << i;
        for (int i = 1; i <= 32; ++i) // the end of the seal
            offsets << whole.size() - i;
        for (int i = 0; i < 300; ++i)
            offsets << random.bounded(whole.size());
        for (const qint64 offset : std::as_const(offsets)) {
            QByteArray bytes = whole;
            bytes[offset] = char(bytes[offset] ^ (1 << random.bounded(8)));
            setBytes(copy, bytes);
            const auto damage = verifyStore(copy);
            // A broken magic number may make it no store at all: that is an answer, too.
            QVERIFY2(!damage.ok() || !damage->isEmpty(), qPrintable(QString::number(offset)));
            if (damage.ok()) {
                QVERIFY(!damage->first().place.isEmpty());
                const bool named = std::any_of(damage->begin(), damage->end(), [&](const auto &d) {
                    return d.place.startsWith(u"page %1"_s.arg(offset / 4096 + 1))
                        || d.place == u"seal" || d.place == u"database";
                });
                QVERIFY2(named, qPrintable(places(*damage).join(u", ") + QString::number(offset)));
            }
        }
    }

    void oneFlippedBitAfterAKill()
    {
        // The files as they lie there when the program dies: store, log and its index.
        const QString copy = m_folder->filePath(u"copy.sqlite"_s);
        {
            auto store = Store::open(m_file);
            for (int i = 0; i < 40; ++i) {
                (*store)->addSamples(minutes(u"BR-02.ph.pv"_s, i * 300, 300));
                QVERIFY((*store)->append({eventNumber(i)}).ok());
                QVERIFY((*store)->flush().ok());
            }
            for (const char *suffix : {"", "-wal", "-shm"})
                setBytes(copy + QLatin1String(suffix), bytesOf(m_file + QLatin1String(suffix)));
        }
        const QByteArray store = bytesOf(copy);
        const QByteArray log = bytesOf(copy + u"-wal"_s);
        const QByteArray index = bytesOf(copy + u"-shm"_s);
        QVERIFY(log.size() > 100'000);
        {
            const auto seen = inspectStore(copy).value();
            QCOMPARE(places(seen.damage), QStringList());
            QCOMPARE(seen.journalRows, 40ULL);
        }
        QRandomGenerator random(7);
        QVector<qint64> offsets;
        for (int i = 0; i < 150; ++i)
            offsets << random.bounded(log.size());
        for (int i = 1; i <= 4200; i += 150) // the last frame: nothing follows it
            offsets << log.size() - i;
        for (const qint64 offset : std::as_const(offsets)) {
            QByteArray bytes = log;
            bytes[offset] = char(bytes[offset] ^ (1 << random.bounded(8)));
            setBytes(copy, store);
            setBytes(copy + u"-shm"_s, index);
            setBytes(copy + u"-wal"_s, bytes);
            const auto damage = verifyStore(copy);
            QVERIFY2(!damage.ok() || !damage->isEmpty(), qPrintable(QString::number(offset)));
            QVERIFY(damage->first().place.startsWith(u"write-ahead log"));
        }
    }

    void sealHoldsAfterAKillBetweenCheckpoints()
    {
        const QString copy = m_folder->filePath(u"copy.sqlite"_s);
        fill();
        {
            auto store = Store::open(m_file); // sealed pages, then a log on top
            QVERIFY((*store)->append({eventNumber(1)}).ok());
            for (const char *suffix : {"", "-wal", "-shm"})
                setBytes(copy + QLatin1String(suffix), bytesOf(m_file + QLatin1String(suffix)));
        }
        const QByteArray store = bytesOf(copy);
        const QByteArray log = bytesOf(copy + u"-wal"_s);
        const QByteArray index = bytesOf(copy + u"-shm"_s);
        QVERIFY(inspectStore(copy).value().sealed);
        QRandomGenerator random(11);
        for (int i = 0; i < 100; ++i) {
            const qint64 offset = random.bounded(store.size());
            QByteArray bytes = store;
            bytes[offset] = char(bytes[offset] ^ (1 << random.bounded(8)));
            setBytes(copy, bytes);
            setBytes(copy + u"-wal"_s, log);
            setBytes(copy + u"-shm"_s, index);
            const auto damage = verifyStore(copy);
            QVERIFY2(!damage.ok() || !damage->isEmpty(), qPrintable(QString::number(offset)));
        }
    }

    void editsPastTheProgramAreNamed_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<QString>("place");
        QTest::newRow("journal row") << QStringList {u"DROP TRIGGER journal_no_update"_s,
            u"UPDATE journal SET person='P-99' WHERE sequence=300"_s}
                                     << u"journal row 300"_s;
        QTest::newRow("journal row gone") << QStringList {u"DROP TRIGGER journal_no_delete"_s,
            u"DELETE FROM journal WHERE sequence=300"_s}
                                          << u"journal row 301"_s;
        QTest::newRow("last row") << QStringList {u"DROP TRIGGER journal_no_update"_s,
            u"UPDATE journal SET time_ms=time_ms+1 WHERE sequence=600"_s}
                                  << u"journal row 600"_s;
        QTest::newRow("chunk") << QStringList {u"DROP TRIGGER chunk_no_update"_s,
            u"UPDATE chunk SET first_ms=first_ms+1 WHERE id=7"_s}
                               << u"chunk 7 "_s;
        QTest::newRow("chunks cut off")
            << QStringList {u"DROP TRIGGER chunk_no_delete"_s, u"DELETE FROM chunk WHERE id>20"_s}
            << u"journal row "_s;
        QTest::newRow("pyramid") << QStringList {u"DROP TRIGGER pyramid_no_delete"_s,
            u"DELETE FROM pyramid"_s}
                                 << u"pyramid "_s;
        QTest::newRow("tag renamed") << QStringList {u"DROP TRIGGER tag_no_update"_s,
            u"UPDATE tag SET name='BR-01.ph.pv' WHERE id=1"_s}
                                     << u"chunk "_s;
        QTest::newRow("trigger") << QStringList {u"DROP TRIGGER journal_no_update"_s}
                                 << u"schema journal_no_update"_s;
        QTest::newRow("tail") << QStringList {u"UPDATE sample_tail SET payload=x'0102'"_s}
                              << u"sample_tail "_s;
    }

    /// With SQL, so that every page is well formed: only the logical chain can tell.
    void editsPastTheProgramAreNamed()
    {
        QFETCH(QStringList, statements);
        QFETCH(QString, place);
        fill();
        {
            auto connection = SqlConnection::open(m_file, SqlConnection::Access::ReadWrite);
            QVERIFY((*connection)->run(u"PRAGMA foreign_keys=OFF"_s).ok());
            for (const QString &statement : statements)
                QVERIFY2((*connection)->run(statement).ok(), qPrintable(statement));
            // As a thorough forger would: no seal that could complain.
            QVERIFY((*connection)->checkpoint(true).value());
        }
        const auto seen = inspectStore(m_file).value();
        QVERIFY(!seen.sealed);
        const bool named = std::any_of(seen.damage.begin(), seen.damage.end(),
            [&](const StoreDamage &d) { return d.place.startsWith(place); });
        QVERIFY2(named, qPrintable(places(seen.damage).join(u", ")));
    }

    void truncatedFileIsDamaged()
    {
        fill();
        const QByteArray whole = bytesOf(m_file);
        for (const qint64 cut : {1, 40, 4096, 20'000}) {
            setBytes(m_file, whole.chopped(cut));
            const auto damage = verifyStore(m_file);
            QVERIFY2(!damage.ok() || !damage->isEmpty(), qPrintable(QString::number(cut)));
        }
    }

    void strangersAreNotJudged()
    {
        setBytes(m_file, QByteArray(10'000, 'x'));
        QCOMPARE(verifyStore(m_file).error().code(), u"store.notOurs"_s);
        QCOMPARE(verifyStore(m_file + u".none"_s).error().code(), u"store.cannotOpen"_s);
    }

    void aStoreInUseCanBeInspected()
    {
        auto store = Store::open(m_file);
        QVERIFY((*store)->append({eventNumber(1)}).ok());
        const auto seen = inspectStore(m_file).value();
        QVERIFY(seen.inUse);
        QVERIFY(!seen.sealed);
        QCOMPARE(places(seen.damage), QStringList());
        QCOMPARE(seen.journalRows, 1ULL);
    }

private:
    static QStringList places(const QVector<StoreDamage> &damage)
    {
        QStringList result;
        for (const StoreDamage &d : damage)
            result << d.place + u' ' + d.finding.code + u' ' + d.finding.args.value(u"reason"_s);
        return result;
    }
    void fill()
    {
        auto store = Store::open(m_file);
        QVERIFY(store.ok());
        for (int i = 0; i < 30; ++i) {
            (*store)->addSamples(minutes(u"BR-02.ph.pv"_s, i * 1100, 1100));
            (*store)->addSamples(minutes(u"BR-02.temperature.pv"_s, i * 100, 100));
            QVector<JournalEvent> events;
            for (int n = 0; n < 20; ++n)
                events << eventNumber(i * 20 + n);
            QVERIFY((*store)->flush().ok());
            QVERIFY((*store)->append(events).ok());
        }
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(tst_StoreVerify)
#include "tst_storeverify.moc"
