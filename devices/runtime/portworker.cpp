// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/portworker.h"

#include "devices/runtime/profileprobe.h"

#include <QtCore/QThread>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// A simulated clock does not tell how fast it runs: look at it this often, in real time.
constexpr Duration SimulatedLook {20};

QVector<LoggedDevice> loggedDevices(const QVector<SessionSetup> &setups)
{
    QVector<LoggedDevice> devices;
    for (const SessionSetup &setup : setups)
        devices << LoggedDevice {setup.device, setup.url.unit, setup.profile, setup.shownAs};
    return devices;
}

} // namespace

PortWorker::PortWorker(QVector<SessionSetup> devices, const Clock &clock)
    : m_devices(std::move(devices))
    , m_clock(clock)
    , m_log(m_devices.first().url, loggedDevices(m_devices), clock)
{ }

PortWorker::~PortWorker() = default;

void PortWorker::begin()
{
    int pipeline = m_devices.first().profile.pipeline; // what the weakest of them can bear
    for (const SessionSetup &setup : m_devices)
        pipeline = std::min(pipeline, setup.profile.pipeline);
    m_port = std::make_unique<PortConnection>(PortLink::make(m_devices.first().url), pipeline);
    m_port->setLog(&m_log);
    const bool paced = m_devices.first().paced;
    if (!paced) {
        m_timer = std::make_unique<QTimer>();
        m_timer->setSingleShot(true);
        m_timer->setTimerType(Qt::PreciseTimer); // a coarse one is off by 5 ms in 100
        connect(m_timer.get(), &QTimer::timeout, this, &PortWorker::tick);
    }
    for (const SessionSetup &setup : m_devices) {
        m_sessions.push_back(std::make_unique<DeviceSession>(setup, *m_port, m_clock));
        DeviceSession *session = m_sessions.back().get();
        connect(session, &DeviceSession::samples, this, &PortWorker::samples);
        connect(session, &DeviceSession::statusChanged, this, &PortWorker::statusChanged);
        connect(session, &DeviceSession::counted, this, &PortWorker::counted);
        connect(session, &DeviceSession::tagTroubled, this, &PortWorker::tagTroubled);
        connect(m_port.get(), &PortConnection::opened, session, &DeviceSession::portOpened);
        connect(m_port.get(), &PortConnection::lost, session, &DeviceSession::portLost);
        if (!paced) {
            connect(session, &DeviceSession::wantsTick, m_timer.get(),
                [timer = m_timer.get()] { timer->start(0); });
        }
        session->begin();
    }
    m_port->open();
    if (m_timer)
        m_timer->start(0);
}

void PortWorker::end(QThread *home)
{
    if (m_port) {
        m_timer.reset();
        m_port->close();
        for (const auto &session : m_sessions)
            session->shutDown();
        m_sessions.clear();
        m_port.reset();
    }
    moveToThread(home);
}

void PortWorker::write(
    int device, int tagIndex, double value, const std::function<void(const Result<void> &)> &done)
{
    if (!m_port) {
        done(Error(u"device.notConnected"_s, {{u"device"_s, m_devices[device].device.value()}}));
        return;
    }
    m_sessions[size_t(device)]->write(tagIndex, value, done);
}

void PortWorker::safeState(int device, const std::function<void(const Result<void> &)> &done)
{
    if (!m_port) {
        done(Error(u"device.notConnected"_s, {{u"device"_s, m_devices[device].device.value()}}));
        return;
    }
    m_sessions[size_t(device)]->safeState(done);
}

void PortWorker::probe(int device, const RegisterProbe &probe,
    const std::function<void(const RegisterSnapshot &)> &done)
{
    const SessionSetup &setup = m_devices[device];
    const auto refuse = [&](const QString &code) {
        RegisterSnapshot snapshot;
        snapshot.probe = probe;
        snapshot.time = m_clock.now();
        snapshot.trouble = {code, {{u"device"_s, setup.device.value()}}};
        done(snapshot);
    };
    if (isLineProtocol(setup.profile.protocol)) {
        refuse(u"device.noRegisters"_s);
        return;
    }
    const LinkRequest request = probeRequest(probe, setup.url.unit, setup.profile.timeout);
    const bool queued = m_port
        && m_port->submit(request, 0, PortConnection::Priority::Poll,
            [this, device, probe, request, done](const LinkReply &reply) {
                done(probeResult(probe, request, reply, m_clock.now(), &m_devices[device].profile));
            });
    if (!queued)
        refuse(m_port && m_port->isOpen() ? u"device.queueFull"_s : u"device.notConnected"_s);
}

void PortWorker::pollRound(const std::shared_ptr<PollRound> &round)
{
    const auto finishPort = [this, round] {
        if (round->open.fetch_sub(1) == 1)
            Q_EMIT roundFinished(round->number);
    };
    if (m_sessions.empty()) {
        finishPort();
        return;
    }
    const auto left = std::make_shared<size_t>(m_sessions.size());
    for (const auto &session : m_sessions) {
        session->pollRound([left, finishPort] {
            if (--*left == 0)
                finishPort();
        });
    }
}

void PortWorker::tick()
{
    Duration next {3'600'000};
    for (const auto &session : m_sessions)
        next = std::min(next, session->tick());
    if (m_clock.isSimulated())
        next = std::min(next, SimulatedLook);
    // A session may have asked for an earlier look meanwhile.
    if (!m_timer->isActive() || m_timer->remainingTime() > next.count())
        m_timer->start(std::max(next, Duration(1)));
}

} // namespace cytoloom
