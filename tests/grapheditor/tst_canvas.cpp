// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipedocument.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/canvasactions.h"
#include "widgets/grapheditor/canvasedits.h"
#include "widgets/grapheditor/canvasoffer.h"
#include "widgets/grapheditor/canvassearch.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/inlinetextedit.h"
#include "widgets/grapheditor/stepchooser.h"
#include "widgets/grapheditor/stepdrag.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// The gestures of the canvas by mouse and keyboard. Each is one undo step, and undoing it gives
/// the same file, byte by byte.
class TestCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsWhereALineMayEnd();
    void offersStepsWhereALineEndsInTheEmpty();
    void insertsADroppedStepIntoALine();
    void insertsAMovedStepIntoALine();
    void offersToCloseTheLine();
    void deletesAndClosesTheLine();
    void choosesByBoxAndLasso();
    void choosesByKind();
    void alignsAndDistributesByKeys();
    void fallsIntoLineWithNeighbours();
    void pinnedStepsStayWhenArranged();
    void makesAndDissolvesContainers();
    void groupsFoldAndMoveTogether();
    void writesComments();
    void opensInPlace();
    void showsLanes();
    void searchesAndJumps();
    void walksAlongTheLine();
    void keysSayWhyNot();
    void takesFiles();
    void anotherDocumentComesWhileAllIsSelected();
    void addsToTheSelectionWithShift();
    void showsWhatWasPasted();

private:
    [[nodiscard]] QPoint at(const ElementId &id, QPointF offset = {}) const;
    [[nodiscard]] QPoint point(QPointF scene) const { return view().mapFromScene(scene); }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}, bool release = true);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    /// Since \p steps, one undo step was made; undone, the file is \p before again; and redone.
    void isOneStep(int steps, const QByteArray &before);
    [[nodiscard]] GraphView &view() const { return *m_view; }
    [[nodiscard]] GraphScene &scene() const { return *view().graphScene(); }
    [[nodiscard]] QByteArray file() const { return writeRecipe(m_document->recipe()); }
    [[nodiscard]] int steps() const { return m_document->undoStack()->index(); }

    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<GraphView> m_view;
    ElementId m_a {u"a"_s}, m_b {u"b"_s}, m_c {u"c"_s}, m_x {u"x"_s}, m_unit {u"unit"_s};
};

void TestCanvas::initTestCase()
{
    initResources();
}

// begin → a → b → c → end; x stands alone below; unit (with one step inside) beside it.
void TestCanvas::init()
{
    MasterRecipe recipe;
    recipe.id = RecipeId(u"canvas"_s);
    recipe.name = {u"Canvas"_s, u"画布"_s};
    const auto add = [&recipe](ElementKind kind, const char *id, double x, double y,
                         const ElementId &container = {}) {
        Element element;
        element.id = ElementId(QLatin1String(id));
        element.kind = kind;
        element.name = {QString(QLatin1String("Step ") + QLatin1String(id)), u"步骤"_s};
        element.position = {x, y};
        QVERIFY(recipe.procedure.addElement(element, container).ok());
    };
    const auto join = [&recipe](const char *from, const char *to) {
        Link link;
        link.id = LinkId(u"L%1"_s.arg(recipe.procedure.links().size() + 1));
        link.from.element = ElementId(QLatin1String(from));
        link.to.element = ElementId(QLatin1String(to));
        QVERIFY(recipe.procedure.addLink(link).ok());
    };
    add(ElementKind::Begin, "begin", 0, 100);
    add(ElementKind::ManualStep, "a", 180, 100);
    add(ElementKind::ManualStep, "b", 480, 100);
    add(ElementKind::ManualStep, "c", 780, 100);
    add(ElementKind::End, "end", 960, 100);
    add(ElementKind::ManualStep, "x", 330, 330);
    add(ElementKind::UnitProcedure, "unit", 700, 330);
    add(ElementKind::Begin, "inner-begin", 0, 50, m_unit);
    add(ElementKind::ManualStep, "inner", 140, 50, m_unit);
    add(ElementKind::End, "inner-end", 320, 50, m_unit);
    join("begin", "a");
    join("a", "b");
    join("b", "c");
    join("c", "end");
    join("inner-begin", "inner");
    join("inner", "inner-end");
    m_document = std::make_unique<RecipeDocument>(Catalog::shipped());
    m_document->setRecipe(recipe);
    m_view = std::make_unique<GraphView>(Catalog::shipped(), Theme::light());
    m_view->resize(1200, 700);
    m_view->show();
    m_view->setDocument(m_document.get());
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    view().setZoom(1.0);
    view().centerOn(480, 220);
    view().setFocus();
}

