// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/broth.h"
#include "processgraph/foundation/id.h"
#include "processgraph/foundation/result.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QMap>
#include <QtCore/QVector>

namespace cytoloom {

/// A tube into a vessel: from a bag with a medium, or from a sister unit.
struct InletLine
{
    int line = 0;
    QString medium; ///< empty: from a sister unit
    double bagVolume = 0; ///< mL in a fresh bag
    UnitId from;
};

/// A tube out of a vessel.
struct OutletLine
{
    int line = 0;
    UnitId to; ///< empty: into a drain (waste, sample)
    double cellPass = 1; ///< share of suspended cells that go with the liquid
    double attachedPass = 1; ///< share of cells on carriers that go with it
};

struct UnitTopology
{
    QVector<InletLine> inlets;
    QVector<OutletLine> outlets;
    QVector<UnitId> sources; ///< counter, sampler: source.sp 1, 2, …
    UnitId carries; ///< balance: whose vessel stands on it
    double tare = 0; ///< balance: weight of the empty vessel, g
    QString perfusion; ///< bioreactor: the medium that perfusion brings
};

/// What the virtual plant knows beyond the plant file: media, tubes, and watchdog times
/// (*.simulation.json). A value.
struct SimulationData
{
    QMap<QString, Broth> media; ///< composition of 1 mL
    QMap<UnitId, UnitTopology> units;
    Duration watchdog {10'000}; ///< real time, when the plant runs freely
    Duration pacedWatchdog {300'000}; ///< process time, when a client paces it
};

inline constexpr int SimulationSchemaVersion = 1;
/// Whole or not at all: "file.cannotRead", "json.…", "schema.newer", "simulation.unknownMedium"
/// with place.
Result<SimulationData> readSimulationData(const QByteArray &text, const QString &fileName);
Result<SimulationData> readSimulationFile(const QString &fileName);

} // namespace cytoloom
