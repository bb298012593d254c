// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/message.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QVector>

namespace cytoloom {

/// One rule that stands in the way, as it was journalled: it is not judged again in a replay.
struct RefusedFinding
{
    QString rule;
    QString key; ///< Finding::approvalKey
    Message message;
    QString waiverRole; ///< who may accept it; empty: nobody
    friend bool operator==(const RefusedFinding &, const RefusedFinding &) = default;
};

/// A start, restart or release that the runtime rules have refused and that waits for a person to
/// mend what is wrong, or to waive it. It outlives restarts (it is in the journal).
struct Refusal
{
    ElementId element; ///< the step
    ElementId target; ///< what RESTART was given to (empty: the batch); otherwise the step
    QString moment; ///< word of RunSituation::Moment
    QVector<RefusedFinding> findings;
    quint64 prompt = 0; ///< that asks what to do, or for the reason of the waiver
    UtcTime time {};
    PersonId person; ///< who wanted it; empty: the engine
    friend bool operator==(const Refusal &, const Refusal &) = default;

    [[nodiscard]] bool isRestart() const { return moment == QLatin1String("restart"); }
    /// Every finding may be accepted by somebody.
    [[nodiscard]] bool isWaivable() const
    {
        for (const RefusedFinding &finding : findings) {
            if (finding.waiverRole.isEmpty())
                return false;
        }
        return !findings.isEmpty();
    }
};

} // namespace cytoloom
