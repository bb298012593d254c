// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/celltrack.h"
#include "processgraph/validation/celltrackrun.h"
#include "tests/support/recipebuilder.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

using B = RecipeBuilder;
using C = CellTrack;

const Unit &unit(const QString &symbol)
{
    static QMap<QString, Unit> units;
    if (!units.contains(symbol))
        units.insert(symbol, Unit::parse(symbol).value());
    return units[symbol];
}

Port port(const char *id, PortDirection direction, PortPurpose purpose, const char *medium,
    const char *volume)
{
    Port result = B::port(id, direction, volume);
    result.purpose = purpose;
    result.medium = QString::fromLatin1(medium);
    return result;
}

// 100 mL with exactly 2e6/mL.
void source(Element &element)
{
    Port in = port("in", PortDirection::In, PortPurpose::Product, "apheresis", "100 mL");
    in.attributes.set(u"cellDensity"_s, Range {2, 2});
    in.attributes.set(u"cellViability"_s, Range {90, 90});
    element.ports = {in};
}

B::ElementEdit sampled(const char *volume)
{
    return [volume](Element &element) {
        element.ports = {port("sample", PortDirection::Out, PortPurpose::Sample, "sample", volume)};
    };
}

B::ElementEdit kept(double low, double high)
{
    return [=](Element &element) { element.attributes.set(u"recovery"_s, Range {low, high}); };
}

B::ElementEdit cultured(int hours, double doublingTime)
{
    return [=](Element &element) {
        const Duration time = std::chrono::hours(hours);
        element.duration = {time, time, time};
        element.attributes.set(u"doublingTime"_s, Range {doublingTime, doublingTime});
    };
}

struct Track
{
    explicit Track(const MasterRecipe &recipe)
    {
        input.recipe = recipe;
        context.emplace(input, Catalog::shipped());
        times.emplace(*context);
        cells.emplace(*context, *times);
    }
    [[nodiscard]] const C::Step &step(const char *id) const
    {
        const C::Step *found
            = cells->step(context->flow().number(ElementId(QString::fromLatin1(id))));
        if (!found)
            qFatal("%s was not walked", id);
        return *found;
    }
    [[nodiscard]] double viable(const char *id, C::Case which) const
    {
        return step(id).after[which].viable;
    }
    ValidationInput input;
    std::optional<ValidationContext> context;
    std::optional<TimeNetwork> times;
    std::optional<CellTrack> cells;
};

B inUnit()
{
    B builder;
    builder.role("X", "vessel", "V-1").role("Y", "vessel", "V-2").unit("U", "X");
    return builder;
}

} // namespace

class tst_CellTrack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quantiles();
    void growth();
    void nothingKnown();
    void samples();
    void samplesInLoop();
    void recovery();
    void exclusiveBranches();
    void parallelBranches();
    void transfer();
    void culture();
    void dose();
    void demo_data();
    void demo();
};

void tst_CellTrack::quantiles()
{
    UncertainNumber number;
    number.low = -1e9;
    number.high = 1e9;
    number.kind = UncertainNumber::Normal;
    number.centre = 10;
    number.spread = 2;
    QVERIFY(qAbs(number.quantile(0.5) - 10) < 1e-9);
    QVERIFY(qAbs(number.quantile(0.975) - (10 + 2 * 1.959963984540054)) < 1e-9);
    QVERIFY(qAbs(number.quantile(0.001) - (10 - 2 * 3.090232306167813)) < 1e-8);
    number.low = 10; // cut in the middle: the median of what is left is the upper quartile
    QVERIFY(qAbs(number.quantile(0.5) - (10 + 2 * 0.674489750196082)) < 1e-9);
    QCOMPARE(number.quantile(0), 10.0);
    number.kind = UncertainNumber::Lognormal;
    number.low = 1e-9;
    number.spread = 0.5;
    QVERIFY(qAbs(number.quantile(0.5) - 10) < 1e-6);
    number.kind = UncertainNumber::Uniform;
    number.low = 2;
    number.high = 6;
    QCOMPARE(number.quantile(0.25), 3.0);
    number.kind = UncertainNumber::Triangular;
    number.centre = 2; // density falls from 2 to 6
    QVERIFY(qAbs(number.quantile(0.75) - 4) < 1e-12);
    QCOMPARE(number.quantile(1), 6.0);
}

void tst_CellTrack::growth()
{
    QVERIFY(qAbs(grownCells(1, 1e12, 24, 48) - 4) < 1e-6);
    QVERIFY(grownCells(1, 10, 24, 1000) <= 10);
    QVERIFY(grownCells(1, 10, 24, 1000) > 9.999);
    QCOMPARE(grownCells(20, 10, 24, 48), 20.0); // above capacity: nothing grows, nothing is lost
    QCOMPARE(grownCells(0, 10, 24, 48), 0.0);
}

