// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/batchml.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/controlflow.h"
#include "processgraph/model/recipejson.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

QString valid(const QString &name)
{
    return QStringLiteral(CYTOLOOM_TEST_DATA "/valid/batchml/") + name;
}

QStringList codes(const ImportedRecipe &imported)
{
    QStringList found;
    for (const ExchangeNote &note : imported.notes)
        found << note.message.code.section(u'.', 2);
    return found;
}

QString said(const Error &error)
{
    return MessageCatalog::shipped().text(error, Language::En);
}

} // namespace

class TestBatchmlImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allValidFilesBecomeDrafts_data();
    void allValidFilesBecomeDrafts();
    void theExampleOfTheSchema();
    void everyKindOfLink();
    void valuesAndUnits();
    void libraryAndSecondRecipe();
    void contentWithoutLogic();
    void siteRecipe();
    void badFilesAreRefused_data();
    void badFilesAreRefused();
    void aLargeFileIsRefusedUnread();
    void hostileGrowthIsBounded();
    void wordsForEverything();
};

void TestBatchmlImport::allValidFilesBecomeDrafts_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(valid({}));
    for (const QString &name : folder.entryList({u"*.xml"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void TestBatchmlImport::allValidFilesBecomeDrafts()
{
    QFETCH(QString, file);
    const auto read = importBatchmlFile(file, Catalog::shipped());
    QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : said(read.error())));
    QVERIFY(!read->own);
    QCOMPARE(read->recipe.status, RecipeStatus::Draft);
    QVERIFY(read->recipe.procedure.elementCount() > 0);
    const QByteArray text = writeRecipe(read->recipe);
    const auto again = readRecipe(text, u"draft"_s);
    QVERIFY(again.ok());
    QCOMPARE(writeRecipe(*again), text);
    // No two steps of a container lie on each other.
    const Procedure &procedure = read->recipe.procedure;
    QSet<QString> places;
    for (const ElementId &id : procedure.elements()) {
        const Position at = procedure.element(id)->position;
        places.insert(u"%1 %2 %3"_s.arg(procedure.container(id).value()).arg(at.x).arg(at.y));
    }
    QCOMPARE(int(places.size()), procedure.elementCount());
    // A draft of ours goes out and comes back.
    const auto own = importBatchml(exportBatchml(read->recipe), u"own.xml"_s, Catalog::shipped());
    QVERIFY(own.ok() && own->own && own->recipe == read->recipe);
}

void TestBatchmlImport::theExampleOfTheSchema()
{
    const QString file = QStringLiteral(CYTOLOOM_CASES "/b2mml/ExampleGeneralRecipe.xml");
    if (!QFile::exists(file))
        QSKIP("The BatchML example is not beside the project: ../shared/cases/b2mml.");
    const auto read = importBatchmlFile(file, Catalog::shipped());
    QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : said(read.error())));
    const MasterRecipe &recipe = read->recipe;
    QCOMPARE(recipe.id.value(), u"GeneralRecipe001"_s);
    QCOMPARE(recipe.status, RecipeStatus::Draft);
    QCOMPARE(int(recipe.bom.size()), 2);
    QCOMPARE(recipe.bom[0].id, u"Educt001"_s);
    QCOMPARE(recipe.bom[0].code, u"7732-18-5"_s);
    QCOMPARE(recipe.bom[0].quantity.value, 5.0);
    QVERIFY(recipe.bom[0].quantity.unit.isConvertibleTo(*Unit::parse(u"mL"_s)));
    QVERIFY(!recipe.bom[0].quantity.unit.isDimensionless());
    QCOMPARE(recipe.formula.first().kind, FormulaKind::ProcessOutput);
    QCOMPARE(recipe.formula.first().value.value, 8.0);

    // Mixing, dosing, heating, as the material flows.
    const Procedure &procedure = recipe.procedure;
    const auto order = ControlFlow(procedure, {}).topologicalOrder();
    QVERIFY(order);
    QCOMPARE(*order,
        (QVector<ElementId> {ElementId(u"begin"_s), ElementId(u"Mixing_of_Liquids001"_s),
            ElementId(u"Dosing001"_s), ElementId(u"Heating_of_liquids001"_s),
            ElementId(u"end"_s)}));
    int material = 0;
    for (const LinkId &id : procedure.links())
        material += procedure.link(id)->kind == LinkKind::Material ? 1 : 0;
    QCOMPARE(material, 2);
    const Element &mixing = *procedure.element(ElementId(u"Mixing_of_Liquids001"_s));
    QCOMPARE(int(mixing.ports.size()), 3);
    QCOMPARE(mixing.ports[0].bomLine, u"Educt001"_s);
    const Parameter *speed = mixing.parameter(ParameterId(u"Revolutions_per_minute001"_s));
    QVERIFY(speed);
    QCOMPARE(speed->value, 200.0);
    QCOMPARE(speed->unit.symbol(), u"rpm"_s);
    // ">=27.0" is a bound, not a value, and that is said.
    const Element &heating = *procedure.element(ElementId(u"Heating_of_liquids001"_s));
    const Parameter *heat = heating.parameter(ParameterId(u"Temperature_Heating001"_s));
    QVERIFY(heat && !heat->value);
    QCOMPARE(heat->validated.low, 27.0);
    QCOMPARE(heat->unit.symbol(), u"°C"_s);
    QVERIFY(codes(*read).contains(u"bounds"_s));
    QVERIFY(codes(*read).contains(u"general"_s));
    QVERIFY(codes(*read).contains(u"type"_s)); // no such operation in the catalogue
    // The address of an ontology has no place here.
    const auto lost
        = std::find_if(read->notes.cbegin(), read->notes.cend(), [](const ExchangeNote &note) {
              return note.message.args[u"element"_s] == "OtherInformation"_L1;
          });
    QVERIFY(lost != read->notes.cend());
    QCOMPARE(lost->place.path, u"/GRecipe/ProcessProcedure/ProcessElement[1]/OtherInformation"_s);
    QVERIFY(lost->place.line > 100);
}

