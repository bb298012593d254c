// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/utctime.h"
#include "processgraph/model/element.h"

namespace cytoloom {

/// One person's signature under a version of a recipe (GMP-SIG-01): who, as what, meaning what,
/// and over what. The chain of approvals belongs to the record of the version; a new draft begins
/// without any.
struct Approval
{
    SignatureMeaning meaning = SignatureMeaning::Approved;
    QString role; ///< "production", "quality"
    PersonId person;
    UtcTime time {};
    QString reason; ///< what the person wrote; may be empty
    QString contentHash; ///< hex hash of the content that was signed, see commands/versions
    friend bool operator==(const Approval &, const Approval &) = default;
};

} // namespace cytoloom
