// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
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
#include <QtGui/QDropEvent>
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

class TestDesignPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void dropsFromThePalette();
    void drawsALink();
    void refusesALinkWithItsReason();
    void connectsByKeyboard();
    void walksAndNudgesByKeyboard();
    void opensWhereItCanBeRead();
    void staysWhereAPersonPutIt();
    void movesWithSnapAsOneStep();
    void deletesByKeyAndUndoes();
    void editsAParameterInItsUnit();
    void opensContainersAndComesBack();
    void jumpsToAFinding();
    void repairsAFinding();
    void lockedUntilANewVersion();
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

private:
    [[nodiscard]] QPoint at(const ElementId &id, QPointF offset = {}) const;
    void dragOn(QWidget *widget, QPoint from, QPoint to) const;

    MasterRecipe m_recipe;
    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<DesignPage> m_page;
};

void TestDesignPage::initTestCase()
{
    initResources();
    const auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
    QVERIFY2(recipe.ok(), recipe.ok() ? "" : qPrintable(recipe.error().code()));
    m_recipe = *recipe;
    m_recipe.status = RecipeStatus::Draft;
}

void TestDesignPage::init()
{
    m_document = std::make_unique<RecipeDocument>(Catalog::shipped());
    m_document->setRecipe(m_recipe);
    m_page = std::make_unique<DesignPage>(Catalog::shipped(), Theme::light());
    m_page->resize(1280, 800);
    m_page->show();
    m_page->setDocument(m_document.get());
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_page->view()->setZoom(1.0);
}

void TestDesignPage::cleanup()
{
    m_page.reset();
    m_document.reset();
}

QPoint TestDesignPage::at(const ElementId &id, QPointF offset) const
{
    GraphView *view = m_page->view();
    view->centerOn(view->graphScene()->node(id));
    return view->mapFromScene(view->graphScene()->node(id)->pos() + offset);
}

void TestDesignPage::dragOn(QWidget *widget, QPoint from, QPoint to) const
{
    QTest::mouseMove(widget, from);
    QTest::mousePress(widget, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 5; ++i) {
        const QPoint point = from + (to - from) * i / 5;
        QMouseEvent move(QEvent::MouseMove, point, widget->mapToGlobal(point), Qt::NoButton,
            Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(widget, &move);
    }
    QTest::mouseRelease(widget, Qt::LeftButton, {}, to);
}

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
    const QPoint point(300, 200);
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

// A drawing that does not fit opens at its Begin, at a size at which its cards say something.
void TestDesignPage::opensWhereItCanBeRead()
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

void TestDesignPage::staysWhereAPersonPutIt()
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

void TestDesignPage::searchesThePalette()
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

void TestDesignPage::takesWhatWasSearchedWithEnter()
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
void TestDesignPage::keysMeanTheDrawingAfterAClickBesideIt()
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

void TestDesignPage::tellsItsKeys()
{
    QTest::keyClick(m_page->view(), Qt::Key_F1);
    auto *list = m_page->findChild<QTreeWidget *>(u"keys-list"_s);
    QVERIFY(list && list->isVisible());
    const QList<QTreeWidgetItem *> found
        = list->findItems(u"Ctrl+F"_s, Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(found.size(), 1);
    QVERIFY(!found.first()->text(1).isEmpty());
}

void TestDesignPage::anAcceptedFindingIsQuiet()
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

void TestDesignPage::tellsWhatWasWrittenQuietly()
{
    auto *message = m_page->findChild<QLabel *>(u"designMessage"_s);
    Q_EMIT m_page->findChild<DesignToolBar *>()->done(u"written"_s);
    QVERIFY(message->isVisible());
    QCOMPARE(message->property("role").toString(), u"muted"_s);
    Q_EMIT m_page->view()->refused(u"no"_s);
    QCOMPARE(message->text(), u"no"_s);
    QCOMPARE(message->property("role").toString(), u"error"_s);
}

void TestDesignPage::coloursReachWhatTheAppPutHere()
{
    auto *bar = new BreadcrumbBar(Theme::light());
    m_page->setDocumentBar(bar);
    m_page->setTheme(Theme::darkSet());
    QVERIFY(bar->theme().dark);
}

void TestDesignPage::runtimeShowsTheSumOfContainers()
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

void TestDesignPage::pansTwoThousandNodes()
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
void TestDesignPage::worksInALargeRecipe()
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

QTEST_MAIN(TestDesignPage)
#include "tst_designpage.moc"
