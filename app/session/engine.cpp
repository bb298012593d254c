// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/engine.h"

#include "app/session/outage.h"
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

/// A batch that is given up has so long to come to rest.
constexpr Duration HoldPatience = std::chrono::hours(1);

/// A question or a signature waits for a person.
bool isAsked(const BatchState &state)
{
    const QVector<ElementId> active = state.active();
    return !state.prompts.isEmpty()
        || std::any_of(active.begin(), active.end(), [&state](const ElementId &id) {
               return state.status(id).workDone && !state.missingSignatures(id).isEmpty();
           });
}

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
    m_executor.reset();
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
    m_pacemaker->setLinger(openBatch(*m_setup.store) ? BatchLinger : EmptyLinger);
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
    m_executor
        = std::make_unique<RecipeExecutor>(m_setup.plant, *m_clock, *m_setup.store, *m_gateway);
    m_executor->askRules(Catalog::shipped());
    m_alarms = std::make_unique<AlarmMonitor>(m_setup.plant, *m_clock, *m_setup.store, *m_gateway);

    connect(m_gateway.get(), &EquipmentGateway::samples, this, &Engine::takeSamples);
    connect(m_gateway.get(), &EquipmentGateway::deviceChanged, this, &Engine::deviceChanged);
    connect(m_gateway.get(), &DeviceGateway::deviceCounted, this, &Engine::deviceChanged);
    connect(m_gateway.get(), &DeviceGateway::pollFinished, this, &Engine::roundFinished);
    connect(m_executor.get(), &RecipeExecutor::eventsAppended, this,
        [this](const QVector<JournalEvent> &events) {
            m_acted = true;
            Q_EMIT eventsAppended(events);
            changed();
        });
    connect(
        m_executor.get(), &RecipeExecutor::stateChanged, m_alarms.get(), &AlarmMonitor::setState);
    connect(m_executor.get(), &RecipeExecutor::stateChanged, this, &Engine::keepPlant);
    connect(m_executor.get(), &RecipeExecutor::refused, this, &Engine::refused);
    connect(m_executor.get(), &RecipeExecutor::journalFailed, this, &Engine::failed);
    connect(m_executor.get(), &RecipeExecutor::finished, this, &Engine::finish);
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

void Engine::keepPlant(const BatchState &state)
{
    // A simulated plant ends with us, but cells in it wait for somebody who takes the batch up.
    if (m_pacemaker)
        m_pacemaker->setLinger(state.exists() && !isFinal(state.state) ? BatchLinger : EmptyLinger);
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
    const bool attended = !m_setup.answerer && !m_setup.unattended;
    const bool asked = attended && isAsked(m_executor->state());
    const double speed = asked ? 1.0 : m_setup.speed;
    if (speed != m_pacer.speed())
        m_pacer.setSpeed(speed, m_clock->now());
    m_stepTimer.start(m_pacer.wait(m_pacer.next(m_clock->now())));
}

void Engine::tick()
{
    m_acted = false;
    m_executor->tick();
    m_alarms->tick();
    if (m_setup.answerer && !m_givenUp)
        answerPrompts();
    if (m_setup.unattended)
        attend();
    if (m_speedReal.elapsed() >= 1000) {
        m_speed = toSeconds(m_clock->now() - m_speedFrom) * 1000.0 / double(m_speedReal.restart());
        m_speedFrom = m_clock->now();
    }
}

void Engine::answerPrompts()
{
    const BatchState state = m_executor->state(); // a copy: answers change it
    for (const Prompt &prompt : state.prompts) {
        if (prompt.purpose == PromptPurpose::Refusal || prompt.purpose == PromptPurpose::Waiver)
            continue; // a person's, and nobody else's
        const auto lookup = [this, &prompt](const QString &name) {
            return m_executor->value(prompt.element, name);
        };
        const Result<PromptAnswer> answer = m_setup.answerer->answer(state, prompt, lookup);
        if (answer)
            m_executor->answer(*answer);
        else if (m_setup.unattended)
            giveUp(answer.error());
        else
            Q_EMIT refused(answer.error());
    }
    for (const SignatureAnswer &answer : m_setup.answerer->signatures(m_executor->state()))
        m_executor->sign(answer.element, answer.meaning, answer.role, answer.person);
}

