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

#include <QtCore/QElapsedTimer>
#include <QtCore/QMimeData>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// What the design page shows and says: where it opens, what is found, keys, colours, large
/// recipes.
class TestDesignPageView : public QObject, protected DesignPageRig
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { readTheRecipe(); }
    void init() { open(); }
    void cleanup() { close(); }
    void opensWhereItCanBeRead();
    void staysWhereAPersonPutIt();
    void searchesThePalette();
    void takesWhatWasSearchedWithEnter();
    void keysMeanTheDrawingAfterAClickBesideIt();
    void tellsItsKeys();
    void anAcceptedFindingIsQuiet();
    void tellsWhatWasWrittenQuietly();
    void coloursReachWhatTheAppPutHere();
    void runtimeShowsTheSumOfContainers();
    void pansTwoThousandNodes();
    void worksInALargeRecipe();
};

// A drawing that does not fit opens at its Begin, at a size at which its cards say something.
void TestDesignPageView::opensWhereItCanBeRead()
{
    for (const QSize size : {QSize(1280, 740), QSize(1920, 1000)}) {
        DesignPage page(Catalog::shipped(), Theme::light());
        page.resize(size);
        page.setDocument(m_document.get());
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        GraphView *view = page.view();
        QTRY_VERIFY(view->zoom() >= 0.7);
        const QRectF seen = view->mapToScene(view->viewport()->rect()).boundingRect();
        for (const NodeItem *node : view->graphScene()->nodes()) {
            if (node->kind() == ElementKind::Begin)
                QVERIFY(seen.contains(node->sceneBody()));
        }
        view->fit();
        const QRectF all = view->mapToScene(view->viewport()->rect()).boundingRect();
        QVERIFY(all.contains(view->graphScene()->contentsRect().adjusted(20, 20, -20, -20)));
        page.setDocument(nullptr);
    }
}

void TestDesignPageView::staysWhereAPersonPutIt()
{
    GraphView *view = m_page->view();
    view->setZoom(1.3);
    m_page->resize(1400, 900);
    QCoreApplication::processEvents();
    QCOMPARE(view->zoom(), 1.3);
    view->showStart();
    const double start = view->zoom();
    m_page->resize(1000, 700);
    QCoreApplication::processEvents();
    QVERIFY(view->zoom() <= start);
    // Another recipe in the same document starts anew.
    view->setZoom(0.2);
    m_document->setRecipe(m_recipe);
    QVERIFY(view->zoom() >= 0.7);
}

void TestDesignPageView::searchesThePalette()
{
    PaletteModel model(Catalog::shipped());
    const int all = model.rowCount();
    model.setFilter(Catalog::shipped().unitOperations().first().name.zh);
    QVERIFY(model.rowCount() >= 2);
    QVERIFY(model.rowCount() < all);
    model.setFilter(u"no such step"_s);
    QCOMPARE(model.rowCount(), 0);
    QMimeData broken;
    broken.setData(QLatin1String(PaletteModel::MimeType), "99/x");
    QVERIFY(!PaletteModel::entryFrom(&broken));
}

