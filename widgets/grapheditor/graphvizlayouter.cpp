// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/graphvizlayouter.h"

#include <QtCore/QMap>
#include <QtCore/QMutex>

#include <algorithm>
#include <cmath>
#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double PointsPerInch = 72;
constexpr double RowGap = 70;
constexpr double LaneHeight = 80; ///< boxes that dot set nearer than this are in line
constexpr double LaneGap = 30;

QMutex graphvizMutex;

// The C interface takes char * and does not write to it.
char *text(const char *constant)
{
    return const_cast<char *>(constant); // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

void setAttribute(void *object, const char *name, double value)
{
    QByteArray number = QByteArray::number(value, 'f', 4);
    agsafeset(object, text(name), number.data(), text(""));
}

struct Placed
{
    ElementId id;
    QSizeF size;
    QPointF centre;
};

/// The boxes as dot sets them: left to right, y downwards.
Result<QVector<Placed>> ribbon(const LayoutJob &job)
{
    const QMutexLocker lock(&graphvizMutex);
    GVC_t *context = gvContext();
    Agraph_t *graph = agopen(text("recipe"), Agdirected, nullptr);
    agattr(graph, AGRAPH, text("rankdir"), text("LR"));
    agattr(graph, AGRAPH, text("nodesep"), text("0.45"));
    agattr(graph, AGRAPH, text("ranksep"), text("0.75"));
    agattr(graph, AGNODE, text("shape"), text("box"));
    agattr(graph, AGNODE, text("fixedsize"), text("true"));
    agattr(graph, AGNODE, text("label"), text(""));
    QHash<ElementId, Agnode_t *> nodes;
    for (const LayoutJob::Box &box : job.boxes) {
        // A number as the name: ids of recipes may hold what dot would take for markup.
        QByteArray name = QByteArray::number(nodes.size());
        Agnode_t *node = agnode(graph, name.data(), 1);
        setAttribute(node, "width", box.size.width() / PointsPerInch);
        setAttribute(node, "height", box.size.height() / PointsPerInch);
        nodes.insert(box.id, node);
    }
    for (const LayoutJob::Line &line : job.lines) {
        Agnode_t *from = nodes.value(line.from);
        Agnode_t *to = nodes.value(line.to);
        if (!from || !to || from == to)
            continue;
        Agedge_t *edge = agedge(graph, from, to, nullptr, 1);
        setAttribute(edge, "weight", line.weight);
    }
    QVector<Placed> placed;
    const bool done = gvLayout(context, graph, "dot") == 0;
    if (done) {
        for (const LayoutJob::Box &box : job.boxes) {
            const pointf at = ND_coord(nodes.value(box.id));
            placed.append({box.id, box.size, {at.x, -at.y}});
        }
        gvFreeLayout(context, graph);
    }
    agclose(graph);
    gvFreeContext(context);
    if (!done)
        return Error(u"layout.failed"_s, {{u"reason"_s, u"dot"_s}});
    return placed;
}

struct Rank
{
    double left = 0, right = 0;
    QVector<int> members;
};

QVector<Rank> ranksOf(QVector<Placed> &placed)
{
    std::stable_sort(placed.begin(), placed.end(),
        [](const Placed &a, const Placed &b) { return a.centre.x() < b.centre.x(); });
    QVector<Rank> ranks;
    for (int i = 0; i < placed.size(); ++i) {
        const double left = placed.at(i).centre.x() - placed.at(i).size.width() / 2;
        const double right = placed.at(i).centre.x() + placed.at(i).size.width() / 2;
        if (ranks.isEmpty() || left >= ranks.last().right)
            ranks.append({left, right, {}});
        ranks.last().right = std::max(ranks.last().right, right);
        ranks.last().left = std::min(ranks.last().left, left);
        ranks.last().members.append(i);
    }
    return ranks;
}

/// How many lines run past the gap after each rank.
QVector<int> cuts(const QVector<Rank> &ranks, const QVector<Placed> &placed, const LayoutJob &job)
{
    QHash<ElementId, int> rankOf;
    for (int r = 0; r < ranks.size(); ++r) {
        for (const int member : ranks.at(r).members)
            rankOf.insert(placed.at(member).id, r);
    }
    QVector<int> change(ranks.size() + 1, 0);
    for (const LayoutJob::Line &line : job.lines) {
        const auto [low, high]
            = std::minmax({rankOf.value(line.from, 0), rankOf.value(line.to, 0)});
        change[low] += 1;
        change[high] -= 1;
    }
    int sum = 0;
    for (int &value : change) {
        sum += value;
        value = sum;
    }
    return change;
}

/// dot kept room for what now lies in other rows: boxes of about the same height form a lane, and
/// the lanes close up. Returns the height of the row.
double settle(QVector<Placed> &placed, QVector<int> row)
{
    std::stable_sort(row.begin(), row.end(),
        [&](int a, int b) { return placed.at(a).centre.y() < placed.at(b).centre.y(); });
    double top = 0;
    qsizetype first = 0;
    while (first < row.size()) {
        const double start = placed.at(row.at(first)).centre.y();
        double tallest = 0;
        qsizetype end = first;
        for (; end < row.size() && placed.at(row.at(end)).centre.y() - start < LaneHeight; ++end)
            tallest = std::max(tallest, placed.at(row.at(end)).size.height());
        for (qsizetype i = first; i < end; ++i)
            placed[row.at(i)].centre.setY(top + tallest / 2);
        top += tallest + LaneGap;
        first = end;
    }
    return top - LaneGap;
}

/// The ribbon in rows of at most \p width; returns the size of the whole in \p extent.
QHash<ElementId, Position> fold(const QVector<Rank> &ranks, const QVector<int> &cut,
    QVector<Placed> placed, double width, QSizeF &extent)
{
    QHash<ElementId, Position> result;
    double widest = 0;
    double rowTop = 0;
    int first = 0;
    while (first < ranks.size()) {
        // As many ranks as fit; of the last few gaps the one that cuts the fewest lines.
        int last = first;
        while (last + 1 < ranks.size()
            && (width <= 0 || ranks.at(last + 1).right - ranks.at(first).left <= width))
            ++last;
        if (last + 1 < ranks.size()) {
            const double least = ranks.at(first).left + width * 0.55;
            int best = last;
            for (int r = last; r > first && ranks.at(r).right > least; --r) {
                if (cut.at(r) < cut.at(best))
                    best = r;
            }
            last = best;
        }
        QVector<int> row;
        for (int r = first; r <= last; ++r)
            row += ranks.at(r).members;
        const double height = settle(placed, row);
        widest = std::max(widest, ranks.at(last).right - ranks.at(first).left);
        for (const int member : row) {
            const Placed &box = placed.at(member);
            const double x = box.centre.x() - ranks.at(first).left + 40;
            const double y = box.centre.y() + rowTop + 40;
            result.insert(box.id, {std::round(x / 10) * 10, std::round(y / 10) * 10});
        }
        rowTop += height + RowGap;
        first = last + 1;
    }
    extent = {widest, rowTop};
    return result;
}

} // namespace

Result<QHash<ElementId, Position>> GraphvizLayouter::arrange(const LayoutJob &job)
{
    if (job.boxes.isEmpty())
        return QHash<ElementId, Position>();
    auto layout = ribbon(job);
    if (!layout)
        return layout.error();
    QVector<Placed> placed = *layout;
    const QVector<Rank> ranks = ranksOf(placed);
    const QVector<int> cut = cuts(ranks, placed, job);
    QSizeF extent;
    if (job.aspect <= 0)
        return fold(ranks, cut, placed, job.width, extent);
    // The width at which the drawing is shown largest; folding costs nothing beside dot.
    QHash<ElementId, Position> best;
    double largest = -1;
    const double total = ranks.last().right - ranks.first().left;
    for (double width = 900; width < total + 300; width += 130) {
        const auto attempt = fold(ranks, cut, placed, width, extent);
        const double scale = std::min(job.aspect / extent.width(), 1 / extent.height());
        if (scale > largest * 1.001) {
            largest = scale;
            best = attempt;
        }
    }
    return best;
}

} // namespace cytoloom
