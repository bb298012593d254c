// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a gateway does that nobody asks for on a good day: it leaves out what it missed, believes no
// frozen or jumping signal, obeys who commands the device, and writes down what went over the port.
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"
#include "tests/devices/fakeline.h"
#include "tests/devices/fakeserver.h"
#include "tests/devices/gatewaywatch.h"

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

using Polling = DeviceGateway::Polling;

namespace {

QString urlOf(quint16 port)
{
    return u"modbus-tcp://127.0.0.1:%1?unit=1"_s.arg(port);
}

/// pv, sp and the flag of who commands: 1 is us.
DeviceProfile profile3()
{
    const auto holding = RegisterTable::HoldingRegisters;
    DeviceProfile profile = profileOf(DeviceProtocol::ModbusTcp,
        {tagOf("pv", holding, 0, RegisterType::U16),
            tagOf("sp", holding, 1, RegisterType::U16, TagDirection::ReadWrite),
            tagOf("remote", holding, 2, RegisterType::U16, TagDirection::ReadWrite)});
    profile.timeout = std::chrono::seconds(10); // no test waits for it unless it says so
    profile.retries = 0;
    profile.safeState = {{u"sp"_s, 20}};
    return profile;
}

/// What was said about tags, beside what Watched keeps.
struct Troubles
{
    QVector<TagTrouble> list;
    explicit Troubles(Watched &seen)
    {
        QObject::connect(seen.gateway.get(), &DeviceGateway::tagTroubled, &seen.context,
            [this](const TagTrouble &trouble) { list << trouble; });
    }
    QStringList codes() const
    {
        QStringList codes;
        for (const TagTrouble &trouble : list)
            codes << trouble.reason.code;
        return codes;
    }
};

} // namespace

