// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

#include <QtCore/QVector>

namespace cytoloom {

/// A piece of a process that is kept to be used again: steps with their content and the links
/// between them, under a name and a version of its own. File: *.cyblock.json, "cytoloom.block/1".
struct RecipeBlock
{
    QString id; ///< the same in all versions of a block
    int version = 1;
    LocalizedText name;
    LocalizedText note;
    QString author; ///< coded
    UtcTime created {};
    MasterRecipe
        content; ///< as RecipeFragment has it: header of the origin, procedure of the piece
    friend bool operator==(const RecipeBlock &, const RecipeBlock &) = default;
};

/// Whole or not at all: "json.…", "schema.…", "recipe.…", "block.empty" with file, path and line.
Result<RecipeBlock> readBlock(const QByteArray &text, const QString &fileName);
/// Stable order; readBlock() gives back an equal block.
QByteArray writeBlock(const RecipeBlock &block);

/// The blocks of one folder. Reads and writes files: for the pool; any thread.
namespace blocklibrary {

/// "centrifuge-wash-v2.cyblock.json"
[[nodiscard]] QString fileNameOf(const RecipeBlock &block);
struct Contents
{
    QVector<RecipeBlock> blocks; ///< the newest version of each, by English name
    QVector<Error> refused; ///< files that could not be read: each with its place
};
[[nodiscard]] Contents read(const QString &folder);
/// Writes \p block as the next version of its id (1 when there is none) and never over another
/// file. Returns it with its version. Fails with "file.cannotWrite", "block.empty".
Result<RecipeBlock> add(const QString &folder, RecipeBlock block);
/// Removes all versions of a block. Fails with "file.cannotRemove".
Result<void> remove(const QString &folder, const QString &id);

} // namespace blocklibrary

} // namespace cytoloom
