// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/commonjson.h"
#include "processgraph/model/masterrecipe.h"

/// The words of the model's enumerations, as recipe files and records spell them. Never change one:
/// old files have them.
namespace cytoloom::json {

const Words<ElementKind> &elementKindWords();
const Words<VerificationKind> &verificationWords();
const Words<SignatureMeaning> &signatureWords();
const Words<LinkKind> &linkKindWords();
const Words<GateOutcome> &outcomeWords();
const Words<Connection> &connectionWords();
const Words<RecipeStatus> &statusWords();
const Words<FormulaKind> &formulaKindWords();

} // namespace cytoloom::json
