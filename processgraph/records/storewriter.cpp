// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/records/storewriter.h"

#include "processgraph/records/migrations.h"
#include "processgraph/records/writeaheadlog.h"

#include <QtCore/QFileInfo>

namespace cytoloom {

using namespace Qt::StringLiterals;

StoreWriter::StoreWriter(QString fileName)
    : m_fileName(std::move(fileName))
{ }

Result<std::unique_ptr<StoreWriter>> StoreWriter::start(const QString &fileName)
{
    std::unique_ptr<StoreWriter> writer(new StoreWriter(fileName));
    Result<void> opened;
    bool ready = false;
    {
        std::unique_lock lock(writer->m_mutex);
        writer->m_thread = std::thread([&] { writer->run(&opened, &ready); });
        writer->m_wake.wait(lock, [&] { return ready; });
    }
    if (!opened)
        return opened.error();
    return writer;
}

StoreWriter::~StoreWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

Result<quint64> StoreWriter::wait(Request &request)
{
    std::unique_lock lock(m_mutex);
    if (m_stop)
        return Error(u"store.cannotOpen"_s, {{u"file"_s, m_fileName}, {u"reason"_s, u"closed"_s}});
    m_requests.push_back(&request);
    m_wake.notify_all();
    request.finished.wait(lock, [&] { return request.done; });
    return request.result;
}

Result<quint64> StoreWriter::append(const QVector<JournalEvent> &events)
{
    Request request;
    request.events = &events;
    return wait(request);
}

Result<void> StoreWriter::flush()
{
    Request request;
    const auto result = wait(request);
    return result ? Result<void>() : result.error();
}

Result<void> StoreWriter::limitPages(qint64 pages)
{
    Request request;
    request.limit = pages;
    const auto result = wait(request);
    return result ? Result<void>() : result.error();
}

void StoreWriter::addSamples(const QVector<TagSample> &samples)
{
    const std::lock_guard lock(m_mutex);
    m_samples.insert(m_samples.end(), samples.begin(), samples.end());
    trim();
    if (qsizetype(m_samples.size()) >= WriteAt)
        m_wake.notify_all();
}

/// Under m_mutex.
void StoreWriter::trim()
{
    const qsizetype over = qsizetype(m_samples.size()) - MaxWaiting;
    if (over <= 0)
        return;
    m_samples.erase(m_samples.begin(), m_samples.begin() + over);
    m_dropped += over;
    m_health = Error(u"store.samplesDropped"_s,
        {{u"file"_s, m_fileName}, {u"count"_s, QString::number(m_dropped)}},
        {m_fileName, {}, 0, 0});
}

void StoreWriter::setHealth(const Error &error)
{
    const std::lock_guard lock(m_mutex);
    if (!m_health || m_health->code() != u"store.samplesDropped"_s)
        m_health = error;
}

Result<void> StoreWriter::takeHealth()
{
    const std::lock_guard lock(m_mutex);
    const std::optional<Error> health = std::exchange(m_health, std::nullopt);
    return health ? Result<void>(*health) : Result<void>();
}

void StoreWriter::run(Result<void> *opened, bool *ready)
{
    Result<void> result = open();
    const bool usable = result.ok();
    if (!usable)
        close();
    {
        // After this block the starter's variables are gone.
        const std::lock_guard lock(m_mutex);
        *opened = result;
        *ready = true;
        m_wake.notify_all();
    }
    if (!usable)
        return;

    auto due = std::chrono::steady_clock::now() + WriteEvery;
    for (;;) {
        std::vector<Request *> requests;
        QVector<TagSample> samples;
        bool stop = false;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_until(lock, due, [&] {
                return m_stop || !m_requests.empty()
                    || (!m_failing && qsizetype(m_samples.size()) >= WriteAt);
            });
            stop = m_stop;
            requests.swap(m_requests);
            const bool flushing = std::any_of(requests.begin(), requests.end(),
                [](const Request *request) { return request->events == nullptr; });
            if (stop || flushing || (!m_failing && qsizetype(m_samples.size()) >= WriteAt)
                || std::chrono::steady_clock::now() >= due) {
                samples = QVector<TagSample>(m_samples.begin(), m_samples.end());
                m_samples.clear();
                due = std::chrono::steady_clock::now() + WriteEvery;
            }
        }
        serve(requests, samples);
        if (stop)
            break;
        checkpoint(false);
    }
    close();
}

