// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"
#include "storefixture.h"

#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::storefixture;
using namespace Qt::StringLiterals;

class tst_StoreCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    /// kill -9 of a program that appends, again and again on the same store: nothing that it was
    /// told is safe may be missing, the chain must hold, and the store must open at once.
    void nothingAcknowledgedIsLost()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"store.sqlite"_s);
        QRandomGenerator random(42);
        quint64 acknowledged = 0;
        for (int kill = 0; kill < 20; ++kill) {
            QProcess child;
            child.start(QStringLiteral(STORECHILD), {u"append"_s, file});
            QByteArray output;
            const int wanted = random.bounded(1, 120); // numbers to wait for, then the axe falls
            while (output.count('\n') < wanted) {
                QVERIFY2(child.waitForReadyRead(60'000), child.readAllStandardError().constData());
                output += child.readAllStandardOutput();
            }
            child.kill();
            QVERIFY(child.waitForFinished(60'000));
            output += child.readAllStandardOutput();
            const auto lines = output.left(output.lastIndexOf('\n')).split('\n');
            QVERIFY2(lines.last().toULongLong() > acknowledged, lines.last().constData());
            acknowledged = lines.last().toULongLong();

            const auto seen = inspectStore(file);
            QVERIFY(seen.ok());
            QVERIFY2(seen->damage.isEmpty(),
                seen->damage.isEmpty() ? "" : qPrintable(seen->damage.first().place));
            QVERIFY(seen->journalRows >= acknowledged);
            QVERIFY(seen->journalRows % 2 == 0); // pairs go in whole or not at all
        }
        auto store = Store::open(file);
        QVERIFY(store.ok());
        const auto events = (*store)->readAll().value();
        for (qsizetype i = 0; i < events.size(); ++i)
            QCOMPARE(events[i].sequence, quint64(i + 1));
        store->reset();
        QVERIFY(inspectStore(file).value().sealed);
    }

    /// What flush() has promised is there; samples come back in order and once.
    void flushedSamplesSurvive()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"store.sqlite"_s);
        const QString copy = folder.filePath(u"copy.sqlite"_s);
        const QString tag = u"BR-02.do.pv"_s;
        auto store = Store::open(file);
        const QVector<TagSample> all = minutes(tag, 0, 5000);
        for (int sent = 0; sent < 5000; sent += 250) {
            (*store)->addSamples(all.mid(sent, 250));
            QVERIFY((*store)->flush().ok());
            for (const char *suffix : {"", "-wal", "-shm"}) // as a kill leaves it
                setBytes(copy + QLatin1String(suffix), bytesOf(file + QLatin1String(suffix)));
            auto killed = Store::open(copy);
            QVERIFY(killed.ok());
            auto trends = (*killed)->openTrends().value();
            const auto back
                = trends->samples(TagId(tag), utcFromMs(0), utcFromMs(2'000'000'000'000));
            QCOMPARE(back.value().size(), sent + 250);
            for (int i = 0; i < sent + 250; ++i)
                QCOMPARE(back.value()[i], all[i].value);
        }
    }
};

QTEST_GUILESS_MAIN(tst_StoreCrash)
#include "tst_storecrash.moc"
