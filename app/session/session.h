// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/engine.h"
#include "app/session/plantprocess.h"

#include <QtCore/QObject>
#include <QtCore/QThread>

#include <functional>
#include <memory>

namespace cytoloom {

/// A plant with its store, running: owns the engine's thread. Lives on the thread of its user
/// (main thread of either executable). Destruction ends the engine (bounded) and closes the store;
/// devices stay as they are.
class Session : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString plantFile;
        QString storeFile;
        bool simulate
            = false; ///< start the virtual plant of this file; required when it is simulated
        QVector<BatchId> newBatches; ///< that are to be begun: their numbers and the store are
                                     ///< looked at before any plant is touched
        bool attach = false; ///< after a crash: take up the virtual plant that still runs
        double speed = 1;
        quint32 seed = 1;
        UtcTime start {}; ///< process time of a fresh virtual plant; none: now
        std::optional<Answerer> answerer;
        bool unattended = false; ///< see Engine::Setup
    };
    /// What opening a session needs and what takes time: files read, store open, plant started.
    struct Parts
    {
        Engine::Setup setup;
        std::optional<PlantProcess> process;
        bool freshPlant = false; ///< attach was asked for, but the plant was gone
        QVector<BatchId> openBatches; ///< of the store, begun and cut off before their end
    };
    /// Blocking (some tenths of a second); any thread. Fails with what the files, the store and the
    /// simulation fail with, or "plant.needsSimulation", with "batch.exists" and "app.openBatch"
    /// for Options::newBatches.
    static Result<Parts> prepare(const Options &options);

    explicit Session(Parts parts);
    ~Session() override;

    /// started() or failed() follows.
    void start();
    [[nodiscard]] Engine *engine() const { return m_engine; } ///< connect to its signals, queued
    /// Runs \p work on the engine's thread, later.
    void post(std::function<void(Engine &)> work);
    [[nodiscard]] Store &store() const { return *m_store; }
    [[nodiscard]] std::shared_ptr<Store> sharedStore() const { return m_store; }
    [[nodiscard]] const Plant &plant() const { return m_plant; }
    [[nodiscard]] const QVector<BatchId> &openBatches() const { return m_openBatches; }
    [[nodiscard]] bool isSimulated() const { return m_process.has_value(); }
    /// Ends the virtual plant with the session; otherwise it runs on for a later attach.
    void endPlant() { m_endPlant = true; }

private:
    QThread m_thread;
    Engine *m_engine = nullptr; ///< lives on m_thread, deleted there
    std::shared_ptr<Store> m_store;
    Plant m_plant;
    std::optional<PlantProcess> m_process;
    QVector<BatchId> m_openBatches;
    bool m_endPlant = false;
};

} // namespace cytoloom
