// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/model/masterrecipe.h"
#include "processgraph/validation/finding.h"
#include "widgets/grapheditor/drawinglayout.h"
#include "widgets/grapheditor/graphstyle.h"
#include "widgets/grapheditor/lanelayout.h"
#include "widgets/grapheditor/linkitem.h"
#include "widgets/grapheditor/nodeitem.h"
#include "widgets/grapheditor/orthogonalrouter.h"

#include <QtCore/QSet>
#include <QtWidgets/QGraphicsScene>

#include <memory>

namespace cytoloom {

class AnnotationItem;
class ConnectionDrag;
class RecipeDocument;
class StepDrag;

/// One container of a recipe as items. It holds no truth: after every change of the document it
/// brings its items into line with it, and every gesture ends in a call of the document.
class GraphScene final : public QGraphicsScene
{
    Q_OBJECT

public:
    GraphScene(const Catalog &catalog, const Theme &theme, QObject *parent = nullptr);
    ~GraphScene() override;

    void setDocument(RecipeDocument *document);
    [[nodiscard]] RecipeDocument *document() const { return m_document; }
    void setRecipe(const MasterRecipe &recipe);
    [[nodiscard]] const MasterRecipe &recipe() const;
    [[nodiscard]] const Catalog &catalog() const { return m_catalog; }
    [[nodiscard]] const GraphStyle &style() const { return m_style; }

    void setTheme(const Theme &theme);
    void setLanguage(Language language);
    void retranslate();
    void setRuntime(const QHash<ElementId, RuntimeBadge> &badges);
    void setFindings(const QVector<Finding> &findings);

    [[nodiscard]] ElementId container() const { return m_container; }
    void openContainer(const ElementId &container);
    [[nodiscard]] NodeItem *node(const ElementId &id) const { return m_nodes.value(id); }
    [[nodiscard]] const QHash<ElementId, NodeItem *> &nodes() const { return m_nodes; }
    [[nodiscard]] LinkItem *linkItem(const LinkId &id) const;
    [[nodiscard]] QVector<LinkItem *> linkItems() const;
    [[nodiscard]] QRectF contentsRect() const; ///< of all items, with a margin
    void highlight(const ElementId &element, const LinkId &link);

    /// A container that is opened in place shows its content in a frame inside this drawing.
    void setOpened(const ElementId &container, bool opened);
    [[nodiscard]] bool isOpened(const ElementId &id) const { return m_opened.contains(id); }
    /// Swim-lanes: how the drawing is shown, not what it is. Steps cannot be moved meanwhile.
    void setLanes(LaneMode mode);
    [[nodiscard]] LaneMode laneMode() const { return m_laneMode; }
    [[nodiscard]] const LaneLayout &lanes() const { return m_lanes; }
    void setPlant(const std::optional<Plant> &plant);
    [[nodiscard]] AnnotationItem *annotation(const QString &id) const;
    [[nodiscard]] QList<AnnotationItem *> annotationItems() const { return m_annotations.values(); }
    /// Where the step is shown minus where it stands in the document.
    [[nodiscard]] QPointF displacement(const ElementId &id) const;
    /// The innermost node that shows \p id at this moment; empty: not in this drawing.
    [[nodiscard]] ElementId visibleAt(const ElementId &id) const;
    /// The line under \p position, or so near that a step dropped there would lie on it.
    [[nodiscard]] LinkItem *lineAt(QPointF position, double reach) const;
    /// Marks the line into which something would be inserted; null: none.
    void markLine(LinkItem *line);
    [[nodiscard]] LinkItem *markedLine() const { return m_marked; }
    /// The container into which something would fall at \p position, and the place in it.
    [[nodiscard]] std::pair<ElementId, Position> placeAt(QPointF position) const;
    [[nodiscard]] NodeItem *nodeUnder(QPointF position) const;
    [[nodiscard]] const StepDrag *drag() const { return m_drag.get(); }
    [[nodiscard]] QString sentence(const Error &error) const; ///< in the language of the drawing

