// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A plant file whose devices are instruments, served by the virtual plant, polled by the gateway.
#include "devices/runtime/devicegateway.h"
#include "devices/simulation/virtualplant.h"
#include "instrumentbench.h"
#include "processgraph/foundation/messagecatalog.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

namespace {

struct Place
{
    const char *unit;
    const char *equipmentClass;
    const char *profile;
    const char *url;
};

/// Two units share a serial line of registers, two pumps one of words.
const Place Places[] = {
    {"JACKET", "thermostat", "julabo-presto", "modbus-tcp://127.0.0.1:15090?unit=1"},
    {"PROBE", "sensor", "hamilton-arc-ph", "modbus-rtu:///dev/probe?baud=19200&unit=1"},
    {"GAS", "gas", "alicat-mfc", "modbus-rtu:///dev/probe?baud=19200&unit=2"},
    {"INC", "incubator", "thermo-incubator", "serial:///dev/incubator?baud=9600"},
    {"SCALE", "balance", "mt-sics-balance", "serial:///dev/scale?baud=9600"},
    {"STIR", "stirrer", "ika-stirrer", "serial:///dev/stirrer?baud=9600&parity=even&data=7"},
    {"FEED", "pump", "watson-marlow-323", "serial:///dev/pumps?baud=9600"},
    {"HARVEST", "pump", "watson-marlow-323", "serial:///dev/pumps?baud=9600&unit=2"},
};

QMap<QString, DeviceProfile> profiles()
{
    QMap<QString, DeviceProfile> all;
    for (const Place &place : Places) {
        const QString id = QLatin1String(place.profile);
        all.insert(id + u".cydevice.json"_s, shippedProfile(id));
    }
    return all;
}

Plant plantOfInstruments()
{
    Plant plant;
    plant.id = u"instruments"_s;
    plant.simulated = true;
    for (const Place &place : Places) {
        const QString file = QLatin1String(place.profile) + u".cydevice.json"_s;
        const DeviceId device(u"DEV-"_s + QLatin1String(place.unit));
        plant.devices.append({device, {}, file, QLatin1String(place.url)});
        PlantUnit unit;
        unit.id = UnitId(QLatin1String(place.unit));
        unit.equipmentClass = QLatin1String(place.equipmentClass);
        const DeviceProfile profile = profiles().value(file);
        for (const DeviceTag &deviceTag : profile.tags) {
            TagDefinition tag;
            tag.id = TagId(unit.id.value() + u'.' + deviceTag.name);
            tag.signal = deviceTag.name;
            tag.direction = deviceTag.direction;
            tag.device = device;
            tag.deviceTag = deviceTag.name;
            unit.tags << tag;
        }
        plant.units << unit;
    }
    return plant;
}

} // namespace

