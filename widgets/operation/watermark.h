// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"

namespace cytoloom {

/// SIMULATION across a page, faint and over everything: a training run looks like a real one and
/// cannot be mistaken for it, not even on a photograph. Touches go through it. GUI thread.
class Watermark final : public Page
{
    Q_OBJECT

public:
    /// Covers \p page, whose child it is, and follows its size.
    Watermark(const Theme &theme, QWidget *page);

protected:
    void retranslate() override { update(); }
    void restyle() override { update(); }
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace cytoloom
