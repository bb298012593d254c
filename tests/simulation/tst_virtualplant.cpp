// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoplant.h"

#include "devices/runtime/deviceurl.h"
#include "devices/simulation/virtualplant.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace cytoloom;

namespace {

/// A client's end of a serial line.
class Line
{
public:
    explicit Line(const QString &path)
        : m_file(::open(QFile::encodeName(path).constData(), O_RDWR | O_NOCTTY))
    {
        termios settings {};
        ::tcgetattr(m_file, &settings);
        ::cfmakeraw(&settings);
        ::tcsetattr(m_file, TCSANOW, &settings);
    }
    ~Line() { ::close(m_file); }
    [[nodiscard]] bool isOpen() const { return m_file >= 0; }

    /// Sends \p command and waits for \p lines lines.
    QByteArray ask(const QByteArray &command, int lines = 1)
    {
        if (::write(m_file, command.constData(), size_t(command.size())) != command.size())
            return "not sent";
        QByteArray answer;
        QElapsedTimer timer;
        timer.start();
        while (answer.count('\n') < lines && timer.elapsed() < 20'000) {
            pollfd waiting {m_file, POLLIN, 0};
            if (::poll(&waiting, 1, 200) <= 0)
                continue;
            char bytes[256];
            const ssize_t count = ::read(m_file, bytes, sizeof bytes);
            if (count > 0)
                answer.append(bytes, count);
        }
        return answer;
    }

private:
    int m_file;
};

struct Ran
{
    int code = -1;
    QString output;
};

Ran runTool(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000))
        return {-1, u"no end: "_s + process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

} // namespace

class TestVirtualPlant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void servesEveryDevice();
    void mbpollReadsAndWrites();
    void mbpollOnTheSerialLine();
    void pymodbus_data();
    void pymodbus();
    void balanceSpeaksSics();
    void garbageDoesNotDisturbOthers();
    void serialClientsComeAndGo();
    void takenPortIsNamed();
    void plantThatIsNotSimulatedIsRefused();

private:
    [[nodiscard]] DeviceUrl url(const char *device) const;
    std::unique_ptr<VirtualPlant> m_plant;
};

void TestVirtualPlant::init()
{
    VirtualPlant::Options options;
    options.start = demo::Start;
    options.freePorts = true;
    auto started = VirtualPlant::start(demo::plant(), demo::profiles(), options);
    QVERIFY2(started, qPrintable(started ? QString() : started.error().code()));
    m_plant = std::move(*started);
}

void TestVirtualPlant::cleanup()
{
    m_plant.reset();
}

DeviceUrl TestVirtualPlant::url(const char *device) const
{
    const Plant plant = m_plant->plant();
    const DeviceBinding *binding = plant.device(DeviceId(QLatin1String(device)));
    const auto parsed = binding ? DeviceUrl::parse(binding->connect) : DeviceUrl::parse({});
    return parsed ? *parsed : DeviceUrl {};
}

void TestVirtualPlant::servesEveryDevice()
{
    const Plant plant = m_plant->plant();
    QCOMPARE(plant.devices.size(), 13);
    QSet<QString> ports;
    for (const DeviceBinding &device : plant.devices) {
        const auto parsed = DeviceUrl::parse(device.connect);
        QVERIFY2(parsed, qPrintable(device.connect));
        ports.insert(parsed->portKey());
        if (parsed->protocol == DeviceProtocol::ModbusTcp)
            QVERIFY(parsed->port > 1023);
        else
            QVERIFY2(QFile::exists(parsed->path), qPrintable(parsed->path));
    }
    QCOMPARE(ports.size(), 12); // two share the serial line
    QCOMPARE(url("DEV-INC-01").path, url("DEV-LN-01").path);
    QCOMPARE(url("DEV-LN-01").unit, 2);
}

void TestVirtualPlant::mbpollReadsAndWrites()
{
    const QString mbpoll = QStandardPaths::findExecutable(u"mbpoll"_s);
    if (mbpoll.isEmpty())
        QSKIP("mbpoll is not installed");
    const QStringList target {u"-m"_s, u"tcp"_s, u"-a"_s, u"1"_s, u"-0"_s, u"-1"_s, u"-p"_s,
        QString::number(url("DEV-BR-01").port)};
    const Ran wrote = runTool(mbpoll,
        target
            + QStringList {u"-t"_s, u"4:float"_s, u"-r"_s, u"2000"_s, u"127.0.0.1"_s, u"36.5"_s});
    QVERIFY2(wrote.code == 0, qPrintable(wrote.output));
    const Ran read = runTool(mbpoll,
        target
            + QStringList {
                u"-t"_s, u"4:float"_s, u"-r"_s, u"2000"_s, u"-c"_s, u"1"_s, u"127.0.0.1"_s});
    QVERIFY2(read.code == 0 && read.output.contains(u"36.5"_s), qPrintable(read.output));
    const Ran wrong = runTool(mbpoll,
        target + QStringList {u"-t"_s, u"3"_s, u"-r"_s, u"7"_s, u"-c"_s, u"1"_s, u"127.0.0.1"_s});
    QVERIFY2(wrong.output.contains(u"Illegal data address"_s), qPrintable(wrong.output));
}

