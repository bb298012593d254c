// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/transaction.h"

/// Commands and their way down the procedure (reference rules 3.1). Pure decisions on a
/// Transaction.
namespace cytoloom::statecontrol {

/// What \p command to \p id would lead to, the product's rules included: elements are started by
/// their token alone; a batch number runs once; a child does not go on while its parent stands.
/// Fails with "command.illegal", "command.onlyBatch", "command.batchOnce", "command.parentHeld",
/// "command.resetNeedsClearance" (args: unit).
[[nodiscard]] Result<ProceduralState> check(
    const BatchState &state, const ElementId &id, ProceduralCommand command);

/// Carries a checked command out: \p id and, with cause Parent, every child that takes it. Partners
/// of a transfer are held and restarted together. Stop and Abort of running work open a deviation.
void order(Transaction &transaction, const ElementId &id, ProceduralCommand command,
    const Message &reason, const PersonId &person);

/// The engine's own Hold of \p id and what it contains for \p reason, with a minor deviation.
void faultHold(
    Transaction &transaction, const ElementId &id, const Message &reason, StateCause cause);

/// Ends the transient state of a container, gate or manual step when its children have come to
/// rest. True when anything changed.
bool settle(Transaction &transaction, const ElementId &id);

/// Something of the batch was aborted in \p unit and the unit has not been cleared since: it is not
/// begun anew before (reference rules 3.1, GMP overlay).
[[nodiscard]] bool isAborted(const BatchState &state, const UnitId &unit);

/// The phases at the other end of the sync links of \p id.
[[nodiscard]] QVector<ElementId> partners(const Procedure &procedure, const ElementId &id);

} // namespace cytoloom::statecontrol