void tst_CellTrack::nothingKnown()
{
    const Track t(inUnit().phase("A", "wait").close().recipe());
    QVERIFY(!t.cells->isKnown());
    QCOMPARE(t.cells->product(C::Nominal).viable, 0.0);
    const Track circle(
        inUnit().phase("A", "wait").phase("B", "wait").control("B", "A").close().recipe());
    QVERIFY(!circle.cells->isKnown());
    QVERIFY(circle.cells->elements().isEmpty());
}

void tst_CellTrack::samples()
{
    const Track t(inUnit()
                      .phase("In", "receive", source)
                      .phase("S", "sample", sampled("5 mL"))
                      .close()
                      .recipe());
    QVERIFY(t.cells->isKnown());
    QCOMPARE(t.viable("In", C::Worst), 200.0);
    QCOMPARE(t.viable("S", C::Nominal), 190.0);
    QCOMPARE(t.step("S").after[C::Nominal].volume, 95.0);
    QCOMPARE(t.cells->samples().size(), 1);
    QCOMPARE(t.cells->samples().first().available, 100.0);
    QCOMPARE(t.cells->samples().first().cells[C::Nominal], 10.0);
}

void tst_CellTrack::samplesInLoop()
{
    const Track t(inUnit()
                      .phase("In", "receive", source)
                      .loop("L", "r.viability > 80", 4)
                      .phase("S", "sample", sampled("10 mL"))
                      .close()
                      .close()
                      .recipe());
    QCOMPARE(t.viable("L", C::Best), 180.0); // one round
    QVERIFY(qAbs(t.viable("L", C::Worst) - 200 * 0.9 * 0.9 * 0.9 * 0.9) < 1e-9);
    QCOMPARE(t.step("L").after[C::Worst].volume, 60.0);
    QCOMPARE(t.cells->samples().first().rounds, 4);
}

void tst_CellTrack::recovery()
{
    const Track t(inUnit()
                      .phase("In", "receive", source)
                      .phase("A", "wait", kept(50, 100))
                      .phase("B", "select")
                      .close()
                      .recipe());
    QCOMPARE(t.viable("A", C::Worst), 100.0); // what the recipe states: both ends
    QCOMPARE(t.viable("A", C::Nominal), 150.0);
    QCOMPARE(t.viable("A", C::Best), 200.0);
    const double standard = 55 - 6 * 1.6449; // the default's 5 % point, hardly cut
    QVERIFY(qAbs(t.viable("B", C::Worst) - standard) < 0.1);
    QCOMPARE(t.cells->assumptions().size(), 5); // density, viability, lag, A's recovery, selection
    QVERIFY(t.cells->assumptions()[3].stated);
    QVERIFY(!t.cells->assumptions()[4].stated);
    QVERIFY(!t.cells->assumptions()[4].source.zh.isEmpty());
}

void tst_CellTrack::exclusiveBranches()
{
    const Track t(inUnit()
                      .phase("In", "receive", source)
                      .select("S")
                      .branch(GateOutcome::None, 1)
                      .transition("T1", "r.viability > 80")
                      .phase("A", "wait", kept(50, 50))
                      .branch(GateOutcome::None, 2)
                      .transition("T2", "")
                      .phase("B", "wait", kept(80, 80))
                      .joinOne("J")
                      .close()
                      .recipe());
    QCOMPARE(t.viable("J", C::Worst), 100.0);
    QCOMPARE(t.viable("J", C::Nominal), 130.0);
    QCOMPARE(t.viable("J", C::Best), 160.0);
}

void tst_CellTrack::parallelBranches()
{
    const Track t(inUnit()
                      .phase("In", "receive", source)
                      .parallel("S")
                      .branch()
                      .phase("A", "sample", sampled("10 mL"))
                      .branch()
                      .phase("B", "wait", kept(50, 50))
                      .joinAll("J")
                      .close()
                      .recipe());
    QCOMPARE(t.viable("J", C::Nominal), 200 * 0.9 * 0.5);
    QCOMPARE(t.step("J").after[C::Nominal].volume, 90.0);
}

