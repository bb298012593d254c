// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/model/annotation.h"
#include "processgraph/model/approval.h"
#include "processgraph/model/procedure.h"
#include "processgraph/model/waiver.h"

#include <QtCore/QMap>
#include <QtCore/QVector>

namespace cytoloom {

enum class RecipeStatus { Draft, InReview, Approved, Effective, Retired };
enum class FormulaKind { ProcessInput, ProcessOutput, ProcessParameter };

/// One value of the formula; parameters of steps refer to it by id.
struct FormulaParameter
{
    QString id;
    LocalizedText name;
    FormulaKind kind = FormulaKind::ProcessParameter;
    Quantity value;
    friend bool operator==(const FormulaParameter &, const FormulaParameter &) = default;
};

struct BomLine
{
    QString id;
    QString material; ///< material class of the catalogue
    LocalizedText name;
    QString code; ///< the site's material code
    QString specification; ///< specification and version
    Quantity quantity;
    double tolerance = 0; ///< fraction of quantity
    Attributes attributes {}; ///< origin, sterility, risk tier, ratings of single-use items
    friend bool operator==(const BomLine &, const BomLine &) = default;
};

/// One procedure, several sets of values: the values that differ from the formula.
struct FormulaSet
{
    QString id;
    LocalizedText name;
    QMap<QString, Quantity> values; ///< formula parameter id → value
    friend bool operator==(const FormulaSet &, const FormulaSet &) = default;
};

struct CapabilityNeed
{
    QString capability; ///< "temperature", "stirring", "perfusion"
    Range range; ///< values that must be reachable; empty: having it is enough
    Unit unit;
    friend bool operator==(const CapabilityNeed &, const CapabilityNeed &) = default;
};

/// What a unit must be and do to play this role.
struct UnitRole
{
    RoleId id;
    LocalizedText name;
    QString equipmentClass;
    QVector<CapabilityNeed> capabilities;
    UnitId preferredUnit; ///< the unit that a plain run binds; the planner may choose another
    friend bool operator==(const UnitRole &, const UnitRole &) = default;
};

/// A master recipe: header, formula, equipment requirements and procedure (ISA-88.00.01).
/// A value; copying is cheap.
struct MasterRecipe
{
    RecipeId id;
    int version = 1;
    RecipeStatus status = RecipeStatus::Draft;
    LocalizedText name;
    LocalizedText product;
    LocalizedText description;
    QString productCode;
    bool autologous = true;
    QString author; ///< coded
    QString approvedBy; ///< coded; empty until approved
    QString changeReason; ///< why this version was made; empty in the first
    Attributes attributes {}; ///< what holds for the process as a whole
    QVector<Approval> approvals; ///< signatures under this version, oldest first
    QVector<FormulaParameter> formula;
    QVector<FormulaSet> formulaSets;
    QVector<BomLine> bom;
    QVector<UnitRole> roles;
    QVector<Waiver> waivers;
    QVector<Annotation> annotations; ///< comments and groups of the drawing
    Procedure procedure;

    [[nodiscard]] const FormulaParameter *formulaParameter(const QString &wanted) const;
    [[nodiscard]] const BomLine *bomLine(const QString &wanted) const;
    [[nodiscard]] const UnitRole *role(const RoleId &wanted) const;
    /// The set point of \p parameter: its own value or the formula's, in the parameter's unit.
    [[nodiscard]] Result<double> setPoint(const Parameter &parameter) const;

    friend bool operator==(const MasterRecipe &, const MasterRecipe &) = default;
};

} // namespace cytoloom
