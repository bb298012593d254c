// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"
#include "processgraph/compiler/donorenvelope.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <atomic>
#include <memory>

namespace cytoloom {

/// How far a worker is, and whether anybody still wants its result. Shared between the threads.
struct WorkState
{
    std::atomic_bool cancelled {false};
    std::atomic<qint64> done {0};
    std::atomic<qint64> all {0};
};

/// Makes compile reports and donor envelopes of snapshots in the pool, one of each kind at a time;
/// asked again while it works, it drops what is under way. Progress is told some times a second.
/// GUI thread; the destructor waits for workers, which stop at the next stage.
class CompileRunner final : public QObject
{
    Q_OBJECT

public:
    /// \p catalog outlives the runner.
    explicit CompileRunner(const Catalog &catalog, QObject *parent = nullptr);
    ~CompileRunner() override;

    void compile(const ValidationInput &input);
    void cancelCompile(); ///< compileCancelled() follows, and no report, whatever the worker does
    [[nodiscard]] bool isCompiling() const { return m_compile.running || m_nextCompile; }

    void runDonors(const ValidationInput &input, const EnvelopeOrder &order);
    void cancelDonors(); ///< donorsDone() with "envelope.cancelled" follows
    [[nodiscard]] bool isRunningDonors() const { return m_donors.running || m_nextDonors; }

Q_SIGNALS:
    void compileProgress(qint64 done, qint64 all);
    void compiled(const cytoloom::CompileReport &report, double milliseconds);
    void compileCancelled();
    void donorProgress(qint64 done, qint64 all);
    /// Of \p recipe; \p milliseconds that the runs took.
    void donorsDone(const cytoloom::Result<cytoloom::DonorEnvelope> &envelope,
        const cytoloom::MasterRecipe &recipe, double milliseconds);

private:
    template <class T> struct Work
    {
        QFutureWatcher<std::shared_ptr<T>> watcher;
        std::shared_ptr<WorkState> state = std::make_shared<WorkState>();
        bool running = false;
        bool unwanted = false;
    };
    struct Compiled
    {
        std::optional<CompileReport> report;
        double milliseconds = 0;
    };
    struct Enveloped
    {
        Result<DonorEnvelope> envelope {Error()};
        MasterRecipe recipe;
        double milliseconds = 0;
    };
    void takeReport();
    void takeEnvelope();
    void tellProgress();

    const Catalog &m_catalog;
    Work<Compiled> m_compile;
    Work<Enveloped> m_donors;
    std::optional<ValidationInput> m_nextCompile;
    std::optional<std::pair<ValidationInput, EnvelopeOrder>> m_nextDonors;
    QTimer m_progress;
};

} // namespace cytoloom
