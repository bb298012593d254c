// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Acquisition: many Modbus TCP devices polled at 10 Hz through DeviceGateway, beside one libmodbus
// thread per device that reads and sleeps, on the same servers (libmodbus, another process):
//   bench_acquisition [SECONDS [DEVICES [REGISTERS]]]      20 s, 64 devices, 50 registers
// A poll is missed when it has not been answered before the next one is due, seen from the grid of
// its device: the median of its phases. Jitter is the distance of an answer from that grid. CPU is
// that of the polling process alone, in % of one core, with one receiver that counts the samples.
#include "devices/runtime/communicationlog.h"
#include "devices/runtime/devicegateway.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QMutex>
#include <QtCore/QProcess>
#include <QtCore/QTimer>

#include <modbus.h>

#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <map>
#include <netinet/in.h>
#include <thread>
#include <vector>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 IntervalNs = 100'000'000;
using Moments = std::vector<qint64>; ///< ns

double cpuSeconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds
        = [](const timeval &time) { return double(time.tv_sec) + time.tv_usec / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

qint64 nowNs()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

// --- the servers -------------------------------------------------------------------------------

/// Listens on \p count ports, prints "ready PORT PORT …" and answers until standard input ends.
int serve(int count)
{
    modbus_t *context = modbus_new_tcp("127.0.0.1", 0);
    modbus_mapping_t *mapping = modbus_mapping_new(0, 0, 200, 200);
    const int events = epoll_create1(0);
    std::map<int, bool> listeners;
    const auto watch = [events](int socket) {
        epoll_event event {};
        event.events = EPOLLIN;
        event.data.fd = socket;
        epoll_ctl(events, EPOLL_CTL_ADD, socket, &event);
    };
    std::printf("ready");
    for (int i = 0; i < count; ++i) {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        if (bind(socket, reinterpret_cast<sockaddr *>(&address), length) != 0
            || listen(socket, 8) != 0)
            return 2;
        getsockname(socket, reinterpret_cast<sockaddr *>(&address), &length);
        listeners[socket] = true;
        watch(socket);
        std::printf(" %d", ntohs(address.sin_port));
    }
    std::printf("\n");
    std::fflush(stdout);
    watch(STDIN_FILENO);
    uint8_t query[MODBUS_TCP_MAX_ADU_LENGTH];
    for (;;) {
        epoll_event ready[64];
        const int found = epoll_wait(events, ready, 64, -1);
        for (int i = 0; i < found; ++i) {
            const int socket = ready[i].data.fd;
            if (socket == STDIN_FILENO)
                return 0;
            if (listeners.count(socket)) {
                watch(accept(socket, nullptr, nullptr));
                continue;
            }
            modbus_set_socket(context, socket);
            const int size = modbus_receive(context, query);
            if (size < 0)
                close(socket);
            else
                modbus_reply(context, query, size, mapping);
        }
    }
}

// --- what was measured -------------------------------------------------------------------------

void print(const char *name, std::vector<Moments> &devices, double seconds, double cpu, int threads)
{
    const auto expected = qint64(seconds * 1e9) / IntervalNs;
    qint64 missed = 0;
    qint64 polls = 0;
    std::vector<double> jitter;
    for (Moments &moments : devices) {
        polls += qint64(moments.size());
        if (moments.empty()) {
            missed += expected;
            continue;
        }
        // The grid of this device: the median phase of its answers.
        const qint64 first = moments.front();
        std::vector<qint64> phases;
        for (size_t k = 0; k < moments.size(); ++k)
            phases.push_back((moments[k] - first + IntervalNs / 2) % IntervalNs - IntervalNs / 2);
        std::nth_element(phases.begin(), phases.begin() + phases.size() / 2, phases.end());
        const qint64 origin = first + phases[phases.size() / 2];
        std::map<qint64, int> slots; // how many answers each interval of the grid has seen
        for (const qint64 moment : moments) {
            const qint64 slot
                = (moment - origin + 10 * IntervalNs + IntervalNs / 2) / IntervalNs - 10;
            ++slots[slot];
            jitter.push_back(std::abs(double(moment - origin - slot * IntervalNs)) / 1e6);
        }
        for (qint64 slot = slots.begin()->first; slot <= slots.rbegin()->first; ++slot)
            missed += slots.count(slot) == 0;
    }
    std::sort(jitter.begin(), jitter.end());
    const auto at = [&](double part) {
        return jitter.empty() ? 0.0 : jitter[size_t(part * double(jitter.size() - 1))];
    };
    std::printf(
        "acquisition %-22s %6lld polls (of %lld)  missed %4lld  jitter p50 %6.2f  p99 %6.2f  "
        "max %7.2f ms  CPU %5.1f %%  %3d threads\n",
        name, polls, expected * qint64(devices.size()), missed, at(0.5), at(0.99), at(1),
        cpu / seconds * 100, threads);
    std::fflush(stdout);
}

int threadsOfProcess()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf("Threads:") + 8, 12).simplified().split(' ').first().toInt();
}

