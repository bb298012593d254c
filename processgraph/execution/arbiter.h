// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"
#include "processgraph/plant/plant.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace cytoloom {

/// Who has which unit of the plant, and who is next (ISA-88 allocation and arbitration; reference
/// rules 3.2). It reads the journal's unit events of all batches and the states of those that run;
/// a copy is cheap, so that a group of decisions can be tried and thrown away. Engine thread.
///
/// A unit belongs to a batch from its allocation until the line clearance after it. Units are asked
/// for one by one, when their unit procedure begins; a wish is granted only when afterwards all
/// batches can still end in some order, each with all it may still need (E. W. Dijkstra's banker,
/// EWD 623; A. N. Habermann, CACM 12 (1969) 373). So no two batches ever wait for each other, and
/// no unit stands idle for a batch that will want it next week. Among those that may have a unit,
/// the one whose cells have least time left goes first, then the higher priority, then who asked
/// earlier. Nothing is taken away from a batch that has it.
class Arbiter
{
public:
    explicit Arbiter(const Plant &plant);

    /// Unit events and ends of batches, in order; of batches that do not run here as well.
    void apply(const JournalEvent &event);
    /// A batch that runs here, as it is now.
    void setState(const BatchState &state);

    /// Nothing: \p batch may have \p unit for \p element now, its unit procedure or the phase that
    /// the unit serves. Otherwise why not: "unit.held" (args: unit, batch), "unit.kept" (its cells
    /// may still be in it), "unit.awaitsClearance", "unit.notFirst" (batch is asked first),
    /// "unit.wouldBlock" (batch: what it would wait for has to wait for this unit). \p now is
    /// elapsed() of the clock. \p asking may be newer than what setState() has told.
    [[nodiscard]] std::optional<Message> refuses(
        const BatchState &asking, const ElementId &element, const UnitId &unit, Duration now) const;
    /// Nothing: an order to \p unit touches what belongs to \p batch, or what all may use.
    /// Otherwise "unit.notOurs" (args: unit, batch, holder): the firewall against mix-ups.
    [[nodiscard]] std::optional<Message> refusesOrder(
        const BatchId &batch, const UnitId &unit) const;
    /// What \p unit shows is about \p batch: no other batch has used it since. An instrument's last
    /// result belongs to whom it was measured for.
    [[nodiscard]] bool speaksFor(const BatchId &batch, const UnitId &unit) const;
    /// Who has or left an exclusive \p unit; empty: nobody.
    [[nodiscard]] BatchId holder(const UnitId &unit) const;
    /// The batch that left \p unit uncleared. Fails with "clearance.notWaiting" or
    /// "clearance.stillUsed".
    [[nodiscard]] Result<BatchId> toClear(const UnitId &unit) const;
    /// Batches that have or have left a unit.
    [[nodiscard]] QVector<BatchId> claimants() const;
    /// Every exclusive unit of the plant with its queue, in the plant's order.
    [[nodiscard]] QVector<UnitClaim> claims(Duration now) const;
    /// Every running batch can still end, in some order.
    [[nodiscard]] bool isSafe() const;

private:
    struct Claim
    {
        BatchId batch;
        ElementId element;
        UtcTime since {};
        bool released = false;
        bool serving = false; ///< only serves a phase, no product of the batch is in it
    };
    struct Rank;

    [[nodiscard]] bool isBrief(const Claim &claim) const;
    [[nodiscard]] bool has(
        const BatchState &asking, const ElementId &element, const UnitId &unit) const;
    [[nodiscard]] bool isUsed(const Claim &claim, const UnitId &unit) const;
    [[nodiscard]] const QSet<UnitId> &needs(const BatchId &batch) const;
    [[nodiscard]] std::optional<Message> occupied(
        const BatchState &asking, const ElementId &element, const UnitId &unit) const;
    [[nodiscard]] std::optional<Message> blocks(
        const BatchState &asking, const ElementId &element, const UnitId &unit) const;
    [[nodiscard]] BatchId stuck(const BatchId &asking, const UnitId &granted) const;
    [[nodiscard]] Rank rankOf(const BatchState &state, UtcTime since, Duration now) const;
    [[nodiscard]] QVector<std::pair<Rank, const UnitRequest *>> queueFor(
        const UnitId &unit, Duration now) const;

    QVector<UnitId> m_order; ///< exclusive units as the plant names them
    QHash<UnitId, int> m_places; ///< how many batches a unit can hold
    QHash<UnitId, QVector<Claim>> m_claims;
    QHash<UnitId, BatchId> m_lastUser; ///< of exclusive units
    QSet<BatchId> m_ended;
    QHash<BatchId, BatchState> m_states;
    mutable QHash<BatchId, std::pair<quint64, QSet<UnitId>>> m_needs; ///< as of a sequence number
};

} // namespace cytoloom
