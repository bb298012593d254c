// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipedocument.h"
#include "tests/grapheditor/canvasrig.h"
#include "widgets/grapheditor/annotationitem.h"
#include "widgets/grapheditor/canvasactions.h"
#include "widgets/grapheditor/canvasedits.h"
#include "widgets/grapheditor/canvasoffer.h"
#include "widgets/grapheditor/canvassearch.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/stepchooser.h"
#include "widgets/grapheditor/stepdrag.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// The gestures of the canvas by mouse and keyboard on lines and selections. Each is one undo step,
/// and undoing it gives the same file, byte by byte.
class TestCanvas : public QObject, protected CanvasRig
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { readResources(); }
    void init() { open(); }
    void cleanup() { close(); }
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
};

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

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
