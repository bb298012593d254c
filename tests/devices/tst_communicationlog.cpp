// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/communicationlog.h"

#include "devices/protocol/modbusframe.h"
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"
#include "tests/devices/peers.h"

#include <atomic>
#include <thread>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

namespace {

const ModbusRequest ReadTwo {ModbusFunction::ReadHoldingRegisters, 4, 2, {}};

QByteArray tcp(int unit, const QByteArray &pdu)
{
    return QByteArray("\0\1\0\0\0", 5) + char(pdu.size() + 1) + char(unit) + pdu;
}

LinkReply answered(const QVector<quint16> &values)
{
    LinkReply reply;
    reply.kind = LinkReply::Kind::Answered;
    reply.modbus.values = values;
    reply.roundTripMs = 1.5;
    return reply;
}

LinkReply failed(LinkReply::Kind kind, const QString &code)
{
    LinkReply reply;
    reply.kind = kind;
    reply.reason = {code, {{u"port"_s, u"x"_s}}};
    return reply;
}

struct Rig
{
    SteppedClock clock {utcFromMs(1000)};
    DeviceUrl url = *DeviceUrl::parse(u"modbus-tcp://10.0.0.1:502?unit=1"_s);
    CommunicationLog log;

    explicit Rig(int capacity = CommunicationLog::DefaultCapacity)
        : log(url, devices(), clock, capacity)
    { }
    static QVector<LoggedDevice> devices()
    {
        LoggedDevice one {DeviceId(u"D1"_s), 1,
            profileOf(DeviceProtocol::ModbusTcp,
                {tagOf("a", RegisterTable::HoldingRegisters, 4, RegisterType::U16),
                    tagOf("b", RegisterTable::HoldingRegisters, 6, RegisterType::F32)}),
            {{TagId(u"U1.a"_s)}, {TagId(u"U1.b"_s)}}};
        LoggedDevice two = one;
        two.device = DeviceId(u"D2"_s);
        two.unit = 2;
        two.shownAs = {{TagId(u"U2.a"_s)}, {TagId(u"U2.b"_s)}};
        return {one, two};
    }
    void ask(quint64 id, int unit, const ModbusRequest &request)
    {
        log.sent(id, unit, tcp(unit, modbusRequestPdu(request)));
    }
    void answer(quint64 id, int unit, const ModbusRequest &request, const QVector<quint16> &values)
    {
        log.received(id, unit, tcp(unit, modbusResponsePdu(request, values)));
        log.finished(id, answered(values));
    }
};

} // namespace

class TestCommunicationLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void decodesReadsAndWrites()
    {
        Rig rig;
        rig.ask(7, 1, ReadTwo);
        rig.clock.advance(Duration(5));
        rig.answer(7, 1, ReadTwo, {17, 4096});
        const ModbusRequest write {ModbusFunction::WriteMultipleRegisters, 6, 2, {0x4215, 0}};
        rig.ask(8, 2, write);
        rig.answer(8, 2, write, {});
        const auto log = rig.log.read();
        QCOMPARE(log.size(), 2);
        QCOMPARE(log[0].time, utcFromMs(1000)); // when the question left
        QCOMPARE(log[0].port, u"10.0.0.1:502"_s);
        QCOMPARE(log[0].device, DeviceId(u"D1"_s));
        QCOMPARE(log[0].outcome, ExchangeOutcome::Answered);
        QCOMPARE(log[0].question.code, u"log.read"_s);
        QCOMPARE(log[0].question.args.value(u"address"_s), u"4"_s);
        QCOMPARE(log[0].question.args.value(u"count"_s), u"2"_s);
        QCOMPARE(log[0].answer.args.value(u"values"_s), u"17 4096"_s);
        QCOMPARE(log[0].tags, (QVector<TagId> {TagId(u"U1.a"_s)}));
        QCOMPARE(log[0].sent.toHex(), tcp(1, modbusRequestPdu(ReadTwo)).toHex());
        QCOMPARE(log[1].device, DeviceId(u"D2"_s));
        QCOMPARE(log[1].question.args.value(u"values"_s), u"16917 0"_s);
        QCOMPARE(log[1].answer.code, u"log.written"_s);
        QCOMPARE(log[1].tags, (QVector<TagId> {TagId(u"U2.b"_s)}));
    }

    void tellsWhatWentWrong_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("outcome");
        QTest::newRow("silence") << int(LinkReply::Kind::NoAnswer) << u"device.noAnswer"_s
                                 << int(ExchangeOutcome::NoAnswer);
        QTest::newRow("garbage") << int(LinkReply::Kind::Garbage) << u"device.garbage"_s
                                 << int(ExchangeOutcome::Garbage);
        QTest::newRow("lost") << int(LinkReply::Kind::Lost) << u"device.connectionLost"_s
                              << int(ExchangeOutcome::Lost);
    }
    void tellsWhatWentWrong()
    {
        QFETCH(int, kind);
        QFETCH(QString, code);
        QFETCH(int, outcome);
        Rig rig;
        rig.ask(1, 1, ReadTwo);
        QCOMPARE(rig.log.read().first().outcome, ExchangeOutcome::Pending);
        rig.log.received(1, 1, "\xde\xad");
        rig.log.finished(1, failed(LinkReply::Kind(kind), code));
        const DeviceExchange exchange = rig.log.read().first();
        QCOMPARE(exchange.outcome, ExchangeOutcome(outcome));
        QCOMPARE(exchange.answer.code, code);
        QCOMPARE(exchange.received.toHex(), QByteArray("dead"));
    }

    void exceptionsAreRefusals()
    {
        Rig rig;
        rig.ask(1, 1, ReadTwo);
        rig.log.received(1, 1, tcp(1, modbusExceptionPdu(3, ModbusException::IllegalDataAddress)));
        LinkReply reply = answered({});
        reply.modbus.exception = ModbusException::IllegalDataAddress;
        rig.log.finished(1, reply);
        const DeviceExchange exchange = rig.log.read().first();
        QCOMPARE(exchange.outcome, ExchangeOutcome::Refused);
        QCOMPARE(exchange.answer.code, u"device.exception"_s);
        QCOMPARE(exchange.answer.args.value(u"exception"_s), u"2"_s);
    }

    void whatNobodyAskedForIsKeptAndBounded()
    {
        Rig rig;
        rig.log.received(0, -1, QByteArray(5000, 'x'));
        rig.log.received(99, 1, "late"); // the question is not known any more
        const auto log = rig.log.read();
        QCOMPARE(log.size(), 2);
        QCOMPARE(log[0].outcome, ExchangeOutcome::Unasked);
        QCOMPARE(log[0].received.size(), CommunicationLog::MostBytes);
        QCOMPARE(log[0].question.code, u"log.unasked"_s);
        QVERIFY(log[0].device.isEmpty());
        QCOMPARE(log[1].received, QByteArray("late"));
    }

    /// The newest stay, in order, whatever the size of the ring.
    void keepsTheNewest_data()
    {
        QTest::addColumn<int>("capacity");
        QTest::addColumn<int>("asked");
        for (const int capacity : {1, 63, 64, 100, 300, 2048}) {
            for (const int asked : {1, 63, 64, 65, 128, 129, 5000})
                QTest::addRow("%d of %d", asked, capacity) << capacity << asked;
        }
    }
    void keepsTheNewest()
    {
        QFETCH(int, capacity);
        QFETCH(int, asked);
        Rig rig(capacity);
        for (int i = 1; i <= asked; ++i) {
            const ModbusRequest request {ModbusFunction::ReadHoldingRegisters, quint16(i), 1, {}};
            rig.ask(quint64(i), 1, request);
            rig.answer(quint64(i), 1, request, {quint16(i)});
        }
        const auto log = rig.log.read();
        const int kept = std::min(capacity, asked);
        QCOMPARE(log.size(), kept);
        QCOMPARE(rig.log.count(), quint64(asked));
        for (int i = 0; i < kept; ++i) {
            const QString number = QString::number(asked - kept + 1 + i);
            QCOMPARE(log[i].question.args.value(u"address"_s), number);
            QCOMPARE(log[i].answer.args.value(u"values"_s), number);
        }
    }

    void filters()
    {
        Rig rig;
        for (quint64 i = 1; i <= 6; ++i) {
            const int unit = i % 2 == 0 ? 2 : 1;
            rig.ask(i, unit, ReadTwo);
            if (i == 3)
                rig.log.finished(i, failed(LinkReply::Kind::NoAnswer, u"device.noAnswer"_s));
            else
                rig.answer(i, unit, ReadTwo, {1, 2});
            rig.clock.advance(std::chrono::seconds(1));
        }
        const auto count
            = [&](const ExchangeFilter &filter) { return rig.log.read(filter).size(); };
        QCOMPARE(count({}), 6);
        QCOMPARE(count({{DeviceId(u"D2"_s)}, {}, {}, {}, {}, 0}), 3);
        QCOMPARE(count({{}, {TagId(u"U1.a"_s)}, {}, {}, {}, 0}), 3);
        QCOMPARE(count({{}, {TagId(u"U1.b"_s)}, {}, {}, {}, 0}), 0);
        QCOMPARE(count({{}, {}, {ExchangeOutcome::NoAnswer}, {}, {}, 0}), 1);
        QCOMPARE(count({{}, {}, {}, utcFromMs(3000), utcFromMs(4000), 0}), 2);
        const auto newest = rig.log.read({{}, {}, {}, {}, {}, 2});
        QCOMPARE(newest.size(), 2);
        QCOMPARE(newest.first().number, quint64(5));
    }

    void leadsFromABadPointToItsQuestions()
    {
        Rig rig;
        for (quint64 i = 1; i <= 20; ++i) { // at 1, 2, … 20 s, units in turn
            const int unit = i % 2 == 0 ? 2 : 1;
            rig.ask(i, unit, ReadTwo);
            rig.clock.advance(std::chrono::seconds(1));
        }
        const auto log = rig.log.read();
        const auto numbers = [&](qint64 ms, int before, int after) {
            QVector<quint64> list;
            for (const auto &one :
                exchangesAround(log, TagId(u"U1.a"_s), utcFromMs(ms), before, after))
                list << one.number;
            return list;
        };
        QCOMPARE(numbers(7200, 2, 1), (QVector<quint64> {5, 7, 9}));
        QCOMPARE(
            numbers(7000, 1, 1), (QVector<quint64> {7, 9})); // the one of that moment is its own
        QCOMPARE(numbers(500, 3, 2), (QVector<quint64> {1, 3}));
        QCOMPARE(numbers(60'000, 2, 2), (QVector<quint64> {17, 19}));
        QVERIFY(exchangesAround(log, TagId(u"U9.x"_s), utcFromMs(7000)).isEmpty());
    }

    void exports()
    {
        Rig rig;
        rig.ask(1, 1, ReadTwo);
        rig.answer(1, 1, ReadTwo, {17, 4096});
        rig.ask(2, 1, ReadTwo);
        LinkReply strange = failed(LinkReply::Kind::Garbage, u"device.garbage"_s);
        strange.reason.args.insert(u"bytes"_s, u"a,\"b\""_s);
        rig.log.finished(2, strange);
        const QList<QByteArray> lines = exchangesAsCsv(rig.log.read()).split('\n');
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0].count(','), 11);
        QVERIFY(
            lines[1].startsWith("1,1970-01-01T00:00:01.000Z,10.0.0.1:502,D1,1,answered,1.500,"));
        QVERIFY(lines[1].contains("log.values values=17 4096,U1.a,00 01 00 00"));
        QVERIFY(lines[2].contains("\"device.garbage bytes=a,\"\"b\"\" port=x\""));
        for (const Language language : {Language::En, Language::Zh}) {
            const QString text = exchangesAsText(rig.log.read(), language);
            QVERIFY(text.contains(u"17 4096"_s));
            QVERIFY(!text.contains(u'{'));
            QVERIFY(!text.contains(u"log."_s)); // words, not codes
        }
    }

    void linesAreReadable()
    {
        SteppedClock clock(utcFromMs(0));
        DeviceTag weight = tagOf("weight.pv", {}, 0, {});
        weight.command = u"SI"_s;
        CommunicationLog log(*DeviceUrl::parse(u"serial:///dev/ttyS0?baud=9600"_s),
            {{DeviceId(u"B"_s), 1, profileOf(DeviceProtocol::MtSics, {weight}),
                {{TagId(u"U.w"_s)}}}},
            clock);
        log.sent(1, 1, "SI\r\n");
        log.received(1, 1, "S S     1");
        log.received(1, 1, "00.00 g\r\n");
        LinkReply reply;
        reply.kind = LinkReply::Kind::Answered;
        log.finished(1, reply);
        const DeviceExchange exchange = log.read().first();
        QCOMPARE(exchange.question.args.value(u"command"_s), u"SI"_s);
        QCOMPARE(exchange.answer.args.value(u"text"_s), u"S S     100.00 g"_s);
        QCOMPARE(exchange.device, DeviceId(u"B"_s));
        QCOMPARE(exchange.tags, (QVector<TagId> {TagId(u"U.w"_s)}));
    }

    /// Somebody looks while the port works: whole exchanges, never mixed ones.
    void isReadWhileItIsWritten()
    {
        Rig rig(200);
        std::atomic<bool> ends {false};
        std::thread port([&] {
            for (quint64 i = 1; i <= 50'000; ++i) {
                const ModbusRequest request {
                    ModbusFunction::ReadHoldingRegisters, quint16(i % 60'000), 1, {}};
                rig.ask(i, 1, request);
                rig.answer(i, 1, request, {request.address});
            }
            ends = true;
        });
        int looked = 0;
        bool whole = true;
        do {
            for (const DeviceExchange &one : rig.log.read()) {
                if (one.outcome == ExchangeOutcome::Answered) {
                    whole = whole
                        && one.answer.args.value(u"values"_s)
                            == one.question.args.value(u"address"_s);
                }
            }
            ++looked;
        } while (!ends);
        port.join();
        QVERIFY(whole);
        QVERIFY(looked > 0);
        QCOMPARE(rig.log.read().size(), 200);
    }
};

QTEST_GUILESS_MAIN(TestCommunicationLog)
#include "tst_communicationlog.moc"
