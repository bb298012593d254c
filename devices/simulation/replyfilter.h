// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>

#include <deque>
#include <functional>

namespace cytoloom {

/// What goes onto the wire instead of a correct answer. Empty bytes: nothing is sent.
struct FilteredReply
{
    QByteArray bytes;
    int delayMs = 0; ///< real time
    int gapMs = 0; ///< real time between two pieces; 0: all at once
    int piece = 1; ///< bytes of a piece
};

/// Sees every complete answer frame of a simulated device before it is sent, and may delay, change
/// or swallow it: here a fault script takes hold. Null: answers go out as they are.
using ReplyFilter = std::function<FilteredReply(const QByteArray &frame)>;

/// Sends the answers of one line in their order, however slowly. Lives on the thread of its line.
class ReplySender final : public QObject
{
    Q_OBJECT

public:
    ReplySender(std::function<void(const QByteArray &)> write, QObject *parent);
    void send(const FilteredReply &reply);

private:
    void next();

    std::function<void(const QByteArray &)> m_write;
    std::deque<FilteredReply> m_waiting;
    bool m_busy = false;
};

} // namespace cytoloom
