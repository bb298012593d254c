// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/batchml.h"
#include "processgraph/exchange/xmltree.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "tests/model/randomrecipe.h"

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;

namespace {

QString demo(const QString &name)
{
    return QStringLiteral(CYTOLOOM_SOURCE_DIR "/resources/demo/") + name;
}

QString said(const Error &error)
{
    return MessageCatalog::shipped().text(error, Language::En);
}

} // namespace

class TestBatchmlExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shippedRecipesComeBack_data();
    void shippedRecipesComeBack();
    void anyRecipeComesBack();
    void fitsTheSchema_data();
    void fitsTheSchema();
    void anyRecipeFitsTheSchema();
    void saysTheProcedureInBatchmlWords();
    void saysParametersAndLimits();
    void aChangeByAnotherToolCounts_data();
    void aChangeByAnotherToolCounts();
    void notesWhatOthersWillNotSee();

private:
    static QString validated(const QString &file);
};

void TestBatchmlExport::shippedRecipesComeBack_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("CAR-T") << demo(u"cart-lentiviral.cyrecipe.json"_s);
    QTest::newRow("MSC") << demo(u"msc-wharton.cyrecipe.json"_s);
    QTest::newRow("small") << QStringLiteral(
        CYTOLOOM_TEST_DATA "/valid/recipes/small.cyrecipe.json");
}

void TestBatchmlExport::shippedRecipesComeBack()
{
    QFETCH(QString, file);
    const auto recipe = readRecipeFile(file);
    QVERIFY2(recipe.ok(), qPrintable(recipe.ok() ? QString() : said(recipe.error())));
    const QByteArray xml = exportBatchml(*recipe);
    QCOMPARE(exportBatchml(*recipe), xml);
    const auto again = importBatchml(xml, u"own.xml"_s, Catalog::shipped());
    QVERIFY2(again.ok(), qPrintable(again.ok() ? QString() : said(again.error())));
    QVERIFY(again->own);
    QCOMPARE(writeRecipe(again->recipe), writeRecipe(*recipe));
}

// Every field that a recipe can have, odd texts and characters that XML forbids included.
void TestBatchmlExport::anyRecipeComesBack()
{
    for (quint32 seed = 1; seed <= 60; ++seed) {
        const MasterRecipe recipe = RandomRecipe(seed).recipe(int(seed % 40));
        const auto again = importBatchml(exportBatchml(recipe), u"own.xml"_s, Catalog::shipped());
        QVERIFY2(again.ok(),
            qPrintable(
                u"seed %1: %2"_s.arg(seed).arg(again.ok() ? QString() : said(again.error()))));
        QVERIFY2(again->own, qPrintable(u"seed %1"_s.arg(seed)));
        QCOMPARE(writeRecipe(again->recipe), writeRecipe(recipe));
        QVERIFY(again->recipe == recipe);
    }
}

