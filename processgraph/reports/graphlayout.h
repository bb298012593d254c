// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointF>
#include <QtCore/QRectF>
#include <QtCore/QSizeF>
#include <QtCore/QVector>
#include <QtGui/QPolygonF>

namespace cytoloom {

/// Lays a graph out from top to bottom on a page: layers by the longest path, crossings thinned out
/// by medians (Sugiyama, Tagawa, Toda 1981), links by right angles with a track of their own
/// between two layers. Not Graphviz: that may run in one thread at a time, and reports are made
/// beside the drawing. A value; any thread. All lengths are points.
class GraphLayout
{
public:
    struct Link
    {
        int from = 0;
        int to = 0;
        friend bool operator==(const Link &, const Link &) = default;
    };
    /// \p links that lead back to an earlier layer are drawn, but put nobody into another layer.
    GraphLayout(const QVector<QSizeF> &sizes, const QVector<Link> &links);

    [[nodiscard]] QSizeF size() const { return m_size; }
    [[nodiscard]] const QVector<QRectF> &places() const { return m_places; }
    /// One per link of the constructor, from the lower edge of \c from to the upper edge of \c to.
    [[nodiscard]] const QVector<QPolygonF> &routes() const { return m_routes; }
    /// Between two layers, from 0 to the height: where a page may end.
    [[nodiscard]] const QVector<double> &cuts() const { return m_cuts; }

private:
    /// A node, or the place where a link that spans several layers crosses one of them.
    struct Spot
    {
        QSizeF size;
        int layer = 0;
        double x = 0; ///< centre
        double above = 0; ///< mean position of the neighbours of the layer before
        QVector<int> up;
        QVector<int> down;
    };
    void findLayers(const QVector<Link> &links);
    void addBends(const QVector<Link> &links);
    void order();
    void place();
    void route(const QVector<Link> &links);
    [[nodiscard]] int crossings() const;
    void sortLayer(int layer, bool byUpper);
    void alignLayer(int layer, bool byUpper);
    double addTracks(int layer, double top);

    QVector<Spot> m_spots;
    QVector<QVector<int>> m_layers; ///< spots of each, from left to right
    QVector<QVector<int>> m_chains; ///< spots of each link, from above to below
    QVector<QHash<std::pair<int, int>, double>> m_tracks; ///< y of the way between two spots
    int m_nodes = 0;
    QSizeF m_size;
    QVector<QRectF> m_places;
    QVector<QPolygonF> m_routes;
    QVector<double> m_cuts;
};

} // namespace cytoloom
