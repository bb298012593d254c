// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"
#include "storefixture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <thread>

using namespace cytoloom;
using namespace cytoloom::storefixture;
using namespace Qt::StringLiterals;

class tst_StoreThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void manyWriteAndManyReadAtOnce()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"store.sqlite"_s);
        constexpr int Writers = 4;
        constexpr int Appends = 60;
        constexpr int Readers = 3;
        std::atomic<int> failures {0};
        std::atomic<bool> stop {false};
        {
            auto opened = Store::open(file);
            QVERIFY(opened.ok());
            Store &store = **opened;
            std::vector<std::thread> writers;
            std::vector<std::thread> readers;
            for (int w = 0; w < Writers; ++w)
                writers.emplace_back([&, w] {
                    quint64 before = 0;
                    for (int i = 0; i < Appends; ++i) {
                        store.addSamples(minutes(u"U-%1.x"_s.arg(w), i * 50, 50));
                        const auto last = store.append(
                            {eventNumber(i, u"B-%1"_s.arg(w)), eventNumber(i, u"B-%1"_s.arg(w))});
                        if (!last || *last <= before)
                            ++failures;
                        else
                            before = *last;
                    }
                });
            for (int r = 0; r < Readers; ++r)
                readers.emplace_back([&] {
                    auto trends = store.openTrends();
                    if (!trends) {
                        ++failures;
                        return;
                    }
                    qsizetype seen = 0;
                    while (!stop) {
                        const auto samples = (*trends)->samples(
                            TagId(u"U-1.x"_s), utcFromMs(0), utcFromMs(2'000'000'000'000));
                        // One consistent state each time: it only grows, in order, nothing twice.
                        if (!samples || samples->size() < seen || samples->size() % 50 != 0)
                            ++failures;
                        else
                            seen = samples->size();
                        const auto events = store.read(BatchId(u"B-1"_s));
                        if (!events || events->size() % 2 != 0)
                            ++failures;
                    }
                });
            for (std::thread &thread : writers)
                thread.join();
            QVERIFY(store.flush().ok());
            stop = true;
            for (std::thread &thread : readers)
                thread.join();
            QCOMPARE(failures.load(), 0);
            QVERIFY(store.health().ok());
            QCOMPARE(store.readAll().value().size(), Writers * Appends * 2);
        }
        QVERIFY(verifyStore(file).value().isEmpty());
        QVERIFY(inspectStore(file).value().sealed);
    }

    void samplesFromManyThreadsAllArrive()
    {
        const QTemporaryDir folder;
        auto store = Store::open(folder.filePath(u"store.sqlite"_s));
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 100; ++i)
                    (*store)->addSamples(minutes(u"U-%1.x"_s.arg(t), i * 100, 100));
            });
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY((*store)->flush().ok());
        auto trends = (*store)->openTrends();
        for (int t = 0; t < 4; ++t) {
            const auto back = (*trends)->samples(
                TagId(u"U-%1.x"_s.arg(t)), utcFromMs(0), utcFromMs(2'000'000'000'000));
            QCOMPARE(back.value().size(), 10'000);
        }
    }
};

QTEST_GUILESS_MAIN(tst_StoreThreads)
#include "tst_storethreads.moc"
