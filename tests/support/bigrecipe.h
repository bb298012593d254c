// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

namespace cytoloom {

/// A large recipe that is as honest as \p original: as many whole copies of it, one after the
/// other, as it takes to get \p elements; at least one. Ids of copy k end in ".k"; only the last
/// copy releases the batch.
[[nodiscard]] MasterRecipe bigRecipe(const MasterRecipe &original, int elements);

} // namespace cytoloom
