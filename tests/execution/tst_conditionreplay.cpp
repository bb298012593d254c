// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A small batch runs on the engine; conditions are then asked of its journal.
#include "processgraph/foundation/expression.h"
#include "processgraph/records/conditionreplay.h"
#include "tests/execution/rig.h"

#include <QtTest/QtTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;
using R = ConditionReplay;

namespace {

constexpr qint64 MinuteMs = 60'000;

/// One signal: 30 and half a degree more with each minute, with a hole.
class Ramp final : public TrendSource
{
public:
    UtcTime start {};
    int holeFrom = 1000;
    int holeTo = 1000;

    Result<QVector<TrendPoint>> trend(const TagId &, UtcTime, UtcTime, int) override
    {
        return QVector<TrendPoint>();
    }
    Result<QVector<TagValue>> samples(const TagId &tag, UtcTime from, UtcTime to) override
    {
        asked << tag;
        QVector<TagValue> values;
        for (int minute = 0; minute < 60; ++minute) {
            const UtcTime time = start + Duration(minute * MinuteMs);
            if (time < from || time > to || (minute >= holeFrom && minute < holeTo))
                continue;
            values.append({30 + 0.5 * minute, Quality::Good, time});
        }
        return values;
    }
    Result<TagStatistics> statistics(const TagId &, UtcTime, UtcTime) override
    {
        return TagStatistics();
    }
    Result<Completeness> completeness(const TagId &, UtcTime, UtcTime) override
    {
        return Completeness();
    }
    Result<QVector<TagId>> tags() override { return QVector<TagId>(); }

    QVector<TagId> asked;
};

} // namespace

class tst_ConditionReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asked_data();
    void asked();
    void aHoleInTheRecordIsUnknown();
    void valuesOfTheDrawnRecipeCount();
    void aStepThatDidNotRun();
    void cancelledAndBroken();

private:
    [[nodiscard]] Result<ConditionReplay> ask(const QString &condition, const QString &element);

    MasterRecipe m_recipe;
    QVector<JournalEvent> m_events;
    Ramp m_ramp;
    std::atomic_bool m_cancelled {false};
};

/// "up" on U1: ten minutes, a person counts 42, a transition, ten minutes.
void tst_ConditionReplay::initTestCase()
{
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"w"_s, u"wait"_s);
    builder.add(K::Phase, u"ask"_s, u"ask"_s);
    builder.add(K::Transition, u"t"_s).condition = u"r.count > 40"_s;
    builder.add(K::Phase, u"w2"_s, u"wait"_s);
    builder.chain(u"up.b > w > ask > t > w2 > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    m_ramp.start = rig.clock.now();
    rig.run(10);
    rig.answer(42);
    rig.run(10);
    QCOMPARE(rig.executor->state().state, ProceduralState::Complete);
    m_recipe = rig.master;
    m_events = rig.journal.events;
}

Result<ConditionReplay> tst_ConditionReplay::ask(const QString &condition, const QString &element)
{
    return replayCondition(
        {condition, m_recipe, ElementId(element)}, m_events, smallPlant(), m_ramp, m_cancelled);
}

void tst_ConditionReplay::asked_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<int>("first"); // minute at which it became true, -1: never
    QTest::addColumn<int>("held");
    QTest::addColumn<int>("unknown");
    QTest::newRow("a result, once it was reported") << u"r.count > 40"_s << 10 << 11 << 10;
    QTest::newRow("a result that is not enough") << u"r.count > 50"_s << -1 << 0 << 10;
    QTest::newRow("a signal of the own unit") << u"temperature.pv >= 34"_s << 8 << 13 << 0;
    QTest::newRow("of a role by name") << u"ROLE1:temperature.pv >= 34"_s << 8 << 13 << 0;
    QTest::newRow("time in the step") << u"elapsed >= 15 min"_s << 15 << 6 << 0;
    QTest::newRow("both") << u"elapsed < 6 min and temperature.pv > 31"_s << 3 << 3 << 0;
    QTest::newRow("always") << u"1 > 0"_s << 0 << 21 << 0;
    QTest::newRow("a name that nothing gives") << u"r.never > 0"_s << -1 << 0 << 21;
}