// 40 of 100 mL go over to the other vessel while both work.
void tst_CellTrack::transfer()
{
    const Track t(B().role("X", "vessel", "V-1")
                      .role("Y", "vessel", "V-2")
                      .parallel("S")
                      .branch()
                      .unit("U2", "Y")
                      .phase("Take", "transfer-in",
                          [](Element &element) {
                              element.ports = {port("in", PortDirection::In, PortPurpose::Product,
                                  "cell-suspension", "40 mL")};
                          })
                      .close()
                      .branch()
                      .unit("U1", "X")
                      .phase("In", "receive", source)
                      .phase("Give", "transfer-out",
                          [](Element &element) {
                              element.ports = {port("out", PortDirection::Out, PortPurpose::Product,
                                  "cell-suspension", "40 mL")};
                          })
                      .close()
                      .joinAll("J")
                      .matter("m", "Give", "out", "Take", "in")
                      .sync("Give", "Take")
                      .recipe());
    QCOMPARE(t.viable("Give", C::Nominal), 120.0);
    QCOMPARE(t.viable("Take", C::Nominal), 80.0);
    QCOMPARE(t.step("Take").after[C::Nominal].volume, 40.0);
    QCOMPARE(t.step("Take").after[C::Nominal].viability, 90.0);
}

void tst_CellTrack::culture()
{
    // 24 h with a rest of 18 to 36 h at most: nothing has grown at worst; then a day of growth.
    const Track t(inUnit()
                      .phase("In", "receive", source)
                      .phase("Rest", "control-culture", cultured(36, 24))
                      .phase("Grow", "control-culture", cultured(24, 24))
                      .close()
                      .recipe());
    const double capacity = t.cells->assumptions().size() > 3 ? 100 * 15 : 0;
    QVERIFY(capacity > 0);
    QVERIFY(t.viable("Rest", C::Worst) < 210); // 95 % point of the rest is 35 h
    const double grown = t.viable("Grow", C::Worst) / t.viable("Rest", C::Worst);
    QVERIFY2(grown > 1.6 && grown < 2, qPrintable(QString::number(grown))); // crowding slows
    QVERIFY(t.viable("Grow", C::Best) > t.viable("Grow", C::Nominal));
    QVERIFY(t.step("Grow").after[C::Nominal].viability > 90);
}

void tst_CellTrack::dose()
{
    const auto asks = [](const char *attribute, double limit, const char *symbol, bool release) {
        return [=](Element &element) {
            Criterion criterion;
            criterion.attribute = QString::fromLatin1(attribute);
            criterion.comparison = u">="_s;
            criterion.limit = limit;
            if (*symbol)
                criterion.unit = unit(QString::fromLatin1(symbol));
            element.gate->criteria = {criterion};
            element.gate->release = release;
        };
    };
    const auto gated = [](B &builder, const char *id, const B::ElementEdit &edit) {
        const QByteArray name(id);
        builder.gate(id, edit)
            .branch(GateOutcome::Pass)
            .manual((name + "p").constData())
            .branch(GateOutcome::Fail)
            .manual((name + "f").constData())
            .joinOne((name + "j").constData());
    };
    B builder = inUnit();
    builder.phase("In", "receive", source).close();
    gated(builder, "G1", asks("totalCells", 150, "", false));
    const Track one(B(builder).recipe());
    QCOMPARE(one.cells->dose().least, 150.0);
    QCOMPARE(one.cells->doseFigure(C::Nominal), 200.0);
    gated(builder, "G2", asks("carCells", 3e7, "cells", true));
    const Track two(B(builder).recipe());
    QCOMPARE(two.cells->dose().attribute, u"carCells"_s);
    QCOMPARE(two.cells->dose().least, 30.0);
    QCOMPARE(two.cells->doseFigure(C::Nominal), 0.0); // nothing was transduced
}

void tst_CellTrack::demo_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("CAR-T") << u"cart-lentiviral.cyrecipe.json"_s;
    QTest::newRow("MSC") << u"msc-wharton.cyrecipe.json"_s;
}

void tst_CellTrack::demo()
{
    QFETCH(QString, file);
    const auto recipe
        = readRecipeFile(QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/"_s + file);
    QVERIFY(recipe.ok());
    const Track t(*recipe);
    QVERIFY(t.cells->isKnown());
    QVERIFY(t.cells->dose().isKnown());
    QVERIFY(t.cells->doseFigure(C::Worst) <= t.cells->doseFigure(C::Nominal));
    QVERIFY(t.cells->doseFigure(C::Nominal) <= t.cells->doseFigure(C::Best));
    QVERIFY2(t.cells->doseFigure(C::Nominal) >= t.cells->dose().least,
        qPrintable(QString::number(t.cells->doseFigure(C::Nominal))));
    for (const UncertainNumber &number : t.cells->assumptions()) {
        QVERIFY(!number.source.en.isEmpty());
        QVERIFY(!number.source.zh.isEmpty());
    }
    qInfo() << t.cells->doseFigure(C::Worst) << t.cells->doseFigure(C::Nominal)
            << t.cells->doseFigure(C::Best) << t.cells->dose().least;
}

QTEST_GUILESS_MAIN(tst_CellTrack)
#include "tst_celltrack.moc"
