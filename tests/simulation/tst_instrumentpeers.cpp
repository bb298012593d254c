// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated instruments asked by clients that others wrote: pymodbus and mbpoll.
#include "devices/simulation/instruments/alicatcontroller.h"
#include "devices/simulation/instruments/hamiltonarc.h"
#include "devices/simulation/instruments/julabopresto.h"
#include "instrumentbench.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

namespace {

struct Ran
{
    int code = -1;
    QString output;
};

/// The instrument is served by this thread: so it must not block while the program runs.
Ran runTool(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000))
        return {-1, u"no end: "_s + process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

template <class Kind> QString portOf(const InstrumentBench<Kind> &bench)
{
    const auto url = *DeviceUrl::parse(bench.url);
    return url.path.isEmpty() ? QString::number(url.port) : url.path;
}

} // namespace

class TestInstrumentPeers : public QObject
{
    Q_OBJECT

private:
    template <class Kind> static void pymodbus(const QString &profile, const QString &way)
    {
        const QString python = u"/usr/bin/python3"_s;
        if (runTool(python, {u"-c"_s, u"import pymodbus.client, serial"_s}).code != 0)
            QSKIP("python3-pymodbus or python3-serial is not installed");
        InstrumentBench<Kind> bench(profile);
        const Ran ran = runTool(python,
            {QStringLiteral(CYTOLOOM_SOURCE_DIR "/tests/simulation/instrumentclient.py"), way,
                portOf(bench)});
        QVERIFY2(ran.code == 0, qPrintable(ran.output));
    }

    static QStringList rtu(const QString &path)
    {
        return {u"-m"_s, u"rtu"_s, u"-b"_s, u"19200"_s, u"-P"_s, u"none"_s, u"-a"_s, u"1"_s,
            u"-0"_s, u"-1"_s, u"-o"_s, u"5"_s, path};
    }

private Q_SLOTS:
    void pymodbusJulabo() { pymodbus<JulaboPresto>(u"julabo-presto"_s, u"julabo"_s); }
    void pymodbusAlicat() { pymodbus<AlicatController>(u"alicat-mfc"_s, u"alicat"_s); }
    void pymodbusHamilton() { pymodbus<HamiltonArc>(u"hamilton-arc-ph"_s, u"hamilton"_s); }

    void mbpoll()
    {
        const QString program = QStandardPaths::findExecutable(u"mbpoll"_s);
        if (program.isEmpty())
            QSKIP("mbpoll is not installed");
        InstrumentBench<JulaboPresto> julabo(u"julabo-presto"_s);
        const QStringList tcp {u"-m"_s, u"tcp"_s, u"-p"_s, portOf(julabo), u"-a"_s, u"1"_s, u"-0"_s,
            u"-1"_s, u"127.0.0.1"_s};
        const auto float32 = [](const char *address, const char *count) {
            return QStringList {u"-t"_s, u"4:float"_s, u"-r"_s, QLatin1String(address), u"-c"_s,
                QLatin1String(count)};
        };
        // High word first.
        const Ran wrote = runTool(program,
            tcp + QStringList {u"-B"_s, u"-t"_s, u"4:float"_s, u"-r"_s, u"2"_s, u"36.5"_s});
        QVERIFY2(wrote.code == 0, qPrintable(wrote.output));
        QCOMPARE(julabo.truth("temperature.sp"), 36.5);
        Ran read = runTool(program, tcp + QStringList {u"-B"_s} + float32("2", "1"));
        QVERIFY2(read.code == 0 && read.output.contains(u"36.5"_s), qPrintable(read.output));
        // Words swapped: the other order of mbpoll.
        QVERIFY(runTool(program, tcp + QStringList {u"-t"_s, u"4"_s, u"-r"_s, u"93"_s, u"2"_s}).code
            == 0);
        read = runTool(program, tcp + float32("2", "1"));
        QVERIFY2(read.code == 0 && read.output.contains(u"36.5"_s), qPrintable(read.output));
        const Ran gap = runTool(
            program, tcp + QStringList {u"-t"_s, u"4"_s, u"-r"_s, u"5"_s, u"-c"_s, u"1"_s});
        QVERIFY2(gap.output.contains(u"Illegal data address"_s), qPrintable(gap.output));

        InstrumentBench<HamiltonArc> hamilton(u"hamilton-arc-ph"_s);
        const Ran block = runTool(program, float32("2089", "5") + rtu(portOf(hamilton)));
        const bool isPh = block.output.contains(u"7.2"_s) || block.output.contains(u"7.1"_s);
        QVERIFY2(block.code == 0 && isPh, qPrintable(block.output));
        QVERIFY2(block.output.contains(u"14"_s), qPrintable(block.output));
        const Ran part = runTool(program, float32("2091", "1") + rtu(portOf(hamilton)));
        QVERIFY2(part.output.contains(u"Illegal data address"_s), qPrintable(part.output));

        InstrumentBench<AlicatController> alicat(u"alicat-mfc"_s);
        const Ran flow
            = runTool(program, QStringList {u"-B"_s} + float32("1359", "1") + rtu(portOf(alicat)));
        QVERIFY2(
            flow.code == 0 && (flow.output.contains(u"23"_s) || flow.output.contains(u"22.9"_s)),
            qPrintable(flow.output));
    }
};

QTEST_GUILESS_MAIN(TestInstrumentPeers)
#include "tst_instrumentpeers.moc"
