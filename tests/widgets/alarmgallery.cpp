// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Saves pictures of the alarm pages, in both languages, two sizes and both themes:
//   alarm_gallery [folder] [part of the name]
#include "resources/resources.h"
#include "tests/widgets/alarmsamples.h"
#include "tests/widgets/samples.h"
#include "widgets/alarms/alarmhistorypage.h"
#include "widgets/alarms/alarmkpipage.h"
#include "widgets/alarms/alarmorderdialog.h"
#include "widgets/alarms/alarmpanel.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtCore/QTranslator>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <functional>
#include <memory>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

using Make = std::function<QWidget *(const Theme &, Language)>;

QWidget *panel(const Theme &theme, Language language, bool quiet)
{
    auto *page = new AlarmPanel(theme);
    page->setLanguage(language);
    page->setTime(samples::now());
    page->setAlarms(samples::manyAlarms());
    page->setQuietAlarms(samples::quietAlarms());
    page->setFloods({AlarmFlood {{}, samples::now(), {}, 12}});
    if (quiet)
        QTimer::singleShot(
            100, page, [page] { page->select(samples::quietAlarms().first().key()); });
    return page;
}

QWidget *dialog(const Theme &theme, Language language, AlarmOrder::Verb verb, int alarm)
{
    return new AlarmOrderDialog(
        theme, samples::manyAlarms().at(alarm), verb, language, samples::now());
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    initResources();
    QApplication::setStyle(u"Fusion"_s);
    QApplication::setFont(Theme::font(Theme::body));
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"gallery"_s);
    const QString wanted = argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString();
    QDir().mkpath(folder.path());
    const QVector<std::pair<QString, Make>> shots {
        {u"alarm-list"_s, [](auto &&...a) { return panel(a..., false); }},
        {u"alarm-quiet"_s, [](auto &&...a) { return panel(a..., true); }},
        {u"alarm-history"_s,
            [](const Theme &theme, Language language) {
                auto *page = new AlarmHistoryPage(theme);
                page->setLanguage(language);
                page->setTime(samples::now());
                page->setRecords(alarmHistory(samples::alarmMonth()));
                return page;
            }},
        {u"alarm-kpi"_s,
            [](const Theme &theme, Language language) {
                auto *page = new AlarmKpiPage(theme);
                page->setLanguage(language);
                page->setKpi(
                    alarmKpi(samples::alarmMonth(), samples::now() - std::chrono::hours(24 * 30),
                        samples::now(), AlarmCatalog::shipped().policy()));
                return page;
            }},
        {u"dialog-shelve"_s, [](auto &&...a) { return dialog(a..., AlarmOrder::Verb::Shelve, 0); }},
        {u"dialog-critical"_s,
            [](auto &&...a) { return dialog(a..., AlarmOrder::Verb::Shelve, 1); }},
        {u"dialog-service"_s,
            [](auto &&...a) { return dialog(a..., AlarmOrder::Verb::TakeOutOfService, 0); }},
    };
    for (const Language language : {Language::En, Language::Zh}) {
        QTranslator translator;
        if (language == Language::Zh
            && translator.load(u"cytoloom_zh_CN"_s, QCoreApplication::applicationDirPath()))
            QCoreApplication::installTranslator(&translator);
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            for (const bool dark : {false, true}) {
                const Theme theme = dark ? Theme::darkSet() : Theme::light();
                for (const auto &[shot, make] : shots) {
                    const QString name = u"%1-%2-%3%4.png"_s.arg(shot,
                        language == Language::Zh ? u"zh"_s : u"en"_s, QString::number(size.width()),
                        dark ? u"-dark"_s : u""_s);
                    if (!wanted.isEmpty() && !name.contains(wanted))
                        continue;
                    qApp->setPalette(theme.palette());
                    qApp->setStyleSheet(theme.styleSheet());
                    const std::unique_ptr<QWidget> page(make(theme, language));
                    page->setAttribute(Qt::WA_StyledBackground);
                    if (!shot.startsWith(u"dialog"_s))
                        page->resize(size.width() - 80, size.height() - 56); // beside rail and bar
                    page->show();
                    // Updates are coalesced: the second one comes a little later.
                    QElapsedTimer timer;
                    timer.start();
                    while (timer.elapsed() < 200)
                        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
                    if (!page->grab().save(folder.filePath(name)))
                        return 1;
                    std::printf("%s\n", qPrintable(name));
                }
            }
        }
    }
    return 0;
}
