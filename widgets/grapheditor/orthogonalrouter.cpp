// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/orthogonalrouter.h"

#include <QtCore/QSet>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cytoloom {

namespace {

constexpr double Cell = 256;
constexpr double Clearance = 6; ///< a line this near to a box counts as crossing it
constexpr double Lead = 18; ///< straight piece before the first bend
constexpr double Lane = 12;

QPoint cellOf(double x, double y)
{
    return {int(std::floor(x / Cell)), int(std::floor(y / Cell))};
}

template <class Visit> void eachCell(const QRectF &area, Visit visit)
{
    const QPoint first = cellOf(area.left(), area.top());
    const QPoint last = cellOf(area.right(), area.bottom());
    for (int x = first.x(); x <= last.x(); ++x) {
        for (int y = first.y(); y <= last.y(); ++y)
            visit(QPoint(x, y));
    }
}

QPolygonF simplified(const QPolygonF &line)
{
    QPolygonF result;
    for (const QPointF &point : line) {
        if (!result.isEmpty() && QLineF(result.last(), point).length() < 0.5)
            continue;
        const qsizetype n = result.size();
        if (n >= 2) {
            const QPointF a = result.at(n - 2), b = result.at(n - 1);
            const bool flat = std::abs(a.y() - b.y()) < 0.5 && std::abs(b.y() - point.y()) < 0.5;
            const bool steep = std::abs(a.x() - b.x()) < 0.5 && std::abs(b.x() - point.x()) < 0.5;
            if (flat || steep)
                result.removeLast();
        }
        result.append(point);
    }
    return result;
}

struct Sides
{
    QPointF left, right, top, bottom;
};

Sides sidesOf(const OrthogonalRouter::End &end, const QRectF &other)
{
    const QRectF &box = end.box;
    const double reachY = std::max(0.0, box.height() / 2 - 6);
    double y = box.center().y() + std::clamp(end.shiftY, -reachY, reachY);
    if (end.flexible)
        y = std::clamp(other.center().y() + end.shiftY, box.top() + 2, box.bottom() - 2);
    const double reachX = std::max(0.0, box.width() / 2 - 6);
    const double x = box.center().x() + std::clamp(end.shiftX, -reachX, reachX);
    return {{box.left(), y}, {box.right(), y}, {x, box.top()}, {x, box.bottom()}};
}

} // namespace

void OrthogonalRouter::clear()
{
    m_boxes.clear();
    m_grid.clear();
}

void OrthogonalRouter::addObstacle(const QRectF &box)
{
    const int index = int(m_boxes.size());
    m_boxes.append(box);
    eachCell(box, [&](QPoint cell) { m_grid[cell].append(index); });
}

int OrthogonalRouter::crossed(const QPolygonF &line, const QRectF &from, const QRectF &to) const
{
    QSet<int> hit;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QRectF piece = QRectF(line.at(i - 1), line.at(i)).normalized();
        const QRectF area = piece.adjusted(-Clearance, -Clearance, Clearance, Clearance);
        eachCell(area, [&](QPoint cell) {
            const auto found = m_grid.constFind(cell);
            if (found == m_grid.constEnd())
                return;
            for (const int index : *found) {
                const QRectF &box = m_boxes.at(index);
                const bool own = box == from || box == to;
                // Its own boxes may be touched at the side, never run through.
                if (own ? box.adjusted(2, 2, -2, -2).intersects(piece.adjusted(0, 0, 0.1, 0.1))
                        : box.intersects(area))
                    hit.insert(index);
            }
        });
    }
    return int(hit.size());
}

double OrthogonalRouter::cost(const QPolygonF &line, const QRectF &from, const QRectF &to) const
{
    double length = 0;
    for (qsizetype i = 1; i < line.size(); ++i)
        length += QLineF(line.at(i - 1), line.at(i)).length();
    return 4000.0 * crossed(line, from, to) + length + 60.0 * double(line.size());
}