void TestBatchmlImport::everyKindOfLink()
{
    const auto read = importBatchmlFile(valid(u"rich.xml"_s), Catalog::shipped());
    QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : said(read.error())));
    const Procedure &procedure = read->recipe.procedure;
    const auto kind = [&](const char *id) {
        const Element *element = procedure.element(ElementId(QLatin1String(id)));
        return element ? int(element->kind) : -1;
    };
    QCOMPARE(kind("D1"), int(ElementKind::ParallelSplit));
    QCOMPARE(kind("C1"), int(ElementKind::ParallelJoin));
    QCOMPARE(kind("SD"), int(ElementKind::SelectionSplit));
    QCOMPARE(kind("SC"), int(ElementKind::SelectionJoin));
    QCOMPARE(kind("A"), int(ElementKind::Transition));
    QCOMPARE(procedure.element(ElementId(u"A"_s))->condition, u"r.viability >= 70"_s);
    // One recipe element, used by two steps, is two steps here.
    QCOMPARE(kind("M"), int(ElementKind::Operation));
    QCOMPARE(kind("Again"), int(ElementKind::Operation));
    QCOMPARE(procedure.container(ElementId(u"Fill"_s)), ElementId(u"U"_s));
    QStringList control;
    QMap<LinkKind, int> kinds;
    for (const LinkId &id : procedure.links()) {
        const Link &link = *procedure.link(id);
        ++kinds[link.kind];
        if (link.kind == LinkKind::Control && procedure.home(id).isEmpty())
            control << link.from.element.value() + u'>' + link.to.element.value();
        if (link.kind == LinkKind::Material) {
            QCOMPARE(link.from.element, ElementId(u"Fill"_s));
            QVERIFY(!link.from.port.isEmpty() && !link.to.port.isEmpty());
        }
    }
    control.sort();
    QCOMPARE(control.join(u' '),
        u"A>SC Again>SC B>D1 C1>SD D1>M D1>U M>C1 R>Again SC>E SD>A SD>R U>C1"_s);
    QCOMPARE(kinds[LinkKind::Material], 1);
    QCOMPARE(kinds[LinkKind::Sync], 1);
    const QStringList notes = codes(*read);
    for (const char *expected :
        {"linkType", "condition", "unused", "status", "approval", "version", "constraint", "id"})
        QVERIFY2(notes.contains(QLatin1String(expected)), expected);
}

