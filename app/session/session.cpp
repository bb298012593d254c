// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include <QtCore/QDateTime>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int JoinMs = 10'000;

} // namespace

Result<Session::Parts> Session::prepare(const Options &options)
{
    Result<PlantFiles> files = readPlantFiles(options.plantFile);
    if (!files)
        return files.error();
    if (files->plant.simulated && !options.simulate)
        return Error(u"plant.needsSimulation"_s, {{u"plant"_s, files->plant.name.en}},
            {options.plantFile, {}, 0, 0});
    Result<std::unique_ptr<Store>> store = Store::open(options.storeFile);
    if (!store)
        return store.error();

    const Result<QVector<BatchSummary>> batches = (*store)->batches();
    if (!batches)
        return batches.error();
    Parts parts;
    UtcTime latest {};
    for (const BatchSummary &batch : *batches) {
        latest = std::max({latest, batch.created, batch.ended});
        const std::optional<ProceduralState> state = stateFromText(batch.state);
        if (state && *state != ProceduralState::Idle && !isFinal(*state))
            parts.openBatches << batch.id;
        if (options.newBatches.contains(batch.id))
            return Error(u"batch.exists"_s, {{u"batch"_s, batch.id.value()}});
    }
    for (const BatchId &open : std::as_const(parts.openBatches)) {
        // Its cells wait in its plant: nothing else begins there.
        if (!options.newBatches.isEmpty())
            return Error(u"app.openBatch"_s,
                {{u"batch"_s, open.value()}, {u"file"_s, options.storeFile}},
                {options.storeFile, {}, 0, 0});
        const Result<QVector<JournalEvent>> events = (*store)->read(open);
        if (!events)
            return events.error();
        for (const JournalEvent &event : *events) // a fresh plant begins after all of them
            latest = std::max(latest, event.time);
    }
    parts.setup.plant = files->plant;
    parts.setup.profiles = files->profiles;
    parts.setup.speed = options.speed;
    parts.setup.answerer = options.answerer;
    parts.setup.unattended = options.unattended;
    parts.setup.store = std::move(*store);
    if (!options.simulate)
        return parts;

    const QString announce = PlantProcess::announceFileOf(options.storeFile);
    if (options.attach) {
        if (const Result<PlantProcess> running = PlantProcess::attach(announce))
            parts.process = *running;
        else
            parts.freshPlant = true;
    }
    if (!parts.process) {
        // A plant that an earlier session left behind would hold the ports of this one.
        if (const Result<PlantProcess> stale = PlantProcess::attach(announce))
            stale->stop(announce);
        PlantProcess::Options start;
        start.seed = options.seed;
        // A fast simulation leaves process time ahead of the computer's: the next one goes on from
        // there, or two batches would share the same minutes of history.
        start.start = options.start == UtcTime {}
            ? std::max(
                utcFromMs(QDateTime::currentMSecsSinceEpoch()), latest + std::chrono::hours(1))
            : options.start;
        const Result<PlantProcess> started
            = PlantProcess::start(options.plantFile, announce, start);
        if (!started)
            return started.error();
        parts.process = *started;
    }
    parts.setup.plant = parts.process->plant;
    parts.setup.controlPort = parts.process->controlPort;
    return parts;
}

Session::Session(Parts parts)
    : m_store(parts.setup.store)
    , m_plant(parts.setup.plant)
    , m_process(std::move(parts.process))
    , m_openBatches(parts.openBatches)
{
    m_thread.setObjectName("engine"_L1);
    m_engine = new Engine(std::move(parts.setup));
    m_engine->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
}

Session::~Session()
{
    m_thread.quit();
    if (m_thread.isRunning() && !m_thread.wait(JoinMs))
        qWarning("the engine did not end within %d s",
            JoinMs / 1000); // never terminate(): it may be writing
    else if (!m_thread.isFinished())
        delete m_engine; // never started
    if (m_endPlant && m_process)
        m_process->stop(PlantProcess::announceFileOf(m_store->fileName()));
}

void Session::start()
{
    m_thread.start();
    post([](Engine &engine) { engine.start(); });
}

void Session::post(std::function<void(Engine &)> work)
{
    QMetaObject::invokeMethod(
        m_engine, [engine = m_engine, work = std::move(work)] { work(*engine); },
        Qt::QueuedConnection);
}

} // namespace cytoloom
