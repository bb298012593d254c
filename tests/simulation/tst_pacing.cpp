// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoplant.h"

#include "devices/runtime/deviceurl.h"
#include "devices/simulation/controlport.h"
#include "devices/simulation/pacemakerclient.h"
#include "devices/simulation/virtualplant.h"

#include <QtCore/QElapsedTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace cytoloom;

class TestPacing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientDrivesTheTime();
    void silentClientFreesThePlantAndTheNextTakesOver();
    void freeRunningFollowsTheSpeed();
    void longGrantIsMadeInSteps();
    void grantTooFarIsRefused();
    void missingPlantIsSaidOnce();
    void pacedWatchdogCountsProcessTime();

private:
    static std::unique_ptr<VirtualPlant> startPlant(double speed);
    static QByteArray ask(quint16 port, const QByteArray &frame, int size);
};

std::unique_ptr<VirtualPlant> TestPacing::startPlant(double speed)
{
    VirtualPlant::Options options;
    options.start = demo::Start;
    options.speed = speed;
    options.seed = 42;
    options.freePorts = true;
    auto started = VirtualPlant::start(demo::plant(), demo::profiles(), options);
    return started ? std::move(*started) : nullptr;
}

/// One request frame, its answer of \p size bytes.
QByteArray TestPacing::ask(quint16 port, const QByteArray &frame, int size)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    if (!socket.waitForConnected(10'000))
        return {};
    socket.write(frame);
    QByteArray answer;
    while (answer.size() < size && socket.waitForReadyRead(30'000))
        answer += socket.readAll();
    return answer;
}

void TestPacing::clientDrivesTheTime()
{
    const auto plant = startPlant(1);
    QVERIFY(plant);
    PacemakerClient client;
    QVector<UtcTime> connections;
    QVector<UtcTime> grants;
    connect(&client, &PacemakerClient::connected, this, [&](UtcTime now) { connections << now; });
    connect(&client, &PacemakerClient::granted, this, [&](UtcTime now) { grants << now; });
    client.open(u"127.0.0.1"_s, plant->controlPort());
    QTRY_COMPARE_WITH_TIMEOUT(connections.size(), 1, 30'000);
    UtcTime at = connections.first();
    QVERIFY(at >= demo::Start);
    for (int minute = 0; minute < 20; ++minute) {
        at += 60s;
        client.grant(at);
        QTRY_COMPARE_WITH_TIMEOUT(grants.size(), minute + 1, 30'000);
        QCOMPARE(grants.last(), at);
    }
    // a client whose event loop runs but that grants nothing keeps the plant where it is
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY_WITH_TIMEOUT(timer.elapsed() > 2 * ControlPort::SilenceMs, 30'000);
    client.grant(at);
    QTRY_COMPARE_WITH_TIMEOUT(grants.size(), 21, 30'000);
    QCOMPARE(grants.last(), at);
}

void TestPacing::silentClientFreesThePlantAndTheNextTakesOver()
{
    const auto plant = startPlant(1);
    QVERIFY(plant);
    UtcTime reached {};
    {
        PacemakerClient client;
        connect(&client, &PacemakerClient::connected, this,
            [&](UtcTime now) { client.grant(now + 1h); });
        connect(&client, &PacemakerClient::granted, this, [&](UtcTime now) { reached = now; });
        client.open(u"127.0.0.1"_s, plant->controlPort());
        QTRY_VERIFY_WITH_TIMEOUT(reached >= demo::Start + 1h, 30'000);
    }
    QElapsedTimer silence;
    silence.start();
    const auto mode = [&] { // function 3, register 11
        return ask(plant->controlPort(), QByteArray::fromHex("0001000000060103000b0001"), 11)
            .right(2);
    };
    QTRY_COMPARE_WITH_TIMEOUT(mode(), QByteArray::fromHex("0000"), 30'000);
    QVERIFY(silence.elapsed() >= ControlPort::SilenceMs - 300);

    PacemakerClient next;
    QVector<UtcTime> connections;
    connect(&next, &PacemakerClient::connected, this, [&](UtcTime now) { connections << now; });
    next.open(u"127.0.0.1"_s, plant->controlPort());
    QTRY_COMPARE_WITH_TIMEOUT(connections.size(), 1, 30'000);
    QVERIFY(connections.first() >= reached);
    // ×1: no more process time has gone by than real time
    QVERIFY(connections.first() - reached <= Duration(silence.elapsed() + 1));
    QCOMPARE(mode(), QByteArray::fromHex("0001"));
}

void TestPacing::freeRunningFollowsTheSpeed()
{
    const auto plant = startPlant(5000);
    QVERIFY(plant);
    const auto current = [&] {
        const QByteArray answer
            = ask(plant->controlPort(), QByteArray::fromHex("000100000006010300040004"), 17);
        return utcFromMs(qint64(answer.right(8).toHex().toULongLong(nullptr, 16)));
    };
    QTRY_VERIFY_WITH_TIMEOUT(current() > demo::Start + 1h, 60'000);
}

void TestPacing::longGrantIsMadeInSteps()
{
    const auto plant = startPlant(1);
    QVERIFY(plant);
    PacemakerClient client;
    QVector<UtcTime> grants;
    connect(&client, &PacemakerClient::connected, this, [&] { client.grant(demo::Start + 60h); });
    connect(&client, &PacemakerClient::granted, this, [&](UtcTime now) { grants << now; });
    client.open(u"127.0.0.1"_s, plant->controlPort());
    QTRY_COMPARE_WITH_TIMEOUT(grants.size(), 1, 200'000);
    QCOMPARE(grants.first(), demo::Start + 60h);
}

void TestPacing::grantTooFarIsRefused()
{
    const auto plant = startPlant(1);
    QVERIFY(plant);
    const QByteArray answer = ask(plant->controlPort(),
        QByteArray::fromHex("00010000000f01100000000408"
                            "7fffffffffffffff"),
        9);
    QCOMPARE(answer.toHex(), QByteArray("000100000003019003"));
    const QByteArray seed
        = ask(plant->controlPort(), QByteArray::fromHex("000200000006010300080003"), 15);
    QCOMPARE(seed.right(6).toHex(), QByteArray("0000002a0001"));
}

void TestPacing::missingPlantIsSaidOnce()
{
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const quint16 port = nobody.serverPort();
    nobody.close();
    PacemakerClient client;
    QVector<Error> failures;
    connect(&client, &PacemakerClient::failed, this, [&](const Error &e) { failures << e; });
    client.open(u"127.0.0.1"_s, port);
    QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, 30'000);
    QCOMPARE(failures.first().code(), u"simulation.pacemaker"_s);
    // it goes on trying, and says no more
    QVERIFY(nobody.listen(QHostAddress::LocalHost, port));
    QTRY_VERIFY_WITH_TIMEOUT(nobody.hasPendingConnections(), 30'000);
    QCOMPARE(failures.size(), 1);
}

void TestPacing::pacedWatchdogCountsProcessTime()
{
    const auto plant = startPlant(1);
    QVERIFY(plant);
    const auto url = DeviceUrl::parse(plant->plant().device(DeviceId(u"DEV-BR-01"_s))->connect);
    QVERIFY(url);
    PacemakerClient client;
    QVector<UtcTime> grants;
    std::optional<UtcTime> start;
    connect(&client, &PacemakerClient::connected, this, [&](UtcTime now) { start = now; });
    connect(&client, &PacemakerClient::granted, this, [&](UtcTime now) { grants << now; });
    client.open(u"127.0.0.1"_s, plant->controlPort());
    QTRY_VERIFY_WITH_TIMEOUT(start.has_value(), 30'000);
    // stirrer.sp (2006) = 100 rpm (0x42c80000), then one heartbeat (2016)
    QCOMPARE(ask(url->port,
                 QByteArray::fromHex("00010000000b011007d600020400004"
                                     "2c8"),
                 12)
                 .size(),
        12);
    QCOMPARE(ask(url->port, QByteArray::fromHex("000200000006010607e00001"), 12).size(), 12);
    const auto stirrer = [&] {
        return ask(url->port, QByteArray::fromHex("000300000006010307d60002"), 13).right(4).toHex();
    };
    QCOMPARE(stirrer(), QByteArray("000042c8"));
    client.grant(*start + 4min);
    QTRY_COMPARE_WITH_TIMEOUT(grants.size(), 1, 30'000);
    QCOMPARE(stirrer(), QByteArray("000042c8"));
    client.grant(*start + 10min);
    QTRY_COMPARE_WITH_TIMEOUT(grants.size(), 2, 30'000);
    QCOMPARE(stirrer(), QByteArray("000041f0")); // 30 rpm
}

QTEST_GUILESS_MAIN(TestPacing)
#include "tst_pacing.moc"
