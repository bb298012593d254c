// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/toleranceclock.h"
#include "processgraph/plant/plant.h"

namespace cytoloom {

/// What somebody is about to do, or what may happen to the plant.
struct BlastTrigger
{
    enum class Kind {
        Command, ///< `command` to `element` (empty: the whole batch) of `batch`
        DeviceLost, ///< `device` is out of reach for longer than its grace time
        UnitLost ///< every device of `unit` is
    };
    Kind kind = Kind::Command;
    BatchId batch;
    ElementId element;
    ProceduralCommand command = ProceduralCommand::Hold;
    DeviceId device;
    UnitId unit;

    static BlastTrigger commandTo(
        const BatchId &batch, const ElementId &element, ProceduralCommand command);
    static BlastTrigger deviceLost(const DeviceId &device);
    static BlastTrigger unitLost(const UnitId &unit);
};

/// What that touches. A value; codes and words in both languages, nothing is ordered by it.
struct BlastRadius
{
    struct Step
    {
        BatchId batch;
        ElementId element; ///< empty: the batch itself
        LocalizedText name;
        UnitId unit;
        ProceduralState from = ProceduralState::Idle;
        ProceduralState to = ProceduralState::Idle; ///< where it comes to rest
        friend bool operator==(const Step &, const Step &) = default;
    };
    struct Unit
    {
        UnitId unit;
        LocalizedText name;
        BatchId batch; ///< empty: no batch works there
        ElementId element; ///< the phase that orders it
        Message effect; ///< what its safe state does, in the words of the phase class
        friend bool operator==(const Unit &, const Unit &) = default;
    };
    struct Batch
    {
        BatchId batch;
        QString identity; ///< coded, with its token: whose cells
        QString shape;
        QString colour;
        LocalizedText product;
        int steps = 0; ///< phases and manual steps that change state
        int goingOn = 0; ///< that do not
        bool sharesUnit = false; ///< untouched itself, but in a unit that is ordered
        std::optional<Duration> tolerance; ///< the least time that its clocks leave, of those below
        friend bool operator==(const Batch &, const Batch &) = default;
    };
    struct Clock
    {
        BatchId batch;
        LocalizedText name; ///< of the clock's step
        ToleranceClock clock;
        friend bool operator==(const Clock &, const Clock &) = default;
    };

    std::optional<Error> refusal; ///< a command that would be rejected: nothing is touched
    QVector<Step> touched; ///< by batch, containers before content
    QVector<Step> goesOn; ///< work of touched batches that stays as it is
    QVector<Unit> units;
    QVector<Batch> batches; ///< touched ones first
    QVector<Clock> clocks; ///< that go on, or begin, with it; the least left first
    Message summary; ///< one sentence
    [[nodiscard]] std::optional<Duration> tolerance() const
    {
        return clocks.isEmpty() ? std::nullopt : std::optional(clocks.first().clock.left());
    }
    friend bool operator==(const BlastRadius &, const BlastRadius &) = default;
};

/// Decides on copies of \p batches what the executor would decide, by the same functions
/// (statecontrol on a Transaction; partners of a transfer follow), and reads off what is different.
/// \p now and \p elapsed are those of the clock. Of 16 batches some milliseconds: ask it when a
/// person reaches for the command, not with every repaint. Pure; any thread.
[[nodiscard]] BlastRadius blastRadius(const BlastTrigger &trigger,
    const QVector<BatchState> &batches, const Plant &plant, UtcTime now, Duration elapsed);

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::BlastRadius)
