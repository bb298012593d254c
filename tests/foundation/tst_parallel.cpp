// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/parallel.h"

#include <QtCore/QSemaphore>
#include <QtCore/QThreadPool>
#include <QtTest/QTest>

#include <vector>

using namespace cytoloom;

class TestParallel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachOnce_data();
    void eachOnce();
    void fromThePool();
    void withoutIdleThreads();
};

void TestParallel::eachOnce_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 2, 7, 1000})
        QTest::addRow("%d", count) << count;
}

void TestParallel::eachOnce()
{
    QFETCH(int, count);
    // Without atomics: each belongs to one task, and all is seen when the call returns.
    std::vector<int> calls(size_t(count), 0);
    inParallel(count, [&calls](int i) { ++calls[size_t(i)]; });
    QCOMPARE(calls, std::vector<int>(size_t(count), 1));
}

// A task may share out its own work again: nobody waits for a thread that waits.
void TestParallel::fromThePool()
{
    constexpr int many = 20;
    std::vector<std::vector<int>> calls(many, std::vector<int>(many, 0));
    inParallel(many, [&calls](int row) {
        inParallel(many, [&calls, row](int column) { ++calls[size_t(row)][size_t(column)]; });
    });
    QCOMPARE(calls, std::vector<std::vector<int>>(many, std::vector<int>(many, 1)));
}

void TestParallel::withoutIdleThreads()
{
    QThreadPool *pool = QThreadPool::globalInstance();
    QSemaphore busy;
    QSemaphore free;
    for (int i = 0; i < pool->maxThreadCount(); ++i) {
        pool->start([&busy, &free] {
            busy.release();
            free.acquire();
        });
    }
    busy.acquire(pool->maxThreadCount());
    const QThread *here = QThread::currentThread();
    int calls = 0;
    bool elsewhere = false;
    inParallel(100, [&](int) { // all of it here: nothing waits for the busy ones
        ++calls;
        elsewhere = elsewhere || QThread::currentThread() != here;
    });
    free.release(pool->maxThreadCount());
    pool->waitForDone();
    QCOMPARE(calls, 100);
    QVERIFY(!elsewhere);
}

QTEST_GUILESS_MAIN(TestParallel)
#include "tst_parallel.moc"
