// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drilllane.h"

#include <QtCore/QSet>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr int StallMs = 180'000;
constexpr int MostJournalWaitMs = 60'000;
const QString Person = u"DRILL"_s;

} // namespace

Result<std::unique_ptr<DrillLane>> DrillLane::start(DrillPlan &plan, const Setup &setup)
{
    Session::Options options;
    options.plantFile = setup.plantFile;
    options.storeFile = setup.storeFile;
    options.simulate = true;
    options.newBatches = {setup.control.header.id};
    options.speed = setup.speed;
    options.seed = setup.seed;
    options.answerer = Answerer();
    Result<Session::Parts> parts = Session::prepare(options);
    if (!parts)
        return parts.error();
    std::unique_ptr<DrillLane> lane(new DrillLane(plan, setup, std::move(*parts)));
    lane->m_session.start();
    return lane;
}

DrillLane::DrillLane(DrillPlan &plan, Setup setup, Session::Parts parts)
    : m_setup(std::move(setup))
    , m_session(parts) // a copy: its plant is asked for below
{
    const BatchId batch = m_setup.control.header.id;
    Engine *engine = m_session.engine();
    DrillConductor::Ends ends;
    // Later, so that the engine is not commanded out of its own step.
    ends.restart = [this, batch](const ElementId &element) {
        m_session.post([batch, element](Engine &each) {
            each.command(
                batch, element, ProceduralCommand::Restart, u"fire drill"_s, PersonId(Person));
        });
    };
    ends.pace = [this](bool drilling) {
        m_session.post([speed = drilling ? m_setup.drillSpeed : m_setup.speed](
                           Engine &each) { each.setSpeed(speed); });
    };
    ends.finished = [this] {
        QMetaObject::invokeMethod(
            this, [this] { finish({}); }, Qt::QueuedConnection);
    };
    const quint16 faultPort = parts.process ? parts.process->faultPort : quint16(0);
    m_conductor = std::make_unique<DrillConductor>(plan, faultPort, ends);
    m_outcome.batch = batch;
    m_session.endPlant();

    // Direct: between two steps of the engine, while the plant's time stands.
    connect(
        engine, &Engine::eventsAppended, this,
        [this](const QVector<JournalEvent> &events) {
            if (m_conductor)
                m_conductor->takeEvents(events);
        },
        Qt::DirectConnection);
    connect(
        engine, &Engine::viewChanged, this,
        [this](const LiveView &view) {
            if (m_conductor)
                m_conductor->takeView(view);
        },
        Qt::DirectConnection);
    connectEngine();
}

void DrillLane::connectEngine()
{
    Engine *engine = m_session.engine();
    connect(engine, &Engine::started, this, [this] {
        m_session.post([control = m_setup.control](Engine &each) {
            each.createBatch(control);
            each.command(
                control.header.id, ElementId(), ProceduralCommand::Start, {}, PersonId(Person));
        });
    });
    connect(engine, &Engine::failed, this, [this](const Error &error) { finish(error.message); });
    connect(engine, &Engine::batchFinished, this, [this] { finish({}); });
    connect(engine, &Engine::gaveUp, this,
        [this](const BatchId &, const Error &error) { finish(error.message); });
    connect(engine, &Engine::eventsAppended, this, [this] { m_stall.start(); });
    m_stall.setSingleShot(true);
    m_stall.setInterval(StallMs);
    connect(&m_stall, &QTimer::timeout, this, [this] { finish({u"drill.stalled"_s, {}}); });
    m_stall.start();
}

DrillLane::~DrillLane() = default;

void DrillLane::leave()
{
    finish({u"drill.left"_s, {}});
}

void DrillLane::finish(const Message &trouble)
{
    if (std::exchange(m_finishing, true))
        return;
    m_stall.stop();
    m_outcome.trouble = trouble;
    // If the engine hangs, what it has seen cannot be asked for any more.
    QTimer::singleShot(MostJournalWaitMs, this, &DrillLane::finished);
    const bool stalled = !trouble.code.isEmpty() && trouble.code != "drill.left"_L1;
    m_session.post([this, stalled](Engine &) {
        m_conductor->close(stalled);
        QVector<DrillObservation> seen = m_conductor->observations();
        QVector<quint64> acknowledged = m_conductor->acknowledged();
        m_conductor.reset();
        QMetaObject::invokeMethod(
            this,
            [this, seen, acknowledged] {
                m_outcome.observations = seen;
                m_acknowledged = acknowledged;
                compareWithStore();
                Q_EMIT finished();
            },
            Qt::QueuedConnection);
    });
}

void DrillLane::compareWithStore()
{
    // All of it: alarms of devices belong to no batch.
    const auto stored = m_session.store().readAll();
    QSet<quint64> there;
    if (stored) {
        for (const JournalEvent &event : *stored)
            there.insert(event.sequence);
    }
    QSet<quint64> lost(m_acknowledged.begin(), m_acknowledged.end());
    lost.subtract(there);
    for (DrillObservation &seen : m_outcome.observations) {
        seen.journalWhole = stored
            && std::none_of(seen.events.begin(), seen.events.end(),
                [&](const auto &event) { return lost.contains(event.sequence); });
    }
}

} // namespace cytoloom
