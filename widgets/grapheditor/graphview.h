// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/validation/finding.h"
#include "widgets/common/theme.h"
#include "widgets/grapheditor/runtimebadge.h"

#include <QtCore/QHash>
#include <QtWidgets/QGraphicsView>

#include <memory>

class QTimer;

namespace cytoloom {

class CanvasActions;
class CanvasEdits;
class CanvasOffer;
class CanvasSearch;
class GraphScene;
class Minimap;
class RecipeDocument;
class SelectionBand;
struct Annotation;
struct Endpoint;
struct MasterRecipe;
struct Plant;
enum class LaneMode;

/// The process drawing: one container of a recipe at a time, as cards and PFC symbols joined by
/// links. With a document it edits (through the document only), with a recipe alone it shows.
/// Wheel zooms, middle button or space pans, double click opens a container, Alt while dragging
/// turns snapping off and, on empty canvas, draws a lasso. GUI thread.
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
    /// Where units stand: for the lanes by room.
    void setPlant(const std::optional<Plant> &plant);
    void setLanes(LaneMode mode);

    /// The container that is shown; empty for the procedure.
    [[nodiscard]] ElementId container() const;
    void openContainer(const ElementId &container);
    /// Opens the container of the step, selects it and brings it into view: into the middle of what
    /// the search leaves free where that is open.
    void showElement(const ElementId &id);
    void showLink(const LinkId &id);

    void selectOnly(const QVector<ElementId> &ids);
    /// In the order in which they were selected; a folded group stands for its steps.
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
    void fitSelection();
    [[nodiscard]] QPointF middle() const; ///< of what is seen, in the scene
    [[nodiscard]] GraphScene *graphScene() const { return m_scene; }
    [[nodiscard]] CanvasEdits &edits() const { return *m_edits; }
    [[nodiscard]] CanvasActions &actions() const { return *m_actions; }
    [[nodiscard]] CanvasSearch &search() const { return *m_search; }
    [[nodiscard]] CanvasOffer &offers() const { return *m_offer; }

    // Editing; each call is one undo step and does nothing without a document. More: edits().
    void deleteSelection();
    void duplicateSelection();
    void copySelection();
    void paste();
    void autoArrange(); ///< laid out on a worker, applied when it is ready; pinned steps stay
    void selectEverything();
    /// A control link from the step that was selected first to the other one.
    void connectSelection();
    /// Offers the steps that may stand at \p scenePosition.
    void chooseStep(QPointF scenePosition);
    void editText(const QString &annotation); ///< of a comment or group, where it stands
    /// The name of the one selected step, comment or group, where it stands.
    void renameSelected();

    // Walking
    /// The nearest step in that direction (-1, 0, 1 each); \p extend keeps what is selected.
    void selectNeighbour(int dx, int dy, bool extend);
    /// Along the links: to what follows or precedes; \p turn goes round the branches there.
    void follow(bool forwards, int turn = 0);
    /// The next or previous step of the level in the order of the flow; false at the end.
    bool selectNextInOrder(bool forwards);
    void openSelected();
    void openOuter();
    void openSearch();

Q_SIGNALS:
    void selectionChanged();
    void containerChanged(const cytoloom::ElementId &container);
    void zoomChanged(double factor);
    /// A step was clicked or tapped once (Operate opens its card).
    void elementClicked(const cytoloom::ElementId &id);
    /// Something was refused: the reason as a sentence.
    void refused(const QString &reason);
    void arranged();
    /// A recipe or BatchML file was dropped onto the canvas.
    void fileDropped(const QString &fileName);

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool focusNextPrevChild(bool next) override;
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
    bool walkKey(QKeyEvent *event);
    void build(); ///< the helpers, and what they tell
    void drawLanes(QPainter &painter) const;
    void describeSelection();
    void offerSteps(const Endpoint &from, bool outwards, QPointF scenePosition);
    bool openAnnotation(QPoint viewportPoint);
    void growSceneRect();
    void keepMoving(); ///< panned or zoomed: sharp again when that rests
    void settle();

    GraphScene *m_scene;
    Minimap *m_minimap;
    CanvasEdits *m_edits;
    CanvasActions *m_actions;
    CanvasSearch *m_search;
    CanvasOffer *m_offer;
    std::unique_ptr<SelectionBand> m_band;
    Theme m_theme;
    Framing m_framing = Framing::Start;
    bool m_minimapWanted = true;
    bool m_spaceDown = false;
    bool m_panning = false;
    QPoint m_panFrom;
    QTimer *m_rest; ///< runs while the view moves
    QPoint m_pressedAt;
    quint64 m_nudgeGesture = 0;
    QVector<ElementId> m_selected; ///< oldest first
};

} // namespace cytoloom
