// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace cytoloom {

/// What steps need of the recipe around them: the unit roles they bind, the formula values that
/// their parameters and conditions read, the lines of the bill of materials that feed their ports
/// and whose sets they use. Values; any thread.
struct StepParts
{
    QSet<QString> roles, formula, bom; ///< by id

    /// All that the steps of \p procedure refer to, whether it is there or not.
    [[nodiscard]] static StepParts of(const Procedure &procedure);
    /// Takes everything else out of roles, formula and bill of materials of \p recipe.
    void keepOnly(MasterRecipe &recipe) const;
};

/// One part that came into a recipe with steps of another one.
struct BroughtPart
{
    QString id; ///< where it came from
    QString as; ///< where it is now: another id where the recipe had something else under that one
    friend bool operator==(const BroughtPart &, const BroughtPart &) = default;
};

/// Everything that came along, in the order of the recipe that it came from.
struct BroughtParts
{
    QVector<BroughtPart> roles, formula, bom;

    [[nodiscard]] bool isEmpty() const
    {
        return roles.isEmpty() && formula.isEmpty() && bom.isEmpty();
    }
    /// "edit.cameAlong" (args: roles, formula, lines).
    [[nodiscard]] Message message() const;
    friend bool operator==(const BroughtParts &, const BroughtParts &) = default;
};

/// Brings the parts of steps from one recipe to another. A part that the target has under the same
/// id and equal is used there; one of the same id and different is brought under a new id (never
/// silently replaced by what the target calls so: it may be another titre), and what was brought so
/// before is used again. A value.
class PartsTransfer
{
public:
    /// \p source: the header that the steps of \p procedure come with.
    PartsTransfer(
        const MasterRecipe &source, const Procedure &procedure, const MasterRecipe &target);

    /// \p target's header with what is to come; its procedure is the target's.
    [[nodiscard]] const MasterRecipe &header() const { return m_header; }
    [[nodiscard]] const BroughtParts &brought() const { return m_brought; }
    /// Lets \p element refer to the parts under the ids that they have in the target.
    void point(Element &element) const;

private:
    MasterRecipe m_header;
    BroughtParts m_brought;
    QHash<QString, QString> m_roles, m_formula, m_bom; ///< only ids that became others
};

} // namespace cytoloom
