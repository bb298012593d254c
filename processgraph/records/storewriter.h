// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/records/journaltable.h"
#include "processgraph/records/pageseal.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace cytoloom {

/// The thread that owns the store's only writing connection. Calls come from any thread: append()
/// and flush() wait for the disk, addSamples() does not. All that waits is committed together, so
/// many waiting appends cost one write to the disk. The journal goes first: when samples cannot be
/// written, appends are tried alone and samples wait, at most MaxWaiting of them; then the oldest
/// go, are counted, and the loss is stated in the journal ("historian.samplesDropped") as soon as
/// it can be written.
class StoreWriter
{
public:
    static constexpr qsizetype MaxWaiting = 500'000; ///< samples, about 24 MB
    static constexpr qsizetype WriteAt = 50'000; ///< samples that do not wait for the clock
    static constexpr std::chrono::milliseconds WriteEvery {2000};
    static constexpr qint64 CheckpointFrames = 1000; ///< pages in the log, about 4 MB

    /// Opens, creates or migrates \p fileName on the new thread and returns when that is done.
    static Result<std::unique_ptr<StoreWriter>> start(const QString &fileName);
    /// Writes what waits, seals the file and closes it. Bounded by the disk.
    ~StoreWriter();

    Result<quint64> append(const QVector<JournalEvent> &events);
    void addSamples(const QVector<TagSample> &samples);
    Result<void> flush();
    /// Tests: the file may not grow beyond \p pages (0: it may), as on a full disk.
    Result<void> limitPages(qint64 pages);
    Result<void> takeHealth();

private:
    struct Request
    {
        const QVector<JournalEvent> *events = nullptr; ///< null: flush or limit
        qint64 limit = -1;
        bool done = false;
        Result<quint64> result {quint64(0)};
        std::condition_variable finished;
    };
    explicit StoreWriter(QString fileName);
    void run(Result<void> *opened, bool *ready);
    Result<void> open();
    Result<quint64> wait(Request &request);
    void serve(const std::vector<Request *> &requests, QVector<TagSample> &samples);
    Result<void> commit(const std::vector<Request *> &requests, const QVector<TagSample> &samples);
    Result<void> stateLoss();
    void putBack(const QVector<TagSample> &samples);
    void trim();
    void checkpoint(bool closing);
    void close();
    void setHealth(const Error &error);

    const QString m_fileName;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    // Shared, under m_mutex:
    std::vector<Request *> m_requests;
    std::deque<TagSample> m_samples;
    std::optional<Error> m_health;
    qint64 m_dropped = 0; ///< not yet stated
    bool m_stop = false;
    // The writer thread's own:
    std::unique_ptr<SqlConnection> m_connection;
    std::unique_ptr<HistoryWriter> m_history;
    std::unique_ptr<StoreFile> m_file;
    std::unique_ptr<PageSeal> m_seal;
    JournalTable::Head m_head;
    bool m_failing
        = false; ///< samples wait for the clock, or a full disk would be tried all the time
    bool m_sealFits = false; ///< nothing was written since the seal
    std::thread m_thread; // last: it uses the rest
};

} // namespace cytoloom
