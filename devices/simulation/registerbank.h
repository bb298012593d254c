// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/protocol/modbusframe.h"

namespace cytoloom {

/// The four tables of a Modbus server. Coils and discrete inputs are 0 or 1. One thread.
class RegisterBank
{
public:
    virtual ~RegisterBank() = default;
    /// Appends \p count values to \p values, or says which exception the client gets.
    virtual ModbusException read(
        RegisterTable table, int address, int count, QVector<quint16> &values)
        = 0;
    /// All or nothing.
    virtual ModbusException write(RegisterTable table, int address, const QVector<quint16> &values)
        = 0;
};

} // namespace cytoloom