class TestDeviceResilience : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    /// A stall of ten minutes costs one late poll, not six hundred.
    void aStallIsNotCaughtUp()
    {
        FakeServer server;
        SteppedClock clock(utcFromMs(0));
        DeviceProfile profile = profile3();
        profile.pollGroups[0].interval = std::chrono::seconds(1);
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Free);
        QTRY_COMPARE_WITH_TIMEOUT(seen.samples.size(), 3, 30'000);
        const int before = server.requests;
        clock.advance(std::chrono::minutes(10));
        // The gap is stated (three tags, Stale), then read over.
        QTRY_COMPARE_WITH_TIMEOUT(seen.samples.size(), 9, 30'000);
        QCOMPARE(seen.samples[3].value.quality, Quality::Stale);
        QCOMPARE(seen.value("U1.pv").quality, Quality::Good);
        QTest::qWait(300); // real time, in which a burst would come
        QCOMPARE(server.requests, before + 1);
    }

    /// However long a device was away: one question whether it lives, one poll, and the grid again.
    void reconnectingBringsNoBurst()
    {
        auto server = std::make_unique<FakeServer>();
        const quint16 port = server->port();
        SteppedClock clock(utcFromMs(0));
        DeviceProfile profile = profile3();
        profile.pollGroups[0].interval = std::chrono::seconds(1);
        Watched seen({{urlOf(port), profile}}, clock, Polling::Free);
        QTRY_COMPARE_WITH_TIMEOUT(seen.samples.size(), 3, 30'000);
        server.reset();
        QTRY_COMPARE_WITH_TIMEOUT(seen.status().state, ConnectionState::Faulted, 30'000);
        for (int i = 0; i < 60; ++i)
            clock.advance(std::chrono::seconds(10));
        server = std::make_unique<FakeServer>(port);
        QTRY_COMPARE_WITH_TIMEOUT(seen.status().state, ConnectionState::Connected, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(seen.value("U1.pv").quality, Quality::Good, 30'000);
        QTest::qWait(300);
        QVERIFY2(server->requests <= 2, QByteArray::number(server->requests));
        clock.advance(std::chrono::seconds(1));
        QTRY_COMPARE_WITH_TIMEOUT(server->requests, 3, 30'000);
    }

    /// The grid does not move with the moments at which the clock happens to be looked at.
    void pollsStandOnTheirGrid()
    {
        FakeServer server;
        SteppedClock clock(utcFromMs(0));
        DeviceProfile profile = profile3();
        profile.pollGroups[0].interval = std::chrono::seconds(1);
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Free);
        QTRY_COMPARE_WITH_TIMEOUT(seen.samples.size(), 3, 30'000);
        for (int i = 1; i <= 10;
             ++i) { // each look is 0.3 s late, and the grid is still whole seconds
            clock.advance(i == 1 ? Duration(1300) : Duration(1000));
            QTRY_COMPARE_WITH_TIMEOUT(seen.samples.size(), 3 * (i + 1), 30'000);
        }
        clock.advance(Duration(700)); // 11.0 s: due, although the last one was 0.7 s ago
        QTRY_COMPARE_WITH_TIMEOUT(seen.samples.size(), 36, 30'000);
    }

    void frozenAndJumpingSignals()
    {
        FakeServer server;
        server.registers[0] = 370;
        SteppedClock clock(utcFromMs(0));
        DeviceProfile profile = profile3();
        profile.tags[0].frozenAfter = std::chrono::seconds(3);
        profile.tags[0].maxRate = 5;
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Paced);
        Troubles troubles(seen);
        quint64 round = 0;
        const auto after = [&](int seconds, quint16 value) {
            clock.advance(std::chrono::seconds(seconds));
            server.registers[0] = value;
            return seen.round(++round) ? seen.value("U1.pv") : TagValue();
        };
        QCOMPARE(after(0, 370).quality, Quality::Good);
        QCOMPARE(after(1, 900).quality, Quality::Bad); // a spike
        QCOMPARE(seen.value("U1.pv").value, 370.0); // the last believed one
        QCOMPARE(after(1, 371).quality, Quality::Good);
        QCOMPARE(after(1, 371).quality, Quality::Good);
        QCOMPARE(after(1, 371).quality, Quality::Good);
        QCOMPARE(after(1, 371).quality, Quality::Stale); // still for three seconds
        QCOMPARE(after(60, 371).quality, Quality::Stale);
        QCOMPARE(after(1, 372).quality, Quality::Good);
        QCOMPARE(seen.status().state, ConnectionState::Connected); // a sensor's matter
        QCOMPARE(troubles.codes(), (QStringList {u"device.jumped"_s, {}, u"device.frozen"_s, {}}));
        QCOMPARE(troubles.list[0].tag, TagId(u"U1.pv"_s));
    }

    /// Several groups, one of which the device refuses: one state, once, and not a flapping one.
    void oneRefusedGroupDoesNotFlap()
    {
        FakeServer server;
        SteppedClock clock(utcFromMs(0));
        DeviceProfile profile = profile3();
        profile.pollGroups << PollGroup {u"beyond"_s, Duration(50)};
        profile.tags << tagOf("x", RegisterTable::HoldingRegisters, 200, RegisterType::U16,
            TagDirection::Read, "beyond");
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Free);
        for (int i = 0; i < 20; ++i) {
            clock.advance(Duration(50));
            QTRY_VERIFY_WITH_TIMEOUT(server.requests >= 2 * i, 30'000);
        }
        QTRY_COMPARE_WITH_TIMEOUT(seen.status().reason.code, u"device.exception"_s, 30'000);
        QVERIFY2(seen.faults() <= 1, QByteArray::number(seen.faults()));
        QCOMPARE(seen.value("U1.pv").quality, Quality::Good);
        QCOMPARE(seen.value("U1.x").quality, Quality::Bad);
    }

    void whoCommandsTheDevice()
    {
        FakeServer server;
        server.registers[0] = 5;
        server.registers[1] = 30;
        SteppedClock clock(utcFromMs(0));
        DeviceProfile profile = profile3();
        profile.ownership = {u"remote"_s, 1};
        profile.tags << tagOf("beat", RegisterTable::HoldingRegisters, 99, RegisterType::U16,
            TagDirection::Write, "");
        profile.heartbeat = u"beat"_s;
        profile.heartbeatInterval = Duration(10);
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Paced);
        QVERIFY(seen.round(1)); // register 2 is 0: somebody else's
        QCOMPARE(seen.status().state, ConnectionState::Faulted);
        QCOMPARE(seen.status().reason.code, u"device.notOwner"_s);
        QCOMPARE(seen.value("U1.pv").quality, Quality::Good); // it is measured all the same
        QCOMPARE(seen.value("U1.sp").quality, Quality::Stale);
        QCOMPARE(seen.value("U1.sp").value, 30.0);
        seen.gateway->write(1, TagId(u"U1.sp"_s), 42);
        seen.gateway->safeState(2, UnitId(u"U1"_s));
        QTRY_COMPARE_WITH_TIMEOUT(seen.outcomes.size(), 2, 30'000);
        for (const WriteOutcome &outcome : std::as_const(seen.outcomes)) {
            QCOMPARE(outcome.error.code(), u"device.notOwner"_s);
            for (const Language language : {Language::En, Language::Zh}) {
                const QString words = MessageCatalog::shipped().text(outcome.error, language);
                QVERIFY2(words.contains(u"D1"_s) && !words.contains(u'{'), qPrintable(words));
            }
        }
        clock.advance(std::chrono::seconds(1));
        QVERIFY(seen.round(2));
        QCOMPARE(server.writeRequests, 0);
        QVERIFY(server.beats.isEmpty()); // ours would hide that its master has died
        QCOMPARE(seen.faults(), 1);

        server.registers[2] = 1;
        clock.advance(std::chrono::seconds(1));
        QVERIFY(seen.round(3));
        QCOMPARE(seen.status().state, ConnectionState::Connected);
        QCOMPARE(seen.value("U1.sp").quality, Quality::Good);
        seen.gateway->write(3, TagId(u"U1.sp"_s), 42);
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(3), 30'000);
        QVERIFY(seen.outcomes[3].verified);
        QCOMPARE(server.registers[1], quint16(42));
        clock.advance(std::chrono::seconds(1));
        QVERIFY(seen.round(4));
        QVERIFY(!server.beats.isEmpty());

        // Taken away between two polls: the order asks the device itself.
        server.registers[2] = 0;
        seen.gateway->write(4, TagId(u"U1.sp"_s), 50);
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(4), 30'000);
        QCOMPARE(seen.outcomes[4].error.code(), u"device.notOwner"_s);
        QCOMPARE(server.registers[1], quint16(42));
        // To take it over is the one order that needs no ownership.
        seen.gateway->write(5, TagId(u"U1.remote"_s), 1);
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(5), 30'000);
        QVERIFY(seen.outcomes[5].verified);
    }

    /// Three units by pymodbus on one line, one of which is not there: it costs the others some of
    /// the line's time, never their values.
    void aSilentSlaveDoesNotStarveTheOthers()
    {
        const QString python = QStringLiteral(CYTOLOOM_PYTHON);
        const QString socat = QStringLiteral(CYTOLOOM_SOCAT);
        if (python.isEmpty() || socat.isEmpty())
            QSKIP("needs python3-pymodbus and socat");
        PtyPair line;
        QVERIFY(line.start(socat));
        Peer peer;
        QVERIFY(peer.start(python, {QFINDTESTDATA("pymodbuspeer.py"), u"rtu"_s, line.far()}));
        DeviceProfile profile = profileOf(DeviceProtocol::ModbusRtu,
            {tagOf("v", RegisterTable::HoldingRegisters, 7, RegisterType::U16)});
        profile.pollGroups[0].interval = Duration(100);
        profile.timeout = std::chrono::milliseconds(1000);
        profile.retries = 0;
        const auto url = [&](int unit) {
            return u"modbus-rtu://%1?baud=115200&unit=%2"_s.arg(line.near()).arg(unit);
        };
        const SystemClock clock;
        Watched seen(
            {{url(1), profile}, {url(2), profile}, {url(3), profile}}, clock, Polling::Free);
        QTRY_COMPARE_WITH_TIMEOUT(seen.status("D3").state, ConnectionState::Faulted, 30'000);
        const auto good = [&](const char *tag) {
            return std::count_if(
                seen.samples.begin(), seen.samples.end(), [&](const TagSample &one) {
                    return one.tag.value() == QLatin1String(tag)
                        && one.value.quality == Quality::Good;
                });
        };
        // The dead one is asked ever less often: soon the line belongs to the living.
        QTRY_VERIFY_WITH_TIMEOUT(good("U1.v") >= 30 && good("U2.v") >= 30, 90'000);
        QCOMPARE(good("U3.v"), 0);
        QCOMPARE(seen.value("U1.v").value, 1007.0);
        QCOMPARE(seen.value("U2.v").value, 2007.0);
        QTRY_COMPARE_WITH_TIMEOUT(seen.status("D1").state, ConnectionState::Connected, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(seen.status("D2").state, ConnectionState::Connected, 30'000);
        QCOMPARE(seen.faults("D3"), 1);
        const auto asked = [&](const char *device) {
            return seen.gateway
                ->communication({{DeviceId(QLatin1String(device))}, {}, {}, {}, {}, 0})
                .size();
        };
        QVERIFY2(asked("D3") * 2 < asked("D1"), QByteArray::number(asked("D3")));
    }

    /// Odd, but whole: the right value, and no fault.
    void oddAnswersThatAreWhole_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("byte by byte") << int(FakeServer::Fault::Bytes);
        QTest::newRow("each answer twice") << int(FakeServer::Fault::Twice);
    }
    void oddAnswersThatAreWhole()
    {
        QFETCH(int, fault);
        FakeServer server;
        server.fault = FakeServer::Fault(fault);
        SteppedClock clock(utcFromMs(0));
        Watched seen({{urlOf(server.port()), profile3()}}, clock, Polling::Paced);
        for (quint64 round = 1; round <= 5; ++round) {
            server.registers[0] = quint16(100 * round);
            QVERIFY(seen.round(round));
            QCOMPARE(seen.value("U1.pv").value, 100.0 * double(round));
            QCOMPARE(seen.value("U1.pv").quality, Quality::Good);
        }
        QCOMPARE(seen.faults(), 0);
        QCOMPARE(server.connections, 1);
    }

    void theLogKnowsWhy()
    {
        FakeServer server;
        SteppedClock clock(utcFromMs(1000));
        DeviceProfile profile = profile3();
        profile.timeout = std::chrono::milliseconds(300);
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        server.fault = FakeServer::Fault::WrongUnit;
        clock.advance(std::chrono::seconds(5));
        QVERIFY(seen.round(2));
        const TagSample bad = seen.samples.last();
        QVERIFY(bad.value.quality != Quality::Good);
        const auto around = exchangesAround(
            seen.gateway->communication(), TagId(u"U1.pv"_s), bad.value.time, 2, 0);
        QCOMPARE(around.size(), 2);
        QCOMPARE(around[0].outcome, ExchangeOutcome::Answered);
        QCOMPARE(around[0].time, utcFromMs(1000));
        QCOMPARE(around[0].answer.args.value(u"values"_s), u"0 0 0"_s);
        QCOMPARE(around[1].outcome, ExchangeOutcome::Garbage);
        QCOMPARE(around[1].answer.code, u"device.wrongUnit"_s);
        QVERIFY(!around[1].received.isEmpty()); // the bytes themselves, for whoever doubts it
    }

    void statisticsOfADevice()
    {
        FakeServer server;
        SteppedClock clock(utcFromMs(0));
        DeviceProfile profile = profile3();
        Watched seen({{urlOf(server.port()), profile}}, clock, Polling::Paced);
        QVector<DeviceStatus> counted;
        connect(seen.gateway.get(), &DeviceGateway::deviceCounted, &seen.context,
            [&](const DeviceStatus &status) { counted << status; });
        quint64 round = 0;
        server.fault = FakeServer::Fault::Exception;
        QVERIFY(seen.round(++round));
        server.fault = FakeServer::Fault::None;
        while (counted.size() < 2)
            QVERIFY(seen.round(++round));
        const DeviceStatus status = counted.last();
        QVERIFY(status.requests >= 2);
        QVERIFY(status.roundTripP50Ms > 0);
        QVERIFY(status.roundTripP99Ms >= status.roundTripP50Ms);
        QCOMPARE(status.missedPolls, quint64(0));
        server.dropAll();
        QTRY_COMPARE_WITH_TIMEOUT(seen.status().state, ConnectionState::Faulted, 30'000);
    }
};

QTEST_GUILESS_MAIN(TestDeviceResilience)
#include "tst_deviceresilience.moc"
