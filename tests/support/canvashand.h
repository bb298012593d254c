// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/elementfactory.h"
#include "tests/support/hand.h"

namespace cytoloom {

class DesignPage;
class GraphView;
class NodeItem;

/// What a person does on the canvas and with the palette. Where cards and lines stand is looked up
/// in the drawing, as eyes would. Throws Stuck. GUI thread.
class CanvasHand
{
public:
    CanvasHand(Hand &hand, DesignPage &page);

    /// Searches the palette and drags the entry to \p at of the scene; what lies there afterwards.
    ElementId place(const PaletteEntry &entry, QPointF at);
    /// From the handle of the one to the middle of the other.
    void connect(const ElementId &from, const ElementId &to);
    void select(const ElementId &id);
    /// The line that \p link is drawn with; all links of it are selected.
    void selectLine(const LinkId &link);
    void selectNothing();
    void open(const ElementId &id); ///< by double click
    void up(); ///< one level
    void showAll(); ///< everything into the window
    void deleteAll(); ///< of this level
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});

private:
    void showLevel(const PaletteEntry &entry);
    [[nodiscard]] QModelIndex entryRow(const PaletteEntry &entry) const;
    void bringIntoView(QPointF at);
    [[nodiscard]] NodeItem &node(const ElementId &id) const;
    [[nodiscard]] QPoint pointOn(const ElementId &id) const;

    Hand &m_hand;
    DesignPage &m_page;
    GraphView &m_view;
};

} // namespace cytoloom
