// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Our Modbus servers: every function, bytes against the examples of the specification (V1.1b3,
// section 6), and pymodbus as a client.
#include "devices/simulation/modbusresponder.h"
#include "devices/simulation/modbusrtuserver.h"
#include "devices/simulation/modbustcpserver.h"
#include "tests/devices/peers.h"

#include <QtCore/QSocketNotifier>
#include <QtNetwork/QTcpSocket>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

namespace {

/// 200 of each table from address 0.
class ArrayBank final : public RegisterBank
{
public:
    ArrayBank()
    {
        for (auto &table : tables)
            table.fill(0, 200);
    }
    ModbusException read(
        RegisterTable table, int address, int count, QVector<quint16> &values) override
    {
        if (address + count > 200)
            return ModbusException::IllegalDataAddress;
        values += tables[int(table)].mid(address, count);
        return ModbusException::None;
    }
    ModbusException write(RegisterTable table, int address, const QVector<quint16> &values) override
    {
        if (address + values.size() > 200)
            return ModbusException::IllegalDataAddress;
        std::copy(values.begin(), values.end(), tables[int(table)].begin() + address);
        return ModbusException::None;
    }
    [[nodiscard]] QVector<quint16> &holding()
    {
        return tables[int(RegisterTable::HoldingRegisters)];
    }
    QVector<quint16> tables[4];
};

/// What every request below finds.
void prepare(ArrayBank &bank)
{
    const auto put = [&](RegisterTable table, int at, const QVector<quint16> &values) {
        bank.write(table, at, values);
    };
    // 6.1: outputs 20 to 38 are CD 6B 05; 6.2: inputs 197 to 218 there, here from 96.
    const auto bits = [](quint32 packed, int count) {
        QVector<quint16> values;
        for (int i = 0; i < count; ++i)
            values << quint16((packed >> i) & 1);
        return values;
    };
    put(RegisterTable::Coils, 0x13, bits(0x056BCD, 19));
    put(RegisterTable::DiscreteInputs, 96, bits(0x35DBAC, 22));
    put(RegisterTable::HoldingRegisters, 0x6B, {0x022B, 0x0000, 0x0064});
    put(RegisterTable::InputRegisters, 8, {0x000A});
    put(RegisterTable::HoldingRegisters, 4, {0x0012});
    put(RegisterTable::HoldingRegisters, 20, {0x00FE, 0x0ACD, 0x0001, 0x0003, 0x000D, 0x00FF});
}

} // namespace

class TestModbusServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void readWriteRefusedWritesNothing();
    void overTcp_data() { answers_data(); }
    void overTcp();
    void overRtu_data() { answers_data(); }
    void overRtu();
    void unfinishedFrameIsForgotten();
    void pymodbus_data();
    void pymodbus();

private:
    static QByteArray ask(int file, const QByteArray &bytes, qsizetype enough);
};

void TestModbusServer::answers_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *request, const char *answer) {
        QTest::newRow(name) << QByteArray::fromHex(request) << QByteArray::fromHex(answer);
    };
    row("1 read coils", "0100130013", "0103cd6b05");
    row("2 read discrete inputs", "0200600016", "0203acdb35");
    row("3 read holding registers", "03006b0003", "0306022b00000064");
    row("4 read input registers", "0400080001", "0402000a");
    row("5 write single coil", "0500acff00", "0500acff00");
    row("6 write single register", "0600010003", "0600010003");
    row("15 write multiple coils", "0f0013000a02cd01", "0f0013000a");
    row("16 write multiple registers", "100001000204000a0102", "1000010002");
    row("22 mask write register", "16000400f20025", "16000400f20025");
    row("23 read and write", "1700140006000e00030600ff00ff00ff", "170c00fe0acd00010003000d00ff");
    row("0 is no function", "00", "8001");
    row("7 read exception status", "07", "8701");
    row("8 diagnostics", "08000012ab", "8801");
    row("20 read file record", "140706000400010002", "9401");
    row("24 read FIFO", "1804de", "9801");
    row("43 read device identification", "2b0e0100", "ab01");
    row("65 of the user", "410102", "c101");
    row("1: 0 coils", "0100130000", "8103");
    row("1: 2001 coils", "01000007d1", "8103");
    row("3: 126 registers", "030000007e", "8303");
    row("3: too far", "0300c70002", "8302");
    row("3: address 65535", "03ffff007d", "8302");
    row("4: too far", "04ffff0001", "8402");
    row("5: neither on nor off", "0500ac1234", "8503");
    row("6: too far", "0600c80003", "8602");
    row("15: byte count lies", "0f0013000a03cd0100", "8f03");
    row("16: byte count lies", "100001000206000a01020000", "9003");
    row("16: 124 registers", "100001007cf8", "9003");
    row("22: too far", "1600c800f20025", "9602");
    row("23: reads too far", "1700c70006000e00030600ff00ff00ff", "9702");
    row("23: writes too far", "1700140006 00c70003 06 00ff00ff00ff", "9702");
    row("23: 126 read", "170000007e000e00010200ff", "9703");
    row("23: byte count lies", "1700140006000e00030400ff00ff00ff", "9703");
}

void TestModbusServer::answers()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    ArrayBank bank;
    prepare(bank);
    QCOMPARE(modbusAnswer(bank, request).toHex(), answer.toHex());
    if (quint8(answer[0]) == 22) // 6.16: 12 & F2 | 25 & ~F2
        QCOMPARE(bank.holding()[4], quint16(0x0017));
    if (quint8(answer[0]) == 23)
        QCOMPARE(bank.holding().mid(14, 3), (QVector<quint16> {0xFF, 0xFF, 0xFF}));
}

