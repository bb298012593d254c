// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/arbiter.h"
#include "processgraph/execution/latestvalues.h"
#include "processgraph/execution/recipeexecutor.h"

#include <QtCore/QObject>

#include <map>
#include <memory>

namespace cytoloom {

/// All batches that run on one plant (ISA-88: the process cell): one executor each, one arbiter for
/// the units, one group of events per tick in the journal, so that sixty-four batches cost one
/// write to the disk and not sixty-four. Lives on the engine thread.
class ProcessCell : public QObject
{
    Q_OBJECT

public:
    /// \p plant is copied; the others must outlive the cell.
    ProcessCell(const Plant &plant, const Clock &clock, Journal &journal, EquipmentGateway &gateway,
        QObject *parent = nullptr);
    /// With other phase classes than the shipped ones.
    ProcessCell(const QVector<PhaseClass> &phaseClasses, const Plant &plant, const Clock &clock,
        Journal &journal, EquipmentGateway &gateway, QObject *parent = nullptr);
    ~ProcessCell() override;

    /// As RecipeExecutor::askRules(), for every batch from now on.
    void askRules(const Catalog &catalog);
    /// Learns from the journal who has which unit, also of batches that nobody takes up. Once,
    /// before create() and recover(). Fails with what the journal says.
    Result<void> begin();
    /// As RecipeExecutor's; several batches may be open at once. "batch.exists" for one that is.
    Result<void> create(const ControlRecipe &control);
    Result<void> recover(const BatchId &batch);
    Result<void> bind(const BatchId &batch, const BatchBinding &binding, const PersonId &person);
    /// Ended batches are let go; their records stay.
    void forget(const BatchId &batch);

    [[nodiscard]] QVector<BatchId> batches() const; ///< that run here, by number
    /// Null where no such batch runs here. An empty \p batch is the only one, where there is one.
    [[nodiscard]] RecipeExecutor *batch(const BatchId &batch) const;
    [[nodiscard]] const Arbiter &arbiter() const { return m_arbiter; }
    [[nodiscard]] QVector<UnitClaim> claims() const;
    [[nodiscard]] TagValue latest(const TagId &tag) const { return m_latest->value(tag); }

public Q_SLOTS:
    /// Refused with "batch.unknown", otherwise as RecipeExecutor's.
    void command(const cytoloom::BatchId &batch, const cytoloom::ElementId &element,
        cytoloom::ProceduralCommand command, const QString &reason,
        const cytoloom::PersonId &person);
    void answer(const cytoloom::PromptAnswer &answer);
    void sign(const cytoloom::BatchId &batch, const cytoloom::ElementId &element,
        cytoloom::SignatureMeaning meaning, const QString &role, const cytoloom::PersonId &person);
    /// Line clearance after the batch that left the unit; it stands in that batch's record. Refused
    /// with "clearance.…".
    void clearUnit(const cytoloom::LineClearance &clearance);
    /// As RecipeExecutor's.
    void setMode(const cytoloom::BatchId &batch, const cytoloom::ModeOrder &request);
    void jump(const cytoloom::BatchId &batch, const cytoloom::JumpOrder &request);
    void force(const cytoloom::BatchId &batch, const cytoloom::ForceOrder &request);
    void decideFault(const cytoloom::BatchId &batch, const cytoloom::FaultOrder &decision);
    /// Looks at all batches and does what has become due, as one group in the journal.
    void tick();

Q_SIGNALS:
    void stateChanged(const cytoloom::BatchState &state);
    void eventsAppended(const QVector<cytoloom::JournalEvent> &events);
    void promptOpened(const cytoloom::Prompt &prompt);
    void promptClosed(const cytoloom::BatchId &batch, quint64 prompt);
    void refused(const cytoloom::BatchId &batch, const cytoloom::Error &error);
    void finished(const cytoloom::BatchId &batch, cytoloom::ProceduralState state);
    void journalFailed(const cytoloom::Error &error);

private:
    RecipeExecutor *find(const BatchId &batch);
    std::unique_ptr<RecipeExecutor> makeExecutor();
    void connectExecutor(RecipeExecutor &executor);

    const QVector<PhaseClass> m_phaseClasses;
    const Plant m_plant;
    const Clock &m_clock;
    Journal &m_journal;
    EquipmentGateway &m_gateway;
    const Catalog *m_catalog = nullptr;
    Arbiter m_arbiter;
    std::shared_ptr<LatestValues> m_latest = std::make_shared<LatestValues>();
    std::map<BatchId, std::unique_ptr<RecipeExecutor>> m_executors;
};

} // namespace cytoloom
