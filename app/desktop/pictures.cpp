// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pictures.h"

#include "app/desktop/mainwindow.h"
#include "app/desktop/workspace.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/operation/operatepage.h"
#include "widgets/records/recordspage.h"
#include "widgets/trends/trendspage.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QTimer>
#include <QtGui/QPixmap>

#include <array>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Time for layouts, history and report to arrive before a picture is taken.
constexpr int SettleMs = 1500;

struct Shot
{
    PageId page;
    const char *name;
    bool graph = false;
};
constexpr std::array<Shot, 7> shots {{{PageId::Design, "design"}, {PageId::Operate, "operate"},
    {PageId::Operate, "running", true}, {PageId::Trends, "trends"}, {PageId::Records, "records"},
    {PageId::Devices, "devices"}, {PageId::Admin, "welcome"}}};
constexpr std::array<QSize, 2> sizes {{QSize(1280, 800), QSize(1920, 1080)}};
constexpr int PerSize = int(shots.size());
constexpr int PerLanguage = PerSize * int(sizes.size());

} // namespace

Pictures::Pictures(
    MainWindow &window, Workspace &workspace, const QString &folder, const QString &batch)
    : QObject(&window)
    , m_window(window)
    , m_workspace(workspace)
    , m_folder(folder)
    , m_batch(batch)
{ }

void Pictures::start()
{
    QDir().mkpath(m_folder);
    m_workspace.records().refresh();
    QTimer::singleShot(SettleMs, this, [this] {
        if (!m_batch.isEmpty())
            m_workspace.records().showBatch(BatchId(m_batch));
        QTimer::singleShot(2 * SettleMs, this, &Pictures::next);
    });
}

void Pictures::next()
{
    if (m_step >= 2 * PerLanguage) {
        QCoreApplication::exit(0);
        return;
    }
    const Language language = m_step / PerLanguage == 0 ? Language::Zh : Language::En;
    const QSize size = sizes[size_t(m_step % PerLanguage / PerSize)];
    const Shot &shot = shots[size_t(m_step % PerSize)];
    m_window.setLanguage(language);
    m_window.resize(size);
    if (shot.page == PageId::Admin)
        m_window.showWelcome();
    else
        m_window.showPage(shot.page);
    m_window.operate()->setGraphShown(shot.graph);
    QTimer::singleShot(SettleMs / 2, this, [this] { // once the layout has its size
        m_window.design()->view()->showStart();
        m_window.operateGraph()->fit();
    });
    if (shot.page == PageId::Trends && m_workspace.view().state.control.header.id.isEmpty())
        m_window.trends()->showWholeBatch();
    if (shot.page == PageId::Records)
        m_window.records()->showReport(size.width() > 1300); // the timeline on the small one
    const QString name = u"%1-%2-%3.png"_s.arg(QLatin1String(shot.name),
        language == Language::Zh ? u"zh"_s : u"en"_s, QString::number(size.width()));
    ++m_step;
    QTimer::singleShot(SettleMs, this, [this, name] {
        shoot(name);
        next();
    });
}

void Pictures::shoot(const QString &name)
{
    if (!m_window.grab().save(QDir(m_folder).filePath(name)))
        qWarning("cannot write %s", qPrintable(name));
}

} // namespace cytoloom
