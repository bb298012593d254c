// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of an order when the device or the line does not keep to the rules.
#include "resources/resources.h"
#include "tests/devices/fakeserver.h"
#include "tests/devices/gatewaywatch.h"

#include <QtCore/QSemaphore>
#include <QtCore/QThread>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

using Polling = DeviceGateway::Polling;
using WriteFault = FakeServer::WriteFault;

namespace {

const TagId Sp(u"U1.sp"_s);
const TagId Run(u"U1.run"_s);

QString urlOf(quint16 port)
{
    return u"modbus-tcp://127.0.0.1:%1?unit=1"_s.arg(port);
}

DeviceProfile profile()
{
    const auto holding = RegisterTable::HoldingRegisters;
    DeviceProfile profile = profileOf(DeviceProtocol::ModbusTcp,
        {tagOf("pv", holding, 0, RegisterType::U16),
            tagOf("sp", holding, 1, RegisterType::U16, TagDirection::ReadWrite),
            tagOf("run", holding, 2, RegisterType::U16, TagDirection::ReadWrite)});
    profile.safeState = {{u"run"_s, 0}, {u"sp"_s, 20}};
    profile.timeout = std::chrono::milliseconds(400);
    profile.retries = 1;
    profile.pipeline = 4;
    return profile;
}

} // namespace

