// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/readplan.h"
#include "devices/transport/portlink.h"

#include <optional>

namespace cytoloom {

/// One question of a poll and the tags that its answer serves.
struct PollItem
{
    LinkRequest request;
    ReadBlock block; ///< Modbus: where the tags stand in the answer
    QVector<int> tags; ///< indices into DeviceProfile::tags
};

/// The fewest questions that read \p tags (indices; write-only ones are left out) and the tags that
/// guard them; what holds a guard comes last, so that it is newer than what it vouches for. Pure.
QVector<PollItem> pollItems(const DeviceProfile &profile, int unit, const QVector<int> &tags);

/// A question or order of a line protocol, asked once.
LinkRequest lineRequest(const DeviceProfile &profile, int unit, const QString &command);

/// What an answer says about one tag.
struct TagReading
{
    std::optional<double> raw; ///< none: the answer holds no number for it
    double value = 0; ///< in the tag's unit
    bool plausible = false; ///< finite and within tag.plausible
    /// Why there is no usable value: "device.exception", "device.overload", "device.implausible", …
    Message trouble;
};

/// \p reply must be Answered. Pure.
TagReading readingOf(const PollItem &item, const DeviceTag &tag, const LinkReply &reply);

/// "device.exception" (args: function, address, exception, name) of an answer that is one; the
/// balance's refusals in the same way; an empty code otherwise.
Message refusalOf(const LinkRequest &request, const LinkReply &reply);

} // namespace cytoloom
