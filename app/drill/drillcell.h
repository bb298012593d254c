// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/faults/fault.h"
#include "processgraph/execution/journal.h"
#include "processgraph/foundation/message.h"
#include "processgraph/plant/tagvalue.h"

#include <optional>

namespace cytoloom {

/// One row of the matrix: an automatic phase with one device that it works with.
struct DrillStep
{
    ElementId element;
    UnitId unit;
    DeviceId device;
    /// The value that the phase looks at most, where it looks at any: what value faults befall.
    QString signal;
    /// What the phase orders: what a stuck actuator keeps.
    QString ordered;
    friend bool operator==(const DrillStep &, const DrillStep &) = default;
};

/// What the engine believed and what was really there, at one moment.
struct TruthSample
{
    UtcTime time {};
    TagId tag;
    TagValue believed;
    double truth = 0;
    double tolerance = 0; ///< believed and truth agree within it
    [[nodiscard]] bool isWrong() const
    {
        return believed.quality == Quality::Good && std::abs(believed.value - truth) > tolerance;
    }
};

/// A decision of the engine that rested on a value: a step of phase logic that ended by a
/// condition or recorded a result, or a transition that fired.
struct DrillDecision
{
    quint64 sequence = 0;
    UtcTime time {};
    QString code;
    ElementId element;
    TruthSample value;
};

/// A process limit of the recipe on a value under watch.
struct DrillLimit
{
    TagId tag;
    std::optional<double> low;
    std::optional<double> high;
};

/// Everything that was seen of one cell: what the verdict is made from. A value.
struct DrillObservation
{
    DrillStep step;
    FaultKind fault = FaultKind::NoAnswer;
    UtcTime began {};
    UtcTime faultEnded {};
    UtcTime ended {};
    QVector<JournalEvent> events; ///< of the batch, from the injection to the end of the cell
    QVector<TruthSample> samples;
    QVector<DrillDecision> decisions;
    QVector<DrillLimit> limits;
    /// Of pumps and other moving parts while the step was Held and its device could be reached:
    /// what they really do; all must be 0.
    QMap<TagId, double> whileHeld;
    bool wasHeld = false; ///< step or batch
    bool heldInTheEnd = false; ///< and a person's Restart did not help
    bool recovered
        = false; ///< device Connected, values Good and true, before the cell was given up
    bool journalWhole = true; ///< what was acknowledged stands in the store, without a hole
    int restarts = 0; ///< by the drill's person
};

enum class DrillOutcome {
    Handled, ///< it went on by itself; limits kept, or told
    Held, ///< it stands in a safe state, nothing is lost, a person has restarted it
    Harmed,
    NotReached, ///< the batch never came there with that fault still to be tried
};
[[nodiscard]] QString toText(DrillOutcome outcome); ///< "handled", "held", "harmed", "notReached"

/// How it was noticed, the first of them.
struct DrillDetection
{
    QString code; ///< of the event; empty: not at all
    quint64 sequence = 0;
    Duration after {0}; ///< since the injection
    QString detail; ///< alarm, state or error
};

struct DrillVerdict
{
    DrillOutcome outcome = DrillOutcome::NotReached;
    Message reason; ///< "drill.…"
    DrillDetection detection;
    QString effect; ///< word, see drillreport: what the fault did to what the engine saw
    quint64 firstSequence = 0;
    quint64 lastSequence = 0;
};

/// One field of the matrix with its evidence.
struct DrillCell
{
    DrillObservation seen;
    DrillVerdict verdict;
};

} // namespace cytoloom
