// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

namespace cytoloom {

/// The current value of "schema" in *.cyrecipe.json; older numbers are migrated, newer refused.
inline constexpr int RecipeSchemaVersion = 1;

/// Reads a recipe file whole or not at all: "file.cannotRead", any "json.…", "schema.newer",
/// "schema.wrong", "recipe.…" with file, path and line.
Result<MasterRecipe> readRecipe(const QByteArray &text, const QString &fileName);
Result<MasterRecipe> readRecipeFile(const QString &fileName);

/// Stable order, so that two versions diff well; readRecipe() gives back an equal recipe.
QByteArray writeRecipe(const MasterRecipe &recipe);
/// Replaces the file in one step (write beside, flush, rename). Fails with "file.cannotWrite", and
/// with readRecipe()'s error when what would be written could not be read again.
Result<void> writeRecipeFile(const MasterRecipe &recipe, const QString &fileName);
/// SHA-256, hex, of writeRecipe(): what a batch and its report call the recipe's hash.
QString recipeHash(const MasterRecipe &recipe);

} // namespace cytoloom
