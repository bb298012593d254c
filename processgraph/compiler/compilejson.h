// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"
#include "processgraph/foundation/jsonvalue.h"

namespace cytoloom {

/// The report as one JSON object for machines: codes and numbers, and sentences in \p language
/// beside them. Durations are seconds, volumes mL, cells 1e6. Pure.
[[nodiscard]] JsonValue toJson(const CompileReport &report, Language language);

[[nodiscard]] JsonValue toJson(const UncertainNumber &number, Language language);

[[nodiscard]] QString toText(ProofOutcome outcome); ///< "passed", "violated", …
[[nodiscard]] QString toText(RuleMoment moment); ///< "design", "schedule", "run"
[[nodiscard]] QString toText(Severity severity); ///< "error", "warning", "information"
[[nodiscard]] QString toText(Profile profile); ///< "CN", "EU", "US"
[[nodiscard]] QString toText(TimeNetwork::Reason reason); ///< "sequence", "holdLimit", …

} // namespace cytoloom
