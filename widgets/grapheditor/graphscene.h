// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/model/masterrecipe.h"
#include "processgraph/validation/finding.h"
#include "widgets/grapheditor/graphstyle.h"
#include "widgets/grapheditor/linkitem.h"
#include "widgets/grapheditor/nodeitem.h"
#include "widgets/grapheditor/orthogonalrouter.h"

#include <QtCore/QSet>
#include <QtWidgets/QGraphicsScene>

#include <memory>

namespace cytoloom {

class ConnectionDrag;
class RecipeDocument;

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

    // Called by items
    void nodeMoved(NodeItem *node);
    [[nodiscard]] bool isDragging() const { return m_dragging; }
    [[nodiscard]] static QPointF snapped(QPointF position);

Q_SIGNALS:
    void containerChanged(const cytoloom::ElementId &container);
    void elementClicked(const cytoloom::ElementId &id);
    void refused(const QString &reason);
    void drawn(); ///< items were added, removed, moved or restyled

protected:
    void mousePressEvent(QGraphicsSceneMouseEvent *event) override;
    void mouseMoveEvent(QGraphicsSceneMouseEvent *event) override;
    void mouseReleaseEvent(QGraphicsSceneMouseEvent *event) override;

private:
    void markChanged(const ElementId &id);
    void sync();
    void syncNodes();
    void syncLinks();
    void routeAll();
    void routeMoved();
    void placeLabels();
    void route(LinkItem *item, int lane);
    void spanBars();
    void applyRuntime();
    void applyFindings();
    [[nodiscard]] NodeItem *nodeUnder(QPointF position) const;
    [[nodiscard]] ElementId visibleAt(const ElementId &id) const;
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
    bool m_dragging = false;
    bool m_syncing = false;
    QHash<ElementId, RuntimeBadge> m_runtime;
    QVector<Finding> m_findings;
    std::unique_ptr<ConnectionDrag> m_connection;
    QPointF m_pressedAt;
};

} // namespace cytoloom
