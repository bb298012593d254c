// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QString>
#include <QtCore/QVector>

#include <optional>

namespace cytoloom {

/// What can be wrong with a simulated device. The words of fault scripts are in faultscript.cpp.
enum class FaultKind {
    NoAnswer, ///< "time-out": requests are carried out, their answers get lost
    WrongTransactionId, ///< answers carry another request's number (Modbus TCP)
    WrongCrc, ///< answers carry a wrong check sum (Modbus RTU)
    Exception, ///< requests are refused and not carried out
    ShortFrame, ///< the end of each answer is missing
    LongFrame, ///< each answer is followed by bytes that belong to nothing
    GarbageFrame, ///< each answer is noise of the same length
    SlowBytes, ///< answers come byte by byte
    SwappedUnitId, ///< answers name another unit
    WrongWordOrder, ///< registers of a value in another order, both ways
    FrozenValue, ///< a sensor shows what it showed when the fault began
    Drift, ///< a sensor goes away from the truth at a constant rate
    Spike, ///< a sensor is far off for a moment, again and again
    StuckActuator, ///< writes are acknowledged, but nothing moves
    WriteRefused, ///< writes are refused
    PartialWrite, ///< only the first registers of a write are taken
    PowerLoss, ///< the device is gone and comes back in its power-on state
    LinkFlap, ///< the link comes and goes; the device itself is well
    ClockJump, ///< the plant's clock is set forward, or says an earlier time
};

/// Which answers of a device a fault on the wire touches.
enum class FaultAnswers { All, Reads, Writes };

/// One entry of a fault script. Fields that its kind does not have keep their defaults. A value.
struct Fault
{
    QString id; ///< unique in its script; names it in messages
    FaultKind kind = FaultKind::NoAnswer;
    DeviceId device; ///< or, when empty, the device that shows unit and signal
    UnitId unit;
    QString signal; ///< "temperature.pv"; for the kinds that touch a single value

    // When: the first of these that is stated; none: at once.
    std::optional<Duration> after; ///< since the start of the plant, or since it was injected
    int requests = 0; ///< counted since the start of the plant, or since it was injected
    QString condition; ///< over the true values of the unit's signals: as long as it holds
    /// Empty: until the end, or as long as the condition holds.
    std::optional<Duration> lasts;

    int every = 1; ///< wire: each n-th answer
    FaultAnswers answers = FaultAnswers::All;
    int exceptionCode = 4; ///< exception, write-refused
    int gapMs = 20; ///< slow-bytes, real time
    int otherUnit = 0; ///< swapped-unit-id; 0: the next number
    bool bytes = false; ///< wrong-word-order: the bytes of each register, too
    double rate = 0; ///< drift, unit of the signal per hour
    double height = 0; ///< spike, unit of the signal
    Duration interval = std::chrono::minutes(10); ///< from spike to spike, from flap to flap
    Duration width = std::chrono::minutes(1); ///< of a spike; of the gap of a flap
    bool showsOrdered = false; ///< stuck-actuator: the register shows what was ordered
    int registers = 1; ///< partial-write: how many are taken
    Duration by {0}; ///< clock-jump: positive forward, negative backward

    friend bool operator==(const Fault &, const Fault &) = default;
};

[[nodiscard]] QString faultKindText(FaultKind kind);
[[nodiscard]] QVector<FaultKind> allFaultKinds();
/// A frame on the wire, an answer of the device, a single value, or the plant as a whole.
enum class FaultPlace { Wire, Registers, Value, Device, Plant };
[[nodiscard]] FaultPlace placeOf(FaultKind kind);

} // namespace cytoloom
