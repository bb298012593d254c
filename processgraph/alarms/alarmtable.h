// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"

#include <chrono>
#include <optional>

namespace cytoloom {

/// What happens to an alarm: its condition comes, goes, or a person acknowledges.
enum class AlarmAction : quint8 { Raise, Return, Acknowledge };

/// The state that \p action leads to, or nullopt where it changes nothing (rules.md 3.3, states
/// A-D).
[[nodiscard]] std::optional<AlarmState> alarmStateAfter(AlarmState state, AlarmAction action);
/// The condition holds at this moment.
[[nodiscard]] bool isAbnormal(AlarmState state);
[[nodiscard]] bool isAcknowledged(AlarmState state);
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

} // namespace cytoloom
