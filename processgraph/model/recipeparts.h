// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/commonjson.h"
#include "processgraph/model/masterrecipe.h"

/// What a recipe file holds beside header and procedure: approvals, waivers, annotations, formula
/// sets. Readers report into the JsonReader that they are given.
namespace cytoloom::json {

[[nodiscard]] Approval readApproval(JsonReader &reader);
[[nodiscard]] Waiver readWaiver(JsonReader &reader);
[[nodiscard]] Annotation readAnnotation(JsonReader &reader);
/// \p formula: the formula of the recipe; values of other names are "recipe.unknownFormula".
[[nodiscard]] FormulaSet readFormulaSet(
    JsonReader &reader, const QVector<FormulaParameter> &formula);
/// Scene coordinates; "json.range" beyond the drawing board, where lines to it would have no end.
[[nodiscard]] double readCoordinate(JsonReader &reader, const char *key);

[[nodiscard]] JsonValue approvalValue(const Approval &approval);
[[nodiscard]] JsonValue waiverValue(const Waiver &waiver);
[[nodiscard]] JsonValue annotationValue(const Annotation &annotation);
[[nodiscard]] JsonValue formulaSetValue(const FormulaSet &set);

} // namespace cytoloom::json
