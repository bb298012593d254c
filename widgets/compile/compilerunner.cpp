// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/compilerunner.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QElapsedTimer>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int ProgressMs = 50; // 20 times a second, as everything that moves on screen

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

CompileRunner::CompileRunner(const Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_catalog(catalog)
{
    m_progress.setInterval(ProgressMs);
    connect(&m_progress, &QTimer::timeout, this, &CompileRunner::tellProgress);
    connect(&m_compile.watcher, &QFutureWatcherBase::finished, this, &CompileRunner::takeReport);
    connect(&m_donors.watcher, &QFutureWatcherBase::finished, this, &CompileRunner::takeEnvelope);
}

CompileRunner::~CompileRunner()
{
    m_compile.watcher.disconnect(this);
    m_donors.watcher.disconnect(this);
    m_compile.state->cancelled = true;
    m_donors.state->cancelled = true;
    m_compile.watcher.waitForFinished();
    m_donors.watcher.waitForFinished();
}

void CompileRunner::compile(const ValidationInput &input)
{
    if (m_compile.running) {
        m_nextCompile = input;
        m_compile.state->cancelled = true;
        return;
    }
    m_nextCompile.reset();
    m_compile.running = true;
    m_compile.unwanted = false;
    m_compile.state = std::make_shared<WorkState>();
    m_compile.watcher.setFuture(
        QtConcurrent::run([input, &catalog = m_catalog, state = m_compile.state] {
            QElapsedTimer timer;
            timer.start();
            auto outcome = std::make_shared<Compiled>();
            outcome->report
                = makeCompileReport(input, catalog, state->cancelled, [&state](int done, int all) {
                      state->all = all;
                      state->done = done;
                  });
            outcome->milliseconds = milliseconds(timer);
            return outcome;
        }));
    m_progress.start();
}

void CompileRunner::cancelCompile()
{
    if (!isCompiling())
        return;
    m_nextCompile.reset();
    m_compile.unwanted = true;
    m_compile.state->cancelled = true;
}

void CompileRunner::takeReport()
{
    const std::shared_ptr<Compiled> outcome = m_compile.watcher.result();
    m_compile.running = false;
    tellProgress();
    if (m_nextCompile) {
        compile(ValidationInput(*m_nextCompile));
        return;
    }
    if (m_compile.unwanted || !outcome->report)
        Q_EMIT compileCancelled();
    else
        Q_EMIT compiled(*outcome->report, outcome->milliseconds);
}

void CompileRunner::runDonors(const ValidationInput &input, const EnvelopeOrder &order)
{
    if (m_donors.running) {
        m_nextDonors = {input, order};
        m_donors.state->cancelled = true;
        return;
    }
    m_nextDonors.reset();
    m_donors.running = true;
    m_donors.unwanted = false;
    m_donors.state = std::make_shared<WorkState>();
    m_donors.state->all = order.runs;
    m_donors.watcher.setFuture(
        QtConcurrent::run([input, order, &catalog = m_catalog, state = m_donors.state] {
            QElapsedTimer timer;
            timer.start();
            auto outcome = std::make_shared<Enveloped>();
            outcome->envelope = makeDonorEnvelope(
                input, catalog, order, &state->cancelled, [&state](qint64 done, qint64 all) {
                    state->all = all;
                    state->done = done;
                });
            outcome->recipe = input.recipe;
            outcome->milliseconds = milliseconds(timer);
            return outcome;
        }));
    m_progress.start();
}

void CompileRunner::cancelDonors()
{
    if (!isRunningDonors())
        return;
    m_nextDonors.reset();
    m_donors.unwanted = true;
    m_donors.state->cancelled = true;
}

void CompileRunner::takeEnvelope()
{
    const std::shared_ptr<Enveloped> outcome = m_donors.watcher.result();
    m_donors.running = false;
    tellProgress();
    if (m_nextDonors) {
        const auto next = *m_nextDonors;
        runDonors(next.first, next.second);
        return;
    }
    // The worker may have been through before it heard of it: nobody wants the result all the same.
    if (m_donors.unwanted)
        outcome->envelope = Error(u"envelope.cancelled"_s);
    Q_EMIT donorsDone(outcome->envelope, outcome->recipe, outcome->milliseconds);
}

void CompileRunner::tellProgress()
{
    if (m_compile.running)
        Q_EMIT compileProgress(m_compile.state->done, m_compile.state->all);
    if (m_donors.running)
        Q_EMIT donorProgress(m_donors.state->done, m_donors.state->all);
    if (!m_compile.running && !m_donors.running)
        m_progress.stop();
}

} // namespace cytoloom
