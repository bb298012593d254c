// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/catalog.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "widgets/common/rowheader.h"
#include "widgets/risk/riskview.h"
#include "widgets/risk/stepnames.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// The risk view tells every step apart and cuts off no name.
class TestRiskView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void namesAreDifferent_data();
    void namesAreDifferent();
    void gatesTellBranchesApart();
    void rowsAreDifferent();
    void columnsAreAsWideAsTheirWords_data();
    void columnsAreAsWideAsTheirWords();

private:
    MasterRecipe m_recipe;
    RiskMatrix m_matrix;
};

void TestRiskView::initTestCase()
{
    initResources();
    QApplication::setStyle(u"Fusion"_s);
    qApp->setStyleSheet(Theme::light().styleSheet());
    const auto recipe = readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s);
    QVERIFY(recipe);
    m_recipe = *recipe;
    m_matrix = makeRiskMatrix(m_recipe, Catalog::shipped());
}

void TestRiskView::namesAreDifferent_data()
{
    QTest::addColumn<int>("language");
    QTest::newRow("English") << int(Language::En);
    QTest::newRow("Chinese") << int(Language::Zh);
}

void TestRiskView::namesAreDifferent()
{
    QFETCH(const int, language);
    const QVector<ElementId> all = m_recipe.procedure.elements();
    const auto names = stepNames(m_recipe, all, Language(language));
    QCOMPARE(names.size(), all.size());
    QSet<QString> seen;
    for (const QString &name : names) {
        QVERIFY(!name.isEmpty());
        QVERIFY2(!seen.contains(name), qPrintable(name));
        seen.insert(name);
    }
}

void TestRiskView::gatesTellBranchesApart()
{
    QVector<ElementId> same;
    for (const ElementId &id : m_recipe.procedure.elements()) {
        if (m_recipe.procedure.element(id)->name.en == "Investigate"_L1)
            same << id;
    }
    QCOMPARE(same.size(), 3);
    QStringList names = stepNames(m_recipe, same, Language::En).values();
    names.sort();
    QCOMPARE(names.at(0), u"Investigate · after Day-5 gate"_s);
    QCOMPARE(names.at(1), u"Investigate · after Harvest gate"_s);
    QCOMPARE(names.at(2), u"Investigate · after Release gate"_s);
    // Alone, it needs nothing beside its name.
    QCOMPARE(
        stepNames(m_recipe, {same.first()}, Language::En).value(same.first()), u"Investigate"_s);
}

void TestRiskView::rowsAreDifferent()
{
    RiskView view(Theme::light());
    view.setMatrix(m_matrix, m_recipe);
    const auto *matrix = view.findChild<QTableView *>(u"riskMatrix"_s);
    QSet<QString> seen;
    for (int row = 0; row < matrix->model()->rowCount(); ++row)
        seen.insert(matrix->model()->headerData(row, Qt::Vertical, Qt::DisplayRole).toString());
    QCOMPARE(seen.size(), matrix->model()->rowCount());
    const auto *steps = view.findChild<QTableView *>(u"riskSteps"_s);
    seen.clear();
    for (int row = 0; row < steps->model()->rowCount(); ++row)
        seen.insert(steps->model()->index(row, 0).data().toString());
    QCOMPARE(seen.size(), steps->model()->rowCount());
}

void TestRiskView::columnsAreAsWideAsTheirWords_data()
{
    QTest::addColumn<int>("language");
    QTest::addColumn<QSize>("size");
    QTest::newRow("English, small") << int(Language::En) << QSize(1180, 740);
    QTest::newRow("English, large") << int(Language::En) << QSize(1770, 1000);
    QTest::newRow("Chinese, small") << int(Language::Zh) << QSize(1180, 740);
}

void TestRiskView::columnsAreAsWideAsTheirWords()
{
    QFETCH(const int, language);
    QFETCH(const QSize, size);
    RiskView view(Theme::light());
    view.setLanguage(Language(language));
    view.setMatrix(m_matrix, m_recipe);
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCoreApplication::processEvents();
    const QFontMetrics bold(Theme::font(Theme::caption, true));
    const auto *steps = view.findChild<QTableView *>(u"riskSteps"_s);
    for (int column = 0; column < steps->model()->columnCount(); ++column) {
        const QString words
            = steps->model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        if (steps->isColumnHidden(column))
            continue;
        const QRect room(0, 0, steps->columnWidth(column) - 34, 1000); // padding and arrow
        const QRect needed = bold.boundingRect(room, Qt::TextWordWrap, words);
        QVERIFY2(needed.width() <= room.width(), qPrintable(words));
        QVERIFY2(needed.height() <= steps->horizontalHeader()->height(), qPrintable(words));
    }
    QVERIFY(steps->columnWidth(0) >= 200); // names of steps have room
    QVERIFY(steps->isColumnHidden(1)); // a closed process: nobody handles it open
    const auto *matrix = view.findChild<QTableView *>(u"riskMatrix"_s);
    for (int column = 0; column < matrix->model()->columnCount(); ++column) {
        const QString words
            = matrix->model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const QRect room(0, 0, matrix->columnWidth(column) - 18, 1000);
        const QRect needed = bold.boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, words);
        QVERIFY2(needed.height() <= matrix->horizontalHeader()->height(), qPrintable(words));
        QVERIFY2(needed.width() <= room.width() + 4, qPrintable(words));
    }
}

QTEST_MAIN(TestRiskView)
#include "tst_riskview.moc"
