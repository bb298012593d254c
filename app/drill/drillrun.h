// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/drill/drilllane.h"

namespace cytoloom {

/// What a drill has found out.
struct DrillResult
{
    struct Cell
    {
        DrillCell cell;
        BatchId batch; ///< empty: not reached
    };
    ControlRecipe control;
    Plant plant;
    QVector<DrillStep> steps;
    QVector<FaultKind> faults; ///< columns
    QVector<Cell> cells; ///< by step, then by fault; only those that the matrix has
    QVector<QPair<BatchId, Message>> troubles; ///< batches that ended before their time
    int batches = 0;
    double realSeconds = 0;
    quint32 seed = 1;

    [[nodiscard]] int count(DrillOutcome outcome) const;
    [[nodiscard]] const Cell *find(const DrillStep &step, FaultKind fault) const;
};

/// Runs batch after batch, some of them at the same time, until every cell of the plan has been
/// tried or nothing new is reached any more. A batch tries at each phase one fault that has not
/// been tried there, so that one batch fills many cells; after each fault it must be well again
/// before the next one. A batch that cannot go on is left, and a fresh one takes the cells behind
/// it. Lives on the thread of its user.
class DrillRun final : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        DrillLane::Setup lane; ///< batch id and store are given by the run
        QString folder; ///< stores are kept here
        QVector<FaultKind> faults; ///< columns; empty: all
        int jobs = 1;
        int mostBatches = 60;
        std::chrono::minutes longest {24 * 60}; ///< real time; then as stop()
    };
    /// \p plan must outlive the run.
    DrillRun(DrillPlan &plan, Setup setup);
    ~DrillRun() override;

    void start();
    /// Begins no more batches and leaves those that run; finished() follows, with what there is.
    void stop();
    [[nodiscard]] DrillResult result() const;

Q_SIGNALS:
    void progressed(int open, int batches);
    void finished();
    /// No batch could be started at all.
    void failed(const cytoloom::Error &error);

private:
    void fill();
    void laneFinished(DrillLane *lane);

    DrillPlan &m_plan;
    Setup m_setup;
    std::vector<std::unique_ptr<DrillLane>> m_lanes;
    QVector<DrillLane::Outcome> m_outcomes;
    int m_started = 0;
    bool m_stopped = false;
    int m_barren = 0; ///< batches in a row that tried nothing
    QElapsedTimer m_real;
    double m_seconds = 0;
};

} // namespace cytoloom
