// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/historian/historian.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QThread>

#include <functional>
#include <memory>

namespace cytoloom {

/// History for trends, asked for and delivered without waiting. GUI thread.
class TrendFeed : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// About \p points buckets of \p tag over [from, to] will arrive(). Of several requests for one
    /// tag that wait, only the newest is carried out.
    virtual void request(const TagId &tag, UtcTime from, UtcTime to, int points) = 0;

Q_SIGNALS:
    void arrived(const cytoloom::TagId &tag, cytoloom::UtcTime from, cytoloom::UtcTime to,
        const QVector<cytoloom::TrendPoint> &points);
    void failed(const cytoloom::TagId &tag, const cytoloom::Error &error);
};

/// Runs a TrendSource on a thread of its own. The factory is called on that thread, at the first
/// request; when it fails, every request fails with its error until a later attempt succeeds.
class ThreadedTrendFeed final : public TrendFeed
{
    Q_OBJECT

public:
    using Factory = std::function<Result<std::unique_ptr<TrendSource>>()>;

    explicit ThreadedTrendFeed(Factory factory, QObject *parent = nullptr);
    /// Waits for the request under way, which is bounded by O(points).
    ~ThreadedTrendFeed() override;

    void request(const TagId &tag, UtcTime from, UtcTime to, int points) override;

private:
    struct Request
    {
        UtcTime from {};
        UtcTime to {};
        int points = 0;
    };
    class Worker;
    void send(const TagId &tag, const Request &request);
    void finish(const TagId &tag);

    QThread m_thread;
    Worker *m_worker; ///< lives on m_thread, deleted there
    QHash<TagId, bool> m_busy;
    QHash<TagId, Request> m_waiting;
};

} // namespace cytoloom
