// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/faults/deviceinjector.h"
#include "devices/simulation/faults/faultscript.h"

#include <QtCore/QMetaType>

#include <functional>

namespace cytoloom {

/// One change that the plant's console tells.
struct FaultNews
{
    UtcTime time {}; ///< process time of the plant
    Fault fault;
    DeviceId device; ///< empty: the plant as a whole
    bool began = true; ///< or ended
};

/// Begins and ends the faults of a virtual plant at their times. One thread.
class FaultPlayer
{
public:
    struct Plant
    {
        std::function<qint64()> tick; ///< the second for which sensors show their values
        std::function<void(Duration by)> setForward; ///< the plant's clock
        std::function<void(Duration by)> setClockError; ///< what it tells; 0 when it is over
        std::function<void(const FaultNews &)> tell;
    };
    explicit FaultPlayer(Plant plant)
        : m_plant(std::move(plant))
    { }

    /// \p injector must outlive the player.
    void addDevice(DeviceInjector *injector) { m_devices.append(injector); }
    /// Times and requests count from \p now. Nothing begins before the next update(). Fails with
    /// "faults.unknownDevice" (args: device), "faults.sameId" and as DeviceInjector::check().
    Result<void> add(const Fault &fault, UtcTime now);
    /// False: no such fault (any more).
    bool clear(const QString &id, UtcTime now);
    void clearAll(UtcTime now);
    void update(UtcTime now);
    /// The next moment at which something begins or ends by the clock; far away when nothing does.
    [[nodiscard]] UtcTime nextEdge(UtcTime now) const;
    /// [{"id", "state": waiting | active | over, "since": ms, "fault": {…}}]
    [[nodiscard]] JsonValue states() const;

private:
    struct Entry
    {
        enum class State { Waiting, Active, Over };
        Fault fault;
        DeviceInjector *device = nullptr; ///< null: the plant
        State state = State::Waiting;
        UtcTime added {};
        quint64 requestsBefore = 0;
        UtcTime since {}; ///< of the state
    };
    [[nodiscard]] DeviceInjector *find(const Fault &fault) const;
    [[nodiscard]] bool isDue(const Entry &entry, UtcTime now) const;
    [[nodiscard]] bool isOver(const Entry &entry, UtcTime now) const;
    [[nodiscard]] bool holds(const Entry &entry) const;
    void begin(Entry &entry, UtcTime now);
    void end(Entry &entry, UtcTime now);

    Plant m_plant;
    QVector<DeviceInjector *> m_devices;
    QVector<Entry> m_entries;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::FaultNews)
