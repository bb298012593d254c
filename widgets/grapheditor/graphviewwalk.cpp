// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Going from step to step and from level to level without a mouse: the fourth part of GraphView.
#include "processgraph/commands/recipedocument.h"
#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/canvasedits.h"
#include "widgets/grapheditor/canvassearch.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/inlinetextedit.h"
#include "widgets/grapheditor/stepchooser.h"
#include "widgets/grapheditor/words.h"

#include <QtGui/QAccessible>

#include <algorithm>
#include <cmath>

namespace cytoloom {

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

void GraphView::follow(bool forwards, int turn)
{
    const ElementId from = m_selected.isEmpty() ? ElementId() : m_selected.last();
    const Procedure &procedure = recipe().procedure;
    if (!m_scene->node(from)) {
        selectNextInOrder(forwards);
        return;
    }
    const auto ends = [&](const ElementId &id, bool out) {
        QVector<ElementId> found;
        const QVector<LinkId> control = out ? procedure.controlOut(id) : procedure.controlIn(id);
        for (const LinkId &link : control) {
            const Link *each = procedure.link(link);
            found.append(m_scene->visibleAt(out ? each->to.element : each->from.element));
        }
        found.removeAll(ElementId());
        std::stable_sort(found.begin(), found.end(), [this](const auto &a, const auto &b) {
            return m_scene->node(a)->scenePos().y() < m_scene->node(b)->scenePos().y();
        });
        return found;
    };
    QVector<ElementId> choice;
    int at = 0;
    if (turn == 0) {
        choice = ends(from, forwards);
    } else {
        // The other branches that come from where this one comes.
        for (const ElementId &before : ends(from, false))
            choice += ends(before, true);
        at = int(choice.indexOf(from)) + turn;
    }
    if (choice.isEmpty())
        return;
    const ElementId target = choice.at((at + int(choice.size())) % choice.size());
    m_framing = Framing::Person;
    selectOnly({target});
    if (const NodeItem *node = m_scene->node(target))
        ensureVisible(node->sceneBody(), 60, 60);
}

bool GraphView::selectNextInOrder(bool forwards)
{
    QVector<NodeItem *> order(m_scene->nodes().cbegin(), m_scene->nodes().cend());
    if (order.isEmpty())
        return false;
    // Begin first, then row by row as one reads; the rows of an arranged drawing are the flow.
    std::sort(order.begin(), order.end(), [](const NodeItem *a, const NodeItem *b) {
        const double rowA = std::round(a->scenePos().y() / 90),
                     rowB = std::round(b->scenePos().y() / 90);
        if (a->kind() == ElementKind::Begin || b->kind() == ElementKind::Begin)
            return a->kind() == ElementKind::Begin && b->kind() != ElementKind::Begin;
        if (rowA != rowB)
            return rowA < rowB;
        if (a->scenePos().x() != b->scenePos().x())
            return a->scenePos().x() < b->scenePos().x();
        return a->id() < b->id();
    });
    const NodeItem *now = nullptr;
    for (const NodeItem *node : std::as_const(order)) {
        if (node->isSelected())
            now = node;
    }
    qsizetype next = forwards ? 0 : order.size() - 1;
    if (now)
        next = order.indexOf(now) + (forwards ? 1 : -1);
    if (next < 0 || next >= order.size())
        return false;
    m_framing = Framing::Person;
    selectOnly({order.at(next)->id()});
    ensureVisible(order.at(next)->sceneBody(), 60, 60);
    return true;
}

bool GraphView::focusNextPrevChild(bool next)
{
    // Tab goes through the steps and leaves behind the last one.
    return (hasFocus() && selectNextInOrder(next)) || QGraphicsView::focusNextPrevChild(next);
}

void GraphView::openSelected()
{
    const QVector<ElementId> selected = selectedElements();
    if (selected.size() != 1)
        return;
    const Element *element = recipe().procedure.element(selected.first());
    if (element && element->isContainer()) {
        openContainer(element->id);
        selectNextInOrder(true);
    }
}

void GraphView::openOuter()
{
    const ElementId inner = container();
    if (inner.isEmpty())
        return;
    openContainer(recipe().procedure.container(inner));
    selectOnly({inner}); // one comes out where one went in
}

void GraphView::openSearch()
{
    m_search->open();
}

void GraphView::describeSelection()
{
    const QVector<ElementId> selected = selectedElements();
    QString text;
    if (selected.size() == 1) {
        const Element *element = recipe().procedure.element(selected.first());
        const NodeItem *node = m_scene->node(selected.first());
        QStringList words {Words::kind(element->kind) + QStringLiteral(": ")
            + element->name.in(m_scene->style().language)};
        if (node && !node->look().card.unit.isEmpty())
            words << node->look().card.unit;
        if (node && node->look().finding.count > 0)
            words << tr("%n finding(s)", nullptr, node->look().finding.count);
        text = words.join(QStringLiteral(", "));
    } else if (!selected.isEmpty()) {
        text = tr("%n step(s) selected", nullptr, int(selected.size()));
    }
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void GraphView::editText(const QString &annotation)
{
    const AnnotationItem *item = m_scene->annotation(annotation);
    if (!item || !m_scene->style().editable)
        return;
    const QRect box = mapFromScene(item->textRect()).boundingRect();
    auto *editor = new InlineTextEdit(
        item->annotation().text.in(m_scene->style().language), item->isGroup(), viewport());
    editor->setFont(Theme::font(std::max(9, int(std::lround(Theme::caption * zoom())))));
    editor->setAccessibleName(item->isGroup() ? tr("Name of the group") : tr("Comment"));
    editor->setGeometry(box.adjusted(0, 0, 4, item->isGroup() ? 2 : 24));
    connect(editor, &InlineTextEdit::accepted, this,
        [this, annotation](const QString &text) { m_edits->setText(annotation, text); });
    editor->show();
    editor->setFocus();
}

void GraphView::renameSelected()
{
    if (m_selected.size() != 1 || !m_scene->style().editable) {
        const QList<AnnotationItem *> annotations = m_scene->annotationItems();
        for (const AnnotationItem *item : annotations) {
            if (item->isSelected())
                editText(item->id());
        }
        return;
    }
    const ElementId id = m_selected.first();
    if (!m_scene->node(id))
        return; // in a folded group
    showElement(id);
    const NodeItem *node = m_scene->node(id);
    // Over the line with the name; what has none to read (a bar, a triangle) gets one below it.
    QRectF line = node->sceneBody();
    if (NodePainter::isCard(node->kind()))
        line.setHeight(NodePainter::FrameHeader);
    else
        line = QRectF(line.center().x() - NodePainter::CardWidth / 2, line.bottom() + 4,
            NodePainter::CardWidth, NodePainter::FrameHeader);
    auto *editor = new InlineTextEdit(
        recipe().procedure.element(id)->name.in(m_scene->style().language), true, viewport());
    editor->setFont(Theme::font(std::max(11, int(std::lround(Theme::body * zoom())))));
    editor->setAccessibleName(tr("Name of the step"));
    QRect box = mapFromScene(line).boundingRect();
    box.setHeight(std::max(box.height(), editor->fontMetrics().height() + 10));
    editor->setGeometry(box);
    connect(editor, &InlineTextEdit::accepted, this,
        [this, id](const QString &text) { m_edits->rename(id, text); });
    editor->show();
    editor->setFocus();
}

void GraphView::chooseStep(QPointF scenePosition)
{
    if (!m_scene->document() || !m_scene->style().editable)
        return;
    const ElementId where = m_scene->placeAt(scenePosition).first;
    const Element *outer = recipe().procedure.element(where);
    const auto kind = outer ? std::optional(outer->kind) : std::nullopt;
    const bool phases = outer && outer->kind != ElementKind::UnitProcedure;
    auto *chooser = new StepChooser(
        m_scene->catalog(), m_theme, m_scene->style().language,
        phases ? PaletteModel::Level::Phases : PaletteModel::Level::UnitOperations,
        [kind, &catalog = m_scene->catalog()](const PaletteEntry &entry) {
            return entry.kind == ElementKind::UnitProcedure
                || mayContain(kind, entry.kind, entry.type, catalog);
        },
        this);
    connect(chooser, &StepChooser::chosen, this, [this, scenePosition](const PaletteEntry &entry) {
        const LinkItem *line = m_scene->lineAt(scenePosition, 14);
        m_edits->addStep(entry, scenePosition, line ? line->links() : QVector<LinkId>());
        setFocus();
    });
    chooser->popUp(viewport()->mapToGlobal(mapFromScene(scenePosition)));
}

void GraphView::offerSteps(const Endpoint &from, bool outwards, QPointF scenePosition)
{
    const Procedure &procedure = recipe().procedure;
    const Element *source = procedure.element(from.element);
    if (!source || !m_scene->document())
        return;
    const Element *outer = procedure.element(procedure.container(from.element));
    const bool phases = outer && outer->kind != ElementKind::UnitProcedure;
    const Port *port = source->port(from.port);
    const QString medium = port ? port->medium : QString();
    const bool matter = port;
    const Catalog &catalog = m_scene->catalog();
    const auto fits = [&catalog, medium, matter, outwards](const PaletteEntry &entry) {
        if (!matter)
            return entry.kind != (outwards ? ElementKind::Begin : ElementKind::End);
        const UnitOperationType *type = catalog.unitOperation(entry.type);
        const PortDirection wanted = outwards ? PortDirection::In : PortDirection::Out;
        return type
            && std::any_of(type->ports.cbegin(), type->ports.cend(), [&](const Port &other) {
                   return other.direction == wanted && other.purpose != PortPurpose::Sample
                       && other.purpose != PortPurpose::Waste
                       && (other.medium.isEmpty() || medium.isEmpty() || other.medium == medium);
               });
    };
    auto *chooser = new StepChooser(catalog, m_theme, m_scene->style().language,
        phases ? PaletteModel::Level::Phases : PaletteModel::Level::UnitOperations, fits, this);
    connect(chooser, &StepChooser::chosen, this,
        [this, from, outwards, scenePosition](const PaletteEntry &entry) {
            m_edits->addJoined(entry, scenePosition, from, outwards);
            setFocus();
        });
    chooser->popUp(viewport()->mapToGlobal(mapFromScene(scenePosition)));
}

} // namespace cytoloom
