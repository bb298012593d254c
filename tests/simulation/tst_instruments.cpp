// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped profiles of real instruments against instruments that know the manual, on real ports.
#include "devices/runtime/devicecommands.h"
#include "devices/simulation/balance.h"
#include "devices/simulation/instruments/alicatcontroller.h"
#include "devices/simulation/instruments/hamiltonarc.h"
#include "devices/simulation/instruments/ikastirrer.h"
#include "devices/simulation/instruments/julabopresto.h"
#include "devices/simulation/instruments/peristalticpump.h"
#include "devices/simulation/instruments/thermoincubator.h"
#include "devices/simulation/mtsicsserver.h"
#include "instrumentbench.h"
#include "processgraph/foundation/messagecatalog.h"

#include <QtSerialPort/QSerialPort>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

namespace {

using Readings = Result<QVector<DeviceReading>>;

DeviceReading readingIn(const Readings &readings, const char *tag)
{
    if (!readings)
        return {};
    for (const DeviceReading &reading : *readings) {
        if (reading.tag == QLatin1String(tag))
            return reading;
    }
    return {};
}

template <class Kind> DeviceUrl place(const InstrumentBench<Kind> &bench)
{
    return *DeviceUrl::parse(bench.url);
}

template <class Kind> DeviceReading readOne(InstrumentBench<Kind> &bench, const char *tag)
{
    return readingIn(readDevice(bench.profile, place(bench), {QString::fromLatin1(tag)}), tag);
}

/// The code of what went wrong; empty when it went well.
template <class Kind> QString written(InstrumentBench<Kind> &bench, const char *tag, double value)
{
    const auto result = writeDevice(bench.profile, place(bench), QString::fromLatin1(tag), value);
    return result ? QString() : result.error().code();
}

DeviceTag &tagIn(DeviceProfile &profile, const char *name)
{
    for (DeviceTag &tag : profile.tags) {
        if (tag.name == QLatin1String(name))
            return tag;
    }
    qFatal("no tag %s", name);
}

/// Every readable tag gives a plausible number, together and each on its own.
template <class Kind> void readsEverything(const char *id)
{
    InstrumentBench<Kind> bench(QString::fromLatin1(id));
    bench.run(3);
    for (const Readings &readings :
        {readDevice(bench.profile, place(bench)), checkDevice(bench.profile, place(bench))}) {
        QVERIFY2(readings, readings ? "" : qPrintable(readings.error().code()));
        QVERIFY(!readings->isEmpty());
        for (const DeviceReading &reading : *readings) {
            QVERIFY2(reading.trouble.code.isEmpty(),
                qPrintable(reading.tag + u": "_s
                    + MessageCatalog::shipped().text(reading.trouble, Language::En)));
            QVERIFY2(reading.plausible, qPrintable(reading.tag));
        }
    }
}

} // namespace

