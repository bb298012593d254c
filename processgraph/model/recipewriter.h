// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/model/masterrecipe.h"

namespace cytoloom {

/// \p recipe in the current schema version: nested as the procedure is, keys in a fixed order,
/// defaults left out.
JsonValue recipeToJson(const MasterRecipe &recipe);

} // namespace cytoloom