void TestCanvas::cleanup()
{
    m_view.reset();
    m_document.reset();
}

QPoint TestCanvas::at(const ElementId &id, QPointF offset) const
{
    return point(scene().node(id)->scenePos() + offset);
}

void TestCanvas::drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers, bool release)
{
    QWidget *widget = view().viewport();
    QTest::mouseMove(widget, from);
    QTest::mousePress(widget, Qt::LeftButton, modifiers, from);
    for (int i = 1; i <= 6; ++i) {
        const QPoint now = from + (to - from) * i / 6;
        QMouseEvent move(QEvent::MouseMove, now, widget->mapToGlobal(now), Qt::NoButton,
            Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(widget, &move);
    }
    if (release)
        QTest::mouseRelease(widget, Qt::LeftButton, modifiers, to);
}

void TestCanvas::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(&view(), key, modifiers);
}

void TestCanvas::isOneStep(int steps, const QByteArray &before)
{
    QCOMPARE(m_document->undoStack()->index(), steps + 1);
    const QByteArray after = file();
    QVERIFY(after != before);
    m_document->undoStack()->undo();
    QCOMPARE(file(), before);
    m_document->undoStack()->redo();
    QCOMPARE(file(), after);
}

void TestCanvas::showsWhereALineMayEnd()
{
    const ElementId begin(u"begin"_s);
    const QPoint from = at(m_x, {NodePainter::CardWidth / 2, 0});
    drag(from, at(m_c), {}, false);
    QCOMPARE(scene().node(m_c)->look().target, std::optional(true));
    QCOMPARE(scene().node(begin)->look().target, std::optional(false)); // nothing leads into Begin
    QVERIFY(!scene().node(m_x)->look().target.has_value());
    QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, at(m_c));
    QVERIFY(!scene().node(m_c)->look().target.has_value());
    QCOMPARE(m_document->procedure().controlOut(m_x).size(), 1);
}

