// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/jsonvalue.h"

#include <QtCore/QVector>

namespace cytoloom {

/// One thing that another system has changed in a file of ours.
struct ForeignChange
{
    QString id; ///< of the step, link, parameter, … that it is in; empty: the recipe
    QString field; ///< name in the recipe file; empty where the whole was added or removed
    bool applied = true; ///< false: what it changes has no counterpart, so it is lost
};

/// Carries the changes that another system has made to the BatchML part of our export over to the
/// recipe that was exported, so that they cost nothing of what BatchML does not know. All three are
/// recipes as JSON: \p own what was exported, \p before what a foreign reader makes of the export,
/// \p after what it makes of the changed file. What is the same in the last two stays as it is in
/// the first. Lists are matched by id, links by their ends; places on the drawing do not count.
JsonValue withForeignChanges(const JsonValue &own, const JsonValue &before, const JsonValue &after,
    QVector<ForeignChange> &changes);

} // namespace cytoloom
