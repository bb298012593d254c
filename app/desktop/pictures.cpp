// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pictures.h"

#include "app/desktop/designscenes.h"
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
#include <QtGui/QPainter>
#include <QtGui/QPixmap>
#include <QtWidgets/QApplication>

#include <array>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Time for layouts, history and report to arrive before a picture is taken.
constexpr int SettleMs = 1200;
constexpr int AskAgainMs = 50;
constexpr int AskAtMost = 400; ///< twenty seconds
constexpr int TitleHeight = 30;
constexpr std::array<QSize, 2> Sizes {{QSize(1280, 800), QSize(1920, 1080)}};

QVector<QWidget *> otherWindows(const QWidget *main)
{
    QVector<QWidget *> windows;
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget *each : all) {
        if (each != main && each->isVisible())
            windows.append(each);
    }
    // A list that drops out of a dialog lies over it.
    std::stable_sort(windows.begin(), windows.end(), [](const QWidget *a, const QWidget *b) {
        return a->windowType() != Qt::Popup && b->windowType() == Qt::Popup;
    });
    return windows;
}

/// \p window as it lies over the page, with the title that a window manager would give it.
void paintOver(QPainter &painter, const QWidget *main, QWidget *window, const Theme &theme)
{
    QRect place(window->geometry().topLeft() - main->geometry().topLeft(), window->size());
    if (window->windowType() != Qt::Popup) {
        const int left = std::clamp(place.left(), 0, std::max(0, main->width() - place.width()));
        const int top = std::clamp(
            place.top(), TitleHeight, std::max(TitleHeight, main->height() - place.height()));
        place.moveTo(left, top);
        const QRect title(place.left(), place.top() - TitleHeight, place.width(), TitleHeight);
        painter.fillRect(title, theme.text);
        painter.setPen(theme.raised);
        painter.setFont(Theme::font(Theme::body));
        painter.drawText(
            title.adjusted(12, 0, -12, 0), Qt::AlignVCenter | Qt::AlignLeft, window->windowTitle());
        painter.setPen(theme.text);
        painter.drawRect(title.united(place).adjusted(-1, -1, 0, 0));
    }
    painter.drawPixmap(place.topLeft(), window->grab());
}

} // namespace

Pictures::Pictures(
    MainWindow &window, Workspace &workspace, const QString &folder, const QString &batch)
    : QObject(&window)
    , m_window(window)
    , m_workspace(workspace)
    , m_design(std::make_unique<DesignScenes>(window, workspace, batch))
    , m_folder(folder)
    , m_batch(batch)
{ }

Pictures::~Pictures() = default;

QVector<PictureScene> Pictures::pageScenes()
{
    const auto show = [this](PageId page, const std::function<void()> &more = {}) {
        return QVector<PictureScene::Step> {{[this, page, more] {
            m_window.showPage(page);
            if (more)
                more();
        }}};
    };
    const auto graph = [this](bool shown) { m_window.operate()->setGraphShown(shown); };
    return {
        {u"design"_s,
            show(PageId::Design,
                [this] {
                    m_window.design()->showProof(false);
                    m_workspace.recipes().activate(0);
                    m_window.design()->view()->showStart();
                }),
            true},
        {u"operate"_s, show(PageId::Operate, [graph] { graph(false); }), true},
        {u"running"_s,
            show(PageId::Operate,
                [this, graph] {
                    graph(true);
                    QTimer::singleShot(
                        SettleMs / 2, this, [this] { m_window.operateGraph()->fit(); });
                })},
        {u"trends"_s,
            show(PageId::Trends,
                [this] {
                    if (m_workspace.batch().state.control.header.id.isEmpty())
                        m_window.trends()->showWholeBatch();
                }),
            true},
        {u"records"_s,
            show(PageId::Records,
                [this] { // the timeline on the small one
                    m_window.records()->showReport(m_window.width() > 1300);
                })},
        {u"devices"_s, show(PageId::Devices)},
        {u"welcome"_s, {{[this] { m_window.showWelcome(); }}}},
    };
}

void Pictures::start()
{
    QDir().mkpath(m_folder);
    m_scenes = pageScenes() + m_design->scenes();
    for (const bool dark : {false, true}) {
        for (const Language language : {Language::Zh, Language::En}) {
            for (const QSize &size : Sizes) {
                // The dark look once in each language is enough: it changes no measure.
                if (dark && (language == Language::Zh) != (size == Sizes.front()))
                    continue;
                for (const PictureScene &scene : std::as_const(m_scenes)) {
                    const bool wanted = m_only.isEmpty() || m_only.contains(scene.name);
                    if (wanted && (!dark || scene.dark))
                        m_shots.append({&scene, language, size, dark});
                }
            }
        }
    }
    m_workspace.records().refresh();
    QTimer::singleShot(SettleMs, this, [this] {
        if (!m_batch.isEmpty())
            m_workspace.records().showBatch(BatchId(m_batch));
        QTimer::singleShot(2 * SettleMs, this, &Pictures::next);
    });
}

void Pictures::next()
{
    const QVector<QWidget *> windows = otherWindows(&m_window);
    for (QWidget *each : windows)
        each->close();
    if (++m_shot >= m_shots.size()) {
        QCoreApplication::exit(m_failures == 0 ? 0 : 1);
        return;
    }
    const Shot &shot = m_shots.at(m_shot);
    m_window.setLanguage(shot.language);
    if (m_window.theme().dark != shot.dark)
        m_window.setDark(shot.dark);
    m_window.resize(shot.size);
    QTimer::singleShot(0, this, [this] { step(0); }); // once the layout has its size
}

void Pictures::step(int number)
{
    const QVector<PictureScene::Step> &steps = m_shots.at(m_shot).scene->steps;
    if (number >= steps.size()) {
        QTimer::singleShot(SettleMs, this, [this] {
            shoot();
            next();
        });
        return;
    }
    steps.at(number).act();
    await(number, AskAtMost);
}

void Pictures::await(int number, int triesLeft)
{
    const PictureScene *scene = m_shots.at(m_shot).scene;
    const PictureScene::Step &step = scene->steps.at(number);
    if (!step.until || step.until()) {
        QTimer::singleShot(0, this, [this, number] { this->step(number + 1); });
    } else if (triesLeft == 0) {
        fail(u"%1: step %2 did not come about"_s.arg(scene->name).arg(number + 1));
        next();
    } else {
        QTimer::singleShot(
            AskAgainMs, this, [this, number, triesLeft] { await(number, triesLeft - 1); });
    }
}

void Pictures::shoot()
{
    const Shot &shot = m_shots.at(m_shot);
    QPixmap picture = m_window.grab();
    QPainter painter(&picture);
    const QVector<QWidget *> windows = otherWindows(&m_window);
    for (QWidget *each : windows)
        paintOver(painter, &m_window, each, m_window.theme());
    painter.end();
    const QString name = u"%1-%2-%3%4.png"_s.arg(shot.scene->name,
        shot.language == Language::Zh ? u"zh"_s : u"en"_s, QString::number(shot.size.width()),
        shot.dark ? u"-dark"_s : QString());
    if (!picture.save(QDir(m_folder).filePath(name)))
        fail(u"cannot write "_s + name);
}

void Pictures::fail(const QString &what)
{
    ++m_failures;
    qWarning("%s", qPrintable(what));
}

} // namespace cytoloom
