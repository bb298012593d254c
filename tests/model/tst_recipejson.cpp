// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"

#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestRecipeJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void goldenFiles_data();
    void goldenFiles();
    void errorPlaces_data();
    void errorPlaces();
    void stepsHaveBoundedParts();
    void version0IsMigrated();
    void crossingLinksStandWithTheCommonContainer();
    void everyFieldSurvives();
    void deepNestingIsRefusedNotFatal();
    void fileIsReplacedWholeOrNotAtAll();
    void unreadableRecipeIsNotWritten();
    void hashChangesWithContent();

private:
    static QByteArray contentOf(const QString &fileName)
    {
        QFile file(fileName);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString data(const QString &name)
    {
        return QStringLiteral(CYTOLOOM_TEST_DATA) + u'/' + name;
    }
};

void TestRecipeJson::goldenFiles_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::newRow("cart") << u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s;
    QTest::newRow("msc") << u":/cytoloom/demo/msc-wharton.cyrecipe.json"_s;
    QTest::newRow("small") << data(u"valid/recipes/small.cyrecipe.json"_s);
}

// Byte for byte: two versions of a recipe differ only where somebody changed something.
void TestRecipeJson::goldenFiles()
{
    QFETCH(QString, fileName);
    const QByteArray text = contentOf(fileName);
    QVERIFY(!text.isEmpty());
    const Result<MasterRecipe> recipe = readRecipe(text, fileName);
    QVERIFY2(recipe.ok(),
        recipe ? "" : qPrintable(MessageCatalog::shipped().text(recipe.error(), Language::En)));
    QCOMPARE(writeRecipe(*recipe), text);
    const Result<MasterRecipe> again = readRecipe(writeRecipe(*recipe), fileName);
    QVERIFY(again.ok());
    QVERIFY(*again == *recipe);
}

void TestRecipeJson::errorPlaces_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("path");
    QTest::newRow("unknown-field") << u"json.unknownField"_s << 4 << u"$.colour"_s;
    QTest::newRow("missing-version") << u"json.missing"_s << 1 << u"$.version"_s;
    QTest::newRow("wrong-type") << u"json.type"_s << 4 << u"$.version"_s;
    QTest::newRow("not-an-integer") << u"json.range"_s << 4 << u"$.version"_s;
    QTest::newRow("unknown-word") << u"json.word"_s << 5 << u"$.status"_s;
    QTest::newRow("unknown-unit") << u"unit.unknown"_s << 51
                                  << u"$.procedure.elements[0].elements[0].parameters[0].unit"_s;
    QTest::newRow("bad-quantity") << u"quantity.syntax"_s << 15 << u"$.formula[0].value"_s;
    QTest::newRow("bad-duration") << u"catalog.duration"_s << 45
                                  << u"$.procedure.elements[0].elements[0].duration.nominal"_s;
    QTest::newRow("far-away") << u"json.range"_s << 68
                              << u"$.procedure.elements[0].elements[1].position.x"_s;
    QTest::newRow("range-order")
        << u"json.rangeOrder"_s << 53
        << u"$.procedure.elements[0].elements[0].parameters[0].validated"_s;
    QTest::newRow("duplicate-element")
        << u"recipe.duplicateId"_s << 65 << u"$.procedure.elements[0].elements[1].id"_s;
    QTest::newRow("duplicate-role") << u"recipe.duplicateId"_s << 24 << u"$.roles[1].id"_s;
    QTest::newRow("duplicate-port")
        << u"recipe.duplicateId"_s << 63 << u"$.procedure.elements[0].elements[0].ports[1].id"_s;
    QTest::newRow("unknown-from") << u"recipe.unknownElement"_s << 77
                                  << u"$.procedure.elements[0].links[0].from"_s;
    QTest::newRow("unknown-to") << u"recipe.unknownElement"_s << 78
                                << u"$.procedure.elements[0].links[0].to"_s;
    QTest::newRow("unknown-port") << u"recipe.unknownPort"_s << 77
                                  << u"$.procedure.elements[0].links[0].fromPort"_s;
    QTest::newRow("phase-with-content")
        << u"recipe.notContainer"_s << 38 << u"$.procedure.elements[0].elements[0].elements"_s;
    QTest::newRow("control-crosses")
        << u"recipe.controlCrosses"_s << 74 << u"$.procedure.elements[0].links[0]"_s;
    QTest::newRow("link-place") << u"recipe.linkPlace"_s << 84 << u"$.procedure.links[0]"_s;
    QTest::newRow("schema-newer") << u"schema.newer"_s << 2 << u"$.schema"_s;
    QTest::newRow("schema-other") << u"schema.wrong"_s << 2 << u"$.schema"_s;
    QTest::newRow("schema-missing") << u"schema.wrong"_s << 1 << u"$.schema"_s;
    QTest::newRow("truncated") << u"json.syntax"_s << 48 << u""_s;
    QTest::newRow("long-text") << u"recipe.longText"_s << 7 << u"$.name.en"_s;
    QTest::newRow("list") << u"json.type"_s << 1 << u"$"_s;
    QTest::newRow("empty") << u"json.syntax"_s << 1 << u""_s;
    QTest::newRow("version0-bad") << u"catalog.duration"_s << 39
                                  << u"$.procedure.elements[0].elements[0].maxHeldTime"_s;
}

