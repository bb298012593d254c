// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/message.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QMetaType>
#include <QtCore/QVector>

namespace cytoloom {

/// A unit procedure that waits for its unit. It stands in the journal ("unit.requested"), so the
/// queue is the same after a restart.
struct UnitRequest
{
    BatchId batch;
    ElementId element; ///< the unit procedure
    UnitId unit;
    UtcTime since {};
    Message why; ///< "unit.held", "unit.awaitsClearance", "unit.notFirst", "unit.wouldBlock"
    friend bool operator==(const UnitRequest &, const UnitRequest &) = default;
};

/// How a unit of the plant stands between batches. A batch keeps its claim from the allocation
/// until the line clearance after it, not until the end of a phase (reference rules 3.2; CLR-01).
struct UnitClaim
{
    enum class State {
        Free,
        Allocated, ///< a unit procedure of `holder` has it
        Kept, ///< released, but `holder` needs it once more: its cells may still be in it
        AwaitingClearance ///< left by `holder`, not cleared
    };
    struct Waiting
    {
        BatchId batch;
        ElementId element;
        UtcTime since {};
        Message why; ///< as judged now
        int place = 1; ///< in the queue, 1 is next
        friend bool operator==(const Waiting &, const Waiting &) = default;
    };
    UnitId unit;
    State state = State::Free;
    BatchId holder; ///< or the batch that left it
    ElementId element; ///< the unit procedure that has or had it
    UtcTime since {};
    QVector<Waiting> queue; ///< as it will be served
    friend bool operator==(const UnitClaim &, const UnitClaim &) = default;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::UnitClaim)
