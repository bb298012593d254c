// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/deviceurl.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestDeviceUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTcp()
    {
        const auto url = DeviceUrl::parse(u"modbus-tcp://127.0.0.1:1502?unit=7"_s);
        QVERIFY(url);
        QCOMPARE(url->protocol, DeviceProtocol::ModbusTcp);
        QCOMPARE(url->host, u"127.0.0.1"_s);
        QCOMPARE(url->port, quint16(1502));
        QCOMPARE(url->unit, 7);
        QCOMPARE(DeviceUrl::parse(u"modbus-tcp://plc"_s)->port, quint16(502));
    }

    void readsSerial()
    {
        const auto url
            = DeviceUrl::parse(u"modbus-rtu:///dev/ttyS3?baud=19200&parity=even&stop=2&unit=2"_s);
        QVERIFY(url);
        QCOMPARE(url->path, u"/dev/ttyS3"_s);
        QCOMPARE(url->baud, 19200);
        QCOMPARE(url->parity, SerialParity::Even);
        QCOMPARE(url->stopBits, 2);
        QCOMPARE(url->unit, 2);
        QCOMPARE(
            DeviceUrl::parse(u"serial:///dev/pts/4?baud=9600"_s)->protocol, DeviceProtocol::MtSics);
    }

    /// A serial URL does not say what is spoken there.
    void adoptsTheProfilesProtocol()
    {
        auto line = *DeviceUrl::parse(u"serial:///dev/a"_s);
        QVERIFY(line.adopt(DeviceProtocol::Namur));
        QCOMPARE(line.protocol, DeviceProtocol::Namur);
        QVERIFY(line.toString().startsWith(u"serial:///dev/a"_s));
        QVERIFY(!line.adopt(DeviceProtocol::ModbusRtu));
        auto second = *DeviceUrl::parse(u"serial:///dev/a?unit=2"_s);
        QVERIFY(!second.adopt(DeviceProtocol::Thermo)); // it has no number there
        QVERIFY(second.adopt(DeviceProtocol::WatsonMarlow));
        QCOMPARE(second.unit, 2);
        auto tcp = *DeviceUrl::parse(u"modbus-tcp://h:5"_s);
        QVERIFY(!tcp.adopt(DeviceProtocol::MtSics));
        QVERIFY(tcp.adopt(DeviceProtocol::ModbusTcp));
    }

    void portKeys()
    {
        const auto key = [](const QString &text) { return DeviceUrl::parse(text)->portKey(); };
        QCOMPARE(key(u"modbus-rtu:///dev/a?unit=1"_s), key(u"modbus-rtu:///dev/a?unit=2"_s));
        QCOMPARE(key(u"modbus-tcp://Host:5?unit=1"_s), key(u"modbus-tcp://host:5?unit=2"_s));
        QVERIFY(key(u"modbus-tcp://h:5"_s) != key(u"modbus-tcp://h:6"_s));
        QVERIFY(key(u"modbus-rtu:///dev/a"_s) != key(u"modbus-rtu:///dev/b"_s));
    }

    void writesWhatItReads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("tcp") << u"modbus-tcp://127.0.0.1:1502?unit=7"_s;
        QTest::newRow("ipv6") << u"modbus-tcp://[::1]:1502?unit=1"_s;
        QTest::newRow("rtu") << u"modbus-rtu:///dev/ttyS3?baud=19200&parity=odd&stop=1&unit=2"_s;
        QTest::newRow("line") << u"serial:///dev/pts/4?baud=9600&parity=none&stop=1"_s;
        QTest::newRow("7E1") << u"serial:///dev/ttyUSB0?baud=9600&parity=even&stop=1&data=7"_s;
        QTest::newRow("second pump")
            << u"serial:///dev/ttyUSB0?baud=9600&parity=none&stop=1&unit=2"_s;
    }
    void writesWhatItReads()
    {
        QFETCH(QString, text);
        const auto url = DeviceUrl::parse(text);
        QVERIFY(url);
        QCOMPARE(url->toString(), text);
        QCOMPARE(*DeviceUrl::parse(url->toString()), *url);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "bioreactor", "http://host:80", "modbus-tcp://",
                 "modbus-tcp:///dev/x", "modbus-tcp://host:0", "modbus-tcp://host:70000",
                 "modbus-tcp://host:5?unit=0", "modbus-tcp://host:5?unit=256",
                 "modbus-tcp://host:5?baud=9600", "modbus-tcp://host/path", "modbus-rtu://host:5",
                 "modbus-rtu:///", "modbus-rtu:///dev/a?unit=248", "modbus-rtu:///dev/a?baud=fast",
                 "modbus-rtu:///dev/a?parity=mark", "modbus-rtu:///dev/a?stop=3",
                 "serial:///dev/a?unit=10", "serial:///dev/a?data=6", "modbus-rtu:///dev/a?data=7",
                 "modbus-tcp://u:p@host:5", "modbus-tcp://host:5#x",
                 "modbus-tcp://host:5?color=red"})
            QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text);
    }
    void refuses()
    {
        QFETCH(QString, text);
        const auto url = DeviceUrl::parse(text);
        QVERIFY(!url);
        QCOMPARE(url.error().code(), u"device.url"_s);
        QCOMPARE(url.error().message.args.value(u"url"_s), text);
        QVERIFY(!url.error().message.args.value(u"reason"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDeviceUrl)
#include "tst_deviceurl.moc"
