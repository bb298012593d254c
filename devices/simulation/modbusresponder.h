// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/registerbank.h"

namespace cytoloom {

/// Answers one request PDU out of a register bank: functions 1, 2, 3, 4, 5, 6, 15, 16, 22 and
/// 23 (which writes before it reads; refused, it has written nothing). Everything else, and
/// everything malformed, gets the exception that the specification asks for; the answer is never
/// empty unless \p pdu is.
QByteArray modbusAnswer(RegisterBank &bank, const QByteArray &pdu);

} // namespace cytoloom
