// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/transport/portlink.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>

#include <deque>
#include <functional>

namespace cytoloom {

/// The owner of one physical port: a bounded queue in which writes overtake polls, several requests
/// under way where the port can, retries, and reconnection with growing, jittered pauses
/// (0.2 s … 5 s). One thread.
///
/// On a serial line nothing says which question an answer belongs to. So after silence or garbage
/// nothing is sent for another time-out of that question, and what comes meanwhile is thrown away:
/// an answer that is late by less than that is never taken for the answer to the next question.
class PortConnection final : public QObject
{
    Q_OBJECT

public:
    enum class Priority { Write, Poll };
    using Done = std::function<void(const LinkReply &)>;
    static constexpr int QueueLimit = 512;

    /// \p pipeline: requests under way at once, where the link can.
    PortConnection(std::unique_ptr<PortLink> link, int pipeline, QObject *parent = nullptr);
    /// Where everything that goes over the port is written down; must outlive the connection.
    void setLog(CommunicationLog *log) { m_link->setLog(log); }
    ~PortConnection() override;

    /// Connects, and from then on again after every loss, until close().
    void open();
    /// Everything still queued is answered as Lost.
    void close();
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

    /// False when the port is not open or the queue is full: \p done is not called then. Otherwise
    /// it is called exactly once, later, on this thread. \p retries: repetitions after silence or
    /// garbage; 0 for what must not be carried out twice.
    bool submit(const LinkRequest &request, int retries, Priority priority, Done done);

Q_SIGNALS:
    void opened();
    /// Once per connection cycle: however many attempts fail after it, only opened() resets it.
    void lost(const cytoloom::Message &reason);

private:
    struct Job
    {
        LinkRequest request;
        int retries = 0;
        Priority priority = Priority::Poll;
        Done done;
        quint64 answeredBefore = 0; ///< m_answered when it was sent
    };
    void pump();
    void takeAnswer(quint64 id, const LinkReply &reply);
    void drop(const Message &reason);
    void reconnectLater();

    std::unique_ptr<PortLink> m_link;
    const int m_limit;
    std::deque<Job> m_writes;
    std::deque<Job> m_polls;
    QHash<quint64, Job> m_underway;
    quint64 m_nextId = 1;
    quint64 m_answered = 0;
    int m_attempts = 0; ///< since the last answer
    bool m_wanted = false;
    bool m_isOpen = false;
    bool m_saidLost = false;
    QTimer m_pause;
    QTimer m_settling; ///< a late answer may still come: nothing is sent
};

} // namespace cytoloom
