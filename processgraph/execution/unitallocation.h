// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/executioncontext.h"
#include "processgraph/execution/transaction.h"

namespace cytoloom::unitallocation {

/// \p element has the units that it works with: a unit procedure its own, a phase those that serve
/// it. Where it has them not yet, they are allocated, all or none; when that cannot be, the wish is
/// journalled once ("unit.requested") and the answer is false: ask again later. Decides on a
/// Transaction.
[[nodiscard]] bool acquire(
    const ExecutionContext &context, Transaction &transaction, const Element &element);
/// Every unit that \p element holds is released: a unit procedure's awaits its line clearance then,
/// one that served is free.
void release(Transaction &transaction, const Element &element);

} // namespace cytoloom::unitallocation
