// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/timenetwork.h"
#include "tests/support/recipebuilder.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

using B = RecipeBuilder;
using T = TimeNetwork;

Duration min(int minutes)
{
    return std::chrono::minutes(minutes);
}

B::ElementEdit lasts(int shortest, int nominal, int longest)
{
    return [=](Element &element) {
        element.duration = {min(shortest), min(nominal), min(longest)};
    };
}

B::ElementEdit gives(int shortest, int nominal, int longest)
{
    return [=](Element &element) {
        element.duration = {min(shortest), min(nominal), min(longest)};
        element.ports = {B::port("out", PortDirection::Out, "10 mL")};
    };
}

B::ElementEdit takes(int shortest, int nominal, int longest)
{
    return [=](Element &element) {
        element.duration = {min(shortest), min(nominal), min(longest)};
        element.ports = {B::port("in", PortDirection::In, "10 mL")};
    };
}

B::LinkEdit within(int minutes)
{
    return [=](Link &link) { link.holdLimit = min(minutes); };
}

struct Network
{
    explicit Network(const MasterRecipe &recipe)
    {
        input.recipe = recipe;
        context.emplace(input, Catalog::shipped());
        times.emplace(*context);
    }
    [[nodiscard]] int number(const char *id) const
    {
        return context->flow().number(ElementId(QString::fromLatin1(id)));
    }
    [[nodiscard]] T::Span span(const char *id, T::Case which) const
    {
        return times->span(number(id), which);
    }
    [[nodiscard]] QString names(const QVector<int> &elements) const
    {
        QStringList result;
        for (const int element : elements)
            result << context->flow().element(element).id.value();
        return result.join(u' ');
    }
    ValidationInput input;
    std::optional<ValidationContext> context;
    std::optional<TimeNetwork> times;
};

MasterRecipe shippedRecipe(const QString &name)
{
    const auto recipe
        = readRecipeFile(QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/"_s + name);
    if (!recipe)
        qFatal("%s", qPrintable(recipe.error().code()));
    return *recipe;
}

} // namespace

class tst_TimeNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sequence();
    void parallel();
    void selection();
    void loop();
    void gate();
    void transfer();
    void waitsForResult();
    void circularWait();
    void holds();
    void holdOfParallelBranch();
    void openTime();
    void contradiction_data();
    void contradiction();
    void demo_data();
    void demo();
    void large();
};

void tst_TimeNetwork::sequence()
{
    const Network n(B().phase("A", "wait", lasts(1, 2, 4))
                        .operation("O")
                        .phase("B", "wait", lasts(10, 20, 40))
                        .close()
                        .recipe());
    QVERIFY(n.times->isOrdered());
    QCOMPARE(n.span("B", T::Shortest).enter, min(1));
    QCOMPARE(n.span("B", T::Nominal).enter, min(2));
    QCOMPARE(n.span("B", T::Longest).enter, min(4));
    QCOMPARE(n.span("O", T::Longest).leave, min(44));
    QCOMPARE(n.times->duration(n.number("O"), T::Nominal), min(20));
    QCOMPARE(n.times->total(T::Nominal), min(22));
    QCOMPARE(n.names(n.times->criticalPath(T::Nominal)), u"A B"_s);
    QVERIFY(n.times->contradiction().isEmpty());
}

void tst_TimeNetwork::parallel()
{
    const Network n(B().parallel("S")
                        .branch()
                        .phase("A", "wait", lasts(5, 10, 30))
                        .branch()
                        .phase("B", "wait", lasts(6, 20, 25))
                        .joinAll("J")
                        .phase("C", "wait", lasts(1, 1, 1))
                        .recipe());
    QCOMPARE(n.span("C", T::Shortest).enter, min(6));
    QCOMPARE(n.span("C", T::Nominal).enter, min(20));
    QCOMPARE(n.span("C", T::Longest).enter, min(30));
    QCOMPARE(n.names(n.times->criticalPath(T::Nominal)), u"B C"_s);
    QCOMPARE(n.names(n.times->criticalPath(T::Longest)), u"A C"_s);
}

