// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands of tool bar and keyboard do to the selection: the third part of GraphView.
#include "processgraph/commands/connectionrules.h"
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/graphvizlayouter.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

#include <algorithm>
#include <cmath>

namespace cytoloom {

namespace {

/// What a batch normally does shall run straight; the exits of its gates hang beside it.
double weightOf(const Link &link)
{
    if (link.outcome == GateOutcome::Fail || link.outcome == GateOutcome::Pending)
        return 1;
    return link.kind == LinkKind::Control ? 10 : 3;
}

} // namespace

void GraphView::deleteSelection()
{
    if (!m_scene->document())
        return;
    const auto elements = selectedElements();
    const auto links = selectedLinks();
    if (elements.isEmpty() && links.isEmpty())
        return;
    if (const auto done = m_scene->document()->remove(elements, links); !done)
        say(done.error());
}

void GraphView::duplicateSelection()
{
    if (!m_scene->document() || selectedElements().isEmpty())
        return;
    const auto copies = m_scene->document()->duplicate(selectedElements());
    if (!copies) {
        say(copies.error());
        return;
    }
    m_scene->clearSelection();
    for (const ElementId &id : *copies) {
        if (NodeItem *node = m_scene->node(id))
            node->setSelected(true);
    }
}

void GraphView::copySelection()
{
    const auto elements = selectedElements();
    if (elements.isEmpty())
        return;
    auto *copied = new QMimeData;
    copied->setData(
        QLatin1String(RecipeFragment::MimeType), RecipeFragment::copy(recipe(), elements).toText());
    QGuiApplication::clipboard()->setMimeData(copied);
}

void GraphView::paste()
{
    const QMimeData *held = QGuiApplication::clipboard()->mimeData();
    if (!m_scene->document() || !held || !held->hasFormat(QLatin1String(RecipeFragment::MimeType)))
        return;
    const auto fragment
        = RecipeFragment::fromText(held->data(QLatin1String(RecipeFragment::MimeType)));
    if (!fragment) {
        say(fragment.error());
        return;
    }
    const auto pasted = m_scene->document()->paste(*fragment, container(), {60, 60});
    if (!pasted) {
        say(pasted.error());
        return;
    }
    m_scene->clearSelection();
    for (const ElementId &id : *pasted) {
        if (NodeItem *node = m_scene->node(id))
            node->setSelected(true);
    }
}

void GraphView::autoArrange()
{
    if (!m_scene->document())
        return;
    LayoutJob job;
    for (const NodeItem *node : m_scene->nodes()) {
        // Room for pills and labels; a bar is as long as its branches will make it.
        const QSizeF size = NodePainter::isCard(node->kind()) ? node->body().size() + QSizeF(0, 30)
                                                              : QSizeF(46, 80);
        job.boxes.append({node->id(), size});
    }
    std::sort(job.boxes.begin(), job.boxes.end(),
        [](const auto &a, const auto &b) { return a.id < b.id; });
    const Procedure &procedure = recipe().procedure;
    const QVector<LinkId> links = procedure.links();
    for (const LinkId &id : links) {
        const Link *link = procedure.link(id);
        if (m_scene->node(link->from.element) && m_scene->node(link->to.element)
            && (link->kind == LinkKind::Control || link->kind == LinkKind::Material))
            job.lines.append({link->from.element, link->to.element, weightOf(*link)});
    }
    job.aspect = double(viewport()->width()) / std::max(1, viewport()->height());
    auto *watcher = new QFutureWatcher<Result<QHash<ElementId, Position>>>(this);
    const ElementId where = container();
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, where] {
        watcher->deleteLater();
        const auto positions = watcher->result();
        RecipeDocument *document = m_scene->document();
        if (!document)
            return;
        if (!positions) {
            say(positions.error());
        } else if (const auto done = document->arrange(*positions); !done) {
            say(done.error());
        } else if (where == container()) {
            fit();
        }
        Q_EMIT arranged();
    });
    watcher->setFuture(QtConcurrent::run([job] { return GraphvizLayouter().arrange(job); }));
}

void GraphView::alignSelection(Qt::Orientation along)
{
    const auto elements = selectedElements();
    if (!m_scene->document() || elements.size() < 2)
        return;
    double sum = 0;
    for (const ElementId &id : elements)
        sum += along == Qt::Horizontal ? m_scene->node(id)->y() : m_scene->node(id)->x();
    const double line = std::round(sum / double(elements.size()) / 10) * 10;
    QHash<ElementId, Position> moved;
    for (const ElementId &id : elements) {
        const NodeItem *node = m_scene->node(id);
        moved.insert(
            id, along == Qt::Horizontal ? Position {node->x(), line} : Position {line, node->y()});
    }
    if (const auto done = m_scene->document()->arrange(moved); !done)
        say(done.error());
}

void GraphView::selectEverything()
{
    for (QGraphicsItem *item : m_scene->items())
        item->setSelected(true);
}

void GraphView::connectSelection()
{
    RecipeDocument *document = m_scene->document();
    const QVector<ElementId> elements = selectedElements();
    if (!document || elements.size() != 2)
        return;
    const auto link
        = proposedLink(document->procedure(), {elements.first(), {}}, {elements.last(), {}});
    if (!link) {
        say(link.error());
        return;
    }
    if (const auto done = document->connectSteps(*link); !done)
        say(done.error());
}

void GraphView::selectNeighbour(int dx, int dy, bool extend)
{
    const NodeItem *from = m_selected.isEmpty() ? nullptr : m_scene->node(m_selected.last());
    NodeItem *best = nullptr;
    double least = 0;
    for (NodeItem *node : m_scene->nodes()) {
        if (node == from || (extend && node->isSelected()))
            continue;
        // With nothing selected the first one is Begin, or what stands leftmost.
        double cost = node->kind() == ElementKind::Begin ? -1e9 : node->x() + node->y();
        if (from) {
            const double way = (node->x() - from->x()) * dx + (node->y() - from->y()) * dy;
            const double beside
                = std::abs((node->x() - from->x()) * dy) + std::abs((node->y() - from->y()) * dx);
            if (way <= 0 || beside > 3 * way)
                continue;
            cost = way + 2 * beside;
        }
        if (!best || cost < least || (cost == least && node->id() < best->id())) {
            best = node;
            least = cost;
        }
    }
    if (!best)
        return;
    m_framing = Framing::Person;
    if (!extend)
        m_scene->clearSelection();
    best->setSelected(true);
    ensureVisible(best->sceneBody(), 60, 60);
}

} // namespace cytoloom
