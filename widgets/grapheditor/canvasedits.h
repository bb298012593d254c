// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/arrangement.h"
#include "processgraph/commands/elementfactory.h"
#include "processgraph/model/link.h"

#include <QtCore/QObject>

namespace cytoloom {

class GraphView;
class RecipeEdit;

/// What can be done to the selection of a GraphView. Each call is one undo step and does nothing
/// without an editable document; refusals go out through GraphView::refused(). GUI thread.
class CanvasEdits final : public QObject
{
    Q_OBJECT

public:
    /// The view owns it.
    explicit CanvasEdits(GraphView &view);

    // Selection
    void selectInverse();
    /// Everything that is joined with what is selected, by links of any kind.
    void selectConnected();
    /// Steps of the same kind and catalogue type.
    void selectSameType();

    // Places
    void align(Arrangement::Edge edge);
    void distribute(Qt::Orientation along);
    void togglePinned();
    /// What the lanes show becomes the places of the steps.
    void keepLanes();

    // The line
    /// \p closing: what led to the steps leads on behind them. Otherwise, where a gap could be
    /// closed, gapLeft() offers it.
    void removeSelection(bool closing);
    void closeGap(const QVector<Link> &joins);
    /// How far a new step of \p kind at \p scenePosition gives way so that it covers no other.
    [[nodiscard]] QPointF freeShift(ElementKind kind, QPointF scenePosition) const;
    /// Puts a new step at \p scenePosition, or beside it where another step stands; into \p links
    /// where there are any.
    void addStep(const PaletteEntry &entry, QPointF scenePosition, const QVector<LinkId> &links);
    /// A new step joined with \p origin (\p outwards: it comes after it).
    void addJoined(
        const PaletteEntry &entry, QPointF scenePosition, const Endpoint &origin, bool outwards);

    // Containers, groups, comments
    void enclose(ElementKind kind);
    void splitOut();
    void dissolve();
    void group();
    void ungroup();
    void setFolded(const QString &group, bool folded);
    void addComment(QPointF scenePosition);
    void setText(const QString &annotation, const QString &text);
    /// In the language of the drawing; the other name stays.
    void rename(const ElementId &id, const QString &name);
    /// Shown inside the drawing or closed again (of the one selected container).
    void toggleOpened();

Q_SIGNALS:
    /// Steps were removed and \p joins would close the line.
    void gapLeft(const QVector<cytoloom::Link> &joins);
    void commentAdded(const QString &id);

private:
    [[nodiscard]] bool may() const;
    [[nodiscard]] QVector<Arrangement::Box> boxes() const;
    [[nodiscard]] QStringList annotations() const;
    /// The selected step when there is just one.
    [[nodiscard]] const Element *single() const;
    [[nodiscard]] LocalizedText freshName(const QString &en, const QString &zh) const;
    bool perform(RecipeEdit &edit, const Result<void> &built, const QString &what);
    void place(const QHash<ElementId, Position> &positions, const QString &what);

    GraphView &m_view;
};

} // namespace cytoloom
