// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipedocument.h"
#include "processgraph/model/recipejson.h"
#include "tests/grapheditor/canvasrig.h"
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
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// The gestures of the canvas on containers, groups, comments, lanes, searches and files. Each edit
/// is one undo step, and undoing it gives the same file, byte by byte.
class TestCanvasContents : public QObject, protected CanvasRig
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { readResources(); }
    void init() { open(); }
    void cleanup() { close(); }
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
};

void TestCanvasContents::makesAndDissolvesContainers()
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

void TestCanvasContents::groupsFoldAndMoveTogether()
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

void TestCanvasContents::writesComments()
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

void TestCanvasContents::opensInPlace()
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

void TestCanvasContents::showsLanes()
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

void TestCanvasContents::searchesAndJumps()
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

void TestCanvasContents::walksAlongTheLine()
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

void TestCanvasContents::keysSayWhyNot()
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

void TestCanvasContents::takesFiles()
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
void TestCanvasContents::anotherDocumentComesWhileAllIsSelected()
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

void TestCanvasContents::addsToTheSelectionWithShift()
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

void TestCanvasContents::showsWhatWasPasted()
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

QTEST_MAIN(TestCanvasContents)
#include "tst_canvascontents.moc"
