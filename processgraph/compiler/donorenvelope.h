// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/celltrack.h"

#include <QtCore/QMetaType>

#include <atomic>
#include <functional>

namespace cytoloom {

/// A share of runs with its 95 % interval (Wilson).
struct EnvelopeShare
{
    qint64 count = 0;
    qint64 of = 0;
    [[nodiscard]] double share() const { return of > 0 ? double(count) / double(of) : 0; }
    [[nodiscard]] double low() const;
    [[nodiscard]] double high() const;
};

/// 5, 25, 50, 75 and 95 % points.
struct EnvelopeFan
{
    std::array<double, 5> points {};
    qint64 of = 0; ///< runs that it rests on; 0: nothing to show
};

struct EnvelopeStep
{
    ElementId element;
    EnvelopeFan finish; ///< h from the start of the batch; a loop's steps: their last round
    EnvelopeFan cells; ///< 1e6 viable cells in the vessel then; empty outside unit procedures
};

/// One way out of a gate or a selection.
struct EnvelopeBranch
{
    ElementId from;
    ElementId to;
    GateOutcome outcome = GateOutcome::None;
    EnvelopeShare taken; ///< of the runs that came to `from`
};

/// Why runs did not end with a release, most frequent first.
struct EnvelopeFailure
{
    ElementId at; ///< empty where no place can be named
    QString cause; ///< "criterion", "loop", "stuck"
    QString attribute; ///< of the criterion
    qint64 count = 0;
};

/// What thousands of virtual donors make of a recipe: pure data.
struct DonorEnvelope
{
    RecipeId recipe;
    int version = 1;
    QString recipeHash;
    qint64 runs = 0;
    quint64 seed = 0;
    CellTrack::Dose dose;
    EnvelopeShare doseMet; ///< of all runs: the dose gate was reached with enough cells
    EnvelopeShare released; ///< of all runs: every gate passed
    EnvelopeFan finish; ///< h, released runs
    EnvelopeFan doseFigure; ///< 1e6, runs that came to the dose gate
    std::vector<double> doseQuantiles; ///< 0, 1 … 100 % of the same; empty without any
    QVector<EnvelopeBranch> branches;
    QVector<EnvelopeStep> steps; ///< in the order of the recipe
    QVector<EnvelopeFailure> failures;
    QVector<UncertainNumber> numbers; ///< distributions that were drawn from
    QStringList assumed; ///< conditions and results that nobody simulates: taken as passed
};

struct EnvelopeOrder
{
    qint64 runs = 10'000;
    quint64 seed = 1;
    int threads = 2;
};

/// Runs the recipe of \p input \p order.runs times with numbers drawn per run (see RandomStream):
/// the same seed gives the same envelope, whatever the number of threads. The graph is flattened
/// once; each run carries tokens, waits, transfers and cells as the executor and CellTrack do.
/// Fans of very large recipes rest on the first runs only (EnvelopeFan::of says on how many).
/// Blocks and uses order.threads threads, the caller's among them: call it from a pool. \p cancel
/// may be set by any thread; \p progress is called on the caller's thread, some hundred times.
/// Fails with "envelope.notOrdered" (steps form a circle), "envelope.noStart" (no Begin),
/// "envelope.runs" (args: most) and "envelope.cancelled".
[[nodiscard]] Result<DonorEnvelope> makeDonorEnvelope(const ValidationInput &input,
    const Catalog &catalog, const EnvelopeOrder &order, const std::atomic<bool> *cancel = nullptr,
    const std::function<void(qint64 done, qint64 all)> &progress = {});

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::DonorEnvelope)