// --- ours ----------------------------------------------------------------------------------------

bool ours(const QList<int> &ports, int registers, int seconds)
{
    DeviceProfile profile;
    profile.id = u"bench"_s;
    profile.pollGroups = {{u"fast"_s, Duration(100)}};
    for (int i = 0; i < registers; ++i) {
        DeviceTag tag;
        tag.name = u"r%1"_s.arg(i);
        tag.table = RegisterTable::HoldingRegisters;
        tag.address = i;
        tag.pollGroup = u"fast"_s;
        profile.tags << tag;
    }
    Plant plant;
    QHash<QString, size_t> deviceOf; // first tag of a poll -> device
    for (qsizetype d = 0; d < ports.size(); ++d) {
        const DeviceId device(u"D%1"_s.arg(d));
        plant.devices.append(
            {device, {}, u"bench"_s, u"modbus-tcp://127.0.0.1:%1?unit=1"_s.arg(ports[d])});
        PlantUnit unit;
        unit.id = UnitId(u"U%1"_s.arg(d));
        for (const DeviceTag &deviceTag : std::as_const(profile.tags)) {
            TagDefinition tag;
            tag.id = TagId(unit.id.value() + u'.' + deviceTag.name);
            tag.device = device;
            tag.deviceTag = deviceTag.name;
            unit.tags << tag;
        }
        deviceOf.insert(unit.tags.first().id.value(), size_t(d));
        plant.units << unit;
    }
    const SystemClock clock;
    auto gateway = DeviceGateway::make(plant, {{u"bench"_s, profile}}, clock);
    if (!gateway)
        return false;
    std::vector<Moments> moments(size_t(ports.size()));
    for (Moments &list : moments)
        list.reserve(size_t(seconds + 2) * 10);
    std::atomic<bool> counting {false};
    quint64 values = 0;
    // In the port's thread: when the gateway has them. One device belongs to one thread.
    QObject::connect(
        gateway->get(), &EquipmentGateway::samples, qApp,
        [&](const QVector<TagSample> &samples) {
            const size_t device = deviceOf.value(samples.first().tag.value());
            if (counting && samples.first().value.quality == Quality::Good)
                moments[device].push_back(nowNs());
        },
        Qt::DirectConnection);
    QObject receiver; // and one that gets all values, as the engine does
    QObject::connect(gateway->get(), &EquipmentGateway::samples, &receiver,
        [&values](const QVector<TagSample> &samples) { values += quint64(samples.size()); });
    (*gateway)->start();
    double cpu = 0;
    double took = 0;
    int threads = 0;
    QTimer::singleShot(2000, qApp, [&] { // all are connected by then
        cpu = cpuSeconds();
        const qint64 began = nowNs();
        counting = true;
        QTimer::singleShot(seconds * 1000, Qt::PreciseTimer, qApp, [&, began] {
            counting = false;
            took = double(nowNs() - began) / 1e9;
            cpu = cpuSeconds() - cpu;
            threads = threadsOfProcess();
            QCoreApplication::quit();
        });
    });
    QCoreApplication::exec();
    (*gateway)->stop();
    print("Cytoloom", moments, took, cpu, threads);
    return values > 0;
}