void tst_TimeNetwork::selection()
{
    const Network n(B().select("S")
                        .branch(GateOutcome::None, 1)
                        .transition("T1", "r.viability > 80")
                        .phase("A", "wait", lasts(5, 10, 30))
                        .branch(GateOutcome::None, 2)
                        .transition("T2", "")
                        .phase("B", "wait", lasts(6, 20, 25))
                        .joinOne("J")
                        .recipe());
    QCOMPARE(n.times->total(T::Shortest), min(5)); // the first branch that is done
    QCOMPARE(n.times->total(T::Nominal), min(20));
    QCOMPARE(n.times->total(T::Longest), min(30));
}

void tst_TimeNetwork::loop()
{
    const Network n(B().loop("L", "r.viability > 80", 5)
                        .phase("A", "wait", lasts(10, 12, 15))
                        .close()
                        .phase("B", "wait", lasts(1, 1, 1))
                        .recipe());
    QCOMPARE(n.times->duration(n.number("L"), T::Shortest), min(10));
    QCOMPARE(n.times->duration(n.number("L"), T::Nominal), min(36)); // 3 of 5 rounds
    QCOMPARE(n.times->duration(n.number("L"), T::Longest), min(75));
    QCOMPARE(n.span("B", T::Longest).leave, min(76));
    QCOMPARE(n.span("A", T::Longest).leave, min(15)); // its first round
}

void tst_TimeNetwork::gate()
{
    B builder;
    builder
        .gate("G",
            [](Element &element) {
                Criterion sterile;
                sterile.attribute = u"sterility"_s;
                sterile.attributes.set(u"turnaround"_s, Quantity {2, Unit::parse(u"h"_s).value()});
                element.gate->criteria = {sterile};
            })
        .branch(GateOutcome::Pass)
        .phase("Go", "wait", lasts(1, 1, 1))
        .branch(GateOutcome::Fail)
        .phase("Stop", "wait", lasts(600, 600, 600))
        .joinOne("J")
        .phase("Z", "wait", lasts(1, 1, 1));
    const Network n(builder.recipe());
    QVERIFY(n.times->onPath(n.number("Go")));
    QVERIFY(!n.times->onPath(n.number("Stop")));
    QCOMPARE(n.span("Stop", T::Nominal).enter, min(120)); // it has times, too
    QCOMPARE(n.times->total(T::Shortest), min(2));
    QCOMPARE(n.times->total(T::Nominal), min(122)); // but nobody waits for it
    QCOMPARE(n.times->total(T::Longest), min(122));
}

// Two units side by side; A waits an hour for B to be ready, then both transfer.
void tst_TimeNetwork::transfer()
{
    const Network n(B().role("X", "vessel", "V-1")
                        .role("Y", "vessel", "V-2")
                        .parallel("S")
                        .branch()
                        .unit("U1", "X")
                        .phase("Out", "transfer-out", gives(10, 20, 90))
                        .close()
                        .branch()
                        .unit("U2", "Y")
                        .phase("Prepare", "wait", lasts(60, 60, 60))
                        .phase("In", "transfer-in", takes(10, 15, 30))
                        .close()
                        .joinAll("J")
                        .matter("m", "Out", "out", "In", "in", within(1))
                        .sync("Out", "In")
                        .recipe());
    QVERIFY(n.times->isOrdered());
    QCOMPARE(n.span("Out", T::Shortest).leave, min(70)); // it starts when both are there
    QCOMPARE(n.span("In", T::Shortest).leave, min(70));
    QCOMPARE(n.span("Out", T::Nominal).leave, min(80)); // and takes the longer of both
    QCOMPARE(n.span("In", T::Longest).leave, min(90));
    QCOMPARE(n.times->holds().size(), 1);
    QCOMPARE(n.times->holds().first().worst, min(0)); // nothing waits in between
    QVERIFY(n.times->contradiction().isEmpty());
    const QVector<int> order = n.times->leaveOrder();
    QVERIFY(order.indexOf(n.number("Out")) < order.indexOf(n.number("In")));
}

void tst_TimeNetwork::waitsForResult()
{
    const auto stage = [](double value) {
        return [value](Element &element) {
            element.duration = {min(1), min(1), min(1)};
            Parameter parameter;
            parameter.id = ParameterId(u"stage"_s);
            parameter.value = value;
            element.parameters = {parameter};
        };
    };
    const Network n(B().parallel("S")
                        .branch()
                        .phase("S0", "mark-stage", stage(0))
                        .phase("Work", "wait", lasts(100, 200, 300))
                        .phase("S1", "mark-stage", stage(1))
                        .branch()
                        .transition("T", "r.stage >= 1")
                        .phase("Next", "wait", lasts(5, 5, 5))
                        .joinAll("J")
                        .recipe());
    QCOMPARE(n.span("Next", T::Shortest).enter, min(102)); // S1 alone can give a 1
    QCOMPARE(n.span("Next", T::Longest).enter, min(302));
    QCOMPARE(n.times->total(T::Nominal), min(207));
}

