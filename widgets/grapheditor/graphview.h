// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/validation/finding.h"
#include "widgets/common/theme.h"
#include "widgets/grapheditor/runtimebadge.h"

#include <QtCore/QHash>
#include <QtWidgets/QGraphicsView>

namespace cytoloom {

class GraphScene;
class Minimap;
class RecipeDocument;
struct MasterRecipe;

/// The process drawing: one container of a recipe at a time, as cards and PFC symbols joined by
/// links. With a document it edits (through the document only), with a recipe alone it shows.
/// Wheel zooms, middle button or space pans, double click opens a container. GUI thread.
class GraphView final : public QGraphicsView
{
    Q_OBJECT

public:
    /// \p catalog outlives the view.
    GraphView(const Catalog &catalog, const Theme &theme, QWidget *parent = nullptr);
    ~GraphView() override;

    /// Edits \p document, which outlives the view or is replaced before it goes; null for none.
    void setDocument(RecipeDocument *document);
    /// Shows \p recipe; nothing can be changed (Operate, Records).
    void setRecipe(const MasterRecipe &recipe);
    [[nodiscard]] const MasterRecipe &recipe() const;

    void setLanguage(Language language);
    void setTheme(const Theme &theme);
    /// The running batch over the drawing; containers without a badge show the sum of what is
    /// inside them. An empty hash takes the overlay away. Only cards that changed are repainted.
    void setRuntime(const QHash<ElementId, RuntimeBadge> &badges);
    void setFindings(const QVector<Finding> &findings);

    /// The container that is shown; empty for the procedure.
    [[nodiscard]] ElementId container() const;
    void openContainer(const ElementId &container);
    /// Opens the container of the step, selects it and brings it into view.
    void showElement(const ElementId &id);
    void showLink(const LinkId &id);

    /// In the order in which they were selected.
    [[nodiscard]] QVector<ElementId> selectedElements() const;
    [[nodiscard]] QVector<LinkId> selectedLinks() const;

    [[nodiscard]] double zoom() const;
    void setZoom(double factor); ///< 0.1 … 3
    void fit(); ///< everything into the window, at most 100 %
    /// What a drawing opens with: all of it where its cards can be read then, otherwise its Begin
    /// and what follows at a readable size. Kept while the window grows, until a person zooms or
    /// pans.
    void showStart();
    /// The overview map is there while something lies outside the window; not at all when false.
    void setMinimapVisible(bool visible);
    [[nodiscard]] GraphScene *graphScene() const { return m_scene; }

    // Editing; each call is one undo step and does nothing without a document.
    void deleteSelection();
    void duplicateSelection();
    void copySelection();
    void paste();
    void autoArrange(); ///< laid out on a worker, applied when it is ready
    void alignSelection(Qt::Orientation along);
    void selectEverything();
    /// A control link from the step that was selected first to the other one.
    void connectSelection();
    /// The nearest step in that direction (-1, 0, 1 each); \p extend keeps what is selected.
    void selectNeighbour(int dx, int dy, bool extend);

Q_SIGNALS:
    void selectionChanged();
    void containerChanged(const cytoloom::ElementId &container);
    void zoomChanged(double factor);
    /// A step was clicked or tapped once (Operate opens its card).
    void elementClicked(const cytoloom::ElementId &id);
    /// Something was refused: the reason as a sentence.
    void refused(const QString &reason);
    void arranged();

protected:
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    /// Who decided what is in the window: it is decided anew when the window changes its size.
    enum class Framing { Start, All, Person };
    void frame();
    void trackSelection();
    void placeMinimap();
    void refreshMinimap();
    void zoomAround(QPoint viewportPoint, double factor);
    void nudge(int dx, int dy);
    void say(const struct Error &error);
    bool handleZoomKey(QKeyEvent *event);
    bool walkKey(QKeyEvent *event);
    void growSceneRect();

    GraphScene *m_scene;
    Minimap *m_minimap;
    Theme m_theme;
    Framing m_framing = Framing::Start;
    bool m_minimapWanted = true;
    bool m_spaceDown = false;
    bool m_panning = false;
    QPoint m_panFrom;
    QPoint m_pressedAt;
    quint64 m_nudgeGesture = 0;
    QVector<ElementId> m_selected; ///< oldest first
};

} // namespace cytoloom
