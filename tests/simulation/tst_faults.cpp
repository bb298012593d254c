// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every fault of the virtual plant as our gateway lives through it, on real sockets and lines, and
// as a client of somebody else sees it.
#include "demoplant.h"

#include "devices/runtime/devicegateway.h"
#include "devices/simulation/faults/faultclient.h"
#include "devices/simulation/faults/faultscript.h"
#include "devices/simulation/pacemakerclient.h"
#include "devices/simulation/virtualplant.h"

#include <QtCore/QEventLoop>
#include <QtCore/QProcess>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using namespace cytoloom;

namespace {

constexpr int PatienceMs = 60'000;

/// Our own end, polled round by round.
struct Watch
{
    SteppedClock clock {demo::Start};
    std::unique_ptr<DeviceGateway> gateway;
    QObject context;
    QHash<TagId, TagValue> values;
    QHash<DeviceId, DeviceStatus> statuses;
    QMap<CommandId, WriteOutcome> outcomes;
    quint64 round = 0;

    explicit Watch(const Plant &plant)
    {
        auto made
            = DeviceGateway::make(plant, demo::profiles(), clock, DeviceGateway::Polling::Paced);
        if (!made)
            qFatal("%s", qPrintable(made.error().code()));
        gateway = std::move(*made);
        QObject::connect(gateway.get(), &EquipmentGateway::samples, &context,
            [this](const QVector<TagSample> &list) {
                for (const TagSample &sample : list)
                    values.insert(sample.tag, sample.value);
            });
        QObject::connect(gateway.get(), &EquipmentGateway::deviceChanged, &context,
            [this](const DeviceStatus &status) { statuses.insert(status.device, status); });
        QObject::connect(gateway.get(), &EquipmentGateway::writeFinished, &context,
            [this](const WriteOutcome &outcome) { outcomes.insert(outcome.command, outcome); });
        gateway->start();
    }
    void poll()
    {
        clock.advance(std::chrono::seconds(30));
        QEventLoop loop;
        QObject::connect(gateway.get(), &DeviceGateway::pollFinished, &loop, &QEventLoop::quit);
        QTimer::singleShot(PatienceMs, &loop, &QEventLoop::quit);
        gateway->poll(++round);
        loop.exec();
    }
    [[nodiscard]] ConnectionState state(const char *device) const
    {
        return statuses.value(DeviceId(QLatin1String(device))).state;
    }
    [[nodiscard]] TagValue value(const QString &tag) const { return values.value(TagId(tag)); }
    bool write(CommandId command, const QString &tag, double value)
    {
        gateway->write(command, TagId(tag), value);
        return QTest::qWaitFor([&] { return outcomes.contains(command); }, PatienceMs);
    }
};

/// What must be seen while the fault is there.
enum Seen {
    Lost, ///< the device is Faulted and nothing of it is Good
    NoLie, ///< whatever is Good is true; the state may be either
    Plain, ///< Connected, Good and true: the fault is overcome
    Hidden, ///< nobody could know from outside: only the plant's own word tells
};

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void gateway_data();
    void gateway();
    void writes_data();
    void writes();
    void powerLossForgetsEverything();
    void lostAnswerOfAWriteIsReadBack();
    void scriptFollowsTheClock();
    void clockJumps_data();
    void clockJumps();
    void portRefuses_data();
    void portRefuses();
    void scriptForAnotherPlantIsRefused();
    void thirdParty_data();
    void thirdParty();

private:
    void start(const QVector<Fault> &faults = {}, double speed = 1);
    [[nodiscard]] Fault fault(const QByteArray &json) const;
    std::unique_ptr<VirtualPlant> m_plant;
    FaultClient m_client;
};

void TestFaults::start(const QVector<Fault> &faults, double speed)
{
    m_plant.reset();
    VirtualPlant::Options options;
    options.start = demo::Start;
    options.freePorts = true;
    options.faults = faults;
    options.speed = speed;
    auto started = VirtualPlant::start(demo::plant(), demo::profiles(), options);
    QVERIFY2(started, qPrintable(started ? QString() : started.error().code()));
    m_plant = std::move(*started);
    const auto opened = m_client.open(m_plant->faultPort());
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().code()));
}

void TestFaults::init()
{
    start();
}

