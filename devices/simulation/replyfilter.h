// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

#include <functional>

namespace cytoloom {

/// What goes onto the wire instead of a correct answer. Empty bytes: nothing is sent.
struct FilteredReply
{
    QByteArray bytes;
    int delayMs = 0; ///< real time
};

/// Sees every complete answer frame of a simulated device before it is sent, and may delay, change
/// or swallow it: here a fault script takes hold. Null: answers go out as they are.
using ReplyFilter = std::function<FilteredReply(const QByteArray &frame)>;

} // namespace cytoloom