class TestDeviceOrders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    /// A pump is started, the start is lost on the way, and the stop is given: it must stand still.
    void olderOrderNeverOvertakesANewerOne()
    {
        FakeServer server;
        const SystemClock clock;
        Watched seen({{urlOf(server.port()), profile()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        server.writeFaults = {WriteFault::Ignored};
        seen.gateway->write(1, Run, 7);
        seen.gateway->write(2, Run, 0);
        QTRY_COMPARE_WITH_TIMEOUT(seen.outcomes.size(), 2, 60'000);
        QVERIFY(seen.outcomes[1].verified);
        QVERIFY(seen.outcomes[2].verified);
        QCOMPARE(server.written, (QVector<QPair<int, quint16>> {{2, 7}, {2, 0}}));
        QCOMPARE(server.registers[2], quint16(0));
    }

    /// Whatever happens on the way: the order is carried out once, and we know it.
    void orderIsCarriedOutOnce_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("requests");
        QTest::newRow("lost on the way") << int(WriteFault::Ignored) << 2;
        QTest::newRow("answer lost") << int(WriteFault::AnswerLost) << 1;
        QTest::newRow("cut before") << int(WriteFault::DroppedBefore) << 2;
        QTest::newRow("cut behind") << int(WriteFault::DroppedAfter) << 1;
        QTest::newRow("busy") << int(WriteFault::Busy) << 2;
        QTest::newRow("acknowledge") << int(WriteFault::Acknowledged) << 1;
        QTest::newRow("slow to take over") << int(WriteFault::Slow) << 1;
    }
    void orderIsCarriedOutOnce()
    {
        QFETCH(int, fault);
        QFETCH(int, requests);
        FakeServer server;
        const SystemClock clock;
        Watched seen({{urlOf(server.port()), profile()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        server.writeFaults = {WriteFault(fault)};
        seen.gateway->write(1, Sp, 42);
        QVERIFY(seen.round(2)); // ends after the order
        QVERIFY(seen.outcomes.contains(1));
        QVERIFY2(seen.outcomes[1].verified, qPrintable(seen.outcomes[1].error.code()));
        QCOMPARE(server.writeRequests, requests);
        QCOMPARE(server.written, (QVector<QPair<int, quint16>> {{1, 42}}));
        // And the device is well again.
        QTRY_COMPARE_WITH_TIMEOUT(seen.status().state, ConnectionState::Connected, 60'000);
    }

    /// A command that cannot be read back is never given twice; what became of it is not known.
    void writeOnlyIsNotRepeated()
    {
        FakeServer server;
        const SystemClock clock;
        DeviceProfile devices = profile();
        devices.tags[2].direction = TagDirection::Write;
        devices.tags[2].pollGroup.clear();
        Watched seen({{urlOf(server.port()), devices}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        server.writeFaults = {WriteFault::AnswerLost};
        seen.gateway->write(1, Run, 1);
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(1), 60'000);
        QVERIFY(!seen.outcomes[1].verified);
        QCOMPARE(seen.outcomes[1].error.code(), u"device.noAnswer"_s);
        QCOMPARE(server.writeRequests, 1);
    }

    void refusalEndsAnOrder()
    {
        FakeServer server;
        const SystemClock clock;
        Watched seen({{urlOf(server.port()), profile()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        server.writeFaults = {WriteFault::Busy, WriteFault::Busy, WriteFault::Busy};
        seen.gateway->write(1, Sp, 42);
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(1), 60'000);
        QCOMPARE(seen.outcomes[1].error.code(), u"device.exception"_s);
        QCOMPARE(seen.outcomes[1].error.message.args.value(u"exception"_s), u"6"_s);
        QCOMPARE(seen.outcomes[1].error.message.args.value(u"device"_s), u"D1"_s);
        QCOMPARE(server.writeRequests, 2);
    }

    /// The safe state of a device that is gone is not forgotten.
    void safeStateWaitsForTheDevice()
    {
        auto server = std::make_unique<FakeServer>();
        const quint16 port = server->port();
        const SystemClock clock;
        Watched seen({{urlOf(port), profile()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        server.reset();
        QTRY_COMPARE_WITH_TIMEOUT(seen.status().state, ConnectionState::Faulted, 60'000);
        seen.gateway->safeState(1, UnitId(u"U1"_s));
        seen.gateway->safeState(2, UnitId(u"U1"_s));
        seen.gateway->write(3, Sp, 50);
        // Longer than an order waits: it is refused then, the safe state is not.
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(3), 60'000);
        QCOMPARE(seen.outcomes[3].error.code(), u"device.notConnected"_s);
        QVERIFY(seen.round(2)); // nobody waits for it
        QVERIFY(!seen.outcomes.contains(1));
        seen.gateway->write(4, Sp, 60); // by now at once
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(4), 60'000);
        QCOMPARE(seen.outcomes[4].error.code(), u"device.notConnected"_s);

        server = std::make_unique<FakeServer>(port);
        server->registers[1] = 90;
        server->registers[2] = 1;
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(1) && seen.outcomes.contains(2), 60'000);
        QVERIFY(seen.outcomes[1].verified);
        QVERIFY(seen.outcomes[2].verified);
        QCOMPARE(server->written, (QVector<QPair<int, quint16>> {{2, 0}, {1, 20}}));
    }

    void safeStateSurvivesALossInItsMidst()
    {
        FakeServer server;
        server.registers[1] = 90;
        server.registers[2] = 1;
        const SystemClock clock;
        Watched seen({{urlOf(server.port()), profile()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        server.writeFaults = {WriteFault::None, WriteFault::DroppedBefore};
        seen.gateway->safeState(1, UnitId(u"U1"_s));
        seen.gateway->write(2, Sp, 30); // newer: behind it
        QTRY_COMPARE_WITH_TIMEOUT(seen.outcomes.size(), 2, 60'000);
        QVERIFY(seen.outcomes[1].verified);
        QVERIFY(seen.outcomes[2].verified);
        QCOMPARE(server.registers[2], quint16(0));
        QCOMPARE(server.registers[1], quint16(30));
    }

    void orderGivenBeforeTheFirstAnswerWaits()
    {
        FakeServer server;
        const SystemClock clock;
        Watched seen({{urlOf(server.port()), profile()}}, clock, Polling::Free);
        seen.gateway->write(1, Sp, 42); // the port is not even open
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(1), 60'000);
        QVERIFY2(seen.outcomes[1].verified, qPrintable(seen.outcomes[1].error.code()));
    }

    void stopAnswersWhatWaits()
    {
        auto server = std::make_unique<FakeServer>();
        const SystemClock clock;
        Watched seen({{urlOf(server->port()), profile()}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        server->writeFaults = {WriteFault::Ignored};
        seen.gateway->write(1, Sp, 42);
        QTRY_COMPARE_WITH_TIMEOUT(server->writeRequests, 1, 60'000);
        server.reset();
        seen.gateway->write(2, Sp, 43);
        seen.gateway->safeState(3, UnitId(u"U1"_s));
        seen.gateway->stop();
        QTRY_COMPARE_WITH_TIMEOUT(seen.outcomes.size(), 3, 60'000);
        for (const WriteOutcome &outcome : std::as_const(seen.outcomes))
            QVERIFY(!outcome.verified);
        QCOMPARE(seen.status().state, ConnectionState::Disconnected);
    }

    /// Two switches in one register: neither order undoes the other, whatever the byte order.
    void bitsOfOneRegister_data()
    {
        QTest::addColumn<WordOrder>("order");
        QTest::addColumn<int>("expected");
        QTest::newRow("ABCD") << WordOrder::ABCD << 0x8000 + (1 << 3) + (1 << 9);
        QTest::newRow("BADC") << WordOrder::BADC << 0x8000 + (1 << 11) + (1 << 1);
    }
    void bitsOfOneRegister()
    {
        QFETCH(WordOrder, order);
        QFETCH(int, expected);
        FakeServer server;
        server.registers[5] = 0x8000;
        DeviceProfile devices = profile();
        for (const int bit : {3, 9}) {
            const QByteArray name = "bit" + QByteArray::number(bit);
            DeviceTag tag = tagOf(name.constData(), RegisterTable::HoldingRegisters, 5,
                RegisterType::Bool, TagDirection::ReadWrite);
            tag.bit = bit;
            tag.order = order;
            devices.tags << tag;
        }
        const SystemClock clock;
        Watched seen({{urlOf(server.port()), devices}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        seen.gateway->write(1, TagId(u"U1.bit3"_s), 1);
        seen.gateway->write(2, TagId(u"U1.bit9"_s), 1);
        seen.gateway->write(3, TagId(u"U1.bit9"_s), 0.5);
        QVERIFY(seen.round(2));
        QVERIFY(seen.outcomes[1].verified);
        QVERIFY(seen.outcomes[2].verified);
        QCOMPARE(seen.outcomes[3].error.code(), u"device.notRepresentable"_s);
        QCOMPARE(int(server.registers[5]), expected);
        QVERIFY(seen.round(3));
        QCOMPARE(seen.value("U1.bit3").value, 1.0);
        QCOMPARE(seen.value("U1.bit9").value, 1.0);
    }

    /// A controller that hangs does not go on telling the devices that all is well.
    void heartbeatNeedsALivingOwner()
    {
        FakeServer server;
        DeviceProfile devices = profile();
        devices.tags << tagOf("beat", RegisterTable::HoldingRegisters, 99, RegisterType::U16,
            TagDirection::Write, "");
        devices.heartbeat = u"beat"_s;
        devices.heartbeatInterval = std::chrono::milliseconds(20);
        const SystemClock clock;
        const QVector<std::pair<QString, DeviceProfile>> list {{urlOf(server.port()), devices}};
        QThread owner;
        QObject there;
        there.moveToThread(&owner);
        owner.start();
        std::unique_ptr<DeviceGateway> gateway;
        QMetaObject::invokeMethod(
            &there,
            [&] {
                auto made = DeviceGateway::make(plantOf(list), profilesOf(list), clock,
                    Polling::Free, std::chrono::milliseconds(300));
                if (made)
                    gateway = std::move(*made);
                gateway->start();
            },
            Qt::BlockingQueuedConnection);
        QVERIFY(gateway);
        QTRY_VERIFY_WITH_TIMEOUT(server.beats.size() > 30, 60'000); // more than the limit's worth
        QSemaphore awake;
        QMetaObject::invokeMethod(
            &there, [&] { awake.acquire(); }, Qt::QueuedConnection);
        const auto silent = [&] {
            const auto before = server.beats.size();
            QTest::qWait(400);
            return server.beats.size() == before;
        };
        QTRY_VERIFY_WITH_TIMEOUT(silent(), 60'000);
        awake.release();
        const auto before = server.beats.size();
        QTRY_VERIFY_WITH_TIMEOUT(server.beats.size() > before, 60'000);
        QMetaObject::invokeMethod(
            &there, [&] { gateway.reset(); }, Qt::BlockingQueuedConnection);
        owner.quit();
        QVERIFY(owner.wait(30'000));
    }
};

QTEST_GUILESS_MAIN(TestDeviceOrders)
#include "tst_deviceorders.moc"