void TestCanvas::offersStepsWhereALineEndsInTheEmpty()
{
    const QByteArray before = file();
    const int count = steps();
    drag(at(m_x, {NodePainter::CardWidth / 2, 0}), point({560, 470}));
    auto *chooser = view().findChild<StepChooser *>();
    QVERIFY(chooser);
    auto *search = chooser->findChild<QLineEdit *>();
    QTest::keyClicks(search, u"manual"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(m_document->procedure().controlOut(m_x).size(), 1);
    const LinkId link = m_document->procedure().controlOut(m_x).first();
    const Element *fresh
        = m_document->procedure().element(m_document->procedure().link(link)->to.element);
    QCOMPARE(fresh->kind, ElementKind::ManualStep);
    QCOMPARE(fresh->position, (Position {560, 470}));
    QCOMPARE(view().selectedElements(), QVector<ElementId> {fresh->id});
    isOneStep(count, before);
}

void TestCanvas::insertsADroppedStepIntoALine()
{
    const QByteArray before = file();
    const int count = steps();
    PaletteModel model(Catalog::shipped());
    model.setFilter(u"manual"_s);
    int row = 0;
    while (row < model.rowCount() && !model.entry(model.index(row)))
        ++row;
    const std::unique_ptr<QMimeData> data(model.mimeData({model.index(row)}));
    QVERIFY(data);
    const QPoint place = point({330, 104});
    QDragEnterEvent enter(place, Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QCoreApplication::sendEvent(view().viewport(), &enter);
    QDragMoveEvent move(place, Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QCoreApplication::sendEvent(view().viewport(), &move);
    QVERIFY(scene().markedLine());
    QDropEvent drop(place, Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QCoreApplication::sendEvent(view().viewport(), &drop);
    const ElementId fresh = view().selectedElements().value(0);
    const Procedure &procedure = m_document->procedure();
    QCOMPARE(procedure.link(procedure.controlOut(m_a).first())->to.element, fresh);
    QCOMPARE(procedure.link(procedure.controlOut(fresh).first())->to.element, m_b);
    isOneStep(count, before);
}

void TestCanvas::insertsAMovedStepIntoALine()
{
    const QByteArray before = file();
    const int count = steps();
    drag(at(m_x, {-20, 30}), point({330, 100}) + QPoint(-20, 30));
    const Procedure &procedure = m_document->procedure();
    QCOMPARE(procedure.link(procedure.controlOut(m_a).first())->to.element, m_x);
    QCOMPARE(procedure.link(procedure.controlOut(m_x).first())->to.element, m_b);
    isOneStep(count, before);
    // What stands in a line stays in it unless Shift says otherwise.
    drag(at(m_x, {-20, 30}), point({630, 100}) + QPoint(-20, 30));
    QCOMPARE(procedure.link(procedure.controlOut(m_a).first())->to.element, m_x);
    drag(at(m_x, {-20, 30}), point({640, 100}) + QPoint(-20, 30), Qt::ShiftModifier);
    QCOMPARE(procedure.link(procedure.controlOut(m_a).first())->to.element, m_b);
    QCOMPARE(procedure.link(procedure.controlOut(m_b).first())->to.element, m_x);
}

void TestCanvas::offersToCloseTheLine()
{
    view().showElement(m_b);
    key(Qt::Key_Delete);
    QVERIFY(!m_document->procedure().element(m_b));
    QVERIFY(m_document->procedure().controlOut(m_a).isEmpty());
    QVERIFY(view().offers().isVisible());
    const QByteArray before = file();
    const int count = steps();
    QTest::mouseClick(view().offers().findChild<QPushButton *>(), Qt::LeftButton);
    const Procedure &procedure = m_document->procedure();
    QCOMPARE(procedure.link(procedure.controlOut(m_a).value(0))->to.element, m_c);
    QVERIFY(!view().offers().isVisible());
    isOneStep(count, before);
}

void TestCanvas::deletesAndClosesTheLine()
{
    const QByteArray before = file();
    const int count = steps();
    view().selectOnly({m_a, m_b});
    key(Qt::Key_Delete, Qt::ControlModifier);
    const Procedure &procedure = m_document->procedure();
    QCOMPARE(procedure.link(procedure.controlOut(ElementId(u"begin"_s)).value(0))->to.element, m_c);
    QVERIFY(!view().offers().isVisible());
    isOneStep(count, before);
}

void TestCanvas::choosesByBoxAndLasso()
{
    drag(point({60, 20}), point({540, 190}));
    QCOMPARE(view().selectedElements(), (QVector<ElementId> {m_a, m_b}));
    drag(point({700, 20}), point({900, 190}), Qt::ShiftModifier);
    QCOMPARE(view().selectedElements(), (QVector<ElementId> {m_a, m_b, m_c}));
    drag(point({420, 20}), point({560, 190}), Qt::ControlModifier);
    QCOMPARE(view().selectedElements(), (QVector<ElementId> {m_a, m_c}));
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, point({480, 480}));
    QVERIFY(view().selectedElements().isEmpty());
    // By hand: a triangle around the middle of x, past b and unit.
    QWidget *widget = view().viewport();
    const QPointF corners[] {{330, 240}, {520, 430}, {140, 430}, {330, 244}};
    QTest::mousePress(widget, Qt::LeftButton, Qt::AltModifier, point(corners[0]));
    for (int i = 1; i < 4; ++i) {
        for (int part = 1; part <= 5; ++part) {
            const QPoint now = point(corners[i - 1] + (corners[i] - corners[i - 1]) * part / 5.0);
            QMouseEvent move(QEvent::MouseMove, now, widget->mapToGlobal(now), Qt::NoButton,
                Qt::LeftButton, Qt::AltModifier);
            QCoreApplication::sendEvent(widget, &move);
        }
    }
    QTest::mouseRelease(widget, Qt::LeftButton, Qt::AltModifier, point(corners[3]));
    QCOMPARE(view().selectedElements(), QVector<ElementId> {m_x});
    QCOMPARE(m_document->undoStack()->count(), 0);
}

void TestCanvas::choosesByKind()
{
    view().selectOnly({m_a});
    key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(view().selectedElements().size(), 4); // the manual steps
    view().selectOnly({m_b});
    key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(view().selectedElements().size(), 5); // the line from begin to end
    key(Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(view().selectedElements(), (QVector<ElementId> {m_unit, m_x}));
    key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(view().selectedElements().size(), 7);
}

void TestCanvas::alignsAndDistributesByKeys()
{
    const QByteArray before = file();
    view().selectOnly({m_a, m_x});
    key(Qt::Key_Left, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(m_document->procedure().element(m_x)->position.x, 180.0);
    isOneStep(0, before);
    m_document->undoStack()->undo();
    view().selectOnly({m_a, m_x, m_c});
    key(Qt::Key_H, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(m_document->procedure().element(m_x)->position.x, 480.0);
    isOneStep(0, before);
    m_document->undoStack()->undo();
    for (const auto &[name, edge] : {std::pair("alignRight", 0), std::pair("alignCentre", 1),
             std::pair("alignTop", 2), std::pair("alignMiddle", 3), std::pair("alignBottom", 4),
             std::pair("distributeY", 5)}) {
        view().selectOnly({m_a, m_x, m_unit});
        view().actions().action(QLatin1String(name))->setEnabled(true);
        view().actions().action(QLatin1String(name))->trigger();
        if (edge == 5) // a above, x and unit in one row: something has to move
            continue;
        isOneStep(0, before);
        m_document->undoStack()->undo();
    }
}

void TestCanvas::fallsIntoLineWithNeighbours()
{
    // x moves to 4 units right of the middle line of b: it falls onto it, and a guide shows why.
    drag(at(m_x, {-20, 30}), at(m_x, {-20, 30}) + QPoint(154, 33), {}, false);
    QVERIFY(scene().drag());
    QVERIFY(!scene().drag()->guides().isEmpty());
    QCOMPARE(scene().node(m_x)->pos().x(), 480.0);
    QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, at(m_x, {-20, 30}));
    QCOMPARE(m_document->procedure().element(m_x)->position.x, 480.0);
    QCOMPARE(steps(), 1);
    // Alt: where the hand puts it.
    const QByteArray before = file();
    const Position was = m_document->procedure().element(m_x)->position;
    drag(at(m_x, {-20, 30}), at(m_x, {-20, 30}) + QPoint(3, 2), Qt::AltModifier);
    QCOMPARE(m_document->procedure().element(m_x)->position, (Position {was.x + 3, was.y + 2}));
    isOneStep(1, before);
}

void TestCanvas::pinnedStepsStayWhenArranged()
{
    view().selectOnly({m_c});
    key(Qt::Key_P);
    QVERIFY(m_document->procedure().element(m_c)->pinned);
    QVERIFY(scene().node(m_c)->look().pinned);
    const QByteArray before = file();
    QSignalSpy arranged(&view(), &GraphView::arranged);
    view().autoArrange();
    QTRY_COMPARE(arranged.count(), 1);
    QCOMPARE(m_document->procedure().element(m_c)->position, (Position {780, 100}));
    QVERIFY(m_document->procedure().element(m_x)->position != (Position {330, 330}));
    isOneStep(1, before);
}

void TestCanvas::makesAndDissolvesContainers()
{
    const QByteArray before = file();
    view().selectOnly({m_a, m_b});
    key(Qt::Key_U, Qt::ControlModifier);
    const ElementId box = view().selectedElements().value(0);
    QCOMPARE(m_document->procedure().container(m_a), box);
    QCOMPARE(m_document->procedure().element(box)->kind, ElementKind::UnitProcedure);
    isOneStep(0, before);
    const QByteArray enclosed = file();
    view().selectOnly({box});
    key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!m_document->procedure().element(box));
    QCOMPARE(m_document->procedure().container(m_a), ElementId());
    QCOMPARE(view().selectedElements(), (QVector<ElementId> {m_a, m_b}));
    isOneStep(1, enclosed);
}

void TestCanvas::groupsFoldAndMoveTogether()
{
    const QByteArray before = file();
    view().selectOnly({m_a, m_b});
    key(Qt::Key_G, Qt::ControlModifier);
    QCOMPARE(m_document->recipe().annotations.size(), 1);
    isOneStep(0, before);
    const QString id = m_document->recipe().annotations.first().id;
    AnnotationItem *frame = scene().annotation(id);
    QVERIFY(frame);
    QVERIFY(QRectF(frame->pos(), frame->size()).contains(scene().node(m_b)->sceneBody()));
    // By its header, all of it.
    const QByteArray grouped = file();
    scene().clearSelection();
    const QPoint grip = point(frame->pos() + QPointF(60, 14));
    drag(grip, grip + QPoint(0, -80), Qt::AltModifier);
    QCOMPARE(m_document->procedure().element(m_a)->position, (Position {180, 20}));
    QCOMPARE(m_document->procedure().element(m_b)->position, (Position {480, 20}));
    isOneStep(1, grouped);
    // Folded it is one card, and its lines go to that.
    const QByteArray moved = file();
    frame = scene().annotation(id);
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {},
        point(frame->pos() + QPointF(frame->size().width() - 16, 14)));
    QVERIFY(m_document->recipe().annotations.first().collapsed);
    QVERIFY(!scene().node(m_a));
    NodeItem *card = scene().node(DrawingLayout::groupNode(id));
    QVERIFY(card);
    const LinkItem *line = scene().linkItem(m_document->procedure().controlIn(m_c).first());
    QVERIFY(line);
    QVERIFY(card->sceneBody().adjusted(-2, -2, 2, 2).contains(line->line().first()));
    isOneStep(2, moved);
    const QByteArray folded = file();
    card = scene().node(DrawingLayout::groupNode(id));
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, point(card->scenePos()));
    QVERIFY(scene().node(m_a));
    isOneStep(3, folded);
    view().selectOnly({m_a});
    key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(m_document->recipe().annotations.isEmpty());
}

void TestCanvas::writesComments()
{
    const QByteArray before = file();
    scene().clearSelection();
    key(Qt::Key_C);
    QCOMPARE(m_document->recipe().annotations.size(), 1);
    auto *editor = view().findChild<InlineTextEdit *>();
    QVERIFY(editor);
    isOneStep(0, before);
    QTest::keyClicks(editor, u"Mind the bag"_s);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(
        m_document->recipe().annotations.first().text, (LocalizedText {u"Mind the bag"_s, {}}));
    const QByteArray written = file();
    // In the other language beside it.
    m_view->setLanguage(Language::Zh);
    const QString id = m_document->recipe().annotations.first().id;
    const AnnotationItem *item = scene().annotation(id);
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, point(item->pos() + QPointF(60, 16)));
    editor = nullptr;
    for (InlineTextEdit *each : view().findChildren<InlineTextEdit *>()) {
        if (each->isVisible())
            editor = each;
    }
    QVERIFY(editor);
    editor->setPlainText(u"注意袋子"_s);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_document->recipe().annotations.first().text,
        (LocalizedText {u"Mind the bag"_s, u"注意袋子"_s}));
    isOneStep(2, written);
    const auto read = readRecipe(file(), u"test"_s);
    QVERIFY(read.ok());
    QCOMPARE(read->annotations, m_document->recipe().annotations);
}