void TestDesignPageView::takesWhatWasSearchedWithEnter()
{
    auto *search = m_page->findChild<QLineEdit *>(u"paletteSearch"_s);
    const int before = m_document->procedure().elementCount();
    QTest::keyClick(search, Qt::Key_Return); // nothing was asked for
    QCOMPARE(m_document->procedure().elementCount(), before);
    QTest::keyClicks(search, u"wash"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(m_document->procedure().elementCount() > before);
    QCOMPARE(m_page->view()->selectedElements().size(), 1);
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(
        m_page->paletteWidget()->model()->entry(m_page->paletteWidget()->list()->currentIndex()));
}

// A click may take away the very button that was clicked; the next key must not go astray.
void TestDesignPageView::keysMeanTheDrawingAfterAClickBesideIt()
{
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->view()->openContainer(ElementId(u"culture1"_s));
    QTRY_VERIFY(m_page->findChild<QPushButton *>(u"crumb.0"_s));
    auto *crumb = m_page->findChild<QPushButton *>(u"crumb.0"_s);
    crumb->setFocus();
    QTest::mouseClick(crumb, Qt::LeftButton);
    QCOMPARE(QApplication::focusWidget(), m_page->view());
    const ElementId id(u"harvest"_s);
    m_page->view()->showElement(id);
    QTest::keyClick(m_page->view(), Qt::Key_Delete);
    QVERIFY(!m_document->procedure().element(id));
    auto *tool = m_page->findChild<QToolButton *>(u"tool.delete"_s);
    QVERIFY(tool);
    QTest::keyClick(tool, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_document->procedure().element(id));
    m_page->view()->showElement(id);
    QTest::keyClick(tool, Qt::Key_Delete); // a bare key beside the drawing does nothing to it
    QVERIFY(m_document->procedure().element(id));
}

void TestDesignPageView::tellsItsKeys()
{
    QTest::keyClick(m_page->view(), Qt::Key_F1);
    auto *list = m_page->findChild<QTreeWidget *>(u"keys-list"_s);
    QVERIFY(list && list->isVisible());
    const QList<QTreeWidgetItem *> found
        = list->findItems(u"Ctrl+F  Ctrl+K"_s, Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(found.size(), 1);
    QVERIFY(found.first()->text(0).endsWith(u"Ctrl+K"_s)); // both find
    QCOMPARE(list->findItems(u"F2"_s, Qt::MatchExactly | Qt::MatchRecursive).size(), 1);
    QVERIFY(!found.first()->text(1).isEmpty());
}

void TestDesignPageView::anAcceptedFindingIsQuiet()
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->validation()->isBusy(), 30000);
    Finding open;
    open.rule = u"GMP-STR-02"_s;
    FindingPlace place;
    place.element = ElementId(u"harvest"_s);
    open.places = {place};
    Finding accepted = open;
    accepted.rule = u"GMP-MAT-03"_s;
    accepted.waived = true;
    QSignalSpy told(m_page.get(), &DesignPage::findingsChanged);
    Q_EMIT m_page->validation()->finished({open, accepted}, m_document->recipe(), 1);
    QCOMPARE(told.last().at(0).toInt(), 1);
    const FindingModel *model = m_page->findings()->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->waivedCount(), 1);
    QVERIFY(model->data(model->index(1), FindingModel::WaivedRole).toBool());
    QCOMPARE(m_page->view()->graphScene()->node(ElementId(u"harvest"_s))->look().finding.count, 1);
}

void TestDesignPageView::tellsWhatWasWrittenQuietly()
{
    auto *message = m_page->findChild<QLabel *>(u"designMessage"_s);
    Q_EMIT m_page->findChild<DesignToolBar *>()->done(u"written"_s);
    QVERIFY(message->isVisible());
    QCOMPARE(message->property("role").toString(), u"muted"_s);
    Q_EMIT m_page->view()->refused(u"no"_s);
    QCOMPARE(message->text(), u"no"_s);
    QCOMPARE(message->property("role").toString(), u"error"_s);
}

void TestDesignPageView::coloursReachWhatTheAppPutHere()
{
    auto *bar = new BreadcrumbBar(Theme::light());
    m_page->setDocumentBar(bar);
    m_page->setTheme(Theme::darkSet());
    QVERIFY(bar->theme().dark);
}

void TestDesignPageView::runtimeShowsTheSumOfContainers()
{
    const Procedure &procedure = m_recipe.procedure;
    const ElementId unit(u"culture1"_s);
    QHash<ElementId, RuntimeBadge> badges;
    ElementId active;
    for (const ElementId &id : procedure.elements()) {
        if (procedure.element(id)->kind != ElementKind::Phase)
            continue;
        RuntimeBadge badge;
        badge.state = ProceduralState::Complete;
        if (procedure.ancestors(id).contains(unit) && active.isEmpty()) {
            active = id;
            badge.state = ProceduralState::Held;
            badge.word = u"Held"_s;
            badge.alarmPriority = 2;
        }
        badges.insert(id, badge);
    }
    QVERIFY(!active.isEmpty());
    GraphView view(Catalog::shipped(), Theme::light());
    view.setRecipe(m_recipe);
    view.setRuntime(badges);
    const auto badge = view.graphScene()->node(unit)->look().runtime;
    QVERIFY(badge.has_value());
    QCOMPARE(badge->state, ProceduralState::Held);
    QCOMPARE(badge->alarmPriority, 2);
    QCOMPARE(view.graphScene()->node(ElementId(u"harvest"_s))->look().runtime->state,
        ProceduralState::Complete);
    view.setRuntime({});
    QVERIFY(!view.graphScene()->node(unit)->look().runtime.has_value());
}

