// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"
#include "processgraph/execution/planprogress.h"
#include "processgraph/execution/unitclaim.h"
#include "processgraph/foundation/language.h"

#include <QtCore/QMetaType>

#include <array>
#include <optional>

namespace cytoloom {

/// What a batch wants of a person next. A value.
struct HumanAction
{
    /// In the order in which they are asked first when several are due at the same moment.
    enum class Kind {
        Recovery, ///< came up after an outage: mismatches to confirm, then Restart
        Refusal, ///< the runtime rules stand in the way
        Fault, ///< a step is Held by a recoverable error: an option is to be chosen
        Restart, ///< Held by a person or by what contains it
        Prompt, ///< a question is open
        Verification, ///< a second person confirms
        Signature, ///< work done, signature missing
        Consent, ///< semi-automatic: a transition waits for consent
        Clearance, ///< a unit waits for its line clearance
        Upcoming, ///< nothing is asked now; a step that needs a person is expected
    };
    Kind kind = Kind::Upcoming;
    ElementId element; ///< empty: the batch
    LocalizedText name; ///< of the step
    quint64 prompt = 0; ///< Prompt, Verification, Refusal
    /// Minutes to it: 0 or less: now, and since so long; nullopt: cannot be said.
    std::optional<Duration> in;
    /// Asked now: until when it must have been done (batch time left); nullopt: no limit.
    std::optional<Duration> left;
    [[nodiscard]] bool isAsked() const { return kind != Kind::Upcoming; }
    friend bool operator==(const HumanAction &, const HumanAction &) = default;
};

/// How loudly a batch calls; readable across the room. Worst last.
enum class Attention { Quiet, Soon, Asked, Late, Danger };

/// One batch as the wall shows it. A value; made anew when state, plan or alarms change.
struct BatchOverview
{
    BatchId batch;
    QString identity; ///< coded; never a name
    QString shape;
    QString colour;
    LocalizedText product;
    QString recipe; ///< "CART-LV-AUTO v4"
    bool simulated = false;
    ProceduralState state = ProceduralState::Idle;
    Message reason; ///< why it is Held, Stopped or Aborted; empty otherwise
    ElementId element; ///< the step under way that matters most
    LocalizedText step;
    UnitId unit;
    int done = 0; ///< phases, manual steps and gates that are Complete,
    int total = 0; ///< of so many
    std::optional<HumanAction> next;
    Attention attention = Attention::Quiet;
    /// How far the batch is behind what the recipe expects (negative: ahead); nullopt: not started.
    std::optional<Duration> behind;
    std::optional<UtcTime> expectedEnd;
    /// The smallest time that open holds and timers still leave the cells; nullopt: no clock runs.
    std::optional<Duration> tolerance;
    std::array<int, 4> alarms {0, 0, 0, 0}; ///< unacknowledged ones by priority 1 … 4
    friend bool operator==(const BatchOverview &, const BatchOverview &) = default;
};

/// Everything that stands open for people, in the order of HumanAction::Kind, the oldest first; a
/// container instead of what it holds. \p claims: units as the arbiter shows them; those that wait
/// for the clearance after this batch count. Pure; any thread.
[[nodiscard]] QVector<HumanAction> askedActions(const BatchState &state, const Plan &plan,
    const QVector<UnitClaim> &claims, UtcTime now, Duration moment);

/// One line of the wall. \p progress is of the same moment; \p alarms: unacknowledged ones by
/// priority 1 … 4. \p now and \p moment (batch time) are the same moment. In the time of what is
/// under way and of one look at each element's state; bench_planprogress says what it costs.
[[nodiscard]] BatchOverview makeBatchOverview(const BatchState &state, const PlanProgress &progress,
    const std::array<int, 4> &alarms, const QVector<UnitClaim> &claims, UtcTime now,
    Duration moment);

/// \p left before \p right on the wall: who needs a human next. Danger first, then what is asked
/// (longest over its limit first), then by the time to the next human action; equal ones by the
/// tolerance of the cells, then by batch number. A strict weak order.
[[nodiscard]] bool needsHumanBefore(const BatchOverview &left, const BatchOverview &right);

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::BatchOverview)
