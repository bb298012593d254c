// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/liveview.h"
#include "widgets/grapheditor/runtimebadge.h"

#include <QtCore/QHash>

namespace cytoloom {

/// The running batch as the process drawing shows it: state, times, live values, attention.
[[nodiscard]] QHash<ElementId, RuntimeBadge> runtimeBadges(
    const LiveBatch &batch, const QVector<Alarm> &alarms, UtcTime now, Language language);

} // namespace cytoloom
