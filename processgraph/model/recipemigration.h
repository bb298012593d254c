// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/jsonvalue.h"

namespace cytoloom {

/// \p file of schema version \p from, lifted step by step to RecipeSchemaVersion. Values keep the
/// line on which they stood, so that errors still point into the old file. A step knows the shape
/// of its own two versions only; what it does not recognise it passes on for the reader to refuse.
JsonValue migrateRecipe(JsonValue file, int from);

} // namespace cytoloom
