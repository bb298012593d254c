// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"
#include "tests/grapheditor/designpagerig.h"
#include "widgets/grapheditor/breadcrumbbar.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/designtoolbar.h"
#include "widgets/grapheditor/findingspanel.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/palettewidget.h"
#include "widgets/grapheditor/validationrunner.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/quantityedit.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Editing on the design page by mouse and keyboard.
class TestDesignPage : public QObject, protected DesignPageRig
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { readTheRecipe(); }
    void init() { open(); }
    void cleanup() { close(); }
    void dropsFromThePalette();
    void drawsALink();
    void refusesALinkWithItsReason();
    void connectsByKeyboard();
    void walksAndNudgesByKeyboard();
    void movesWithSnapAsOneStep();
    void deletesByKeyAndUndoes();
    void editsAParameterInItsUnit();
    void opensContainersAndComesBack();
    void jumpsToAFinding();
    void repairsAFinding();
    void lockedUntilANewVersion();
};

void TestDesignPage::dropsFromThePalette()
{
    QListView *list = m_page->paletteWidget()->list();
    const PaletteModel *model = m_page->paletteWidget()->model();
    int row = 0;
    while (row < model->rowCount() && !model->entry(model->index(row)))
        ++row;
    QVERIFY(row < model->rowCount());
    const std::unique_ptr<QMimeData> data(model->mimeData({model->index(row)}));
    QVERIFY(data);
    QVERIFY(list->dragEnabled());
    const int before = m_document->procedure().elementCount();
    GraphView *view = m_page->view();
    // Where nothing stands; beside other steps it gives way to them.
    const auto covers = [view](QPoint point) {
        const QRectF card = NodePainter::body(ElementKind::UnitProcedure)
                                .translated(GraphScene::snapped(view->mapToScene(point)));
        const auto nodes = view->graphScene()->nodes();
        return std::any_of(nodes.begin(), nodes.end(),
            [&card](const NodeItem *node) { return node->sceneBody().intersects(card); });
    };
    QPoint point(120, 60);
    while (covers(point) && view->viewport()->rect().contains(point))
        point.ry() += 10;
    QVERIFY(view->viewport()->rect().contains(point));
    const QPointF place = GraphScene::snapped(view->mapToScene(point));
    QDragEnterEvent enter(point, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(point, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view->viewport(), &drop);
    QVERIFY(m_document->procedure().elementCount() > before);
    QCOMPARE(m_document->undoStack()->count(), 1);
    QCOMPARE(view->selectedElements().size(), 1);
    const Element *fresh = m_document->procedure().element(view->selectedElements().first());
    QCOMPARE(fresh->kind, ElementKind::UnitProcedure);
    QCOMPARE(fresh->position, (Position {place.x(), place.y()}));
}

void TestDesignPage::drawsALink()
{
    const auto a = m_document->addFromPalette({ElementKind::ManualStep, {}}, {}, {3000, 3000});
    const auto b = m_document->addFromPalette({ElementKind::ManualStep, {}}, {}, {3300, 3000});
    QVERIFY(a.ok() && b.ok());
    const QPoint from = at(*a, {NodePainter::CardWidth / 2, 0});
    const QPoint to = m_page->view()->mapFromScene(m_page->view()->graphScene()->node(*b)->pos());
    const qsizetype links = m_document->procedure().links().size();
    dragOn(m_page->view()->viewport(), from, to);
    QCOMPARE(m_document->procedure().links().size(), links + 1);
    QCOMPARE(m_document->procedure().outgoing(*a).size(), 1);
    const Link *link = m_document->procedure().link(m_document->procedure().outgoing(*a).first());
    QCOMPARE(link->kind, LinkKind::Control);
    QCOMPARE(link->from.element, *a);
    QCOMPARE(link->to.element, *b);
    QVERIFY(m_page->view()->graphScene()->linkItem(link->id));
    m_document->undoStack()->undo();
    QCOMPARE(m_document->procedure().links().size(), links);
}

void TestDesignPage::refusesALinkWithItsReason()
{
    const auto a = m_document->addFromPalette({ElementKind::ManualStep, {}}, {}, {3000, 3000});
    const auto b = m_document->addFromPalette({ElementKind::Begin, {}}, {}, {3300, 3000});
    QVERIFY(a.ok() && b.ok());
    const int steps = m_document->undoStack()->count();
    QSignalSpy refused(m_page->view(), &GraphView::refused);
    const QPoint from = at(*a, {NodePainter::CardWidth / 2, 0});
    const QPoint to = m_page->view()->mapFromScene(m_page->view()->graphScene()->node(*b)->pos());
    dragOn(m_page->view()->viewport(), from, to);
    QCOMPARE(m_document->undoStack()->count(), steps);
    QCOMPARE(refused.count(), 1);
    QVERIFY(refused.first().first().toString().contains(u"Begin"_s));
}

void TestDesignPage::connectsByKeyboard()
{
    const auto b = m_document->addFromPalette({ElementKind::ManualStep, {}}, {}, {3300, 3000});
    const auto a = m_document->addFromPalette({ElementKind::ManualStep, {}}, {}, {3000, 3000});
    QVERIFY(a.ok() && b.ok());
    GraphView *view = m_page->view();
    view->showElement(*a);
    QTest::keyClick(view, Qt::Key_L); // one step is no link
    QVERIFY(m_document->procedure().outgoing(*a).isEmpty());
    QTest::keyClick(view, Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(view->selectedElements(), (QVector<ElementId> {*a, *b}));
    QTest::keyClick(view, Qt::Key_L);
    QCOMPARE(m_document->procedure().outgoing(*a).size(), 1);
    QCOMPARE(
        m_document->procedure().link(m_document->procedure().outgoing(*a).first())->to.element, *b);
    QSignalSpy refused(view, &GraphView::refused);
    QTest::keyClick(view, Qt::Key_L); // there is one already
    QCOMPARE(refused.count(), 1);
    // The other way round: what was selected first is where it starts.
    view->showElement(*b);
    QTest::keyClick(view, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    auto *connect = m_page->findChild<QToolButton *>(u"tool.connect"_s);
    QVERIFY(connect->isEnabled());
    QTest::mouseClick(connect, Qt::LeftButton);
    QCOMPARE(m_document->procedure().outgoing(*b).size(), 1);
}

void TestDesignPage::walksAndNudgesByKeyboard()
{
    const auto a = m_document->addFromPalette({ElementKind::ManualStep, {}}, {}, {3000, 3000});
    const auto b = m_document->addFromPalette({ElementKind::ManualStep, {}}, {}, {3000, 3300});
    QVERIFY(a.ok() && b.ok());
    GraphView *view = m_page->view();
    view->showElement(*a);
    QTest::keyClick(view, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(view->selectedElements(), QVector<ElementId> {*b});
    QTest::keyClick(view, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(view->selectedElements(), QVector<ElementId> {*a});
    const int steps = m_document->undoStack()->count();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(view, Qt::Key_Right);
    QTest::keyClick(view, Qt::Key_Up);
    QCOMPARE(m_document->procedure().element(*a)->position, (Position {3030, 2990}));
    QCOMPARE(m_document->undoStack()->count(), steps + 1); // one gesture
    QTest::keyClick(view, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_document->procedure().element(*a)->position, (Position {3000, 3000}));
}

void TestDesignPage::movesWithSnapAsOneStep()
{
    const auto a = m_document->addFromPalette({ElementKind::ManualStep, {}}, {}, {3000, 3000});
    QVERIFY(a.ok());
    const int steps = m_document->undoStack()->count();
    const QPoint from = at(*a, {-20, 30});
    dragOn(m_page->view()->viewport(), from, from + QPoint(83, 47));
    QCOMPARE(m_document->undoStack()->count(), steps + 1);
    const Position now = m_document->procedure().element(*a)->position;
    QCOMPARE(now, (Position {3080, 3050}));
    m_document->undoStack()->undo();
    QCOMPARE(m_page->view()->graphScene()->node(*a)->pos(), QPointF(3000, 3000));
}

void TestDesignPage::deletesByKeyAndUndoes()
{
    const QByteArray before = writeRecipe(m_document->recipe());
    const ElementId id(u"harvest"_s);
    GraphView *view = m_page->view();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, at(id, {-20, 30}));
    QCOMPARE(view->selectedElements(), QVector<ElementId> {id});
    QTest::keyClick(view, Qt::Key_Delete);
    QVERIFY(!m_document->procedure().element(id));
    QVERIFY(!view->graphScene()->node(id));
    QTest::keyClick(view, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(view->graphScene()->node(id));
    QCOMPARE(writeRecipe(m_document->recipe()), before);
    QTest::keyClick(view, Qt::Key_Y, Qt::ControlModifier);
    QVERIFY(!view->graphScene()->node(id));
}

void TestDesignPage::editsAParameterInItsUnit()
{
    // A parameter in °C is entered in kelvin; nonsense and another dimension are refused in place.
    ElementId host;
    ParameterId parameter;
    for (const ElementId &id : m_document->procedure().elements()) {
        for (const Parameter &p : m_document->procedure().element(id)->parameters) {
            if (host.isEmpty() && p.unit.symbol() == u"°C"_s && p.value && *p.value > 36.4
                && *p.value < 38) {
                host = id;
                parameter = p.id;
            }
        }
    }
    QVERIFY(!host.isEmpty());
    m_page->view()->showElement(host);
    const QString name = u"value."_s + parameter.value();
    QTRY_VERIFY(m_page->inspector()->findChild<QuantityEdit *>(name));
    auto *edit = m_page->inspector()->findChild<QuantityEdit *>(name);
    const auto before = m_document->procedure().element(host)->parameter(parameter)->value;
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, u"lots"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(edit->property("invalid").toBool(), true);
    QCOMPARE(m_document->procedure().element(host)->parameter(parameter)->value, before);
    edit->selectAll();
    QTest::keyClicks(edit, u"5 mL"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(edit->property("invalid").toBool(), true);
    QCOMPARE(m_document->undoStack()->count(), 0);
    edit->selectAll();
    QTest::keyClicks(edit, u"309.65 K"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    const auto after = m_document->procedure().element(host)->parameter(parameter)->value;
    QVERIFY(after.has_value());
    QVERIFY(std::abs(*after - 36.5) < 1e-6);
    QCOMPARE(m_document->undoStack()->count(), 1);
    m_document->undoStack()->undo();
    QCOMPARE(m_document->procedure().element(host)->parameter(parameter)->value, before);
}

void TestDesignPage::opensContainersAndComesBack()
{
    const ElementId id(u"culture1"_s);
    GraphView *view = m_page->view();
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, at(id, {-20, 30}));
    QCOMPARE(view->container(), id);
    QCOMPARE(view->graphScene()->nodes().size(), m_document->procedure().children(id).size());
    QTRY_VERIFY(m_page->findChild<QPushButton *>(u"crumb.0"_s));
    QTest::mouseClick(m_page->findChild<QPushButton *>(u"crumb.0"_s), Qt::LeftButton);
    QCOMPARE(view->container(), ElementId());
    QVERIFY(view->graphScene()->node(id));
}

void TestDesignPage::jumpsToAFinding()
{
    Element host;
    for (const ElementId &id : m_document->procedure().elements()) {
        const Element *element = m_document->procedure().element(id);
        if (host.id.isEmpty() && element->kind == ElementKind::Phase
            && !element->parameters.isEmpty())
            host = *element;
    }
    Finding finding;
    finding.rule = u"GMP-PAR-01"_s;
    finding.message.code = finding.rule;
    FindingPlace place;
    place.element = host.id;
    place.parameter = host.parameters.first().id;
    finding.places = {place};
    QTRY_VERIFY(!m_page->validation()->isBusy());
    m_page->findings()->setFindings({finding}, m_document->recipe());
    QListView *list = m_page->findings()->list();
    const QRect row = list->visualRect(list->model()->index(0, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(m_page->view()->container(), m_document->procedure().container(host.id));
    QCOMPARE(m_page->view()->selectedElements(), QVector<ElementId> {host.id});
    QVERIFY(m_page->inspector()->findChild<QuantityEdit *>(u"value."_s + place.parameter.value()));
}

void TestDesignPage::repairsAFinding()
{
    LinkId id;
    for (const LinkId &candidate : m_document->procedure().links()) {
        if (m_document->procedure().link(candidate)->kind == LinkKind::Material)
            id = candidate;
    }
    QVERIFY(!id.isEmpty());
    Link link = *m_document->procedure().link(id);
    link.connection = Connection::Luer;
    QVERIFY(m_document->edit(link).ok());
    // The real validator sees it. Not isBusy(): a worker may be done before its findings are shown.
    std::optional<Finding> found;
    const auto find = [&] {
        for (const Finding &f : m_page->findings()->model()->findings()) {
            if (f.rule == u"GMP-CON-01"_s && !f.places.isEmpty() && f.places.first().link == id)
                found = f;
        }
        return found.has_value();
    };
    QTRY_VERIFY_WITH_TIMEOUT(find(), 30000);
    const Finding finding = *found;
    Q_EMIT m_page->findings()->fixRequested(finding);
    QCOMPARE(m_document->procedure().link(id)->connection, Connection::Weld);
}

void TestDesignPage::lockedUntilANewVersion()
{
    MasterRecipe approved = m_recipe;
    approved.status = RecipeStatus::Approved;
    m_document->setRecipe(approved);
    auto *button = m_page->findChild<QPushButton *>(u"newVersion"_s);
    QVERIFY(button->isVisible());
    const ElementId id(u"harvest"_s);
    m_page->view()->showElement(id);
    QTest::keyClick(m_page->view(), Qt::Key_Delete);
    QVERIFY(m_document->procedure().element(id));
    auto *remove = m_page->findChild<QToolButton *>(u"tool.delete"_s);
    QVERIFY(!remove->isEnabled());
    QVERIFY(!remove->toolTip().isEmpty());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!button->isVisible());
    QTest::keyClick(m_page->view(), Qt::Key_Delete);
    QVERIFY(!m_document->procedure().element(id));
}

QTEST_MAIN(TestDesignPage)
#include "tst_designpage.moc"
