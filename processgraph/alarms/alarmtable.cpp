// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmtable.h"

#include <array>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using S = AlarmState;
using Target = std::optional<AlarmState>;

struct Row
{
    Target raise;
    Target back;
    Target acknowledge;
};

// In the order of AlarmState.
constexpr std::array<Row, 4> Table {{
    {S::Unacknowledged, std::nullopt, std::nullopt}, // A Normal
    {std::nullopt, S::ReturnedUnacknowledged, S::Acknowledged}, // B Unacknowledged
    {std::nullopt, S::Normal, std::nullopt}, // C Acknowledged
    {S::Unacknowledged, std::nullopt, S::Normal}, // D returned, unacknowledged
}};

bool isA(const Unit &unit, const char16_t *symbol)
{
    const auto other = Unit::parse(QString::fromUtf16(symbol));
    return other && !unit.isDimensionless() && unit.isConvertibleTo(*other);
}

} // namespace

std::optional<AlarmState> alarmStateAfter(AlarmState state, AlarmAction action)
{
    const Row &row = Table[size_t(state)];
    switch (action) {
    case AlarmAction::Raise:
        return row.raise;
    case AlarmAction::Return:
        return row.back;
    case AlarmAction::Acknowledge:
        return row.acknowledge;
    }
    Q_UNREACHABLE();
}

bool isAbnormal(AlarmState state)
{
    return state == S::Unacknowledged || state == S::Acknowledged;
}

bool isAcknowledged(AlarmState state)
{
    return state == S::Normal || state == S::Acknowledged;
}

QString toText(LimitSide side)
{
    return side == LimitSide::Low ? u"low"_s : u"high"_s;
}

AlarmDamping dampingFor(const Unit &unit, const QString &signal)
{
    using std::chrono::seconds;
    if (signal.contains("flow"_L1) || isA(unit, u"mL/min"))
        return {seconds(15), 0.05};
    if (isA(unit, u"Pa"))
        return {seconds(15), 0.02};
    if (isA(unit, u"°C"))
        return {seconds(60), 0.01};
    if (signal.contains("level"_L1) || isA(unit, u"mL"))
        return {seconds(60), 0.05};
    return {};
}

} // namespace cytoloom
