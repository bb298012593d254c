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
constexpr double RowGap = 84;

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

} // namespace

Result<QHash<ElementId, Position>> GraphvizLayouter::arrange(const LayoutJob &job)
{
    QHash<ElementId, Position> result;
    if (job.boxes.isEmpty())
        return result;
    auto layout = ribbon(job);
    if (!layout)
        return layout.error();
    QVector<Placed> placed = *layout;
    const QVector<Rank> ranks = ranksOf(placed);
    const QVector<int> cut = cuts(ranks, placed, job);
    double rowTop = 0;
    int first = 0;
    while (first < ranks.size()) {
        // As many ranks as fit; of the last few gaps the one that cuts the fewest lines.
        int last = first;
        while (last + 1 < ranks.size()
            && (job.width <= 0 || ranks.at(last + 1).right - ranks.at(first).left <= job.width))
            ++last;
        if (last + 1 < ranks.size()) {
            const double least = ranks.at(first).left + job.width * 0.55;
            int best = last;
            for (int r = last; r > first && ranks.at(r).right > least; --r) {
                if (cut.at(r) < cut.at(best))
                    best = r;
            }
            last = best;
        }
        double top = 1e300, bottom = -1e300;
        for (int r = first; r <= last; ++r) {
            for (const int member : ranks.at(r).members) {
                const Placed &box = placed.at(member);
                top = std::min(top, box.centre.y() - box.size.height() / 2);
                bottom = std::max(bottom, box.centre.y() + box.size.height() / 2);
            }
        }
        for (int r = first; r <= last; ++r) {
            for (const int member : ranks.at(r).members) {
                const Placed &box = placed.at(member);
                const double x = box.centre.x() - ranks.at(first).left + 40;
                const double y = box.centre.y() - top + rowTop + 40;
                result.insert(box.id, {std::round(x / 10) * 10, std::round(y / 10) * 10});
            }
        }
        rowTop += bottom - top + RowGap;
        first = last + 1;
    }
    return result;
}

} // namespace cytoloom
