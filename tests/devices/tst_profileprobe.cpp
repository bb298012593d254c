// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/profileprobe.h"

#include "devices/protocol/registervalue.h"
#include "devices/runtime/devicecommands.h"
#include "resources/resources.h"
#include "tests/devices/fakeserver.h"
#include "tests/devices/gatewaywatch.h"

#include <QtTest/QSignalSpy>

#include <cmath>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

namespace {

/// 37.25 as a float is 0x42150000.
const QVector<quint16> Swapped {0x0000, 0x4215}; // CDAB

QString urlOf(quint16 port)
{
    return u"modbus-tcp://127.0.0.1:%1?unit=1"_s.arg(port);
}

DeviceProfile profileOfTwo()
{
    return profileOf(DeviceProtocol::ModbusTcp,
        {tagOf("t", RegisterTable::HoldingRegisters, 10, RegisterType::F32),
            tagOf("s", RegisterTable::HoldingRegisters, 12, RegisterType::U16)});
}

} // namespace

class TestProfileProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    /// Each way to read agrees with what a tag of that type and order reads.
    void decodesAsATagWould_data()
    {
        QTest::addColumn<int>("order");
        for (int order = 0; order < WordOrderCount; ++order)
            QTest::newRow(qPrintable(wordOrderName(WordOrder(order)))) << order;
    }
    void decodesAsATagWould()
    {
        QFETCH(int, order);
        const QVector<quint16> words {0x4042, 0x1500, 0xFFFE, 0x8001, 0x1234};
        const auto rows = decodeRegisters(ProbeTable::HoldingRegisters, 100, words);
        QCOMPARE(rows.size(), words.size());
        for (qsizetype at = 0; at < words.size(); ++at) {
            QCOMPARE(rows[at].address, 100 + int(at));
            QCOMPARE(rows[at].word, words[at]);
            const WideReading &read = rows[at].orders[size_t(order)];
            const std::pair<RegisterType, double> ways[] = {{RegisterType::U16, read.u16},
                {RegisterType::I16, read.i16}, {RegisterType::U32, read.u32},
                {RegisterType::I32, read.i32}, {RegisterType::F32, read.f32},
                {RegisterType::F64, read.f64}, {RegisterType::I64, read.i64}};
            for (const auto &[type, value] : ways) {
                DeviceTag tag;
                tag.type = type;
                tag.order = WordOrder(order);
                const double expected = rawFromWords(words.mid(at), tag);
                if (std::isnan(expected))
                    QVERIFY2(std::isnan(value), qPrintable(registerTypeName(type)));
                else
                    QCOMPARE(value, expected);
            }
        }
    }

    void findsTheOrderThatFits()
    {
        const auto rows = decodeRegisters(ProbeTable::InputRegisters, 4, Swapped);
        const auto fits = candidatesWithin(rows, {37.2, 37.3});
        QVERIFY(!fits.isEmpty());
        QCOMPARE(
            fits.first(), (ReadingCandidate {4, RegisterType::F32, WordOrder::CDAB, 37.25, 1}));
        // A scaled integer: 372 tenths, in one register.
        const auto tenths
            = candidatesWithin(decodeRegisters(ProbeTable::InputRegisters, 0, {372}), {37.1, 37.3});
        QCOMPARE(tenths.size(), 2); // signed and not
        QCOMPARE(tenths.first().scale, 0.1);
        QVERIFY(candidatesWithin(rows, {-6.01, -6}).isEmpty());
    }

    void bitsHaveNoOrders()
    {
        const auto rows = decodeRegisters(ProbeTable::Coils, 0, {1, 0});
        QCOMPARE(rows[0].word, quint16(1));
        QVERIFY(std::isnan(rows[0].orders[0].f32));
    }

    void requestsAreCutToWhatFits_data()
    {
        QTest::addColumn<int>("table");
        QTest::addColumn<int>("address");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("asked");
        const int holding = int(ProbeTable::HoldingRegisters);
        QTest::newRow("16") << holding << 0 << 16 << 16;
        QTest::newRow("too many") << holding << 0 << 500 << 125;
        QTest::newRow("none") << holding << 0 << 0 << 1;
        QTest::newRow("beyond the end") << holding << 65530 << 16 << 6;
        QTest::newRow("coils") << int(ProbeTable::Coils) << 0 << 5000 << 2000;
    }
    void requestsAreCutToWhatFits()
    {
        QFETCH(int, table);
        QFETCH(int, address);
        QFETCH(int, count);
        QFETCH(int, asked);
        const auto request = probeRequest(
            {{}, ProbeTable(table), address, count}, 3, std::chrono::milliseconds(100));
        QCOMPARE(int(request.modbus.count), asked);
        QCOMPARE(int(request.modbus.address), address);
        QCOMPARE(request.unit, 3);
    }

    void looksThroughTheGatewayBetweenThePolls()
    {
        FakeServer server;
        server.registers[10] = Swapped[1];
        server.registers[11] = Swapped[0];
        const SystemClock clock;
        Watched seen(
            {{urlOf(server.port()), profileOfTwo()}}, clock, DeviceGateway::Polling::Paced);
        QVERIFY(seen.round(1));
        QHash<quint64, RegisterSnapshot> snapshots;
        connect(seen.gateway.get(), &DeviceGateway::probed, &seen.context,
            [&](quint64 id, const RegisterSnapshot &snapshot) { snapshots.insert(id, snapshot); });
        const DeviceId device(u"D1"_s);
        seen.gateway->probe(1, {device, ProbeTable::HoldingRegisters, 10, 4});
        seen.gateway->probe(2, {device, ProbeTable::HoldingRegisters, 98, 5}); // it has only 100
        seen.gateway->probe(3, {DeviceId(u"D9"_s), ProbeTable::Coils, 0, 1});
        QTRY_COMPARE_WITH_TIMEOUT(snapshots.size(), 3, 30'000);
        QCOMPARE(snapshots[1].rows.size(), 4);
        QCOMPARE(snapshots[1].rows[0].orders[0].f32, 37.25);
        QCOMPARE(snapshots[1].rows[0].tags, (QStringList {u"t"_s}));
        QCOMPARE(snapshots[1].rows[2].tags, (QStringList {u"s"_s}));
        QCOMPARE(snapshots[2].trouble.code, u"device.exception"_s);
        QVERIFY(snapshots[2].rows.isEmpty());
        QCOMPARE(snapshots[3].trouble.code, u"device.notConnected"_s);
    }

    void aloneByUrl()
    {
        FakeServer server;
        server.registers[3] = 372;
        const auto url = *DeviceUrl::parse(urlOf(server.port()));
        QVector<DeviceExchange> log;
        DeviceTalk talk;
        talk.log = &log;
        const auto read = probeDevice(url, {{}, ProbeTable::HoldingRegisters, 3, 1},
            std::chrono::milliseconds(5000), nullptr, talk);
        QVERIFY(read);
        QCOMPARE(read->rows.first().word, quint16(372));
        QCOMPARE(log.size(), 1);
        QCOMPARE(log.first().outcome, ExchangeOutcome::Answered);
        QCOMPARE(log.first().answer.args.value(u"values"_s), u"372"_s);
    }

    /// One tag that the device does not answer does not hide the others.
    void checkGoesOnAfterARefusal()
    {
        FakeServer server;
        server.registers[12] = 7;
        DeviceProfile profile = profileOfTwo();
        profile.tags << tagOf("x", RegisterTable::HoldingRegisters, 200, RegisterType::U16);
        const auto url = *DeviceUrl::parse(urlOf(server.port()));
        const auto checked = checkDevice(profile, url);
        QVERIFY(checked);
        QCOMPARE(checked->size(), 3);
        QCOMPARE(checked->at(1).value, 7.0);
        QVERIFY(checked->at(1).roundTripMs > 0);
        QCOMPARE(checked->at(2).trouble.code, u"device.exception"_s);
    }
};

QTEST_GUILESS_MAIN(TestProfileProbe)
#include "tst_profileprobe.moc"