void TestCanvas::opensInPlace()
{
    const QByteArray before = file();
    const ElementId inner(u"inner"_s);
    view().selectOnly({m_unit});
    QVERIFY(!scene().node(inner));
    key(Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(scene().node(inner));
    QVERIFY(scene().node(m_unit)->isFrame());
    QVERIFY(scene().node(m_unit)->sceneBody().contains(scene().node(inner)->sceneBody()));
    QCOMPARE(file(), before); // only shown
    QCOMPARE(view().container(), ElementId());
    // A step inside is moved: its place inside changes by what the hand moved it.
    drag(at(inner, {-20, 30}), at(inner, {-20, 30}) + QPoint(0, 40), Qt::AltModifier);
    QCOMPARE(m_document->procedure().element(inner)->position, (Position {140, 90}));
    isOneStep(0, before);
    m_document->undoStack()->undo();
    // The frame takes its content along, and only its own place changes.
    const QPointF shown = scene().node(inner)->scenePos();
    const QPoint header = point(scene().node(m_unit)->sceneBody().topLeft() + QPointF(80, 16));
    drag(header, header + QPoint(60, 50), Qt::AltModifier);
    QCOMPARE(m_document->procedure().element(inner)->position, (Position {140, 50}));
    QCOMPARE(m_document->procedure().element(m_unit)->position, (Position {760, 380}));
    QCOMPARE(scene().node(inner)->scenePos(), shown + QPointF(60, 50));
    m_document->undoStack()->undo();
    view().selectOnly({m_unit});
    key(Qt::Key_O);
    QVERIFY(!scene().node(inner));
    // As a level of its own and back by keys.
    key(Qt::Key_Return);
    QCOMPARE(view().container(), m_unit);
    key(Qt::Key_Backspace);
    QCOMPARE(view().container(), ElementId());
    QCOMPARE(view().selectedElements(), QVector<ElementId> {m_unit});
}

void TestCanvas::showsLanes()
{
    const QByteArray before = file();
    key(Qt::Key_3, Qt::AltModifier);
    QCOMPARE(scene().laneMode(), LaneMode::Crew);
    QVERIFY(!scene().lanes().lanes.isEmpty());
    for (const NodeItem *node : scene().nodes()) {
        const LaneLayout::Lane &lane
            = scene().lanes().lanes.at(scene().lanes().laneOf.value(node->id()));
        QVERIFY(node->sceneBody().top() >= lane.top);
        QVERIFY(node->sceneBody().bottom() <= lane.top + lane.height + 1);
    }
    QCOMPARE(file(), before);
    drag(at(m_a, {-20, 30}), at(m_a, {-20, 30}) + QPoint(80, 80));
    QCOMPARE(file(), before); // lanes show, they do not move
    view().edits().keepLanes();
    QCOMPARE(scene().laneMode(), LaneMode::None);
    isOneStep(0, before);
    key(Qt::Key_1, Qt::AltModifier);
    QCOMPARE(scene().laneMode(), LaneMode::Unit);
    key(Qt::Key_0, Qt::AltModifier);
    QCOMPARE(scene().laneMode(), LaneMode::None);
}

void TestCanvas::searchesAndJumps()
{
    key(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(view().search().isVisible());
    auto *text = view().search().findChild<QLineEdit *>();
    QTest::keyClicks(text, u"inner step"_s); // words in any order, id and name
    QCOMPARE(view().search().hits().size(), 3);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(view().container(), m_unit);
    text->setText(u"步骤"_s); // the other language
    QCOMPARE(view().search().hits().size(), 10);
    text->setText(u"no such step"_s);
    QVERIFY(view().search().hits().isEmpty());
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!view().search().isVisible());
    QVERIFY(view().hasFocus());
}

void TestCanvas::walksAlongTheLine()
{
    view().selectOnly({m_a});
    key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(view().selectedElements(), QVector<ElementId> {m_b});
    key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(view().selectedElements(), QVector<ElementId> {m_a});
    key(Qt::Key_Tab);
    QCOMPARE(view().selectedElements(), QVector<ElementId> {m_b});
    key(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(view().selectedElements(), QVector<ElementId> {m_a});
    QVERIFY(view().accessibleDescription().contains(u"Step a"_s));
    QVERIFY(!view().accessibleName().isEmpty());
    const QByteArray before = file();
    key(Qt::Key_Right, Qt::ShiftModifier); // by one unit
    QCOMPARE(m_document->procedure().element(m_a)->position, (Position {181, 100}));
    isOneStep(0, before);
    view().selectOnly({m_x});
    view().fitSelection();
    QVERIFY(view().zoom() > 1);
    key(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(view().zoom(), 1.0);
}

void TestCanvas::keysSayWhyNot()
{
    QSignalSpy refused(&view(), &GraphView::refused);
    scene().clearSelection();
    key(Qt::Key_G, Qt::ControlModifier);
    QCOMPARE(refused.count(), 1);
    QVERIFY(!refused.first().first().toString().isEmpty());
    view().selectOnly({m_a, m_c}); // no piece of line
    key(Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(refused.count(), 2);
    MasterRecipe approved = m_document->recipe();
    approved.status = RecipeStatus::Approved;
    m_document->setRecipe(approved);
    view().selectOnly({m_a});
    key(Qt::Key_P);
    QCOMPARE(refused.count(), 3);
    QCOMPARE(m_document->undoStack()->count(), 0);
}

void TestCanvas::takesFiles()
{
    QSignalSpy dropped(&view(), &GraphView::fileDropped);
    for (const auto &[name, taken] : {std::pair(u"/data/x.cyrecipe.json"_s, true),
             std::pair(u"/data/b2mml.XML"_s, true), std::pair(u"/data/photo.png"_s, false)}) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(name)});
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view().viewport(), &enter);
        QCOMPARE(enter.isAccepted(), taken);
        QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view().viewport(), &drop);
    }
    QCOMPARE(dropped.count(), 2);
    QCOMPARE(dropped.first().first().toString(), u"/data/x.cyrecipe.json"_s);
}

