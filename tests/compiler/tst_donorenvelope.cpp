// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/envelopejson.h"
#include "processgraph/compiler/randomstream.h"
#include "processgraph/model/recipejson.h"
#include "tests/support/recipebuilder.h"

#include <QtTest/QTest>

#include <cmath>
#include <limits>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

using B = RecipeBuilder;

B::ElementEdit lasts(int minutes)
{
    return [=](Element &element) {
        const Duration time = std::chrono::minutes(minutes);
        element.duration = {time, time, time};
    };
}

// 100 mL of apheresis with the published density.
void source(Element &element)
{
    Port in = B::port("in", PortDirection::In, "100 mL");
    in.medium = u"apheresis"_s;
    element.ports = {in};
}

B::ElementEdit asks(double cells, const char *attribute = "totalCells")
{
    return [=](Element &element) {
        Criterion criterion;
        criterion.attribute = QString::fromLatin1(attribute);
        criterion.comparison = u">="_s;
        criterion.limit = cells;
        element.gate->criteria = {criterion};
        element.gate->release = true;
    };
}

B::ElementEdit stage(double value, int minutes)
{
    return [=](Element &element) {
        lasts(minutes)(element);
        Parameter parameter;
        parameter.id = ParameterId(u"stage"_s);
        parameter.value = value;
        element.parameters = {parameter};
    };
}

B counted()
{
    B builder;
    builder.role("X", "vessel", "V-1")
        .unit("U", "X")
        .phase("In", "receive", source)
        .phase("Count", "count")
        .close();
    return builder;
}

MasterRecipe gated(double cells, const char *attribute = "totalCells")
{
    return counted()
        .gate("G", asks(cells, attribute))
        .branch(GateOutcome::Pass)
        .phase("Go", "wait", lasts(60))
        .branch(GateOutcome::Fail)
        .phase("Stop", "wait", lasts(60))
        .joinOne("J")
        .recipe();
}

Result<DonorEnvelope> envelopeOf(
    const MasterRecipe &recipe, qint64 runs, quint64 seed = 1, int threads = 1)
{
    ValidationInput input;
    input.recipe = recipe;
    return makeDonorEnvelope(input, Catalog::shipped(), {runs, seed, threads});
}

const EnvelopeStep &step(const DonorEnvelope &envelope, const char *id)
{
    for (const EnvelopeStep &one : envelope.steps) {
        if (one.element.value() == QLatin1String(id))
            return one;
    }
    qFatal("no step %s", id);
}

MasterRecipe shippedRecipe(const QString &name)
{
    const auto recipe
        = readRecipeFile(QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/"_s + name);
    if (!recipe)
        qFatal("%s", qPrintable(recipe.error().code()));
    return *recipe;
}

} // namespace

class tst_DonorEnvelope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomNumbers();
    void analytic_data();
    void analytic();
    void repeatable();
    void cancelled();
    void refused();
    void interval();
    void timesOfParallelBranches();
    void loop();
    void loopExceeded();
    void loopThatTakesNoTime();
    void selection();
    void stuck();
    void waitsForStage();
    void transfer();
    void culture();
    void assumed();
    void demo_data();
    void demo();
};

void tst_DonorEnvelope::randomNumbers()
{
    double sum = 0;
    double squares = 0;
    constexpr int Count = 100'000;
    for (int i = 0; i < Count; ++i) {
        const double u = RandomStream(7, std::uint64_t(i)).at(3); // one counter, many runs
        QVERIFY(u > 0 && u < 1);
        sum += u;
        squares += u * u;
    }
    const double sigma = std::sqrt(1.0 / 12 / Count);
    QVERIFY(std::abs(sum / Count - 0.5) < 4 * sigma);
    QVERIFY(std::abs(squares / Count - 1.0 / 3) < 4 * sigma);
    QCOMPARE(RandomStream(7, 1).at(3), RandomStream(7, 1).at(3));
    QVERIFY(RandomStream(7, 1).at(3) != RandomStream(7, 1).at(4));
    QVERIFY(RandomStream(7, 1).at(3) != RandomStream(8, 1).at(3));
}

void tst_DonorEnvelope::analytic_data()
{
    QTest::addColumn<double>("probability");
    for (const double p : {0.02, 0.1, 0.3, 0.5, 0.9, 0.99})
        QTest::addRow("%g", p) << p;
}