void TestFaults::cleanup()
{
    m_plant.reset();
}

Fault TestFaults::fault(const QByteArray &json) const
{
    // Single quotes: easier to read here.
    const QByteArray text = "{'id': 'x', " + json + "}";
    const auto read = readFault(QByteArray(text).replace('\'', '"'), u"test"_s);
    if (!read)
        qFatal("%s %s", qPrintable(read.error().code()), qPrintable(read.error().place.path));
    return *read;
}

void TestFaults::gateway_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("device");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<int>("seen");
    const auto row = [](const char *kind, const char *device, const char *tag, int seen,
                         const char *more = "") {
        const QByteArray json
            = QByteArray("'fault': '") + kind + "', 'device': '" + device + "'" + more;
        QTest::newRow(QByteArray(kind) + " at " + device)
            << json << QString::fromLatin1(device) << QString::fromLatin1(tag) << seen;
    };
    const char *tcp = "DEV-BR-01";
    const char *tcpTag = "BR-01.temperature.pv";
    row("time-out", tcp, tcpTag, Lost);
    row("wrong-transaction-id", tcp, tcpTag, Lost);
    row("exception", tcp, tcpTag, NoLie, ", 'code': 4");
    row("short-frame", tcp, tcpTag, Lost);
    row("long-frame", tcp, tcpTag, NoLie);
    row("garbage-frame", tcp, tcpTag, Lost);
    row("slow-bytes", tcp, tcpTag, Plain, ", 'gapMs': 1");
    row("swapped-unit-id", tcp, tcpTag, Lost);
    row("wrong-word-order", tcp, tcpTag, Hidden);
    row("power-loss", tcp, tcpTag, Lost);
    row("link-flap", tcp, tcpTag, NoLie, ", 'interval': '2 s', 'width': '1 s'");
    row("frozen-value", tcp, tcpTag, Hidden, ", 'signal': 'temperature.pv'");
    row("drift", tcp, tcpTag, Hidden, ", 'signal': 'temperature.pv', 'rate': 2");
    row("spike", tcp, tcpTag, Hidden, ", 'signal': 'temperature.pv', 'height': 5");

    const char *rtu = "DEV-INC-01";
    const char *rtuTag = "INC-01.temperature.pv";
    row("time-out", rtu, rtuTag, Lost);
    row("wrong-crc", rtu, rtuTag, Lost);
    row("exception", rtu, rtuTag, NoLie, ", 'code': 6");
    row("short-frame", rtu, rtuTag, Lost);
    row("garbage-frame", rtu, rtuTag, Lost);
    row("swapped-unit-id", rtu, rtuTag, Lost);
    row("power-loss", rtu, rtuTag, Lost);

    const char *sics = "DEV-BAL-01";
    const char *sicsTag = "BAL-01.weight.pv";
    row("time-out", sics, sicsTag, Lost);
    row("short-frame", sics, sicsTag, Lost);
    row("long-frame", sics, sicsTag, NoLie);
    row("garbage-frame", sics, sicsTag, Lost);
    row("slow-bytes", sics, sicsTag, Plain, ", 'gapMs': 1");
    row("power-loss", sics, sicsTag, Lost);
}

void TestFaults::gateway()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, device);
    QFETCH(QString, tag);
    QFETCH(int, seen);
    Watch watch(m_plant->plant());
    const QByteArray name = device.toLatin1();
    const auto isWell = [&] {
        watch.poll();
        return watch.state(name) == ConnectionState::Connected
            && watch.value(tag).quality == Quality::Good;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWell(), PatienceMs);

    QVERIFY(m_client.inject(fault(json)));
    bool lost = false;
    for (int i = 0; i < 6; ++i) {
        watch.poll();
        const auto truth = m_client.truth({tag});
        QVERIFY(truth);
        const TagValue value = watch.value(tag);
        if (value.quality == Quality::Good && seen != Hidden) {
            QVERIFY2(std::abs(value.value - truth->value(tag).truth) < 0.5,
                qPrintable(u"%1 for %2"_s.arg(value.value).arg(truth->value(tag).truth)));
        }
        const DeviceStatus status = watch.statuses.value(DeviceId(device));
        lost = lost || status.state == ConnectionState::Faulted;
        if (status.state == ConnectionState::Faulted)
            QVERIFY2(!status.reason.code.isEmpty(), "a lost device says why");
        if (seen == Plain)
            QVERIFY(value.quality == Quality::Good);
    }
    if (seen == Lost) {
        QVERIFY(lost);
        QVERIFY(watch.value(tag).quality != Quality::Good);
    }
    if (seen == Plain)
        QVERIFY(!lost);

    QVERIFY(m_client.clear(u"x"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isWell(), PatienceMs);
    // Well again means: what is Good is true again.
    const auto truth = m_client.truth({tag});
    QVERIFY(truth);
    const auto isTrue = [&] {
        watch.poll();
        return watch.value(tag).quality == Quality::Good
            && std::abs(watch.value(tag).value - truth->value(tag).truth) < 0.5;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTrue(), PatienceMs);
}

