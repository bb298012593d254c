// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/modbusframe.h"
#include "devices/simulation/faults/faultscript.h"
#include "devices/simulation/faults/faultybank.h"
#include "devices/simulation/faults/valuefault.h"
#include "devices/simulation/faults/wirefaults.h"
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"

#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using namespace cytoloom;

namespace {

/// Two values of two registers each, and one of one.
class PlainBank final : public RegisterBank
{
public:
    QVector<quint16> words {0x4210, 0x0000, 7, 0x41A0, 0x1234};
    ModbusException read(RegisterTable, int address, int count, QVector<quint16> &values) override
    {
        if (address + count > words.size())
            return ModbusException::IllegalDataAddress;
        values += words.mid(address, count);
        return ModbusException::None;
    }
    ModbusException write(RegisterTable, int address, const QVector<quint16> &values) override
    {
        for (int i = 0; i < values.size(); ++i)
            words[address + i] = values[i];
        return ModbusException::None;
    }
};

DeviceTag tag(const char *name, int address, RegisterType type)
{
    DeviceTag made;
    made.name = QLatin1String(name);
    made.table = RegisterTable::HoldingRegisters;
    made.address = address;
    made.type = type;
    return made;
}

Fault faultOf(FaultKind kind)
{
    Fault fault;
    fault.id = u"x"_s;
    fault.kind = kind;
    return fault;
}

constexpr auto Holding = RegisterTable::HoldingRegisters;
constexpr auto Tcp = DeviceProtocol::ModbusTcp;
constexpr auto Rtu = DeviceProtocol::ModbusRtu;

} // namespace

class TestFaultScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void everyKindComesBack();
    void badScripts_data();
    void badScripts();
    void framesOnTcp();
    void framesOnRtu();
    void whichFaultsALineCanHave();
    void registers();
    void values();
};

void TestFaultScript::everyKindComesBack()
{
    const QString file
        = QStringLiteral(CYTOLOOM_SOURCE_DIR "/tests/data/valid/faults/every-kind.cyfaults.json");
    const auto read = readFaultScriptFile(file);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().code() + read.error().place.path));
    QSet<QString> kinds;
    for (const Fault &fault : read->faults)
        kinds.insert(faultKindText(fault.kind));
    QCOMPARE(kinds.size(), allFaultKinds().size());
    const auto again = readFaultScript(writeFaultScript(*read), u"again"_s);
    QVERIFY2(again, qPrintable(again ? QString() : again.error().code()));
    QVERIFY(*again == *read);
    // Exactly as it stands in the file: nothing is dropped, nothing is made up.
    QFile text(file);
    QVERIFY(text.open(QIODevice::ReadOnly));
    QCOMPARE(parseJson(writeFaultScript(*read), {})->toCompactJson(),
        parseJson(text.readAll(), {})->toCompactJson());
}

void TestFaultScript::badScripts_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const char *code, const char *path) {
        QTest::newRow(name) << QString::fromLatin1(code) << QString::fromLatin1(path);
    };
    row("no-schema", "schema.wrong", "$.schema");
    row("newer", "schema.newer", "$.schema");
    row("no-faults", "json.missing", "$.faults");
    row("unknown-kind", "json.word", "$.faults[0].fault");
    row("unknown-field", "json.unknownField", "$.faults[0].colour");
    row("foreign-parameter", "json.unknownField", "$.faults[0].rate");
    row("no-target", "faults.noTarget", "$.faults[0]");
    row("two-targets", "faults.noTarget", "$.faults[0]");
    row("same-id", "faults.sameId", "$.faults[1].id");
    row("no-signal", "faults.noSignal", "$.faults[0]");
    row("bad-duration", "catalog.duration", "$.faults[0].for");
    row("no-length", "faults.noLength", "$.faults[0].for");
    row("bad-condition", "expression.syntax", "$.faults[0].when.condition");
    row("two-moments", "json.unknownField", "$.faults[0].when.requests");
    row("jump-too-far", "faults.jumpTooFar", "$.faults[0].by");
    row("drift-without-rate", "json.missing", "$.faults[0].rate");
    row("negative-requests", "json.range", "$.faults[0].when.requests");
}