void TestBatchmlImport::valuesAndUnits()
{
    const auto read = importBatchmlFile(valid(u"rich.xml"_s), Catalog::shipped());
    QVERIFY(read.ok());
    const MasterRecipe &recipe = read->recipe;
    QCOMPARE(recipe.name.zh, u"丰富"_s);
    QCOMPARE(recipe.productCode, u"P-1"_s);
    QCOMPARE(recipe.author, u"JD"_s);
    QCOMPARE(recipe.roles.first().id.value(), u"Vessel_1"_s);
    QCOMPARE(recipe.roles.first().equipmentClass, u"bioreactor"_s);
    QCOMPARE(recipe.procedure.element(ElementId(u"U"_s))->role.value(), u"Vessel_1"_s);
    QVERIFY(recipe.formulaParameter(u"Batch_Size"_s));
    QVERIFY(!recipe.formulaParameter(u"Grade"_s)); // a text
    QCOMPARE(recipe.bom.first().id, u"Water"_s);
    const Element &fill = *recipe.procedure.element(ElementId(u"Fill"_s));
    QCOMPARE(fill.parameter(ParameterId(u"Temp_set"_s))->unit.symbol(), u"°C"_s);
    QCOMPARE(fill.parameter(ParameterId(u"Range"_s))->validated, (Range {36, 38}));
    QCOMPARE(fill.parameter(ParameterId(u"Size"_s))->formula, u"Batch_Size"_s);
    QVERIFY(!fill.parameter(ParameterId(u"Comment"_s)));
    QVERIFY(codes(*read).contains(u"textValue"_s));
    QVERIFY(codes(*read).contains(u"unit"_s));
}

void TestBatchmlImport::libraryAndSecondRecipe()
{
    const auto read = importBatchmlFile(valid(u"information.xml"_s), Catalog::shipped());
    QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : said(read.error())));
    QVERIFY(read->recipe.procedure.element(ElementId(u"S"_s))); // out of the library
    QVERIFY(codes(*read).contains(u"otherRecipe"_s));
}

void TestBatchmlImport::contentWithoutLogic()
{
    const auto read = importBatchmlFile(valid(u"nologic.xml"_s), Catalog::shipped());
    QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : said(read.error())));
    const ControlFlow outer(read->recipe.procedure, {});
    QVERIFY(!outer.begin().isEmpty() && !outer.end().isEmpty());
    QCOMPARE(int(outer.reachableFrom(outer.begin()).size()), 4);
    const ControlFlow inner(read->recipe.procedure, ElementId(u"One"_s));
    QCOMPARE(int(inner.reachableFrom(inner.begin()).size()), 4);
    QCOMPARE(int(codes(*read).count(u"noLogic"_s)), 2);
}

void TestBatchmlImport::siteRecipe()
{
    const auto read = importBatchmlFile(valid(u"site.xml"_s), Catalog::shipped());
    QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : said(read.error())));
    const auto order = ControlFlow(read->recipe.procedure, {}).topologicalOrder();
    QCOMPARE((*order)[1], ElementId(u"b"_s)); // through the symbol
    QCOMPARE((*order)[2], ElementId(u"a"_s));
    QCOMPARE(read->recipe.formula.first().value.value, 10.0);
    const QStringList notes = codes(*read);
    for (const char *expected : {"chart", "cycle", "status", "general", "unread"})
        QVERIFY2(notes.contains(QLatin1String(expected)), expected);
}

void TestBatchmlImport::badFilesAreRefused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("code");
    const QDir folder(QStringLiteral(CYTOLOOM_TEST_DATA "/invalid/batchml"));
    const QStringList files = folder.entryList({u"*.xml"_s}, QDir::Files);
    QVERIFY(files.size() > 50);
    for (const QString &name : files)
        QTest::newRow(qPrintable(name)) << folder.filePath(name) << name.section(u"--"_s, 0, 0);
}