void TestRecipeJson::errorPlaces()
{
    QFETCH(QString, code);
    QFETCH(int, line);
    QFETCH(QString, path);
    const QString file
        = data(u"invalid/recipes/%1.json"_s.arg(QLatin1String(QTest::currentDataTag())));
    const Result<MasterRecipe> recipe = readRecipeFile(file);
    QVERIFY(!recipe.ok());
    const Error error = recipe.error();
    QCOMPARE(error.code(), code);
    QCOMPARE(error.place.line, line);
    QCOMPARE(error.place.file, file);
    if (!path.isEmpty())
        QCOMPARE(error.place.path, path);
    for (const Language language : {Language::En, Language::Zh}) {
        const QString text = MessageCatalog::shipped().text(error.message, language);
        QVERIFY2(MessageCatalog::shipped().contains(code), qPrintable(code));
        QVERIFY2(!text.contains(u'{'), qPrintable(text)); // every argument is there
    }
}

void TestRecipeJson::version0IsMigrated()
{
    const Result<MasterRecipe> old
        = readRecipeFile(data(u"valid/recipes/version0.cyrecipe.json"_s));
    QVERIFY(old.ok());
    const Element *phase = old->procedure.element(ElementId(u"a"_s));
    QVERIFY(phase);
    QCOMPARE(phase->maxHeldTime, std::optional<Duration>(std::chrono::minutes(30)));
    QVERIFY(phase->parameters.first().critical);
    QVERIFY(writeRecipe(*old).contains("cytoloom.recipe/1"));
}

void TestRecipeJson::crossingLinksStandWithTheCommonContainer()
{
    MasterRecipe recipe;
    recipe.id = RecipeId(u"R"_s);
    const auto add = [&](const QString &id, ElementKind kind, const QString &container) {
        Element element;
        element.id = ElementId(id);
        element.kind = kind;
        QVERIFY(recipe.procedure.addElement(element, ElementId(container)).ok());
    };
    add(u"up1"_s, ElementKind::UnitProcedure, {});
    add(u"up2"_s, ElementKind::UnitProcedure, {});
    add(u"op"_s, ElementKind::Operation, u"up1"_s);
    add(u"deep"_s, ElementKind::Phase, u"op"_s);
    add(u"beside"_s, ElementKind::Phase, u"up1"_s);
    add(u"other"_s, ElementKind::Phase, u"up2"_s);
    const auto join = [&](const QString &id, const QString &from, const QString &to) {
        Link link;
        link.id = LinkId(id);
        link.kind = LinkKind::Sync;
        link.from.element = ElementId(from);
        link.to.element = ElementId(to);
        QVERIFY(recipe.procedure.addLink(link).ok());
    };
    join(u"inner"_s, u"deep"_s, u"beside"_s);
    join(u"outer"_s, u"deep"_s, u"other"_s);
    QCOMPARE(recipe.procedure.home(LinkId(u"inner"_s)), ElementId(u"up1"_s));
    QCOMPARE(recipe.procedure.home(LinkId(u"outer"_s)), ElementId());
    const Result<MasterRecipe> again = readRecipe(writeRecipe(recipe), u"r"_s);
    QVERIFY(again.ok());
    QVERIFY(*again == recipe);
}

