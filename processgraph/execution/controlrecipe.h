// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/phaseclass.h"
#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/model/masterrecipe.h"
#include "processgraph/plant/plant.h"
#include "processgraph/validation/profile.h"

#include <QtCore/QMap>

namespace cytoloom {

/// Who and what a batch is. Only the coded identity travels with the product.
struct BatchHeader
{
    BatchId id; ///< batch number
    QString identity; ///< coded patient or donor identity, e.g. "C-7K42-09"; never a name
    QString shape; ///< identity token: "triangle", "circle", "square", "diamond", "hexagon", "star"
    QString colour; ///< identity token: "#0072B2"
    bool simulated = false;
    /// Whose rules are asked while the batch runs; stays with it when it is taken up again. Records
    /// of programs that did not write it yet are of CN.
    Profile profile = Profile::CN;
    /// Of the patient: a higher one goes first where batches with the same slack want one unit.
    int priority = 0;
    friend bool operator==(const BatchHeader &, const BatchHeader &) = default;
};

/// A frozen copy of a master recipe with its batch and its bound units. Never edited.
struct ControlRecipe
{
    BatchHeader header;
    MasterRecipe recipe;
    QString recipeHash; ///< of the master it was made from
    QMap<RoleId, UnitId> units;
    /// The logic of every phase class that the recipe uses, as it was when the batch was made
    /// (RecipeExecutor::create() freezes it): a later catalogue changes no batch. Empty in batches
    /// of programs that did not freeze it yet.
    QVector<PhaseClass> phaseClasses;

    /// Null when the frozen logic has none of that name.
    [[nodiscard]] const PhaseClass *phaseClass(const QString &id) const;
    /// Binds every role to the unit that \p chosen names for it, to its preferred unit, or to the
    /// first unit of the class that has the capabilities. Fails with "batch.notApproved" (status
    /// must be Approved or Effective), "model.approvalBroken" (changed after it was signed),
    /// "model.approvalMissing" (not signed by production and quality, whoever the file names as its
    /// approver), "batch.noUnit" (args: role, reason), "batch.badNumber" (args: length, most).
    static Result<ControlRecipe> make(const MasterRecipe &master, const Plant &plant,
        const BatchHeader &header, const QMap<RoleId, UnitId> &chosen = {});

    /// A unit for every role that has one, so that batches spread over the plant: of those that can
    /// play the role the one that \p taken counts least, the preferred one among equals. Adds what
    /// it chose to \p taken. For make().
    static QMap<RoleId, UnitId> spread(
        const MasterRecipe &master, const Plant &plant, QHash<UnitId, int> *taken);

    [[nodiscard]] JsonValue toJson() const; ///< what the batch.created event stores
    static Result<ControlRecipe> fromJson(const JsonValue &json);
};

} // namespace cytoloom
