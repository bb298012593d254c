// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/engine.h"

#include "app/session/outage.h"
#include "processgraph/alarms/alarmtable.h"
#include "processgraph/catalog/catalog.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// What the engine orders in a step is carried out, read back and looked at before time goes on:
/// a chain of writes takes no process time. More rounds than this would be a chain without end.
constexpr int MostSettlingRounds = 24;
constexpr int ViewIntervalMs = 50;
constexpr int RealTickMs = 500;
/// A simulated plant that is gone for so long does not come back to a run that nobody attends.
constexpr int PlantPatienceMs = 20'000;
constexpr std::chrono::seconds EmptyLinger(5);
constexpr std::chrono::seconds BatchLinger(900);

/// Batches that nobody looks at are looked at anew so often, for their timers.
constexpr int LookIntervalMs = 1000;

} // namespace

Engine::Engine(Setup setup)
    : m_setup(std::move(setup))
{
    qRegisterMetaType<LiveView>();
    m_stepTimer.setTimerType(Qt::PreciseTimer);
    m_viewTimer.setSingleShot(true);
    m_viewTimer.setInterval(ViewIntervalMs);
    connect(&m_viewTimer, &QTimer::timeout, this, &Engine::sendView);
}

Engine::~Engine()
{
    // The gateway's workers read the clock: they end first.
    m_alarms.reset();
    m_crew.reset();
    m_cell.reset();
    m_gateway.reset();
}

void Engine::start()
{
    if (m_setup.controlPort == 0) {
        m_clock = std::make_unique<SystemClock>();
        connectParts();
        return;
    }
    m_pacemaker = std::make_unique<PacemakerClient>();
    connect(m_pacemaker.get(), &PacemakerClient::granted, this, &Engine::plantGranted);
    connect(m_pacemaker.get(), &PacemakerClient::failed, this, [this](const Error &error) {
        Q_EMIT refused(error);
        if (!m_setup.unattended)
            return;
        // Its time stands until it is back; nobody is there to see that it stays away.
        QTimer::singleShot(PlantPatienceMs, this, [this, error] {
            if (!m_pacemaker->isConnected())
                Q_EMIT failed(error);
        });
    });
    connect(m_pacemaker.get(), &PacemakerClient::connected, this, [this](UtcTime now) {
        if (m_stepped) // reconnected
            return;
        auto clock = std::make_unique<SteppedClock>(now);
        m_stepped = clock.get();
        m_clock = std::move(clock);
        connectParts();
    });
    m_pacemaker->setLinger(openBatches(*m_setup.store).isEmpty() ? EmptyLinger : BatchLinger);
    m_pacemaker->open(QStringLiteral("127.0.0.1"), m_setup.controlPort);
}

void Engine::connectParts()
{
    auto gateway = DeviceGateway::make(m_setup.plant, m_setup.profiles, *m_clock,
        m_stepped ? DeviceGateway::Polling::Paced : DeviceGateway::Polling::Free);
    if (!gateway) {
        Q_EMIT failed(gateway.error());
        return;
    }
    m_gateway = std::move(*gateway);
    m_cell = std::make_unique<ProcessCell>(m_setup.plant, *m_clock, *m_setup.store, *m_gateway);
    m_cell->askRules(Catalog::shipped());
    if (const Result<void> begun = m_cell->begin(); !begun) {
        Q_EMIT failed(begun.error());
        return;
    }
    m_crew = std::make_unique<AutomaticCrew>(*m_cell, m_setup.answerer, m_setup.unattended,
        AutomaticCrew::Ends {[this](const BatchId &, const Error &error) { Q_EMIT refused(error); },
            [this](const BatchId &batch, const Error &error) {
                flush();
                Q_EMIT gaveUp(batch, error);
            }});
    m_alarms = std::make_unique<AlarmMonitor>(m_setup.plant, *m_clock, *m_setup.store, *m_gateway);

    connect(m_gateway.get(), &EquipmentGateway::samples, this, &Engine::takeSamples);
    connect(m_gateway.get(), &EquipmentGateway::deviceChanged, this, &Engine::deviceChanged);
    connect(m_gateway.get(), &DeviceGateway::deviceCounted, this, &Engine::deviceChanged);
    connect(m_gateway.get(), &DeviceGateway::pollFinished, this, &Engine::roundFinished);
    connect(m_cell.get(), &ProcessCell::eventsAppended, this,
        [this](const QVector<JournalEvent> &events) {
            m_acted = true;
            for (const JournalEvent &event : events)
                m_dirty.insert(event.batch);
            Q_EMIT eventsAppended(events);
            changed();
        });
    connect(m_cell.get(), &ProcessCell::stateChanged, m_alarms.get(), &AlarmMonitor::setState);
    connect(m_cell.get(), &ProcessCell::stateChanged, this, &Engine::keepPlant);
    connect(m_cell.get(), &ProcessCell::refused, this,
        [this](const BatchId &, const Error &error) { Q_EMIT refused(error); });
    connect(m_cell.get(), &ProcessCell::journalFailed, this, &Engine::failed);
    connect(m_cell.get(), &ProcessCell::finished, this,
        [this](const BatchId &batch, ProceduralState state) {
            // The last samples belong to the batch: they are durable before anybody hears that it
            // ended.
            m_dirty.insert(batch);
            flush();
            Q_EMIT batchFinished(batch, state);
        });
    connect(m_alarms.get(), &AlarmMonitor::alarmsChanged, this, &Engine::changed);
    connect(m_alarms.get(), &AlarmMonitor::eventsAppended, this, &Engine::eventsAppended);
    connect(m_alarms.get(), &AlarmMonitor::refused, this, &Engine::refused);
    connect(m_alarms.get(), &AlarmMonitor::journalFailed, this, &Engine::failed);

    // Before the first new value, so that each tag's history stays in order.
    if (const Result<void> stated = stateOutage(*m_setup.store, m_setup.plant, m_clock->now());
        !stated)
        Q_EMIT refused(stated.error());
    m_gateway->start();
    m_running = true;
    m_speedReal.start();
    m_speedFrom = m_clock->now();
    if (m_stepped) {
        m_stepTimer.setSingleShot(true);
        connect(&m_stepTimer, &QTimer::timeout, this, &Engine::grantStep);
        m_pacer.setSpeed(m_setup.speed, m_clock->now());
        m_gateway->poll(++m_round); // know the plant before anything is done to it
    } else {
        connect(&m_stepTimer, &QTimer::timeout, this, &Engine::tick);
        m_stepTimer.start(RealTickMs);
    }
    Q_EMIT started();
}