void tst_TimeNetwork::circularWait()
{
    const Network n(B().phase("A", "wait").phase("B", "wait").control("B", "A").recipe());
    QVERIFY(!n.times->isOrdered());
    QCOMPARE(n.times->total(T::Longest), min(0));
    QVERIFY(n.times->criticalPath(T::Nominal).isEmpty());
    QVERIFY(n.times->holds().isEmpty());
}

void tst_TimeNetwork::holds()
{
    const Network n(B().phase("Give", "wait", gives(5, 5, 9))
                        .phase("Between", "wait", lasts(10, 20, 40))
                        .phase("Also", "wait", lasts(1, 2, 3))
                        .phase("Take", "wait", takes(5, 5, 5))
                        .matter("m", "Give", "out", "Take", "in")
                        .recipe());
    const T::Hold hold = n.times->holds().first();
    QCOMPARE(hold.nominal, min(22));
    QCOMPARE(hold.worst, min(43)); // how long Give itself takes is none of it
    QCOMPARE(n.names(hold.path), u"Between Also"_s);
    const int give = n.number("Give");
    const int take = n.number("Take");
    QCOMPARE(
        n.times->worstBetween(ProcedureFlow::enter(give), ProcedureFlow::leave(take)), min(57));
    QVERIFY(n.times->worstBetween(ProcedureFlow::leave(take), ProcedureFlow::enter(give)) < min(0));
}

// The bag waits for another branch: at worst that one takes its longest and the bag came early. But
// what both share (Before) delays both.
void tst_TimeNetwork::holdOfParallelBranch()
{
    const Network n(B().phase("Before", "wait", lasts(1, 1, 1000))
                        .parallel("S")
                        .branch()
                        .phase("Give", "wait", gives(5, 10, 20))
                        .branch()
                        .phase("Other", "wait", lasts(30, 60, 90))
                        .joinAll("J")
                        .phase("Take", "wait", takes(5, 5, 5))
                        .matter("m", "Give", "out", "Take", "in")
                        .recipe());
    QCOMPARE(n.times->holds().first().nominal, min(50));
    QCOMPARE(n.times->holds().first().worst, min(85));
    QCOMPARE(n.names(n.times->holds().first().path), u"Other"_s);
}

void tst_TimeNetwork::openTime()
{
    const auto open = [](int shortest, int nominal, int longest) {
        return [=](Element &element) {
            element.duration = {min(shortest), min(nominal), min(longest)};
            element.openness = Openness::Open;
        };
    };
    const Network n(B().phase("A", "wait", open(1, 2, 3))
                        .phase("Closed", "wait", lasts(50, 50, 50))
                        .parallel("S")
                        .branch()
                        .phase("B", "wait", open(10, 10, 10))
                        .branch()
                        .phase("C", "wait", open(20, 20, 20))
                        .joinAll("J")
                        .select("T")
                        .branch(GateOutcome::None, 1)
                        .transition("T1", "r.viability > 80")
                        .phase("D", "wait", open(100, 100, 100))
                        .branch(GateOutcome::None, 2)
                        .transition("T2", "")
                        .phase("E", "wait", open(200, 200, 200))
                        .joinOne("K")
                        .loop("L", "r.viability > 80", 3)
                        .phase("F", "wait", open(1000, 1000, 1000))
                        .close()
                        .recipe());
    QCOMPARE(n.times->openTime(T::Shortest), min(1 + 30 + 100 + 1000));
    QCOMPARE(n.times->openTime(T::Nominal), min(2 + 30 + 200 + 2000));
    QCOMPARE(n.times->openTime(T::Longest), min(3 + 30 + 200 + 3000));
}

