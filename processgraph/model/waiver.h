// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/utctime.h"

namespace cytoloom {

/// A signed, risk-based reason why a finding is accepted. It holds for one finding at one place as
/// it was then: when the place changes, placeHash does not fit any more and the waiver is void.
struct Waiver
{
    QString key; ///< Finding::approvalKey
    QString placeHash; ///< see validation/waivers
    QString reason;
    QString role; ///< the rule's waiverRole: "qa"
    PersonId person;
    UtcTime time {};
    friend bool operator==(const Waiver &, const Waiver &) = default;
};

} // namespace cytoloom
