// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/recipecomparison.h"
#include "widgets/common/theme.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

class QGraphicsItem;
class QGraphicsScene;

namespace cytoloom {

class GraphView;

/// Frames and signs over the cards and lines of a read-only drawing: what was added (+), removed
/// (dashed, −), moved (dotted, ↔), changed (≠) or became weaker (▲); a closed container says how
/// many differences lie inside. It follows the drawing. GUI thread.
class DifferenceOverlay final : public QObject
{
    Q_OBJECT

public:
    enum class Side {
        Before, ///< the old version: ids of before
        After,
        Both ///< the new version with the removed steps as ghosts
    };

    /// \p view outlives the overlay and shows the recipe of that side.
    DifferenceOverlay(GraphView &view, const Theme &theme, QObject *parent = nullptr);
    ~DifferenceOverlay() override;

    void setComparison(const RecipeComparison &comparison, const MasterRecipe &before, Side side);
    void setTheme(const Theme &theme);
    /// Steps and lines that carry a frame at this moment, ghosts included: for tests.
    [[nodiscard]] int shownCount() const { return int(m_items.size()); }

private:
    void refresh();
    void frameSteps();
    void frameLinks();
    void addGhosts();
    void clear();

    GraphView &m_view;
    Theme m_theme;
    RecipeComparison m_comparison;
    MasterRecipe m_before;
    Side m_side = Side::After;
    QHash<ElementId, DifferenceWeight> m_worst; ///< of each step of this side
    QHash<ElementId, int> m_inside; ///< differences inside a container
    QHash<ElementId, DifferenceWeight> m_worstInside;
    QPointer<QGraphicsScene> m_scene; ///< may go before this, and takes the items with it
    QVector<QGraphicsItem *> m_items;
};

} // namespace cytoloom
