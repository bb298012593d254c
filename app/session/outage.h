// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/plant.h"
#include "processgraph/records/store.h"

namespace cytoloom {

/// The batches of \p store that are neither Complete, Stopped nor Aborted.
[[nodiscard]] QVector<BatchSummary> openBatches(Store &store);

/// A program that ended in the midst of a batch leaves minutes without a value, some of them
/// measured and lost on the way to the disk. The record says so: each such minute gets the last
/// known value as Stale, for every tag. To be done before the first new value is stored, so that
/// each tag's history stays in order. Any thread; blocks. Fails as the store does.
Result<void> stateOutage(Store &store, const Plant &plant, UtcTime now);

} // namespace cytoloom
