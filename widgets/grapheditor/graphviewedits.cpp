// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands of tool bar and keyboard do to the selection: the third part of GraphView.
#include "processgraph/commands/arrangement.h"
#include "processgraph/commands/connectionrules.h"
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/canvasedits.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/graphvizlayouter.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtCore/QMimeData>
#include <QtCore/QSignalBlocker>
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
    m_edits->removeSelection(false);
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
    selectOnly(*copies);
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
    selectOnly(*pasted);
    // What was pasted beside its original, or far from where the person looks, is shown.
    QRectF outline;
    for (const ElementId &id : *pasted) {
        if (const NodeItem *node = m_scene->node(id))
            outline |= node->sceneBody();
    }
    ensureVisible(outline, 40, 40);
}

void GraphView::autoArrange()
{
    if (!m_scene->document())
        return;
    LayoutJob job;
    const Procedure &procedure = recipe().procedure;
    QVector<Arrangement::Box> boxes;
    QSet<ElementId> pinned;
    for (const NodeItem *node : m_scene->nodes()) {
        const Element *element = procedure.element(node->id());
        if (!element || procedure.container(node->id()) != container())
            continue; // of a container that is opened in place
        // Room for pills and labels; a bar is as long as its branches will make it.
        const QSizeF size = NodePainter::isCard(node->kind()) ? node->body().size() + QSizeF(0, 30)
                                                              : QSizeF(46, 80);
        job.boxes.append({node->id(), size});
        const QPointF at(element->position.x, element->position.y);
        const QRectF outline(at - QPointF(size.width(), size.height()) / 2, size);
        boxes.append({node->id(), outline, element->position});
        if (element->pinned)
            pinned.insert(node->id());
    }
    std::sort(boxes.begin(), boxes.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    std::sort(job.boxes.begin(), job.boxes.end(),
        [](const auto &a, const auto &b) { return a.id < b.id; });
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
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, where, boxes, pinned] {
        watcher->deleteLater();
        const auto positions = watcher->result();
        RecipeDocument *document = m_scene->document();
        if (!document)
            return;
        if (!positions) {
            say(positions.error());
        } else if (const auto done
                   = document->arrange(Arrangement::aroundPinned(boxes, *positions, pinned));
                   !done) {
            say(done.error());
        } else if (where == container()) {
            fit();
        }
        Q_EMIT arranged();
    });
    watcher->setFuture(QtConcurrent::run([job] { return GraphvizLayouter().arrange(job); }));
}

void GraphView::selectEverything()
{
    QSignalBlocker quiet(m_scene); // told once, not once per step
    const QList<QGraphicsItem *> items = m_scene->items();
    for (QGraphicsItem *item : items)
        item->setSelected(true);
    quiet.unblock();
    Q_EMIT m_scene->selectionChanged();
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

} // namespace cytoloom
