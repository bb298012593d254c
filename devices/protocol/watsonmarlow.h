// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/lineprotocol.h"

namespace cytoloom {

// Watson-Marlow 323Du pumps: each command begins with the pump's number (several share one line)
// and ends in CR. Pure functions; any thread.
//   1RS -> "323Du 400.0 CCW 0 !": model, speed in rpm, direction, 1 while it turns
//   1GO, 1ST, 1SP400, 1RR, 1RL: start, stop, speed, clockwise, anticlockwise; never answered
// The answer carries neither the pump's number nor a check sum.

struct PumpStatus
{
    QByteArray model; ///< "323Du"
    double speed = 0; ///< rpm
    bool clockwise = true;
    bool running = false;
    friend bool operator==(const PumpStatus &, const PumpStatus &) = default;
};

/// "323Du 400.0 CCW 0 !" and CR.
QByteArray pumpStatusBytes(const PumpStatus &status);

/// Takes what stands up to the next '!' from the front of a receive buffer: a status or Garbage.
LineTake takePumpStatus(QByteArray &buffer, PumpStatus &status);

/// A command as a pump on the line receives it: "1SP400" is {1, "SP", 400}.
struct PumpCommand
{
    int pump = 0;
    QByteArray name; ///< two capital letters
    std::optional<double> value;
    friend bool operator==(const PumpCommand &, const PumpCommand &) = default;
};
/// Takes one command (up to its CR) from the front of a receive buffer, for the pumps' end.
LineTake takePumpCommand(QByteArray &buffer, PumpCommand &command);

const LineCodec &watsonMarlowCodec();

} // namespace cytoloom
