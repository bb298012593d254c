// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "processgraph/foundation/clock.h"
#include "processgraph/plant/deviceexchange.h"
#include "processgraph/plant/equipmentgateway.h"
#include "processgraph/plant/plant.h"
#include "processgraph/plant/registerprobe.h"
#include "processgraph/plant/tagtrouble.h"

#include <QtCore/QMap>

#include <memory>

namespace cytoloom {

/// The real EquipmentGateway: one worker thread per physical port, each with its queue, its poll
/// scheduler and its connection life cycle. No call blocks; destruction joins every worker
/// (bounded).
class DeviceGateway final : public EquipmentGateway
{
    Q_OBJECT

public:
    /// How the process time is told to the polls. Free: a poll group is polled every interval of
    /// \p clock. Paced: only when poll() is called, so that a fast simulation leaves no minute out.
    enum class Polling { Free, Paced };

    /// Fails with "plant.unknownProfile", "profile.…", "device.url", "plant.unknownDeviceTag",
    /// "device.portConflict" (two devices on one line that ask for different settings of it). \p
    /// profiles: by the file name that the plant gives. \p clock must outlive the gateway.
    /// \p ownerSilence: when the thread where the gateway lives has not run its event loop for so
    /// long, heartbeats end, and the watchdogs of the devices put them in their safe state: a
    /// controller that hangs is as good as a dead one. Real time.
    static Result<std::unique_ptr<DeviceGateway>> make(const Plant &plant,
        const QMap<QString, DeviceProfile> &profiles, const Clock &clock,
        Polling polling = Polling::Free,
        std::chrono::milliseconds ownerSilence = std::chrono::seconds(10));
    ~DeviceGateway() override;

    /// start(), stop() and the destructor: on the thread where the gateway lives.
    void start();
    /// Bounded; leaves the devices as they are (their watchdogs put them in their safe state).
    void stop();

    /// Orders for one device are carried out in the order in which they are given. One for a
    /// device that has just been lost waits up to 5 s (real time) for it; see OrderQueue.
    void write(CommandId command, const TagId &tag, double value) override;
    /// One outcome for the whole order, with an empty tag: verified when every write was; the
    /// first error otherwise ("device.unknownUnit" for an unknown one). All writes are tried. A
    /// device that does not answer is put in its safe state as soon as it does, before anything
    /// newer, however long that takes; the outcome comes then, or when the gateway is stopped.
    void safeState(CommandId command, const UnitId &unit) override;

    /// Paced: polls every group once now. pollFinished(round) comes when each device has answered
    /// or is known to be down, with all samples of the round delivered before it, and the outcomes
    /// of all orders given before, but for safe states that wait for a lost device. Only between
    /// start() and stop(), same thread.
    void poll(quint64 round);

    /// What went over the ports lately (some thousand exchanges of each), decoded, in order of
    /// time. Any thread, at any time; copies, so it takes milliseconds: not from a GUI's paint.
    [[nodiscard]] QVector<DeviceExchange> communication(const ExchangeFilter &filter = {}) const;

    /// Looks at registers of a device, whether its profile knows them or not: one probed() with the
    /// same id, in any case. Thread-safe, never blocks; it waits its turn behind orders.
    void probe(quint64 id, const RegisterProbe &probe);

Q_SIGNALS:
    void probed(quint64 id, const cytoloom::RegisterSnapshot &snapshot);
    void pollFinished(quint64 round);
    /// How a device is doing, about once a second, without any news: deviceChanged() has those.
    void deviceCounted(const cytoloom::DeviceStatus &status);
    /// Why a tag is not Good although its device answers; once per change, as deviceChanged().
    void tagTroubled(const cytoloom::TagTrouble &trouble);

private:
    class Private;
    explicit DeviceGateway(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