class TestInstrumentPlant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDeviceIsServedAndPolled()
    {
        VirtualPlant::Options options;
        options.start = utcFromMs(1'800'000'000'000);
        options.freePorts = true;
        auto served = VirtualPlant::start(plantOfInstruments(), profiles(), options);
        QVERIFY2(served,
            served ? "" : qPrintable(MessageCatalog::shipped().text(served.error(), Language::En)));
        const Plant plant = (*served)->plant();
        const SystemClock clock;
        auto gateway = DeviceGateway::make(plant, profiles(), clock, DeviceGateway::Polling::Paced);
        QVERIFY2(gateway, gateway ? "" : qPrintable(gateway.error().code()));
        QObject context; // what arrives after the end of this function dies with it
        QMap<TagId, TagValue> values;
        QMap<CommandId, WriteOutcome> outcomes;
        quint64 finished = 0;
        connect(gateway->get(), &EquipmentGateway::samples, &context,
            [&](const QVector<TagSample> &samples) {
                for (const TagSample &sample : samples)
                    values.insert(sample.tag, sample.value);
            });
        connect(gateway->get(), &EquipmentGateway::writeFinished, &context,
            [&](const WriteOutcome &outcome) { outcomes.insert(outcome.command, outcome); });
        connect(gateway->get(), &DeviceGateway::pollFinished, &context,
            [&](quint64 round) { finished = round; });
        (*gateway)->start();
        (*gateway)->poll(1);
        QTRY_COMPARE_WITH_TIMEOUT(finished, quint64(1), 60'000);
        int polled = 0;
        const QMap<QString, DeviceProfile> all = profiles();
        for (const PlantUnit &unit : plant.units) {
            const DeviceProfile profile = all.value(plant.device(unit.tags[0].device)->profile);
            for (const DeviceTag &tag : profile.tags) {
                if (tag.pollGroup.isEmpty())
                    continue;
                ++polled;
                const TagId id(unit.id.value() + u'.' + tag.name);
                QVERIFY2(values.value(id).quality == Quality::Good, qPrintable(id.value()));
            }
        }
        QVERIFY(polled > 40);

        struct Write
        {
            const char *tag;
            double value;
        };
        const Write writes[] = {{"JACKET.temperature.sp", 37}, {"JACKET.running.sp", 1},
            {"GAS.flow.sp", 1.5}, {"INC.co2.sp", 6}, {"SCALE.tare.sp", 1}, {"STIR.speed.sp", 120},
            {"STIR.motor.sp", 1}, {"FEED.speed.sp", 30}, {"HARVEST.speed.sp", 55},
            {"HARVEST.running.sp", 1}, {"PROBE.temperature.unit", 4}};
        CommandId command = 0;
        for (const Write &write : writes)
            (*gateway)->write(++command, TagId(QLatin1String(write.tag)), write.value);
        QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), qsizetype(std::size(writes)), 60'000);
        for (auto it = outcomes.cbegin(); it != outcomes.cend(); ++it)
            QVERIFY2(it->verified, qPrintable(it->tag.value() + u' ' + it->error.code()));
        (*gateway)->poll(2);
        QTRY_COMPARE_WITH_TIMEOUT(finished, quint64(2), 60'000);
        QCOMPARE(values.value(TagId(u"FEED.speed.sp"_s)).value, 30.0);
        QCOMPARE(values.value(TagId(u"HARVEST.speed.sp"_s)).value, 55.0);
        QCOMPARE(values.value(TagId(u"FEED.running.sp"_s)).value, 0.0);
        QCOMPARE(values.value(TagId(u"HARVEST.running.sp"_s)).value, 1.0);

        outcomes.clear();
        command = 100;
        for (const char *unit : {"JACKET", "GAS", "STIR", "FEED", "HARVEST"})
            (*gateway)->safeState(++command, UnitId(QLatin1String(unit)));
        QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 5, 60'000);
        for (auto it = outcomes.cbegin(); it != outcomes.cend(); ++it)
            QVERIFY2(it->verified, qPrintable(it->error.code()));
        (*gateway)->poll(3);
        QTRY_COMPARE_WITH_TIMEOUT(finished, quint64(3), 60'000);
        QCOMPARE(values.value(TagId(u"JACKET.running.sp"_s)).value, 0.0);
        QCOMPARE(values.value(TagId(u"GAS.flow.sp"_s)).value, 0.0);
        QCOMPARE(values.value(TagId(u"STIR.speed.sp"_s)).value, 60.0);
        QCOMPARE(values.value(TagId(u"HARVEST.running.sp"_s)).value, 0.0);
        gateway->reset();
    }

    /// An IKA behind the address of a pump, a pump number on a line that has none.
    void wrongAddressesAreRefused()
    {
        Plant plant = plantOfInstruments();
        plant.devices[3].connect = u"serial:///dev/incubator?baud=9600&unit=2"_s;
        VirtualPlant::Options options;
        options.freePorts = true;
        const auto served = VirtualPlant::start(plant, profiles(), options);
        QVERIFY(!served);
        QCOMPARE(served.error().code(), u"device.url"_s);
        const SystemClock clock;
        const auto gateway = DeviceGateway::make(plant, profiles(), clock);
        QVERIFY(!gateway);
        QCOMPARE(gateway.error().code(), u"device.url"_s);
    }
};

QTEST_GUILESS_MAIN(TestInstrumentPlant)
#include "tst_instrumentplant.moc"
