// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/runtime/pollitem.h"

#include <QtCore/QHash>

namespace cytoloom {

/// A tag whose guards do not all hold has no usable value: plausible becomes false, trouble
/// "device.guard" (args: tag, guard, found, expected; it says more than that the value is
/// implausible). \p readings: by tag index, all of one poll;
/// a guard that is missing or has no value of its own does not hold. Pure; any thread.
void applyGuards(const DeviceProfile &profile, QHash<int, TagReading> &readings);

/// "device.guard" where a guard of \p tag does not hold; an empty code where all do. Pure.
Message brokenGuard(
    const DeviceProfile &profile, const DeviceTag &tag, const QHash<int, TagReading> &readings);
/// The questions that read the guards of \p tag alone; none where it has no guards. Pure.
QVector<PollItem> guardItems(const DeviceProfile &profile, int unit, const DeviceTag &tag);

} // namespace cytoloom
