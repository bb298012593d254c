// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/validationrunner.h"

#include "processgraph/commands/recipedocument.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QElapsedTimer>

namespace cytoloom {

namespace {

// Edits of one gesture are looked at together; nobody waits that long for an answer.
constexpr int DelayMs = 40;

} // namespace

ValidationRunner::ValidationRunner(const Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_validator(std::make_shared<IncrementalValidator>(catalog))
    , m_cancelled(std::make_shared<std::atomic_bool>(false))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(DelayMs);
    connect(&m_delay, &QTimer::timeout, this, &ValidationRunner::runNow);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ValidationRunner::take);
}

ValidationRunner::~ValidationRunner()
{
    m_watcher.disconnect(this);
    *m_cancelled = true;
    m_watcher.waitForFinished();
}

// What is under way is about another recipe, plant, binding or profile.
void ValidationRunner::drop()
{
    m_worthless = m_running;
    if (m_running)
        *m_cancelled = true;
}

void ValidationRunner::setDocument(RecipeDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    drop();
    m_delay.stop();
    if (!document)
        return;
    connect(document, &RecipeDocument::changed, &m_delay, qOverload<>(&QTimer::start));
    connect(document, &QObject::destroyed, this, [this] {
        m_document = nullptr;
        drop();
        m_delay.stop();
    });
    runNow();
}

void ValidationRunner::setPlant(const std::optional<Plant> &plant)
{
    m_plant = plant;
    drop();
    m_delay.start();
}

void ValidationRunner::setBinding(const std::optional<BatchBinding> &binding)
{
    if (binding == m_binding)
        return;
    m_binding = binding;
    drop();
    m_delay.start();
}

void ValidationRunner::setProfile(Profile profile)
{
    m_profile = profile;
    drop();
    m_delay.start();
}

bool ValidationRunner::isBusy() const
{
    return m_running || m_delay.isActive();
}

void ValidationRunner::runNow()
{
    m_delay.stop();
    if (!m_document)
        return;
    if (m_running) {
        m_again = true;
        return;
    }
    m_again = false;
    m_worthless = false;
    m_running = true;
    Q_EMIT started();
    ValidationInput input;
    input.recipe = m_document->recipe();
    input.plant = m_plant;
    if (m_binding && m_binding->recipe == input.recipe.id
        && m_binding->recipeVersion == input.recipe.version)
        input.binding = m_binding;
    input.profile = m_profile;
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_watcher.setFuture(
        QtConcurrent::run([input, validator = m_validator, cancelled = m_cancelled] {
            QElapsedTimer timer;
            timer.start();
            Outcome outcome;
            outcome.findings = validator->update(input, cancelled.get());
            outcome.milliseconds = double(timer.nsecsElapsed()) / 1e6;
            outcome.recipe = input.recipe;
            return outcome;
        }));
}

void ValidationRunner::take()
{
    const Outcome outcome = m_watcher.result();
    // Not when the worker is done, but when its findings arrive: nobody who sees the runner idle
    // shall look at the findings of the run before.
    m_running = false;
    if (m_again) {
        runNow();
        return;
    }
    if (m_worthless || !outcome.findings || m_delay.isActive())
        return; // a newer edit is about to be looked at
    Q_EMIT finished(*outcome.findings, outcome.recipe, outcome.milliseconds);
}

} // namespace cytoloom
