// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/plantfiles.h"
#include "processgraph/foundation/jsonvalue.h"

namespace cytoloom {

/// The simulated plant in a process of its own (`cytoloom-cli plant serve`): it outlives a crash
/// of ours, as a real plant would. How to reach it stands in a small file beside the store, so
/// that a restart finds it again. A value; any thread.
struct PlantProcess
{
    Plant plant; ///< with the ports that its devices really have
    quint16 controlPort = 0;
    quint16 faultPort = 0; ///< see devices/simulation/faults/faultport.h; 0: not told
    qint64 pid = 0;

    struct Options
    {
        quint32 seed = 1;
        UtcTime start {};
        double speed = 1;
    };

    /// Starts it and waits until its ports are open (some tenths of a second). Fails with
    /// "simulation.cannotStart" (args: reason).
    static Result<PlantProcess> start(
        const QString &plantFile, const QString &announceFile, const Options &options);
    /// Finds one that is still running. Fails with "simulation.gone".
    static Result<PlantProcess> attach(const QString &announceFile);
    /// Asks it to end; a process that has ended is fine, too. Removes the announcement.
    void stop(const QString &announceFile) const;

    /// What `plant serve --announce` writes, and the way back.
    [[nodiscard]] JsonValue toJson() const;
    static Result<PlantProcess> read(const QString &announceFile);
    /// The announcement that belongs to a store.
    static QString announceFileOf(const QString &storeFile);
};

} // namespace cytoloom
