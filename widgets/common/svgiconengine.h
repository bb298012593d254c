// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtGui/QColor>
#include <QtGui/QIconEngine>

namespace cytoloom {

/// Draws an SVG whose lines are "currentColor" in one colour, sharp at every size and density.
/// Disabled icons are faded. GUI thread.
class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(const QByteArray &svg, const QColor &colour);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    [[nodiscard]] QIconEngine *clone() const override;
    bool isNull() override { return m_svg.isEmpty(); }

private:
    QByteArray m_svg; ///< with the colour filled in
    QColor m_colour;
};

} // namespace cytoloom
