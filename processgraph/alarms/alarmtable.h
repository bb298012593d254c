// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"

#include <chrono>
#include <optional>

namespace cytoloom {

/// What happens to an alarm. Raise, Return, Latch (return of a latching alarm), ReAlarm, Suppress
/// and Unsuppress are the engine's; the others are acts of people. Unshelve is also the expiry.
enum class AlarmAction : quint8 {
    Raise,
    Return,
    Acknowledge,
    Latch,
    Reset,
    ReAlarm,
    Shelve,
    Unshelve,
    Suppress,
    Unsuppress,
    TakeOutOfService,
    ReturnToService
};

/// The state that \p action leads to, or nullopt where it changes nothing (rules.md 3.3, states
/// A-I). What comes back from G, H or I comes back as Normal; where its condition holds, it is then
/// raised like any other. A latched alarm waits for its reset and cannot be shelved; it is reset
/// once it is acknowledged.
[[nodiscard]] std::optional<AlarmState> alarmStateAfter(AlarmState state, AlarmAction action);
/// The condition holds at this moment, and people are told.
[[nodiscard]] bool isAbnormal(AlarmState state);
[[nodiscard]] bool isAcknowledged(AlarmState state); ///< or nothing to acknowledge
/// Waits for a person's acknowledgement: flashes.
[[nodiscard]] inline bool isWaiting(AlarmState state)
{
    return !isAcknowledged(state);
}
/// Shelved, suppressed by design or out of service: listed, but not annunciated.
[[nodiscard]] bool isQuiet(AlarmState state);
[[nodiscard]] bool isLatched(AlarmState state);
[[nodiscard]] QChar letterOf(AlarmState state); ///< 'A' … 'I'
[[nodiscard]] QString toText(LimitSide side); ///< "low", "high"

/// How long a value must be outside before an alarm comes, and how far inside before it goes.
/// Starting values of rules.md 3.3; a site settles its own.
struct AlarmDamping
{
    Duration delay = std::chrono::seconds(60);
    double deadband = 0.02; ///< fraction of the tag's span
    friend bool operator==(const AlarmDamping &, const AlarmDamping &) = default;
};
/// By the kind of quantity: flow 5 %/15 s, volume and level 5 %/60 s, pressure 2 %/15 s,
/// temperature 1 %/60 s, others 2 %/60 s. The unit decides; the signal's name where it has none.
[[nodiscard]] AlarmDamping dampingFor(const Unit &unit, const QString &signal);
/// The unit measures a temperature, a pressure.
[[nodiscard]] bool isTemperature(const Unit &unit);
[[nodiscard]] bool isPressure(const Unit &unit);

} // namespace cytoloom
