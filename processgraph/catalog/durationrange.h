// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/utctime.h"

namespace cytoloom {

/// How long a step takes: at best, as planned, at worst.
struct DurationRange
{
    Duration shortest {0};
    Duration nominal {0};
    Duration longest {0};
    friend bool operator==(const DurationRange &, const DurationRange &) = default;
};

} // namespace cytoloom
