// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "widgets/common/theme.h"

namespace cytoloom {

/// What all items of one scene share; the scene owns it.
struct GraphStyle
{
    Theme theme;
    Language language = Language::En;
    bool editable = false;
    bool runtime = false; ///< an overlay of a running batch is shown
};

} // namespace cytoloom
