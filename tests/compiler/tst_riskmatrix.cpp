// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/riskmatrix.h"

#include "processgraph/model/recipejson.h"
#include "resources/resources.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestRiskMatrix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void attributesParametersAndLoads();
    void shippedRecipesHaveNoOrphans_data();
    void shippedRecipesHaveNoOrphans();
};

namespace {

Element phase(const QString &id)
{
    Element element;
    element.id = ElementId(id);
    element.kind = ElementKind::Phase;
    return element;
}

} // namespace

void TestRiskMatrix::attributesParametersAndLoads()
{
    MasterRecipe recipe;
    Element grow = phase(u"grow"_s);
    Parameter temperature;
    temperature.id = ParameterId(u"temperature"_s);
    temperature.critical = true;
    temperature.signal = u"temperature.pv"_s;
    temperature.action = {36, 38};
    temperature.attributes.set(u"affects"_s, QStringList {u"viability"_s, u"colour"_s});
    Parameter speed;
    speed.id = ParameterId(u"speed"_s);
    speed.critical = true;
    Parameter unimportant;
    unimportant.id = ParameterId(u"name"_s);
    grow.parameters = {temperature, speed, unimportant};
    QVERIFY(recipe.procedure.addElement(grow, {}));

    Element open = phase(u"open"_s);
    open.kind = ElementKind::ManualStep;
    open.openness = Openness::Open;
    open.maxOpenTime = std::chrono::minutes(20);
    open.duration = {std::chrono::minutes(5), std::chrono::minutes(10), std::chrono::minutes(30)};
    open.crew = {{u"operator"_s, 2, {}}};
    QVERIFY(recipe.procedure.addElement(open, {}));

    Element rest = phase(u"rest"_s); // time passes, nobody works
    rest.type = u"wait"_s;
    rest.duration.nominal = std::chrono::hours(48);
    QVERIFY(recipe.procedure.addElement(rest, {}));

    Element early = phase(u"ipc"_s);
    early.kind = ElementKind::Gate;
    early.gate = GateSpecification {};
    Criterion viability;
    viability.attribute = u"viability"_s;
    early.gate->criteria = {viability};
    QVERIFY(recipe.procedure.addElement(early, {}));
    Element release = early;
    release.id = ElementId(u"release"_s);
    release.gate->release = true;
    Criterion sterility = viability;
    sterility.attribute = u"sterility"_s;
    release.gate->criteria = {viability, sterility};
    QVERIFY(recipe.procedure.addElement(release, {}));
    Link link;
    link.id = LinkId(u"m"_s);
    link.kind = LinkKind::Material;
    link.from.element = grow.id;
    link.to.element = open.id;
    link.holdLimit = std::chrono::hours(4);
    QVERIFY(recipe.procedure.addLink(link));

    const RiskMatrix matrix = makeRiskMatrix(recipe, Catalog::shipped());
    QCOMPARE(matrix.attributes.size(), 2);
    QCOMPARE(matrix.attributes.at(0).id, u"viability"_s);
    QVERIFY(matrix.attributes.at(0).controlled && matrix.attributes.at(0).monitored);
    QVERIFY(!matrix.attributes.at(1).controlled && !matrix.attributes.at(1).monitored);
    QCOMPARE(matrix.unmonitored(), 1);
    QCOMPARE(matrix.parameters.size(), 2);
    QCOMPARE(matrix.parameters.at(0).affects, QVector<int> {0});
    QCOMPARE(matrix.parameters.at(0).unknown, QStringList {u"colour"_s});
    QVERIFY(matrix.parameters.at(0).watched && !matrix.parameters.at(1).watched);
    QCOMPARE(matrix.orphans(), 1);
    QCOMPARE(matrix.loads.size(), 2);
    QCOMPARE(matrix.loads.at(0).waiting, Duration(std::chrono::hours(4)));
    QCOMPARE(matrix.loads.at(1).open, Duration(std::chrono::minutes(20)));
    QCOMPARE(matrix.loads.at(1).manual, Duration(std::chrono::minutes(20)));
}

void TestRiskMatrix::shippedRecipesHaveNoOrphans_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("CAR-T") << u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s;
    QTest::newRow("MSC") << u":/cytoloom/demo/msc-wharton.cyrecipe.json"_s;
}

void TestRiskMatrix::shippedRecipesHaveNoOrphans()
{
    QFETCH(QString, file);
    const RiskMatrix matrix = makeRiskMatrix(readRecipeFile(file).value(), Catalog::shipped());
    QVERIFY(matrix.parameters.size() > 10);
    QCOMPARE(matrix.orphans(), 0);
    for (const auto &parameter : matrix.parameters)
        QVERIFY2(parameter.unknown.isEmpty(), qPrintable(parameter.step.value()));
}

QTEST_GUILESS_MAIN(TestRiskMatrix)
#include "tst_riskmatrix.moc"
