// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

namespace cytoloom {

/// Places the steps of every container in columns by their order of control, those of one column
/// below each other: enough to read an imported recipe, which has no drawing. O(steps + links).
void layOutOnGrid(MasterRecipe &recipe);

} // namespace cytoloom
