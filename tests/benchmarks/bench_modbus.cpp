// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Modbus TCP requests per second of our transport against libmodbus as client, on one libmodbus
// server in the same run: bench_modbus SERVER_PROGRAM [REQUESTS]. Each request reads 10 registers.
// The ratio counts; requests per second depend on the machine.
#include "devices/transport/portconnection.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QProcess>

#include <modbus.h>

#include <algorithm>
#include <cstdio>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

constexpr int Registers = 10;
constexpr int Pipeline = 16;
constexpr int DeepPipeline = 64; ///< the most that a profile may ask for
constexpr int Rounds = 10;

/// Requests per second; 0 when the server cannot be read.
double libmodbusRate(int port, int requests)
{
    modbus_t *context = modbus_new_tcp("127.0.0.1", port);
    double rate = 0;
    if (modbus_connect(context) == 0) {
        uint16_t values[Registers];
        int good = 0;
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < requests; ++i)
            good += modbus_read_input_registers(context, 0, Registers, values) == Registers;
        rate = good == requests ? requests * 1e9 / double(time.nsecsElapsed()) : 0;
        modbus_close(context);
    }
    modbus_free(context);
    return rate;
}

double ourRate(int port, int requests, int pipeline)
{
    const auto url = DeviceUrl::parse(u"modbus-tcp://127.0.0.1:%1?unit=1"_s.arg(port));
    PortConnection connection(PortLink::make(*url), pipeline);
    LinkRequest request;
    request.modbus = {ModbusFunction::ReadInputRegisters, 0, Registers, {}};
    request.timeout = std::chrono::seconds(10);
    QEventLoop loop;
    QElapsedTimer time;
    int asked = 0;
    int answered = 0;
    int good = 0;
    std::function<void()> ask = [&] {
        if (asked == requests)
            return;
        ++asked;
        const bool queued = connection.submit(
            request, 0, PortConnection::Priority::Poll, [&](const LinkReply &reply) {
                good += reply.kind == LinkReply::Kind::Answered
                    && reply.modbus.values.size() == Registers;
                if (++answered == requests)
                    loop.quit();
                else
                    ask();
            });
        if (!queued)
            loop.quit();
    };
    QObject::connect(&connection, &PortConnection::opened, &loop, [&] {
        time.start();
        for (int i = 0; i < pipeline; ++i)
            ask();
    });
    QObject::connect(&connection, &PortConnection::lost, &loop, &QEventLoop::quit);
    connection.open();
    loop.exec();
    const double rate = good == requests ? requests * 1e9 / double(time.nsecsElapsed()) : 0;
    connection.close();
    return rate;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString program = arguments.value(1, QStringLiteral(CYTOLOOM_MODBUSPEER));
    const int requests = std::max(arguments.value(2, u"20000"_s).toInt(), 1);
    QProcess server;
    server.start(program, {u"tcp"_s});
    QByteArray ready;
    while (!ready.contains('\n') && server.waitForReadyRead(10'000))
        ready += server.readAllStandardOutput();
    const int port = ready.mid(6).trimmed().toInt();
    if (!ready.startsWith("ready ") || port == 0) {
        std::fprintf(stderr, "bench_modbus: the server %s does not start\n", qPrintable(program));
        return 2;
    }
    // In turns, and the best of each counts: what else runs on the machine only ever slows down.
    double theirs = 0;
    double single = 0;
    double pipelined = 0;
    double deep = 0;
    bool lost = false;
    const int each = std::max(requests / Rounds, 1);
    for (int round = 0; round < Rounds; ++round) {
        const double rates[] {libmodbusRate(port, each), ourRate(port, each, 1),
            ourRate(port, each, Pipeline), ourRate(port, each, DeepPipeline)};
        lost = lost || std::find(std::begin(rates), std::end(rates), 0.0) != std::end(rates);
        theirs = std::max(theirs, rates[0]);
        single = std::max(single, rates[1]);
        pipelined = std::max(pipelined, rates[2]);
        deep = std::max(deep, rates[3]);
    }
    server.kill();
    server.waitForFinished();
    if (lost) {
        std::fprintf(stderr, "bench_modbus: a client has lost requests\n");
        return 1;
    }
    std::printf("modbus libmodbus           %9.0f requests/s  1.00\n", theirs);
    std::printf("modbus one by one          %9.0f requests/s  %.2f\n", single, single / theirs);
    std::printf(
        "modbus 16 in the pipeline  %9.0f requests/s  %.2f\n", pipelined, pipelined / theirs);
    std::printf("modbus 64 in the pipeline  %9.0f requests/s  %.2f\n", deep, deep / theirs);
    return 0;
}
