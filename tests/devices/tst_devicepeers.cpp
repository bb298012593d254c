// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Our devices against programs that others wrote: libmodbus, pymodbus, socat's ptys.
#include "devices/runtime/devicecommands.h"
#include "devices/runtime/devicegateway.h"
#include "tests/devices/peers.h"

#include <QtTest/QSignalSpy>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

namespace {

const QString ModbusPeer = QStringLiteral(CYTOLOOM_MODBUSPEER);
const QString Socat = QStringLiteral(CYTOLOOM_SOCAT);
const QString Python = QStringLiteral(CYTOLOOM_PYTHON);
const QString PymodbusPeer = QStringLiteral(CYTOLOOM_SOURCE_DIR "/tests/devices/pymodbuspeer.py");

bool hasPymodbus()
{
    return !Python.isEmpty()
        && QProcess::execute(Python, {u"-c"_s, u"import pymodbus, serial"_s}) == 0;
}

QString tcpUrl(int port, int unit = 1)
{
    return u"modbus-tcp://127.0.0.1:%1?unit=%2"_s.arg(port).arg(unit);
}

DeviceProfile libmodbusProfile(DeviceProtocol protocol)
{
    const auto holding = RegisterTable::HoldingRegisters;
    DeviceTag bit = tagOf("bit", holding, 20, RegisterType::Bool, TagDirection::ReadWrite);
    bit.bit = 4;
    DeviceTag temperature
        = tagOf("temperature", RegisterTable::InputRegisters, 0, RegisterType::F32);
    temperature.plausible = {0, 60};
    DeviceTag strange = tagOf("strange", RegisterTable::InputRegisters, 2, RegisterType::U16);
    strange.plausible = {0, 5}; // the peer says 7
    DeviceProfile profile = profileOf(protocol,
        {temperature, strange, tagOf("sp", holding, 10, RegisterType::F32, TagDirection::ReadWrite),
            bit, tagOf("stuck", holding, 90, RegisterType::U16, TagDirection::ReadWrite),
            tagOf("coil", RegisterTable::Coils, 3, RegisterType::Bool, TagDirection::ReadWrite),
            tagOf("contact", RegisterTable::DiscreteInputs, 5, RegisterType::Bool),
            tagOf("nowhere", RegisterTable::InputRegisters, 5000, RegisterType::U16)});
    profile.tags[2].order = WordOrder::CDAB;
    profile.tags[2].limits = {-100, 100};
    profile.pipeline = protocol == DeviceProtocol::ModbusTcp ? 8 : 1;
    return profile;
}

const DeviceReading *find(const QVector<DeviceReading> &readings, const QString &tag)
{
    const auto found = std::find_if(readings.begin(), readings.end(),
        [&](const DeviceReading &reading) { return reading.tag == tag; });
    return found == readings.end() ? nullptr : &*found;
}

} // namespace

class TestDevicePeers : public QObject
{
    Q_OBJECT

private:
    /// Everything that one device can do, over whatever wire \p url names.
    static void exercise(const DeviceProfile &profile, const QString &text)
    {
        const auto url = DeviceUrl::parse(text);
        QVERIFY(url);
        const auto read = checkDevice(profile, *url);
        QVERIFY2(read, read ? "" : qPrintable(read.error().code()));
        QCOMPARE(read->size(), profile.tags.size());
        QCOMPARE(find(*read, u"temperature"_s)->value, 37.25);
        QVERIFY(find(*read, u"temperature"_s)->plausible);
        QCOMPARE(find(*read, u"strange"_s)->trouble.code, u"device.implausible"_s);
        QCOMPARE(find(*read, u"coil"_s)->value, 1.0);
        QCOMPARE(find(*read, u"contact"_s)->value, 1.0);
        QCOMPARE(find(*read, u"nowhere"_s)->trouble.code, u"device.exception"_s);
        QCOMPARE(
            find(*read, u"nowhere"_s)->trouble.args.value(u"name"_s), u"ILLEGAL DATA ADDRESS"_s);

        QVERIFY(writeDevice(profile, *url, u"sp"_s, 36.6));
        QVERIFY(writeDevice(profile, *url, u"bit"_s, 1));
        QVERIFY(writeDevice(profile, *url, u"coil"_s, 0));
        const auto again = readDevice(profile, *url, {u"sp"_s, u"bit"_s, u"coil"_s});
        QVERIFY(again);
        QVERIFY(qAbs(again->at(0).value - 36.6) < 1e-5);
        QCOMPARE(again->at(1).value, 1.0);
        QCOMPARE(again->at(2).value, 0.0);

        QCOMPARE(
            writeDevice(profile, *url, u"stuck"_s, 6).error().code(), u"device.readBackDiffers"_s);
        QCOMPARE(writeDevice(profile, *url, u"sp"_s, 101).error().code(), u"device.outOfRange"_s);
        QCOMPARE(
            writeDevice(profile, *url, u"temperature"_s, 1).error().code(), u"device.readOnly"_s);
        QCOMPARE(writeDevice(profile, *url, u"none"_s, 1).error().code(), u"device.unknownTag"_s);
        QCOMPARE(readDevice(profile, *url, {u"none"_s}).error().code(), u"device.unknownTag"_s);
    }

private Q_SLOTS:
    void libmodbusTcp()
    {
        if (ModbusPeer.isEmpty())
            QSKIP("libmodbus is not installed");
        Peer peer;
        QVERIFY(peer.start(ModbusPeer, {u"tcp"_s}));
        exercise(libmodbusProfile(DeviceProtocol::ModbusTcp), tcpUrl(peer.port));
    }

