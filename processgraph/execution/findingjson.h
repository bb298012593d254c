// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/refusal.h"
#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/validation/finding.h"

/// Findings as events store them: rule with version, severity, words by code, places and the
/// counter-example. Pure functions; any thread.
namespace cytoloom::findingjson {

[[nodiscard]] JsonValue toJson(const QVector<Finding> &findings);
/// What a fold needs of it; nothing for what is not there or not readable.
[[nodiscard]] QVector<RefusedFinding> read(const JsonValue &data, QStringView key);
/// The ids of the rules, each once: "GMP-EQP-02, GMP-TIM-02".
[[nodiscard]] QString rulesOf(const QVector<RefusedFinding> &findings);

} // namespace cytoloom::findingjson
