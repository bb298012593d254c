// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/sqlconnection.h"
#include "processgraph/records/pageseal.h"
#include "processgraph/records/writeaheadlog.h"
#include "resources/resources.h"
#include "storefixture.h"

#include <QtCore/QFileInfo>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtCore/QtEndian>
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

    /// Every byte of a small store, one after the other. The seal alone must know each; what people
    /// are told is asked for every 101st byte and everywhere in the header and at the end, and for
    /// every byte where CYTOLOOM_EVERY_BYTE is set (scripts/everybyte.sh; some minutes).
    void everyByteOfASmallStore()
    {
        {
            auto store = Store::open(m_file);
            (*store)->addSamples(minutes(u"BR-02.ph.pv"_s, 0, 40));
            QVERIFY((*store)->flush().ok());
            QVERIFY((*store)->append({eventNumber(1), eventNumber(2), eventNumber(3)}).ok());
        }
        const bool all = qEnvironmentVariableIsSet("CYTOLOOM_EVERY_BYTE");
        const qint64 size = QFileInfo(m_file).size();
        const qint64 pages = SqlConnection::open(m_file, SqlConnection::Access::ReadOnly)
                                 .value()
                                 ->value(u"PRAGMA page_count"_s)
                                 .value()
                                 .toLongLong();
        QVERIFY(size > pages * 4096);
        QFile bytes(m_file);
        QVERIFY(bytes.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        QRandomGenerator random(20261122);
        for (qint64 offset = 0; offset < size; ++offset) {
            bytes.seek(offset);
            char was = 0;
            QCOMPARE(bytes.read(&was, 1), 1);
            const char is = char(was ^ (1 << random.bounded(8)));
            bytes.seek(offset);
            QCOMPARE(bytes.write(&is, 1), 1);
            const bool inPages = offset < pages * 4096;
            {
                auto file = StoreFile::open(m_file, false);
                const PageSeal::Found seal = PageSeal::check(**file, WriteAheadLog());
                const bool known = !(*file)->header().valid
                    || (inPages ? seal.changedPages == QVector<qint64> {offset / 4096 + 1}
                                : seal.state == PageSeal::State::Broken);
                QVERIFY2(known, qPrintable(QString::number(offset)));
            }
            if (all || offset < 128 || size - offset < 128 || offset % 101 == 0) {
                const auto seen = inspectStore(m_file);
                QVERIFY2(seen.ok() && !seen->damage.isEmpty(), qPrintable(QString::number(offset)));
                const QString wanted = inPages ? u"page %1 "_s.arg(offset / 4096 + 1) : u"seal"_s;
                const bool named = std::any_of(seen->damage.begin(), seen->damage.end(),
                    [&](const StoreDamage &d) { return (d.place + u' ').startsWith(wanted); });
                QVERIFY2(named, qPrintable(places(seen->damage).join(u", ") + wanted));
            }
            bytes.seek(offset);
            QCOMPARE(bytes.write(&was, 1), 1);
        }
        QCOMPARE(places(inspectStore(m_file).value().damage), QStringList());
    }

    /// Every byte of the log that a killed program leaves; the index beside it holds nothing of the
    /// record, so no change of it may lose or invent a row.
    void everyByteOfASmallLog()
    {
        const QString copy = m_folder->filePath(u"copy.sqlite"_s);
        {
            auto store = Store::open(m_file);
            QVERIFY((*store)->append({eventNumber(1)}).ok());
            store->reset();
            store = Store::open(m_file);
            QVERIFY((*store)->append({eventNumber(2)}).ok());
            QVERIFY((*store)->append({eventNumber(3)}).ok());
            for (const char *suffix : {"", "-wal", "-shm"})
                setBytes(copy + QLatin1String(suffix), bytesOf(m_file + QLatin1String(suffix)));
        }
        const QByteArray index = bytesOf(copy + u"-shm"_s);
        const QByteArray log = bytesOf(copy + u"-wal"_s);
        const QByteArray store = bytesOf(copy);
        QCOMPARE(WriteAheadLog::read(copy, WriteAheadLog::committedFrames(copy), true).damage,
            QVector<QString>());
        QFile bytes(copy + u"-wal"_s);
        QVERIFY(bytes.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        QRandomGenerator random(3);
        for (qint64 offset = 0; offset < log.size(); ++offset) {
            const char is = char(log[offset] ^ (1 << random.bounded(8)));
            bytes.seek(offset);
            QCOMPARE(bytes.write(&is, 1), 1);
            const auto seen
                = WriteAheadLog::read(copy, WriteAheadLog::committedFrames(copy), false);
            const QString frame = offset < 32
                ? u"write-ahead log, header"_s
                : u"write-ahead log, frame %1"_s.arg((offset - 32) / 4120 + 1);
            QCOMPARE(seen.damage, QVector<QString> {frame});
            bytes.seek(offset);
            QCOMPARE(bytes.write(log.constData() + offset, 1), 1);
        }
        for (qint64 offset = 0; offset < index.size(); offset += offset < 200 ? 1 : 997) {
            QByteArray changed = index;
            changed[offset] = char(changed[offset] ^ 4);
            setBytes(copy, store);
            setBytes(copy + u"-wal"_s, log);
            setBytes(copy + u"-shm"_s, changed);
            const auto seen = inspectStore(copy).value();
            QVERIFY2(seen.journalRows == 3 || !seen.damage.isEmpty(),
                qPrintable(QString::number(offset)));
        }
    }

    void appendedAndCutBytes_data()
    {
        QTest::addColumn<int>("change");
        QTest::addColumn<QString>("place");
        QTest::newRow("one more") << 1 << u"seal"_s;
        QTest::newRow("a page more") << 4096 << u"seal"_s;
        QTest::newRow("one less") << -1 << u"seal"_s;
        QTest::newRow("without its seal and last page") << -1'000'000 << u"page "_s;
    }

    void appendedAndCutBytes()
    {
        QFETCH(int, change);
        QFETCH(QString, place);
        fill();
        const QByteArray whole = bytesOf(m_file);
        setBytes(m_file,
            change > 0        ? whole + QByteArray(change, '\0')
                : change > -9 ? whole.chopped(-change)
                              : whole.first(whole.size() / 8192 * 4096));
        const auto damage = verifyStore(m_file).value();
        const bool named = std::any_of(damage.begin(), damage.end(),
            [&](const StoreDamage &d) { return d.place.startsWith(place); });
        QVERIFY2(named, qPrintable(places(damage).join(u", ")));
        QVERIFY(!Store::open(m_file).ok());
    }

    /// SQLite would obey it and put the old page back, whatever its header says of a log.
    void rollbackJournalIsRefused()
    {
        fill();
        const QByteArray whole = bytesOf(m_file);
        const auto number = [](quint32 value) {
            QByteArray text(4, '\0');
            qToBigEndian(value, text.data());
            return text;
        };
        QByteArray page(4096, 'x');
        quint32 sum = 7; // SQLite's own: every 200th byte, from the end
        for (int i = 4096 - 200; i > 0; i -= 200)
            sum += quint8(page[i]);
        QByteArray journal = QByteArray::fromHex("d9d505f920a163d7") + number(1) + number(7)
            + number(quint32(whole.size() / 4096)) + number(512) + number(4096);
        journal += QByteArray(512 - journal.size(), '\0') + number(2) + page + number(sum);
        setBytes(m_file + u"-journal"_s, journal);
        const auto seen = inspectStore(m_file).value();
        QVERIFY(!seen.damage.isEmpty());
        QCOMPARE(seen.damage.first().place, u"rollback journal"_s);
        const auto opened = Store::open(m_file);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code(), u"store.damaged"_s);
        QCOMPARE(bytesOf(m_file), whole);
        QVERIFY(QFile::remove(m_file + u"-journal"_s));
        QCOMPARE(places(inspectStore(m_file).value().damage), QStringList());
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