    void libmodbusRtuOverPty()
    {
        if (ModbusPeer.isEmpty() || Socat.isEmpty())
            QSKIP("libmodbus or socat is not installed");
        PtyPair line;
        QVERIFY(line.start(Socat));
        Peer peer;
        QVERIFY(peer.start(ModbusPeer, {u"rtu"_s, line.far(), u"3"_s}));
        exercise(libmodbusProfile(DeviceProtocol::ModbusRtu),
            u"modbus-rtu://%1?baud=115200&unit=3"_s.arg(line.near()));
    }

    void pymodbusTcpPipelined()
    {
        if (!hasPymodbus())
            QSKIP("python3-pymodbus is not installed");
        Peer peer;
        QVERIFY(peer.start(Python, {PymodbusPeer, u"tcp"_s}));
        // 40 separate reads, 16 at once: each answer must reach its own question.
        QVector<DeviceTag> tags;
        for (int i = 0; i < 40; ++i)
            tags << tagOf(QByteArray::number(i).constData(), RegisterTable::InputRegisters, 2 * i,
                RegisterType::U16);
        DeviceProfile profile = profileOf(DeviceProtocol::ModbusTcp, tags);
        profile.pipeline = 16;
        profile.timeout = std::chrono::seconds(10);
        const QVector<std::pair<QString, DeviceProfile>> devices {{tcpUrl(peer.port, 2), profile}};
        const SystemClock clock;
        QObject context; // what arrives after the end of this function dies with it
        auto gateway = DeviceGateway::make(
            plantOf(devices), profilesOf(devices), clock, DeviceGateway::Polling::Paced);
        QVERIFY(gateway);
        QMap<TagId, TagValue> values;
        connect(gateway->get(), &EquipmentGateway::samples, &context,
            [&](const QVector<TagSample> &samples) {
                for (const TagSample &sample : samples)
                    values.insert(sample.tag, sample.value);
            });
        QSignalSpy rounds(gateway->get(), &DeviceGateway::pollFinished);
        (*gateway)->start();
        (*gateway)->poll(1);
        QTRY_COMPARE_WITH_TIMEOUT(rounds.size(), 1, 30'000);
        QCOMPARE(values.size(), 40);
        for (int i = 0; i < 40; ++i) {
            const TagValue value = values.value(TagId(u"U1.%1"_s.arg(i)));
            QCOMPARE(value.quality, Quality::Good);
            QCOMPARE(value.value, 2000.0 + 2 * i);
        }
    }

    /// Two devices on one line, one of them switched off: the other one goes on.
    void twoUnitsOnOneLine()
    {
        if (!hasPymodbus() || Socat.isEmpty())
            QSKIP("python3-pymodbus or socat is not installed");
        PtyPair line;
        QVERIFY(line.start(Socat));
        Peer peer;
        QVERIFY(peer.start(Python, {PymodbusPeer, u"rtu"_s, line.far()}));
        const DeviceProfile profile = profileOf(DeviceProtocol::ModbusRtu,
            {tagOf("pv", RegisterTable::InputRegisters, 7, RegisterType::U16)});
        const auto url = [&](int unit) {
            return u"modbus-rtu://%1?baud=115200&unit=%2"_s.arg(line.near()).arg(unit);
        };
        const QVector<std::pair<QString, DeviceProfile>> devices {
            {url(1), profile}, {url(2), profile}, {url(9), profile}};
        const SystemClock clock;
        QObject context; // what arrives after the end of this function dies with it
        auto gateway = DeviceGateway::make(plantOf(devices), profilesOf(devices), clock);
        QVERIFY(gateway);
        QMap<TagId, TagValue> values;
        QMap<DeviceId, DeviceStatus> statuses;
        connect(gateway->get(), &EquipmentGateway::samples, &context,
            [&](const QVector<TagSample> &samples) {
                for (const TagSample &sample : samples)
                    values.insert(sample.tag, sample.value);
            });
        connect(gateway->get(), &EquipmentGateway::deviceChanged, &context,
            [&](const DeviceStatus &status) { statuses.insert(status.device, status); });
        (*gateway)->start();
        QTRY_COMPARE_WITH_TIMEOUT(values.value(TagId(u"U1.pv"_s)).quality, Quality::Good, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(values.value(TagId(u"U2.pv"_s)).quality, Quality::Good, 30'000);
        QCOMPARE(values.value(TagId(u"U1.pv"_s)).value, 1007.0);
        QCOMPARE(values.value(TagId(u"U2.pv"_s)).value, 2007.0);
        QTRY_COMPARE_WITH_TIMEOUT(
            statuses.value(DeviceId(u"D3"_s)).state, ConnectionState::Faulted, 30'000);
        QCOMPARE(statuses.value(DeviceId(u"D3"_s)).reason.code, u"device.noAnswer"_s);
        QCOMPARE(values.value(TagId(u"U3.pv"_s)).quality, Quality::Bad); // never read
        const UtcTime before = values.value(TagId(u"U1.pv"_s)).time;
        QTRY_VERIFY_WITH_TIMEOUT(values.value(TagId(u"U1.pv"_s)).time > before, 30'000);
        QCOMPARE(statuses.value(DeviceId(u"D1"_s)).state, ConnectionState::Connected);
        // The line itself goes away: every device on it is lost, and is said once to be.
        line.kill();
        for (const char *device : {"D1", "D2"}) {
            QTRY_COMPARE_WITH_TIMEOUT(statuses.value(DeviceId(QLatin1String(device))).state,
                ConnectionState::Faulted, 30'000);
        }
        QTRY_COMPARE_WITH_TIMEOUT(values.value(TagId(u"U1.pv"_s)).quality, Quality::Stale, 30'000);
    }

    void balanceOnPty()
    {
        if (Socat.isEmpty() || Python.isEmpty())
            QSKIP("socat or python3 is not installed");
        PtyPair line;
        QVERIFY(line.start(Socat));
        Peer peer; // answers in pieces, announces itself, and is busy once
        QVERIFY(peer.start(Python,
            {QStringLiteral(CYTOLOOM_SOURCE_DIR "/tests/devices/balancepeer.py"), line.far()}));
        DeviceProfile profile = profileOf(DeviceProtocol::MtSics, {});
        DeviceTag weight = tagOf("weight.pv", {}, 0, {});
        weight.command = u"SI"_s;
        weight.unit = *Unit::parse(u"g"_s);
        DeviceTag tare = tagOf("tare.sp", {}, 0, {}, TagDirection::Write, "");
        tare.command = u"T"_s;
        DeviceTag heavy = weight;
        heavy.name = u"over"_s;
        heavy.command = u"SIOVER"_s;
        DeviceTag strange = weight;
        strange.name = u"strange"_s;
        strange.command = u"XYZ"_s;
        profile.tags = {weight, tare, heavy, strange};
        const auto url = DeviceUrl::parse(u"serial://%1?baud=9600"_s.arg(line.near()));
        QVERIFY(url);
        const auto read = checkDevice(profile, *url);
        QVERIFY2(read, read ? "" : qPrintable(read.error().code()));
        QCOMPARE(read->at(0).value, 1250.5); // sent as 1.2505 kg
        QVERIFY(read->at(0).plausible);
        QCOMPARE(read->at(1).trouble.code, u"device.overload"_s);
        QCOMPARE(read->at(2).trouble.code, u"device.commandRefused"_s);
        QVERIFY(writeDevice(profile, *url, u"tare.sp"_s, 1));
        QCOMPARE(
            writeDevice(profile, *url, u"tare.sp"_s, 2).error().code(), u"device.outOfRange"_s);
        QCOMPARE(readDevice(profile, *url, {u"weight.pv"_s})->at(0).value, 0.0);
    }
};

QTEST_GUILESS_MAIN(TestDevicePeers)
#include "tst_devicepeers.moc"
