// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/graphlayout.h"

#include <QtCore/QHash>

#include <algorithm>
#include <cmath>

namespace cytoloom {

namespace {

constexpr double Aside = 12; ///< between two nodes of a layer
constexpr double BendWidth = 6;
constexpr double LeastGap = 17; ///< between two layers
constexpr double Track = 5; ///< between two horizontal stretches
constexpr int Sweeps = 12;

} // namespace

GraphLayout::GraphLayout(const QVector<QSizeF> &sizes, const QVector<Link> &links)
    : m_nodes(int(sizes.size()))
{
    for (const QSizeF &size : sizes)
        m_spots.append({size, 0, 0, 0, {}, {}});
    findLayers(links);
    addBends(links);
    order();
    place();
    route(links);
}

void GraphLayout::findLayers(const QVector<Link> &links)
{
    // Longest path by relaxing: as many rounds as there are nodes end a cycle that ought not to be.
    for (int round = 0; round < m_nodes; ++round) {
        bool moved = false;
        for (const Link &link : links) {
            if (link.from == link.to || m_spots[link.to].layer > m_spots[link.from].layer
                || m_spots[link.from].layer + 1 >= m_nodes)
                continue;
            m_spots[link.to].layer = m_spots[link.from].layer + 1;
            moved = true;
        }
        if (!moved)
            break;
    }
}

void GraphLayout::addBends(const QVector<Link> &links)
{
    for (const Link &link : links) {
        QVector<int> chain {link.from};
        for (int layer = m_spots[link.from].layer + 1; layer < m_spots[link.to].layer; ++layer) {
            chain << int(m_spots.size());
            m_spots.append({QSizeF(BendWidth, 0), layer, 0, 0, {}, {}});
        }
        chain << link.to;
        if (m_spots[link.to].layer > m_spots[link.from].layer) {
            for (qsizetype i = 1; i < chain.size(); ++i) {
                m_spots[chain[i - 1]].down << chain[i];
                m_spots[chain[i]].up << chain[i - 1];
            }
        }
        m_chains << chain;
    }
    for (int spot = 0; spot < m_spots.size(); ++spot) {
        if (m_layers.size() <= m_spots[spot].layer)
            m_layers.resize(m_spots[spot].layer + 1);
        m_layers[m_spots[spot].layer] << spot;
    }
}

int GraphLayout::crossings() const
{
    int count = 0;
    for (qsizetype layer = 1; layer < m_layers.size(); ++layer) {
        QVector<std::pair<int, int>> lines;
        QHash<int, int> position;
        for (int i = 0; i < m_layers[layer - 1].size(); ++i)
            position.insert(m_layers[layer - 1][i], i);
        for (int i = 0; i < m_layers[layer].size(); ++i)
            for (const int upper : m_spots[m_layers[layer][i]].up)
                lines.append({position.value(upper), i});
        for (qsizetype a = 0; a < lines.size(); ++a)
            for (qsizetype b = a + 1; b < lines.size(); ++b)
                if ((lines[a].first - lines[b].first) * (lines[a].second - lines[b].second) < 0)
                    ++count;
    }
    return count;
}

void GraphLayout::sortLayer(int layer, bool byUpper)
{
    QHash<int, int> position;
    const int other = byUpper ? layer - 1 : layer + 1;
    for (int i = 0; i < m_layers[other].size(); ++i)
        position.insert(m_layers[other][i], i);
    for (int i = 0; i < m_layers[layer].size(); ++i) {
        Spot &spot = m_spots[m_layers[layer][i]];
        const QVector<int> &neighbours = byUpper ? spot.up : spot.down;
        double sum = 0;
        for (const int neighbour : neighbours)
            sum += position.value(neighbour);
        spot.above = neighbours.isEmpty() ? i : sum / double(neighbours.size());
    }
    std::stable_sort(m_layers[layer].begin(), m_layers[layer].end(),
        [this](int a, int b) { return m_spots[a].above < m_spots[b].above; });
}

void GraphLayout::order()
{
    QVector<QVector<int>> best = m_layers;
    int least = crossings();
    for (int sweep = 0; sweep < Sweeps && least > 0; ++sweep) {
        if (sweep % 2 == 0)
            for (int layer = 1; layer < m_layers.size(); ++layer)
                sortLayer(layer, true);
        else
            for (int layer = int(m_layers.size()) - 2; layer >= 0; --layer)
                sortLayer(layer, false);
        if (const int now = crossings(); now < least) {
            least = now;
            best = m_layers;
        }
    }
    m_layers = best;
}

/// Brings every spot as near to the mean of its neighbours as those beside it allow.
void GraphLayout::alignLayer(int layer, bool byUpper)
{
    const QVector<int> &spots = m_layers[layer];
    QVector<double> wanted;
    for (const int id : spots) {
        const Spot &spot = m_spots[id];
        const QVector<int> &neighbours = byUpper ? spot.up : spot.down;
        double sum = 0;
        for (const int neighbour : neighbours)
            sum += m_spots[neighbour].x;
        wanted << (neighbours.isEmpty() ? spot.x : sum / double(neighbours.size()));
    }
    const auto apart = [&](qsizetype i) {
        return (m_spots[spots[i - 1]].size.width() + m_spots[spots[i]].size.width()) / 2 + Aside;
    };
    QVector<double> fromLeft = wanted;
    for (qsizetype i = 1; i < spots.size(); ++i)
        fromLeft[i] = std::max(wanted[i], fromLeft[i - 1] + apart(i));
    QVector<double> fromRight = wanted;
    for (qsizetype i = spots.size() - 2; i >= 0; --i)
        fromRight[i] = std::min(wanted[i], fromRight[i + 1] - apart(i + 1));
    for (qsizetype i = 0; i < spots.size(); ++i)
        m_spots[spots[i]].x = (fromLeft[i] + fromRight[i]) / 2;
}

void GraphLayout::place()
{
    for (const QVector<int> &layer : std::as_const(m_layers)) {
        double x = 0;
        for (const int spot : layer) {
            m_spots[spot].x = x + m_spots[spot].size.width() / 2;
            x += m_spots[spot].size.width() + Aside;
        }
    }
    for (int sweep = 0; sweep < Sweeps; ++sweep) {
        for (int layer = 1; layer < m_layers.size(); ++layer)
            alignLayer(layer, true);
        for (int layer = int(m_layers.size()) - 2; layer >= 0; --layer)
            alignLayer(layer, false);
    }
    double left = 1e9, right = -1e9;
    for (const Spot &spot : std::as_const(m_spots)) {
        left = std::min(left, spot.x - spot.size.width() / 2);
        right = std::max(right, spot.x + spot.size.width() / 2);
    }
    double y = 0;
    m_places.resize(m_nodes);
    m_tracks.resize(m_layers.size());
    m_cuts << 0;
    for (int layer = 0; layer < m_layers.size(); ++layer) {
        double height = 0;
        for (const int spot : m_layers[layer]) {
            m_spots[spot].x -= left;
            height = std::max(height, m_spots[spot].size.height());
        }
        for (const int spot : m_layers[layer]) {
            if (spot >= m_nodes)
                continue;
            m_places[spot] = QRectF(QPointF(), m_spots[spot].size);
            m_places[spot].moveCenter({m_spots[spot].x, y + height / 2});
        }
        y += height;
        for (const int spot : m_layers[layer])
            for (const int lower : m_spots[spot].down)
                if (layer + 1 < m_layers.size())
                    m_tracks[layer].insert({spot, lower}, 0);
        if (layer + 1 < m_layers.size()) {
            // Not yet moved to the left margin: the same for both ends, so the tracks are right.
            for (const int spot : m_layers[layer + 1])
                m_spots[spot].x -= left;
            const double gap = addTracks(layer, y);
            for (const int spot : m_layers[layer + 1])
                m_spots[spot].x += left;
            m_cuts << y + gap / 2;
            y += gap;
        }
    }
    m_cuts << y;
    m_size = QSizeF(right - left, y);
}

/// Gives each way between this layer and the next a height; ways that would lie upon each other
/// get different ones unless they leave the same spot or reach the same one.
double GraphLayout::addTracks(int layer, double top)
{
    struct Way
    {
        int from, to;
        double left, right;
        int track;
    };
    QVector<Way> ways;
    for (auto it = m_tracks[layer].cbegin(); it != m_tracks[layer].cend(); ++it) {
        const auto [from, to] = it.key();
        const double a = m_spots[from].x, b = m_spots[to].x;
        ways.append({from, to, std::min(a, b), std::max(a, b), 0});
    }
    std::sort(ways.begin(), ways.end(), [](const Way &a, const Way &b) {
        return std::tie(a.left, a.from, a.to) < std::tie(b.left, b.from, b.to);
    });
    int tracks = 1;
    for (qsizetype i = 0; i < ways.size(); ++i) {
        Way &way = ways[i];
        const auto taken = [&](int track) {
            return std::any_of(ways.begin(), ways.begin() + i, [&](const Way &other) {
                return other.track == track && other.right > way.left - 1
                    && other.left < way.right + 1 && other.from != way.from && other.to != way.to
                    && other.right - other.left > 1 && way.right - way.left > 1;
            });
        };
        while (taken(way.track))
            ++way.track;
        tracks = std::max(tracks, way.track + 1);
    }
    const double gap = LeastGap + Track * (tracks - 1);
    const double first = top + gap / 2 - Track * (tracks - 1) / 2.0;
    for (const Way &way : std::as_const(ways))
        m_tracks[layer][{way.from, way.to}] = first + Track * way.track;
    return gap;
}

void GraphLayout::route(const QVector<Link> &links)
{
    for (qsizetype i = 0; i < links.size(); ++i) {
        const QRectF from = m_places[links[i].from];
        const QRectF to = m_places[links[i].to];
        QPolygonF line {QPointF(from.center().x(), from.bottom())};
        const QVector<int> &chain = m_chains[i];
        for (qsizetype step = 1; step < chain.size(); ++step) {
            const Spot &upper = m_spots[chain[step - 1]];
            const Spot &lower = m_spots[chain[step]];
            const double y
                = m_tracks.value(upper.layer)
                      .value({chain[step - 1], chain[step]}, from.bottom() + LeastGap / 2);
            line << QPointF(upper.x, y) << QPointF(lower.x, y);
        }
        line << QPointF(to.center().x(), to.top());
        m_routes << line;
    }
}

} // namespace cytoloom
