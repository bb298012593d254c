// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "widgets/common/theme.h"

#include <QtCore/QElapsedTimer>

namespace cytoloom {

/// What all items of one scene share; the scene owns it.
struct GraphStyle
{
    Theme theme;
    Language language = Language::En;
    bool editable = false;
    bool runtime = false; ///< an overlay of a running batch is shown
    /// Goes to paper or into a file: everything is drawn as shapes and text, in full detail.
    bool vector = false;
    /// The view is being panned or zoomed: a card may be shown from its last picture, scaled, and
    /// what there is no time for in this frame is drawn when the hand rests.
    bool moving = false;
    QElapsedTimer frame; ///< since the frame that is being drawn began
};

} // namespace cytoloom
