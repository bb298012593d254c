// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/recipedocument.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "translations/translations.h"
#include "widgets/compare/compareview.h"
#include "widgets/compare/differenceoverlay.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QDir>
#include <QtCore/QTranslator>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Two versions of the CAR-T recipe. With CYTOLOOM_PICTURES set, pictures are kept in that folder.
class TestCompareView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_view.reset(); }
    void listTellsTheGravestFirst();
    void weightsCanBeLeftOut();
    void drawingsMoveTogether();
    void differenceLeadsToItsPlace();
    void overlayShowsWhatIsGone();
    void marksFollowTheContainer();
    void nothingDiffers();
    void pictures();

private:
    MasterRecipe m_before;
    MasterRecipe m_after;
    ElementId m_removed;
    ElementId m_moved;
    ElementId m_widened;
    std::unique_ptr<CompareView> m_view;
    QTranslator m_translator;
};

void TestCompareView::initTestCase()
{
    QApplication::setStyle(u"Fusion"_s);
    initResources();
    qApp->setFont(Theme::font(Theme::body));
    qApp->setPalette(Theme::light().palette());
    qApp->setStyleSheet(Theme::light().styleSheet());
    m_before = *readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s);
    MasterRecipe draft = m_before;
    draft.status = RecipeStatus::Draft;
    draft.version += 1;
    draft.approvals.clear();
    RecipeDocument document(Catalog::shipped());
    document.setRecipe(draft);
    const QVector<ElementId> top = document.procedure().children({});
    // One step moves, one goes, one is new, and a critical limit becomes wider.
    m_moved = top.at(2);
    const Position at = document.procedure().element(m_moved)->position;
    QVERIFY(document.move({{m_moved, {at.x, at.y + 60}}}));
    m_removed = top.at(top.size() - 3);
    QVERIFY(document.remove({m_removed}, {}));
    const PaletteEntry entry {ElementKind::ManualStep, {}};
    QVERIFY(document.addFromPalette(entry, {}, {at.x, at.y + 260}).ok());
    const QVector<ElementId> all = document.procedure().elements();
    for (const ElementId &id : all) {
        Element element = *document.procedure().element(id);
        for (Parameter &parameter : element.parameters) {
            if (!m_widened.isEmpty() || !parameter.critical || !parameter.action.high)
                continue;
            m_widened = id;
            *parameter.action.high += 0.5;
        }
        if (m_widened == id)
            QVERIFY(document.edit(element));
    }
    QVERIFY(!m_widened.isEmpty());
    m_after = document.recipe();
}

void TestCompareView::init()
{
    m_view = std::make_unique<CompareView>(Catalog::shipped(), Theme::light());
    m_view->resize(1280, 800);
    m_view->setVersions(m_before, m_after);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QTest::qWait(0);
}

void TestCompareView::listTellsTheGravestFirst()
{
    QAbstractItemModelTester tester(m_view->model());
    DifferenceModel *model = m_view->model();
    QVERIFY(model->rowCount() >= 4);
    for (int row = 1; row < model->rowCount(); ++row)
        QVERIFY(model->difference(row - 1).weight >= model->difference(row).weight);
    QCOMPARE(model->difference(0).weight, DifferenceWeight::Widened);
    QCOMPARE(model->difference(model->rowCount() - 1).weight, DifferenceWeight::Layout);
    QVERIFY(model->toText().contains(u"[Weaker guard]"_s));
    auto *summary = m_view->findChild<QLabel *>(u"compareSummary"_s);
    QVERIFY(summary->text().contains(u"weaker"_s));
}

void TestCompareView::weightsCanBeLeftOut()
{
    const int all = m_view->model()->rowCount();
    auto *layout
        = m_view->findChild<QCheckBox *>(u"compareWeight%1"_s.arg(int(DifferenceWeight::Layout)));
    const int moves = m_view->comparison().count(DifferenceWeight::Layout);
    QVERIFY(moves > 0);
    QTest::mouseClick(layout, Qt::LeftButton, {}, QPoint(8, layout->height() / 2));
    QCOMPARE(m_view->model()->rowCount(), all - moves);
}

