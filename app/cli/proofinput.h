// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/validation/validator.h"

namespace cytoloom {

class Console;

/// What a command proves: the recipe (first argument) and what the options --plant, --binding and
/// --profile name. Reads files. Errors: those of the readers, "binding.otherRecipe" when the
/// binding plans another recipe or version, "app.profile".
[[nodiscard]] Result<ValidationInput> readProofInput(const Console &console);
/// The option --profile; "app.profile" for another word.
Result<Profile> readProfileOption(const Console &console);

} // namespace cytoloom
