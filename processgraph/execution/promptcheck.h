// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"

namespace cytoloom {

/// Whether \p answer may be taken now. Fails with "prompt.notOpen", "prompt.noPerson",
/// "prompt.notNumber", "prompt.range" (args: value, low, high, unit), "prompt.choice",
/// "prompt.empty", "prompt.samePerson".
[[nodiscard]] Result<void> checkAnswer(const BatchState &state, const PromptAnswer &answer);

/// What the answer becomes as a result: the number or index, or the text; Confirm is 1.
[[nodiscard]] ResultValue answerValue(const Prompt &prompt, const PromptAnswer &answer);

/// Whether \p person may give this signature to \p element now. Fails with "sign.noPerson",
/// "sign.notAsked", "sign.tooEarly", "sign.samePerson" (who performed does not judge, who verified
/// did not perform).
[[nodiscard]] Result<void> checkSignature(const BatchState &state, const ElementId &element,
    SignatureMeaning meaning, const QString &role, const PersonId &person);

} // namespace cytoloom
