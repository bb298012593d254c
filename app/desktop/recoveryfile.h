// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

#include <QtCore/QVector>

#include <optional>

namespace cytoloom {

/// What a document was when it was last kept aside, so that a crash takes half a minute at most.
struct Recovered
{
    QString key; ///< which document of the run it was
    QString fileName; ///< where it was saved last; empty: nowhere
    UtcTime time {};
    MasterRecipe recipe;
    // For the person who decides, against what is on the disk now:
    int differences = 0;
    int widened = 0;
    bool fileGone = false; ///< fileName is set, and nothing readable is there
    std::optional<MasterRecipe> onDisk; ///< what the comparison found there
};

/// One run of the program has one folder below recoveryRoot(), with a lock that goes with the
/// process: what lies in a folder without a holder was left by a crash. All of it is for the pool,
/// and any thread may call it.
namespace recoveryfile {

[[nodiscard]] QString root();
/// Replaces what was kept under \p kept.key in one step. Fails as writeRecipeFile() does: what
/// could not be read again is not kept, the older state stays.
Result<void> write(const QString &folder, const Recovered &kept);
void remove(const QString &folder, const QString &key);
/// Whole or not at all: "json.…", "schema.…", "recipe.…" with the place.
Result<Recovered> read(const QString &fileName);

struct Left
{
    QVector<Recovered> documents; ///< newest first
    QStringList folders; ///< to be removed once the documents are in hands
    /// "recovery.unreadable" (args: file, line), once for each file that is not what was written;
    /// it is kept.
    QVector<Error> refused;
};
/// What runs that are gone left below \p root; \p own is not looked at. A file that cannot be read
/// stays where it is.
[[nodiscard]] Left findLeft(const QString &root, const QString &own);
/// Takes the folder of a run away, unless a file is in it that nobody could read.
void removeFolder(const QString &folder);

} // namespace recoveryfile

} // namespace cytoloom
