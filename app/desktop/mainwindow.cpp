// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/mainwindow.h"

#include "translations/translations.h"
#include "widgets/alarms/alarmpanel.h"
#include "widgets/common/noticebar.h"
#include "widgets/common/topbar.h"
#include "widgets/common/welcomepage.h"
#include "widgets/common/wipelock.h"
#include "widgets/devices/devicespage.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/operation/clearancepage.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/questionspage.h"
#include "widgets/operation/wallpage.h"
#include "widgets/records/recordspage.h"
#include "widgets/trends/trendspage.h"

#include <QtCore/QTimer>
#include <QtCore/QTranslator>
#include <QtGui/QCloseEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFrame>
#include <QtWidgets/QStackedWidget>

namespace cytoloom {

namespace {
constexpr int AlarmsHeight = 620;
}

MainWindow::MainWindow(const Catalog &catalog, Language language, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(Theme::light())
    , m_language(language)
    , m_translator(std::make_unique<QTranslator>())
{
    // Language and look come first: pages read both when they are made.
    installLanguage(*qApp, language, *m_translator);
    qApp->setFont(Theme::font(Theme::body));
    qApp->setPalette(m_theme.palette());
    qApp->setStyleSheet(m_theme.styleSheet());
    setWindowTitle(QStringLiteral("胞织 Cytoloom"));

    m_top = new TopBar(m_theme);
    m_rail = new LeftRail(m_theme,
        {PageId::Design, PageId::Operate, PageId::Trends, PageId::Records, PageId::Devices});
    m_welcome = new WelcomePage(m_theme);
    m_design = new DesignPage(catalog, m_theme);
    m_operate = new OperatePage(m_theme, catalog);
    m_graph = new GraphView(catalog, m_theme);
    m_operate->setGraphWidget(m_graph);
    m_wall = new WallPage(m_theme);
    m_questions = new QuestionsPage(m_theme);
    m_clearance = new ClearancePage(m_theme);
    m_operation = m_operate;
    m_trends = new TrendsPage(m_theme);
    m_records = new RecordsPage(m_theme);
    m_devices = new DevicesPage(m_theme);
    m_notices = new NoticeBar(m_theme);
    m_alarms = new AlarmPanel(m_theme);

    m_stack = new QStackedWidget;
    for (Page *page :
        QVector<Page *> {m_welcome, m_design, m_trends, m_records, m_devices} + operationPages())
        m_stack->addWidget(page);
    auto *body = new QWidget;
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_top);
    column->addWidget(m_notices);
    column->addWidget(body, 1);
    setCentralWidget(whole);
    // Over the page, not beside it: no page becomes smaller than its buttons need.
    m_drawer = new QFrame(whole);
    m_drawer->setProperty("panel", QStringLiteral("strongCard"));
    auto *drawer = new QVBoxLayout(m_drawer);
    drawer->setContentsMargins(1, 1, 1, 1);
    drawer->addWidget(m_alarms);
    m_drawer->hide();
    m_wipeLock = new WipeLock(m_theme, this, m_top->height());

    connect(m_rail, &LeftRail::pageRequested, this, &MainWindow::showPage);
    connect(m_top, &TopBar::languageRequested, this, &MainWindow::setLanguage);
    connect(m_welcome, &WelcomePage::languageRequested, this, &MainWindow::setLanguage);
    connect(m_top, &TopBar::themeToggleRequested, this, [this] { setDark(!m_theme.dark); });
    connect(m_top, &TopBar::homeRequested, this, &MainWindow::showWelcome);
    connect(
        m_top, &TopBar::alarmsRequested, this, [this] { setAlarmsShown(m_drawer->isHidden()); });
    connect(
        m_operate, &OperatePage::wipeLockRequested, m_wipeLock, [this] { m_wipeLock->start(); });
    connect(m_wall, &WallPage::wipeLockRequested, m_wipeLock, [this] { m_wipeLock->start(); });
    for (Page *page : allPages())
        page->setLanguage(language);
    m_graph->setLanguage(language);
}

MainWindow::~MainWindow()
{
    // The translator goes with the window: nothing may ask it afterwards.
    QCoreApplication::removeTranslator(m_translator.get());
}

QVector<Page *> MainWindow::allPages() const
{
    return QVector<Page *> {m_top, m_notices, m_rail, m_welcome, m_design, m_trends, m_records,
               m_devices, m_alarms, m_wipeLock}
    + operationPages();
}

QVector<Page *> MainWindow::operationPages() const
{
    return {m_wall, m_operate, m_questions, m_clearance};
}

void MainWindow::setOperation(Page *page)
{
    const bool shown = operationPages().contains(qobject_cast<Page *>(currentPage()));
    m_operation = page;
    if (shown)
        showPage(PageId::Operate);
}

void MainWindow::setLanguage(Language language)
{
    if (language == m_language)
        return;
    m_language = language;
    installLanguage(*qApp, language, *m_translator); // every widget hears QEvent::LanguageChange
    for (Page *page : allPages())
        page->setLanguage(language);
    m_graph->setLanguage(language);
    Q_EMIT languageChanged(language);
}

void MainWindow::setDark(bool dark)
{
    m_theme = dark ? Theme::darkSet() : Theme::light();
    qApp->setPalette(m_theme.palette());
    qApp->setStyleSheet(m_theme.styleSheet());
    for (Page *page : allPages())
        page->setTheme(m_theme);
    m_graph->setTheme(m_theme);
}

void MainWindow::showPage(PageId page)
{
    QWidget *shown = page == PageId::Design ? static_cast<QWidget *>(m_design)
        : page == PageId::Operate           ? m_operation
        : page == PageId::Trends            ? m_trends
        : page == PageId::Records           ? m_records
                                            : static_cast<QWidget *>(m_devices);
    m_stack->setCurrentWidget(shown);
    m_rail->setCurrent(page);
    // Keys mean the drawing from the start, not the first button of the window.
    if (page == PageId::Design && !m_design->isAncestorOf(focusWidget()))
        m_design->view()->setFocus();
    Q_EMIT pageShown(page);
}

void MainWindow::showWelcome()
{
    m_stack->setCurrentWidget(m_welcome);
    m_rail->setCurrent(PageId::Admin); // none of the rail's pages is in front
}

QWidget *MainWindow::currentPage() const
{
    return m_stack->currentWidget();
}

void MainWindow::setAlarmsShown(bool shown)
{
    m_drawer->setVisible(shown);
    placeAlarms();
}

void MainWindow::placeAlarms()
{
    // Below the strip that it belongs to; the commands at the foot of a page stay free.
    const QRect page(m_stack->mapTo(centralWidget(), QPoint()), m_stack->size());
    m_drawer->setGeometry(page.left() + Theme::space2, page.top(), page.width() - 2 * Theme::space2,
        std::min(page.height(), AlarmsHeight));
    m_drawer->raise();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    QTimer::singleShot(0, this, &MainWindow::placeAlarms); // once the layouts have followed
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Q_EMIT closing(event);
}

} // namespace cytoloom