/// What xmllint says against it; empty when it is valid.
QString TestBatchmlExport::validated(const QString &file)
{
    QProcess xmllint;
    xmllint.start(u"xmllint"_s,
        {u"--noout"_s, u"--nonet"_s, u"--schema"_s,
            QStringLiteral(CYTOLOOM_CASES "/b2mml/schema/AllSchemas.xsd"), file});
    if (!xmllint.waitForFinished(60'000))
        return u"xmllint did not finish"_s;
    return xmllint.exitCode() == 0 ? QString() : QString::fromUtf8(xmllint.readAllStandardError());
}

void TestBatchmlExport::fitsTheSchema_data()
{
    shippedRecipesComeBack_data();
}

void TestBatchmlExport::fitsTheSchema()
{
    QFETCH(QString, file);
    if (!QFile::exists(QStringLiteral(CYTOLOOM_CASES "/b2mml/schema/AllSchemas.xsd")))
        QSKIP("The BatchML schema is not beside the project: ../shared/cases/b2mml/schema.");
    if (QStandardPaths::findExecutable(u"xmllint"_s).isEmpty())
        QSKIP("xmllint is missing: apt-get install libxml2-utils");
    QTemporaryDir folder;
    QFile xml(folder.filePath(u"recipe.xml"_s));
    QVERIFY(xml.open(QIODevice::WriteOnly));
    const auto recipe = readRecipeFile(file);
    QVERIFY(recipe.ok());
    xml.write(exportBatchml(*recipe));
    xml.close();
    QCOMPARE(validated(xml.fileName()), QString());
}

void TestBatchmlExport::anyRecipeFitsTheSchema()
{
    if (!QFile::exists(QStringLiteral(CYTOLOOM_CASES "/b2mml/schema/AllSchemas.xsd")))
        QSKIP("The BatchML schema is not beside the project: ../shared/cases/b2mml/schema.");
    if (QStandardPaths::findExecutable(u"xmllint"_s).isEmpty())
        QSKIP("xmllint is missing: apt-get install libxml2-utils");
    QTemporaryDir folder;
    for (quint32 seed = 1; seed <= 8; ++seed) {
        QFile xml(folder.filePath(u"%1.xml"_s.arg(seed)));
        QVERIFY(xml.open(QIODevice::WriteOnly));
        xml.write(exportBatchml(RandomRecipe(seed).recipe(30)));
        xml.close();
        QCOMPARE(validated(xml.fileName()), QString());
    }
}

// Element and link types with the schema's words, and each step where its container's logic is.
void TestBatchmlExport::saysTheProcedureInBatchmlWords()
{
    const auto recipe = readRecipeFile(demo(u"cart-lentiviral.cyrecipe.json"_s));
    QVERIFY(recipe.ok());
    const auto file = parseXml(exportBatchml(*recipe), u"own.xml"_s);
    QVERIFY(file.ok());
    const XmlNode &master = *file->root;
    QCOMPARE(master.textOf(u"ID"), recipe->id.value());
    QCOMPARE(master.textOf(u"Version"), QString::number(recipe->version));
    QCOMPARE(master.child(u"Header")->child(u"Status")->attribute(u"OtherValue"), u"effective"_s);
    QCOMPARE(int(master.all(u"EquipmentRequirement").size()), int(recipe->roles.size()));

    QMap<QString, int> linkTypes;
    QMap<QString, int> elementTypes;
    int steps = 0;
    int transitions = 0;
    const std::function<void(const XmlNode &)> visit = [&](const XmlNode &node) {
        if (const XmlNode *logic = node.child(u"ProcedureLogic")) {
            for (const XmlNode *link : logic->all(u"Link"))
                ++linkTypes[link->textOf(u"LinkType")];
            const auto own = logic->all(u"Step");
            steps += int(own.size());
            transitions += int(logic->all(u"Transition").size());
            QCOMPARE(own.size(), node.all(u"RecipeElement").size());
        }
        for (const XmlNode *element : node.all(u"RecipeElement")) {
            ++elementTypes[element->textOf(u"RecipeElementType")];
            visit(*element);
        }
    };
    visit(master);
    const Procedure &procedure = recipe->procedure;
    QMap<ElementKind, int> kinds;
    for (const ElementId &id : procedure.elements())
        ++kinds[procedure.element(id)->kind];
    QMap<LinkKind, int> links;
    for (const LinkId &id : procedure.links())
        ++links[procedure.link(id)->kind];
    QVERIFY(kinds[ElementKind::ParallelSplit] > 0 && kinds[ElementKind::SelectionSplit] > 0);
    QCOMPARE(linkTypes[u"ParallelDivergent"_s], kinds[ElementKind::ParallelSplit]);
    QCOMPARE(linkTypes[u"ParallelConvergent"_s], kinds[ElementKind::ParallelJoin]);
    QCOMPARE(linkTypes[u"SerialDivergent"_s], kinds[ElementKind::SelectionSplit]);
    QCOMPARE(linkTypes[u"SerialConvergent"_s], kinds[ElementKind::SelectionJoin]);
    QCOMPARE(linkTypes[u"SynchronizationLink"_s], links[LinkKind::Sync]);
    QCOMPARE(linkTypes[u"TransferLink"_s],
        links[LinkKind::Material] + links[LinkKind::Sample] + links[LinkKind::Waste]);
    QVERIFY(linkTypes[u"ControlLink"_s] > 0);
    QCOMPARE(transitions, kinds[ElementKind::Transition]);
    QCOMPARE(elementTypes[u"Begin"_s], kinds[ElementKind::Begin]);
    QCOMPARE(elementTypes[u"End"_s], kinds[ElementKind::End]);
    QCOMPARE(elementTypes[u"UnitProcedure"_s], kinds[ElementKind::UnitProcedure]);
    QCOMPARE(elementTypes[u"Phase"_s], kinds[ElementKind::Phase] + kinds[ElementKind::ManualStep]);
    QCOMPARE(elementTypes[u"Other"_s], kinds[ElementKind::Gate] + kinds[ElementKind::Loop]);
    QCOMPARE(steps + transitions
            + int(kinds[ElementKind::ParallelSplit] + kinds[ElementKind::ParallelJoin]
                + kinds[ElementKind::SelectionSplit] + kinds[ElementKind::SelectionJoin]),
        procedure.elementCount());
}

void TestBatchmlExport::saysParametersAndLimits()
{
    MasterRecipe recipe;
    recipe.id = RecipeId(u"R"_s);
    Element element;
    element.id = ElementId(u"S"_s);
    Parameter parameter;
    parameter.id = ParameterId(u"temperature"_s);
    parameter.unit = *Unit::parse(u"°C"_s);
    parameter.value = 37;
    parameter.alert = {36.5, 37.5};
    parameter.validated = {std::nullopt, 38};
    parameter.critical = true;
    element.parameters = {parameter};
    QVERIFY(recipe.procedure.addElement(element, {}).ok());
    const auto file = parseXml(exportBatchml(recipe), u"own.xml"_s);
    QVERIFY(file.ok());
    const XmlNode *written = file->root->child(u"RecipeElement")->child(u"Parameter");
    QVERIFY(written);
    QCOMPARE(written->textOf(u"ID"), u"temperature"_s);
    QCOMPARE(written->textOf(u"ParameterSubType"), u"CPP"_s);
    QCOMPARE(written->child(u"Value")->textOf(u"ValueString"), u"37"_s);
    QCOMPARE(written->child(u"Value")->textOf(u"UnitOfMeasure"), u"°C"_s);
    QStringList limits;
    for (const XmlNode *limit : written->all(u"Parameter"))
        limits << limit->textOf(u"ID") + u'=' + limit->child(u"Value")->textOf(u"ValueString");
    QCOMPARE(
        limits, (QStringList {u"alertLow=36.5"_s, u"alertHigh=37.5"_s, u"validatedHigh=38"_s}));
}

// The part that everybody can read counts; what was not touched stays as it was.
void TestBatchmlExport::aChangeByAnotherToolCounts_data()
{
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<QByteArray>("old");
    QTest::addColumn<QByteArray>("fresh");
    QTest::addColumn<QString>("note");
    QTest::newRow("formula") << QByteArray("<ID>moi</ID>")
                             << QByteArray("<ValueString>5</ValueString>")
                             << QByteArray("<ValueString>7</ValueString>") << u"merged moi value"_s;
    QTest::newRow("name") << QByteArray() << QByteArray(">Receive apheresis<")
                          << QByteArray(">New name<") << u"merged receive name.en"_s;
    QTest::newRow("material") << QByteArray("<ID>vector</ID>") << QByteArray("M-4001")
                              << QByteArray("M-4002") << u"merged vector code"_s;
    QTest::newRow("formatting") << QByteArray() << QByteArray("<MasterRecipe")
                                << QByteArray("<!-- seen -->\n\n<MasterRecipe") << QString();
    QTest::newRow("a link more")
        << QByteArray("<LinkType>SynchronizationLink</LinkType>") << QByteArray("<Link>")
        << QByteArray(
               "<Link><ID>new</ID><FromID><FromIDValue>receive</FromIDValue><FromType>Step"
               "</FromType><IDScope>External</IDScope></FromID><ToID><ToIDValue>process"
               "</ToIDValue><ToType>Step</ToType><IDScope>External</IDScope></ToID><LinkType>"
               "SynchronizationLink</LinkType><Depiction>Line</Depiction></Link><Link>")
        << u"mergedPart sync receive>process "_s;
}

void TestBatchmlExport::aChangeByAnotherToolCounts()
{
    QFETCH(QByteArray, behind);
    QFETCH(QByteArray, old);
    QFETCH(QByteArray, fresh);
    QFETCH(QString, note);
    const auto recipe = readRecipeFile(demo(u"cart-lentiviral.cyrecipe.json"_s));
    QVERIFY(recipe.ok());
    QByteArray xml = exportBatchml(*recipe);
    const qsizetype at = xml.indexOf(old, behind.isEmpty() ? 0 : xml.indexOf(behind));
    QVERIFY(at > 0);
    xml.replace(at, old.size(), fresh);
    const auto again = importBatchml(xml, u"own.xml"_s, Catalog::shipped());
    QVERIFY2(again.ok(), qPrintable(again.ok() ? QString() : said(again.error())));
    QStringList found;
    for (const ExchangeNote &each : again->notes) {
        QVERIFY(MessageCatalog::shipped().contains(each.message.code));
        QVERIFY(each.place.line > 0);
        found << each.message.code.section(u'.', 2) + u' ' + each.message.args[u"id"_s] + u' '
                + each.message.args[u"field"_s];
    }
    if (note.isEmpty()) {
        QVERIFY(again->own);
        return;
    }
    QVERIFY(!again->own);
    QVERIFY2(found.contains(note), qPrintable(found.join(u'\n')));
    QVERIFY(found.first().startsWith(u"changedSince"_s));
    QCOMPARE(int(found.size()), 2);
    // A changed recipe is no longer approved; nothing else of it is lost.
    MasterRecipe expected = *recipe;
    QCOMPARE(again->recipe.status, RecipeStatus::Draft);
    expected.status = RecipeStatus::Draft;
    expected.approvals.clear();
    expected.approvedBy.clear();
    const QByteArray was = writeRecipe(expected);
    const QByteArray is = writeRecipe(again->recipe);
    QVERIFY(was != is);
    QVERIFY(qAbs(was.size() - is.size()) < 400);
}

void TestBatchmlExport::notesWhatOthersWillNotSee()
{
    const auto recipe = readRecipeFile(demo(u"cart-lentiviral.cyrecipe.json"_s));
    QVERIFY(recipe.ok());
    const QVector<ExchangeNote> notes = exportNotes(*recipe);
    QVERIFY(!notes.isEmpty());
    QCOMPARE(notes.first().message.code, u"exchange.note.extensionOnly"_s);
    QVERIFY(notes.first().message.args[u"fields"_s].contains(u"autologous"_s));
    const bool crew = std::any_of(notes.cbegin(), notes.cend(), [](const ExchangeNote &note) {
        return note.message.args[u"fields"_s].contains(u"crew"_s);
    });
    QVERIFY(crew);
}

QTEST_GUILESS_MAIN(TestBatchmlExport)
#include "tst_batchmlexport.moc"
