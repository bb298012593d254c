// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/model/procedure.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QLineF>
#include <QtCore/QPointF>
#include <QtCore/QSet>

namespace cytoloom {

class GraphScene;
class NodeItem;
class RecipeEdit;

/// Steps that are being moved by hand: they keep to the grid and fall into line with their
/// neighbours (Alt: neither), what lies in an opened container or in a group goes along, and a step
/// over a line shows that it would be inserted (one that stands in a line already: with Shift).
/// Lives for one gesture; finish() makes it one undo step.
class StepDrag
{
    Q_DECLARE_TR_FUNCTIONS(StepDrag)

public:
    /// \p shown: where the nodes stand as the gesture begins.
    StepDrag(GraphScene &scene, QHash<ElementId, QPointF> shown);

    void setModifiers(Qt::KeyboardModifiers modifiers);
    [[nodiscard]] bool isOnGrid() const { return !m_free && !m_placing; }
    /// Lines do not get out of its way: it might be put into one.
    [[nodiscard]] bool mayGoInto(const NodeItem &node) const;
    /// After the scene has moved what is selected.
    void follow();
    /// Writes it into the document. Nothing moved: nothing done.
    Result<void> finish();
    /// The items stand where the document does not say: draw it anew.
    [[nodiscard]] bool wasInVain() const { return m_inVain; }
    [[nodiscard]] const QVector<QLineF> &guides() const { return m_guides; }

private:
    [[nodiscard]] QPointF shift(const NodeItem &node) const;
    [[nodiscard]] QSet<ElementId> carried() const;
    [[nodiscard]] NodeItem *single() const;
    void fallIntoLine();
    void carryContent();
    void lookForLine();
    Result<void> moveIn(RecipeEdit &edit) const;

    GraphScene &m_scene;
    QHash<ElementId, QPointF> m_shown;
    QVector<QLineF> m_guides;
    bool m_free = false;
    bool m_intoLine = false;
    bool m_placing = false; ///< positions are set here, not by the hand
    bool m_inVain = false;
};

} // namespace cytoloom
