// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The gateway under good and bad conditions. The other end is a server that misbehaves on demand;
// third-party ends are in tst_devicepeers.
#include "devices/runtime/devicecommands.h"
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"
#include "tests/devices/fakeserver.h"
#include "tests/devices/gatewaywatch.h"

#include <QtTest/QSignalSpy>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

using Devices = QVector<std::pair<QString, DeviceProfile>>;
using Polling = DeviceGateway::Polling;

namespace {

QString urlOf(quint16 port)
{
    return u"modbus-tcp://127.0.0.1:%1?unit=1"_s.arg(port);
}

/// A port where nobody listens.
quint16 deadPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

DeviceProfile profile4()
{
    const auto holding = RegisterTable::HoldingRegisters;
    DeviceProfile profile = profileOf(DeviceProtocol::ModbusTcp,
        {tagOf("pv", holding, 0, RegisterType::U16),
            tagOf("sp", holding, 1, RegisterType::U16, TagDirection::ReadWrite),
            tagOf("run", holding, 2, RegisterType::U16, TagDirection::ReadWrite)});
    profile.tags[0].plausible = {0, 500};
    profile.tags[1].limits = {0, 100};
    profile.safeState = {{u"run"_s, 0}, {u"sp"_s, 20}};
    profile.timeout = std::chrono::seconds(10); // no test waits for it unless it says so
    profile.retries = 0;
    profile.pipeline = 4;
    return profile;
}

} // namespace