void TestFaults::writes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("verified"); ///< our side believes it
    QTest::newRow("stuck") << QByteArray("'fault': 'stuck-actuator'") << false;
    QTest::newRow("stuck, one signal")
        << QByteArray("'fault': 'stuck-actuator', 'signal': 'stirrer.sp'") << false;
    QTest::newRow("stuck, but shows what was ordered")
        << QByteArray("'fault': 'stuck-actuator', 'shows': 'ordered'") << true;
    QTest::newRow("refused") << QByteArray("'fault': 'write-refused'") << false;
    QTest::newRow("partial") << QByteArray("'fault': 'partial-write'") << false;
    QTest::newRow("exception") << QByteArray("'fault': 'exception'") << false;
    QTest::newRow("link lost") << QByteArray("'fault': 'power-loss'") << false;
}

void TestFaults::writes()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, verified);
    Watch watch(m_plant->plant());
    watch.poll();
    const QString tag = u"BR-01.stirrer.sp"_s;
    QVERIFY(watch.write(1, tag, 101.5));
    QVERIFY2(watch.outcomes[1].verified, qPrintable(watch.outcomes[1].error.code()));
    QVERIFY(m_client.inject(fault(json + ", 'device': 'DEV-BR-01'")));
    QVERIFY(watch.write(2, tag, 77.25));
    QCOMPARE(watch.outcomes[2].verified, verified);
    if (!verified)
        QVERIFY(!watch.outcomes[2].error.code().isEmpty());
    const auto truth = m_client.truth({tag});
    QVERIFY(truth);
    QVERIFY2(std::abs(truth->value(tag).truth - 77.25) > 1e-6, "the plant has not done it");
    QVERIFY(m_client.clear(u"x"_s));
    auto works = [&, number = CommandId(3)]() mutable {
        watch.poll();
        return watch.write(number, tag, 60) && watch.outcomes[number++].verified;
    };
    QTRY_VERIFY_WITH_TIMEOUT(works(), PatienceMs);
    QCOMPARE(m_client.truth({tag})->value(tag).truth, 60.0);
}

void TestFaults::powerLossForgetsEverything()
{
    Watch watch(m_plant->plant());
    watch.poll();
    const QString tag = u"BR-01.temperature.sp"_s;
    const double powerOn = m_client.truth({tag})->value(tag).truth;
    QVERIFY(watch.write(1, tag, 33));
    QVERIFY(watch.outcomes[1].verified);
    QVERIFY(m_client.inject(fault("'fault': 'power-loss', 'device': 'DEV-BR-01'")));
    watch.poll();
    QVERIFY(watch.state("DEV-BR-01") == ConnectionState::Faulted);
    QVERIFY(m_client.clear(u"x"_s));
    const auto isBack = [&] {
        watch.poll();
        return watch.state("DEV-BR-01") == ConnectionState::Connected;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isBack(), PatienceMs);
    QCOMPARE(m_client.truth({tag})->value(tag).truth, powerOn);
    QVERIFY(powerOn != 33.0);
}

void TestFaults::lostAnswerOfAWriteIsReadBack()
{
    // Carried out, but nobody hears of it: the device holds the value, so it is verified.
    Watch watch(m_plant->plant());
    watch.poll();
    QVERIFY(
        m_client.inject(fault("'fault': 'time-out', 'device': 'DEV-BR-01', 'answers': 'writes'")));
    QVERIFY(watch.write(1, u"BR-01.stirrer.sp"_s, 88));
    QVERIFY2(watch.outcomes[1].verified, qPrintable(watch.outcomes[1].error.code()));
}

