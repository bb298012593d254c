// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

#include <QtCore/QVector>

#include <optional>

/// The versions of a recipe on the disk: one file each, "<id>-v<version>.cyrecipe.json" beside each
/// other; files of other names that hold the same recipe count, too. Reads and writes files: pool.
namespace cytoloom::versions {

struct VersionFile
{
    QString fileName;
    MasterRecipe recipe;
    /// Error code of checkApprovals(); empty: the signatures are sound.
    QString doubt;
};

/// "CART-01-v2.cyrecipe.json": characters that file systems refuse become '_'.
[[nodiscard]] QString fileNameFor(const RecipeId &id, int version);
/// All versions of \p id in the folder of \p fileName, oldest first, \p fileName included. Files
/// that cannot be read are passed over.
[[nodiscard]] QVector<VersionFile> findVersions(const QString &fileName, const RecipeId &id);

/// As writeRecipeFile(), but a frozen version on the disk is not written over: only its status may
/// go on and signatures be added. Fails with "version.frozenFile" (args: file, version) and, where
/// the file must be \p fresh and something is there, "version.fileExists" (args: file). \p last is
/// what the file held when it was last read or written here: where it holds anything else by now,
/// that is somebody's work (or signature), and it fails with "version.changedMeanwhile" (args:
/// file). Two programs that save at once come one after the other.
Result<void> saveVersion(const MasterRecipe &recipe, const QString &fileName, bool fresh = false,
    const std::optional<MasterRecipe> &last = {});

} // namespace cytoloom::versions