    /// Paints what is seen of \p exposed as outlines, all of one kind in one go: for a view so far
    /// away that there is nothing to read. \p painter is in scene coordinates.
    void paintFar(QPainter &painter, const QRectF &exposed) const;
    /// See GraphStyle::moving.
    void setMoving(bool moving) { m_style.moving = moving; }
    void setVector(bool vector) { m_style.vector = vector; }
    void beginFrame() { m_style.frame.start(); }

    // Called by items
    void nodeMoved(NodeItem *node);
    /// Where an item that is being moved may stand: on the grid, unless the gesture says otherwise.
    [[nodiscard]] QPointF placeFor(QPointF wanted) const;
    [[nodiscard]] static QPointF snapped(QPointF position);

Q_SIGNALS:
    void containerChanged(const cytoloom::ElementId &container);
    void elementClicked(const cytoloom::ElementId &id);
    void refused(const QString &reason);
    void drawn(); ///< items were added, removed, moved or restyled
    /// A line was let go over nothing: a step is wanted there that \p from can be joined with.
    void stepWanted(const cytoloom::Endpoint &from, bool outwards, QPointF position);

protected:
    void drawForeground(QPainter *painter, const QRectF &exposed) override;
    void mousePressEvent(QGraphicsSceneMouseEvent *event) override;
    void mouseMoveEvent(QGraphicsSceneMouseEvent *event) override;
    void mouseReleaseEvent(QGraphicsSceneMouseEvent *event) override;

private:
    void markChanged(const ElementId &id);
    void sync();
    void syncNodes();
    void syncAnnotations();
    void syncLinks();
    void showGroup(NodeItem &node, const QString &annotation);
    void routeAll();
    void routeMoved();
    void placeLabels();
    void route(LinkItem *item, int lane);
    void spanBars();
    void applyRuntime();
    void applyFindings();
    [[nodiscard]] QString labelOf(const QVector<LinkId> &links) const;
    [[nodiscard]] std::optional<RuntimeBadge> badgeOf(const ElementId &id) const;
    void clearItems();

    struct Ends
    {
        ElementId from; ///< empty: outside the container
        ElementId to;
        double fromShift = 0;
        double toShift = 0;
        int lane = 0;
    };

    const Catalog &m_catalog;
    GraphStyle m_style;
    MasterRecipe m_recipe;
    RecipeDocument *m_document = nullptr;
    ElementId m_container;
    QHash<ElementId, NodeItem *> m_nodes;
    QHash<QString, LinkItem *> m_links;
    QHash<LinkItem *, Ends> m_ends;
    QHash<LinkId, LinkItem *> m_linkOf;
    QHash<ElementId, QVector<LinkItem *>> m_linksAt;
    OrthogonalRouter m_router;
    QSet<ElementId> m_changed;
    QSet<ElementId> m_moved; ///< by hand, since their lines were drawn
    bool m_allChanged = true;
    bool m_syncing = false;
    QSet<ElementId> m_opened;
    LaneMode m_laneMode = LaneMode::None;
    LaneLayout m_lanes;
    std::optional<Plant> m_plant;
    QHash<ElementId, QPointF> m_shown; ///< where the last sync put the nodes
    QHash<ElementId, ElementId> m_folded; ///< see DrawingLayout
    QHash<QString, AnnotationItem *> m_annotations;
    LinkItem *m_marked = nullptr;
    QHash<ElementId, RuntimeBadge> m_runtime;
    QVector<Finding> m_findings;
    std::unique_ptr<ConnectionDrag> m_connection;
    std::unique_ptr<StepDrag> m_drag;
    QPointF m_pressedAt;
    QList<QGraphicsItem *> m_keptSelected; ///< what was selected when a Shift+click began
};

} // namespace cytoloom
