// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "widgets/grapheditor/drawingexport.h"
#include "widgets/grapheditor/drawingsearch.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QXmlStreamReader>
#include <QtGui/QImage>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// The drawing of the shipped recipe in files, and the search in it.
class TestDrawingExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void svgIsWellFormedAndHoldsItsWords_data();
    void svgIsWellFormedAndHoldsItsWords();
    void anyNameIsATitle();
    void pngHasItsScale();
    void pdfHasAPagePerLevelAndTiles();
    void refusesAPlaceThatCannotBeWritten();
    void finds_data();
    void finds();

private:
    MasterRecipe m_recipe;
    QTemporaryDir m_folder;
};

void TestDrawingExport::initTestCase()
{
    initResources();
    const auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/cart-lentiviral.cyrecipe.json"_s);
    QVERIFY(recipe.ok());
    m_recipe = *recipe;
}

void TestDrawingExport::svgIsWellFormedAndHoldsItsWords_data()
{
    QTest::addColumn<Language>("language");
    QTest::newRow("en") << Language::En;
    QTest::newRow("zh") << Language::Zh;
}

void TestDrawingExport::svgIsWellFormedAndHoldsItsWords()
{
    QFETCH(Language, language);
    const QString name = m_folder.filePath(u"drawing.svg"_s);
    QVERIFY(DrawingExport(Catalog::shipped(), m_recipe, language).svg({}, name).ok());
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString words;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::Characters)
            words += xml.text();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    // Text stays text: the unit of the first card can be looked for in the file.
    QVERIFY(words.contains(u"BAL-01"_s));
    for (const ElementId &id : m_recipe.procedure.children({})) {
        const Element *element = m_recipe.procedure.element(id);
        if (element->kind == ElementKind::Begin)
            QVERIFY(words.contains(element->name.in(language)));
    }
}

void TestDrawingExport::anyNameIsATitle()
{
    MasterRecipe recipe = m_recipe;
    recipe.name = {u"Wash & \"fill\" <2 L>"_s, u"洗涤 & 分装 <2 L>"_s};
    const QString name = m_folder.filePath(u"title.svg"_s);
    QVERIFY(DrawingExport(Catalog::shipped(), recipe, Language::En).svg({}, name).ok());
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString title;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == "title"_L1)
            title = xml.readElementText();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY2(title.contains(recipe.name.en), qPrintable(title));
}

void TestDrawingExport::pngHasItsScale()
{
    const DrawingExport drawing(Catalog::shipped(), m_recipe, Language::En);
    const QString small = m_folder.filePath(u"small.png"_s),
                  large = m_folder.filePath(u"large.png"_s);
    QVERIFY(drawing.png({}, small, 0.25).ok());
    QVERIFY(drawing.png({}, large, 0.5).ok());
    const QImage one(small), two(large);
    QVERIFY(!one.isNull());
    QVERIFY(std::abs(two.width() - 2 * one.width()) <= 2);
    // It is not an empty sheet.
    int dark = 0;
    for (int y = 0; y < two.height(); y += 3) {
        for (int x = 0; x < two.width(); x += 3)
            dark += qGray(two.pixel(x, y)) < 128 ? 1 : 0;
    }
    QVERIFY(dark > 200);
}

void TestDrawingExport::pdfHasAPagePerLevelAndTiles()
{
    const DrawingExport drawing(Catalog::shipped(), m_recipe, Language::Zh);
    const auto pages = [](const QString &name) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return qsizetype(-1);
        return file.readAll().count("/Type /Page\n");
    };
    const QString levels = m_folder.filePath(u"levels.pdf"_s),
                  tiles = m_folder.filePath(u"tiles.pdf"_s);
    const QVector<ElementId> some = drawing.levels().mid(0, 3);
    QCOMPARE(some.size(), 3);
    QVERIFY(drawing.pdf(some, levels, DrawingExport::Fit::Page).ok());
    QCOMPARE(pages(levels), 3);
    QVERIFY(drawing.pdf({ElementId()}, tiles, DrawingExport::Fit::Tiles).ok());
    QVERIFY(pages(tiles) > 3);
}

void TestDrawingExport::refusesAPlaceThatCannotBeWritten()
{
    const DrawingExport drawing(Catalog::shipped(), m_recipe, Language::En);
    const QString nowhere = m_folder.filePath(u"no/such/folder/x"_s);
    for (const auto &done : {drawing.svg({}, nowhere), drawing.png({}, nowhere, 0.1),
             drawing.pdf({ElementId()}, nowhere, DrawingExport::Fit::Page)}) {
        QVERIFY(!done.ok());
        QCOMPARE(done.error().code(), u"export.write"_s);
    }
}

void TestDrawingExport::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    QTest::newRow("a unit") << u"BR-02"_s << true;
    QTest::newRow("a parameter in Chinese") << u"温度"_s << true;
    QTest::newRow("an identifier") << u"culture1"_s << true;
    QTest::newRow("two words") << u"activate transduce"_s << true;
    QTest::newRow("nothing") << u"  "_s << false;
    QTest::newRow("no such") << u"zeppelin"_s << false;
}

void TestDrawingExport::finds()
{
    QFETCH(QString, text);
    QFETCH(bool, found);
    const auto hits = searchDrawing(m_recipe, Catalog::shipped(), text, Language::En);
    QCOMPARE(!hits.isEmpty(), found);
    for (const DrawingHit &hit : hits)
        QVERIFY(m_recipe.procedure.element(hit.element));
    QVERIFY(searchDrawing(m_recipe, Catalog::shipped(), text, Language::En, 2).size() <= 2);
}

QTEST_MAIN(TestDrawingExport)
#include "tst_drawingexport.moc"
