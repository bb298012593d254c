// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/incrementalvalidator.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace cytoloom {

class RecipeDocument;

/// Validates a snapshot of the document on a worker a moment after each edit. What was found before
/// is kept, so that a run after an edit asks only what the edit concerns; an edit during a run
/// waits for it (a few ms, and its findings are worth keeping) and is looked at at once. Another
/// document, plant, binding or profile cancels the run. GUI thread.
class ValidationRunner final : public QObject
{
    Q_OBJECT

public:
    /// \p catalog outlives the runner.
    explicit ValidationRunner(const Catalog &catalog, QObject *parent = nullptr);
    ~ValidationRunner() override; ///< waits for a run that is under way

    void setDocument(RecipeDocument *document);
    void setPlant(const std::optional<Plant> &plant);
    /// A planned batch: rules about lots, people, rooms and times are asked, too. One of another
    /// recipe or version than the document's is left out.
    void setBinding(const std::optional<BatchBinding> &binding);
    void setProfile(Profile profile);
    [[nodiscard]] Profile profile() const { return m_profile; }
    [[nodiscard]] const std::optional<Plant> &plant() const { return m_plant; }
    /// A run is due, under way, or its findings are not delivered yet: once this is false,
    /// finished() has told of the recipe as it is.
    [[nodiscard]] bool isBusy() const;
    void runNow();

Q_SIGNALS:
    void started();
    /// Findings of \p recipe, the snapshot; \p milliseconds that the rules took.
    void finished(const QVector<cytoloom::Finding> &findings, const cytoloom::MasterRecipe &recipe,
        double milliseconds);

private:
    struct Outcome
    {
        std::optional<QVector<Finding>> findings; ///< nullopt: cancelled
        MasterRecipe recipe;
        double milliseconds = 0;
    };
    void take();
    void drop();

    RecipeDocument *m_document = nullptr;
    std::optional<Plant> m_plant;
    std::optional<BatchBinding> m_binding;
    Profile m_profile = Profile::CN;
    /// Used by the worker while m_running.
    std::shared_ptr<IncrementalValidator> m_validator;
    std::shared_ptr<std::atomic_bool> m_cancelled;
    QTimer m_delay;
    QFutureWatcher<Outcome> m_watcher;
    bool m_running = false; ///< from the start until the findings are here
    bool m_again = false; ///< asked for once more meanwhile
    bool m_worthless = false; ///< the document that is looked at is gone
};

} // namespace cytoloom