void tst_ConditionReplay::asked()
{
    QFETCH(QString, condition);
    QFETCH(int, first);
    QFETCH(int, held);
    QFETCH(int, unknown);
    const auto replay = ask(condition, u"t"_s);
    QVERIFY2(replay.ok(), replay.ok() ? "" : qPrintable(replay.error().code()));
    QVERIFY(replay->stepRan);
    QCOMPARE(replay->minutes.size(), 21);
    QCOMPARE(replay->held, held);
    QCOMPARE(replay->unknown, unknown);
    QCOMPARE(replay->times, first < 0 ? 0 : 1);
    QCOMPARE(replay->minutes.indexOf(char(R::Holds)), first);
    if (first >= 0) {
        QCOMPARE(replay->became.first().intoStep, Duration(first * MinuteMs));
        QCOMPARE(replay->became.first().values.keys(), Expression::parse(condition)->names());
    }
    QCOMPARE(replay->missing.isEmpty(), condition != u"r.never > 0"_s);
}

void tst_ConditionReplay::aHoleInTheRecordIsUnknown()
{
    m_ramp.holeFrom = 5;
    m_ramp.holeTo = 12;
    const auto replay = ask(u"temperature.pv >= 30"_s, u"t"_s);
    m_ramp.holeFrom = m_ramp.holeTo = 1000;
    QVERIFY(replay.ok());
    // A sample counts for two minutes: that of minute 4 up to minute 6.
    QCOMPARE(replay->unknown, 5);
    QCOMPARE(replay->minutes.at(6), char(R::Holds));
    QCOMPARE(replay->minutes.at(7), char(R::Unknown));
    QCOMPARE(replay->minutes.at(12), char(R::Holds));
    QCOMPARE(replay->times, 2); // it cannot be said that it held in between
    QVERIFY(replay->missing.isEmpty());
}

// The formula of the draft, not that of the version that ran: this is what is being designed.
void tst_ConditionReplay::valuesOfTheDrawnRecipeCount()
{
    MasterRecipe drawn = m_recipe;
    FormulaParameter target;
    target.id = u"target"_s;
    target.value = {33, {}};
    drawn.formula << target;
    const auto replay = replayCondition({u"temperature.pv >= f.target"_s, drawn, ElementId(u"t"_s)},
        m_events, smallPlant(), m_ramp, m_cancelled);
    QVERIFY(replay.ok());
    QCOMPARE(replay->became.first().intoStep, Duration(6 * MinuteMs));
    QCOMPARE(replay->became.first().values.value(u"f.target"_s), 33.0);
}

// A loop that is new in the draft: the whole batch, with times from its start.
void tst_ConditionReplay::aStepThatDidNotRun()
{
    Element loop;
    loop.id = ElementId(u"new"_s);
    loop.kind = K::Loop;
    loop.name = words(u"new"_s);
    MasterRecipe drawn = m_recipe;
    QVERIFY(drawn.procedure.addElement(loop, ElementId(u"up"_s)).ok());
    const auto replay = replayCondition(
        {u"elapsed >= 4 min"_s, drawn, loop.id}, m_events, smallPlant(), m_ramp, m_cancelled);
    QVERIFY(replay.ok());
    QVERIFY(!replay->stepRan);
    QCOMPARE(replay->minutes.size(), 21);
    QCOMPARE(replay->became.first().intoStep, Duration(4 * MinuteMs));
}

void tst_ConditionReplay::cancelledAndBroken()
{
    QCOMPARE(ask(u"elapsed >"_s, u"t"_s).error().code(), u"expression.syntax"_s);
    m_cancelled = true;
    QCOMPARE(ask(u"elapsed > 1"_s, u"t"_s).error().code(), u"replay.cancelled"_s);
    m_cancelled = false;
    const auto none = replayCondition(
        {u"elapsed > 1"_s, m_recipe, ElementId(u"t"_s)}, {}, smallPlant(), m_ramp, m_cancelled);
    QCOMPARE(none.error().code(), u"replay.noBatch"_s);
}

QTEST_GUILESS_MAIN(tst_ConditionReplay)
#include "tst_conditionreplay.moc"