void Engine::keepPlant()
{
    // A simulated plant ends with us, but cells in it wait for somebody who takes the batch up.
    if (!m_pacemaker)
        return;
    const QVector<BatchId> batches = m_cell->batches();
    const bool open = std::any_of(batches.begin(), batches.end(),
        [this](const BatchId &id) { return !isFinal(m_cell->batch(id)->state().state); });
    m_pacemaker->setLinger(open ? BatchLinger : EmptyLinger);
}

void Engine::takeSamples(const QVector<TagSample> &samples)
{
    QVector<TagSample> fresh;
    fresh.reserve(samples.size());
    for (const TagSample &sample : samples) {
        m_changed.insert(sample.tag, sample);
        // Settling rounds read the same minute again: the historian gets it once. A computer's
        // clock that was set back is another moment, not the same one.
        // A value that is not Good is a statement about now, not about when it was last good.
        TagSample stored = sample;
        if (stored.value.quality != Quality::Good)
            stored.value.time = m_clock->now();
        UtcTime &last = m_stored[sample.tag];
        if (stored.value.time != last) {
            last = stored.value.time;
            fresh << stored;
        }
    }
    m_setup.store->addSamples(fresh);
    changed();
}

void Engine::grantStep()
{
    m_pacemaker->grant(m_pacer.next(m_clock->now()));
}

void Engine::plantGranted(UtcTime now)
{
    m_stepped->advanceTo(now);
    m_settling = 0;
    m_gateway->poll(++m_round);
}

void Engine::roundFinished(quint64 round)
{
    if (round != m_round)
        return;
    tick();
    if (m_acted && m_settling < MostSettlingRounds) {
        ++m_settling;
        m_gateway->poll(++m_round);
        return;
    }
    checkStore();
    scheduleStep();
}

void Engine::scheduleStep()
{
    // Time goes at its natural pace while a person is asked: nobody can read at a thousandfold.
    const QVector<BatchId> batches = m_cell->batches();
    const bool asked = std::any_of(batches.begin(), batches.end(),
        [this](const BatchId &id) { return m_crew->isAskedOfPeople(m_cell->batch(id)->state()); });
    const double speed = asked ? 1.0 : m_setup.speed;
    if (speed != m_pacer.speed())
        m_pacer.setSpeed(speed, m_clock->now());
    m_stepTimer.start(m_pacer.wait(m_pacer.next(m_clock->now())));
}

void Engine::tick()
{
    m_acted = false;
    m_cell->tick();
    m_alarms->tick();
    m_crew->look();
    if (m_speedReal.elapsed() >= 1000) {
        m_speed = toSeconds(m_clock->now() - m_speedFrom) * 1000.0 / double(m_speedReal.restart());
        m_speedFrom = m_clock->now();
    }
}

void Engine::checkStore()
{
    if (const Result<void> health = m_setup.store->health(); !health)
        Q_EMIT refused(health.error());
}

void Engine::createBatch(const ControlRecipe &control)
{
    if (const Result<void> created = m_cell->create(control); !created)
        Q_EMIT refused(created.error());
}

