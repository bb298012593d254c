// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmrate.h"

#include <algorithm>

namespace cytoloom {

FloodMeter::FloodMeter(int start, int end, Duration window)
    : m_start(start)
    , m_end(end)
    , m_window(window)
{ }

bool FloodMeter::add(UtcTime time)
{
    m_times << time;
    if (m_flood) {
        ++m_flood->count;
        return false;
    }
    if (int(m_times.size()) <= m_start)
        return false;
    m_flood = AlarmFlood {{}, time, {}, int(m_times.size())};
    return true;
}

std::optional<AlarmFlood> FloodMeter::advance(UtcTime now)
{
    std::optional<AlarmFlood> ended;
    const qsizetype size = m_times.size();
    if (m_flood) {
        // The count falls below m_end when only the last m_end - 1 alarms are left in the window.
        const UtcTime end = size < m_end ? now : m_times.at(size - m_end) + m_window;
        if (now >= end) {
            ended = m_flood;
            ended->until = std::max(end, m_flood->from);
            m_flood.reset();
        }
    }
    m_times.removeIf([&](UtcTime time) { return now - time >= m_window; });
    return ended;
}

void FloodMeter::restore(const QVector<UtcTime> &times, const std::optional<AlarmFlood> &flood)
{
    m_times = times;
    m_flood = flood;
}

QVector<AlarmFlood> floodsOf(
    QVector<UtcTime> times, int start, int end, Duration window, UtcTime until)
{
    std::sort(times.begin(), times.end());
    QVector<AlarmFlood> floods;
    FloodMeter meter(start, end, window);
    for (const UtcTime time : std::as_const(times)) {
        if (const auto ended = meter.advance(time))
            floods << *ended;
        meter.add(time);
    }
    if (const auto ended = meter.advance(until))
        floods << *ended;
    if (meter.flood()) {
        floods << *meter.flood();
        floods.last().until = until;
    }
    return floods;
}

} // namespace cytoloom
