// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/lineprotocol.h"

namespace cytoloom {

// The NAMUR commands of IKA stirrers, shakers and hot plates: lines of at most 80 characters that
// end in blank CR LF. Pure functions; any thread.
//   IN_PV_4           -> "300.0 4": the number and the channel that was asked for
//   IN_NAME           -> text
//   OUT_SP_4 300, START_4, STOP_4, RESET: carried out without a word
//   OUT_WD2@60, OUT_SP_42@100: answered with the number that was set
// There is no check sum and no refusal: what the device does not understand it passes over in
// silence. Source: IKA operating instructions, "Interfaces and outputs".

inline constexpr int NamurLongestLine = 80; ///< with its blank CR LF

/// \p text with blank CR LF.
QByteArray namurLine(const QString &text);

/// Takes one line from the front of a receive buffer, without its end and blanks around it. Garbage
/// is a line that is too long, holds anything but printable ASCII, or does not end in CR LF. Empty
/// lines are Skip.
LineTake takeNamurLine(QByteArray &buffer, QByteArray &line);

const LineCodec &namurCodec();

} // namespace cytoloom
