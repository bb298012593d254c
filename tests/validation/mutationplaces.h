// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/validation/mutations.h"

/// Where a slip can happen in an input: one mutation per place.
namespace cytoloom::test {

using Mutations = QVector<Mutation>;

/// One mutation per element that \p applies to.
[[nodiscard]] Mutations eachElement(const ValidationInput &input,
    const std::function<bool(const Element &)> &applies,
    const std::function<void(Element &)> &change);
[[nodiscard]] Mutations eachLink(const ValidationInput &input,
    const std::function<bool(const Link &)> &applies, const std::function<void(Link &)> &change);
[[nodiscard]] Mutations dropLinks(const ValidationInput &input, LinkKind kind);
/// One mutation per parameter that \p applies to.
[[nodiscard]] Mutations eachParameter(const ValidationInput &input,
    const std::function<bool(const Parameter &)> &applies,
    const std::function<void(Parameter &)> &change);
[[nodiscard]] Mutations removeGate(const ValidationInput &input);
[[nodiscard]] Mutations failBackIntoProduct(const ValidationInput &input);
[[nodiscard]] Mutations eachCriterion(const ValidationInput &input, bool remove);
[[nodiscard]] Mutations dropEvidence(const ValidationInput &input);
[[nodiscard]] Mutations dropBomLine(const ValidationInput &input);
[[nodiscard]] Mutations dropFormula(const ValidationInput &input);
[[nodiscard]] Mutations eachUnit(
    const ValidationInput &input, const std::function<void(PlantUnit &)> &change);
[[nodiscard]] Mutations eachRoom(
    const ValidationInput &input, const std::function<void(Room &)> &change);
[[nodiscard]] Mutations eachLot(
    const ValidationInput &input, const std::function<void(MaterialLot &)> &change);
[[nodiscard]] Mutations eachSet(
    const ValidationInput &input, const std::function<void(SingleUseSet &)> &change);
[[nodiscard]] Mutations eachPerson(
    const ValidationInput &input, const std::function<void(CrewMember &)> &change);

} // namespace cytoloom::test
