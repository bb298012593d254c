// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/session/outputfile.h"
#include "app/session/plantprocess.h"
#include "devices/simulation/virtualplant.h"
#include "processgraph/foundation/messagecatalog.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QSocketNotifier>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

int signalPipe[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(signalPipe[0], &byte, 1);
}

void tellFault(const Console &console, const FaultNews &news)
{
    const Message message {news.began ? u"faults.began"_s : u"faults.ended"_s,
        {{u"time"_s, toIso(news.time)}, {u"id"_s, news.fault.id},
            {u"fault"_s, faultKindText(news.fault.kind)},
            {u"device"_s, news.device.isEmpty() ? u"*"_s : news.device.value()}}};
    console.line(MessageCatalog::shipped().text(message, console.language()));
}

} // namespace

int plantCommand(const QStringList &arguments)
{
    Console console(u"plant serve PLANT [--speed N] [--faults FILE]"_s,
        u"Serves the simulated plant on real ports, for any client, until it is interrupted.\n"
        "Prints where each device is, and each fault that begins or ends."_s,
        u"cytoloom-cli plant serve demo.cyplant.json --speed 60 --faults silent.cyfaults.json"_s);
    QCommandLineParser &parser = console.parser();
    parser.addOption(
        {u"speed"_s, u"Process seconds per second while no client paces it."_s, u"N"_s, u"1"_s});
    parser.addOption({u"seed"_s, u"Seed of noise and biology."_s, u"N"_s, u"1"_s});
    parser.addOption({u"faults"_s,
        u"What goes wrong, and when (*.cyfaults.json, schema cytoloom.faults/1)."_s, u"file"_s});
    parser.addOption({u"start"_s,
        u"Process time at the beginning (ISO 8601, UTC); now without it."_s, u"time"_s});
    parser.addOption(
        {u"announce"_s, u"Write where everything is into this file (JSON)."_s, u"file"_s});
    QStringList rest = arguments;
    if (rest.value(1) == "serve"_L1)
        rest.removeAt(1);
    else if (!rest.contains(u"--help"_s) && !rest.contains(u"-h"_s))
        return console.fail(
            Error(u"app.subcommand"_s, {{u"found"_s, rest.value(1)}, {u"known"_s, u"serve"_s}}));
    console.parse(rest, 1);

    const Result<PlantFiles> files = readPlantFiles(console.argument(0));
    if (!files)
        return console.fail(files.error());
    VirtualPlant::Options options;
    options.speed = console.number(u"speed"_s);
    options.seed = quint32(console.number(u"seed"_s));
    options.start = utcFromMs(QDateTime::currentMSecsSinceEpoch());
    if (console.isSet(u"start"_s)) {
        const std::optional<UtcTime> start = utcFromIso(console.value(u"start"_s));
        if (!start)
            return console.fail(Error(u"app.time"_s, {{u"text"_s, console.value(u"start"_s)}}));
        options.start = *start;
    }
    if (console.isSet(u"faults"_s)) {
        const Result<FaultScript> script = readFaultScriptFile(console.value(u"faults"_s));
        if (!script)
            return console.fail(script.error());
        options.faults = script->faults;
    }
    // A plant that somebody announces belongs to one session: it takes ports that are free.
    options.freePorts = console.isSet(u"announce"_s);
    const Result<std::unique_ptr<VirtualPlant>> plant
        = VirtualPlant::start(files->plant, files->profiles, options);
    if (!plant)
        return console.fail(plant.error(), Console::NotComplete);

    PlantProcess process;
    process.plant = (*plant)->plant();
    process.controlPort = (*plant)->controlPort();
    process.faultPort = (*plant)->faultPort();
    process.pid = QCoreApplication::applicationPid();
    console.line(u"control port 127.0.0.1:%1"_s.arg(process.controlPort));
    console.line(u"fault port   127.0.0.1:%1"_s.arg(process.faultPort));
    for (const DeviceBinding &device : process.plant.devices)
        console.line(u"%1  %2  %3"_s.arg(
            device.id.value().leftJustified(12), device.connect, device.profile));
    console.object(process.toJson());
    if (console.isSet(u"announce"_s)) {
        if (const Result<void> written = writeOutput(
                console.value(u"announce"_s), process.toJson().toJson(), "\"controlPort\"");
            !written)
            return console.fail(written.error());
    }

    QObject::connect(plant->get(), &VirtualPlant::faultChanged, QCoreApplication::instance(),
        [&console](const FaultNews &news) { tellFault(console, news); });

    // It belongs to one session and ends with it, also when that was killed: at once when nothing
    // was under way, else after the time in which somebody may take the batch up again.
    if (console.isSet(u"announce"_s)) {
        QObject::connect(plant->get(), &VirtualPlant::abandoned, QCoreApplication::instance(), [&] {
            QFile::remove(console.value(u"announce"_s));
            QCoreApplication::quit();
        });
    }

    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe) != 0)
        return Console::NotComplete;
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    QSocketNotifier ended(signalPipe[1], QSocketNotifier::Read);
    QObject::connect(&ended, &QSocketNotifier::activated, &ended, [] { QCoreApplication::quit(); });
    return QCoreApplication::exec();
}

} // namespace cytoloom