// The selection goes with the drawing, at once: nobody asks the next recipe for the last one's
// steps.
void TestCanvas::anotherDocumentComesWhileAllIsSelected()
{
    view().selectEverything();
    QVERIFY(view().selectedElements().size() > 2);
    QVector<ElementId> heard;
    connect(
        &view(), &GraphView::selectionChanged, this, [&] { heard += view().selectedElements(); });
    RecipeDocument next(Catalog::shipped());
    view().setDocument(&next);
    QCOMPARE(heard, QVector<ElementId>());
    QCOMPARE(view().selectedElements(), QVector<ElementId>());
    view().setDocument(m_document.get());
}

void TestCanvas::addsToTheSelectionWithShift()
{
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, at(m_a));
    QTest::mouseClick(view().viewport(), Qt::LeftButton, Qt::ShiftModifier, at(m_x));
    QCOMPARE(view().selectedElements(), (QVector<ElementId> {m_a, m_x}));
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, at(m_b));
    QCOMPARE(view().selectedElements(), QVector<ElementId> {m_b});
    // The step of a drag with Shift is one: it goes into the line that it is put on.
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, at(m_a));
    const QPointF before = scene().node(m_a)->pos();
    drag(at(m_x), at(m_x) + QPoint(40, 60), Qt::ShiftModifier);
    QCOMPARE(view().selectedElements(), QVector<ElementId> {m_x});
    QCOMPARE(scene().node(m_a)->pos(), before);
}

void TestCanvas::showsWhatWasPasted()
{
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, at(m_x));
    key(Qt::Key_C, Qt::ControlModifier);
    view().centerOn(4000, 3000);
    const QRect seen = view().viewport()->rect();
    QVERIFY(!seen.contains(at(m_x)));
    key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(view().selectedElements().size(), 1);
    QVERIFY(seen.contains(at(view().selectedElements().first())));
}

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
