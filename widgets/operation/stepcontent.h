// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/operatorview.h"
#include "widgets/operation/parametertile.h"
#include "widgets/operation/steplines.h"
#include "widgets/operation/unitprocedurestrip.h"

namespace cytoloom {

/// What the step card says, in one language.
struct StepContent
{
    ElementId element; ///< empty: no step is under way
    QString title;
    QString why;
    QString unit; ///< "BR-02"
    QString icon; ///< of the unit operation, drawn large: "op-sample"
    QString next; ///< what follows this step; empty: not known
    std::optional<Duration> left; ///< until the nominal end; negative: overdue
    QString window; ///< local times of start and latest end
    QVector<OperatorView::Timer> timers; ///< those with a limit
    QVector<StepLine> lines;
    std::optional<Prompt> prompt;
    std::optional<SignaturePoint> signature;
    ProceduralState state = ProceduralState::Idle;
    Message reason; ///< why it is Held, Stopped or Aborted
    int waiting = 0; ///< questions that wait besides this one
    friend bool operator==(const StepContent &, const StepContent &) = default;
};

/// Pure functions from the state of a batch to what Operate shows of it. Any thread.
namespace stepcontent {

/// The step to show: \p chosen if it is under way, else the one whose question has waited longest,
/// else the first that waits for a signature, else the first that is under way.
[[nodiscard]] ElementId pick(
    const BatchState &batch, const OperatorView &view, const ElementId &chosen = {});
/// \p view adds what only the engine knows (signatures, timers); an empty one is fine.
[[nodiscard]] StepContent make(const BatchState &batch, const OperatorView &view,
    const Catalog &catalog, UtcTime now, Language language, const ElementId &chosen = {});
[[nodiscard]] QVector<StripItem> strip(const BatchState &batch);
/// Tiles of the measured parameters of every step under way, without values.
[[nodiscard]] QVector<TileContent> tiles(const BatchState &batch, const Plant &plant);
/// What Held means for the steps under way.
[[nodiscard]] LocalizedText safeState(const BatchState &batch, const Catalog &catalog);
/// The next step, in the order of the recipe, that has not begun and needs a person.
[[nodiscard]] ElementId nextHumanStep(const BatchState &batch, const Catalog &catalog);

} // namespace stepcontent
} // namespace cytoloom
