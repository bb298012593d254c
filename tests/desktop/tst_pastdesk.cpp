// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pastdesk.h"
#include "resources/resources.h"
#include "tests/execution/rig.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::test;
using namespace Qt::StringLiterals;
using K = ElementKind;

/// Conditions are asked of a store on the disk while the window goes on.
class TestPastDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void batchesAreListed();
    void aConditionIsAnswered();
    void aNewQuestionGivesUpTheOldOne();
    void cancelledQuestionsStaySilent();
    void withoutAStore();

private:
    [[nodiscard]] ConditionQuestion question(const QString &condition) const
    {
        return {condition, m_recipe, ElementId(u"t"_s)};
    }

    QTemporaryDir m_home;
    MasterRecipe m_recipe;
    BatchId m_batch;
    std::shared_ptr<Store> m_store;
};

void TestPastDesk::initTestCase()
{
    initResources();
    RecipeBuilder builder;
    builder.open(K::UnitProcedure, u"up"_s, u"ROLE1"_s);
    builder.add(K::Phase, u"w"_s, u"wait"_s);
    builder.add(K::Transition, u"t"_s).condition = u"elapsed > 0"_s;
    builder.chain(u"up.b > w > t > up.e"_s);
    builder.close();
    builder.chain(u"b > up > e"_s);
    Rig rig(builder.build());
    rig.create();
    rig.start();
    const UtcTime start = rig.clock.now();
    rig.run(10);
    m_recipe = rig.master;
    m_batch = rig.executor->state().control.header.id;

    auto store = Store::open(m_home.filePath(u"s.sqlite"_s));
    QVERIFY(store.ok());
    m_store = std::move(store.value());
    QVERIFY(m_store->append(rig.journal.events).ok());
    QVector<TagSample> samples;
    for (int minute = 0; minute <= 10; ++minute)
        samples.append({TagId(u"U1.temperature.pv"_s),
            {30.0 + minute, Quality::Good, start + Duration(minute * 60'000)}});
    m_store->addSamples(samples);
    QVERIFY(m_store->flush().ok());
}

void TestPastDesk::batchesAreListed()
{
    PastDesk desk;
    QSignalSpy changed(&desk, &PastBatches::batchesChanged);
    desk.setStore(m_store, smallPlant());
    QVERIFY(changed.wait());
    QCOMPARE(desk.batches().size(), 1);
    QCOMPARE(desk.batches().first().id, m_batch);
    desk.setStore(nullptr, {});
    QVERIFY(desk.batches().isEmpty());
}

void TestPastDesk::aConditionIsAnswered()
{
    PastDesk desk;
    desk.setStore(m_store, smallPlant());
    quint64 answered = 0;
    std::optional<ConditionReplay> replay;
    connect(&desk, &PastBatches::replayed, &desk,
        [&](quint64 request, const Result<ConditionReplay> &outcome) {
            QVERIFY2(outcome.ok(), outcome.ok() ? "" : qPrintable(outcome.error().code()));
            answered = request;
            replay = *outcome;
        });
    const quint64 request = desk.replay(m_batch, question(u"temperature.pv >= 34"_s));
    QTRY_VERIFY(replay.has_value());
    QCOMPARE(answered, request);
    QCOMPARE(replay->batch, m_batch);
    QCOMPARE(replay->became.size(), 1);
    QCOMPARE(replay->became.first().intoStep, Duration(4 * 60'000));
    QCOMPARE(replay->became.first().values.value(u"temperature.pv"_s), 34.0);
}

void TestPastDesk::aNewQuestionGivesUpTheOldOne()
{
    PastDesk desk;
    desk.setStore(m_store, smallPlant());
    QVector<quint64> answered;
    connect(&desk, &PastBatches::replayed, &desk,
        [&](quint64 request, const Result<ConditionReplay> &) { answered << request; });
    desk.replay(m_batch, question(u"temperature.pv >= 34"_s));
    const quint64 second = desk.replay(m_batch, question(u"temperature.pv >= 35"_s));
    QTRY_COMPARE(answered, QVector<quint64> {second});
}

void TestPastDesk::cancelledQuestionsStaySilent()
{
    PastDesk desk;
    desk.setStore(m_store, smallPlant());
    QVector<quint64> answered;
    connect(&desk, &PastBatches::replayed, &desk,
        [&](quint64 request, const Result<ConditionReplay> &) { answered << request; });
    const quint64 first = desk.replay(m_batch, question(u"temperature.pv >= 34"_s));
    desk.cancel(first);
    desk.cancel(first + 7); // nobody's
    const quint64 second = desk.replay(m_batch, question(u"elapsed > 60"_s));
    desk.cancel(first); // late: it is not the one under way
    QTRY_COMPARE(answered, QVector<quint64> {second});
}

void TestPastDesk::withoutAStore()
{
    PastDesk desk;
    QString code;
    connect(&desk, &PastBatches::replayed, &desk,
        [&](quint64, const Result<ConditionReplay> &outcome) { code = outcome.error().code(); });
    desk.replay(m_batch, question(u"elapsed > 60"_s));
    QTRY_COMPARE(code, u"replay.noBatch"_s);
}

QTEST_MAIN(TestPastDesk)
#include "tst_pastdesk.moc"
