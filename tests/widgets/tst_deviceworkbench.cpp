// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The workbench of the devices page by mouse and keys: what is asked for goes out as a request.
#include "resources/resources.h"
#include "samples.h"
#include "widgets/devices/devicespage.h"
#include "widgets/devices/exchangemodel.h"
#include "widgets/devices/registermodel.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

const DeviceId Reactor(u"DEV-BR-02"_s);

struct Rig
{
    DevicesPage page {Theme::light()};
    Rig()
    {
        page.resize(1280, 800);
        page.setPlant(samples::plant());
        page.addSamples(samples::values());
        page.chooseDevice(Reactor);
        page.show();
    }
    template <class Widget> Widget *find(const char *name) const
    {
        return page.findChild<Widget *>(QLatin1String(name));
    }
    void tab(int index) { find<QTabWidget>("workbench")->setCurrentIndex(index); }
};

} // namespace

class TestDeviceWorkbench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void readsRegistersOnce()
    {
        Rig rig;
        rig.tab(1);
        QSignalSpy asked(&rig.page, &DevicesPage::probeRequested);
        QTest::mouseClick(rig.find<QPushButton>("read-registers"), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        const auto probe = asked[0][0].value<RegisterProbe>();
        QCOMPARE(probe.device, Reactor);
        QCOMPARE(probe.table, ProbeTable::HoldingRegisters);
        QCOMPARE(probe.count, 16);
        rig.page.showRegisters(samples::registers(Reactor));
        auto *model = rig.find<QTableView>("registers")->model();
        QCOMPARE(model->rowCount(), 12);
        const auto text
            = [&](int row, int column) { return model->index(row, column).data().toString(); };
        QCOMPARE(text(0, RegisterModel::Hex), u"147B"_s);
        QCOMPARE(text(0, RegisterModel::FirstOrder + 1), u"37.02"_s); // CDAB
        QCOMPARE(text(0, RegisterModel::Name), u"temperature.pv"_s);
        QCOMPARE(text(11, RegisterModel::FirstOrder), u"–"_s); // reaches beyond what was read
    }

    void anAnswerOfAnotherDeviceIsNotShown()
    {
        Rig rig;
        rig.page.showRegisters(samples::registers(DeviceId(u"DEV-BAL-01"_s)));
        QCOMPARE(rig.find<QTableView>("registers")->model()->rowCount(), 0);
    }

    void marksWhatAgreesWithTheDisplay()
    {
        Rig rig;
        rig.tab(1);
        rig.page.showRegisters(samples::registers(Reactor));
        auto *model = rig.find<QTableView>("registers")->model();
        const auto fits = [&](int row, int column) {
            return model->index(row, column).data(RegisterModel::FitsRole).toBool();
        };
        QVERIFY(!fits(0, RegisterModel::FirstOrder + 1));
        QTest::keyClicks(rig.find<QLineEdit>("expected-number"), u"37.0"_s);
        QVERIFY(fits(0, RegisterModel::FirstOrder + 1));
        QVERIFY(!fits(0, RegisterModel::FirstOrder));
        QVERIFY(!fits(2, RegisterModel::FirstOrder + 1)); // 40
    }

    void liveReadingEndsWhenNobodyLooks()
    {
        Rig rig;
        rig.tab(1);
        auto *live = rig.find<QCheckBox>("registers-live");
        QVERIFY(live);
        live->setChecked(true);
        rig.tab(0);
        QVERIFY(!live->isChecked());
    }

    void logIsAskedForFilteredAndSaved()
    {
        Rig rig;
        QSignalSpy asked(&rig.page, &DevicesPage::communicationRequested);
        rig.tab(2);
        QVERIFY(!asked.isEmpty());
        QCOMPARE(asked.last()[0].value<ExchangeFilter>().devices, (QVector<DeviceId> {Reactor}));
        const auto log = samples::communication(Reactor);
        rig.page.showCommunication(log);
        auto *model = rig.find<QTableView>("exchanges")->model();
        QCOMPARE(model->rowCount(), int(log.size()));
        rig.find<QComboBox>("exchange-outcome")->setCurrentIndex(1);
        QCOMPARE(model->rowCount(), 3);
        QVERIFY(!model->index(0, 0).data(ExchangeModel::GoodRole).toBool());
        QSignalSpy saved(&rig.page, &DevicesPage::exportRequested);
        const auto buttons = rig.page.findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text().startsWith(u"Save as"_s))
                button->click();
        }
        QCOMPARE(saved.size(), 2);
        QVERIFY(saved[0][0].toString().endsWith(u".csv"_s));
        QCOMPARE(saved[0][1].toByteArray().count("\r\n"), log.size() + 1);
    }

    void aBadPointLeadsToItsExchanges()
    {
        Rig rig;
        auto log = samples::communication(Reactor);
        TagId tag;
        for (const TagDefinition &each : samples::plant().allTags()) {
            if (each.device == Reactor)
                tag = each.id;
        }
        for (DeviceExchange &exchange : log)
            exchange.tags << tag;
        rig.page.explainPoint(tag, log[20].time);
        QCOMPARE(rig.find<QTabWidget>("workbench")->currentIndex(), 2);
        rig.page.showCommunication(log);
        auto *model = rig.find<QTableView>("exchanges")->model();
        QCOMPARE(model->rowCount(), 8); // five before it, three behind
    }

    void aTestWriteTakesTwoSteps()
    {
        Rig rig;
        rig.tab(3);
        QSignalSpy written(&rig.page, &DevicesPage::writeRequested);
        auto *prepare = rig.find<QPushButton>("write-prepare");
        auto *now = rig.find<QPushButton>("write-now");
        QVERIFY(!prepare->isEnabled());
        QVERIFY(!prepare->toolTip().isEmpty()); // a disabled button says why
        auto *value = rig.find<QLineEdit>("write-value");
        QTest::keyClicks(value, u"36.5"_s);
        QVERIFY(prepare->isEnabled());
        QVERIFY(!now->isVisible());
        QTest::mouseClick(prepare, Qt::LeftButton);
        QVERIFY(now->isVisible());
        const TagId tag(rig.find<QComboBox>("write-tag")->currentText());
        const QString consequence = rig.find<QLabel>("write-consequence")->text();
        QVERIFY(consequence.contains(tag.value()) && consequence.contains(u"36.5"_s));
        QTest::keyClicks(value, u"1"_s); // another value: ask again
        QVERIFY(!now->isVisible());
        QTest::mouseClick(prepare, Qt::LeftButton);
        QTest::mouseClick(now, Qt::LeftButton);
        QCOMPARE(written.size(), 1);
        QCOMPARE(written[0][0].value<TagId>(), tag);
        QCOMPARE(written[0][1].toDouble(), 36.51);
        QVERIFY(!prepare->isEnabled()); // until it has ended
        WriteOutcome outcome;
        outcome.tag = tag;
        outcome.value = 36.51;
        outcome.error = Error(u"device.notOwner"_s,
            {{u"device"_s, u"D"_s}, {u"tag"_s, u"t"_s}, {u"found"_s, u"0"_s},
                {u"value"_s, u"1"_s}});
        rig.page.showWriteOutcome(outcome);
        QVERIFY(prepare->isEnabled());
        QVERIFY(rig.find<QLabel>("write-result")->text().contains(u"command"_s));
    }

    void nobodyTriesAWriteUnderABatch()
    {
        Rig rig;
        rig.tab(3);
        QTest::keyClicks(rig.find<QLineEdit>("write-value"), u"36.5"_s);
        auto *prepare = rig.find<QPushButton>("write-prepare");
        QVERIFY(prepare->isEnabled());
        QHash<UnitId, QString> batches;
        for (const PlantUnit &unit : samples::plant().units)
            batches.insert(unit.id, u"B-7"_s);
        rig.page.setBatchesAtWork(batches);
        QVERIFY(!prepare->isEnabled());
        QVERIFY(prepare->toolTip().contains(u"B-7"_s));
    }
};

QTEST_MAIN(TestDeviceWorkbench)
#include "tst_deviceworkbench.moc"
