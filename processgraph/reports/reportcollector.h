// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/reports/batchreport.h"

#include <QtCore/QHash>

namespace cytoloom {

/// Folds the events of a batch, one after the other, into what its report says of steps, people,
/// material, alarms and decisions. One use, one thread; \p report outlives it and has its state.
class ReportCollector
{
public:
    explicit ReportCollector(BatchReport &report);
    void take(const JournalEvent &event);
    /// After the last event: what still goes on, and steps under the step that they belong to.
    void finish();

private:
    [[nodiscard]] UnitId unitOf(const ElementId &id) const;
    [[nodiscard]] ReportStep *lastRun(const ElementId &id);
    void state(const JournalEvent &event);
    void answer(const JournalEvent &event);
    void result(const JournalEvent &event);
    void material(const JournalEvent &event);
    void gate(const JournalEvent &event);
    void signature(const JournalEvent &event);
    void alarm(const JournalEvent &event);
    void exception(const JournalEvent &event);
    void unjudged(const JournalEvent &event);
    void orderSteps();

    BatchReport &m_report;
    const MasterRecipe &m_recipe;
    QHash<ElementId, qsizetype> m_open;
    QHash<ElementId, UtcTime> m_heldSince;
    QHash<quint64, JournalEvent> m_prompts;
    QHash<QString, qsizetype> m_alarms;
};

} // namespace cytoloom
