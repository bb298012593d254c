// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"
#include "widgets/grapheditor/drawingsearch.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QToolButton;

namespace cytoloom {

class GraphView;

/// The search of the canvas, in its upper right corner: finds while one types, at all levels; Enter
/// and Shift+Enter go from place to place, Esc closes it.
class CanvasSearch final : public Page
{
    Q_OBJECT

public:
    CanvasSearch(GraphView &view, const Theme &theme);

    void open();
    /// The larger part of \p room (viewport coordinates) that it does not cover.
    [[nodiscard]] QRect freePart(const QRect &room) const;
    [[nodiscard]] const QVector<DrawingHit> &hits() const { return m_hits; }

protected:
    void retranslate() override;
    void restyle() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void step(int by);
    void show(int row);
    void place();

    GraphView &m_view;
    QLineEdit *m_text;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
    QListWidget *m_list;
    QVector<DrawingHit> m_hits;
};

} // namespace cytoloom
