// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

/// Whose rules a recipe is checked against.
enum class Profile { CN, EU, US };

} // namespace cytoloom
