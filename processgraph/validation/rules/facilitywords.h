// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/validationcontext.h"

/// What the rules about rooms, joints and materials ask in common.
namespace cytoloom::rules {

/// The grade around the step: of its room where that is known, else what the recipe asks for.
[[nodiscard]] std::optional<Grade> gradeAround(const ValidationContext &context, int element);
/// Grade A in a grade B background, or in an isolator that stands in C or better (EU GMP Annex 1,
/// 4.20, 8.12); without a plant what the recipe asks for.
[[nodiscard]] bool isAsepticPlace(const ValidationContext &context, int element);
/// Product is kept from the room: closed or functionally closed.
[[nodiscard]] bool isClosed(Openness openness);
/// Element, and its unit and room where they are known.
[[nodiscard]] FindingPlace placeInRoom(const ValidationContext &context, int element);
/// Room without an element.
[[nodiscard]] FindingPlace placeOf(const Room &room);
/// "Culture 1 (R-C01)".
[[nodiscard]] LocalizedText nameOf(const Room &room);
[[nodiscard]] LocalizedText nameOf(const Element &element);
/// The element's own word, or that of the nearest container that states one; empty: nobody does.
[[nodiscard]] QString statedText(const ValidationContext &context, int element, const QString &id);
[[nodiscard]] QStringList statedWords(
    const ValidationContext &context, int element, const QString &id);
/// A finding that lacks data rather than proves a violation, or that the rule calls less severe.
void soften(Finding &finding);
/// The words of a choice as people read them, one after the other.
[[nodiscard]] LocalizedText choiceNames(const QString &attribute, const QStringList &words);
/// A set or bag that the line of the bill of materials stands for, not a material that flows.
[[nodiscard]] bool isSingleUse(const BomLine &line);

} // namespace cytoloom::rules