void TestDesignPageView::pansTwoThousandNodes()
{
    MasterRecipe large = m_recipe;
    large.procedure = Procedure();
    for (int i = 0; i < 2000; ++i) {
        Element element;
        element.id = ElementId(u"n%1"_s.arg(i));
        element.kind = ElementKind::ManualStep;
        element.name = {u"Step %1"_s.arg(i), u"步骤 %1"_s.arg(i)};
        element.position = {double(i % 50) * 260, double(i / 50) * 164};
        QVERIFY(large.procedure.addElement(element, {}).ok());
        if (i > 0) {
            Link link;
            link.id = LinkId(u"l%1"_s.arg(i));
            link.from.element = ElementId(u"n%1"_s.arg(i - 1));
            link.to.element = element.id;
            QVERIFY(large.procedure.addLink(link).ok());
        }
    }
    QElapsedTimer timer;
    timer.start();
    m_document->setRecipe(large);
    GraphView *view = m_page->view();
    QCOMPARE(view->graphScene()->nodes().size(), 2000);
    qInfo("2000 nodes drawn in %lld ms", timer.elapsed());
    for (const double zoom : {1.0, 0.4, 0.12}) {
        view->setZoom(zoom);
        view->viewport()->repaint();
        timer.restart();
        constexpr int Frames = 60;
        for (int i = 0; i < Frames; ++i) {
            view->horizontalScrollBar()->setValue(view->horizontalScrollBar()->value() + 12);
            view->viewport()->repaint();
        }
        const double frame = double(timer.nsecsElapsed()) / 1e6 / Frames;
        qInfo("zoom %.2f: %.1f ms per frame, whole window repainted", zoom, frame);
        QVERIFY2(frame < 2000, "panning must not hang");
    }
}

// 250 steps and 500 links at one level: moving all of them and undoing it are no slide shows.
void TestDesignPageView::worksInALargeRecipe()
{
    MasterRecipe large = m_recipe;
    large.procedure = Procedure();
    for (int i = 0; i < 250; ++i) {
        Element element;
        element.id = ElementId(u"n%1"_s.arg(i));
        element.kind = ElementKind::ManualStep;
        element.name = {u"Step %1"_s.arg(i), u"步骤 %1"_s.arg(i)};
        element.position = {double(i % 25) * 260, double(i / 25) * 164};
        QVERIFY(large.procedure.addElement(element, {}).ok());
        for (int back = 1; back <= 2 && back <= i; ++back) {
            Link link;
            link.id = LinkId(u"l%1-%2"_s.arg(i).arg(back));
            link.from.element = ElementId(u"n%1"_s.arg(i - back));
            link.to.element = element.id;
            QVERIFY(large.procedure.addLink(link).ok());
        }
    }
    m_document->setRecipe(large);
    GraphView *view = m_page->view();
    view->setZoom(1.0);
    view->selectEverything();
    QCOMPARE(view->selectedElements().size(), 250);
    const ElementId grip(u"n30"_s);
    const QPoint from = at(grip, {-20, 30});
    QElapsedTimer timer;
    timer.start();
    dragOn(view->viewport(), from, from + QPoint(100, 60));
    const qint64 all = timer.restart();
    QCOMPARE(m_document->undoStack()->count(), 1);
    QCOMPARE(m_document->procedure().element(ElementId(u"n249"_s))->position.x, 24 * 260.0 + 100);
    m_document->undoStack()->undo();
    QCOMPARE(writeRecipe(m_document->recipe()), writeRecipe(large));
    const qint64 undone = timer.restart();
    m_page->view()->graphScene()->clearSelection();
    const QPoint again = at(grip, {-20, 30});
    timer.restart();
    dragOn(view->viewport(), again, again + QPoint(100, 60));
    const qint64 one = timer.elapsed();
    qInfo("drag in 5 moves: 250 steps %lld ms, one %lld ms; undo %lld ms", all, one, undone);
    // Lines are drawn once per move of the hand, not once per step that moves with it.
    QVERIFY2(all < 20 * (one + 50), "moving many steps must not cost its square");
}

QTEST_MAIN(TestDesignPageView)
#include "tst_designpageview.moc"
