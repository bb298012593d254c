// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trends/trendfeed.h"

namespace cytoloom {

/// Owns the source; everything but the constructor happens on the feed's thread.
class ThreadedTrendFeed::Worker final : public QObject
{
public:
    explicit Worker(Factory factory)
        : m_factory(std::move(factory))
    { }

    Result<QVector<TrendPoint>> read(const TagId &tag, const Request &request)
    {
        if (!m_source) {
            Result<std::unique_ptr<TrendSource>> made = m_factory();
            if (!made)
                return made.error();
            m_source = std::move(made).value();
        }
        return m_source->trend(tag, request.from, request.to, request.points);
    }

private:
    Factory m_factory;
    std::unique_ptr<TrendSource> m_source;
};

ThreadedTrendFeed::ThreadedTrendFeed(Factory factory, QObject *parent)
    : TrendFeed(parent)
    , m_worker(new Worker(std::move(factory)))
{
    m_thread.setObjectName(QStringLiteral("trends"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

ThreadedTrendFeed::~ThreadedTrendFeed()
{
    m_thread.quit();
    m_thread.wait();
}

void ThreadedTrendFeed::request(const TagId &tag, UtcTime from, UtcTime to, int points)
{
    const Request wanted {from, to, points};
    if (m_busy.value(tag)) {
        m_waiting.insert(tag, wanted);
        return;
    }
    send(tag, wanted);
}

void ThreadedTrendFeed::send(const TagId &tag, const Request &request)
{
    m_busy.insert(tag, true);
    QMetaObject::invokeMethod(m_worker, [this, worker = m_worker, tag, request] {
        Result<QVector<TrendPoint>> result = worker->read(tag, request);
        // The feed outlives its thread's work: the destructor waits for it. What is posted after
        // that is dropped with the receiver.
        QMetaObject::invokeMethod(
            this,
            [this, tag, request, result] {
                if (result)
                    Q_EMIT arrived(tag, request.from, request.to, result.value());
                else
                    Q_EMIT failed(tag, result.error());
                finish(tag);
            },
            Qt::QueuedConnection);
    });
}

void ThreadedTrendFeed::finish(const TagId &tag)
{
    m_busy.insert(tag, false);
    const auto waiting = m_waiting.constFind(tag);
    if (waiting == m_waiting.constEnd())
        return;
    const Request next = *waiting;
    m_waiting.erase(waiting);
    send(tag, next);
}

} // namespace cytoloom
