// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/modbusframe.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestModbusFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Frames of another implementation: read as request and answer, and built again byte for byte.
    void realFrames_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("response");
        QFile file(QStringLiteral(CYTOLOOM_CASES "/modbus/good_rtu_frames.json"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("the shared case modbus/good_rtu_frames.json is not here");
        const auto frames = QJsonDocument::fromJson(file.readAll())[u"frames"].toArray();
        int number = 0;
        for (const auto &frame : frames) {
            QTest::addRow("%d", number++)
                << QByteArray::fromHex(frame[u"request"].toString().toLatin1())
                << QByteArray::fromHex(frame[u"response"].toString().toLatin1());
        }
        QVERIFY(number > 0);
    }
    void realFrames()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, response);

        const auto asked = parseRtuFrame(request);
        QVERIFY(asked);
        QCOMPARE(rtuFrame(asked->unit, asked->pdu), request);
        if (const auto parsed = parseModbusRequestPdu(asked->pdu)) {
            QCOMPARE(modbusRequestPdu(*parsed), asked->pdu);
            const auto answered = parseRtuFrame(response);
            QVERIFY(answered);
            QCOMPARE(rtuFrame(answered->unit, answered->pdu), response);
            const auto values = parseModbusResponsePdu(*parsed, answered->pdu);
            if (values && values->exception == ModbusException::None)
                QCOMPARE(modbusResponsePdu(*parsed, values->values), answered->pdu);
            else if (!values)
                // Some recorded pairs do not belong together; then the reason must be a length.
                QCOMPARE(values.error().code(), u"modbus.length"_s);
        } else {
            QVERIFY2(false, qPrintable(parsed.error().code()));
        }
    }

    /// Frames that another project has recorded, both directions, byte for byte.
    void recordedFrames()
    {
        QFile file(QStringLiteral(CYTOLOOM_CASES "/modbus/good_rtu_frames.json"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("The recorded frames are not beside the project: ../shared/cases/modbus.");
        const QJsonArray frames
            = QJsonDocument::fromJson(file.readAll()).object()[u"frames"_s].toArray();
        QVERIFY(frames.size() >= 10);
        for (const QJsonValue &each : frames) {
            const auto asked = QByteArray::fromHex(each[u"request"_s].toString().toLatin1());
            const auto answered = QByteArray::fromHex(each[u"response"_s].toString().toLatin1());
            QByteArray buffer = asked;
            RtuFrame frame;
            QCOMPARE(takeRtuRequest(buffer, frame), RtuTake::Frame);
            QVERIFY(buffer.isEmpty());
            const auto request = parseModbusRequestPdu(frame.pdu);
            QVERIFY2(request, asked.toHex());
            QCOMPARE(rtuFrame(frame.unit, modbusRequestPdu(*request)), asked);
            buffer = answered;
            RtuFrame reply;
            QCOMPARE(takeRtuResponse(buffer, reply), RtuTake::Frame);
            QVERIFY(buffer.isEmpty());
            QCOMPARE(reply.unit, frame.unit);
            const auto response = parseModbusResponsePdu(*request, reply.pdu);
            QVERIFY2(response, answered.toHex());
            QCOMPARE(response->exception, ModbusException::None);
            // Unused bits of the last byte are the device's: what is written again has them 0.
            const QByteArray again
                = rtuFrame(frame.unit, modbusResponsePdu(*request, response->values));
            if (again != answered) {
                QVERIFY(request->isBits() && !request->isWrite());
                QCOMPARE(parseModbusResponsePdu(*request, parseRtuFrame(again)->pdu)->values,
                    response->values);
            }
        }
    }

    /// The example of the specification, 6.17.
    void readWriteMultiple()
    {
        const ModbusRequest request {
            ModbusFunction::ReadWriteMultipleRegisters, 3, 6, {0x00FF, 0x00FF, 0x00FF}, 14};
        const auto pdu = QByteArray::fromHex("1700030006000e00030600ff00ff00ff");
        QCOMPARE(modbusRequestPdu(request), pdu);
        const auto parsed = parseModbusRequestPdu(pdu);
        QVERIFY(parsed);
        QCOMPARE(*parsed, request);
        QVERIFY(request.isWrite() && request.isRead());
        const QVector<quint16> values {0x00FE, 0x0ACD, 1, 3, 0x000D, 0x00FF};
        const auto answer = QByteArray::fromHex("170c00fe0acd00010003000d00ff");
        QCOMPARE(modbusResponsePdu(request, values), answer);
        const auto response = parseModbusResponsePdu(request, answer);
        QVERIFY(response);
        QCOMPARE(response->values, values);
        QByteArray frame = rtuFrame(5, answer);
        RtuFrame taken;
        QCOMPARE(takeRtuResponse(frame, taken), RtuTake::Frame);
        QCOMPARE(taken.pdu, answer);
        const auto refused = parseModbusResponsePdu(request, QByteArray::fromHex("9702"));
        QCOMPARE(refused->exception, ModbusException::IllegalDataAddress);
        // Cut anywhere, one byte more, other counts: refused.
        for (qsizetype size = 0; size < pdu.size(); ++size)
            QVERIFY(!parseModbusRequestPdu(pdu.left(size)));
        QVERIFY(!parseModbusRequestPdu(pdu + '\0'));
        for (const char *hex : {"1700030000000e00030600ff00ff00ff", // reads none
                 "170003007e000e00030600ff00ff00ff", // 126
                 "1700030006000e000000", // writes none
                 "1700030006000e00030500ff00ff00ff"}) // half a register
            QVERIFY2(!parseModbusRequestPdu(QByteArray::fromHex(hex)), hex);
        QByteArray most = QByteArray::fromHex("1700000001000000"
                                              "7af4")
            + QByteArray(244, '\0');
        QVERIFY(!parseModbusRequestPdu(most)); // 122 registers; 121 fit
        for (qsizetype size = 0; size < answer.size(); ++size)
            QVERIFY(!parseModbusResponsePdu(request, answer.left(size)));
    }

    void framesCutAnywhere()
    {
        const ModbusRequest request {ModbusFunction::WriteMultipleRegisters, 7, 2, {1, 2}};
        const QByteArray two
            = rtuFrame(3, modbusRequestPdu(request)) + rtuFrame(4, modbusRequestPdu(request));
        QByteArray buffer;
        int frames = 0;
        for (const char byte : two) {
            buffer.append(byte);
            RtuFrame frame;
            while (takeRtuRequest(buffer, frame) == RtuTake::Frame) {
                QCOMPARE(int(frame.unit), 3 + frames);
                QCOMPARE(*parseModbusRequestPdu(frame.pdu), request);
                ++frames;
            }
        }
        QCOMPARE(frames, 2);
        QVERIFY(buffer.isEmpty());
    }

    /// Requests whose length only their function tells, cut at every place.
    void takesEveryFunction_data()
    {
        QTest::addColumn<QByteArray>("pdu");
        QTest::addColumn<bool>("knownLength");
        for (const char *hex : {"0100130013", "0200c40016", "03006b0003", "0400080001",
                 "0500acff00", "0600010003", "0f0013000a02cd01", "100001000204000a0102",
                 "16000400f20025", "1700030006000e00030600ff00ff00ff"})
            QTest::newRow(hex) << QByteArray::fromHex(hex) << true;
        for (const char *hex : {"07", "08000012ab", "140706000400010002", "2b0e0100", "4101"})
            QTest::newRow(hex) << QByteArray::fromHex(hex) << false;
    }
    void takesEveryFunction()
    {
        QFETCH(QByteArray, pdu);
        QFETCH(bool, knownLength);
        const QByteArray whole = rtuFrame(9, pdu);
        QByteArray buffer = whole + whole;
        RtuFrame frame;
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(takeRtuRequest(buffer, frame), RtuTake::Frame);
            QCOMPARE(frame.pdu.toHex(), pdu.toHex());
            QCOMPARE(int(frame.unit), 9);
        }
        QVERIFY(buffer.isEmpty());
        for (qsizetype size = 0; knownLength && size < whole.size(); ++size) {
            buffer = whole.left(size);
            QCOMPARE(takeRtuRequest(buffer, frame), RtuTake::Incomplete);
            QCOMPARE(buffer.size(), size);
        }
    }

    void findsFrameBehindGarbage()
    {
        const QByteArray good
            = rtuFrame(1, modbusRequestPdu({ModbusFunction::ReadCoils, 0, 8, {}}));
        QByteArray buffer = QByteArray::fromHex("deadbeef00ff") + good;
        RtuFrame frame;
        QCOMPARE(takeRtuRequest(buffer, frame), RtuTake::Garbage);
        QCOMPARE(takeRtuRequest(buffer, frame), RtuTake::Frame);
        QCOMPARE(rtuFrame(frame.unit, frame.pdu), good);
        QCOMPARE(takeRtuRequest(buffer, frame), RtuTake::Incomplete);
    }

    void refusesBrokenFrames()
    {
        QByteArray frame = rtuFrame(1, modbusRequestPdu({ModbusFunction::ReadCoils, 0, 8, {}}));
        QCOMPARE(parseRtuFrame(frame.left(3)).error().code(), u"modbus.short"_s);
        frame[2] = char(frame[2] ^ 1);
        QCOMPARE(parseRtuFrame(frame).error().code(), u"modbus.crc"_s);
    }

    void refusesRequests_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray("") << u"modbus.length"_s;
        QTest::newRow("unknown function") << QByteArray("2b0e0100") << u"modbus.function"_s;
        QTest::newRow("short") << QByteArray("030000") << u"modbus.length"_s;
        QTest::newRow("long") << QByteArray("030000000100") << u"modbus.length"_s;
        QTest::newRow("no registers") << QByteArray("0300000000") << u"modbus.count"_s;
        QTest::newRow("126 registers") << QByteArray("030000007e") << u"modbus.count"_s;
        QTest::newRow("coil neither on nor off") << QByteArray("0500001234") << u"modbus.count"_s;
        QTest::newRow("byte count lies")
            << QByteArray("10000000010400010000") << u"modbus.length"_s;
        QTest::newRow("values missing") << QByteArray("100000000204") << u"modbus.length"_s;
    }
    void refusesRequests()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QString, code);
        const auto parsed = parseModbusRequestPdu(QByteArray::fromHex(hex));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code(), code);
    }

    void refusesAnswers_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing") << QByteArray("") << u"modbus.length"_s;
        QTest::newRow("one register of two") << QByteArray("03020001") << u"modbus.length"_s;
        QTest::newRow("byte count lies") << QByteArray("03060001000200") << u"modbus.length"_s;
        QTest::newRow("of another function") << QByteArray("040400010002") << u"modbus.function"_s;
        QTest::newRow("exception of another function")
            << QByteArray("8402") << u"modbus.function"_s;
    }
    void refusesAnswers()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QString, code);
        const ModbusRequest request {ModbusFunction::ReadHoldingRegisters, 0, 2, {}};
        const auto parsed = parseModbusResponsePdu(request, QByteArray::fromHex(hex));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code(), code);
    }

    void exceptionIsAnAnswer()
    {
        const ModbusRequest request {ModbusFunction::ReadHoldingRegisters, 0, 2, {}};
        const auto parsed = parseModbusResponsePdu(
            request, modbusExceptionPdu(3, ModbusException::IllegalDataAddress));
        QVERIFY(parsed);
        QCOMPARE(parsed->exception, ModbusException::IllegalDataAddress);
        QCOMPARE(modbusExceptionName(parsed->exception), u"ILLEGAL DATA ADDRESS"_s);
    }

    void writeEchoMustAgree()
    {
        const ModbusRequest request {ModbusFunction::WriteSingleRegister, 4, 1, {77}};
        QVERIFY(parseModbusResponsePdu(request, modbusResponsePdu(request)));
        const auto other = parseModbusResponsePdu(request, QByteArray::fromHex("060004004e"));
        QVERIFY(!other);
        QCOMPARE(other.error().code(), u"modbus.echo"_s);
    }
};

QTEST_GUILESS_MAIN(TestModbusFrame)
#include "tst_modbusframe.moc"
