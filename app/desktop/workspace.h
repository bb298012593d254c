// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/compiledesk.h"
#include "app/desktop/exchangedesk.h"
#include "app/desktop/librarydesk.h"
#include "app/desktop/livedisplay.h"
#include "app/desktop/mainwindow.h"
#include "app/desktop/operatedesk.h"
#include "app/desktop/pastdesk.h"
#include "app/desktop/proofdesk.h"
#include "app/desktop/recipedesk.h"
#include "app/desktop/recordsdesk.h"
#include "app/desktop/riskcolours.h"
#include "app/desktop/rundesk.h"
#include "app/desktop/versiondesk.h"
#include "app/session/session.h"
#include "widgets/trends/trendfeed.h"

#include <QtCore/QObject>

#include <memory>

class QCloseEvent;

namespace cytoloom {

/// What is open: a plant with its store, and the desks around it: recipe, run, records, display.
/// GUI thread; the session's engine has its own.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    Workspace(MainWindow &window, const Catalog &catalog, QObject *parent = nullptr);
    ~Workspace() override;

    /// Starts in the pool and comes back at once; opened() or openFailed() and a notice follow.
    void openPlant(const QString &plantFile, const QString &storeFile);
    [[nodiscard]] RecipeDesk &recipes() { return *m_recipes; }
    [[nodiscard]] LibraryDesk &library() { return *m_library; }
    [[nodiscard]] ProofDesk &proof() { return *m_proof; }
    [[nodiscard]] CompileDesk &compile() { return *m_compile; }
    [[nodiscard]] RiskColours &riskColours() { return *m_riskColours; }
    [[nodiscard]] ExchangeDesk &exchange() { return *m_exchange; }
    [[nodiscard]] VersionDesk &versions() { return *m_versions; }
    [[nodiscard]] RunDesk &run() { return *m_run; }
    [[nodiscard]] RecordsDesk &records() { return *m_records; }
    [[nodiscard]] RecipeDocument &document() { return m_recipes->document(); }
    [[nodiscard]] Session *session() const { return m_session.get(); }
    [[nodiscard]] const LiveView &view() const { return m_live->view(); }
    [[nodiscard]] const LiveBatch &batch() const { return m_live->batch(); } ///< in front
    /// Answers prompts by itself: demonstrations only. Before openPlant().
    void setAnswerer(const std::optional<Answerer> &answerer) { m_answerer = answerer; }
    /// Where the demo plant's batches are kept unless a store is named.
    [[nodiscard]] static QString defaultStore();

Q_SIGNALS:
    void opened();
    void openFailed(const cytoloom::Error &error);

private:
    void connectWindow();
    void connectSession();
    void writeFile(const QString &fileName, const QByteArray &bytes);
    void chooseCard(const QString &id);
    void takeUpBatch();
    void askStart();
    void close(QCloseEvent *event);

    MainWindow &m_window;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ThreadedTrendFeed> m_feed;
    SystemClock m_clock;
    RecipeDesk *m_recipes;
    VersionDesk *m_versions;
    LibraryDesk *m_library;
    ProofDesk *m_proof;
    CompileDesk *m_compile;
    ExchangeDesk *m_exchange;
    RiskColours *m_riskColours;
    RunDesk *m_run;
    RecordsDesk *m_records;
    PastDesk *m_past;
    LiveDisplay *m_live;
    OperateDesk *m_operation;
    QString m_plantFile;
    int m_opening = 0; ///< number of the request under way; 0: none
    int m_requests = 0;
    bool m_startWanted = false; ///< somebody asked for a batch before there was a plant
    bool m_closeAnyway = false;
    std::optional<Answerer> m_answerer;
};

} // namespace cytoloom
