// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Serial lines with bytes flipped, lost and inserted, both ways, against instruments that others
// could have written. A disturbance may cost a value, it may never make one.
#include "devices/runtime/pollitem.h"
#include "devices/transport/portconnection.h"
#include "resources/resources.h"
#include "tests/devices/peers.h"

#include <QtCore/QEventLoop>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

namespace {

const QString Socat = QStringLiteral(CYTOLOOM_SOCAT);
const QString Python = QStringLiteral(CYTOLOOM_PYTHON);
const QString Peers = QStringLiteral(CYTOLOOM_SOURCE_DIR "/tests/devices/linepeer.py");
constexpr int Rounds = 25;

DeviceProfile shipped(const QString &id)
{
    const auto read = readDeviceProfileFile(u":/cytoloom/devices/"_s + id + u".cydevice.json"_s);
    if (!read)
        qFatal("%s", qPrintable(id));
    return *read;
}

DeviceProfile registers()
{
    DeviceProfile profile = profileOf(DeviceProtocol::ModbusRtu,
        {tagOf("a", RegisterTable::InputRegisters, 1, RegisterType::U16),
            tagOf("b", RegisterTable::InputRegisters, 50, RegisterType::U16),
            tagOf("c", RegisterTable::HoldingRegisters, 7, RegisterType::U16)});
    return profile;
}

LinkReply answerTo(PortConnection &port, const LinkRequest &request, int retries)
{
    LinkReply answer;
    QEventLoop loop;
    const bool queued = port.submit(
        request, retries, PortConnection::Priority::Poll, [&](const LinkReply &reply) {
            answer = reply;
            loop.quit();
        });
    if (queued)
        loop.exec();
    return answer;
}

struct Truth
{
    double value;
    double within;
};

} // namespace

class TestNoisyLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void noWrongValueComesOut_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<DeviceProfile>("profile");
        QTest::addColumn<double>("percent");
        const auto rows = [](const char *protocol, const DeviceProfile &profile) {
            for (const double percent : {0.0, 1.0, 4.0})
                QTest::addRow("%s %g %%", protocol, percent)
                    << QString::fromLatin1(protocol) << profile << percent;
        };
        DeviceProfile thermo = shipped(u"thermo-incubator"_s);
        thermo.tags.removeIf([](const DeviceTag &tag) { return tag.command != u"2010"_s; });
        rows("thermo", thermo);
        DeviceProfile namur = shipped(u"ika-stirrer"_s);
        namur.heartbeat.clear();
        rows("namur", namur);
        rows("watson-marlow", shipped(u"watson-marlow-323"_s));
        rows("mt-sics", shipped(u"mt-sics-balance"_s));
        rows("rtu", registers());
    }
    void noWrongValueComesOut()
    {
        if (Socat.isEmpty() || Python.isEmpty())
            QSKIP("socat or python3 is not installed");
        QFETCH(QString, protocol);
        QFETCH(DeviceProfile, profile);
        QFETCH(double, percent);
        static const QMap<QString, Truth> truths {{u"temperature.sp"_s, {37, 0}},
            {u"temperature.pv"_s, {36.9, 1}}, {u"speed.pv"_s, {300, 30}}, {u"torque.pv"_s, {6, 10}},
            {u"running.sp"_s, {1, 0}}, {u"direction.sp"_s, {0, 0}}, {u"weight.pv"_s, {1250.5, 2}},
            {u"a"_s, {1001, 0}}, {u"b"_s, {1050, 0}}, {u"c"_s, {1007, 0}}};
        PtyPair line;
        QVERIFY(line.start(Socat));
        Peer peer;
        QVERIFY(
            peer.start(Python, {Peers, protocol, line.far(), QString::number(percent), u"7"_s}));
        profile.timeout = std::chrono::milliseconds(percent == 0 ? 5000 : 40);
        profile.retries = 1;
        const QString url = (protocol == u"rtu"_s ? u"modbus-rtu://%1?baud=115200&unit=1"_s
                                                  : u"serial://%1?baud=115200"_s)
                                .arg(line.near());
        auto place = *DeviceUrl::parse(url);
        QVERIFY(place.adopt(profile.protocol));
        PortConnection port(PortLink::make(place), 1);
        port.open();
        QTRY_VERIFY_WITH_TIMEOUT(port.isOpen(), 30'000);
        QVector<int> tags;
        for (int i = 0; i < profile.tags.size(); ++i)
            tags << i;
        const QVector<PollItem> items = pollItems(profile, 1, tags);
        int good = 0;
        int lost = 0;
        for (int round = 0; round < Rounds; ++round) {
            for (const PollItem &item : items) {
                const LinkReply reply = answerTo(port, item.request, profile.retries);
                for (const int index : item.tags) {
                    const DeviceTag &tag = profile.tags[index];
                    const TagReading reading = reply.kind == LinkReply::Kind::Answered
                        ? readingOf(item, tag, reply)
                        : TagReading();
                    if (!reading.plausible) {
                        ++lost;
                        continue;
                    }
                    ++good;
                    Truth truth = truths.value(tag.name);
                    if (tag.name == u"speed.sp"_s)
                        truth = {protocol == u"namur"_s ? 300.0 : 40.0, 0};
                    QVERIFY2(qAbs(reading.value - truth.value) <= truth.within + 1e-9,
                        qPrintable(u"%1 = %2"_s.arg(tag.name).arg(reading.value)));
                }
            }
        }
        qInfo("%d good, %d lost", good, lost);
        if (percent < 2)
            QVERIFY(good > 0);
        if (percent == 0)
            QCOMPARE(lost, 0);
        else if (percent > 2)
            QVERIFY2(lost > 0, "the line was not disturbed");
    }
};

QTEST_GUILESS_MAIN(TestNoisyLines)
#include "tst_noisylines.moc"