void TestFaults::scriptFollowsTheClock()
{
    Fault timed = fault(
        "'fault': 'time-out', 'device': 'DEV-EM-01', 'when': {'after': '10 min'}, 'for': '5 min'");
    Fault counted = fault("'fault': 'power-loss', 'device': 'DEV-TW-01', 'when': {'requests': 3}");
    counted.id = u"counted"_s;
    Fault conditional = fault("'fault': 'frozen-value', 'device': 'DEV-BR-01', 'signal': 'ph.pv', "
                              "'when': {'condition': 'stirrer.sp > 50'}");
    conditional.id = u"conditional"_s;
    start({timed, counted, conditional});

    QVector<FaultNews> news;
    connect(m_plant.get(), &VirtualPlant::faultChanged, this,
        [&news](const FaultNews &each) { news << each; });
    PacemakerClient pacemaker;
    QSignalSpy connected(&pacemaker, &PacemakerClient::connected);
    QSignalSpy granted(&pacemaker, &PacemakerClient::granted);
    pacemaker.open(u"127.0.0.1"_s, m_plant->controlPort());
    QTRY_COMPARE_WITH_TIMEOUT(connected.count(), 1, PatienceMs);
    pacemaker.grant(demo::Start + std::chrono::minutes(9));
    QTRY_COMPARE_WITH_TIMEOUT(granted.count(), 1, PatienceMs);
    QVERIFY(news.isEmpty());
    // In one stride over beginning and end: both at their own moments.
    pacemaker.grant(demo::Start + std::chrono::minutes(30));
    QTRY_COMPARE_WITH_TIMEOUT(granted.count(), 2, PatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(news.size(), 2, PatienceMs);
    QCOMPARE(news[0].time - demo::Start, Duration(std::chrono::minutes(10)));
    QVERIFY(news[0].began);
    QCOMPARE(news[0].device, DeviceId(u"DEV-EM-01"_s));
    QCOMPARE(news[1].time - demo::Start, Duration(std::chrono::minutes(15)));
    QVERIFY(!news[1].began);

    Watch watch(m_plant->plant());
    QTRY_VERIFY_WITH_TIMEOUT(
        (watch.poll(), watch.state("DEV-TW-01") == ConnectionState::Faulted), PatienceMs);
    QVERIFY(watch.write(1, u"BR-01.stirrer.sp"_s, 60));
    const auto has = [&news](const QString &id, bool began) {
        return std::any_of(news.begin(), news.end(),
            [&](const FaultNews &each) { return each.fault.id == id && each.began == began; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(has(u"counted"_s, true) && has(u"conditional"_s, true), PatienceMs);
    QVERIFY(!has(u"conditional"_s, false));
    QVERIFY(watch.write(2, u"BR-01.stirrer.sp"_s, 10));
    QTRY_VERIFY_WITH_TIMEOUT(has(u"conditional"_s, false), PatienceMs);
}

void TestFaults::clockJumps_data()
{
    QTest::addColumn<QByteArray>("direction");
    QTest::addColumn<int>("told"); ///< where the engine's time is after a grant of one minute
    QTest::newRow("forward") << QByteArray("forward") << 20;
    QTest::newRow("backward") << QByteArray("backward") << 1;
}

void TestFaults::clockJumps()
{
    QFETCH(QByteArray, direction);
    QFETCH(int, told);
    PacemakerClient pacemaker;
    QSignalSpy connected(&pacemaker, &PacemakerClient::connected);
    QSignalSpy granted(&pacemaker, &PacemakerClient::granted);
    QSignalSpy failed(&pacemaker, &PacemakerClient::failed);
    pacemaker.open(u"127.0.0.1"_s, m_plant->controlPort());
    QTRY_COMPARE_WITH_TIMEOUT(connected.count(), 1, PatienceMs);
    const UtcTime begin = connected.first().first().value<UtcTime>();
    QVERIFY(m_client.inject(
        fault("'fault': 'clock-jump', 'by': '20 min', 'direction': '" + direction + "'")));
    pacemaker.grant(begin + std::chrono::minutes(1));
    // A clock that says an earlier time must not stop the batch for ever.
    QTRY_COMPARE_WITH_TIMEOUT(granted.count(), 1, PatienceMs);
    QCOMPARE(
        granted.first().first().value<UtcTime>() - begin, Duration(std::chrono::minutes(told)));
    pacemaker.grant(begin + std::chrono::minutes(30));
    QTRY_COMPARE_WITH_TIMEOUT(granted.count(), 2, PatienceMs);
    QCOMPARE(granted.last().first().value<UtcTime>() - begin, Duration(std::chrono::minutes(30)));
    QCOMPARE(failed.count(), direction == "backward" ? 1 : 0);
    QVERIFY(m_client.clear(u"x"_s));
    pacemaker.grant(begin + std::chrono::minutes(31));
    QTRY_COMPARE_WITH_TIMEOUT(granted.count(), 3, PatienceMs);
    QCOMPARE(failed.count(), direction == "backward" ? 1 : 0);
}

void TestFaults::portRefuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::newRow("device") << QByteArray("'fault': 'time-out', 'device': 'DEV-XX'")
                            << u"faults.unknownDevice"_s;
    QTest::newRow("signal") << QByteArray(
        "'fault': 'frozen-value', 'unit': 'BR-01', 'signal': 'smell.pv'")
                            << u"faults.unknownSignal"_s;
    QTest::newRow("condition") << QByteArray(
        "'fault': 'time-out', 'unit': 'BR-01', 'when': {'condition': 'smell.pv > 1'}")
                               << u"faults.unknownSignal"_s;
    QTest::newRow("sensor that cannot be stuck")
        << QByteArray("'fault': 'stuck-actuator', 'unit': 'BR-01', 'signal': 'ph.pv'")
        << u"faults.readOnly"_s;
    QTest::newRow("no check sum on TCP")
        << QByteArray("'fault': 'wrong-crc', 'device': 'DEV-BR-01'") << u"faults.notApplicable"_s;
    QTest::newRow("no registers on the balance")
        << QByteArray("'fault': 'partial-write', 'device': 'DEV-BAL-01'")
        << u"faults.notApplicable"_s;
}

void TestFaults::portRefuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    const auto refused = m_client.inject(fault(json));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code(), code);
    // The port goes on serving.
    QVERIFY(m_client.truth({u"BR-01.ph.pv"_s}));
    QVERIFY(!m_client.truth({u"BR-01.smell.pv"_s}));
}

void TestFaults::scriptForAnotherPlantIsRefused()
{
    VirtualPlant::Options options;
    options.freePorts = true;
    options.faults = {fault("'fault': 'time-out', 'device': 'DEV-XX'")};
    const auto started = VirtualPlant::start(demo::plant(), demo::profiles(), options);
    QVERIFY(!started);
    QCOMPARE(started.error().code(), u"faults.unknownDevice"_s);
}

void TestFaults::thirdParty_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("tcp") << u"tcp"_s;
    QTest::newRow("rtu") << u"rtu"_s;
}

void TestFaults::thirdParty()
{
    QFETCH(QString, way);
    const QString python = u"/usr/bin/python3"_s;
    QProcess probe;
    probe.start(python, {u"-c"_s, u"import pymodbus.client, serial"_s});
    if (!probe.waitForFinished(PatienceMs) || probe.exitCode() != 0)
        QSKIP("python3-pymodbus or python3-serial is not installed");
    const bool tcp = way == u"tcp"_s;
    const Plant plant = m_plant->plant();
    const QUrl url(plant.device(DeviceId(tcp ? u"DEV-BR-01"_s : u"DEV-INC-01"_s))->connect);
    QProcess client;
    client.setProcessChannelMode(QProcess::MergedChannels);
    client.start(python,
        {QStringLiteral(CYTOLOOM_SOURCE_DIR "/tests/simulation/pymodbusfaults.py"), way,
            tcp ? QString::number(url.port()) : url.path(), QString::number(m_plant->faultPort())});
    QVERIFY(client.waitForFinished(4 * PatienceMs));
    const QByteArray said = client.readAll();
    QVERIFY2(client.exitCode() == 0, said.right(900).constData());
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