void TestFaultScript::badScripts()
{
    QFETCH(QString, code);
    QFETCH(QString, path);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const auto read = readFaultScriptFile(QStringLiteral(CYTOLOOM_SOURCE_DIR)
        + u"/tests/data/invalid/faults/%1.cyfaults.json"_s.arg(name));
    QVERIFY(!read);
    QCOMPARE(read.error().code(), code);
    QCOMPARE(read.error().place.path, path);
    QVERIFY(read.error().place.line > 0);
    for (const Language language : {Language::En, Language::Zh}) {
        const MessageCatalog &words = MessageCatalog::shipped();
        QVERIFY(words.text(read.error(), language) != code);
        QVERIFY(!words.remedy(read.error().message, language).isEmpty());
    }
}

void TestFaultScript::framesOnTcp()
{
    const QByteArray frame = QByteArray::fromHex("000700000007010404123456789a");
    const auto bytes
        = [&](FaultKind kind) { return damagedReply(faultOf(kind), frame, Tcp, 3).bytes; };
    QVERIFY(bytes(FaultKind::NoAnswer).isEmpty());
    QCOMPARE(bytes(FaultKind::WrongTransactionId).mid(2), frame.mid(2));
    QVERIFY(bytes(FaultKind::WrongTransactionId).left(2) != frame.left(2));
    QVERIFY(frame.startsWith(bytes(FaultKind::ShortFrame)));
    QCOMPARE(bytes(FaultKind::ShortFrame).size(), frame.size() - 3);
    QVERIFY(bytes(FaultKind::LongFrame).startsWith(frame));
    QVERIFY(bytes(FaultKind::LongFrame).size() > frame.size());
    QCOMPARE(bytes(FaultKind::GarbageFrame).size(), frame.size());
    QVERIFY(bytes(FaultKind::GarbageFrame) != frame);
    QCOMPARE(bytes(FaultKind::GarbageFrame), bytes(FaultKind::GarbageFrame)); // the same each run
    QVERIFY(damagedReply(faultOf(FaultKind::GarbageFrame), frame, Tcp, 4).bytes
        != bytes(FaultKind::GarbageFrame));
    QCOMPARE(bytes(FaultKind::SwappedUnitId).toHex(), QByteArray("000700000007020404123456789a"));
    const FilteredReply slow = damagedReply(faultOf(FaultKind::SlowBytes), frame, Tcp, 1);
    QCOMPARE(slow.bytes, frame);
    QCOMPARE(slow.gapMs, 20);
}

void TestFaultScript::framesOnRtu()
{
    const QByteArray frame = rtuFrame(1, QByteArray::fromHex("0402abcd"));
    const auto bytes
        = [&](FaultKind kind) { return damagedReply(faultOf(kind), frame, Rtu, 3).bytes; };
    const auto crc = parseRtuFrame(bytes(FaultKind::WrongCrc));
    QVERIFY(!crc);
    QCOMPARE(crc.error().code(), u"modbus.crc"_s);
    // A whole frame, but of somebody else.
    const auto other = parseRtuFrame(bytes(FaultKind::SwappedUnitId));
    QVERIFY(other);
    QCOMPARE(int(other->unit), 2);
    QCOMPARE(other->pdu, QByteArray::fromHex("0402abcd"));
    QVERIFY(!parseRtuFrame(bytes(FaultKind::ShortFrame)));
}

void TestFaultScript::whichFaultsALineCanHave()
{
    const auto sics = DeviceProtocol::MtSics;
    QVERIFY(isApplicable(FaultKind::WrongTransactionId, Tcp));
    QVERIFY(!isApplicable(FaultKind::WrongTransactionId, Rtu));
    QVERIFY(!isApplicable(FaultKind::WrongCrc, Tcp));
    QVERIFY(isApplicable(FaultKind::WrongCrc, Rtu));
    QVERIFY(!isApplicable(FaultKind::PartialWrite, sics));
    QVERIFY(isApplicable(FaultKind::GarbageFrame, sics));
    QVERIFY(confirmsWrite(QByteArray::fromHex("0007000000060110000a0002"), Tcp));
    QVERIFY(!confirmsWrite(QByteArray::fromHex("000700000007010404123456789a"), Tcp));
    QVERIFY(confirmsWrite(QByteArray::fromHex("0190020000"), Rtu)); // a refusal of a write
    QVERIFY(confirmsWrite("Z A\r\n", sics));
    QVERIFY(!confirmsWrite("S S     100.00 g\r\n", sics));
}