Result<void> StoreWriter::open()
{
    const bool existed = QFileInfo(m_fileName).size() > 0;
    const WriteAheadLog log = WriteAheadLog::read(
        m_fileName, existed ? WriteAheadLog::committedFrames(m_fileName) : -1, true);
    PageSeal::Found seal;
    const auto damaged = [this](const QString &place) {
        return Error(u"store.damaged"_s,
            {{u"file"_s, m_fileName}, {u"place"_s, place}, {u"reason"_s, place}},
            {m_fileName, place, 0, 0});
    };
    if (existed) {
        // Before anything is written: a damaged record must stay as it was found.
        auto file = StoreFile::open(m_fileName, false);
        if (!file)
            return file.error();
        const StoreFile::Header header = (*file)->header();
        if (!header.valid)
            return PageSeal::endsWithSeal(**file)
                ? damaged(u"page 1"_s)
                : Error(u"store.notOurs"_s, {{u"file"_s, m_fileName}}, {m_fileName, {}, 0, 0});
        // Opening for writing alone changes another program's database: it turns to WAL.
        if (!log.present && header.pages > 1 && header.application != SqlConnection::ApplicationId
            && !PageSeal::endsWithSeal(**file))
            return Error(u"store.notOurs"_s, {{u"file"_s, m_fileName}}, {m_fileName, {}, 0, 0});
        if (header.application == SqlConnection::ApplicationId
            && header.schema > Migrations::newest())
            return Error(u"store.newer"_s,
                {{u"file"_s, m_fileName}, {u"version"_s, QString::number(header.schema)},
                    {u"supported"_s, QString::number(Migrations::newest())},
                    {u"reason"_s, QString::number(header.schema)}},
                {m_fileName, {}, 0, 0});
        // SQLite itself has one while it makes a new file, of one page at most.
        if (StoreFile::hasRollbackJournal(m_fileName) && (log.present || header.pages > 1))
            return damaged(u"rollback journal"_s);
        seal = PageSeal::check(**file, log);
        if (!log.damage.isEmpty())
            return damaged(log.damage.first());
        if (!seal.changedPages.isEmpty())
            return damaged(u"page %1"_s.arg(seal.changedPages.first()));
    }
    auto opened = SqlConnection::open(m_fileName, SqlConnection::Access::ReadWrite);
    if (!opened)
        return opened.error();
    m_connection = std::move(*opened);
    if (auto done = Migrations::apply(*m_connection); !done)
        return done;
    // Only now is it known to be ours: a stranger's file may well have bytes behind its pages.
    if (seal.state == PageSeal::State::Broken)
        return damaged(u"seal"_s);

    auto head = JournalTable::head(*m_connection);
    if (!head)
        return head.error();
    m_head = *head;
    m_history = std::make_unique<HistoryWriter>(*m_connection);
    auto file = StoreFile::open(m_fileName, true);
    if (!file)
        return file.error();
    m_file = std::move(*file);
    m_seal = std::make_unique<PageSeal>(*m_file);
    // Pages that the log replaced may already be in the file: they are read again at the
    // checkpoint.
    m_seal->remember(seal.hashes);
    m_sealFits = seal.state == PageSeal::State::Whole && !log.present;
    return {};
}