// The start count is lognormal and nothing else happens to it: a limit at its p point is met by a
// share of 1 - p.
void tst_DonorEnvelope::analytic()
{
    QFETCH(double, probability);
    const CellType *type = ForecastData::shipped().typeOf(u"apheresis"_s);
    QVERIFY(type);
    const double limit = 100 * type->density.quantile(1 - probability);
    const auto envelope = envelopeOf(gated(limit), 20'000, 11, 2);
    QVERIFY(envelope.ok());
    QCOMPARE(envelope->doseMet.of, 20'000);
    const double sigma = std::sqrt(probability * (1 - probability) / 20'000);
    QVERIFY2(std::abs(envelope->doseMet.share() - probability) < 4 * sigma,
        qPrintable(QString::number(envelope->doseMet.share())));
    QVERIFY(envelope->doseMet.low() < envelope->doseMet.share());
    QVERIFY(envelope->doseMet.high() > envelope->doseMet.share());
    QCOMPARE(envelope->released.count, envelope->doseMet.count);
    QCOMPARE(envelope->failures.size(), 1);
    QCOMPARE(envelope->failures.first().at.value(), u"G"_s);
    QCOMPARE(envelope->failures.first().attribute, u"totalCells"_s);
    QCOMPARE(envelope->failures.first().count + envelope->released.count, 20'000);
    // The median of the figure is that of the start.
    QVERIFY(
        std::abs(envelope->doseFigure.points[2] / (100 * type->density.quantile(0.5)) - 1) < 0.02);
}

void tst_DonorEnvelope::repeatable()
{
    const MasterRecipe recipe = shippedRecipe(u"cart-lentiviral.cyrecipe.json"_s);
    const auto text = [&](quint64 seed, int threads) {
        const auto envelope = envelopeOf(recipe, 300, seed, threads);
        return envelope ? toJson(*envelope, Language::En).toJson() : QByteArray();
    };
    const QByteArray one = text(5, 1);
    QVERIFY(!one.isEmpty());
    QCOMPARE(text(5, 2), one);
    QCOMPARE(text(5, 3), one);
    QCOMPARE(text(5, 1), one);
    QVERIFY(text(6, 1) != one);
}

void tst_DonorEnvelope::cancelled()
{
    ValidationInput input;
    input.recipe = gated(100);
    for (const int threads : {1, 2}) {
        std::atomic<bool> cancel {false};
        qint64 seen = 0;
        const auto envelope = makeDonorEnvelope(input, Catalog::shipped(), {1'000'000, 1, threads},
            &cancel, [&](qint64 done, qint64 all) {
                QCOMPARE(all, 1'000'000);
                seen = done;
                cancel = true;
            });
        QVERIFY(!envelope.ok());
        QCOMPARE(envelope.error().code(), u"envelope.cancelled"_s);
        QVERIFY(seen > 0 && seen < 1'000'000);
    }
}

void tst_DonorEnvelope::refused()
{
    QCOMPARE(envelopeOf(gated(1), 0).error().code(), u"envelope.runs"_s);
    QCOMPARE(envelopeOf(gated(1), 1'000'000'000).error().code(), u"envelope.runs"_s);
    const MasterRecipe circle
        = B().phase("A", "wait").phase("B", "wait").control("B", "A").recipe();
    QCOMPARE(envelopeOf(circle, 10).error().code(), u"envelope.notOrdered"_s);
    QCOMPARE(envelopeOf(MasterRecipe(), 10).error().code(), u"envelope.noStart"_s);
}

void tst_DonorEnvelope::interval()
{
    EnvelopeShare share {8, 10};
    QVERIFY(std::abs(share.low() - 0.4901625) < 1e-6); // Wilson's interval, by hand
    QVERIFY(std::abs(share.high() - 0.9433178) < 1e-6);
    share = {0, 10};
    QCOMPARE(share.low(), 0.0);
    QVERIFY(std::abs(share.high() - 0.2775328) < 1e-6);
}

void tst_DonorEnvelope::timesOfParallelBranches()
{
    const auto envelope = envelopeOf(B().phase("A", "wait", lasts(60))
                                         .parallel("S")
                                         .branch()
                                         .phase("B", "wait", lasts(120))
                                         .branch()
                                         .phase("C", "wait", lasts(30))
                                         .joinAll("J")
                                         .phase("D", "wait", lasts(60))
                                         .recipe(),
        10);
    QVERIFY(envelope.ok());
    QCOMPARE(envelope->finish.points[0], 4.0);
    QCOMPARE(envelope->finish.points[4], 4.0);
    QCOMPARE(step(*envelope, "C").finish.points[2], 1.5);
    QCOMPARE(step(*envelope, "J").finish.points[2], 3.0);
    QCOMPARE(envelope->released.count, 10);
}

void tst_DonorEnvelope::loop()
{
    const auto envelope = envelopeOf(
        B().loop("L", "count >= 3", 5).phase("A", "wait", lasts(60)).close().recipe(), 10);
    QVERIFY(envelope.ok());
    QCOMPARE(envelope->finish.points[2], 3.0);
}

void tst_DonorEnvelope::loopExceeded()
{
    const auto envelope = envelopeOf(
        B().loop("L", "count >= 9", 5).phase("A", "wait", lasts(60)).close().recipe(), 10);
    QVERIFY(envelope.ok());
    QCOMPARE(envelope->released.count, 0);
    QCOMPARE(envelope->failures.size(), 1);
    QCOMPARE(envelope->failures.first().cause, u"loop"_s);
    QCOMPARE(envelope->failures.first().at.value(), u"L"_s);
    QCOMPARE(envelope->failures.first().count, 10);
}

// Two milliard rounds of nothing: neither through the stack nor for ever.
void tst_DonorEnvelope::loopThatTakesNoTime()
{
    const auto envelope
        = envelopeOf(B().loop("L", "count > 3000000000", std::numeric_limits<int>::max())
                         .transition("T", "count >= 0")
                         .close()
                         .recipe(),
            3);
    QVERIFY(envelope.ok());
    QCOMPARE(envelope->released.count, 0);
    QCOMPARE(envelope->failures.size(), 1);
    QCOMPARE(envelope->failures.first().cause, u"stuck"_s);
    QCOMPARE(envelope->failures.first().count, 3);
}

void tst_DonorEnvelope::selection()
{
    const CellType *type = ForecastData::shipped().typeOf(u"apheresis"_s);
    const double limit = 100 * type->density.quantile(0.25);
    const QByteArray condition = "r.totalCells >= " + QByteArray::number(limit, 'g', 17);
    const auto envelope = envelopeOf(counted()
                                         .select("S")
                                         .branch(GateOutcome::None, 1)
                                         .transition("Enough", condition.constData())
                                         .phase("A", "wait", lasts(60))
                                         .branch(GateOutcome::None, 2)
                                         .transition("Else", "")
                                         .phase("B", "wait", lasts(120))
                                         .joinOne("J")
                                         .recipe(),
        4000);
    QVERIFY(envelope.ok());
    QCOMPARE(envelope->branches.size(), 2);
    QCOMPARE(envelope->branches[0].to.value(), u"Enough"_s);
    QVERIFY(std::abs(envelope->branches[0].taken.share() - 0.75) < 4 * std::sqrt(0.1875 / 4000));
    QCOMPARE(envelope->branches[0].taken.count + envelope->branches[1].taken.count, 4000);
    QCOMPARE(step(*envelope, "A").finish.of, envelope->branches[0].taken.count);
}

void tst_DonorEnvelope::stuck()
{
    const auto envelope
        = envelopeOf(counted().transition("Never", "r.totalCells > 1e9").recipe(), 10);
    QVERIFY(envelope.ok());
    QCOMPARE(envelope->failures.size(), 1);
    QCOMPARE(envelope->failures.first().cause, u"stuck"_s);
    QCOMPARE(envelope->failures.first().at.value(), u"Never"_s);
}

// A phase that waits for a stage ends when the other branch gives it, not by its own duration.
void tst_DonorEnvelope::waitsForStage()
{
    const auto wanted = [](Element &element) { stage(1, 9999)(element); };
    const auto envelope = envelopeOf(B().role("X", "vessel", "V-1")
                                         .unit("U", "X")
                                         .parallel("S")
                                         .branch()
                                         .phase("Keep", "maintain-culture", wanted)
                                         .branch()
                                         .phase("S0", "mark-stage", stage(0, 0))
                                         .phase("Wait", "wait", lasts(300))
                                         .phase("S1", "mark-stage", stage(1, 0))
                                         .joinAll("J")
                                         .close()
                                         .recipe(),
        10);
    QVERIFY(envelope.ok());
    QCOMPARE(envelope->released.count, 10);
    QCOMPARE(step(*envelope, "Keep").finish.points[2], 5.0);
    QCOMPARE(envelope->finish.points[2], 5.0);
}

// 40 of 100 mL go over; the side that is early waits.
void tst_DonorEnvelope::transfer()
{
    const auto flows = [](const char *id, PortDirection direction) {
        return [=](Element &element) {
            lasts(60)(element);
            Port port = B::port(id, direction, "40 mL");
            port.medium = u"cell-suspension"_s;
            element.ports = {port};
        };
    };
    B builder;
    builder.role("X", "vessel", "V-1")
        .role("Y", "vessel", "V-2")
        .parallel("S")
        .branch()
        .unit("U2", "Y")
        .phase("Take", "transfer-in", flows("in", PortDirection::In))
        .close()
        .branch()
        .unit("U1", "X")
        .phase("In", "receive", source)
        .phase("Wait", "wait", lasts(240))
        .phase("Give", "transfer-out", flows("out", PortDirection::Out))
        .close()
        .joinAll("J")
        .matter("m", "Give", "out", "Take", "in")
        .sync("Give", "Take");
    const auto envelope = envelopeOf(builder.recipe(), 50);
    QVERIFY(envelope.ok());
    QCOMPARE(envelope->released.count, 50);
    QCOMPARE(step(*envelope, "Take").finish.points[2], 5.0);
    const double before = step(*envelope, "In").cells.points[2];
    QVERIFY(before > 0);
    QVERIFY(std::abs(step(*envelope, "Take").cells.points[2] / before - 0.4) < 1e-6);
    QVERIFY(std::abs(step(*envelope, "Give").cells.points[2] / before - 0.6) < 1e-6);
}

void tst_DonorEnvelope::culture()
{
    const auto grows = [](Element &element) {
        lasts(96 * 60)(element);
        element.attributes.set(u"doublingTime"_s, Range {24, 24});
    };
    const auto envelope = envelopeOf(B().role("X", "vessel", "V-1")
                                         .unit("U", "X")
                                         .phase("In", "receive", source)
                                         .phase("Grow", "control-culture", grows)
                                         .close()
                                         .recipe(),
        500);
    QVERIFY(envelope.ok());
    // 96 h with 18 to 36 h of rest: 60 to 78 h of growth, 5.6 to 9.5-fold, a little less by
    // crowding.
    const double fold
        = step(*envelope, "Grow").cells.points[2] / step(*envelope, "In").cells.points[2];
    QVERIFY2(fold > 5 && fold < 8.5, qPrintable(QString::number(fold)));
    const bool stated = std::any_of(envelope->numbers.begin(), envelope->numbers.end(),
        [](const UncertainNumber &number) { return number.stated && number.low == 24; });
    QVERIFY(stated);
}

void tst_DonorEnvelope::assumed()
{
    const auto envelope = envelopeOf(gated(1, "sterility"), 10);
    QVERIFY(envelope.ok());
    QCOMPARE(envelope->assumed, QStringList {u"sterility"_s});
    QCOMPARE(envelope->released.count, 10);
    QVERIFY(!envelope->dose.isKnown());
}

void tst_DonorEnvelope::demo_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<double>("days");
    QTest::newRow("CAR-T") << u"cart-lentiviral.cyrecipe.json"_s << 13.0;
    QTest::newRow("MSC") << u"msc-wharton.cyrecipe.json"_s << 11.0;
}

void tst_DonorEnvelope::demo()
{
    QFETCH(QString, file);
    QFETCH(double, days);
    const auto envelope = envelopeOf(shippedRecipe(file), 500, 3, 2);
    QVERIFY(envelope.ok());
    for (const EnvelopeFailure &failure : envelope->failures)
        qInfo() << failure.at.value() << failure.cause << failure.attribute << failure.count;
    qInfo() << "dose" << envelope->doseMet.share() << "released" << envelope->released.share()
            << "days" << envelope->finish.points[0] / 24 << envelope->finish.points[2] / 24
            << envelope->finish.points[4] / 24 << "figure" << envelope->doseFigure.points[0]
            << envelope->doseFigure.points[2] << envelope->doseFigure.points[4];
    QVERIFY(envelope->dose.isKnown());
    QVERIFY(envelope->doseMet.share() > 0.8);
    QVERIFY(envelope->released.share() > 0.5);
    // Until the product is in store; release testing takes its own time.
    const double stored = step(*envelope, "downstream.join").finish.points[2] / 24;
    QVERIFY2(std::abs(stored - days) < 1.5, qPrintable(QString::number(stored)));
    for (const EnvelopeStep &one : envelope->steps) {
        for (size_t i = 1; i < one.finish.points.size(); ++i)
            QVERIFY(one.finish.points[i - 1] <= one.finish.points[i]);
    }
    for (const EnvelopeFailure &failure : envelope->failures)
        QVERIFY2(failure.cause != u"stuck"_s, qPrintable(failure.at.value()));
}

QTEST_GUILESS_MAIN(tst_DonorEnvelope)
#include "tst_donorenvelope.moc"
