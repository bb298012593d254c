// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/grapheditor/inspectorfixture.h"
#include "widgets/inspector/conditionedit.h"
#include "widgets/inspector/conditionunits.h"
#include "widgets/inspector/nestedranges.h"
#include "widgets/inspector/pastbatches.h"
#include "widgets/inspector/quantityedit.h"
#include "widgets/inspector/rangebar.h"

#include <QtTest/QTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

const QString Loop = u"expansion.daily"_s;
const QString Culture = u"culture1.condition"_s;

/// A store that answers when the test says so.
class FakeBatches final : public PastBatches
{
    Q_OBJECT

public:
    [[nodiscard]] QVector<BatchSummary> batches() const override { return list; }
    quint64 replay(const BatchId &batch, const ConditionQuestion &question) override
    {
        asked = question;
        askedBatch = batch;
        return ++last;
    }
    void cancel(quint64 request) override { cancelled << request; }

    QVector<BatchSummary> list;
    ConditionQuestion asked;
    BatchId askedBatch;
    quint64 last = 0;
    QVector<quint64> cancelled;
};

BatchSummary summary(const QString &id)
{
    BatchSummary batch;
    batch.id = BatchId(id);
    batch.recipe = u"CART v4"_s;
    return batch;
}

} // namespace

/// Conditions with their units and with the records of batches, and the limits around a value.
class TestInspectorConditions : public InspectorFixture
{
    Q_OBJECT

private Q_SLOTS:
    void units_data();
    void units();
    void conditionsOfTheDemoHaveNoClash();
    void unitClashIsToldWhileTyping();
    void conditionIsTriedOnARecord();
    void runningQuestionCanBeStopped();
    void answerForAnotherConditionIsDropped();
    void withoutBatchesItSaysWhy();
    void limitsOfRecipeAndInstrument();
    void limitBeyondTheOneAroundIsMarked();
    void openEndsOfTheRecipe();

private:
    void usePlant();
    void typeCondition(const QString &text);
};

void TestInspectorConditions::usePlant()
{
    const auto plant = readPlantFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR) + u"/resources/demo/demo.cyplant.json"_s);
    QVERIFY(plant.ok());
    m_inspector->setPlant(*plant);
    settle();
}

void TestInspectorConditions::typeCondition(const QString &text)
{
    auto *edit = need<QPlainTextEdit>(u"condition"_s);
    QVERIFY(edit);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
    // The list of names may be open; Escape in the field itself would take the typing back.
    m_inspector->findChild<ConditionEdit *>()->completer()->popup()->hide();
}

void TestInspectorConditions::units_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QStringList>("clashes"); // "left|right", with ~ before one of scale only
    const auto row = [](const char *name, const char *condition, const QStringList &clashes) {
        QTest::newRow(name) << QString::fromUtf8(condition) << clashes;
    };
    row("plain numbers go with everything", "temperature.pv >= 30 and 5 < p.volume", {});
    row("times are seconds", "elapsed > 10 d and elapsed < 2 h + 30 min", {});
    row("a time is no temperature", "temperature.pv > 10 min", {u"temperature.pv|10 min"_s});
    row("litres are not millilitres", "p.volume <= p.tank", {u"~p.volume|p.tank"_s});
    row("celsius is not kelvin", "temperature.pv > p.kelvin", {u"~temperature.pv|p.kelvin"_s});
    row("a sum keeps its unit", "p.volume + p.volume > temperature.pv",
        {u"p.volume + p.volume|temperature.pv"_s});
    row("a factor keeps it, too", "2 * p.volume > temperature.pv",
        {u"2 * p.volume|temperature.pv"_s});
    row("a product of two is not followed", "p.volume * temperature.pv > elapsed", {});
    row("choices", "(count > 2 ? p.volume : temperature.pv) > 3", {u"p.volume|temperature.pv"_s});
    row("functions that choose", "max(p.volume, elapsed) > 1", {u"p.volume|elapsed"_s});
    row("functions that do not", "sqrt(p.volume) > elapsed", {});
    row("min is a function and a minute", "min(elapsed, 5 min) > 1", {});
    row("unknown names", "r.what > p.volume", {});
    row("words for not, and, or", "not (p.volume > elapsed) or temperature.pv < p.volume",
        {u"p.volume|elapsed"_s, u"temperature.pv|p.volume"_s});
    row("a sign", "-elapsed < p.volume", {u"elapsed|p.volume"_s});
    row("another role's signal", "TANK:level > p.volume", {u"TANK:level|p.volume"_s});
    row("cut off in the middle", "p.volume > (", {});
    row("nothing", "", {});
}