void TestRecipeJson::everyFieldSurvives()
{
    MasterRecipe recipe;
    recipe.id = RecipeId(u"R"_s);
    recipe.version = 7;
    recipe.status = RecipeStatus::Retired;
    recipe.name = {u"only English"_s, {}}; // a draft may lack a language
    recipe.approvedBy = u"P-1"_s;
    Element element;
    element.id = ElementId(u"e"_s);
    element.kind = ElementKind::Gate;
    element.note = {{}, u"说明"_s};
    element.position = {12.5, -3};
    element.openness = Openness::Open;
    element.aseptic = true;
    element.grade = Grade::Unclassified;
    element.duration = {Duration(1), std::chrono::hours(36), std::chrono::hours(48)};
    element.maxOpenTime = Duration(0);
    element.maxHeldTime = Duration(90'500);
    element.critical = true;
    element.condition = u"r.x > 1"_s;
    element.maxCount = 3;
    element.residual = Quantity::parse(u"3.7 mL"_s).value();
    element.crew = {{u"operator"_s, 2, u"aseptic"_s}};
    element.verification = VerificationKind::Device;
    element.signatures = {{SignatureMeaning::Released, u"qualified-person"_s}};
    Parameter parameter;
    parameter.id = ParameterId(u"p"_s);
    parameter.unit = Unit::parse(u"°C"_s).value();
    parameter.value = 0.1 + 0.2; // no short decimal
    parameter.alert = {std::nullopt, 5};
    parameter.samplingInterval = std::chrono::seconds(1);
    element.parameters = {parameter};
    Port port;
    port.id = PortId(u"o"_s);
    port.direction = PortDirection::Out;
    port.purpose = PortPurpose::Waste;
    port.volume = Quantity::parse(u"1e-3 L"_s).value();
    element.ports = {port};
    Criterion number {u"a"_s, {}, u"<"_s, -1.5, {}, Unit::parse(u"%"_s).value(), u"m"_s};
    Criterion text {u"b"_s, {}, u"=="_s, 0, u"sterile"_s, {}, {}};
    element.gate = GateSpecification {false, true, {number, text}};
    QVERIFY(recipe.procedure.addElement(element, {}).ok());
    Link link;
    link.id = LinkId(u"l"_s);
    link.kind = LinkKind::Material;
    link.from = {element.id, port.id};
    link.to = {element.id, port.id};
    link.priority = -2;
    link.connection = Connection::Iscd;
    link.temperatureBand = {2, 8};
    link.holdLimit = std::chrono::minutes(60);
    QVERIFY(recipe.procedure.addLink(link).ok());

    const Result<MasterRecipe> again = readRecipe(writeRecipe(recipe), u"r"_s);
    QVERIFY2(again.ok(), again ? "" : qPrintable(again.error().code() + again.error().place.path));
    QVERIFY(*again == recipe);
    QCOMPARE(writeRecipe(*again), writeRecipe(recipe));
}

void TestRecipeJson::deepNestingIsRefusedNotFatal()
{
    QByteArray text("{\"schema\":\"cytoloom.recipe/1\",\"procedure\":");
    for (int i = 0; i < 100'000; ++i)
        text += "{\"elements\":[";
    const Result<MasterRecipe> recipe = readRecipe(text, u"deep"_s);
    QVERIFY(!recipe.ok());
    QCOMPARE(recipe.error().code(), u"json.tooDeep"_s);
}

void TestRecipeJson::fileIsReplacedWholeOrNotAtAll()
{
    QTemporaryDir dir;
    const QString fileName = dir.filePath(u"r.cyrecipe.json"_s);
    const MasterRecipe recipe
        = readRecipeFile(data(u"valid/recipes/small.cyrecipe.json"_s)).value();
    QVERIFY(writeRecipeFile(recipe, fileName).ok());
    QCOMPARE(contentOf(fileName), writeRecipe(recipe));
    const Result<void> nowhere = writeRecipeFile(recipe, dir.filePath(u"no/such/place.json"_s));
    QVERIFY(!nowhere.ok());
    QCOMPARE(nowhere.error().code(), u"file.cannotWrite"_s);
    QVERIFY(!nowhere.error().message.args.value(u"reason"_s).isEmpty());
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 1); // nothing half-written is left
}

void TestRecipeJson::unreadableRecipeIsNotWritten()
{
    QTemporaryDir dir;
    const QString fileName = dir.filePath(u"r.cyrecipe.json"_s);
    MasterRecipe recipe = readRecipeFile(data(u"valid/recipes/small.cyrecipe.json"_s)).value();
    QVERIFY(writeRecipeFile(recipe, fileName).ok());
    const QByteArray before = contentOf(fileName);
    recipe.roles.append(recipe.roles.first());
    QVERIFY(!writeRecipeFile(recipe, fileName).ok());
    QCOMPARE(contentOf(fileName), before);
}

void TestRecipeJson::hashChangesWithContent()
{
    MasterRecipe recipe = readRecipeFile(data(u"valid/recipes/small.cyrecipe.json"_s)).value();
    const QString hash = recipeHash(recipe);
    QCOMPARE(hash.size(), 64);
    QCOMPARE(recipeHash(recipe), hash);
    recipe.name.zh += u'。';
    QVERIFY(recipeHash(recipe) != hash);
}

/// A step of a hundred thousand ports, each with a link, took hours to be read.
void TestRecipeJson::stepsHaveBoundedParts()
{
    const auto withPorts = [](int count) {
        MasterRecipe recipe;
        recipe.id = RecipeId(u"R"_s);
        Element step;
        step.id = ElementId(u"s"_s);
        step.kind = ElementKind::ManualStep;
        for (int i = 0; i < count; ++i) {
            Port port;
            port.id = PortId(u"p%1"_s.arg(i));
            step.ports.append(port);
            Parameter parameter;
            parameter.id = ParameterId(u"q%1"_s.arg(i));
            step.parameters.append(parameter);
        }
        (void)recipe.procedure.addElement(step, {});
        return readRecipe(writeRecipe(recipe), u"r.cyrecipe.json"_s);
    };
    QVERIFY(withPorts(1000).ok());
    const auto refused = withPorts(100'000);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code(), u"recipe.tooManyParts"_s);
    QCOMPARE(refused.error().place.path, u"$.procedure.elements[0].parameters"_s);
    QCOMPARE(refused.error().message.args.value(u"more"_s), u"1"_s); // the ports
}

QTEST_GUILESS_MAIN(TestRecipeJson)
#include "tst_recipejson.moc"
