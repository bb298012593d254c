// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/parallel.h"

#include <QtCore/QThreadPool>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace cytoloom {

namespace {

/// What the threads of one call share; the last of them to leave lets go of it.
struct Work
{
    Work(const std::function<void(int)> &asked, int times)
        : task(asked)
        , count(times)
    { }

    const std::function<void(int)> &task; ///< touched only while some i is not done
    const int count;
    std::atomic_int next = 0;
    std::mutex mutex;
    std::condition_variable finished;
    int done = 0; ///< under the mutex

    void run()
    {
        int own = 0;
        for (int i = next++; i < count; i = next++) {
            task(i);
            ++own;
        }
        if (own == 0)
            return;
        const std::lock_guard lock(mutex);
        done += own;
        if (done == count)
            finished.notify_all();
    }
};

} // namespace

void inParallel(int count, const std::function<void(int)> &task)
{
    if (count <= 0)
        return;
    const auto work = std::make_shared<Work>(task, count);
    QThreadPool *pool = QThreadPool::globalInstance();
    const int helpers = std::min(count, pool->maxThreadCount()) - 1;
    for (int i = 0; i < helpers; ++i) {
        // Never queued: behind other work it would only begin when all is done.
        if (!pool->tryStart([work] { work->run(); }))
            break;
    }
    work->run();
    std::unique_lock lock(work->mutex);
    work->finished.wait(lock, [&work] { return work->done == work->count; });
}

} // namespace cytoloom
