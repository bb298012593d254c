// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtCore/QString>

class QFrame;
class QLabel;
class QPushButton;
class QScrollArea;
class QWidget;

namespace cytoloom {

/// Sizes and parts for two pairs of gloves (rules.md 3.4). Pixels come from the screen's physical
/// density, with a floor for screens that report nonsense. GUI thread.
namespace touch {

[[nodiscard]] int critical(); ///< side of Start, Hold, Abort, Sign: at least 20 mm
[[nodiscard]] int normal(); ///< side of everything else that is touched: at least 15 mm
[[nodiscard]] int gap(); ///< between two that are touched: at least 3 mm
[[nodiscard]] int dangerGap(); ///< around what destroys: at least 5 mm

/// A button of normal() height; \p role: "", "primary", "danger", "suggestion", "link".
[[nodiscard]] QPushButton *button(
    QWidget *parent, const QString &objectName, const QString &role = {});
/// The same of critical() height, in bold.
[[nodiscard]] QPushButton *bigButton(
    QWidget *parent, const QString &objectName, const QString &role = {});
[[nodiscard]] QLabel *label(QWidget *parent, int pixels, bool bold = false, bool wraps = false);
/// Colours the text of \p label (palette, so that it survives a style sheet).
void ink(QWidget *label, const QColor &colour);
/// A scroll area without frame that fingers can flick, its bar wide enough to be seen.
[[nodiscard]] QScrollArea *scroller(QWidget *parent, QWidget *content);

} // namespace touch
} // namespace cytoloom
