// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Thermo, NAMUR and Watson-Marlow as bytes, against what the makers' manuals print.
#include "devices/protocol/lineprotocol.h"
#include "devices/protocol/namur.h"
#include "devices/protocol/thermotelegram.h"
#include "devices/protocol/watsonmarlow.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

using Status = LineReply::Status;

namespace {

/// Everything that \p bytes hold for \p question, fed in pieces of \p size.
QVector<LineAnswer> heard(DeviceProtocol protocol, const LineQuestion &question,
    const QByteArray &bytes, qsizetype size, int *garbage = nullptr)
{
    QVector<LineAnswer> answers;
    QByteArray buffer;
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        buffer += bytes.mid(at, size);
        for (;;) {
            LineAnswer answer;
            const LineTake taken = lineCodec(protocol).take(buffer, question, answer);
            if (taken == LineTake::Incomplete)
                break;
            if (taken == LineTake::Answer)
                answers << answer;
            if (taken == LineTake::Garbage && garbage)
                ++*garbage;
        }
    }
    return answers;
}

constexpr auto Thermo = DeviceProtocol::Thermo;
constexpr auto Namur = DeviceProtocol::Namur;
constexpr auto WatsonMarlow = DeviceProtocol::WatsonMarlow;
constexpr auto MtSics = DeviceProtocol::MtSics;

} // namespace