void tst_TimeNetwork::contradiction_data()
{
    QTest::addColumn<int>("holdLimit");
    QTest::addColumn<int>("unitMost"); // 0: nothing stated
    QTest::addColumn<int>("excess");
    QTest::addColumn<int>("reason");
    QTest::newRow("kept") << 11 << 100 << 0 << 0;
    QTest::newRow("just kept") << 10 << 20 << 0 << 0;
    QTest::newRow("hold limit is too short") << 9 << 100 << 1 << int(T::Reason::HoldLimit);
    QTest::newRow("unit takes longer than it may") << 60 << 15 << 5 << int(T::Reason::AtMost);
}

void tst_TimeNetwork::contradiction()
{
    QFETCH(int, holdLimit);
    QFETCH(int, unitMost);
    QFETCH(int, excess);
    QFETCH(int, reason);
    const Network n(B().operation("O")
                        .phase("Give", "wait", gives(5, 5, 9))
                        .phase("Between", "wait", lasts(10, 20, 40))
                        .phase("Take", "wait", takes(5, 5, 5))
                        .close()
                        .edit("O", lasts(1, 1, unitMost))
                        .matter("m", "Give", "out", "Take", "in", within(holdLimit))
                        .recipe());
    QCOMPARE(n.times->excess(), min(excess));
    QCOMPARE(n.times->contradiction().isEmpty(), excess == 0);
    if (excess == 0)
        return;
    // The circle is closed and names what contradicts.
    const QVector<T::Constraint> circle = n.times->contradiction();
    bool named = false;
    bool between = false;
    for (qsizetype i = 0; i < circle.size(); ++i) {
        QCOMPARE(circle[i].to, circle[(i + 1) % circle.size()].from);
        named = named || circle[i].reason == T::Reason(reason);
        between = between || circle[i].element == n.number("Between");
    }
    QVERIFY(named);
    QVERIFY(between);
}

void tst_TimeNetwork::demo_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("days");
    QTest::newRow("CAR-T") << u"cart-lentiviral.cyrecipe.json"_s << 12;
    QTest::newRow("MSC") << u"msc-wharton.cyrecipe.json"_s << 11;
}

void tst_TimeNetwork::demo()
{
    QFETCH(QString, file);
    QFETCH(int, days);
    const Network n(shippedRecipe(file));
    QVERIFY(n.times->isOrdered());
    for (const T::Constraint &one : n.times->contradiction())
        qInfo() << one.from << one.to << one.least.count() << int(one.reason) << one.element;
    QVERIFY(n.times->contradiction().isEmpty());
    QVERIFY(n.times->total(T::Shortest) < n.times->total(T::Nominal));
    QVERIFY(n.times->total(T::Nominal) < n.times->total(T::Longest));
    // Until the product is in store; release testing takes its own time.
    const double nominal = toSeconds(n.span("downstream.join", T::Nominal).leave) / 86400;
    QVERIFY2(std::abs(nominal - days) <= 1.5, qPrintable(QString::number(nominal)));
    for (const T::Hold &hold : n.times->holds()) {
        if (hold.link->holdLimit)
            QVERIFY2(hold.worst <= *hold.link->holdLimit,
                qPrintable(hold.link->id.value() + u' ' + toReadable(hold.worst) + u' '
                    + n.names(hold.path)));
    }
}

// Ten thousand steps with a hold each: no more than a constant amount of work per step, or this
// would not end within the test's time.
void tst_TimeNetwork::large()
{
    B builder;
    for (int i = 0; i < 2500; ++i) {
        const QByteArray id = QByteArray::number(i);
        builder.phase(("G" + id).constData(), "wait", gives(1, 2, 3));
        builder.parallel(("S" + id).constData())
            .branch()
            .phase(("A" + id).constData(), "wait", lasts(1, 2, 3))
            .branch()
            .phase(("T" + id).constData(), "wait", takes(1, 2, 3))
            .joinAll(("J" + id).constData())
            .matter(("m" + id).constData(), ("G" + id).constData(), "out", ("T" + id).constData(),
                "in", within(5));
    }
    const Network n(builder.recipe());
    QVERIFY(n.times->isOrdered());
    QCOMPARE(n.times->total(T::Longest), min(2500 * 6));
    QCOMPARE(n.times->holds().size(), 2500);
    QVERIFY(n.times->contradiction().isEmpty());
}

QTEST_GUILESS_MAIN(tst_TimeNetwork)
#include "tst_timenetwork.moc"
