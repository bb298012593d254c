// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every register function that we use, 23 among them, against servers of libmodbus and pymodbus,
// over TCP and over a serial line.
#include "devices/transport/portconnection.h"
#include "tests/devices/peers.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

namespace {

const QString ModbusPeer = QStringLiteral(CYTOLOOM_MODBUSPEER);
const QString Socat = QStringLiteral(CYTOLOOM_SOCAT);
const QString Python = QStringLiteral(CYTOLOOM_PYTHON);
const QString PymodbusPeer = QStringLiteral(CYTOLOOM_SOURCE_DIR "/tests/devices/pymodbuspeer.py");

class Client
{
public:
    explicit Client(const QString &url)
        : m_url(*DeviceUrl::parse(url))
        , m_port(PortLink::make(m_url), 1)
    { }
    bool open()
    {
        QEventLoop loop;
        QObject::connect(&m_port, &PortConnection::opened, &loop, &QEventLoop::quit);
        QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
        m_port.open();
        if (!m_port.isOpen())
            loop.exec();
        return m_port.isOpen();
    }
    LinkReply ask(const ModbusRequest &request)
    {
        LinkReply answer;
        QEventLoop loop;
        const bool queued = m_port.submit({m_url.unit, request, {}, std::chrono::seconds(10)}, 0,
            PortConnection::Priority::Poll, [&](const LinkReply &reply) {
                answer = reply;
                loop.quit();
            });
        if (queued)
            loop.exec();
        return answer;
    }
    /// Values of a good answer; one -1 and the exception of a refusal; empty without an answer.
    QVector<int> values(const ModbusRequest &request)
    {
        const LinkReply reply = ask(request);
        if (reply.kind != LinkReply::Kind::Answered)
            return {};
        if (reply.modbus.exception != ModbusException::None)
            return {-1, int(reply.modbus.exception)};
        QVector<int> list;
        for (const quint16 value : reply.modbus.values)
            list << value;
        return list.isEmpty() ? QVector<int> {0} : list; // a write without values
    }

private:
    DeviceUrl m_url;
    PortConnection m_port;
};

ModbusRequest reading(ModbusFunction function, int address, int count)
{
    return {function, quint16(address), quint16(count), {}, 0};
}

ModbusRequest writing(ModbusFunction function, int address, const QVector<quint16> &values)
{
    return {function, quint16(address), quint16(values.size()), values, 0};
}

ModbusRequest both(int address, int count, int writeAddress, const QVector<quint16> &values)
{
    return {ModbusFunction::ReadWriteMultipleRegisters, quint16(address), quint16(count), values,
        quint16(writeAddress)};
}

} // namespace

class TestModbusFunctions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFunction_data()
    {
        QTest::addColumn<bool>("libmodbus");
        QTest::addColumn<bool>("serial");
        QTest::newRow("libmodbus, TCP") << true << false;
        QTest::newRow("libmodbus, RTU") << true << true;
        QTest::newRow("pymodbus, TCP") << false << false;
        QTest::newRow("pymodbus, RTU") << false << true;
    }
    void everyFunction()
    {
        QFETCH(bool, libmodbus);
        QFETCH(bool, serial);
        if (libmodbus && ModbusPeer.isEmpty())
            QSKIP("libmodbus is not installed");
        if (!libmodbus
            && (Python.isEmpty()
                || QProcess::execute(Python, {u"-c"_s, u"import pymodbus, serial"_s}) != 0))
            QSKIP("python3-pymodbus or python3-serial is not installed");
        if (serial && Socat.isEmpty())
            QSKIP("socat is not installed");
        PtyPair line;
        Peer peer;
        if (serial)
            QVERIFY(line.start(Socat));
        const QString program = libmodbus ? ModbusPeer : Python;
        QStringList arguments = libmodbus ? QStringList() : QStringList {PymodbusPeer};
        arguments << (serial ? QStringList {u"rtu"_s, line.far()} : QStringList {u"tcp"_s});
        if (serial && libmodbus)
            arguments << u"1"_s;
        QVERIFY(peer.start(program, arguments));
        Client client(serial ? u"modbus-rtu://%1?baud=115200&unit=1"_s.arg(line.near())
                             : u"modbus-tcp://127.0.0.1:%1?unit=1"_s.arg(peer.port));
        QVERIFY(client.open());

        using F = ModbusFunction;
        const QVector<int> wrote {0};
        QCOMPARE(client.values(writing(F::WriteSingleRegister, 20, {0x1234})), wrote);
        QCOMPARE(client.values(reading(F::ReadHoldingRegisters, 20, 1)), QVector<int> {0x1234});
        QCOMPARE(client.values(writing(F::WriteMultipleRegisters, 21, {1, 0xFFFF, 3})), wrote);
        QCOMPARE(client.values(reading(F::ReadHoldingRegisters, 20, 4)),
            (QVector<int> {0x1234, 1, 0xFFFF, 3}));
        // Function 23 writes before it reads: what it wrote stands in its own answer.
        QCOMPARE(client.values(both(20, 4, 22, {77, 78})), (QVector<int> {0x1234, 1, 77, 78}));
        QCOMPARE(client.values(both(20, 1, 40, {9})), QVector<int> {0x1234});
        QCOMPARE(client.values(reading(F::ReadHoldingRegisters, 40, 1)), QVector<int> {9});
        QCOMPARE(client.values(reading(F::ReadInputRegisters, 10, 2)),
            libmodbus ? (QVector<int> {31, 34}) : (QVector<int> {1010, 1011}));
        const QVector<int> noSuchAddress {-1, int(ModbusException::IllegalDataAddress)};
        QCOMPARE(client.values(reading(F::ReadHoldingRegisters, 5000, 1)), noSuchAddress);
        QCOMPARE(client.values(reading(F::ReadInputRegisters, 5000, 1)), noSuchAddress);
        QCOMPARE(client.values(writing(F::WriteSingleRegister, 5000, {1})), noSuchAddress);
        QCOMPARE(client.values(writing(F::WriteMultipleRegisters, 5000, {1})), noSuchAddress);
        QCOMPARE(client.values(both(20, 1, 5000, {1})), noSuchAddress);
        QCOMPARE(client.values(both(5000, 1, 20, {1})), noSuchAddress);
        QCOMPARE(client.values(reading(F::ReadHoldingRegisters, 40, 1)), QVector<int> {9});
    }
};

QTEST_GUILESS_MAIN(TestModbusFunctions)
#include "tst_modbusfunctions.moc"
