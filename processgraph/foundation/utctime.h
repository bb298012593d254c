// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace cytoloom {

/// A length of process time.
using Duration = std::chrono::milliseconds;
/// A moment in UTC, to the millisecond. Local time exists only in what a person sees.
using UtcTime = std::chrono::time_point<std::chrono::system_clock, Duration>;

[[nodiscard]] inline UtcTime utcFromMs(qint64 msSinceEpoch)
{
    return UtcTime(Duration(msSinceEpoch));
}
[[nodiscard]] inline qint64 toMs(UtcTime time)
{
    return time.time_since_epoch().count();
}
[[nodiscard]] inline double toSeconds(Duration duration)
{
    return double(duration.count()) / 1000.0;
}
[[nodiscard]] inline Duration fromSeconds(double seconds)
{
    return Duration(qint64(seconds * 1000.0));
}

/// ISO 8601 with milliseconds and "Z".
[[nodiscard]] QString toIso(UtcTime time);
/// Accepts what toIso() writes and any ISO 8601 moment with a zone; nothing else.
[[nodiscard]] std::optional<UtcTime> utcFromIso(const QString &text);
/// "12 d 03 h", "1 h 05 min", "42 s": two parts at most, unit symbols as in both languages.
[[nodiscard]] QString toReadable(Duration duration);

} // namespace cytoloom
