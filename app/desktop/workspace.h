// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/mainwindow.h"
#include "app/desktop/recordsdesk.h"
#include "app/session/session.h"
#include "processgraph/commands/recipedocument.h"
#include "widgets/trends/trendfeed.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <memory>

class QCloseEvent;

namespace cytoloom {

/// What is open: a recipe, a plant with its store, a batch. Connects them with the pages of the
/// window and does what the pages ask for. GUI thread; the session's engine has its own.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    Workspace(MainWindow &window, const Catalog &catalog, QObject *parent = nullptr);
    ~Workspace() override;

    bool openRecipe(const QString &fileName);
    /// Starts in the pool and comes back at once; opened() or a message follows.
    void openPlant(const QString &plantFile, const QString &storeFile);
    [[nodiscard]] RecipeDocument &document() { return m_document; }
    [[nodiscard]] Session *session() const { return m_session.get(); }
    [[nodiscard]] RecordsDesk &records() { return *m_records; }
    [[nodiscard]] const LiveView &view() const { return m_view; }
    /// Starts a batch without asking (welcome page, pictures).
    void startBatch(const MasterRecipe &recipe, const BatchHeader &header, double speed);
    /// Answers prompts by itself: demonstrations only.
    void setAnswerer(const std::optional<Answerer> &answerer) { m_answerer = answerer; }

Q_SIGNALS:
    void opened();
    void openFailed(const cytoloom::Error &error);
    void viewShown();

private:
    void connectWindow();
    void connectSession();
    void fillWelcome();
    void chooseCard(const QString &id);
    void askStartBatch();
    void takeUpBatch();
    [[nodiscard]] bool isBatchOpen() const;
    void saveRecipe();
    void showView(const LiveView &view);
    void showRuntime(const LiveView &view);
    void followSteps(const OperatorView &view);
    void showHistory(const QVector<JournalEvent> &events);
    void report(const Error &error);
    void close(QCloseEvent *event);
    [[nodiscard]] static QString defaultStore();

    MainWindow &m_window;
    const Catalog &m_catalog;
    RecipeDocument m_document;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ThreadedTrendFeed> m_feed;
    RecordsDesk *m_records;
    QString m_plantFile;
    PersonId m_person;
    LiveView m_view;
    QString m_shownRecipe; ///< hash of the recipe in the running drawing
    QVector<TagId> m_followed; ///< what the trends show by themselves
    bool m_opening = false;
    std::optional<Answerer> m_answerer;
};

} // namespace cytoloom
