// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace cytoloom {

class GraphScene;
class GraphView;

/// The whole container small, with a frame around what the view shows; click or drag to go there.
class Minimap final : public QWidget
{
    Q_OBJECT

public:
    Minimap(GraphView &view, GraphScene &scene);

    void setTheme(const Theme &theme);
    /// The drawing changed; it is drawn anew a little later, once for many changes.
    void refreshSoon();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void redraw();
    void goTo(QPointF point);

    GraphView &m_view;
    GraphScene &m_scene;
    Theme m_theme;
    QTimer m_later;
    QPixmap m_picture;
    QTransform m_toMap;
};

} // namespace cytoloom
