// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>

#include <memory>

namespace cytoloom {

/// Runs \p work in the pool and \p done with its result on the thread of \p context, unless that is
/// gone by then. This is how the window reads and writes files: its thread never waits for a disk.
template <class Work, class Done> void inPool(QObject *context, Work work, Done done)
{
    using T = std::invoke_result_t<Work>;
    auto *watcher = new QFutureWatcher<std::shared_ptr<T>>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
            const std::shared_ptr<T> result = watcher->result();
            watcher->deleteLater();
            done(*result);
        });
    watcher->setFuture(
        QtConcurrent::run([work = std::move(work)] { return std::make_shared<T>(work()); }));
}

} // namespace cytoloom
