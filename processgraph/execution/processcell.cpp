// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/processcell.h"

#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/execution/statecontrol.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

ProcessCell::ProcessCell(const Plant &plant, const Clock &clock, Journal &journal,
    EquipmentGateway &gateway, QObject *parent)
    : ProcessCell(Catalog::shipped().phaseClasses(), plant, clock, journal, gateway, parent)
{ }

ProcessCell::ProcessCell(const QVector<PhaseClass> &phaseClasses, const Plant &plant,
    const Clock &clock, Journal &journal, EquipmentGateway &gateway, QObject *parent)
    : QObject(parent)
    , m_phaseClasses(phaseClasses)
    , m_plant(plant)
    , m_clock(clock)
    , m_journal(journal)
    , m_gateway(gateway)
    , m_arbiter(plant)
{
    // Before any executor hears of them.
    connect(&gateway, &EquipmentGateway::samples, this,
        [this](const QVector<TagSample> &samples) { m_latest->take(samples); });
}

ProcessCell::~ProcessCell() = default;

void ProcessCell::askRules(const Catalog &catalog)
{
    m_catalog = &catalog;
}

Result<void> ProcessCell::begin()
{
    const auto events = m_journal.readCodes({QLatin1String(event::UnitAllocated),
        QLatin1String(event::UnitReleased), QLatin1String(event::UnitCleared)});
    if (!events)
        return events.error();
    for (const JournalEvent &event : *events)
        m_arbiter.apply(event);
    // Whether they have ended: of the few that still have or have left a unit.
    const QVector<BatchId> claimants = m_arbiter.claimants();
    for (const BatchId &batch : claimants) {
        const auto record = m_journal.read(batch);
        if (!record)
            return record.error();
        for (const JournalEvent &event : *record) {
            if (event.code == QLatin1String(event::ElementState))
                m_arbiter.apply(event);
        }
    }
    return {};
}

std::unique_ptr<RecipeExecutor> ProcessCell::makeExecutor()
{
    auto executor
        = std::make_unique<RecipeExecutor>(m_phaseClasses, m_plant, m_clock, m_journal, m_gateway);
    if (m_catalog)
        executor->askRules(*m_catalog);
    executor->join(&m_arbiter, m_latest);
    connectExecutor(*executor);
    return executor;
}

void ProcessCell::connectExecutor(RecipeExecutor &executor)
{
    const auto id = [&executor] { return executor.state().control.header.id; };
    connect(&executor, &RecipeExecutor::stateChanged, this, &ProcessCell::stateChanged);
    connect(&executor, &RecipeExecutor::eventsAppended, this, &ProcessCell::eventsAppended);
    connect(&executor, &RecipeExecutor::promptOpened, this, &ProcessCell::promptOpened);
    connect(&executor, &RecipeExecutor::promptClosed, this,
        [this, id](quint64 prompt) { Q_EMIT promptClosed(id(), prompt); });
    connect(&executor, &RecipeExecutor::refused, this,
        [this, id](const Error &error) { Q_EMIT refused(id(), error); });
    connect(&executor, &RecipeExecutor::finished, this,
        [this, id](ProceduralState state) { Q_EMIT finished(id(), state); });
    connect(&executor, &RecipeExecutor::journalFailed, this, &ProcessCell::journalFailed);
}

Result<void> ProcessCell::create(const ControlRecipe &control)
{
    const BatchId &id = control.header.id;
    if (m_executors.contains(id))
        return Error(u"batch.exists"_s, {{u"batch"_s, id.value()}});
    auto executor = makeExecutor();
    if (const Result<void> made = executor->create(control); !made)
        return made;
    m_executors.emplace(id, std::move(executor));
    return {};
}

Result<void> ProcessCell::recover(const BatchId &batch)
{
    if (m_executors.contains(batch))
        return Error(u"batch.exists"_s, {{u"batch"_s, batch.value()}});
    auto executor = makeExecutor();
    if (const Result<void> taken = executor->recover(batch); !taken)
        return taken;
    m_executors.emplace(batch, std::move(executor));
    return {};
}

Result<void> ProcessCell::bind(
    const BatchId &batch, const BatchBinding &binding, const PersonId &person)
{
    RecipeExecutor *executor = this->batch(batch);
    if (!executor)
        return Error(u"batch.unknown"_s, {{u"batch"_s, batch.value()}});
    return executor->bind(binding, person);
}

void ProcessCell::forget(const BatchId &batch)
{
    const auto found = m_executors.find(batch);
    if (found == m_executors.end() || !isFinal(found->second->state().state))
        return;
    // It may be what tells us that it has ended.
    found->second.release()->deleteLater();
    m_executors.erase(found);
}

QVector<BatchId> ProcessCell::batches() const
{
    QVector<BatchId> ids;
    for (const auto &[id, executor] : m_executors)
        ids << id;
    return ids;
}

