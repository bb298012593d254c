// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

/// Makes sure that the linker keeps the data under ":/cytoloom". Call it once in main().
void initResources();

} // namespace cytoloom
