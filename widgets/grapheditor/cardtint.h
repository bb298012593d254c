// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace cytoloom {

/// How much a step has of what the drawing is coloured by: a fill between none and full, and the
/// amount in words, so that the colour is never the only cue.
struct CardTint
{
    double share = 0; ///< 0 … 1
    QString word; ///< "4 h 10 min"
    friend bool operator==(const CardTint &, const CardTint &) = default;
};

} // namespace cytoloom