void TestVirtualPlant::mbpollOnTheSerialLine()
{
    const QString mbpoll = QStandardPaths::findExecutable(u"mbpoll"_s);
    if (mbpoll.isEmpty())
        QSKIP("mbpoll is not installed");
    const Ran read = runTool(mbpoll,
        {u"-m"_s, u"rtu"_s, u"-b"_s, u"19200"_s, u"-P"_s, u"none"_s, u"-a"_s, u"1"_s, u"-0"_s,
            u"-1"_s, u"-o"_s, u"5"_s, u"-t"_s, u"4"_s, u"-r"_s, u"0"_s, u"-c"_s, u"2"_s,
            url("DEV-INC-01").path});
    QVERIFY2(read.code == 0 && read.output.contains(u"3700"_s), qPrintable(read.output));
}

void TestVirtualPlant::pymodbus_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("tcp") << u"tcp"_s;
    QTest::newRow("rtu") << u"rtu"_s;
}

void TestVirtualPlant::pymodbus()
{
    QFETCH(QString, way);
    const QString python = u"/usr/bin/python3"_s;
    if (runTool(python, {u"-c"_s, u"import pymodbus.client, serial"_s}).code != 0)
        QSKIP("python3-pymodbus, python3-serial or python3-serial-asyncio is not installed");
    const QString target
        = way == u"tcp"_s ? QString::number(url("DEV-BR-01").port) : url("DEV-INC-01").path;
    const Ran ran = runTool(python,
        {QStringLiteral(CYTOLOOM_SOURCE_DIR "/tests/simulation/pymodbusclient.py"), way, target});
    QVERIFY2(ran.code == 0, qPrintable(ran.output));
}

void TestVirtualPlant::balanceSpeaksSics()
{
    Line line(url("DEV-BAL-01").path);
    QVERIFY(line.isOpen());
    QVERIFY(line.ask("I4\r\n").startsWith("I4 A \""));
    const QByteArray stable = line.ask("S\r\n");
    QVERIFY2(stable.startsWith("S S ") && stable.endsWith(" g\r\n"), stable.constData());
    QVERIFY(std::abs(stable.mid(4, 10).toDouble() - 243.5) < 0.1);
    QVERIFY(line.ask("SI\r\n").startsWith("S S "));
    QVERIFY(line.ask("T\r\n").startsWith("T S "));
    QVERIFY(std::abs(line.ask("SI\r\n").mid(4, 10).toDouble()) < 0.1);
    QCOMPARE(line.ask("TA 10.00 g\r\n"), QByteArray("TA A 10.00 g\r\n"));
    QCOMPARE(line.ask("TA plenty\r\n"), QByteArray("TA L\r\n"));
    QCOMPARE(line.ask("TAC\r\n"), QByteArray("TAC A\r\n"));
    QCOMPARE(line.ask("Z\r\n"), QByteArray("Z +\r\n")); // 243 g are no zero
    QCOMPARE(line.ask("MAKE TEA\r\n"), QByteArray("ES\r\n"));
    QVERIFY(line.ask("SIR\r\n", 3).count("S S ") >= 3);
    QVERIFY(line.ask("@\r\n", 1).contains("I4 A") || line.ask("@\r\n", 1).contains("I4 A"));
    QVERIFY(line.ask("I0\r\n", 15).contains("I0 A 0 \"ZI\""));
}

void TestVirtualPlant::garbageDoesNotDisturbOthers()
{
    const quint16 port = url("DEV-BR-01").port;
    QTcpSocket vandal;
    vandal.connectToHost(u"127.0.0.1"_s, port);
    QVERIFY(vandal.waitForConnected(5000));
    QTcpSocket client;
    client.connectToHost(u"127.0.0.1"_s, port);
    QVERIFY(client.waitForConnected(5000));
    vandal.write("GET / HTTP/1.1\r\nHost: plant\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(vandal.state(), QAbstractSocket::UnconnectedState, 10'000);
    // two pipelined requests, cut at an odd place
    const QByteArray requests = QByteArray::fromHex("000100000006010303e8"
                                                    "00010002000000060104"
                                                    "03e80002");
    client.write(requests.left(9));
    client.flush();
    client.write(requests.mid(9));
    QByteArray answers;
    const auto collected = [&] {
        answers += client.readAll();
        return answers.size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(collected(), 9 + 13, 10'000);
    QCOMPARE(answers.left(9).toHex(), QByteArray("000100000003018302"));
    QCOMPARE(answers.mid(9, 9).toHex(), QByteArray("000200000007010404"));
}

void TestVirtualPlant::serialClientsComeAndGo()
{
    const QString path = url("DEV-BAL-01").path;
    for (int i = 0; i < 3; ++i) {
        Line line(path);
        QVERIFY(line.ask("I3\r\n").startsWith("I3 A"));
    }
}

void TestVirtualPlant::takenPortIsNamed()
{
    QTcpServer squatter;
    QVERIFY(squatter.listen(QHostAddress::LocalHost));
    Plant plant = demo::plant();
    plant.devices.first().connect
        = u"modbus-tcp://127.0.0.1:%1?unit=1"_s.arg(squatter.serverPort());
    const auto started = VirtualPlant::start(plant, demo::profiles(), {});
    QVERIFY(!started);
    QCOMPARE(started.error().code(), u"simulation.portInUse"_s);
    QCOMPARE(started.error().message.args.value(u"port"_s), QString::number(squatter.serverPort()));
    QCOMPARE(started.error().message.args.value(u"device"_s), plant.devices.first().id.value());
}

void TestVirtualPlant::plantThatIsNotSimulatedIsRefused()
{
    Plant plant = demo::plant();
    plant.simulated = false;
    const auto started = VirtualPlant::start(plant, demo::profiles(), {});
    QVERIFY(!started);
    QCOMPARE(started.error().code(), u"simulation.notSimulated"_s);
}

QTEST_GUILESS_MAIN(TestVirtualPlant)
#include "tst_virtualplant.moc"