void TestBatchmlImport::badFilesAreRefused()
{
    QFETCH(QString, file);
    QFETCH(QString, code);
    const auto read = importBatchmlFile(file, Catalog::shipped());
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code(), code);
    QCOMPARE(read.error().place.file, file);
    QVERIFY(read.error().place.line > 0 || QFileInfo(file).size() == 0);
    // What is wrong in the content has a path; what is wrong in the text has none.
    static const QStringList textual {u"exchange.syntax"_s, u"exchange.dtd"_s,
        u"exchange.encoding"_s, u"exchange.tooDeep"_s, u"exchange.tooManyAttributes"_s};
    if (!textual.contains(code))
        QVERIFY(read.error().place.path.startsWith(u'/'));
    QVERIFY(MessageCatalog::shipped().contains(code));
}

void TestBatchmlImport::aLargeFileIsRefusedUnread()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QVERIFY(file.resize(100LL * 1024 * 1024)); // sparse
    const auto read = importBatchmlFile(file.fileName(), Catalog::shipped());
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code(), u"exchange.tooLarge"_s);
    const auto none = importBatchmlFile(u"/no/such/file.xml"_s, Catalog::shipped());
    QCOMPARE(none.error().code(), u"file.cannotRead"_s);
}

// Texts that are small, well-formed and meant to take all time or memory.
void TestBatchmlImport::hostileGrowthIsBounded()
{
    const QByteArray open = "<MasterRecipe xmlns=\"http://www.mesa.org/xml/B2MML\"><ID>R</ID>";
    const QByteArray close = "</MasterRecipe>";
    const auto codeOf = [&](const QByteArray &body) {
        const auto read = importBatchml(open + body + close, u"hostile.xml"_s, Catalog::shipped());
        return read.ok() ? QString() : read.error().code();
    };
    QByteArray body = "<RecipeElement><ID>S</ID><RecipeElementType>Phase</RecipeElementType>";
    for (int i = 0; i < 3000; ++i)
        body += "<Parameter><ID>p" + QByteArray::number(i)
            + "</ID><ParameterType>ProcessParameter</ParameterType></Parameter>";
    QCOMPARE(codeOf(body + "</RecipeElement>"), u"exchange.tooManyParts"_s);

    // One link from each of 2 000 steps to each of 2 000 steps.
    QByteArray steps;
    QByteArray elements;
    QByteArray from;
    QByteArray to;
    for (int i = 0; i < 2000; ++i) {
        const QByteArray id = QByteArray::number(i);
        steps += "<Step><ID>" + id + "</ID><RecipeElementID>A</RecipeElementID></Step>";
        from += "<FromID><FromIDValue>" + id + "</FromIDValue><FromType>Step</FromType></FromID>";
        to += "<ToID><ToIDValue>" + id + "</ToIDValue><ToType>Step</ToType></ToID>";
    }
    elements
        = "<RecipeElement><ID>A</ID><RecipeElementType>Phase</RecipeElementType></RecipeElement>";
    QCOMPARE(
        codeOf("<ProcedureLogic><Link><ID>L</ID>" + from + to
            + "<LinkType>ControlLink</LinkType></Link>" + steps + "</ProcedureLogic>" + elements),
        u"exchange.tooManyParts"_s);
    // Many remarks are counted, not kept.
    QByteArray odd;
    for (int i = 0; i < 20'000; ++i)
        odd += "<Odd/>";
    const auto read
        = importBatchml(open + odd + elements + close, u"odd.xml"_s, Catalog::shipped());
    QVERIFY(read.ok());
    QVERIFY(read->notes.size() < 10'100);
    QCOMPARE(read->notes.last().message.code, u"exchange.note.more"_s);
}

void TestBatchmlImport::wordsForEverything()
{
    const MessageCatalog &words = MessageCatalog::shipped();
    const QDir folder(valid({}));
    for (const QString &name : folder.entryList({u"*.xml"_s}, QDir::Files)) {
        const auto read = importBatchmlFile(folder.filePath(name), Catalog::shipped());
        QVERIFY(read.ok());
        for (const ExchangeNote &note : read->notes) {
            QVERIFY2(words.contains(note.message.code), qPrintable(note.message.code));
            for (const Language language : {Language::En, Language::Zh}) {
                QVERIFY(!words.text(note.message, language).contains(u'{'));
                QVERIFY(!words.remedy(note.message, language).isEmpty());
            }
            QVERIFY(note.place.line > 0);
            QVERIFY(note.place.path.startsWith(u'/'));
        }
    }
}

QTEST_GUILESS_MAIN(TestBatchmlImport)
#include "tst_batchmlimport.moc"
