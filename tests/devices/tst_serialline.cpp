// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The gateway on serial lines that do what serial lines do: noise, halves, late answers.
#include "resources/resources.h"
#include "tests/devices/fakeline.h"
#include "tests/devices/gatewaywatch.h"

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

using Polling = DeviceGateway::Polling;
using Trick = FakeRtuLine::Trick;

namespace {

/// Two registers far apart: two questions of one kind, whose answers look alike.
DeviceProfile rtuProfile(std::chrono::milliseconds timeout, int retries)
{
    DeviceProfile profile = profileOf(DeviceProtocol::ModbusRtu,
        {tagOf("a", RegisterTable::InputRegisters, 1, RegisterType::U16),
            tagOf("b", RegisterTable::InputRegisters, 50, RegisterType::U16)});
    profile.timeout = timeout;
    profile.retries = retries;
    return profile;
}

DeviceProfile balanceProfile(std::chrono::milliseconds timeout)
{
    DeviceTag weight = tagOf("weight.pv", {}, 0, {});
    weight.command = u"SI"_s;
    weight.unit = *Unit::parse(u"g"_s);
    weight.plausible = {-10, 6200};
    DeviceTag tare = tagOf("tare.sp", {}, 0, {}, TagDirection::Write, "");
    tare.command = u"T"_s;
    DeviceProfile profile = profileOf(DeviceProtocol::MtSics, {weight, tare});
    profile.timeout = timeout;
    profile.retries = 0;
    return profile;
}

} // namespace

class TestSerialLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    /// One disturbed answer costs a repetition, never a wrong number.
    void disturbedAnswers_data()
    {
        QTest::addColumn<int>("trick");
        QTest::newRow("silence") << int(Trick::Silence);
        QTest::newRow("noise before") << int(Trick::NoiseBefore);
        QTest::newRow("noise behind") << int(Trick::NoiseAfter);
        QTest::newRow("bad CRC") << int(Trick::BadCrc);
        QTest::newRow("half a frame") << int(Trick::Half);
        QTest::newRow("other unit") << int(Trick::WrongUnit);
        QTest::newRow("other function") << int(Trick::WrongFunction);
        QTest::newRow("other length") << int(Trick::WrongCount);
        QTest::newRow("echo") << int(Trick::Echo);
        QTest::newRow("in pieces") << int(Trick::Pieces);
    }
    void disturbedAnswers()
    {
        QFETCH(int, trick);
        FakeRtuLine line;
        const SystemClock clock;
        const DeviceProfile profile = rtuProfile(std::chrono::milliseconds(400), 1);
        Watched seen({{line.url(1), profile}, {line.url(2), profile}}, clock, Polling::Paced);
        QVERIFY(seen.round(1));
        line.tricks = {Trick(trick)};
        QVERIFY(seen.round(2));
        QVERIFY(line.tricks.isEmpty());
        QVERIFY(seen.round(3));
        QVERIFY(seen.round(4));
        const QMap<QString, double> truth {
            {u"U1.a"_s, 1001}, {u"U1.b"_s, 1050}, {u"U2.a"_s, 2001}, {u"U2.b"_s, 2050}};
        for (const TagSample &sample : std::as_const(seen.samples)) {
            if (sample.value.quality == Quality::Good)
                QCOMPARE(sample.value.value, truth.value(sample.tag.value()));
        }
        for (auto it = truth.begin(); it != truth.end(); ++it)
            QCOMPARE(seen.value(qPrintable(it.key())).quality, Quality::Good);
        QCOMPARE(seen.status().state, ConnectionState::Connected);
    }

    /// Nothing on the line says which question an answer belongs to.
    void lateAnswerIsNotTakenForTheNext_data()
    {
        QTest::addColumn<int>("retries");
        QTest::newRow("without repetition") << 0;
        QTest::newRow("with repetition") << 1;
    }
    void lateAnswerIsNotTakenForTheNext()
    {
        QFETCH(int, retries);
        FakeRtuLine line;
        const SystemClock clock;
        Watched seen({{line.url(1), rtuProfile(std::chrono::milliseconds(1000), retries)}}, clock,
            Polling::Paced);
        QVERIFY(seen.round(1));
        line.lateMs = 1300;
        line.tricks = {Trick::Late};
        QVERIFY(seen.round(2));
        QVERIFY(seen.round(3));
        for (const TagSample &sample : std::as_const(seen.samples)) {
            if (sample.value.quality == Quality::Good)
                QCOMPARE(sample.value.value, sample.tag.value() == u"U1.a"_s ? 1001.0 : 1050.0);
        }
        QCOMPARE(seen.value("U1.a").quality, Quality::Good);
        QCOMPARE(seen.value("U1.b").quality, Quality::Good);
    }

    void balanceAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Quality>("quality");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("reason"); // of the device; empty: it is well
        const auto row = [](const char *name, const char *answer, Quality quality, double value,
                             const char *reason) {
            QTest::newRow(name) << QByteArray(answer) << quality << value
                                << QString::fromLatin1(reason);
        };
        // 100 g were read before.
        row("stable", "S S      12.50 g\r\n", Quality::Good, 12.5, "");
        row("moving", "S D      12.50 g\r\n", Quality::Good, 12.5, "");
        row("in kg", "S S     0.0125 kg\r\n", Quality::Good, 12.5, "");
        row("announcement first", "I4 A \"01\"\r\nS S      12.50 g\r\n", Quality::Good, 12.5, "");
        row("noise line first", "\xff\xfe#\r\nS S      12.50 g\r\n", Quality::Good, 12.5, "");
        row("overload", "S +\r\n", Quality::Bad, 100, "device.overload");
        row("underload", "S -\r\n", Quality::Bad, 100, "device.underload");
        row("busy", "S I\r\n", Quality::Bad, 100, "device.notExecutable");
        row("syntax", "ES\r\n", Quality::Bad, 100, "device.commandRefused");
        row("transmission", "ET\r\n", Quality::Bad, 100, "device.commandRefused");
        row("logical", "EL\r\n", Quality::Bad, 100, "device.commandRefused");
        row("parameter", "S L\r\n", Quality::Bad, 100, "device.commandRefused");
        row("cut off", "S S      12.5\r\n", Quality::Bad, 100, "device.noNumber");
        row("a volume", "S S      12.50 mL\r\n", Quality::Bad, 100, "device.noNumber");
        row("implausible", "S S    7000.00 g\r\n", Quality::Bad, 100, "");
        row("not a number", "S S        nan g\r\n", Quality::Stale, 100, "device.garbage");
        row("no number", "S S\r\n", Quality::Stale, 100, "device.garbage");
        row("two lines in one", "S S      12.5S S      12.50 g\r\n", Quality::Stale, 100,
            "device.garbage");
        row("half a line", "S S      12.", Quality::Stale, 100, "device.noAnswer");
        row("silence", "", Quality::Stale, 100, "device.noAnswer");
    }
    void balanceAnswers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Quality, quality);
        QFETCH(double, value);
        QFETCH(QString, reason);
        FakeBalance balance;
        SteppedClock clock(utcFromMs(1000));
        Watched seen({{balance.url(), balanceProfile(std::chrono::milliseconds(400))}}, clock,
            Polling::Paced);
        QVERIFY(seen.round(1));
        QCOMPARE(seen.value("U1.weight.pv"), (TagValue {100, Quality::Good, utcFromMs(1000)}));
        clock.advance(std::chrono::seconds(5));
        balance.next = {answer};
        QVERIFY(seen.round(2));
        QCOMPARE(seen.value("U1.weight.pv"), (TagValue {value, quality, utcFromMs(6000)}));
        QCOMPARE(seen.status().reason.code, reason);
        QCOMPARE(seen.status().state,
            reason.isEmpty() ? ConnectionState::Connected : ConnectionState::Faulted);
        // The next answer is a good one again, and it is taken.
        balance.always = "S S     200.00 g\r\n";
        QTRY_COMPARE_WITH_TIMEOUT((seen.round(seen.rounds.size() + 1), seen.value("U1.weight.pv")),
            (TagValue {200, Quality::Good, utcFromMs(6000)}), 60'000);
        QCOMPARE(seen.status().state, ConnectionState::Connected);
    }

    void lateWeightIsThrownAway()
    {
        FakeBalance balance;
        const SystemClock clock;
        Watched seen({{balance.url(), balanceProfile(std::chrono::milliseconds(1000))}}, clock,
            Polling::Free);
        QTRY_COMPARE_WITH_TIMEOUT(seen.value("U1.weight.pv").quality, Quality::Good, 60'000);
        balance.lateMs = 1300;
        balance.next = {"S S       1.00 g\r\n"};
        balance.always = "S S     200.00 g\r\n";
        QTRY_COMPARE_WITH_TIMEOUT(seen.value("U1.weight.pv").value, 200.0, 60'000);
        for (const TagSample &sample : std::as_const(seen.samples))
            QVERIFY(sample.value.value != 1.0);
    }

    void tareIsGivenOnce()
    {
        FakeBalance balance;
        const SystemClock clock;
        Watched seen({{balance.url(), balanceProfile(std::chrono::milliseconds(400))}}, clock,
            Polling::Paced);
        QVERIFY(seen.round(1));
        balance.commands.clear();
        balance.next = {""}; // the answer is lost
        seen.gateway->write(1, TagId(u"U1.tare.sp"_s), 1);
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(1), 60'000);
        QVERIFY(!seen.outcomes[1].verified);
        QCOMPARE(seen.outcomes[1].error.code(), u"device.noAnswer"_s);
        QCOMPARE(balance.commands.count("T"), 1);
        balance.next = {"T S      12.50 g\r\n"};
        seen.gateway->write(2, TagId(u"U1.tare.sp"_s), 1);
        QTRY_VERIFY_WITH_TIMEOUT(seen.outcomes.contains(2), 60'000);
        QVERIFY2(seen.outcomes[2].verified, qPrintable(seen.outcomes[2].error.code()));
    }
};

QTEST_GUILESS_MAIN(TestSerialLine)
#include "tst_serialline.moc"