void Engine::recoverBatch(const BatchId &batch)
{
    if (const Result<void> alarms = m_alarms->recover(batch); !alarms)
        Q_EMIT refused(alarms.error());
    if (const Result<void> recovered = m_cell->recover(batch); !recovered)
        Q_EMIT refused(recovered.error());
}

void Engine::bindBatch(const BatchId &batch, const BatchBinding &binding, const PersonId &person)
{
    if (const Result<void> bound = m_cell->bind(batch, binding, person); !bound)
        Q_EMIT refused(bound.error());
}

void Engine::command(const BatchId &batch, const ElementId &element, ProceduralCommand command,
    const QString &reason, const PersonId &person)
{
    m_cell->command(batch, element, command, reason, person);
}

void Engine::answer(const PromptAnswer &answer)
{
    m_cell->answer(answer);
}

void Engine::sign(const BatchId &batch, const ElementId &element, SignatureMeaning meaning,
    const QString &role, const PersonId &person)
{
    m_cell->sign(batch, element, meaning, role, person);
}

void Engine::clearUnit(const LineClearance &clearance)
{
    m_cell->clearUnit(clearance);
}

void Engine::setMode(const BatchId &batch, const ModeOrder &order)
{
    m_cell->setMode(batch, order);
}

void Engine::jump(const BatchId &batch, const JumpOrder &order)
{
    m_cell->jump(batch, order);
}

void Engine::force(const BatchId &batch, const ForceOrder &order)
{
    m_cell->force(batch, order);
}

void Engine::decideFault(const BatchId &batch, const FaultOrder &order)
{
    m_cell->decideFault(batch, order);
}

void Engine::setFocus(const BatchId &batch)
{
    m_focus = batch;
    changed();
}

void Engine::acknowledge(const QString &alarm, const QString &comment, const PersonId &person)
{
    m_alarms->acknowledge(alarm, comment, person);
}

void Engine::orderAlarm(const AlarmOrder &order)
{
    m_alarms->order(order);
}

void Engine::setSpeed(double speed)
{
    m_setup.speed = speed;
    if (m_stepped && m_stepTimer.isActive())
        scheduleStep();
}

/// Everything that is known is durable, and everybody has seen it.
void Engine::flush()
{
    if (const Result<void> flushed = m_setup.store->flush(); !flushed)
        Q_EMIT refused(flushed.error());
    sendView();
}

void Engine::changed()
{
    if (!m_viewTimer.isActive())
        m_viewTimer.start();
}

LiveBatch Engine::look(
    const RecipeExecutor &executor, const QVector<UnitClaim> &claims, const QVector<Alarm> &alarms)
{
    LiveBatch batch;
    batch.state = executor.state();
    batch.batchTime = executor.batchTime();
    const PhaseClassLookup frozen = [&batch](const QString &type) {
        const PhaseClass *logic = batch.state.control.phaseClass(type);
        return logic ? logic : Catalog::shipped().phaseClass(type);
    };
    batch.operatorView = makeOperatorView(
        batch.state, [this](const TagId &tag) { return m_cell->latest(tag); }, frozen,
        batch.batchTime);
    const BatchId &id = batch.state.control.header.id;
    auto plan = m_plans.find(id);
    if (plan == m_plans.end())
        plan = m_plans.insert(id, Plan::make(batch.state.control));
    std::array<int, 4> counts {0, 0, 0, 0};
    for (const Alarm &alarm : alarms) {
        if (alarm.batch == id && !isAcknowledged(alarm.state))
            ++counts.at(size_t(qBound(1, alarm.priority, 4)) - 1);
    }
    const UtcTime now = m_clock->now();
    batch.overview = makeBatchOverview(
        batch.state, PlanProgress(*plan, batch.state, now), counts, claims, now, batch.batchTime);
    batch.faults = faultChoices(batch.state, now, batch.batchTime, frozen);
    return batch;
}

void Engine::sendView()
{
    if (!m_running)
        return;
    const bool all = !m_sinceAll.isValid() || m_sinceAll.elapsed() >= LookIntervalMs;
    if (all)
        m_sinceAll.start();
    LiveView view;
    view.claims = m_cell->claims();
    view.alarms = m_alarms->alarms();
    const QVector<BatchId> batches = m_cell->batches();
    for (const BatchId &id : batches) {
        const RecipeExecutor &executor = *m_cell->batch(id);
        if (all || batches.size() == 1 || id == m_focus || m_dirty.contains(id)
            || !m_looks.contains(id))
            m_looks.insert(id, look(executor, view.claims, view.alarms));
        view.batches << m_looks.value(id);
        view.waiting = view.waiting || (m_stepped && m_crew->isAskedOfPeople(executor.state()));
    }
    m_dirty.clear();
    view.now = m_clock->now();
    view.quietAlarms = m_alarms->quietAlarms();
    view.floods = m_alarms->floods();
    view.changed = m_changed.values();
    m_changed.clear();
    view.speed = m_stepped ? m_speed : 1.0;
    Q_EMIT viewChanged(view);
}

} // namespace cytoloom
