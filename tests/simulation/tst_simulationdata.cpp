// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoplant.h"

using namespace Qt::StringLiterals;
using namespace cytoloom;

class TestSimulationData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demoPlantIsWhole();
    void everyProfileTagHasASignal();
    void badDataIsRefused_data();
    void badDataIsRefused();
    void unitsThatNobodyCanImitateAreRefused();
};

void TestSimulationData::demoPlantIsWhole()
{
    const Plant plant = demo::plant();
    QCOMPARE(plant.units.size(), 13);
    QCOMPARE(plant.devices.size(), 13);
    QVERIFY(plant.simulated);
    const auto profiles = demo::profiles();
    QCOMPARE(profiles.size(), 19); // the instruments of vendors, too
    for (const TagDefinition &tag : plant.allTags()) {
        const DeviceBinding *device = plant.device(tag.device);
        QVERIFY2(device, qPrintable(tag.id.value()));
        const DeviceTag *bound = profiles[device->profile].tag(tag.deviceTag);
        QVERIFY2(bound, qPrintable(tag.id.value()));
        QVERIFY2(bound->unit.isConvertibleTo(tag.unit), qPrintable(tag.id.value()));
        QVERIFY2(bound->direction == tag.direction, qPrintable(tag.id.value()));
        QVERIFY(!tag.name.en.isEmpty() && !tag.name.zh.isEmpty());
    }
}

void TestSimulationData::everyProfileTagHasASignal()
{
    demo::Rig rig;
    const Plant plant = demo::plant();
    const auto profiles = demo::profiles();
    for (const PlantUnit &unit : plant.units) {
        const DeviceProfile &profile = profiles[plant.device(unit.tags.first().device)->profile];
        for (const DeviceTag &tag : profile.tags) {
            if (tag.name == profile.heartbeat || tag.name == u"watchdog.pv"_s)
                continue;
            const Signal *signal = rig->find(unit.id, tag.name);
            QVERIFY2(signal, qPrintable(unit.id.value() + u' ' + tag.name));
            QVERIFY2((tag.direction != TagDirection::Read) == signal->isWritable(),
                qPrintable(unit.id.value() + u' ' + tag.name));
        }
    }
}

void TestSimulationData::badDataIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    const QByteArray head = R"({"schema": "cytoloom.simulation/1",)";
    QTest::newRow("no JSON") << QByteArray("{") << u"json.syntax"_s << QString();
    QTest::newRow("newer") << QByteArray(R"({"schema": "cytoloom.simulation/2"})")
                           << u"schema.newer"_s << u"$.schema"_s;
    QTest::newRow("unknown field")
        << head + R"("valves": 3})" << u"json.unknownField"_s << u"$.valves"_s;
    QTest::newRow("unknown medium")
        << head + R"("media": {}, "units": {"X": {"inlets": [{"line": 1, "medium": "wine",
           "volume": 1}]}}})"
        << u"simulation.unknownMedium"_s << u"$.units.X.inlets[0].medium"_s;
    QTest::newRow("wrong type") << head + R"("media": {"m": {"glucose": "much"}}})"
                                << u"json.type"_s << u"$.media.m.glucose"_s;
}

void TestSimulationData::badDataIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(QString, path);
    const auto read = readSimulationData(text, u"test.json"_s);
    QVERIFY(!read);
    QCOMPARE(read.error().code(), code);
    if (!path.isEmpty())
        QCOMPARE(read.error().place.path, path);
    QVERIFY(read.error().place.line > 0);
}

void TestSimulationData::unitsThatNobodyCanImitateAreRefused()
{
    Plant plant = demo::plant();
    plant.units.first().equipmentClass = u"teapot"_s;
    const auto made = SimulatedPlant::make(plant, {}, 1, demo::Start);
    QVERIFY(!made);
    QCOMPARE(made.error().code(), u"simulation.unknownModel"_s);

    Plant small = demo::plant();
    small.units.removeLast();
    SimulationData data;
    data.units.insert(UnitId(u"EM-01"_s), {});
    const auto unknown = SimulatedPlant::make(small, data, 1, demo::Start);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code(), u"simulation.unknownUnit"_s);
}

QTEST_GUILESS_MAIN(TestSimulationData)
#include "tst_simulationdata.moc"
