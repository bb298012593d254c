// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"

namespace cytoloom {

[[nodiscard]] QString toText(GateOutcome outcome); ///< "pass", "fail", "pending", "none"

/// What a gate says about the results known now.
struct GateDecision
{
    GateOutcome outcome = GateOutcome::Pending; ///< Pending: a result is missing
    JsonValue results; ///< object: attribute -> value as judged
    QStringList failed; ///< attributes
};

/// Nothing is decided before every result is there. A result in another unit is converted to the
/// criterion's; one that cannot be converted fails.
[[nodiscard]] GateDecision decideGate(const Element &gate,
    const QMap<QString, ResultValue> &results, const QMap<QString, QString> &units);

} // namespace cytoloom