class TestLineProtocols : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Telegrams with the check sums that the makers print (those of their examples that add up).
    void recordedTelegrams_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("question");
        QTest::addColumn<QByteArray>("parameter");
        QTest::addColumn<QByteArray>("payload");
        const auto row
            = [](const char *bytes, bool question, const char *parameter, const char *payload) {
                  QTest::newRow(bytes) << QByteArray(bytes) + '\r' << question
                                       << QByteArray(parameter) << QByteArray(payload);
              };
        row("?:0010:00::c1", true, "0010", "");
        row("!:0010:11:31.07.10;01:02:23:e2", false, "0010", "31.07.10;01:02:23");
        row("?:0011:00::c0", true, "0011", "");
        row("!:0011:08:31.07.10:d2", false, "0011", "31.07.10");
        row("?:0012:00::c3", true, "0012", "");
        row("?:3010:00::c2", true, "3010", "");
    }
    void recordedTelegrams()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, question);
        QFETCH(QByteArray, parameter);
        QFETCH(QByteArray, payload);
        const ThermoTelegram expected {question, parameter, payload};
        QByteArray buffer = bytes;
        ThermoTelegram telegram;
        QCOMPARE(
            takeThermoTelegram(buffer, ThermoChecksum::InvertedXor, telegram), LineTake::Answer);
        QCOMPARE(telegram, expected);
        QVERIFY(buffer.isEmpty());
        QCOMPARE(thermoBytes(expected, ThermoChecksum::InvertedXor), bytes);
        // The other variant's sum is another one.
        buffer = bytes;
        QCOMPARE(takeThermoTelegram(buffer, ThermoChecksum::Crc8, telegram), LineTake::Garbage);
    }

    void crc8()
    {
        // The check value of CRC-8 (polynomial 0x07, start 0) over "123456789".
        QCOMPARE(thermoChecksum("123456789", ThermoChecksum::Crc8), quint8(0xF4));
        const ThermoTelegram telegram {false, "2010", "+37.0;+36.9;+36.9"};
        QByteArray bytes = thermoBytes(telegram, ThermoChecksum::Crc8);
        ThermoTelegram read;
        QCOMPARE(takeThermoTelegram(bytes, ThermoChecksum::Crc8, read), LineTake::Answer);
        QCOMPARE(read, telegram);
    }

    /// Whatever one byte turns into, and wherever one is lost or inserted: no other payload.
    void oneDisturbedByteIsNoTelegram_data()
    {
        QTest::addColumn<ThermoChecksum>("kind");
        QTest::newRow("inverted XOR") << ThermoChecksum::InvertedXor;
        QTest::newRow("CRC-8") << ThermoChecksum::Crc8;
    }
    void oneDisturbedByteIsNoTelegram()
    {
        QFETCH(ThermoChecksum, kind);
        const LineQuestion question {u"2010"_s, 1, kind};
        const QByteArray good = thermoBytes({false, "2010", "+37.0;+36.9;+36.9"}, kind);
        const auto judge = [&](const QByteArray &bytes) {
            const auto answers = heard(Thermo, question, bytes, bytes.size());
            for (const LineAnswer &answer : answers) {
                if (answer.line.status == Status::Values)
                    QCOMPARE(
                        answer.line.fields, (QStringList {u"+37.0"_s, u"+36.9"_s, u"+36.9"_s}));
            }
        };
        for (qsizetype at = 0; at < good.size(); ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                QByteArray flipped = good;
                flipped[at] = char(byte);
                judge(flipped);
                QByteArray inserted = good;
                inserted.insert(at, char(byte));
                judge(inserted);
            }
            QByteArray lost = good;
            lost.remove(at, 1);
            judge(lost);
        }
    }

    void answers_data()
    {
        QTest::addColumn<DeviceProtocol>("protocol");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Status>("status"); // Unreadable: nothing is heard
        QTest::addColumn<QStringList>("fields");
        const auto row = [](const char *name, DeviceProtocol protocol, const char *command,
                             const QByteArray &bytes, Status status, const QStringList &fields) {
            QTest::newRow(name) << protocol << QString::fromLatin1(command) << bytes << status
                                << fields;
        };
        const auto telegram = [](const char *parameter, const char *payload) {
            return thermoBytes({false, parameter, payload}, ThermoChecksum::InvertedXor);
        };
        const QByteArray loop = telegram("2010", "+37.0;+36.9;+36.9");
        row("thermo values", Thermo, "2010", loop, Status::Values,
            {u"+37.0"_s, u"+36.9"_s, u"+36.9"_s});
        row("thermo written", Thermo, "2010=+37.0", telegram("2010", ""), Status::Done, {});
        row("thermo ?0", Thermo, "2010", telegram("0000", "?0"), Status::BadTelegram, {});
        row("thermo ?1", Thermo, "0005", telegram("0005", "?1"), Status::UnknownParameter, {});
        row("thermo ?2", Thermo, "2010=+37.0", telegram("2010", "?2"), Status::MemoryError, {});
        row("thermo ?3", Thermo, "2010=+99.0", telegram("2010", "?3"), Status::ValueRefused, {});
        row("thermo refusal of another", Thermo, "2010", telegram("2020", "?1"), Status::Unreadable,
            {});
        row("thermo other parameter", Thermo, "2020", loop, Status::Unreadable, {});
        row("thermo echo of a write", Thermo, "2010=+37.0", telegram("2010", "+37.0"),
            Status::Unreadable, {});
        row("thermo echo of a question", Thermo, "2010",
            thermoBytes({true, "2010", ""}, ThermoChecksum::InvertedXor) + loop, Status::Values,
            {u"+37.0"_s, u"+36.9"_s, u"+36.9"_s});
        row("thermo noise before", Thermo, "2010", "\xff!:20?" + loop, Status::Values,
            {u"+37.0"_s, u"+36.9"_s, u"+36.9"_s});
        row("thermo nothing", Thermo, "2010", telegram("2010", ""), Status::Unreadable, {});
        row("namur value", Namur, "IN_PV_4", "300.0 4 \r\n", Status::Values, {u"300.0"_s, u"4"_s});
        row("namur set point", Namur, "IN_SP_1", "25.0 1 \r\n", Status::Values,
            {u"25.0"_s, u"1"_s});
        row("namur other channel", Namur, "IN_PV_4", "36.9 1 \r\n", Status::Unreadable, {});
        row("namur no channel", Namur, "IN_PV_4", "300.0 \r\n", Status::Unreadable, {});
        row("namur name", Namur, "IN_NAME", "C-MAG HS7 \r\n", Status::Values, {u"C-MAG HS7"_s});
        row("namur watchdog", Namur, "OUT_WD2@60", "60.0 \r\n", Status::Done, {u"60.0"_s});
        row("namur watchdog clamped", Namur, "OUT_WD2@5", "20.0 \r\n", Status::ValueRefused,
            {u"20.0"_s});
        row("namur echo", Namur, "OUT_WD2@60", "OUT_WD2@60 \r\n60.0 \r\n", Status::Done,
            {u"60.0"_s});
        row("namur no CR", Namur, "IN_PV_4", "300.0 4 \n", Status::Unreadable, {});
        row("namur not printable", Namur, "IN_PV_4", "300.0\x80 4 \r\n", Status::Unreadable, {});
        row("namur tail of a long line", Namur, "IN_PV_4", QByteArray(75, '3') + "3300.0 4 \r\n",
            Status::Unreadable, {});
        row("namur exponent", Namur, "IN_PV_4", "3e2 4 \r\n", Status::Unreadable, {});
        row("pump", WatsonMarlow, "RS", "323Du 400.0 CCW 0 !", Status::Values,
            {u"323Du"_s, u"400.0"_s, u"CCW"_s, u"0"_s});
        row("pump with line end", WatsonMarlow, "RS", "\r\n323Du 12.5 CW 1 !\r\n", Status::Values,
            {u"323Du"_s, u"12.5"_s, u"CW"_s, u"1"_s});
        row("pump cut in front", WatsonMarlow, "RS", "00.0 CCW 0 !", Status::Unreadable, {});
        row("pump cut in the middle", WatsonMarlow, "RS", "323Du 4!00.0 CCW 0 !",
            Status::Unreadable, {});
        row("pump third direction", WatsonMarlow, "RS", "323Du 400.0 CXW 0 !", Status::Unreadable,
            {});
        row("pump negative", WatsonMarlow, "RS", "323Du -400.0 CCW 0 !", Status::Unreadable, {});
        row("pump half running", WatsonMarlow, "RS", "323Du 400.0 CCW 7 !", Status::Unreadable, {});
    }
    void answers()
    {
        QFETCH(DeviceProtocol, protocol);
        QFETCH(QString, command);
        QFETCH(QByteArray, bytes);
        QFETCH(Status, status);
        QFETCH(QStringList, fields);
        for (qsizetype size = 1; size <= bytes.size(); ++size) {
            const auto answers = heard(protocol, {command, 1, {}}, bytes, size);
            QCOMPARE(answers.size(), status == Status::Unreadable ? 0 : 1);
            if (answers.isEmpty())
                continue;
            QCOMPARE(answers[0].line.status, status);
            QCOMPARE(answers[0].line.fields, fields);
        }
    }

    void questions_data()
    {
        QTest::addColumn<DeviceProtocol>("protocol");
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QByteArray>("bytes"); // empty: it cannot be said
        QTest::addColumn<bool>("answered");
        const auto row = [](DeviceProtocol protocol, const QString &command, int unit,
                             const char *bytes, bool answered) {
            QTest::addRow("%d %s %d", int(protocol), qPrintable(command.left(30)), unit)
                << protocol << command << unit << QByteArray(bytes) << answered;
        };
        row(Thermo, u"0010"_s, 1, "?:0010:00::c1\r", true);
        row(Thermo, u"2010=+37.0"_s, 1, "!:2010:05:+37.0:e9\r", true);
        row(Thermo, u"20AF"_s, 1, "", true);
        row(Thermo, u"201"_s, 1, "", true);
        row(Thermo, u"2010="_s, 1, "", true);
        row(Thermo, u"2010=ABC"_s, 1, "", true); // no capitals
        row(Namur, u"IN_PV_4"_s, 1, "IN_PV_4 \r\n", true);
        row(Namur, u"OUT_SP_4 300"_s, 1, "OUT_SP_4 300 \r\n", false);
        row(Namur, u"START_4"_s, 1, "START_4 \r\n", false);
        row(Namur, u"OUT_WD1@60"_s, 1, "OUT_WD1@60 \r\n", true);
        row(Namur, QString(77, u'X'), 1, qPrintable(QString(77, u'X') + u" \r\n"_s), false);
        row(Namur, QString(78, u'X'), 1, "", false); // 80 characters with the end are too few
        row(Namur, u"IN_PV_4\r\nSTOP_4"_s, 1, "", true);
        row(Namur, u"  "_s, 1, "", false);
        row(WatsonMarlow, u"RS"_s, 1, "1RS\r", true);
        row(WatsonMarlow, u"SP400"_s, 2, "2SP400\r", false);
        row(WatsonMarlow, u"GO"_s, 9, "9GO\r", false);
        row(WatsonMarlow, u"RS"_s, 10, "", true);
        row(WatsonMarlow, u"RS"_s, 0, "", true);
        row(WatsonMarlow, u"rs"_s, 1, "", false);
        row(WatsonMarlow, u"SP-4"_s, 1, "", false);
        row(MtSics, u"SI"_s, 1, "SI\r\n", true);
    }
    void questions()
    {
        QFETCH(DeviceProtocol, protocol);
        QFETCH(QString, command);
        QFETCH(int, unit);
        QFETCH(QByteArray, bytes);
        QFETCH(bool, answered);
        const LineQuestion question {command, unit, {}};
        const auto encoded = lineCodec(protocol).encode(question);
        QCOMPARE(encoded.ok(), !bytes.isEmpty());
        if (encoded)
            QCOMPARE(*encoded, bytes);
        else
            QCOMPARE(encoded.error().code(), u"line.command"_s);
        QCOMPARE(lineCodec(protocol).isAnswered(question), answered);
    }

    void pumpCommands()
    {
        QByteArray buffer = "1SP400\r2RS\r\rXX\r3GO";
        PumpCommand command;
        QCOMPARE(takePumpCommand(buffer, command), LineTake::Answer);
        QCOMPARE(command, (PumpCommand {1, "SP", 400}));
        QCOMPARE(takePumpCommand(buffer, command), LineTake::Answer);
        QCOMPARE(command, (PumpCommand {2, "RS", std::nullopt}));
        QCOMPARE(takePumpCommand(buffer, command), LineTake::Skip);
        QCOMPARE(takePumpCommand(buffer, command), LineTake::Garbage);
        QCOMPARE(takePumpCommand(buffer, command), LineTake::Incomplete);
        QCOMPARE(
            pumpStatusBytes({"323Du", 400, false, false}), QByteArray("323Du 400.0 CCW 0 !\r"));
    }

    void endlessNoiseIsBounded()
    {
        for (const auto protocol : {Thermo, Namur, WatsonMarlow, MtSics}) {
            for (const char byte : {'3', '!', '?', '\0', ' '}) {
                QByteArray buffer;
                LineAnswer answer;
                for (int i = 0; i < 5000; ++i) {
                    buffer += QByteArray(7, byte);
                    while (lineCodec(protocol).take(buffer, {u"IN_PV_4"_s, 1, {}}, answer)
                        != LineTake::Incomplete) { }
                    QVERIFY(buffer.size() <= 300);
                }
            }
        }
    }

    void numbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value"); // NaN: none
        const double none = qQNaN();
        QTest::newRow("integer") << u"12"_s << 12.0;
        QTest::newRow("signed") << u"+37.05"_s << 37.05;
        QTest::newRow("negative") << u"-0.5"_s << -0.5;
        QTest::newRow("point last") << u"400."_s << 400.0;
        for (const char *text : {"", ".", "+", "1e3", "inf", "nan", "0x10", "1,5", "1.2.3", "1 2",
                 "--1", "1-", "123456789012345678901"})
            QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text) << none;
    }
    void numbers()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const auto read = lineNumber(text);
        QCOMPARE(read.has_value(), !qIsNaN(value));
        if (read)
            QCOMPARE(*read, value);
    }

    void agreement()
    {
        const auto of = [](const QStringList &fields) {
            LineAnswer answer;
            answer.line = {Status::Values, fields};
            return answer;
        };
        const LineAnswer first = of({u"323Du"_s, u"40.0"_s, u"CW"_s, u"1"_s});
        const double any = std::numeric_limits<double>::infinity();
        QVERIFY(linesAgree(first, first, {}));
        QVERIFY(
            linesAgree(first, of({u"323Du"_s, u"40.2"_s, u"CW"_s, u"1"_s}), {any, 0.2, any, 0}));
        QVERIFY(
            !linesAgree(first, of({u"323Du"_s, u"40.3"_s, u"CW"_s, u"1"_s}), {any, 0.2, any, 0}));
        QVERIFY(
            !linesAgree(first, of({u"323Du"_s, u"40.0"_s, u"CCW"_s, u"1"_s}), {any, 0.2, any, 0}));
        QVERIFY(!linesAgree(first, of({u"323Dv"_s, u"40.0"_s, u"CW"_s, u"1"_s}), {}));
        QVERIFY(!linesAgree(first, of({u"323Du"_s, u"40.0"_s, u"CW"_s}), {}));
        LineAnswer weight;
        weight.sics = parseSicsLine("S S     100.00 g");
        LineAnswer other = weight;
        other.sics.value = 100.05;
        QVERIFY(linesAgree(weight, other, {0.05}));
        QVERIFY(!linesAgree(weight, other, {0.01}));
        other = weight;
        other.sics.unit = u"kg"_s;
        QVERIFY(!linesAgree(weight, other, {1000}));
    }

    void commandsToWrite()
    {
        DeviceTag tag;
        tag.direction = TagDirection::ReadWrite;
        tag.command = u"IN_SP_1"_s;
        tag.write = u"OUT_SP_1 {value.1}"_s;
        QCOMPARE(*writeCommand(tag, 37), u"OUT_SP_1 37.0"_s);
        QCOMPARE(*writeCommand(tag, -0.01), u"OUT_SP_1 0.0"_s);
        QVERIFY(qAbs(lineResolution(tag) - 0.05) < 1e-6);
        tag.write = u"2010={+value.1}"_s;
        QCOMPARE(*writeCommand(tag, 37), u"2010=+37.0"_s);
        QCOMPARE(*writeCommand(tag, -4.26), u"2010=-4.3"_s);
        tag.write = u"SP{value}"_s;
        tag.scale = 0.1;
        QCOMPARE(*writeCommand(tag, 40), u"SP400"_s);
        QVERIFY(!writeCommand(tag, qInf()));
        tag.scale = 1;
        tag.orders = {{u"ST"_s, 0}, {u"GO"_s, 1}};
        QCOMPARE(*writeCommand(tag, 1), u"GO"_s);
        QCOMPARE(writeCommand(tag, 2).error().code(), u"device.notRepresentable"_s);
        QCOMPARE(countPlaceholders(u"OUT {value} {value.1}"_s), 2);
        QCOMPARE(countPlaceholders(u"OUT {speed}"_s), -1);
        QCOMPARE(countPlaceholders(u"RESET"_s), 0);
    }
};

QTEST_GUILESS_MAIN(TestLineProtocols)
#include "tst_lineprotocols.moc"
