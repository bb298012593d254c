// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

namespace cytoloom {

/// Roles of those who sign a version of a recipe (GMP-SIG-01).
namespace approvalroles {
inline const QString Author = QStringLiteral("author"); ///< wrote it and hands it in for review
inline const QString Production = QStringLiteral("production");
inline const QString Quality = QStringLiteral("quality");
inline const QString Issue = QStringLiteral("issue"); ///< makes it effective
inline const QString Retirement = QStringLiteral("retirement");
} // namespace approvalroles

/// SHA-256, hex, of what people sign: the recipe without its status and without the signatures
/// themselves, so that it is the same from submission to retirement.
[[nodiscard]] QString contentHash(const MasterRecipe &recipe);

/// The same person, however the name was typed.
[[nodiscard]] bool samePerson(const QString &a, const QString &b);

/// Are the signatures under \p recipe what its status says? A Draft needs none. Otherwise:
/// "model.approvalBroken" (args: version, person): somebody signed another content, so the file was
/// changed after that; "model.approvalMissing" (args: version, role): Approved, Effective and
/// Retired need production and quality, two people of whom neither is the author (GMP-SIG-01).
/// The hash is no secret: it finds a change by hand, not a forger. Any thread.
[[nodiscard]] Result<void> checkApprovals(const MasterRecipe &recipe);
/// The first half alone, for recipes of programs that kept no signatures.
[[nodiscard]] Result<void> checkSignedContent(const MasterRecipe &recipe);

} // namespace cytoloom
