// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/runtime/communicationlog.h"
#include "devices/runtime/devicesession.h"

#include "processgraph/plant/registerprobe.h"

#include <QtCore/QTimer>

#include <atomic>
#include <memory>
#include <vector>

namespace cytoloom {

/// One paced round over all ports. Whoever counts down last has finished it.
struct PollRound
{
    quint64 number = 0;
    std::atomic<int> open {0}; ///< ports that have not finished
};

/// Everything that happens at one physical port: the connection and the sessions of the devices
/// behind it. The object is made by the gateway and moved to the port's thread; what it owns is
/// born in begin() and dies in end(), on that thread. All other functions are called there, too.
class PortWorker final : public QObject
{
    Q_OBJECT

public:
    /// \p devices: all with the same port key.
    PortWorker(QVector<SessionSetup> devices, const Clock &clock);
    ~PortWorker() override;

    void begin();
    /// Takes the port down and moves this object back to \p home, so that orders that arrive late
    /// are still answered there.
    void end(QThread *home);

    void write(int device, int tagIndex, double value,
        const std::function<void(const Result<void> &)> &done);
    void safeState(int device, const std::function<void(const Result<void> &)> &done);
    void pollRound(const std::shared_ptr<PollRound> &round);
    /// Reads registers as they are, between the polls. \p done comes once.
    void probe(int device, const RegisterProbe &probe,
        const std::function<void(const RegisterSnapshot &)> &done);

    [[nodiscard]] const QVector<SessionSetup> &devices() const { return m_devices; }
    /// Any thread.
    [[nodiscard]] const CommunicationLog &log() const { return m_log; }
    /// Orders that are queued or under way; any thread.
    std::atomic<int> ordersOpen {0};

Q_SIGNALS:
    void samples(const QVector<cytoloom::TagSample> &samples);
    void statusChanged(const cytoloom::DeviceStatus &status);
    void counted(const cytoloom::DeviceStatus &status);
    void tagTroubled(const cytoloom::TagTrouble &trouble);
    void probed(quint64 id, const cytoloom::RegisterSnapshot &snapshot);
    void roundFinished(quint64 number);
    /// Emitted by whoever carries an order here, so that nobody hears it once the gateway is gone.
    void writeFinished(const cytoloom::WriteOutcome &outcome);

private:
    void tick();

    const QVector<SessionSetup> m_devices;
    const Clock &m_clock;
    CommunicationLog m_log; ///< outlives the port
    std::unique_ptr<PortConnection> m_port;
    std::vector<std::unique_ptr<DeviceSession>> m_sessions;
    std::unique_ptr<QTimer> m_timer; ///< Free polling only
};

} // namespace cytoloom
