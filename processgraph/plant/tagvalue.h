// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QMetaType>
#include <QtCore/QVector>

namespace cytoloom {

/// Good: measured just now. Stale: the last good value, older than it may be. Bad: no usable value
/// (never read, device says so, out of the electrical range).
enum class Quality : quint8 { Good, Stale, Bad };

/// A number from the plant, never without quality and time.
struct TagValue
{
    double value = 0; ///< in the tag's unit; the last known one when not Good
    Quality quality = Quality::Bad;
    UtcTime time {}; ///< when the device gave it
    friend bool operator==(const TagValue &, const TagValue &) = default;
};

struct TagSample
{
    TagId tag;
    TagValue value;
    friend bool operator==(const TagSample &, const TagSample &) = default;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::TagSample)
