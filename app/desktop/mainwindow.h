// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "widgets/common/leftrail.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QMainWindow>

class QFrame;
class QStackedWidget;
class QTranslator;

namespace cytoloom {

class AlarmPanel;
class DesignPage;
class ClearancePage;
class DevicesPage;
class GraphView;
class NoticeBar;
class Page;
class QuestionsPage;
class OperatePage;
class RecordsPage;
class TopBar;
class TrendsPage;
class WallPage;
class WelcomePage;
class WipeLock;

/// The frame: top bar, notices, rail, pages, alarms; language and theme of all of them. It knows no
/// session and no store: the Workspace fills the pages. GUI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(const Catalog &catalog, Language language, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] TopBar *topBar() const { return m_top; }
    [[nodiscard]] LeftRail *rail() const { return m_rail; }
    [[nodiscard]] WelcomePage *welcome() const { return m_welcome; }
    [[nodiscard]] DesignPage *design() const { return m_design; }
    [[nodiscard]] OperatePage *operate() const { return m_operate; }
    [[nodiscard]] WallPage *wall() const { return m_wall; }
    [[nodiscard]] QuestionsPage *questions() const { return m_questions; }
    [[nodiscard]] ClearancePage *clearance() const { return m_clearance; }
    /// Which of the operation pages stands behind the rail's Operate; shown if one of them is.
    void setOperation(Page *page);
    [[nodiscard]] GraphView *operateGraph() const { return m_graph; }
    [[nodiscard]] TrendsPage *trends() const { return m_trends; }
    [[nodiscard]] RecordsPage *records() const { return m_records; }
    [[nodiscard]] DevicesPage *devices() const { return m_devices; }
    [[nodiscard]] AlarmPanel *alarms() const { return m_alarms; }
    [[nodiscard]] NoticeBar *notices() const { return m_notices; }
    [[nodiscard]] WipeLock *wipeLock() const { return m_wipeLock; }
    [[nodiscard]] QWidget *currentPage() const;

    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] Language language() const { return m_language; }
    void setLanguage(Language language); ///< at run time, everywhere
    void setDark(bool dark);
    void showPage(PageId page);
    void showWelcome();
    /// The list of alarms over the page: one click away, one click gone.
    void setAlarmsShown(bool shown);

Q_SIGNALS:
    void pageShown(cytoloom::PageId page);
    void languageChanged(cytoloom::Language language);
    /// Closing: the workspace may ask, save, and refuse by ignoring \p event.
    void closing(QCloseEvent *event);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QVector<Page *> allPages() const;
    [[nodiscard]] QVector<Page *> operationPages() const;
    void placeAlarms();

    Theme m_theme;
    Language m_language;
    std::unique_ptr<QTranslator> m_translator;
    TopBar *m_top;
    LeftRail *m_rail;
    NoticeBar *m_notices;
    QFrame *m_drawer; ///< holds the alarms
    QStackedWidget *m_stack;
    AlarmPanel *m_alarms;
    WelcomePage *m_welcome;
    DesignPage *m_design;
    OperatePage *m_operate;
    WallPage *m_wall;
    QuestionsPage *m_questions;
    ClearancePage *m_clearance;
    Page *m_operation; ///< one of these, in front of the others
    GraphView *m_graph;
    TrendsPage *m_trends;
    RecordsPage *m_records;
    DevicesPage *m_devices;
    WipeLock *m_wipeLock;
};

} // namespace cytoloom
