// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/finding.h"
#include "processgraph/validation/profile.h"
#include "processgraph/validation/validator.h"

/// Findings that people have accepted. A waiver of the recipe holds for one finding (approvalKey)
/// and only while everything that stands at its places is as it was when it was signed; then the
/// finding is still told, as waived. Pure functions; any thread.
namespace cytoloom::waivers {

/// Hash over what the places of \p finding hold, over its rule's version and its message: steps
/// with their ports, parameters and evidence (not where they stand in the drawing), links, roles
/// and formula values that these name, units and rooms with their evidence. Hex.
[[nodiscard]] QString placeHash(const Finding &finding, const ValidationInput &input);

/// Why a waiver counts or does not.
enum class Verdict {
    Valid,
    NotWaivable, ///< the rule lets nobody waive it
    WrongRole, ///< somebody else than RuleDefinition::waiverRole signed
    Incomplete, ///< no person or no reason
    PlaceChanged, ///< void: what it was given for is not there any more as it was
    NoFinding ///< nothing is found under its key: it is not needed
};
[[nodiscard]] Verdict judge(
    const Waiver &waiver, const QVector<Finding> &findings, const ValidationInput &input);

/// Sets Finding::waived on those that a valid waiver of the input's recipe accepts.
void apply(QVector<Finding> &findings, const ValidationInput &input);

/// A waiver for \p finding as it is now. Fails with "waiver.notWaivable" (args: rule),
/// "waiver.wrongRole" (args: rule, needed), "waiver.incomplete".
Result<Waiver> make(const Finding &finding, const ValidationInput &input, const QString &role,
    const PersonId &person, const QString &reason, UtcTime time);

} // namespace cytoloom::waivers
