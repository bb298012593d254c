// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillplan.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/model/recipejson.h"
#include "tests/simulation/demoplant.h"

using namespace Qt::StringLiterals;
using namespace cytoloom;

class TestDrillPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsAreAutomaticPhasesByDevice();
    void columnsAreWhatADeviceCanHave();
    void everyCellIsTakenOnce();
    void choiceOfStepsAndFaults();
    void decisionsReadTheRightTags();

private:
    [[nodiscard]] std::unique_ptr<DrillPlan> plan(
        const QVector<FaultKind> &faults = {}, const QStringList &steps = {}) const
    {
        return std::make_unique<DrillPlan>(m_control, demo::plant(), demo::profiles(),
            Catalog::shipped().phaseClasses(), faults, steps);
    }
    ControlRecipe m_control;
};

void TestDrillPlan::init()
{
    const auto recipe = readRecipeFile(
        QStringLiteral(CYTOLOOM_SOURCE_DIR "/resources/demo/cart-lentiviral.cyrecipe.json"));
    QVERIFY(recipe);
    BatchHeader header;
    header.id = BatchId(u"B"_s);
    header.simulated = true;
    const auto control = ControlRecipe::make(*recipe, demo::plant(), header);
    QVERIFY2(control, qPrintable(control ? QString() : control.error().code()));
    m_control = *control;
}

void TestDrillPlan::rowsAreAutomaticPhasesByDevice()
{
    const auto all = plan();
    const QVector<DrillStep> steps = all->steps();
    QVERIFY(steps.size() > 40);
    const auto has = [&steps](const char *element, const char *device) {
        return std::any_of(steps.begin(), steps.end(), [&](const DrillStep &step) {
            return step.element.value() == QLatin1String(element)
                && step.device.value() == QLatin1String(device);
        });
    };
    QVERIFY(has("culture1.condition", "DEV-BR-01"));
    QVERIFY(has("culture1.sample", "DEV-AS-01"));
    QVERIFY(has("receive.weigh", "DEV-BAL-01"));
    QVERIFY(has("freeze.run", "DEV-CRF-01"));
    for (const DrillStep &step : steps)
        QVERIFY2(step.element.value() != u"release.tests"_s, "people do that one");
}

void TestDrillPlan::columnsAreWhatADeviceCanHave()
{
    const auto all = plan();
    for (const DrillStep &step : all->steps()) {
        const QVector<FaultKind> faults = all->faultsOf(step);
        QVERIFY(faults.contains(FaultKind::NoAnswer));
        QVERIFY(faults.contains(FaultKind::PowerLoss));
        QCOMPARE(faults.contains(FaultKind::FrozenValue), !step.signal.isEmpty());
        if (step.device.value() == u"DEV-BAL-01"_s) {
            QVERIFY(!faults.contains(FaultKind::WrongWordOrder));
            QVERIFY(!faults.contains(FaultKind::WrongTransactionId));
        }
        QVERIFY(!(faults.contains(FaultKind::WrongCrc)
            && faults.contains(FaultKind::WrongTransactionId)));
    }
}

void TestDrillPlan::everyCellIsTakenOnce()
{
    const auto all = plan();
    int cells = 0;
    for (const DrillStep &step : all->steps())
        cells += int(all->faultsOf(step).size());
    QCOMPARE(all->open(), cells);
    QSet<QString> taken;
    for (const DrillStep &step : all->steps()) {
        while (const auto task = all->take(step.element)) {
            const QString key = task->step.element.value() + task->step.device.value()
                + faultKindText(task->fault.kind);
            QVERIFY2(!taken.contains(key), qPrintable(key));
            taken.insert(key);
            QVERIFY(task->fault.lasts.has_value());
        }
    }
    QCOMPARE(int(taken.size()), cells);
    QCOMPARE(all->open(), 0);
    const auto one = plan();
    const auto task = one->take(all->steps().first().element);
    QVERIFY(task);
    one->putBack(*task);
    QCOMPARE(one->open(), cells);
}

void TestDrillPlan::choiceOfStepsAndFaults()
{
    const auto few = plan({FaultKind::PowerLoss, FaultKind::WrongCrc}, {u"culture1.condition"_s});
    QCOMPARE(few->steps().size(), 1);
    QCOMPARE(few->open(), 1); // no check sums on TCP
    QVERIFY(!few->take(ElementId(u"culture1.in"_s)));
    const auto task = few->take(ElementId(u"culture1.condition"_s));
    QVERIFY(task);
    QVERIFY(task->fault.kind == FaultKind::PowerLoss);
    QCOMPARE(task->fault.device, DeviceId(u"DEV-BR-01"_s));
}

void TestDrillPlan::decisionsReadTheRightTags()
{
    const auto all = plan();
    const ElementId phase(u"culture1.count"_s);
    QVERIFY(all->phaseClass(phase));
    QCOMPARE(all->tagsIn(phase, u"COUNTER:concentration.pv * volume.pv"_s),
        (QVector<TagId> {TagId(u"CC-01.concentration.pv"_s), TagId(u"BR-01.volume.pv"_s)}));
    QVERIFY(all->tagsIn(phase, u"stepElapsed > 180"_s).isEmpty());
    QVERIFY(all->tolerance(TagId(u"BR-01.temperature.pv"_s)) > 0);
    QVERIFY(!all->limitsOf(ElementId(u"culture1.activation"_s)).isEmpty());
}

QTEST_GUILESS_MAIN(TestDrillPlan)
#include "tst_drillplan.moc"
