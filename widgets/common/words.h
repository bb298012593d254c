// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "processgraph/execution/executionmode.h"
#include "processgraph/execution/proceduralstate.h"
#include "processgraph/plant/equipmentgateway.h"
#include "processgraph/plant/tagvalue.h"

#include <QtCore/QString>

namespace cytoloom::words {

/// Words of the field for the enumerations of the core, in the language of the installed
/// translator (English without one). GUI thread.
[[nodiscard]] QString state(ProceduralState state);
/// The same for the stored word ("Running"); an unknown word comes back as it is.
[[nodiscard]] QString state(const QString &storedWord);
[[nodiscard]] QString command(ProceduralCommand command);
[[nodiscard]] QString mode(ExecutionMode mode);
[[nodiscard]] QString quality(Quality quality);
[[nodiscard]] QString connection(ConnectionState state);
[[nodiscard]] QString alarmState(AlarmState state);
[[nodiscard]] QString priority(int priority);
/// "below 40 %", "above 37.5 °C".
[[nodiscard]] QString alarmLimit(const Alarm &alarm);

/// Shortest readable number: 4 significant digits, 1.42e9 beyond a million, "–" for not a number.
[[nodiscard]] QString number(double value);
/// Number, narrow gap, unit; "1" and the empty unit show nothing.
[[nodiscard]] QString quantity(double value, const QString &unit);
/// As short as it is exact to four digits: "38 %".
[[nodiscard]] QString brief(double value, const QString &unit);
/// "40–90 %", "≤ 90 %", "≥ 40 %", empty for no limit.
[[nodiscard]] QString range(
    const std::optional<double> &low, const std::optional<double> &high, const QString &unit = {});
/// "12 s", "3 min": how long ago.
[[nodiscard]] QString age(qint64 ms);
/// Local time of a moment: "14:02:31" today, "11-22 14:02" otherwise.
[[nodiscard]] QString clock(UtcTime time, UtcTime now);

} // namespace cytoloom::words