void TestInspectorConditions::units()
{
    QFETCH(QString, condition);
    QFETCH(QStringList, clashes);
    const QMap<QString, QString> units {{u"temperature.pv"_s, u"°C"_s}, {u"p.kelvin"_s, u"K"_s},
        {u"p.volume"_s, u"mL"_s}, {u"p.tank"_s, u"L"_s}, {u"elapsed"_s, u"s"_s},
        {u"TANK:level"_s, u"%"_s}, {u"count"_s, {}}};
    QStringList found;
    const QVector<UnitClash> all = unitClashes(condition, units);
    for (const UnitClash &each : all)
        found << (each.onlyScale ? u"~"_s : QString()) + each.left + u'|' + each.right;
    QCOMPARE(found, clashes);
}

void TestInspectorConditions::conditionsOfTheDemoHaveNoClash()
{
    usePlant();
    int conditions = 0;
    const QVector<ElementId> all = m_document->procedure().elements();
    for (const ElementId &id : all) {
        if (m_document->procedure().element(id)->condition.isEmpty())
            continue;
        ++conditions;
        select(id.value());
        auto *verdict = need<QLabel>(u"conditionVerdict"_s);
        QVERIFY(verdict);
        QVERIFY2(verdict->property("role").toString() == u"caption"_s,
            qPrintable(id.value() + u": "_s + verdict->text()));
    }
    QVERIFY(conditions > 2);
}

void TestInspectorConditions::unitClashIsToldWhileTyping()
{
    usePlant();
    select(Loop);
    typeCondition(u"temperature.pv > elapsed"_s);
    auto *verdict = need<QLabel>(u"conditionVerdict"_s);
    QCOMPARE(verdict->property("role").toString(), u"error"_s);
    QVERIFY2(verdict->text().contains(u"°C"_s) && verdict->text().contains(u"elapsed"_s),
        qPrintable(verdict->text()));
    typeCondition(u"elapsed > 2 d"_s);
    QCOMPARE(verdict->property("role").toString(), u"caption"_s);
}