void TestCompareView::drawingsMoveTogether()
{
    GraphView *before = m_view->beforeView(), *after = m_view->afterView();
    after->setZoom(0.8);
    after->horizontalScrollBar()->setValue(after->horizontalScrollBar()->value() + 120);
    QCOMPARE(before->zoom(), 0.8);
    const auto centre
        = [](const GraphView *view) { return view->mapToScene(view->viewport()->rect().center()); };
    QVERIFY(QLineF(centre(before), centre(after)).length() < 20);
    before->openContainer(m_after.procedure.ancestors(m_widened).value(0));
    QCOMPARE(after->container(), before->container());
}

void TestCompareView::differenceLeadsToItsPlace()
{
    const Difference first = m_view->model()->difference(0);
    int row = -1;
    for (int i = 0; i < m_view->model()->rowCount(); ++i) {
        if (m_view->model()->difference(i).afterElement == m_widened && row < 0)
            row = i;
    }
    QVERIFY(row >= 0);
    auto *list = m_view->findChild<QListView *>(u"compareList"_s);
    const QModelIndex index = m_view->model()->index(row, 0);
    list->scrollTo(index);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
    const ElementId home = m_after.procedure.container(m_widened);
    QCOMPARE(m_view->afterView()->container(), home);
    QCOMPARE(m_view->beforeView()->container(), home);
    QVERIFY(m_view->afterView()->graphScene()->node(m_widened));
    // What is gone is shown where it was.
    for (int i = 0; i < m_view->model()->rowCount(); ++i) {
        const Difference each = m_view->model()->difference(i);
        if (each.beforeElement == m_removed)
            m_view->showDifference(each);
    }
    QVERIFY(m_view->beforeView()->graphScene()->node(m_removed));
    QCOMPARE(m_view->afterView()->container(), ElementId());
}

void TestCompareView::overlayShowsWhatIsGone()
{
    const int beside = m_view->afterOverlay()->shownCount();
    QTest::mouseClick(m_view->findChild<QPushButton *>(u"compareOverlay"_s), Qt::LeftButton);
    QVERIFY(m_view->isOverlaid());
    QVERIFY(!m_view->beforeView()->isVisible());
    QCOMPARE(m_view->afterOverlay()->shownCount(), beside + 1); // the ghost
    QTest::mouseClick(m_view->findChild<QPushButton *>(u"compareSideBySide"_s), Qt::LeftButton);
    QVERIFY(m_view->beforeView()->isVisible());
    QCOMPARE(m_view->afterOverlay()->shownCount(), beside);
}

void TestCompareView::marksFollowTheContainer()
{
    const QVector<ElementId> above = m_after.procedure.ancestors(m_widened);
    QVERIFY(m_view->afterOverlay()->shownCount() >= 3); // moved, new, container of the limit
    for (const ElementId &container : above) {
        m_view->afterView()->openContainer(container);
        QCOMPARE(m_view->afterOverlay()->shownCount(), 1);
        QCOMPARE(m_view->beforeOverlay()->shownCount(), 1);
    }
}

void TestCompareView::nothingDiffers()
{
    m_view->setVersions(m_before, m_before);
    QCOMPARE(m_view->model()->rowCount(), 0);
    QCOMPARE(m_view->afterOverlay()->shownCount(), 0);
    QVERIFY(m_view->findChild<QLabel *>(u"compareSummary"_s)->text().contains(u"same"_s));
}

void TestCompareView::pictures()
{
    const QString folder = qEnvironmentVariable("CYTOLOOM_PICTURES");
    const auto shot = [&](const QString &name) {
        QTest::qWait(0);
        const QPixmap picture = m_view->grab();
        QVERIFY(!picture.isNull());
        if (!folder.isEmpty())
            QVERIFY(picture.save(QDir(folder).filePath(name + u".png"_s)));
    };
    for (const Language language : {Language::En, Language::Zh}) {
        installLanguage(*qApp, language, m_translator);
        m_view->setLanguage(language);
        const QString word = language == Language::Zh ? u"zh"_s : u"en"_s;
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            m_view->resize(size);
            m_view->setOverlaid(false);
            m_view->afterView()->showStart();
            shot(u"compare-%1-%2"_s.arg(word).arg(size.width()));
            m_view->setOverlaid(true);
            m_view->afterView()->fit();
            shot(u"overlay-%1-%2"_s.arg(word).arg(size.width()));
        }
    }
    installLanguage(*qApp, Language::En, m_translator);
}

QTEST_MAIN(TestCompareView)
#include "tst_compareview.moc"