/// What it costs to write every exchange down, seen alone: it is always on.
void printLogCost(int registers)
{
    constexpr int Exchanges = 200'000;
    const SystemClock clock;
    CommunicationLog log(*DeviceUrl::parse(u"modbus-tcp://127.0.0.1:502?unit=1"_s), {}, clock);
    const QByteArray question(12, 'q');
    const QByteArray answer(9 + 2 * registers, 'a');
    LinkReply reply;
    reply.kind = LinkReply::Kind::Answered;
    QElapsedTimer time;
    time.start();
    for (quint64 id = 1; id <= Exchanges; ++id) {
        log.sent(id, 1, question);
        log.received(id, 1, answer);
        log.finished(id, reply);
    }
    const double ns = double(time.nsecsElapsed()) / Exchanges;
    std::printf("acquisition communication log %.0f ns per exchange\n", ns);
}

// --- the obvious alternative ---------------------------------------------------------------------

void theirs(const QList<int> &ports, int registers, int seconds)
{
    std::vector<Moments> moments(size_t(ports.size()));
    std::vector<std::thread> threads;
    std::atomic<bool> counting {false};
    std::atomic<bool> ends {false};
    for (qsizetype d = 0; d < ports.size(); ++d) {
        moments[size_t(d)].reserve(size_t(seconds + 2) * 10);
        threads.emplace_back([&, d] {
            modbus_t *context = modbus_new_tcp("127.0.0.1", ports[d]);
            std::vector<uint16_t> values(static_cast<size_t>(registers));
            if (modbus_connect(context) == 0) {
                while (!ends) {
                    const int read = modbus_read_registers(context, 0, registers, values.data());
                    if (counting && read == registers)
                        moments[size_t(d)].push_back(nowNs());
                    usleep(IntervalNs / 1000);
                }
            }
            modbus_free(context);
        });
    }
    std::this_thread::sleep_for(std::chrono::seconds(2));
    const double cpu = cpuSeconds();
    const qint64 began = nowNs();
    counting = true;
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
    counting = false;
    const double took = double(nowNs() - began) / 1e9;
    const double used = cpuSeconds() - cpu;
    const int count = threadsOfProcess();
    ends = true;
    for (std::thread &thread : threads)
        thread.join();
    print("libmodbus, usleep", moments, took, used, count);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && std::strcmp(argv[1], "--serve") == 0)
        return serve(std::atoi(argv[2]));
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int seconds = std::max(arguments.value(1, u"20"_s).toInt(), 1);
    const int devices = std::clamp(arguments.value(2, u"64"_s).toInt(), 1, 500);
    const int registers = std::clamp(arguments.value(3, u"50"_s).toInt(), 1, 125);
    QProcess server;
    server.start(QCoreApplication::applicationFilePath(), {u"--serve"_s, QString::number(devices)});
    QByteArray ready;
    while (!ready.contains('\n') && server.waitForReadyRead(10'000))
        ready += server.readAllStandardOutput();
    QList<int> ports;
    for (const QByteArray &word : ready.simplified().split(' ').mid(1))
        ports << word.toInt();
    if (ports.size() != devices) {
        std::fprintf(stderr, "bench_acquisition: the servers do not start\n");
        return 2;
    }
    std::printf(
        "acquisition %d devices x %d registers at 10 Hz for %d s\n", devices, registers, seconds);
    printLogCost(registers);
    const bool good = ours(ports, registers, seconds);
    if (!arguments.contains(u"--ours"_s))
        theirs(ports, registers, seconds);
    server.closeWriteChannel();
    if (!server.waitForFinished(3000)) {
        server.kill();
        server.waitForFinished();
    }
    return good ? 0 : 1;
}
