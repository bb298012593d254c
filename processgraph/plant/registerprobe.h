// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/message.h"
#include "processgraph/plant/tagvalue.h"

#include <QtCore/QStringList>

#include <array>
#include <limits>

namespace cytoloom {

// Looking at a Modbus device register by register, for whoever writes or doubts its profile.
// Values; any thread.

enum class ProbeTable : quint8 { Coils, DiscreteInputs, InputRegisters, HoldingRegisters };

/// What to look at; any address, whether a profile knows it or not.
struct RegisterProbe
{
    DeviceId device;
    ProbeTable table = ProbeTable::HoldingRegisters;
    int address = 0; ///< PDU address, 0-based
    int count = 16; ///< 1 … 125 registers, 1 … 2000 coils
    friend bool operator==(const RegisterProbe &, const RegisterProbe &) = default;
};

/// Where the bytes ABCD of a wide value stand: ABCD, CDAB, BADC, DCBA.
inline constexpr int WordOrderCount = 4;

/// What a value that begins at a register would be, were it stored in one of the word orders. NaN:
/// its registers reach beyond what was read, or it is no number.
struct WideReading
{
    static constexpr double None = std::numeric_limits<double>::quiet_NaN();
    double u16 = None; ///< bytes swapped in BADC and DCBA
    double i16 = None;
    double u32 = None;
    double i32 = None;
    double f32 = None;
    double f64 = None;
    double i64 = None;
};

struct RegisterRow
{
    int address = 0;
    quint16 word = 0; ///< of a coil 0 or 1
    std::array<WideReading, WordOrderCount> orders {};
    QStringList tags; ///< names in the profile that begin here
};

/// What the device answered.
struct RegisterSnapshot
{
    RegisterProbe probe;
    UtcTime time {};
    double roundTripMs = 0;
    Message trouble; ///< why there are no rows; empty code otherwise
    QVector<RegisterRow> rows;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::RegisterSnapshot)
