// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmhistory.h"
#include "processgraph/alarms/alarmkpi.h"

/// Alarms of a busy plant, as pictures and tests of the alarm pages need them.
namespace cytoloom::samples {

/// One in each annunciated state, of every priority.
[[nodiscard]] QVector<Alarm> manyAlarms();
/// Shelved, suppressed by design, out of service.
[[nodiscard]] QVector<Alarm> quietAlarms();
/// A month of alarm events of three batches with a flood, chattering and a stale alarm.
[[nodiscard]] QVector<JournalEvent> alarmMonth();

} // namespace cytoloom::samples
