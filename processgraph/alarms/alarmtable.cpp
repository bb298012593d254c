// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/alarms/alarmtable.h"

#include <array>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using S = AlarmState;
using Target = std::optional<AlarmState>;

constexpr Target O = std::nullopt;
constexpr Target A = S::Normal, B = S::Unacknowledged, C = S::Acknowledged,
                 D = S::ReturnedUnacknowledged, E = S::LatchedUnacknowledged,
                 F = S::LatchedAcknowledged, G = S::Shelved, H = S::SuppressedByDesign,
                 I = S::OutOfService;

// Rows in the order of AlarmState, columns in the order of AlarmAction.
// clang-format off
constexpr std::array<std::array<Target, 12>, 9> Table {{
    // Rais Retu Ackn Latc Rese ReAl Shel Unsh Supp Unsu Take RetS
    {{ B,   O,   O,   O,   O,   O,   G,   O,   H,   O,   I,   O }}, // A
    {{ O,   D,   C,   E,   O,   O,   G,   O,   O,   O,   I,   O }}, // B
    {{ O,   A,   O,   F,   O,   B,   G,   O,   O,   O,   I,   O }}, // C
    {{ B,   O,   A,   O,   O,   O,   G,   O,   O,   O,   I,   O }}, // D
    {{ B,   O,   F,   O,   O,   O,   O,   O,   O,   O,   I,   O }}, // E
    {{ B,   O,   O,   O,   A,   O,   O,   O,   O,   O,   I,   O }}, // F
    {{ O,   O,   O,   O,   O,   O,   O,   A,   O,   O,   I,   O }}, // G
    {{ O,   O,   O,   O,   O,   O,   O,   O,   O,   A,   I,   O }}, // H
    {{ O,   O,   O,   O,   O,   O,   O,   O,   O,   O,   O,   A }}, // I
}};
// clang-format on

bool isA(const Unit &unit, const char16_t *symbol)
{
    const auto other = Unit::parse(QString::fromUtf16(symbol));
    return other && !unit.isDimensionless() && unit.isConvertibleTo(*other);
}

} // namespace

std::optional<AlarmState> alarmStateAfter(AlarmState state, AlarmAction action)
{
    return Table[size_t(state)][size_t(action)];
}

bool isAbnormal(AlarmState state)
{
    return state == S::Unacknowledged || state == S::Acknowledged;
}

bool isAcknowledged(AlarmState state)
{
    return state != S::Unacknowledged && state != S::ReturnedUnacknowledged
        && state != S::LatchedUnacknowledged;
}

bool isQuiet(AlarmState state)
{
    return state == S::Shelved || state == S::SuppressedByDesign || state == S::OutOfService;
}

bool isLatched(AlarmState state)
{
    return state == S::LatchedUnacknowledged || state == S::LatchedAcknowledged;
}

QChar letterOf(AlarmState state)
{
    return QChar(u'A' + char16_t(state));
}

bool isTemperature(const Unit &unit)
{
    return isA(unit, u"°C");
}

bool isPressure(const Unit &unit)
{
    return isA(unit, u"Pa");
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
    if (isPressure(unit))
        return {seconds(15), 0.02};
    if (isTemperature(unit))
        return {seconds(60), 0.01};
    if (signal.contains("level"_L1) || isA(unit, u"mL"))
        return {seconds(60), 0.05};
    return {};
}

} // namespace cytoloom
