// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/processcell.h"
#include "tests/execution/rig.h"

namespace cytoloom::test {

/// Vessels U1 … Un as in smallPlant().
Plant vessels(int count);

/// A process cell with everything around it, on vessels(); it can be killed and taken up again.
class CellRig
{
public:
    explicit CellRig(int units);
    /// \p units: of ROLE1, ROLE2 … in that order.
    Result<void> create(const QString &batch, const MasterRecipe &recipe, const QStringList &units,
        int priority = 0);
    void start(const QString &batch) { command(batch, {}, ProceduralCommand::Start); }
    void command(const QString &batch, const QString &element, ProceduralCommand command,
        const QString &person = QStringLiteral("anna"));
    void clear(const QString &unit);
    /// Ticks and flushes once a minute; 0: once, with no time passing.
    void run(int minutes = 0);
    /// Everybody is answered with 42 and signs; what waits is cleared.
    void answerAll();
    /// The program is gone at once; a new one takes up every batch that has not ended.
    void crash();

    [[nodiscard]] const BatchState &state(const QString &batch) const
    {
        return cell->batch(BatchId(batch))->state();
    }
    [[nodiscard]] ProceduralState stateOf(const QString &batch, const QString &element = {}) const
    {
        return state(batch).status(ElementId(element)).state;
    }
    [[nodiscard]] UnitClaim claim(const QString &unit) const;
    /// Codes of the refusals since the last call.
    QStringList takeRefusals();

    const Plant plant;
    SteppedClock clock;
    MemoryJournal journal;
    std::unique_ptr<FakeGateway> gateway = std::make_unique<FakeGateway>();
    std::unique_ptr<ProcessCell> cell;

private:
    void wire();
    QStringList m_refusals;
};

} // namespace cytoloom::test