void TestModbusServer::readWriteRefusedWritesNothing()
{
    ArrayBank bank;
    modbusAnswer(bank, QByteArray::fromHex("1700c70006000e00030600ff00ff00ff"));
    QCOMPARE(bank.holding(), QVector<quint16>(200, 0));
}

void TestModbusServer::overTcp()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    ArrayBank bank;
    prepare(bank);
    ModbusTcpServer server(bank, 1, [] {});
    QVERIFY(server.listen(0, u"test"_s));
    QTcpSocket client;
    client.connectToHost(u"127.0.0.1"_s, server.port());
    const auto frame = [](const QByteArray &pdu) {
        QByteArray bytes = QByteArray::fromHex("123400000000") + char(1) + pdu;
        bytes[5] = char(pdu.size() + 1);
        return bytes;
    };
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QAbstractSocket::ConnectedState, 30'000);
    client.write(frame(request));
    QByteArray got;
    QTRY_VERIFY_WITH_TIMEOUT((got += client.readAll()).size() >= frame(answer).size(), 30'000);
    QCOMPARE(got.toHex(), frame(answer).toHex());
}

/// Writes to a pty and collects what comes back while the server's event loop runs.
QByteArray TestModbusServer::ask(int file, const QByteArray &bytes, qsizetype enough)
{
    if (::write(file, bytes.constData(), size_t(bytes.size())) != bytes.size())
        return "not sent";
    QByteArray got;
    const auto collect = [&] {
        char buffer[512];
        const ssize_t count = ::read(file, buffer, sizeof buffer);
        if (count > 0)
            got.append(buffer, count);
        return got.size() >= enough;
    };
    (void)QTest::qWaitFor(collect, 30'000);
    return got;
}

void TestModbusServer::overRtu()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    ArrayBank bank;
    prepare(bank);
    ModbusRtuServer server([] {});
    server.addUnit(7, bank);
    QVERIFY(server.open(u"test"_s));
    const int file = ::open(qPrintable(server.path()), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(file >= 0);
    termios raw {};
    ::tcgetattr(file, &raw);
    ::cfmakeraw(&raw);
    ::tcsetattr(file, TCSANOW, &raw);
    const bool wellFormed = quint8(answer[0]) < 0x80 || quint8(answer[1]) < 3;
    if (wellFormed) { // a length that lies makes no frame on a serial line: silence
        const QByteArray expected = rtuFrame(7, answer);
        QCOMPARE(ask(file, rtuFrame(7, request), expected.size()).toHex(), expected.toHex());
    } else {
        ::write(file, rtuFrame(7, request).constData(), size_t(request.size() + 3));
        QTest::qWait(150);
    }
    // And whatever it was, the next question is understood.
    const QByteArray next = rtuFrame(7, QByteArray::fromHex("0402000a"));
    const QByteArray after = ask(file, rtuFrame(7, QByteArray::fromHex("0400080001")), next.size());
    QVERIFY2(after.endsWith(next), after.toHex().constData());
    ::close(file);
}

void TestModbusServer::unfinishedFrameIsForgotten()
{
    ArrayBank bank;
    prepare(bank);
    ModbusRtuServer server([] {});
    server.addUnit(7, bank);
    QVERIFY(server.open(u"test"_s));
    const int file = ::open(qPrintable(server.path()), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(file >= 0);
    termios raw {};
    ::tcgetattr(file, &raw);
    ::cfmakeraw(&raw);
    ::tcsetattr(file, TCSANOW, &raw);
    // Noise that announces 264 bytes: they must not be made of the next questions.
    (void)ask(file, QByteArray::fromHex("0710000000ffff"), 0);
    QTest::qWait(250);
    const QByteArray next = rtuFrame(7, QByteArray::fromHex("0402000a"));
    QCOMPARE(ask(file, rtuFrame(7, QByteArray::fromHex("0400080001")), next.size()).toHex(),
        next.toHex());
    ::close(file);
}

void TestModbusServer::pymodbus_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("tcp") << u"tcp"_s;
    QTest::newRow("rtu") << u"rtu"_s;
}

void TestModbusServer::pymodbus()
{
    QFETCH(QString, way);
    const QString python = QStringLiteral(CYTOLOOM_PYTHON);
    if (python.isEmpty()
        || QProcess::execute(python, {u"-c"_s, u"import pymodbus.client, serial"_s}) != 0)
        QSKIP("python3-pymodbus, python3-serial or python3-serial-asyncio is not installed");
    ArrayBank bank;
    prepare(bank);
    ModbusTcpServer tcp(bank, 7, [] {});
    QVERIFY(tcp.listen(0, u"test"_s));
    ModbusRtuServer rtu([] {});
    rtu.addUnit(7, bank);
    QVERIFY(rtu.open(u"test"_s));
    QProcess client;
    client.setProcessChannelMode(QProcess::MergedChannels);
    client.start(python,
        {QStringLiteral(CYTOLOOM_SOURCE_DIR "/tests/devices/pymodbusfunctions.py"), way,
            way == u"tcp"_s ? QString::number(tcp.port()) : rtu.path()});
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, 90'000);
    QVERIFY2(client.exitCode() == 0, client.readAll().constData());
}

QTEST_GUILESS_MAIN(TestModbusServer)
#include "tst_modbusserver.moc"
