// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validator.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace cytoloom {

class RecipeDocument;

/// Validates a snapshot of the document on a worker a moment after each edit. A newer edit makes
/// the running result worthless: it is dropped and a new run is started. GUI thread.
class ValidationRunner final : public QObject
{
    Q_OBJECT

public:
    /// \p catalog outlives the runner.
    explicit ValidationRunner(const Catalog &catalog, QObject *parent = nullptr);
    ~ValidationRunner() override; ///< waits for a run that is under way

    void setDocument(RecipeDocument *document);
    void setPlant(const std::optional<Plant> &plant);
    void setProfile(Profile profile);
    [[nodiscard]] Profile profile() const { return m_profile; }
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
        QVector<Finding> findings;
        MasterRecipe recipe;
        double milliseconds = 0;
    };
    void take();

    const Catalog &m_catalog;
    RecipeDocument *m_document = nullptr;
    std::optional<Plant> m_plant;
    Profile m_profile = Profile::CN;
    QTimer m_delay;
    QFutureWatcher<Outcome> m_watcher;
    bool m_running = false; ///< from the start until the findings are here
    bool m_again = false; ///< asked for once more meanwhile
    bool m_worthless = false; ///< the document that is looked at is gone
};

} // namespace cytoloom
