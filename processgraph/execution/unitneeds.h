// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"

#include <QtCore/QSet>

namespace cytoloom::unitneeds {

/// The units that serve \p phase and are none of its own unit procedure's: "ROLE:signal" in a step
/// that writes. By unit, with the role. Empty for what is no phase or whose class is not frozen.
[[nodiscard]] QMap<UnitId, RoleId> servingUnits(const BatchState &state, const ElementId &phase);

/// \p element is a phase that waits for no other step while it has its serving units: it gives them
/// back by itself, so that nobody can wait for ever because of it. A transfer waits for its
/// partner.
[[nodiscard]] bool isBrief(const Procedure &procedure, const ElementId &element);

/// The units that the batch may still ask for, or has and goes on using: those of unit procedures
/// and serving units of phases that are at work, wait for a token, can be reached
/// from there along control links, or can be reset. An unreachable branch needs nothing any more.
/// O(elements).
[[nodiscard]] QSet<UnitId> stillNeeded(const BatchState &state);

/// A line clearance is a step of \p unitProcedure itself (attribute "clearanceChecklist"), so that
/// it may take a unit over that another batch has left: no product comes before it (GMP-CLR-02).
[[nodiscard]] bool clearsItself(const Procedure &procedure, const ElementId &unitProcedure);

/// The smallest time that a limit between two steps still leaves while the second has not begun,
/// counted at batch time \p moment; negative: exceeded; nullopt: no such clock runs.
[[nodiscard]] std::optional<Duration> expirySlack(const BatchState &state, Duration moment);

} // namespace cytoloom::unitneeds
