// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/message.h"
#include "processgraph/plant/tagvalue.h"

namespace cytoloom {

/// Why the value of a tag is not Good although its device answers: "device.implausible",
/// "device.frozen", "device.jumped", "device.notOwner", "device.exception", … One per change.
struct TagTrouble
{
    TagId tag;
    Message reason; ///< an empty code: it is over
    UtcTime since {};
    friend bool operator==(const TagTrouble &, const TagTrouble &) = default;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::TagTrouble)
