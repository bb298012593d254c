// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/simulation/simulatedplant.h"
#include "processgraph/plant/plant.h"
#include "resources/resources.h"

#include <QtCore/QDir>
#include <QtTest/QtTest>

namespace cytoloom::demo {

inline const UtcTime Start = utcFromMs(1'767'225'600'000); // 2026-01-01T00:00:00Z

inline Plant plant()
{
    initResources();
    const auto read = readPlantFile(QStringLiteral(":/cytoloom/demo/demo.cyplant.json"));
    if (!read)
        qFatal("demo plant: %s line %d %s", qPrintable(read.error().code()),
            read.error().place.line, qPrintable(read.error().place.path));
    return *read;
}

inline SimulationData data()
{
    initResources();
    const auto read = readSimulationFile(QStringLiteral(":/cytoloom/demo/demo.simulation.json"));
    if (!read)
        qFatal("demo data: %s line %d %s", qPrintable(read.error().code()), read.error().place.line,
            qPrintable(read.error().place.path));
    return *read;
}

inline QMap<QString, DeviceProfile> profiles()
{
    initResources();
    QMap<QString, DeviceProfile> all;
    const QDir folder(QStringLiteral(":/cytoloom/devices"));
    for (const QString &name : folder.entryList({QStringLiteral("*.cydevice.json")})) {
        const auto read = readDeviceProfileFile(folder.filePath(name));
        if (!read)
            qFatal("%s: %s line %d %s", qPrintable(name), qPrintable(read.error().code()),
                read.error().place.line, qPrintable(read.error().place.path));
        all.insert(name, *read);
    }
    return all;
}

/// A plant without ports, driven by the names of its signals.
class Rig
{
public:
    explicit Rig(quint32 seed = 1)
    {
        auto made = SimulatedPlant::make(plant(), data(), seed, Start);
        if (!made)
            qFatal("demo physics: %s", qPrintable(made.error().code()));
        m_plant = std::move(*made);
    }
    [[nodiscard]] double get(const char *unit, const char *name) const
    {
        return signalOf(unit, name)->read(m_plant->tick());
    }
    void set(const char *unit, const char *name, double value)
    {
        signalOf(unit, name)->write(value);
    }
    void run(std::chrono::seconds time) { m_plant->advanceTo(m_plant->now() + time); }
    /// Opens an inlet line, pumps \p volume and closes it.
    void fill(const char *unit, int line, double volume, double flow)
    {
        set(unit, "inlet.line.sp", line);
        set(unit, "inlet.flow.sp", flow);
        run(std::chrono::seconds(qRound(volume / flow * 60)));
        set(unit, "inlet.flow.sp", 0);
        set(unit, "inlet.line.sp", 0);
    }
    /// Pumps \p volume out into an outlet line and closes it.
    void empty(const char *unit, int line, double volume, double flow)
    {
        set(unit, "outlet.line.sp", line);
        set(unit, "outlet.flow.sp", flow);
        run(std::chrono::seconds(qRound(volume / flow * 60)));
        set(unit, "outlet.flow.sp", 0);
        set(unit, "outlet.line.sp", 0);
    }
    [[nodiscard]] SimulatedPlant &operator*() { return *m_plant; }
    [[nodiscard]] SimulatedPlant *operator->() { return m_plant.get(); }

private:
    [[nodiscard]] Signal *signalOf(const char *unit, const char *name) const
    {
        Signal *found = m_plant->find(UnitId(QLatin1String(unit)), QLatin1String(name));
        if (!found)
            qFatal("no signal %s.%s", unit, name);
        return found;
    }
    std::unique_ptr<SimulatedPlant> m_plant;
};

} // namespace cytoloom::demo