void TestFaultScript::registers()
{
    DeviceProfile profile;
    profile.tags = {tag("a", 0, RegisterType::F32), tag("n", 2, RegisterType::U16),
        tag("b", 3, RegisterType::F32)};
    PlainBank plain;
    FaultyBank bank(plain, profile);
    const QVector<quint16> right = plain.words;
    const auto read = [&] {
        QVector<quint16> values;
        return bank.read(Holding, 0, 5, values) == ModbusException::None ? values
                                                                         : QVector<quint16>();
    };
    QCOMPARE(read(), right);

    bank.add(faultOf(FaultKind::WrongWordOrder));
    QCOMPARE(read(), (QVector<quint16> {0x0000, 0x4210, 7, 0x1234, 0x41A0}));
    QVERIFY(bank.write(Holding, 0, {1, 2}) == ModbusException::None);
    QCOMPARE(
        plain.words.mid(0, 2), (QVector<quint16> {2, 1})); // both ways: it reads back as written
    bank.remove(u"x"_s);

    Fault partial = faultOf(FaultKind::PartialWrite);
    bank.add(partial);
    QVERIFY(bank.write(Holding, 0, {11, 12}) == ModbusException::None);
    QCOMPARE(plain.words.mid(0, 3), (QVector<quint16> {11, 1, 7}));
    bank.remove(u"x"_s);

    Fault refused = faultOf(FaultKind::WriteRefused);
    refused.signal = u"b"_s;
    refused.exceptionCode = 3;
    bank.add(refused);
    QVERIFY(bank.write(Holding, 3, {1, 1}) == ModbusException::IllegalDataValue);
    QVERIFY(bank.write(Holding, 2, {9}) == ModbusException::None); // not that one
    QCOMPARE(int(plain.words[3]), 0x41A0);
    bank.remove(u"x"_s);

    bank.add(faultOf(FaultKind::Exception));
    QVERIFY(bank.write(Holding, 2, {8}) == ModbusException::ServerDeviceFailure);
    QCOMPARE(int(plain.words[2]), 9);
    QVERIFY(read().isEmpty());
    bank.remove(u"x"_s);
    QCOMPARE(int(read()[2]), 9);
}

void TestFaultScript::values()
{
    double truth = 10;
    double setPoint = 5;
    SignalTable table(u"U"_s, 1);
    Signal &sensor = table.measured(u"t.pv"_s, [&truth] { return truth; });
    Signal &actuator = table.setPoint(u"t.sp"_s, setPoint);
    {
        ValueFault frozen(faultOf(FaultKind::FrozenValue), sensor, 0);
        truth = 20;
        QCOMPARE(sensor.read(100), 10.0);
        QCOMPARE(sensor.truth(), 20.0);
    }
    QCOMPARE(sensor.read(100), 20.0);
    {
        Fault fault = faultOf(FaultKind::Drift);
        fault.rate = 6;
        ValueFault drift(fault, sensor, 100);
        QCOMPARE(sensor.read(100), 20.0);
        QCOMPARE(sensor.read(100 + 1800), 23.0);
    }
    {
        Fault fault = faultOf(FaultKind::Spike);
        fault.height = -7;
        fault.interval = std::chrono::seconds(60);
        fault.width = std::chrono::seconds(10);
        ValueFault spike(fault, sensor, 0);
        QCOMPARE(sensor.read(9), 13.0);
        QCOMPARE(sensor.read(10), 20.0);
        QCOMPARE(sensor.read(61), 13.0);
    }
    {
        ValueFault stuck(faultOf(FaultKind::StuckActuator), actuator, 0);
        actuator.write(9);
        QCOMPARE(setPoint, 5.0);
        QCOMPARE(actuator.read(1), 5.0);
    }
    {
        Fault fault = faultOf(FaultKind::StuckActuator);
        fault.showsOrdered = true;
        ValueFault lying(fault, actuator, 0);
        actuator.write(9);
        QCOMPARE(setPoint, 5.0);
        QCOMPARE(actuator.read(1), 9.0); // a read-back cannot see it
    }
    actuator.write(9);
    QCOMPARE(setPoint, 9.0);
}

QTEST_GUILESS_MAIN(TestFaultScript)
#include "tst_faultscript.moc"
