// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/element.h"
#include "processgraph/validation/rulecheck.h"

namespace cytoloom::rules {

/// GMP-IPC-02, GMP-IPC-03 and GMP-IPC-09: what is controlled and sampled where, and what becomes
/// of samples.
QVector<RuleCheck> sampleRules();

/// The words of "testedFor" that a sample port states, or its step where it does not.
[[nodiscard]] QStringList testedFor(const Element &step, const Port &port);

} // namespace cytoloom::rules