void StoreWriter::serve(const std::vector<Request *> &requests, QVector<TagSample> &samples)
{
    for (Request *request : requests)
        if (request->limit >= 0)
            if (auto done = m_connection->limitPages(request->limit); !done)
                setHealth(done.error());

    Result<void> result = commit(requests, samples);
    m_failing = !result;
    bool samplesKept = false;
    if (!result && !samples.isEmpty()) {
        setHealth(result.error());
        putBack(samples);
        samplesKept = true;
        // Decisions before measurements: perhaps there is room for them.
        const bool journal = std::any_of(requests.begin(), requests.end(),
            [](const Request *request) { return request->events != nullptr; });
        const Result<void> samplesFailed = result;
        if (journal)
            result = commit(requests, {});
        const std::lock_guard lock(m_mutex);
        for (Request *request : requests)
            if (request->events == nullptr && result)
                request->result = samplesFailed.error();
    }
    if (!result)
        setHealth(result.error());
    else if (!samples.isEmpty() && !samplesKept)
        if (auto stated = stateLoss(); !stated)
            setHealth(stated.error());

    const std::lock_guard lock(m_mutex);
    for (Request *request : requests) {
        if (!result && request->limit < 0)
            request->result = result.error();
        request->done = true;
        request->finished.notify_one(); // under the lock: the request dies when its owner wakes
    }
}

/// All or nothing; fills the results of \p requests.
Result<void> StoreWriter::commit(
    const std::vector<Request *> &requests, const QVector<TagSample> &samples)
{
    const bool any = !samples.isEmpty()
        || std::any_of(requests.begin(), requests.end(),
            [](const Request *request) { return request->events && !request->events->isEmpty(); });
    if (!any)
        return {};
    const auto failed = [this](const Error &error) {
        m_connection->rollback();
        m_history->forget();
        return error;
    };
    if (auto begun = m_connection->begin(); !begun)
        return begun;
    if (auto written = m_history->write(samples); !written)
        return failed(written.error());
    const auto chunk = m_history->head();
    if (!chunk)
        return failed(chunk.error());
    JournalTable::Head head = m_head;
    for (Request *request : requests) {
        if (request->events == nullptr)
            continue;
        if (auto done = JournalTable::append(*m_connection, *request->events, *chunk, head); !done)
            return failed(done.error());
        request->result = head.sequence;
    }
    if (auto done = m_connection->commit(); !done)
        return failed(done.error());
    m_head = head;
    m_sealFits = false;
    return {};
}

/// A loss that nobody states is a hole in the record.
Result<void> StoreWriter::stateLoss()
{
    qint64 dropped = 0;
    {
        const std::lock_guard lock(m_mutex);
        dropped = m_dropped;
    }
    if (dropped == 0)
        return {};
    JournalEvent event;
    event.time = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    event.code = u"historian.samplesDropped"_s;
    event.data = JsonValue::object();
    event.data.insert(u"count"_s, JsonValue(dropped));
    const QVector<JournalEvent> events {event};
    Request request;
    request.events = &events;
    if (auto done = commit({&request}, {}); !done)
        return done;
    const std::lock_guard lock(m_mutex);
    m_dropped -= dropped;
    return {};
}

void StoreWriter::putBack(const QVector<TagSample> &samples)
{
    const std::lock_guard lock(m_mutex);
    m_samples.insert(m_samples.begin(), samples.begin(), samples.end());
    trim();
}

/// The seal comes off before pages change and goes on again before the log is used again.
void StoreWriter::checkpoint(bool closing)
{
    const qint64 size = QFileInfo(m_fileName + u"-wal"_s).size();
    if (!closing && size < CheckpointFrames * 4096)
        return;
    if (closing && m_sealFits && size == 0)
        return;
    const WriteAheadLog log = WriteAheadLog::read(m_fileName, -1, false);
    if (!m_seal->remove())
        return;
    const auto complete = m_connection->checkpoint(false);
    if (!complete) {
        setHealth(complete.error());
        return;
    }
    if (!*complete) // a reader still needs the old pages; the log keeps everything until next time
        return;
    m_sealFits = m_seal->renew(log.pages);
    if (const auto emptied = m_connection->checkpoint(true); !emptied)
        setHealth(emptied.error());
}

void StoreWriter::close()
{
    if (m_connection && m_seal)
        checkpoint(true);
    m_history.reset();
    m_connection.reset();
    m_seal.reset();
    m_file.reset();
}

} // namespace cytoloom
