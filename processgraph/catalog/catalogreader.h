// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/commonjson.h"
#include "processgraph/catalog/phaseclass.h"
#include "processgraph/catalog/unitoperationtype.h"
#include "processgraph/foundation/jsonreader.h"

namespace cytoloom {

/// The two large records of catalogue files. Every problem goes to the reader that is given,
/// "catalog.expression" (args: text, reason) for a formula that does not parse included.
/// \p resultsRead: the "r.<name>" of its formulas, which any class of the catalogue may report.
[[nodiscard]] PhaseClass readPhaseClass(JsonReader &reader, QStringList *resultsRead);
/// As readPhaseClass() reads it back: a batch keeps the logic that it was begun with.
[[nodiscard]] JsonValue phaseClassValue(const PhaseClass &phase);
[[nodiscard]] UnitOperationType readUnitOperation(JsonReader &reader);

namespace json {
const Words<LogicKind> &logicWords();
const Words<AnswerKind> &answerWords();
} // namespace json

} // namespace cytoloom