void TestInspectorConditions::conditionIsTriedOnARecord()
{
    FakeBatches store;
    store.list = {summary(u"B-2"_s), summary(u"B-1"_s)};
    m_inspector->setPastBatches(&store);
    select(Loop);
    typeCondition(u"r.totalCells >= 8000"_s);
    choose(u"pastBatch"_s, u"B-1"_s);
    press(u"pastGo"_s);
    QCOMPARE(store.askedBatch, BatchId(u"B-1"_s));
    QCOMPARE(store.asked.condition, u"r.totalCells >= 8000"_s); // what is typed, not what is kept
    QCOMPARE(store.asked.element, ElementId(Loop));
    QVERIFY(store.asked.recipe == m_document->recipe());
    QVERIFY(need<QLabel>(u"pastOutcome"_s)->isVisible()); // it says that it reads

    ConditionReplay replay;
    replay.stepRan = true;
    replay.minutes = QByteArray(100, char(ConditionReplay::DoesNotHold));
    replay.minutes[70] = char(ConditionReplay::Holds);
    replay.held = 1;
    replay.times = 1;
    replay.became = {{UtcTime {}, Duration(70 * 60'000), {{u"r.totalCells"_s, 8123}}}};
    Q_EMIT store.replayed(store.last, replay);
    const QString told = need<QLabel>(u"pastOutcome"_s)->text();
    QVERIFY2(told.contains(u"1:10"_s) && told.contains(u"100"_s), qPrintable(told));
    QVERIFY(need<QWidget>(u"pastStrip"_s)->isVisible());
    auto *moments = need<QTreeWidget>(u"pastMoments"_s);
    QVERIFY(moments->isVisible());
    QCOMPARE(moments->topLevelItemCount(), 1);
    QCOMPARE(moments->headerItem()->text(1), u"r.totalCells"_s);
    QVERIFY2(moments->topLevelItem(0)->text(1).remove(u' ').contains(u"8123"_s),
        qPrintable(moments->topLevelItem(0)->text(1)));
    QCOMPARE(m_document->undoStack()->count(), 0); // looking is no edit

    // Another step: the batch that was chosen is still chosen.
    select(u"culture2.vector"_s);
    QCOMPARE(need<QComboBox>(u"pastBatch"_s)->currentText(), u"B-1"_s);
    m_inspector->setPastBatches(nullptr);
    settle();
}

void TestInspectorConditions::runningQuestionCanBeStopped()
{
    FakeBatches store;
    store.list = {summary(u"B-1"_s)};
    m_inspector->setPastBatches(&store);
    select(Loop);
    press(u"pastGo"_s);
    const quint64 request = store.last;
    QVERIFY(request > 0);
    press(u"pastGo"_s); // it says Stop now
    QCOMPARE(store.cancelled, QVector<quint64> {request});
    Q_EMIT store.replayed(request, ConditionReplay());
    QVERIFY(!need<QWidget>(u"pastStrip"_s)->isVisible());
    // A step that is left takes its question with it.
    press(u"pastGo"_s);
    select(u"culture2.vector"_s);
    QVERIFY(store.cancelled.contains(store.last));
    m_inspector->setPastBatches(nullptr);
    settle();
}

void TestInspectorConditions::answerForAnotherConditionIsDropped()
{
    FakeBatches store;
    store.list = {summary(u"B-1"_s)};
    m_inspector->setPastBatches(&store);
    select(Loop);
    press(u"pastGo"_s);
    const quint64 request = store.last;
    typeCondition(u"count >= 3"_s);
    QVERIFY(store.cancelled.contains(request));
    Q_EMIT store.replayed(request, ConditionReplay());
    QVERIFY(!need<QWidget>(u"pastStrip"_s)->isVisible());
    // What went wrong is told in words.
    press(u"pastGo"_s);
    Q_EMIT store.replayed(store.last, Error(u"replay.noBatch"_s));
    QVERIFY(!need<QLabel>(u"pastOutcome"_s)->text().isEmpty());
    QVERIFY(!need<QWidget>(u"pastStrip"_s)->isVisible());
    typeCondition(u"count >="_s); // cannot be read: cannot be asked
    QVERIFY(!need<QPushButton>(u"pastGo"_s)->isEnabled());
    QVERIFY(!need<QPushButton>(u"pastGo"_s)->toolTip().isEmpty());
    m_inspector->setPastBatches(nullptr);
    settle();
}

void TestInspectorConditions::withoutBatchesItSaysWhy()
{
    FakeBatches store;
    m_inspector->setPastBatches(&store);
    select(Loop);
    QVERIFY(!need<QPushButton>(u"pastGo"_s)->isEnabled());
    QVERIFY(!need<QComboBox>(u"pastBatch"_s)->isEnabled());
    store.list = {summary(u"B-1"_s)};
    Q_EMIT store.batchesChanged();
    QVERIFY(need<QPushButton>(u"pastGo"_s)->isEnabled());
    QCOMPARE(need<QComboBox>(u"pastBatch"_s)->currentText(), u"B-1"_s);
    m_inspector->setPastBatches(nullptr);
    settle();
}

void TestInspectorConditions::limitsOfRecipeAndInstrument()
{
    select(Culture);
    const auto rings = [this] {
        QStringList words;
        const NestedRanges &ranges = need<RangeBar>(u"ranges.temperature"_s)->ranges();
        for (const NestedRanges::Entry &each : ranges.entries)
            words << u"%1:%2"_s.arg(int(each.ring)).arg(each.lowBeyond || each.highBeyond);
        return words;
    };
    QCOMPARE(rings(), (QStringList {u"0:0"_s, u"1:0"_s, u"2:0"_s})); // no plant: no instrument
    usePlant();
    QCOMPARE(rings(), (QStringList {u"0:0"_s, u"1:0"_s, u"2:0"_s, u"3:0"_s, u"4:0"_s}));
    auto *bar = need<RangeBar>(u"ranges.temperature"_s);
    QVERIFY(bar->isVisible() && bar->ranges().isNested());
    QVERIFY(bar->ranges().instrument.startsWith(u"BR-"_s));
    QVERIFY(bar->complaints().isEmpty());
    const int folded = bar->height();
    press(u"parameter.temperature.toggle"_s);
    // Unfolded, each has a line of its own.
    QTRY_VERIFY(need<RangeBar>(u"ranges.temperature"_s)->height() > 2 * folded);
}

void TestInspectorConditions::limitBeyondTheOneAroundIsMarked()
{
    usePlant();
    select(Culture);
    press(u"parameter.temperature.toggle"_s);
    QVERIFY(!need<QLabel>(u"nesting.temperature"_s)->isVisible());
    const double action = *element(Culture).parameter(ParameterId(u"temperature"_s))->action.high;
    type(u"limit.5.temperature"_s, QString::number(action + 0.3)); // alert, upper end
    const auto *bar = need<RangeBar>(u"ranges.temperature"_s);
    QVERIFY(bar->ranges().entries.first().highBeyond);
    QVERIFY(!bar->ranges().entries.first().lowBeyond);
    auto *told = need<QLabel>(u"nesting.temperature"_s);
    QVERIFY(told->isVisible());
    QVERIFY2(told->text().contains(u"Alert"_s) && told->text().contains(u"Action"_s),
        qPrintable(told->text()));
    m_document->undoStack()->undo();
    settle();
    QVERIFY(!need<QLabel>(u"nesting.temperature"_s)->isVisible());
    // A validated range that the instrument cannot cover.
    type(u"limit.1.temperature"_s, u"90"_s);
    QVERIFY(need<RangeBar>(u"ranges.temperature"_s)->ranges().entries.at(2).highBeyond);
    checkUndo();
}

void TestInspectorConditions::openEndsOfTheRecipe()
{
    Parameter oxygen;
    oxygen.id = ParameterId(u"oxygen"_s);
    oxygen.value = 50;
    oxygen.alert = {20, {}};
    oxygen.validated = {10, {}};
    NestedRanges ranges = NestedRanges::of(m_recipe, std::nullopt, ElementId(Culture), oxygen);
    QVERIFY(ranges.isMeaningful() && ranges.isNested());
    QVERIFY(*ranges.scale().low < 10 && *ranges.scale().high > 50);
    oxygen.validated.high = 60; // the alert range is open where the validated one ends
    ranges = NestedRanges::of(m_recipe, std::nullopt, ElementId(Culture), oxygen);
    QVERIFY(ranges.entries.first().highBeyond);
    oxygen.value = 5;
    ranges = NestedRanges::of(m_recipe, std::nullopt, ElementId(Culture), oxygen);
    QVERIFY(ranges.setPointBeyond);
    oxygen.alert = oxygen.validated = {};
    ranges = NestedRanges::of(m_recipe, std::nullopt, ElementId(Culture), oxygen);
    QVERIFY(!ranges.isMeaningful());
}

QTEST_MAIN(TestInspectorConditions)
#include "tst_inspectorconditions.moc"
