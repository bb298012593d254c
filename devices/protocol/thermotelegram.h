// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/lineprotocol.h"

namespace cytoloom {

// Telegrams of Thermo Scientific CO2 incubators (Heracell VIOS 160i/250i, Steri-Cycle i160,
// Heracell 150i): ASCII without capital letters. Pure functions; any thread.
//   read   ?:aaaa:bb::cc<CR>     -> !:aaaa:bb:XXXX:cc<CR>
//   write  !:aaaa:bb:XXXX:cc<CR> -> !:aaaa:bb::cc<CR>
// aaaa parameter, bb length of the payload, cc check sum of all before it. A payload of ?0 … ?3 is
// a refusal. Source: operating instructions, annex "Data communication".

struct ThermoTelegram
{
    bool isQuestion = false; ///< begins with '?': a reading
    QByteArray parameter; ///< four digits, lower-case hexadecimal
    QByteArray payload; ///< at most 255 bytes
    friend bool operator==(const ThermoTelegram &, const ThermoTelegram &) = default;
};

/// Of the bytes before the check sum. The CRC-8 begins with 0: the manual names the polynomial
/// only.
quint8 thermoChecksum(QByteArrayView bytes, ThermoChecksum kind);
QByteArray thermoBytes(const ThermoTelegram &telegram, ThermoChecksum kind);

/// Takes one telegram from the front of a receive buffer, for either end. Bytes that cannot begin a
/// telegram are Garbage up to the next one that can; so is one whose check sum is wrong.
LineTake takeThermoTelegram(QByteArray &buffer, ThermoChecksum kind, ThermoTelegram &telegram);

/// "2010" and "2010=+37.0"; an answer's fields stand between semicolons.
const LineCodec &thermoCodec();

} // namespace cytoloom
