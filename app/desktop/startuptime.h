// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace cytoloom {

/// Prints "first paint: N ms" to standard output once the window has painted itself for the first
/// time; N counts from the start of the process, so that the loader's work is in it. ./bench asks.
void printStartupTime(QWidget &window);

} // namespace cytoloom
