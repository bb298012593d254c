// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/replyfilter.h"

#include <QtCore/QTimer>

namespace cytoloom {

ReplySender::ReplySender(std::function<void(const QByteArray &)> write, QObject *parent)
    : QObject(parent)
    , m_write(std::move(write))
{ }

void ReplySender::send(const FilteredReply &reply)
{
    if (reply.bytes.isEmpty())
        return;
    m_waiting.push_back(reply);
    if (!m_busy)
        next();
}

void ReplySender::next()
{
    m_busy = false;
    while (!m_waiting.empty()) {
        FilteredReply &reply = m_waiting.front();
        int pause = std::exchange(reply.delayMs, 0);
        if (pause == 0 && reply.gapMs == 0) {
            m_write(reply.bytes);
            m_waiting.pop_front();
            continue;
        }
        if (pause == 0) {
            m_write(reply.bytes.left(reply.piece));
            reply.bytes.remove(0, reply.piece);
            pause = reply.gapMs;
            if (reply.bytes.isEmpty())
                m_waiting.pop_front();
        }
        m_busy = true;
        QTimer::singleShot(pause, this, &ReplySender::next);
        return;
    }
}

} // namespace cytoloom