class TestDeviceGateway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void makeRefuses_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("profile") << 0 << u"plant.unknownProfile"_s;
        QTest::newRow("url") << 1 << u"device.url"_s;
        QTest::newRow("protocol") << 2 << u"device.url"_s;
        QTest::newRow("device tag") << 3 << u"plant.unknownDeviceTag"_s;
        QTest::newRow("two rates on one line") << 4 << u"device.portConflict"_s;
        QTest::newRow("two protocols on one line") << 5 << u"device.portConflict"_s;
    }
    void makeRefuses()
    {
        QFETCH(int, what);
        QFETCH(QString, code);
        Devices devices {{urlOf(1), profile4()}};
        if (what >= 4) {
            DeviceProfile rtu = profile4();
            rtu.protocol = DeviceProtocol::ModbusRtu;
            DeviceProfile other = rtu;
            other.protocol = what == 5 ? DeviceProtocol::MtSics : DeviceProtocol::ModbusRtu;
            devices = {{u"modbus-rtu:///dev/ttyUSB0?baud=9600&unit=1"_s, rtu},
                {what == 5 ? u"serial:///dev/ttyUSB0?baud=9600"_s
                           : u"modbus-rtu:///dev/ttyUSB0?baud=19200&unit=2"_s,
                    other}};
        }
        Plant plant = plantOf(devices);
        if (what == 0)
            plant.devices[0].profile = u"other"_s;
        else if (what == 1)
            plant.devices[0].connect = u"somewhere"_s;
        else if (what == 2)
            plant.devices[0].connect = u"serial:///dev/null"_s;
        else if (what == 3)
            plant.units[0].tags[0].deviceTag = u"nothing"_s;
        const SystemClock clock;
        const auto made = DeviceGateway::make(plant, profilesOf(devices), clock);
        QVERIFY(!made);
        QCOMPARE(made.error().code(), code);
        QVERIFY(!MessageCatalog::shipped().text(made.error(), Language::Zh).contains(u'{'));
    }

    void pollsByProcessTime()
    {
        FakeServer server;
        server.registers[0] = 37;
        SteppedClock clock(utcFromMs(1'000'000));
        DeviceProfile profile = profile4();
        profile.pollGroups[0].interval = std::chrono::minutes(1);
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Free);
        QTRY_COMPARE_WITH_TIMEOUT(seen.samples.size(), 3, 30'000);
        QCOMPARE(seen.value("U1.pv"), (TagValue {37, Quality::Good, utcFromMs(1'000'000)}));
        server.registers[0] = 38;
        clock.advance(std::chrono::minutes(1));
        QTRY_COMPARE_WITH_TIMEOUT(seen.samples.size(), 6, 30'000);
        QCOMPARE(seen.value("U1.pv"), (TagValue {38, Quality::Good, utcFromMs(1'060'000)}));
        QCOMPARE(seen.status().state, ConnectionState::Connected);
    }

    void implausibleIsBad()
    {
        FakeServer server;
        server.registers[0] = 501;
        SteppedClock clock(utcFromMs(0));
        Watched seen({{urlOf(server.port()), profile4()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        QCOMPARE(seen.value("U1.pv").quality, Quality::Bad);
        QCOMPARE(seen.value("U1.sp").quality, Quality::Good);
        QCOMPARE(seen.status().state, ConnectionState::Connected);
    }

    void writesAreVerified()
    {
        FakeServer server;
        const SystemClock clock;
        Watched seen({{urlOf(server.port()), profile4()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        seen.gateway->write(1, TagId(u"U1.sp"_s), 42);
        seen.gateway->write(2, TagId(u"U1.sp"_s), 101);
        seen.gateway->write(3, TagId(u"U1.pv"_s), 1);
        seen.gateway->write(4, TagId(u"U1.nothing"_s), 1);
        QVERIFY(seen.round(2));
        // The round ends after the writes that were asked for before it.
        QCOMPARE(seen.outcomes.size(), 4);
        QVERIFY(seen.outcomes[1].verified);
        QCOMPARE(server.registers[1], quint16(42));
        QCOMPARE(seen.value("U1.sp").value, 42.0);
        QCOMPARE(seen.outcomes[2].error.code(), u"device.outOfRange"_s);
        QCOMPARE(seen.outcomes[3].error.code(), u"device.readOnly"_s);
        QCOMPARE(seen.outcomes[4].error.code(), u"device.unknownTag"_s);
        server.forgetsWrites = true;
        seen.gateway->write(5, TagId(u"U1.sp"_s), 43);
        QVERIFY(seen.round(3));
        QVERIFY(!seen.outcomes[5].verified);
        QCOMPARE(seen.outcomes[5].error.code(), u"device.readBackDiffers"_s);
        QCOMPARE(seen.outcomes[5].error.message.args.value(u"found"_s), u"42"_s);
    }

    void safeStateInOrder()
    {
        FakeServer server;
        server.registers[1] = 90;
        server.registers[2] = 1;
        const SystemClock clock;
        Watched seen({{urlOf(server.port()), profile4()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        seen.gateway->safeState(7, UnitId(u"U1"_s));
        seen.gateway->safeState(8, UnitId(u"U9"_s));
        QTRY_COMPARE_WITH_TIMEOUT(seen.outcomes.size(), 2, 30'000);
        QVERIFY(seen.outcomes[7].verified);
        QCOMPARE(server.registers[1], quint16(20));
        QCOMPARE(server.registers[2], quint16(0));
        QCOMPARE(seen.outcomes[8].error.code(), u"device.unknownUnit"_s);
    }

    void heartbeatCounts()
    {
        FakeServer server;
        SteppedClock clock(utcFromMs(0));
        DeviceProfile profile = profile4();
        profile.tags << tagOf("beat", RegisterTable::HoldingRegisters, 99, RegisterType::U16,
            TagDirection::Write, "");
        profile.heartbeat = u"beat"_s;
        profile.heartbeatInterval = std::chrono::seconds(10);
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Paced);
        for (quint64 round = 1; round <= 5; ++round) {
            QVERIFY(seen.round(round));
            clock.advance(std::chrono::seconds(5));
        }
        // At 0, 10 and 20 s.
        QTRY_COMPARE_WITH_TIMEOUT(server.beats, (QVector<quint16> {1, 2, 3}), 30'000);
    }

    /// Each kind of bad peer: one state, one message with a remedy, and the gateway lives on.
    void badPeers_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("code");
        QTest::newRow("garbage") << int(FakeServer::Fault::Garbage) << u"device.noValidAnswer"_s;
        QTest::newRow("endless body")
            << int(FakeServer::Fault::GarbageLength) << u"device.noValidAnswer"_s;
        QTest::newRow("wrong transaction")
            << int(FakeServer::Fault::WrongTransaction) << u"device.noValidAnswer"_s;
        QTest::newRow("wrong unit") << int(FakeServer::Fault::WrongUnit) << u"device.wrongUnit"_s;
        QTest::newRow("wrong protocol")
            << int(FakeServer::Fault::WrongProtocol) << u"device.noValidAnswer"_s;
        QTest::newRow("exception") << int(FakeServer::Fault::Exception) << u"device.exception"_s;
        QTest::newRow("short answer") << int(FakeServer::Fault::Short) << u"device.garbage"_s;
        QTest::newRow("long answer") << int(FakeServer::Fault::Long) << u"device.garbage"_s;
        QTest::newRow("swollen answer") << int(FakeServer::Fault::Swollen) << u"device.garbage"_s;
        QTest::newRow("other function")
            << int(FakeServer::Fault::OtherFunction) << u"device.garbage"_s;
        QTest::newRow("half a frame")
            << int(FakeServer::Fault::HalfFrame) << u"device.noValidAnswer"_s;
        QTest::newRow("silence") << int(FakeServer::Fault::Silence) << u"device.noAnswer"_s;
    }
    void badPeers()
    {
        QFETCH(int, fault);
        QFETCH(QString, code);
        FakeServer server;
        server.registers[0] = 5;
        server.fault = FakeServer::Fault(fault);
        const SystemClock clock;
        DeviceProfile profile = profile4();
        profile.timeout = std::chrono::milliseconds(500);
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        QVERIFY(seen.round(2));
        QCOMPARE(seen.status().state, ConnectionState::Faulted);
        QCOMPARE(seen.status().reason.code, code);
        QCOMPARE(seen.faults(), 1);
        QCOMPARE(seen.value("U1.pv").quality, Quality::Bad); // never a good value
        const auto &words = MessageCatalog::shipped();
        for (const Language language : {Language::En, Language::Zh}) {
            QVERIFY(!words.text(seen.status().reason, language).contains(u'{'));
            QVERIFY(!words.remedy(seen.status().reason, language).isEmpty());
        }
        // And when the peer comes to its senses, so do we.
        server.fault = FakeServer::Fault::None;
        QTRY_COMPARE_WITH_TIMEOUT((seen.round(seen.rounds.size() + 1), seen.status().state),
            ConnectionState::Connected, 60'000);
        QVERIFY(seen.round(1000));
        QCOMPARE(seen.value("U1.pv").value, 5.0);
        QCOMPARE(seen.value("U1.pv").quality, Quality::Good);
    }

    /// Every exception code, also those that the specification does not know: no value, one state
    /// that names it, and the device stays up.
    void exceptionsOfADevice_data()
    {
        QTest::addColumn<int>("exception");
        for (const int code : {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255})
            QTest::addRow("%d", code) << code;
    }
    void exceptionsOfADevice()
    {
        QFETCH(int, exception);
        FakeServer server;
        server.registers[0] = 5;
        SteppedClock clock(utcFromMs(1000));
        Watched seen({{urlOf(server.port()), profile4()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        server.fault = FakeServer::Fault::Exception;
        server.exception = ModbusException(exception);
        clock.advance(std::chrono::seconds(5));
        QVERIFY(seen.round(2));
        QCOMPARE(seen.value("U1.pv"), (TagValue {5, Quality::Bad, utcFromMs(6000)}));
        QCOMPARE(seen.status().state, ConnectionState::Faulted);
        QCOMPARE(seen.status().reason.code, u"device.exception"_s);
        QCOMPARE(seen.status().reason.args.value(u"exception"_s), QString::number(exception));
        server.fault = FakeServer::Fault::None;
        QVERIFY(seen.round(3));
        QCOMPARE(seen.value("U1.pv").quality, Quality::Good);
        QCOMPARE(seen.status().state, ConnectionState::Connected);
        QCOMPARE(server.connections, 1);
    }

    void refusedConnection()
    {
        const SystemClock clock;
        Watched seen({{urlOf(deadPort()), profile4()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        QCOMPARE(seen.status().state, ConnectionState::Faulted);
        QCOMPARE(seen.status().reason.code, u"device.cannotConnect"_s);
        seen.gateway->write(1, TagId(u"U1.sp"_s), 4);
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(1), 30'000);
        QCOMPARE(seen.outcomes[1].error.code(), u"device.notConnected"_s);
        // Many attempts, one fault.
        QTest::qWait(1500);
        QCOMPARE(seen.faults(), 1);
    }

    void missingSerialPort()
    {
        DeviceProfile profile = profile4();
        profile.protocol = DeviceProtocol::ModbusRtu;
        const SystemClock clock;
        Watched seen(
            {{u"modbus-rtu:///dev/nothing-here?unit=1"_s, profile}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        QCOMPARE(seen.status().reason.code, u"device.cannotOpenPort"_s);
        QCOMPARE(seen.faults(), 1);
    }

    /// A lost device states its gap: Stale at once, and again at every poll, until it is back.
    void lossAndReconnect()
    {
        auto server = std::make_unique<FakeServer>();
        const quint16 port = server->port();
        server->registers[0] = 12;
        SteppedClock clock(utcFromMs(0));
        Watched seen({{urlOf(port), profile4()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        QCOMPARE(seen.value("U1.pv").quality, Quality::Good);
        server.reset();
        QTRY_COMPARE_WITH_TIMEOUT(seen.status().state, ConnectionState::Faulted, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(seen.value("U1.pv").quality, Quality::Stale, 30'000);
        for (quint64 round = 2; round < 6; ++round) {
            clock.advance(std::chrono::minutes(1));
            const auto before = seen.samples.size();
            QVERIFY(seen.round(round));
            QCOMPARE(seen.samples.size(), before + 3);
            QCOMPARE(seen.value("U1.pv"), (TagValue {12, Quality::Stale, clock.now()}));
        }
        server = std::make_unique<FakeServer>(port);
        QCOMPARE(server->port(), port);
        server->registers[0] = 13;
        QTRY_COMPARE_WITH_TIMEOUT(seen.status().state, ConnectionState::Connected, 30'000);
        QVERIFY(seen.round(6));
        QCOMPARE(seen.value("U1.pv").value, 13.0);
        QCOMPARE(seen.value("U1.pv").quality, Quality::Good);
        QCOMPARE(seen.faults(), 1);
    }

    void freePollingStatesGaps()
    {
        auto server = std::make_unique<FakeServer>();
        const SystemClock clock;
        Watched seen({{urlOf(server->port()), profile4()}}, clock, Polling::Free);
        QTRY_COMPARE_WITH_TIMEOUT(seen.value("U1.pv").quality, Quality::Good, 30'000);
        server.reset();
        const auto stale = [&] {
            return std::count_if(seen.samples.begin(), seen.samples.end(),
                [](const TagSample &sample) { return sample.value.quality == Quality::Stale; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(stale() >= 12, 30'000); // three tags, at least four times
    }

    /// A silent device answers no poll in time: its values grow stale while it is still asked.
    void oneDeadDeviceDoesNotHoldUpTheRound()
    {
        std::vector<std::unique_ptr<FakeServer>> servers;
        Devices devices;
        for (int i = 0; i < 11; ++i) {
            servers.push_back(std::make_unique<FakeServer>());
            devices.append({urlOf(servers.back()->port()), profile4()});
        }
        devices.append({urlOf(deadPort()), profile4()});
        SteppedClock clock(utcFromMs(0));
        Watched seen(devices, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        for (const auto &server : servers)
            server->requests = 0;
        seen.samples.clear();
        constexpr int Rounds = 200;
        QElapsedTimer time;
        time.start();
        for (quint64 round = 2; round < 2 + Rounds; ++round) {
            clock.advance(std::chrono::minutes(1));
            QVERIFY(seen.round(round));
        }
        qInfo("paced round of 12 devices: %.2f ms", double(time.elapsed()) / Rounds);
        for (const auto &server : servers)
            QCOMPARE(server->requests, Rounds); // one read each: neighbours are merged
        // Every tag of every device at every minute; the dead one as a stated gap. A reconnecting
        // device may state its gap once more.
        QCOMPARE(seen.samples.size(), 12 * 3 * Rounds);
        QCOMPARE(seen.value("U12.pv").quality, Quality::Bad);
        QCOMPARE(seen.rounds.size(), Rounds + 1);
    }

    void stopIsBoundedAndFinal()
    {
        FakeServer server;
        server.fault = FakeServer::Fault::Silence;
        const SystemClock clock;
        DeviceProfile profile = profile4();
        profile.timeout = std::chrono::seconds(60);
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Paced);
        seen.gateway->poll(1);
        QTRY_VERIFY_WITH_TIMEOUT(server.requests > 0, 30'000);
        seen.gateway->stop();
        QTRY_COMPARE_WITH_TIMEOUT(seen.rounds.size(), 1, 30'000); // who waits is told
        QCOMPARE(seen.status().state, ConnectionState::Disconnected);
        seen.gateway->write(1, TagId(u"U1.sp"_s), 4);
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(1), 30'000);
        QCOMPARE(seen.outcomes[1].error.code(), u"device.notConnected"_s);
        // It can be started again.
        server.fault = FakeServer::Fault::None;
        seen.gateway->start();
        QVERIFY(seen.round(2));
        QCOMPARE(seen.value("U1.pv").quality, Quality::Good);
    }

    void commandsAreBounded()
    {
        FakeServer server;
        server.fault = FakeServer::Fault::Silence;
        // The server answers from this thread's event loop, which the command runs.
        const auto url = DeviceUrl::parse(urlOf(server.port()));
        QVERIFY(url);
        DeviceProfile profile = profile4();
        profile.timeout = std::chrono::milliseconds(300);
        QCOMPARE(readDevice(profile, *url).error().code(), u"device.noAnswer"_s);
        QCOMPARE(readDevice(profile4(), *DeviceUrl::parse(urlOf(deadPort()))).error().code(),
            u"device.cannotConnect"_s);
        QCOMPARE(readDevice(profile4(), *DeviceUrl::parse(u"serial:///dev/null"_s)).error().code(),
            u"device.url"_s);
    }
};

QTEST_GUILESS_MAIN(TestDeviceGateway)
#include "tst_devicegateway.moc"
