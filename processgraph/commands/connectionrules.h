// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/procedure.h"

namespace cytoloom {

/// What a line that somebody draws from one step to another would be: its kind follows from the
/// ports (matter) or from the lack of them (control). Says no only to what can never be right, at
/// once and with the reason; the rest is the validator's. Fails with "edit.connect.self",
/// ".unknown", ".otherContainer", ".intoBegin", ".outOfEnd", ".twice", ".direction", ".medium"
/// (args: from, to), ".purpose", ".syncPhases", ".syncUnit", ".onePort".
Result<Link> proposedLink(const Procedure &procedure, const Endpoint &from, const Endpoint &to);
/// The same for a link whose kind is already chosen.
Result<void> mayConnect(const Procedure &procedure, const Link &link);

} // namespace cytoloom
