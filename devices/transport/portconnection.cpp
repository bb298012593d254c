// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/transport/portconnection.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int FirstPauseMs = 200;
constexpr int LongestPauseMs = 5000;

} // namespace

PortConnection::PortConnection(std::unique_ptr<PortLink> link, int pipeline, QObject *parent)
    : QObject(parent)
    , m_link(std::move(link))
    , m_limit(m_link->canPipeline() ? std::max(pipeline, 1) : 1)
    , m_pause(this)
    , m_settling(this)
{
    m_pause.setSingleShot(true);
    m_settling.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_link->open(); });
    connect(&m_settling, &QTimer::timeout, this, &PortConnection::pump);
    connect(m_link.get(), &PortLink::opened, this, [this] {
        m_isOpen = true;
        m_saidLost = false;
        Q_EMIT opened();
        pump();
    });
    connect(m_link.get(), &PortLink::failed, this, &PortConnection::drop);
    connect(m_link.get(), &PortLink::answered, this, &PortConnection::takeAnswer);
}

PortConnection::~PortConnection()
{
    m_link->disconnect(this);
}

void PortConnection::open()
{
    if (std::exchange(m_wanted, true))
        return;
    m_link->open();
}

void PortConnection::close()
{
    m_wanted = false;
    m_pause.stop();
    m_link->close();
    m_saidLost = true; // it was asked for: nobody needs to hear of it
    drop({u"device.notConnected"_s, {}});
    m_saidLost = false;
}

bool PortConnection::submit(const LinkRequest &request, int retries, Priority priority, Done done)
{
    if (!m_isOpen || m_writes.size() + m_polls.size() >= QueueLimit)
        return false;
    auto &queue = priority == Priority::Write ? m_writes : m_polls;
    queue.push_back({request, retries, priority, std::move(done), 0});
    pump();
    return true;
}

void PortConnection::pump()
{
    // A pipeline is filled up again when half of it has run out: questions that leave together cost
    // both ends one call into the system instead of one each, and the device still has work.
    if (m_writes.empty() && m_underway.size() > m_limit / 2)
        return;
    while (m_isOpen && !m_settling.isActive() && m_underway.size() < m_limit
        && !(m_writes.empty() && m_polls.empty())) {
        auto &queue = m_writes.empty() ? m_polls : m_writes;
        const quint64 id = m_nextId++;
        Job &job = *m_underway.insert(id, std::move(queue.front()));
        queue.pop_front();
        job.answeredBefore = m_answered;
        const LinkRequest request = job.request; // the table may move while the link works
        m_link->send(id, request);
    }
    if (m_isOpen)
        m_link->flush();
}

void PortConnection::takeAnswer(quint64 id, const LinkReply &reply)
{
    const auto found = m_underway.find(id);
    if (found == m_underway.end())
        return;
    Job job = std::move(*found);
    m_underway.erase(found);
    m_link->noteFinished(id, reply);
    const bool answered = reply.kind == LinkReply::Kind::Answered;
    if (answered) {
        ++m_answered;
        m_attempts = 0;
    } else if (reply.kind != LinkReply::Kind::Lost) {
        if (m_link->settlesAfterSilence())
            m_settling.start(job.request.timeout);
        if (job.retries > 0) {
            --job.retries;
            auto &queue = job.priority == Priority::Write ? m_writes : m_polls;
            queue.push_front(std::move(job));
            pump();
            return;
        }
    }
    if (!answered && m_link->resetsOnSilence() && m_answered == job.answeredBefore
        && !job.request.modbus.isWrite()) {
        // Nothing at all has come since the question: the peer is dead, or talks another language
        // and the stream is out of step. A fresh connection is the only way to tell. Not after a
        // write: some devices are slow to take a value over, and the reading behind it tells.
        job.done(reply);
        if (m_isOpen) {
            m_link->close();
            drop(reply.reason);
        }
        return;
    }
    job.done(reply);
    pump();
}

void PortConnection::drop(const Message &reason)
{
    m_isOpen = false;
    m_settling.stop();
    LinkReply gone;
    gone.kind = LinkReply::Kind::Lost;
    gone.reason = reason;
    // The callbacks may ask for more; they are refused because the port is closed.
    auto underway = std::exchange(m_underway, {});
    for (auto it = underway.cbegin(); it != underway.cend(); ++it)
        m_link->noteFinished(it.key(), gone);
    auto writes = std::exchange(m_writes, {});
    auto polls = std::exchange(m_polls, {});
    for (Job &job : underway)
        job.done(gone);
    for (Job &job : writes)
        job.done(gone);
    for (Job &job : polls)
        job.done(gone);
    reconnectLater();
    if (!std::exchange(m_saidLost, true))
        Q_EMIT lost(reason);
}

void PortConnection::reconnectLater()
{
    if (!m_wanted)
        return;
    const int doublings = std::min(m_attempts++, 10);
    const int pause = std::min(FirstPauseMs << doublings, LongestPauseMs);
    // A fifth more or less, so that many clients do not knock at the same moment.
    m_pause.start(pause * 4 / 5 + int(QRandomGenerator::global()->bounded(pause * 2 / 5)));
}

} // namespace cytoloom