RecipeExecutor *ProcessCell::batch(const BatchId &batch) const
{
    if (batch.isEmpty() && m_executors.size() == 1)
        return m_executors.begin()->second.get();
    const auto found = m_executors.find(batch);
    return found == m_executors.end() ? nullptr : found->second.get();
}

QVector<UnitClaim> ProcessCell::claims() const
{
    return m_arbiter.claims(m_clock.elapsed());
}

/// Null, and said so, where no such batch runs here.
RecipeExecutor *ProcessCell::find(const BatchId &batch)
{
    RecipeExecutor *executor = this->batch(batch);
    if (!executor)
        Q_EMIT refused(batch, Error(u"batch.unknown"_s, {{u"batch"_s, batch.value()}}));
    return executor;
}

void ProcessCell::command(const BatchId &batch, const ElementId &element, ProceduralCommand command,
    const QString &reason, const PersonId &person)
{
    if (RecipeExecutor *executor = find(batch))
        executor->command(element, command, reason, person);
}

void ProcessCell::answer(const PromptAnswer &answer)
{
    if (RecipeExecutor *executor = find(answer.batch))
        executor->answer(answer);
}

void ProcessCell::sign(const BatchId &batch, const ElementId &element, SignatureMeaning meaning,
    const QString &role, const PersonId &person)
{
    if (RecipeExecutor *executor = find(batch))
        executor->sign(element, meaning, role, person);
}

void ProcessCell::setMode(const BatchId &batch, const ModeOrder &request)
{
    if (RecipeExecutor *executor = find(batch))
        executor->setMode(request);
}

void ProcessCell::jump(const BatchId &batch, const JumpOrder &request)
{
    if (RecipeExecutor *executor = find(batch))
        executor->jump(request);
}

void ProcessCell::force(const BatchId &batch, const ForceOrder &request)
{
    if (RecipeExecutor *executor = find(batch))
        executor->force(request);
}

void ProcessCell::decideFault(const BatchId &batch, const FaultOrder &decision)
{
    if (RecipeExecutor *executor = find(batch))
        executor->decideFault(decision);
}

void ProcessCell::clearUnit(const LineClearance &clearance)
{
    const QMap<QString, QString> args {{u"unit"_s, clearance.unit.value()}};
    // After an Abort the batch keeps the unit: what is cleared is that nothing of the aborted step
    // is left, before it is done again.
    const BatchId keeper = m_arbiter.holder(clearance.unit);
    RecipeExecutor *executor = batch(keeper);
    const bool keeps = executor && !keeper.isEmpty() && !isFinal(executor->state().state)
        && statecontrol::isAborted(executor->state(), clearance.unit);
    const Result<BatchId> left
        = keeps ? Result<BatchId>(keeper) : m_arbiter.toClear(clearance.unit);
    Error refusal;
    if (!left)
        refusal = left.error();
    else if (clearance.person.isEmpty() || clearance.verifiedBy.isEmpty())
        refusal = Error(u"clearance.noPerson"_s, args);
    else if (clearance.person == clearance.verifiedBy)
        refusal = Error(u"clearance.samePerson"_s, args);
    else if (clearance.items.isEmpty())
        refusal = Error(u"clearance.noItems"_s, args);
    if (!refusal.code().isEmpty()) {
        Q_EMIT refused(left ? *left : BatchId(), refusal);
        return;
    }
    if (RecipeExecutor *own = m_executors.contains(*left) ? batch(*left) : nullptr) {
        own->recordClearance(clearance, keeps);
        tick(); // whoever waits for it
        return;
    }
    JournalEvent event;
    event.time = m_clock.now();
    event.elapsed = m_clock.elapsed();
    event.batch = *left;
    event.code = QLatin1String(event::UnitCleared);
    event.person = clearance.person;
    event.data = clearanceData(clearance, false);
    const Result<quint64> last = m_journal.append({event});
    if (!last) {
        Q_EMIT refused(*left, last.error());
        return;
    }
    event.sequence = *last;
    m_arbiter.apply(event);
    Q_EMIT eventsAppended({event});
    tick(); // whoever waits for it
}

void ProcessCell::tick()
{
    const Arbiter before = m_arbiter;
    QVector<JournalEvent> group;
    QVector<std::pair<RecipeExecutor *, qsizetype>> decided; // with the end of its events
    for (const auto &[id, executor] : m_executors) {
        const QVector<JournalEvent> events = executor->decide();
        if (events.isEmpty())
            continue;
        group += events;
        decided << std::pair {executor.get(), group.size()};
    }
    if (group.isEmpty())
        return;
    const Result<quint64> last = m_journal.append(group);
    if (!last) {
        for (const auto &[executor, end] : decided)
            executor->takeBack(last.error());
        m_arbiter = before;
        return;
    }
    for (const auto &[executor, end] : decided)
        executor->carryOut(*last - quint64(group.size() - end));
    for (const auto &[executor, end] : decided)
        executor->tellDecided();
}

} // namespace cytoloom
