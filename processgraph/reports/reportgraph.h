// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/reports/graphlayout.h"
#include "processgraph/reports/reportwords.h"

class QPainter;

namespace cytoloom {

/// The outermost level of the procedure as a drawing for paper: laid out anew from top to bottom,
/// since the drawing of the screen is far wider than a page; every step with its name, unit and the
/// state that it ended in. A long one goes on over several pages. \p report outlives it. Vector.
class ReportGraph
{
public:
    ReportGraph(const BatchReport &report, Language language);

    /// Into how many parts pages with \p fullHeight points cut it; remembers the cuts.
    int parts(double fullHeight) const;
    [[nodiscard]] double height(int part) const;
    /// Inside \p box, which is as wide as the page's text and height(part) high.
    void draw(QPainter &painter, const QRectF &box, int part) const;

private:
    struct Edge
    {
        int from = 0;
        int to = 0;
        bool matter = false;
        bool aside = false; ///< between two of the same layer: not in the layout
        QString label;
        int route = -1;
    };
    void addEdge(const ElementId &from, const ElementId &to, bool matter, const QString &label);
    void drawEdge(QPainter &painter, const Edge &edge) const;
    void drawAside(QPainter &painter, const Edge &edge, int number) const;
    void drawNode(QPainter &painter, int index) const;
    [[nodiscard]] QRectF body(int index) const; ///< without the room for lines below
    [[nodiscard]] ElementId outermost(const ElementId &id) const;
    [[nodiscard]] double scale() const;

    const BatchReport &m_report;
    ReportWords m_words;
    QVector<ElementId> m_nodes;
    QVector<QSizeF> m_bodies;
    QVector<Edge> m_edges;
    GraphLayout m_layout;
    mutable QVector<double> m_cuts; ///< in layout points, from 0 to the height
};

} // namespace cytoloom
