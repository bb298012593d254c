// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtGui/QIcon>
#include <QtGui/QPalette>

namespace cytoloom {

/// The tokens of the look: colours, spacing, type. Light and dark mirror each other. A value; the
/// main window hands the current one down. GUI thread.
struct Theme
{
    QColor canvas, surface, raised; ///< page / panel / card
    QColor line, strongLine; ///< borders / node outline
    QColor text, muted;
    QColor accent; ///< interactive things and the focus ring only
    QColor idle, running, done; ///< fills of the process drawing
    QColor alarm[4]; ///< priorities 1 … 4
    QColor passed, quarantine, rejected; ///< material and equipment status tags only
    QColor pens[7]; ///< trend pens, Okabe–Ito
    bool dark = false;

    static Theme light();
    static Theme darkSet();

    // Spacing and sizes in device-independent pixels
    static constexpr int space1 = 4, space2 = 8, space3 = 12, space4 = 16, space5 = 24, space6 = 32;
    static constexpr int radius = 4;
    static constexpr int caption = 12, body = 13, section = 16, page = 20; ///< desk type sizes
    static constexpr int panelCaption = 16, panelBody = 18, panelSection = 22, panelPage = 28;

    [[nodiscard]] QPalette palette() const;
    /// Style sheet of the standard widgets (buttons, fields, tables, tabs, tool bars, scroll bars).
    [[nodiscard]] QString styleSheet() const;
    /// Noto Sans with Noto Sans CJK SC behind it, at \p pixels.
    [[nodiscard]] static QFont font(int pixels, bool bold = false);
    /// The same with tabular digits: for values.
    [[nodiscard]] static QFont digits(int pixels, bool bold = false);
    /// An icon of resources/icons, drawn in \p colour. Empty icon when \p name is unknown.
    [[nodiscard]] static QIcon icon(const QString &name, const QColor &colour);
    /// Pixels of \p millimetres on the screen of the application, from its physical density.
    [[nodiscard]] static int millimetres(double millimetres);
};

} // namespace cytoloom