QPolygonF OrthogonalRouter::route(const End &from, const End &to, int lane) const
{
    const Sides a = sidesOf(from, to.box);
    const Sides b = sidesOf(to, from.box);
    QVector<QPolygonF> tries;
    const double shift = lane * Lane;
    const auto viaX = [&](QPointF p, QPointF q, double x) {
        tries.append(QPolygonF({p, {x, p.y()}, {x, q.y()}, q}));
    };
    const auto viaY = [&](QPointF p, QPointF q, double y) {
        tries.append(QPolygonF({p, {p.x(), y}, {q.x(), y}, q}));
    };
    // Left to right
    if (b.left.x() - a.right.x() > 8) {
        const QPointF p = a.right, q = b.left;
        if (std::abs(p.y() - q.y()) < 1)
            tries.append(QPolygonF({p, {q.x(), p.y()}}));
        viaX(p, q, (p.x() + q.x()) / 2 + shift);
        viaX(p, q, std::min(p.x() + Lead + shift, q.x() - 8));
        viaX(p, q, std::max(q.x() - Lead - shift, p.x() + 8));
    }
    // Right to left, as in the rows that run back
    if (a.left.x() - b.right.x() > 8) {
        const QPointF p = a.left, q = b.right;
        const bool level = std::abs(p.y() - q.y()) < from.box.height() / 2;
        if (level) {
            if (std::abs(p.y() - q.y()) < 1)
                tries.append(QPolygonF({p, {q.x(), p.y()}}));
            viaX(p, q, (p.x() + q.x()) / 2);
        }
    }
    // Downwards and upwards
    if (b.top.y() - a.bottom.y() > 8) {
        const QPointF p = a.bottom, q = b.top;
        viaY(p, q, (p.y() + q.y()) / 2 + shift);
        viaY(p, q, q.y() - Lead - 8 - shift);
        viaY(p, q, p.y() + Lead + 8 + shift);
        tries.append(QPolygonF({a.right, {q.x(), a.right.y()}, q}));
        tries.append(QPolygonF({p, {p.x(), b.left.y()}, b.left}));
    }
    if (a.top.y() - b.bottom.y() > 8) {
        const QPointF p = a.top, q = b.bottom;
        viaY(p, q, (p.y() + q.y()) / 2 - shift);
        tries.append(QPolygonF({a.right, {q.x(), a.right.y()}, q}));
        tries.append(QPolygonF({p, {p.x(), b.left.y()}, b.left}));
    }
    // Over the top and under the bottom of both
    const QRectF both = from.box.united(to.box);
    const double above = both.top() - Lead - 12 - shift;
    const double below = both.bottom() + Lead + 14 + shift;
    viaY(a.top, b.top, above);
    viaY(a.bottom, b.bottom, below);
    // Around: out at the right, back in at the left
    for (const double y : {above, below}) {
        tries.append(QPolygonF(
            {a.right, {a.right.x() + Lead + shift, a.right.y()}, {a.right.x() + Lead + shift, y},
                {b.left.x() - Lead - shift, y}, {b.left.x() - Lead - shift, b.left.y()}, b.left}));
    }
    // Between two rows: out at the right, along the gap under the first row, in at the left
    for (const double y :
        {from.box.bottom() + Lead + 14 + shift, to.box.top() - Lead - 14 - shift}) {
        tries.append(QPolygonF(
            {a.right, {a.right.x() + Lead + shift, a.right.y()}, {a.right.x() + Lead + shift, y},
                {b.left.x() - Lead - shift, y}, {b.left.x() - Lead - shift, b.left.y()}, b.left}));
        tries.append(QPolygonF({a.bottom, {a.bottom.x(), y}, {b.left.x() - Lead - shift, y},
            {b.left.x() - Lead - shift, b.left.y()}, b.left}));
    }
    QPolygonF best;
    double least = std::numeric_limits<double>::max();
    for (const QPolygonF &attempt : tries) {
        const QPolygonF line = simplified(attempt);
        if (line.size() < 2)
            continue;
        const double price = cost(line, from.box, to.box);
        if (price < least) {
            least = price;
            best = line;
        }
    }
    return best;
}

} // namespace cytoloom