class TestInstruments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hamiltonReads() { readsEverything<HamiltonArc>("hamilton-arc-ph"); }
    void alicatReads() { readsEverything<AlicatController>("alicat-mfc"); }
    void julaboReads() { readsEverything<JulaboPresto>("julabo-presto"); }
    void thermoReads() { readsEverything<ThermoIncubator>("thermo-incubator"); }
    void ikaReads() { readsEverything<IkaStirrer>("ika-stirrer"); }
    void pumpReads() { readsEverything<PeristalticPump>("watson-marlow-323"); }

    // --- Hamilton --------------------------------------------------------------------------------

    void hamiltonFollowsItsMedium()
    {
        InstrumentBench<HamiltonArc> bench(u"hamilton-arc-ph"_s);
        bench.kind->setMedium(6.8, 37);
        bench.run(300);
        QVERIFY(qAbs(readOne(bench, "ph.pv").value - 6.8) < 0.03);
        QVERIFY(qAbs(readOne(bench, "temperature.pv").value - 37) < 0.2);
        QCOMPARE(readOne(bench, "ph.high").value, 14.0);
    }

    /// A block of ten, or nothing.
    void hamiltonRefusesParts()
    {
        InstrumentBench<HamiltonArc> bench(u"hamilton-arc-ph"_s);
        for (const auto &[address, count] : {std::pair(2091, 2), std::pair(2089, 9),
                 std::pair(2089, 11), std::pair(2088, 10), std::pair(2409, 4)}) {
            QVector<quint16> values;
            QCOMPARE(bench.kind->read(RegisterTable::HoldingRegisters, address, count, values),
                ModbusException::IllegalDataAddress);
            QVERIFY(values.isEmpty());
        }
        bench.profile.readBlocks.clear(); // as a profile would be that does not know
        tagIn(bench.profile, "ph.pv").guards.clear();
        QCOMPARE(readOne(bench, "ph.pv").trouble.code, u"device.exception"_s);
    }

    void hamiltonStatusIsQuality_data()
    {
        QTest::addColumn<quint32>("bits");
        QTest::addColumn<bool>("ph");
        QTest::addColumn<bool>("temperature");
        QTest::newRow("well") << 0u << true << true;
        QTest::newRow("measuring range") << HamiltonArc::OutOfMeasuringRange << false << false;
        QTest::newRow("operating range") << HamiltonArc::OutOfOperatingRange << true << true;
        QTest::newRow("calibration") << HamiltonArc::CalibrationNotZero << false << true;
        QTest::newRow("warning") << HamiltonArc::WarningNotZero << true << true;
        QTest::newRow("error") << HamiltonArc::ErrorNotZero << false << false;
        QTest::newRow("all") << 0x1Fu << false << false;
    }
    void hamiltonStatusIsQuality()
    {
        QFETCH(quint32, bits);
        QFETCH(bool, ph);
        QFETCH(bool, temperature);
        InstrumentBench<HamiltonArc> bench(u"hamilton-arc-ph"_s);
        bench.kind->setStatus(bits);
        const Readings readings = readDevice(bench.profile, place(bench));
        QCOMPARE(readingIn(readings, "ph.status").value, double(bits));
        QCOMPARE(readingIn(readings, "ph.pv").plausible, ph);
        QCOMPARE(readingIn(readings, "temperature.pv").plausible, temperature);
        QCOMPARE(readingIn(readings, "ph.pv").trouble.code, ph ? QString() : u"device.guard"_s);
    }

    void hamiltonUnitIsRespected()
    {
        InstrumentBench<HamiltonArc> bench(u"hamilton-arc-ph"_s);
        QCOMPARE(written(bench, "temperature.unit", HamiltonArc::UnitKelvin), QString());
        // 298 K is no °C: in the range of no plausible value, and not believed for that reason.
        tagIn(bench.profile, "temperature.pv").plausible = {};
        QCOMPARE(readOne(bench, "temperature.pv").trouble.code, u"device.guard"_s);
        QVERIFY(readOne(bench, "ph.pv").plausible);
        QCOMPARE(written(bench, "temperature.unit", 3), u"device.exception"_s);
        QCOMPARE(written(bench, "temperature.unit", HamiltonArc::UnitCelsius), QString());
        QVERIFY(readOne(bench, "temperature.pv").plausible);
    }

    // --- Alicat ----------------------------------------------------------------------------------

    void alicatFlows()
    {
        InstrumentBench<AlicatController> bench(u"alicat-mfc"_s);
        QCOMPARE(written(bench, "flow.sp", 2.5), QString());
        bench.run(20);
        QVERIFY(qAbs(readOne(bench, "flow.pv").value - 2.5) < 0.05);
        bench.kind->setSupply(false);
        bench.run(20);
        QVERIFY(readOne(bench, "flow.pv").value < 0.01);
        QVERIFY(readOne(bench, "valve.pv").value > 95);
    }

    void alicatRefuses()
    {
        InstrumentBench<AlicatController> bench(u"alicat-mfc"_s);
        QCOMPARE(written(bench, "flow.sp", 6), u"device.outOfRange"_s); // before the wire
        tagIn(bench.profile, "flow.sp").limits = {};
        QCOMPARE(written(bench, "flow.sp", 6), u"device.exception"_s); // by the device
        QCOMPARE(bench.truth("flow.sp"), 0.0);
    }

    /// Switched to mL/min its numbers mean something else, in both directions.
    void alicatInAnotherUnit()
    {
        InstrumentBench<AlicatController> bench(u"alicat-mfc"_s);
        bench.kind->setFlowUnit(4);
        QCOMPARE(readOne(bench, "flow.pv").trouble.code, u"device.guard"_s);
        QCOMPARE(written(bench, "flow.sp", 1), u"device.guard"_s);
        QCOMPARE(bench.truth("flow.sp"), 0.0);
        QVERIFY(readOne(bench, "pressure.pv").plausible);
    }

    // --- Julabo ----------------------------------------------------------------------------------

    void julaboRegulates()
    {
        InstrumentBench<JulaboPresto> bench(u"julabo-presto"_s);
        QCOMPARE(written(bench, "temperature.sp", 37), QString());
        bench.run(60);
        QVERIFY(readOne(bench, "temperature.pv").value < 21); // not started
        QCOMPARE(written(bench, "running.sp", 1), QString());
        bench.run(1800);
        QVERIFY(qAbs(readOne(bench, "temperature.pv").value - 37) < 0.2);
        QCOMPARE(readOne(bench, "temperature.sp").value, 37.0);
        bench.kind->setAlarm(-5);
        bench.run(2);
        QCOMPARE(readOne(bench, "alarm.pv").value, -5.0);
        QCOMPARE(readOne(bench, "power.pv").value, 0.0);
    }

    /// Register 93 changes the meaning of all others. What disagrees with the profile is neither
    /// believed nor written; in a profile of that order everything is right again.
    void julaboByteOrders_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<WordOrder>("order");
        QTest::newRow("big-endian") << 0 << WordOrder::ABCD;
        QTest::newRow("little-endian") << 1 << WordOrder::BADC;
        QTest::newRow("big-endian, swapped") << 2 << WordOrder::CDAB;
        QTest::newRow("little-endian, swapped") << 3 << WordOrder::DCBA;
    }
    void julaboByteOrders()
    {
        QFETCH(int, format);
        QFETCH(WordOrder, order);
        InstrumentBench<JulaboPresto> bench(u"julabo-presto"_s);
        const bool asStated = format == 0;
        QCOMPARE(written(bench, "dataFormat.sp", format), QString());
        QCOMPARE(readOne(bench, "dataFormat.sp").value, double(format)); // itself big-endian
        const Readings readings = readDevice(bench.profile, place(bench));
        for (const char *tag : {"temperature.pv", "temperature.sp", "external.pv", "remote.pv"})
            QCOMPARE(
                readingIn(readings, tag).trouble.code, asStated ? QString() : u"device.guard"_s);
        QCOMPARE(written(bench, "temperature.sp", 42.5), asStated ? QString() : u"device.guard"_s);
        QCOMPARE(bench.truth("temperature.sp"), asStated ? 42.5 : 20.0);

        for (DeviceTag &tag : bench.profile.tags) {
            if (tag.name != u"dataFormat.sp"_s)
                tag.order = order;
            for (TagGuard &guard : tag.guards) {
                if (guard.tag == u"dataFormat.sp"_s)
                    guard.equals = format;
            }
        }
        QCOMPARE(written(bench, "temperature.sp", 31.25), QString());
        QCOMPARE(bench.truth("temperature.sp"), 31.25);
        QCOMPARE(readOne(bench, "temperature.sp").value, 31.25);
        QVERIFY(qAbs(readOne(bench, "temperature.pv").value - 20) < 0.2);
        QCOMPARE(readOne(bench, "remote.pv").value, 4.0);
        QCOMPARE(written(bench, "running.sp", 1), QString());
        QCOMPARE(bench.truth("running.sp"), 1.0);
    }

    /// The safe state must work whatever the format is.
    void julaboStopsInEveryFormat()
    {
        for (int format = 0; format < 4; ++format) {
            InstrumentBench<JulaboPresto> bench(u"julabo-presto"_s);
            QCOMPARE(written(bench, "running.sp", 1), QString());
            QCOMPARE(written(bench, "dataFormat.sp", format), QString());
            QCOMPARE(bench.profile.safeState, (QVector<SafeWrite> {{u"running.sp"_s, 0}}));
            QCOMPARE(written(bench, "running.sp", 0), QString());
            QCOMPARE(bench.truth("running.sp"), 0.0);
        }
    }

    void julaboRefuses()
    {
        InstrumentBench<JulaboPresto> bench(u"julabo-presto"_s);
        tagIn(bench.profile, "temperature.sp").limits = {};
        QCOMPARE(written(bench, "temperature.sp", 200), u"device.exception"_s);
        QVector<quint16> values;
        QCOMPARE(bench.kind->read(RegisterTable::HoldingRegisters, 2, 1, values),
            ModbusException::IllegalDataAddress); // half of a float
        QCOMPARE(bench.kind->write(RegisterTable::HoldingRegisters, 3, {0}),
            ModbusException::IllegalDataAddress);
        QCOMPARE(bench.kind->read(RegisterTable::HoldingRegisters, 5, 1, values),
            ModbusException::IllegalDataAddress); // a gap
        QCOMPARE(written(bench, "dataFormat.sp", 3), QString());
        QCOMPARE(bench.kind->write(RegisterTable::HoldingRegisters, 93, {4}),
            ModbusException::IllegalDataValue);
    }

    void julaboInFahrenheit()
    {
        InstrumentBench<JulaboPresto> bench(u"julabo-presto"_s);
        QCOMPARE(written(bench, "temperatureUnit.sp", 1), QString());
        QCOMPARE(readOne(bench, "temperature.pv").trouble.code, u"device.guard"_s);
        QCOMPARE(written(bench, "temperature.sp", 37), u"device.guard"_s);
        QCOMPARE(bench.truth("temperature.sp"), 20.0);
    }

    // --- lines -----------------------------------------------------------------------------------

    void thermoSets()
    {
        InstrumentBench<ThermoIncubator> bench(u"thermo-incubator"_s);
        QCOMPARE(written(bench, "temperature.sp", 35.5), QString());
        QCOMPARE(bench.truth("temperature.sp"), 35.5);
        bench.run(6000);
        QVERIFY(qAbs(readOne(bench, "temperature.pv").value - 35.5) < 0.3);
        QCOMPARE(written(bench, "co2.sp", 7.5), QString());
        QCOMPARE(readOne(bench, "co2.sp").value, 7.5);
    }

    void thermoRefuses()
    {
        InstrumentBench<ThermoIncubator> bench(u"thermo-incubator"_s);
        tagIn(bench.profile, "temperature.sp").limits = {};
        QCOMPARE(written(bench, "temperature.sp", 70), u"device.valueRefused"_s); // ?3
        bench.kind->breakMemory();
        QCOMPARE(written(bench, "temperature.sp", 36), u"device.memoryError"_s); // ?2
        tagIn(bench.profile, "co2.pv").command = u"2090"_s;
        QCOMPARE(readOne(bench, "co2.pv").trouble.code, u"device.commandRefused"_s); // ?1
        QCOMPARE(bench.truth("temperature.sp"), 37.0);
    }

    /// The other check sum: neither side believes the other.
    void thermoChecksumsMustAgree()
    {
        InstrumentBench<ThermoIncubator> bench(u"thermo-incubator"_s);
        bench.profile.checksum = ThermoChecksum::Crc8;
        bench.profile.timeout = std::chrono::milliseconds(200);
        const auto readings = readDevice(bench.profile, place(bench));
        QVERIFY(!readings);
        QCOMPARE(readings.error().code(), u"device.garbage"_s);
        QCOMPARE(written(bench, "co2.sp", 6), u"device.garbage"_s);
        QCOMPARE(bench.truth("co2.sp"), 5.0);
    }

    void ikaStirs()
    {
        InstrumentBench<IkaStirrer> bench(u"ika-stirrer"_s);
        QCOMPARE(written(bench, "speed.sp", 300), QString());
        QCOMPARE(written(bench, "motor.sp", 1), QString());
        bench.run(30);
        QVERIFY(qAbs(readOne(bench, "speed.pv").value - 300) < 5);
        QCOMPARE(readOne(bench, "speed.sp").value, 300.0);
        QCOMPARE(written(bench, "temperature.sp", 37), QString());
        QCOMPARE(written(bench, "heater.sp", 1), QString());
        bench.run(3000);
        QVERIFY(qAbs(readOne(bench, "temperature.pv").value - 37) < 0.5);
        QCOMPARE(written(bench, "motor.sp", 0), QString());
        bench.run(60);
        QVERIFY(readOne(bench, "speed.pv").value < 1);
        QCOMPARE(written(bench, "motor.sp", 1), QString());
        bench.run(30);
        QCOMPARE(written(bench, "reset.sp", 1), QString());
        bench.run(60);
        QVERIFY(readOne(bench, "speed.pv").value < 1);
    }

    /// What it does not take it passes over in silence; only reading back tells.
    void ikaRefusesSilently()
    {
        InstrumentBench<IkaStirrer> bench(u"ika-stirrer"_s);
        bench.profile.timeout = std::chrono::milliseconds(300);
        tagIn(bench.profile, "speed.sp").limits = {};
        QCOMPARE(written(bench, "speed.sp", 5000), u"device.readBackDiffers"_s);
        QCOMPARE(bench.truth("speed.sp"), 0.0);
        tagIn(bench.profile, "torque.pv").command = u"IN_PV_9"_s;
        const auto unknown = readDevice(bench.profile, place(bench), {u"torque.pv"_s});
        QCOMPARE(unknown.error().code(), u"device.noAnswer"_s);
        // It answers no order: so an order to a line where nobody listens has not succeeded.
        bench.line->setLink(bench.instrument(), false);
        QCOMPARE(written(bench, "motor.sp", 1), u"device.noAnswer"_s);
    }

    void ikaWatchdogGoesToTheSafeSpeed()
    {
        InstrumentBench<IkaStirrer> bench(u"ika-stirrer"_s);
        QCOMPARE(written(bench, "safeSpeed.sp", 80), QString());
        QCOMPARE(written(bench, "speed.sp", 300), QString());
        QCOMPARE(written(bench, "watchdog.sp", 60), QString());
        for (int i = 0; i < 10; ++i) {
            bench.run(100);
            QCOMPARE(written(bench, "watchdog.sp", 60), QString()); // as the gateway does
        }
        QVERIFY(!bench.kind->isTripped());
        QCOMPARE(bench.truth("speed.sp"), 300.0);
        bench.run(400); // silence
        QVERIFY(bench.kind->isTripped());
        QCOMPARE(readOne(bench, "speed.sp").value, 80.0);
        QCOMPARE(written(bench, "watchdog.sp", 0), QString()); // ends it
        QCOMPARE(written(bench, "speed.sp", 200), QString());
        bench.run(2000);
        QCOMPARE(bench.truth("speed.sp"), 200.0);
        // A time that it cannot have is told back as another one.
        QCOMPARE(written(bench, "watchdog.sp", 5), u"device.valueRefused"_s);
    }

    void pumpTurns()
    {
        InstrumentBench<PeristalticPump> bench(u"watson-marlow-323"_s);
        QCOMPARE(written(bench, "speed.sp", 40), QString());
        QCOMPARE(written(bench, "direction.sp", 1), QString());
        QCOMPARE(written(bench, "running.sp", 1), QString());
        bench.run(20);
        QVERIFY(qAbs(bench.truth("flow.pv") - 40 * PeristalticPump::MlPerTurn) < 1);
        QCOMPARE(readOne(bench, "direction.sp").value, 1.0);
        QCOMPARE(written(bench, "running.sp", 0), QString());
        QCOMPARE(readOne(bench, "running.sp").value, 0.0);
        tagIn(bench.profile, "speed.sp").limits = {};
        QCOMPARE(written(bench, "speed.sp", 450), u"device.readBackDiffers"_s);
    }

    void pumpsOnOneLine()
    {
        InstrumentBench<PeristalticPump> bench(u"watson-marlow-323"_s);
        Instrument::Setup setup;
        setup.unit = UnitId(u"U2"_s);
        setup.number = 2;
        setup.now = [&bench] { return bench.moment; };
        PeristalticPump second(std::move(setup));
        bench.line->add(second);
        const auto url = DeviceUrl::parse(bench.url + u"&unit=2"_s);
        QVERIFY(writeDevice(bench.profile, *url, u"speed.sp"_s, 77));
        QVERIFY(writeDevice(bench.profile, *url, u"running.sp"_s, 1));
        QCOMPARE(second.signalTable().find(u"speed.sp"_s)->truth(), 77.0);
        QCOMPARE(bench.truth("speed.sp"), 100.0);
        QCOMPARE(bench.truth("running.sp"), 0.0);
        QCOMPARE(readDevice(bench.profile, *url, {u"speed.sp"_s})->at(0).value, 77.0);
        QCOMPARE(readOne(bench, "speed.sp").value, 100.0);
        bench.profile.timeout = std::chrono::milliseconds(200);
        const auto third = DeviceUrl::parse(bench.url + u"&unit=3"_s);
        QCOMPARE(readDevice(bench.profile, *third).error().code(), u"device.noAnswer"_s);
    }

    /// Every word that a balance has, from one under the load given.
    void balanceSays_data()
    {
        QTest::addColumn<double>("load");
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("answer");
        const auto row
            = [](const char *name, double load, const char *command, const char *answer) {
                  QTest::newRow(name) << load << QByteArray(command) << QByteArray(answer);
              };
        row("stable", 100.5, "S", "S S     100.");
        row("at once", 100.5, "SI", "S S     100.");
        row("overload", 7000, "SI", "S +");
        row("underload", -50, "SI", "S -");
        row("zero", 10, "Z", "Z A");
        row("zero too heavy", 500, "Z", "Z +");
        row("zero without a pan", -200, "Z", "Z -");
        row("zero at once", 10, "ZI", "ZI S");
        row("tare", 100, "T", "T S     100.00 g");
        row("tare at once", 100, "TI", "TI S     100.00 g");
        row("tare value", 100, "TA", "TA A 0.00 g");
        row("set tare value", 100, "TA 12.5 g", "TA A 12.50 g");
        row("wrong tare value", 100, "TA 12.5 lb", "TA L");
        row("forget the tare", 100, "TAC", "TAC A");
        row("unknown", 100, "MAKE TEA", "ES");
        row("parameter where none belongs", 100, "S 5", "EL");
        row("not printable", 100, "S\x01", "ET");
        row("serial number", 100, "I4", "I4 A \"");
        row("reset", 100, "@", "I4 A \"");
    }
    void balanceSays()
    {
        QFETCH(double, load);
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, answer);
        Balance balance(UnitId(u"B"_s), 1, nullptr, load);
        balance.tick(1);
        MtSicsServer server(
            balance, *balance.signalTable().find(u"weight.pv"_s), [] { return qint64(1); });
        QVERIFY(server.open(u"test"_s));
        QSerialPort port(server.path());
        QVERIFY(port.open(QIODevice::ReadWrite));
        port.write(command + "\r\n");
        QByteArray heard;
        QVERIFY(QTest::qWaitFor(
            [&] {
                heard += port.readAll();
                return heard.endsWith("\r\n");
            },
            20'000));
        QVERIFY2(heard.startsWith(answer), heard);
    }

    void piecesMakeNoDifference_data()
    {
        QTest::addColumn<int>("piece");
        for (const int piece : {1, 2, 3, 7})
            QTest::addRow("%d bytes", piece) << piece;
    }
    void piecesMakeNoDifference()
    {
        QFETCH(int, piece);
        InstrumentBench<ThermoIncubator> thermo(u"thermo-incubator"_s);
        thermo.line->setPieces(piece, 2);
        QVERIFY(readOne(thermo, "temperature.pv").plausible);
        QCOMPARE(written(thermo, "co2.sp", 6), QString());
        InstrumentBench<IkaStirrer> ika(u"ika-stirrer"_s);
        ika.line->setPieces(piece, 2);
        QCOMPARE(written(ika, "speed.sp", 200), QString());
        InstrumentBench<PeristalticPump> pump(u"watson-marlow-323"_s);
        pump.line->setPieces(piece, 2);
        QCOMPARE(readOne(pump, "speed.sp").value, 100.0);
    }
};

QTEST_GUILESS_MAIN(TestInstruments)
#include "tst_instruments.moc"
