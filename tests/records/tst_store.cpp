// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/historian/sqlconnection.h"
#include "processgraph/records/journaltable.h"
#include "processgraph/records/migrations.h"
#include "processgraph/records/storewriter.h"
#include "resources/resources.h"
#include "storefixture.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::storefixture;
using namespace Qt::StringLiterals;

class tst_Store : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"store.sqlite"_s);
    }

    void eventsComeBackAsTheyWere()
    {
        QVector<JournalEvent> written {eventNumber(1), eventNumber(2, u"B-002"_s), eventNumber(3)};
        written[2].batch = BatchId();
        written[2].element = ElementId();
        {
            auto store = Store::open(m_file);
            QVERIFY(store.ok());
            QCOMPARE((*store)->append({written[0], written[1]}).value(), 2ULL);
            QCOMPARE((*store)->append({written[2]}).value(), 3ULL);
        }
        for (const auto mode : {Store::Mode::ReadWrite, Store::Mode::ReadOnly}) {
            auto store = Store::open(m_file, mode);
            QVERIFY(store.ok());
            for (int i = 0; i < written.size(); ++i)
                written[i].sequence = quint64(i + 1);
            QCOMPARE((*store)->readAll().value(), written);
            QCOMPARE((*store)->read(BatchId(u"B-002"_s)).value(), QVector {written[1]});
            QCOMPARE((*store)->read(BatchId()).value(), QVector {written[2]});
        }
        auto store = Store::open(m_file);
        QCOMPARE((*store)->append({eventNumber(4)}).value(), 4ULL); // numbering goes on
        QVERIFY(verifyStore(m_file).value().isEmpty());
    }

    void batchesAreListedWithTheirState()
    {
        auto store = Store::open(m_file);
        JournalEvent created = eventNumber(1);
        created.code = u"batch.created"_s;
        created.element = ElementId();
        created.data
            = parseJson("{\"controlRecipe\": {\"batch\": \"B-001\", \"identity\": \"C-7K42-09\","
                        "\"shape\": \"circle\", \"colour\": \"#0072B2\", \"simulated\": true,"
                        "\"recipe\": {\"id\": \"CART-LV-AUTO\", \"version\": 4,"
                        "\"product\": {\"en\": \"CAR-T\", \"zh\": \"嵌合抗原受体T细胞\"}}}}",
                u"test"_s)
                  .value();
        JournalEvent ended = eventNumber(9);
        ended.code = u"element.state"_s;
        ended.element = ElementId();
        ended.data = parseJson("{\"from\": \"Running\", \"to\": \"Complete\"}", u"test"_s).value();
        QVERIFY((*store)->append({created, eventNumber(2), ended, eventNumber(10)}).ok());
        const auto batches = (*store)->batches().value();
        QCOMPARE(batches.size(), 1);
        QCOMPARE(batches[0].recipe, u"CART-LV-AUTO v4"_s);
        QCOMPARE(batches[0].identity, u"C-7K42-09"_s);
        QCOMPARE(batches[0].product.zh, u"嵌合抗原受体T细胞"_s);
        QCOMPARE(batches[0].state, u"Complete"_s);
        QCOMPARE(batches[0].ended, ended.time);
        QVERIFY(batches[0].simulated);
    }

    void recordsCannotBeEdited_data()
    {
        QTest::addColumn<QString>("statement");
        for (const QString &table : {u"journal"_s, u"chunk"_s, u"tag"_s}) {
            const QString column = table == u"journal" ? u"code='x'"_s
                : table == u"chunk"                    ? u"payload=x'00'"_s
                                                       : u"name='x'"_s;
            QTest::addRow("update %s", qPrintable(table))
                << u"UPDATE %1 SET %2"_s.arg(table, column);
            QTest::addRow("delete %s", qPrintable(table)) << u"DELETE FROM %1"_s.arg(table);
        }
    }

    void recordsCannotBeEdited()
    {
        QFETCH(QString, statement);
        {
            auto store = Store::open(m_file);
            (*store)->addSamples(minutes(u"A.x"_s, 0, 1500));
            QVERIFY((*store)->append({eventNumber(1)}).ok());
            QVERIFY((*store)->flush().ok());
        }
        auto connection = SqlConnection::open(m_file, SqlConnection::Access::ReadWrite);
        QVERIFY(connection.ok());
        const auto edited = (*connection)->run(statement);
        QVERIFY(!edited.ok());
        QVERIFY(edited.error().message.args[u"reason"_s].contains(u"append-only"));
    }

    void everyErrorHasWordsInBothLanguages()
    {
        for (const char *code : {"store.newer", "store.notOurs", "store.damaged", "store.readOnly",
                 "store.full", "store.io", "store.cannotOpen", "store.inUse", "store.older",
                 "store.sql", "store.samplesDropped"}) {
            const Message message {QLatin1String(code), {}};
            const auto &catalog = MessageCatalog::shipped();
            QVERIFY2(catalog.contains(message.code), code);
            for (const Language language : {Language::En, Language::Zh}) {
                QVERIFY(!catalog.text(message, language).isEmpty());
                QVERIFY(!catalog.remedy(message, language).isEmpty());
            }
        }
    }

    void refusesWhatItMustNotTouch_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("code");
        QTest::newRow("newer version") << u"newer"_s << u"store.newer"_s;
        QTest::newRow("another program's database") << u"stranger"_s << u"store.notOurs"_s;
        QTest::newRow("the same without WAL") << u"plain stranger"_s << u"store.notOurs"_s;
        QTest::newRow("no database") << u"text"_s << u"store.notOurs"_s;
        QTest::newRow("truncated") << u"truncated"_s << u"store.damaged"_s;
        QTest::newRow("changed") << u"changed"_s << u"store.damaged"_s;
        QTest::newRow("a folder") << u"folder"_s << u"store.cannotOpen"_s;
    }

    void refusesWhatItMustNotTouch()
    {
        QFETCH(QString, kind);
        QFETCH(QString, code);
        if (kind == u"text") {
            setBytes(m_file, QByteArray("batch record, 12 pages\n").repeated(300));
        } else if (kind == u"folder") {
            QVERIFY(QDir().mkpath(m_file));
        } else if (kind.endsWith(u"stranger")) {
            auto connection = SqlConnection::open(m_file, SqlConnection::Access::ReadWrite);
            QVERIFY((*connection)->run(u"CREATE TABLE recipes (id INTEGER)"_s).ok());
            if (kind.startsWith(u"plain"))
                QVERIFY((*connection)->run(u"PRAGMA journal_mode=DELETE"_s).ok());
        } else {
            {
                auto store = Store::open(m_file);
                (*store)->addSamples(minutes(u"A.x"_s, 0, 3000));
                QVERIFY((*store)->append({eventNumber(1)}).ok());
            }
            if (kind == u"newer") {
                auto connection = SqlConnection::open(m_file, SqlConnection::Access::ReadWrite);
                QVERIFY((*connection)->setVersion(Migrations::newest() + 1).ok());
            }
            QByteArray bytes = bytesOf(m_file);
            if (kind == u"truncated")
                setBytes(m_file, bytes.left(bytes.size() / 2));
            if (kind == u"changed") {
                bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
                setBytes(m_file, bytes);
            }
        }
        const QByteArray before = bytesOf(m_file);
        const auto store = Store::open(m_file);
        QVERIFY(!store.ok());
        QCOMPARE(store.error().code(), code);
        QCOMPARE(store.error().place.file, m_file);
        if (kind == u"changed") // the page is named
            QVERIFY(store.error().message.args[u"place"_s].startsWith(u"page "));
        QCOMPARE(bytesOf(m_file), before);
    }

    void readOnlyFolder()
    {
        {
            auto store = Store::open(m_file);
            QVERIFY((*store)->append({eventNumber(1)}).ok());
        }
        const QString locked = m_folder->filePath(u"locked"_s);
        QVERIFY(QDir().mkpath(locked));
        QVERIFY(QFile::copy(m_file, locked + u"/store.sqlite"_s));
        QFile::setPermissions(locked + u"/store.sqlite"_s, QFile::ReadOwner | QFile::ReadOther);
        QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7755));
        QFile::setPermissions(
            locked, QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
        QProcess child;
        child.start(QStringLiteral(STORECHILD), {u"nobody"_s, locked + u"/store.sqlite"_s});
        QVERIFY(child.waitForFinished(60'000));
        QCOMPARE(child.readAllStandardOutput().trimmed(), QByteArray("store.readOnly"));
        // A record on such a medium can still be read and verified.
        auto store = Store::open(locked + u"/store.sqlite"_s, Store::Mode::ReadOnly);
        QVERIFY(store.ok());
        QCOMPARE((*store)->readAll().value().size(), 1);
        QCOMPARE((*store)->append({eventNumber(2)}).error().code(), u"store.readOnly"_s);
        QVERIFY(verifyStore(locked + u"/store.sqlite"_s).value().isEmpty());
        QFile::setPermissions(locked, QFile::Permissions(0x7755));
    }

    /// Someone who may write beside the store must not make us empty another file.
    void lockIsNoLink()
    {
        const QString victim = m_file + u".victim"_s;
        setBytes(victim, "not ours");
        QVERIFY(QFile::link(victim, m_file + u".lock"_s));
        const auto store = Store::open(m_file);
        QVERIFY(!store.ok());
        QCOMPARE(store.error().code(), u"store.cannotOpen"_s);
        QCOMPARE(bytesOf(victim), QByteArray("not ours"));
    }

    /// Text that no database gives back as it was must not look like a changed row later.
    void oddTextIsStoredAsItWillBeRead()
    {
        {
            auto store = Store::open(m_file);
            JournalEvent event = eventNumber(1);
            event.person = PersonId(u"P-"_s + QChar(0xD800));
            event.element = ElementId(u"a"_s + QChar(0) + u'b');
            event.data.insert(u"nan"_s, JsonValue(qQNaN()));
            event.data.insert(u"limit"_s, JsonValue(-qInf()));
            event.data.insert(u"odd"_s, JsonValue(u"x"_s + QChar(0xDC00) + QChar(0)));
            QVERIFY((*store)->append({event, eventNumber(2)}).ok());
            const auto events = (*store)->readAll();
            QVERIFY2(events.ok(),
                events.ok() ? "" : qPrintable(events.error().message.args[u"reason"_s]));
            QCOMPARE(events->size(), 2);
        }
        QCOMPARE(inspectStore(m_file).value().damage.size(), 0);
    }

    void secondInstanceIsRefused()
    {
        QProcess first;
        first.start(QStringLiteral(STORECHILD), {u"open"_s, m_file});
        QVERIFY(first.waitForReadyRead(60'000));
        QCOMPARE(first.readAllStandardOutput().trimmed(), QByteArray("ok"));
        const auto second = Store::open(m_file);
        QVERIFY(!second.ok());
        QCOMPARE(second.error().code(), u"store.inUse"_s);
        QCOMPARE(second.error().message.args[u"holder"_s], QString::number(first.processId()));
        QVERIFY(Store::open(m_file, Store::Mode::ReadOnly).ok()); // looking is allowed
        first.kill(); // SIGKILL
        QVERIFY(first.waitForFinished(60'000));
        QVERIFY(Store::open(m_file).ok());
    }

    void migratesAnOlderStore()
    {
        {
            // Version 1 by hand: the journal, no historian yet.
            auto connection = SqlConnection::open(m_file, SqlConnection::Access::ReadWrite);
            QFile script(u":/cytoloom/sql/001-journal.sql"_s);
            QVERIFY(script.open(QIODevice::ReadOnly));
            for (const QString &statement :
                SqlConnection::statements(QString::fromUtf8(script.readAll())))
                QVERIFY((*connection)->run(statement).ok());
            QVERIFY((*connection)->setVersion(1).ok());
            JournalTable::Head head;
            QVERIFY(JournalTable::append(**connection, {eventNumber(1), eventNumber(2)}, {}, head)
                        .ok());
        }
        QCOMPARE(Store::open(m_file, Store::Mode::ReadOnly).error().code(), u"store.older"_s);
        {
            auto store = Store::open(m_file);
            QVERIFY(store.ok());
            QCOMPARE((*store)->append({eventNumber(3)}).value(), 3ULL);
            (*store)->addSamples(minutes(u"A.x"_s, 0, 10));
            QVERIFY((*store)->flush().ok());
            QCOMPARE((*store)->readAll().value().size(), 3);
        }
        QVERIFY(verifyStore(m_file).value().isEmpty());
        auto connection = SqlConnection::open(m_file, SqlConnection::Access::ReadOnly);
        QCOMPARE((*connection)->version().value().schema, Migrations::newest());
    }

    void fullDiskRefusesEventsAndKeepsSamples()
    {
        auto writer = StoreWriter::start(m_file);
        QVERIFY(writer.ok());
        QVERIFY((*writer)->append({eventNumber(1)}).ok());
        QVERIFY((*writer)->limitPages(1).ok()); // not below what it has: it cannot grow
        Error refused;
        quint64 acknowledged = 1;
        for (int i = 2; i < 5000 && refused.code().isEmpty(); ++i) {
            const auto sequence = (*writer)->append({eventNumber(i)});
            if (sequence)
                acknowledged = *sequence;
            else
                refused = sequence.error();
        }
        QCOMPARE(refused.code(), u"store.full"_s);
        QCOMPARE(refused.place.file, m_file);
        (*writer)->addSamples(minutes(u"A.x"_s, 0, 20'000));
        QCOMPARE((*writer)->flush().error().code(), u"store.full"_s);
        QCOMPARE((*writer)->takeHealth().error().code(), u"store.full"_s);
        // More than memory may hold: the oldest go, and that is counted.
        const QVector<TagSample> many = minutes(u"A.y"_s, 0, 100'000);
        for (int i = 0; i < 5; ++i)
            (*writer)->addSamples(many);
        bool reported = false;
        const auto look = [&] {
            const auto health = (*writer)->takeHealth();
            reported = reported || (!health && health.error().code() == u"store.samplesDropped");
            return reported;
        };
        QTRY_VERIFY_WITH_TIMEOUT(look(), 60'000);
        // Space again: everything that was kept is written and the loss is stated.
        QVERIFY((*writer)->limitPages(0).ok());
        QVERIFY((*writer)->flush().ok());
        const auto next = (*writer)->append({eventNumber(9)});
        QVERIFY(next.ok());
        writer->reset();
        auto store = Store::open(m_file, Store::Mode::ReadOnly);
        const auto events = (*store)->readAll().value();
        QCOMPARE(quint64(events.size()), *next);
        QCOMPARE(events[qsizetype(acknowledged)].code, u"historian.samplesDropped"_s);
        const double dropped = events[qsizetype(acknowledged)].data.find(u"count")->toDouble();
        QCOMPARE(dropped, 20'000.0); // 520 000 came, 500 000 may wait
        QVERIFY(verifyStore(m_file).value().isEmpty());
    }

    void fileSizeLimitOfTheSystem()
    {
        QProcess child;
        child.start(QStringLiteral(STORECHILD), {u"limited"_s, m_file, u"300"_s});
        QVERIFY(child.waitForFinished(60'000));
        const QList<QByteArray> lines = child.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.last(), QByteArray("store.full"));
        auto store = Store::open(m_file);
        QVERIFY(store.ok());
        QVERIFY(lines.size() > 2);
        QVERIFY((*store)->readAll().value().size() >= lines[lines.size() - 2].toInt());
        QVERIFY(verifyStore(m_file).value().isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(tst_Store)
#include "tst_store.moc"