/// Nobody sits in front: what stands still is restarted by its policy, or the run is given up. The
/// batch is held first, so that nothing pumps on while nobody looks.
void Engine::attend()
{
    const Duration moment = m_executor->batchTime();
    if (!m_givenUp) {
        const Attendant::Verdict verdict
            = m_attendant.look(m_executor->state(), moment, m_setup.answerer.has_value());
        for (const ElementId &element : verdict.restart)
            m_executor->command(
                element, ProceduralCommand::Restart, u"recovery policy"_s, PersonId(u"AUTO-1"_s));
        if (verdict.giveUp)
            giveUp(*verdict.giveUp);
    }
    if (!m_givenUp || m_gaveUp)
        return;
    // A question of the hold logic waits for somebody as well; what orders the plant is seen
    // through.
    const BatchState &state = m_executor->state();
    const QVector<ElementId> active = state.active();
    const bool atWork = std::any_of(active.begin(), active.end(), [&](const ElementId &id) {
        return !isQuiescent(state.status(id).state)
            && std::none_of(state.prompts.begin(), state.prompts.end(), [&](const Prompt &prompt) {
                   return prompt.element == id && prompt.logic == "hold"_L1;
               });
    });
    if (atWork && moment - m_givenUpAt < HoldPatience)
        return;
    m_gaveUp = true;
    if (const Result<void> flushed = m_setup.store->flush(); !flushed)
        Q_EMIT refused(flushed.error());
    sendView();
    Q_EMIT gaveUp(*m_givenUp);
}

void Engine::giveUp(const Error &error)
{
    if (m_givenUp || m_gaveUp)
        return;
    m_givenUp = error;
    m_givenUpAt = m_executor->batchTime();
    if (m_executor->preview({}, ProceduralCommand::Hold))
        m_executor->command({}, ProceduralCommand::Hold,
            u"nobody attends the run: "_s + error.code(), PersonId(u"AUTO-1"_s));
}

void Engine::checkStore()
{
    if (const Result<void> health = m_setup.store->health(); !health)
        Q_EMIT refused(health.error());
}

void Engine::createBatch(const ControlRecipe &control)
{
    m_finishing = false;
    if (const Result<void> created = m_executor->create(control); !created)
        Q_EMIT refused(created.error());
}

void Engine::recoverBatch(const BatchId &batch)
{
    m_finishing = false;
    if (const Result<void> alarms = m_alarms->recover(batch); !alarms)
        Q_EMIT refused(alarms.error());
    if (const Result<void> recovered = m_executor->recover(batch); !recovered)
        Q_EMIT refused(recovered.error());
}

void Engine::bindBatch(const BatchBinding &binding, const PersonId &person)
{
    if (const Result<void> bound = m_executor->bind(binding, person); !bound)
        Q_EMIT refused(bound.error());
}

void Engine::command(const ElementId &element, ProceduralCommand command, const QString &reason,
    const PersonId &person)
{
    m_executor->command(element, command, reason, person);
}

void Engine::answer(const PromptAnswer &answer)
{
    m_executor->answer(answer);
}

void Engine::sign(
    const ElementId &element, SignatureMeaning meaning, const QString &role, const PersonId &person)
{
    m_executor->sign(element, meaning, role, person);
}

void Engine::acknowledge(const QString &alarm, const QString &comment, const PersonId &person)
{
    m_alarms->acknowledge(alarm, comment, person);
}

void Engine::setSpeed(double speed)
{
    m_setup.speed = speed;
    if (m_stepped && m_stepTimer.isActive())
        scheduleStep();
}

void Engine::finish(ProceduralState state)
{
    if (m_finishing)
        return;
    m_finishing = true;
    const BatchId batch = m_executor->state().control.header.id;
    // The last samples belong to the batch: they are durable before anybody hears that it ended.
    if (const Result<void> flushed = m_setup.store->flush(); !flushed)
        Q_EMIT refused(flushed.error());
    sendView();
    Q_EMIT batchFinished(batch, state);
}

void Engine::changed()
{
    if (!m_viewTimer.isActive())
        m_viewTimer.start();
}

void Engine::sendView()
{
    if (!m_running)
        return;
    LiveView view;
    view.state = m_executor->state();
    view.now = m_clock->now();
    view.batchTime = m_executor->batchTime();
    view.operatorView = makeOperatorView(
        view.state, [this](const TagId &tag) { return m_executor->latest(tag); },
        [&view](const QString &type) {
            const PhaseClass *frozen = view.state.control.phaseClass(type);
            return frozen ? frozen : Catalog::shipped().phaseClass(type);
        },
        view.batchTime);
    view.alarms = m_alarms->alarms();
    view.changed = m_changed.values();
    m_changed.clear();
    view.speed = m_stepped ? m_speed : 1.0;
    view.waiting
        = m_stepped && !m_setup.answerer && !m_setup.unattended && !view.state.prompts.isEmpty();
    Q_EMIT viewChanged(view);
}

} // namespace cytoloom
