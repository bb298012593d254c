// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/gridlayout.h"

#include "processgraph/model/controlflow.h"

#include <QtCore/QHash>

namespace cytoloom {

namespace {

constexpr double ColumnWidth = 260; ///< of the shipped recipes' drawings
constexpr double RowHeight = 160;
constexpr double Farthest = 1e6; ///< the edge of the drawing board, see readCoordinate()

void layOut(MasterRecipe &recipe, const ElementId &container)
{
    const QVector<ElementId> children = recipe.procedure.children(container);
    if (children.isEmpty())
        return;
    const ControlFlow flow(recipe.procedure, container);
    // With a cycle there is no order: then as the file has them.
    const QVector<ElementId> order = flow.topologicalOrder().value_or(children);
    QHash<ElementId, int> columns;
    QHash<int, int> rows; ///< taken in each column
    for (const ElementId &id : order) {
        int column = 0;
        for (const ElementId &before : flow.predecessors(id))
            column = qMax(column, columns.value(before, -1) + 1);
        columns.insert(id, column);
        Element element = *recipe.procedure.element(id);
        element.position
            = {qMin(column * ColumnWidth, Farthest), qMin(rows[column]++ * RowHeight, Farthest)};
        const Result<void> placed = recipe.procedure.replaceElement(element);
        Q_ASSERT(placed.ok());
        if (element.isContainer())
            layOut(recipe, id);
    }
}

} // namespace

void layOutOnGrid(MasterRecipe &recipe)
{
    layOut(recipe, {});
}

} // namespace cytoloom
