// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/mtsics.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestMtSics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<SicsStatus>("status");
        QTest::addColumn<double>("value"); // NaN: none
        QTest::addColumn<QString>("unit");
        const double none = qQNaN();
        QTest::newRow("stable") << QByteArray("S S     100.00 g") << SicsStatus::Stable << 100.0
                                << u"g"_s;
        QTest::newRow("dynamic") << QByteArray("S D      -0.02 g") << SicsStatus::Dynamic << -0.02
                                 << u"g"_s;
        QTest::newRow("kilogram") << QByteArray("S S      1.250 kg") << SicsStatus::Stable << 1.25
                                  << u"kg"_s;
        QTest::newRow("busy") << QByteArray("S I") << SicsStatus::NotExecutable << none
                              << QString();
        QTest::newRow("overload") << QByteArray("S +") << SicsStatus::Overload << none << QString();
        QTest::newRow("underload")
            << QByteArray("S -") << SicsStatus::Underload << none << QString();
        QTest::newRow("tared") << QByteArray("T S       3.10 g") << SicsStatus::Stable << 3.1
                               << u"g"_s;
        QTest::newRow("zeroed") << QByteArray("Z A") << SicsStatus::Done << none << QString();
        QTest::newRow("syntax") << QByteArray("ES") << SicsStatus::SyntaxError << none << QString();
        QTest::newRow("transmission")
            << QByteArray("ET") << SicsStatus::TransmissionError << none << QString();
        QTest::newRow("logic") << QByteArray("EL") << SicsStatus::LogicalError << none << QString();
        QTest::newRow("weight without number")
            << QByteArray("S S") << SicsStatus::Unreadable << none << QString();
        QTest::newRow("no number")
            << QByteArray("S S  abc g") << SicsStatus::Unreadable << none << QString();
        QTest::newRow("infinite") << QByteArray("S S inf g") << SicsStatus::Unreadable << none
                                  << QString();
        QTest::newRow("noise") << QByteArray("\xff\x01\x80") << SicsStatus::Unreadable << none
                               << QString();
        QTest::newRow("half a quote")
            << QByteArray("I4 A \"123") << SicsStatus::Unreadable << none << QString();
    }
    void readsLines()
    {
        QFETCH(QByteArray, line);
        QFETCH(SicsStatus, status);
        QFETCH(double, value);
        QFETCH(QString, unit);
        const SicsReply reply = parseSicsLine(line);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.value.has_value(), !qIsNaN(value));
        if (reply.value)
            QCOMPARE(*reply.value, value);
        QCOMPARE(reply.unit, unit);
    }

    void readsText()
    {
        const SicsReply reply = parseSicsLine("I4 A \"B 021\"");
        QCOMPARE(reply.command, u"I4"_s);
        QCOMPARE(reply.text, u"B 021"_s);
    }

    void buildsWhatItReads()
    {
        QCOMPARE(sicsWeight(u"S"_s, true, 100, 2), QByteArray("S S     100.00 g\r\n"));
        QCOMPARE(sicsStatus(u"S"_s, SicsStatus::NotExecutable), QByteArray("S I\r\n"));
        QCOMPARE(sicsStatus({}, SicsStatus::SyntaxError), QByteArray("ES\r\n"));
        QCOMPARE(sicsText(u"I4"_s, u"77"_s), QByteArray("I4 A \"77\"\r\n"));
        QCOMPARE(sicsAnswerTo(u"SI"_s), u"S"_s);
        QCOMPARE(sicsAnswerTo(u"TI"_s), u"TI"_s);
    }

    void joinsPackets()
    {
        const QByteArray sent = "S S     100.00 g\r\n\r\nS D       1.00 g\r\nS I\r\n";
        for (int size = 1; size < sent.size(); ++size) {
            SicsLineBuffer buffer;
            QVector<QByteArray> lines;
            for (int at = 0; at < sent.size(); at += size)
                lines << buffer.feed(sent.mid(at, size));
            QCOMPARE(lines, (QVector<QByteArray> {"S S     100.00 g", "S D       1.00 g", "S I"}));
        }
    }

    void endlessLineIsBounded()
    {
        SicsLineBuffer buffer;
        QVERIFY(buffer.feed(QByteArray(1'000'000, 'x')).isEmpty());
        QCOMPARE(buffer.feed("\r\nS I\r\n"), QVector<QByteArray> {"S I"});
    }
};

QTEST_GUILESS_MAIN(TestMtSics)
#include "tst_mtsics.moc"
