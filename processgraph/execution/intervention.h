// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"
#include "processgraph/execution/faultcatalogue.h"

namespace cytoloom {

/// Line clearance of a unit as two people state it (GMP-CLR-02).
struct LineClearance
{
    UnitId unit;
    QString checklist; ///< form number
    QStringList items; ///< checked and found in order
    PersonId person;
    PersonId verifiedBy; ///< somebody else
};

/// A person changes how a part of the batch goes on (empty element: all of it).
struct ModeOrder
{
    ElementId element; ///< empty or a container
    ExecutionMode mode = ExecutionMode::Automatic;
    QString reason; ///< needed for Manual
    PersonId person;
};

/// Procedural jump (active step change): the steps under way in a Held container are left and `to`
/// comes next. Two people.
struct JumpOrder
{
    ElementId to; ///< a step of the Held container
    QString reason;
    PersonId person;
    PersonId verifiedBy;
};

/// A transition is passed although its condition does not hold. Two people.
struct ForceOrder
{
    ElementId transition;
    QString reason;
    PersonId person;
    PersonId verifiedBy;
};

/// What a person decides about a step that an error has put into Hold (see faultcatalogue.h).
struct FaultOrder
{
    ElementId element; ///< a Held phase
    FaultOption option = FaultOption::Retry;
    QString reason;
    std::optional<double> value; ///< ByHand: of the result that the step would have reported
    PersonId person;
    PersonId verifiedBy; ///< Skip, ByHand: somebody else
};

/// The data of unit.cleared. \p keeps: the batch keeps the unit (after an Abort).
[[nodiscard]] JsonValue clearanceData(const LineClearance &clearance, bool keeps);

/// What a jump would do. Pure.
struct JumpPlan
{
    ElementId container;
    QVector<ElementId> left; ///< steps under way that it goes away from; they are stopped
    QVector<LinkId> taken; ///< control links whose tokens go
    LinkId placed; ///< where the token comes down
    QVector<ElementId> skipped; ///< work between here and there that is never done
    friend bool operator==(const JumpPlan &, const JumpPlan &) = default;
};

/// \p to can be jumped to. Fails with "jump.unknown", "jump.notHeld" (args: container),
/// "jump.underWay" (it is to be restarted, not jumped to), "jump.parallel" (a parallel branch would
/// be left without a token, or with one too many).
[[nodiscard]] Result<JumpPlan> planJump(const BatchState &state, const ElementId &to);

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::LineClearance)
