// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/arrangement.h"

#include <QtCore/QSet>

#include <algorithm>
#include <cmath>
#include <optional>

namespace cytoloom {

namespace {

constexpr double Grid = 10;
constexpr double Gap = 20; ///< that a step keeps from a pinned one

double onGrid(double value)
{
    return std::round(value / Grid) * Grid;
}

QRectF around(const QVector<Arrangement::Box> &boxes)
{
    QRectF all;
    for (const Arrangement::Box &box : boxes)
        all = all.united(box.outline);
    return all;
}

/// One direction of a snap: the smallest step that brings a line of the moving box onto one of
/// another.
struct Hit
{
    double shift = 0;
    double at = 0; ///< coordinate of the line
    double distance = 1e9;
};

Hit nearest(const std::array<double, 3> &mine, const QVector<QRectF> &others, bool acrossX)
{
    Hit best;
    for (const QRectF &other : others) {
        const std::array<double, 3> theirs = acrossX
            ? std::array {other.left(), other.center().x(), other.right()}
            : std::array {other.top(), other.center().y(), other.bottom()};
        for (const double line : theirs) {
            for (const double own : mine) {
                if (std::abs(line - own) < best.distance - 1e-6)
                    best = {line - own, line, std::abs(line - own)};
            }
        }
    }
    return best;
}

/// The shift that leaves the box half way between its neighbours at both sides in its row, or as
/// far from the next as that is from the one behind.
Hit equalGap(const QRectF &moving, const QVector<QRectF> &others)
{
    QVector<QRectF> row;
    for (const QRectF &other : others) {
        if (std::abs(other.center().y() - moving.center().y()) < moving.height() / 2)
            row.append(other);
    }
    std::sort(row.begin(), row.end(),
        [](const QRectF &a, const QRectF &b) { return a.left() < b.left(); });
    Hit best;
    const auto offer = [&](double left) {
        if (std::abs(left - moving.left()) < best.distance)
            best = {left - moving.left(), left, std::abs(left - moving.left())};
    };
    for (qsizetype i = 0; i + 1 < row.size(); ++i) {
        const double gap = row.at(i + 1).left() - row.at(i).right();
        if (gap <= 0)
            continue;
        offer(row.at(i + 1).right() + gap);
        offer(row.at(i).left() - gap - moving.width());
        offer((row.at(i).right() + row.at(i + 1).left() - moving.width()) / 2);
    }
    return best;
}

} // namespace

QHash<ElementId, Position> Arrangement::aligned(const QVector<Box> &boxes, Edge edge)
{
    QHash<ElementId, Position> moved;
    if (boxes.size() < 2)
        return moved;
    const QRectF all = around(boxes);
    for (const Box &box : boxes) {
        QPointF shift;
        switch (edge) {
        case Edge::Left:
            shift.setX(all.left() - box.outline.left());
            break;
        case Edge::Centre:
            shift.setX(onGrid(all.center().x()) - box.outline.center().x());
            break;
        case Edge::Right:
            shift.setX(all.right() - box.outline.right());
            break;
        case Edge::Top:
            shift.setY(all.top() - box.outline.top());
            break;
        case Edge::Middle:
            shift.setY(onGrid(all.center().y()) - box.outline.center().y());
            break;
        case Edge::Bottom:
            shift.setY(all.bottom() - box.outline.bottom());
            break;
        }
        if (!shift.isNull())
            moved.insert(box.id, {box.position.x + shift.x(), box.position.y + shift.y()});
    }
    return moved;
}

QHash<ElementId, Position> Arrangement::distributed(
    const QVector<Box> &boxes, Qt::Orientation along)
{
    QHash<ElementId, Position> moved;
    if (boxes.size() < 3)
        return moved;
    const bool wide = along == Qt::Horizontal;
    const auto low = [wide](const Box &b) { return wide ? b.outline.left() : b.outline.top(); };
    const auto size
        = [wide](const Box &b) { return wide ? b.outline.width() : b.outline.height(); };
    QVector<Box> row = boxes;
    std::stable_sort(
        row.begin(), row.end(), [&](const Box &a, const Box &b) { return low(a) < low(b); });
    double taken = 0;
    for (const Box &box : std::as_const(row))
        taken += size(box);
    const double whole = low(row.last()) + size(row.last()) - low(row.first());
    const double gap = (whole - taken) / double(row.size() - 1);
    double at = low(row.first()) + size(row.first()) + gap;
    for (qsizetype i = 1; i + 1 < row.size(); ++i) {
        const Box &box = row.at(i);
        const double shift = std::round(at) - low(box); // whole units: the file stays readable
        at += size(box) + gap;
        if (std::abs(shift) < 0.5)
            continue;
        moved.insert(box.id,
            wide ? Position {box.position.x + shift, box.position.y}
                 : Position {box.position.x, box.position.y + shift});
    }
    return moved;
}

Arrangement::Snap Arrangement::snapped(
    const QRectF &moving, const QVector<QRectF> &others, double reach)
{
    Snap snap;
    const Hit x = nearest({moving.left(), moving.center().x(), moving.right()}, others, true);
    const Hit y = nearest({moving.top(), moving.center().y(), moving.bottom()}, others, false);
    const Hit gap = equalGap(moving, others);
    const bool byGap = gap.distance < x.distance && gap.distance <= reach;
    if (byGap)
        snap.shift.setX(gap.shift);
    else if (x.distance <= reach)
        snap.shift.setX(x.shift);
    if (y.distance <= reach)
        snap.shift.setY(y.shift);
    const QRectF now = moving.translated(snap.shift);
    const auto has = [](const std::array<double, 3> &lines, double value) {
        return std::any_of(lines.begin(), lines.end(),
            [value](double line) { return std::abs(line - value) < 0.5; });
    };
    if (!byGap && x.distance <= reach) {
        QRectF span = now;
        for (const QRectF &other : others) {
            if (has({other.left(), other.center().x(), other.right()}, x.at))
                span = span.united(other);
        }
        snap.guides.append(QLineF(x.at, span.top() - 12, x.at, span.bottom() + 12));
    }
    if (y.distance <= reach) {
        QRectF span = now;
        for (const QRectF &other : others) {
            if (has({other.top(), other.center().y(), other.bottom()}, y.at))
                span = span.united(other);
        }
        snap.guides.append(QLineF(span.left() - 12, y.at, span.right() + 12, y.at));
    }
    if (byGap) {
        // The equal gaps themselves, as short bars at the height of the middle.
        for (const QRectF &other : others) {
            if (std::abs(other.center().y() - now.center().y()) >= now.height() / 2)
                continue;
            if (other.right() <= now.left() && now.left() - other.right() < 600)
                snap.guides.append(
                    QLineF(other.right(), now.center().y(), now.left(), now.center().y()));
            else if (other.left() >= now.right() && other.left() - now.right() < 600)
                snap.guides.append(
                    QLineF(now.right(), now.center().y(), other.left(), now.center().y()));
        }
    }
    return snap;
}

QHash<ElementId, Position> Arrangement::aroundPinned(const QVector<Box> &boxes,
    const QHash<ElementId, Position> &wanted, const QSet<ElementId> &pinned)
{
    QPointF drift;
    QVector<QRectF> fixed;
    for (const Box &box : boxes) {
        if (!pinned.contains(box.id))
            continue;
        const Position to = wanted.value(box.id, box.position);
        drift += QPointF(box.position.x - to.x, box.position.y - to.y);
        fixed.append(box.outline.adjusted(-Gap, -Gap, Gap, Gap));
    }
    if (fixed.isEmpty())
        return wanted;
    drift /= double(fixed.size());
    drift = {onGrid(drift.x()), onGrid(drift.y())};
    // From the top down, so that what gives way does not land on what has yet to move.
    QVector<Box> rest;
    for (const Box &box : boxes) {
        if (!pinned.contains(box.id) && wanted.contains(box.id))
            rest.append(box);
    }
    std::stable_sort(rest.begin(), rest.end(),
        [&](const Box &a, const Box &b) { return wanted.value(a.id).y < wanted.value(b.id).y; });
    QHash<ElementId, Position> result;
    for (const Box &box : std::as_const(rest)) {
        const Position to = wanted.value(box.id);
        QPointF shift(to.x - box.position.x + drift.x(), to.y - box.position.y + drift.y());
        for (;;) {
            const QRectF there = box.outline.translated(shift);
            const auto other = std::find_if(fixed.cbegin(), fixed.cend(),
                [&there](const QRectF &taken) { return taken.intersects(there); });
            if (other == fixed.cend())
                break;
            shift.ry() += std::ceil((other->bottom() - there.top()) / Grid) * Grid + Grid;
        }
        fixed.append(box.outline.translated(shift).adjusted(-Gap / 2, -Gap / 2, Gap / 2, Gap / 2));
        result.insert(box.id, {box.position.x + shift.x(), box.position.y + shift.y()});
    }
    return result;
}

QPointF Arrangement::freeShift(const QRectF &wanted, const QVector<QRectF> &taken, double grid)
{
    const auto isFree = [&](QPointF shift) {
        const QRectF there = wanted.translated(shift);
        return std::none_of(taken.cbegin(), taken.cend(),
            [&there](const QRectF &other) { return other.intersects(there); });
    };
    // The nearest place touches something that is in the way, at two sides at most: as far as each
    // edge of each box, rounded away from it, and combinations of those.
    QVector<double> xs {0}, ys {0};
    const auto away = [grid](double way) {
        return way < 0 ? std::floor(way / grid) * grid : std::ceil(way / grid) * grid;
    };
    for (const QRectF &other : taken) {
        xs << away(other.left() - wanted.right()) << away(other.right() - wanted.left());
        ys << away(other.top() - wanted.bottom()) << away(other.bottom() - wanted.top());
    }
    const auto nearestFirst = [](QVector<double> &ways) {
        std::sort(ways.begin(), ways.end(), [](double a, double b) {
            return std::abs(a) != std::abs(b) ? std::abs(a) < std::abs(b) : a > b;
        });
        ways.erase(std::unique(ways.begin(), ways.end()), ways.end());
    };
    nearestFirst(xs);
    nearestFirst(ys);
    std::optional<QPointF> best;
    double least = 0;
    for (const double x : std::as_const(xs)) {
        if (best && x * x >= least)
            break;
        for (const double y : std::as_const(ys)) {
            const double length = x * x + y * y;
            if (best && length >= least)
                break;
            if (!isFree({x, y}))
                continue;
            best = QPointF(x, y);
            least = length;
            break;
        }
    }
    return best.value_or(QPointF()); // beyond everything there is always room
}

} // namespace cytoloom
