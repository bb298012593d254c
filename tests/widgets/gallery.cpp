// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Saves a picture of every page, in both languages, two sizes and both themes:
//   widgets_gallery [folder] [part of the name]
#include "samples.h"

#include "resources/resources.h"
#include "widgets/alarms/alarmpanel.h"
#include "widgets/common/leftrail.h"
#include "widgets/common/messagepanel.h"
#include "widgets/common/topbar.h"
#include "widgets/common/welcomepage.h"
#include "widgets/devices/devicespage.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/reasondialog.h"
#include "widgets/operation/startbatchdialog.h"
#include "widgets/records/recordspage.h"
#include "widgets/trends/trendplot.h"
#include "widgets/trends/trendspage.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QTranslator>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>

#include <cstdio>
#include <functional>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

struct Shot
{
    QString name;
    PageId page;
    /// Makes the page; \p ready is called until it says true.
    std::function<QWidget *(const Theme &, Language, QWidget *)> make;
    bool dialog = false;
};

void spin(int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

QWidget *operatePage(AnswerKind answer, const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new OperatePage(theme, Catalog::shipped(), parent);
    page->setLanguage(language);
    page->setPlant(samples::plant());
    page->setPerson(PersonId(u"P-021"_s));
    page->setBatch(samples::batch(answer));
    page->setTime(samples::now());
    page->addSamples(samples::values());
    page->setAlarms(samples::alarms());
    return page;
}

QWidget *trendsPage(const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new TrendsPage(theme, parent);
    auto *feed = new ThreadedTrendFeed(
        []() -> Result<std::unique_ptr<TrendSource>> {
            return std::unique_ptr<TrendSource>(std::make_unique<samples::Curves>());
        },
        page);
    page->setLanguage(language);
    page->setFeed(feed);
    page->setTags(samples::trendTags());
    page->setShownTags({TagId(u"BR-02.temperature.pv"_s), TagId(u"BR-02.do.pv"_s),
        TagId(u"BR-02.ph.pv"_s), TagId(u"BR-02.biomass.pv"_s)});
    page->setTime(samples::now());
    page->setBatch(samples::batchStart(), {}, samples::bands(), samples::flags());
    page->setTimeMode(TimeMode::Batch);
    page->showWholeBatch();
    page->plot()->setCursorsVisible(true);
    page->plot()->setCursors(samples::batchStart() + std::chrono::hours(100),
        samples::batchStart() + std::chrono::hours(124));
    return page;
}

QWidget *recordsPage(bool report, const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new RecordsPage(theme, parent);
    page->setLanguage(language);
    page->setBatches(samples::batches());
    const Procedure procedure = samples::recipe().procedure;
    page->setEvents(BatchId(u"B26-1107"_s), samples::events(),
        [procedure](const ElementId &id, Language wanted) {
            const Element *element = procedure.element(id);
            return element ? element->name.in(wanted) : QString();
        });
    page->setPreview(BatchId(u"B26-1107"_s), samples::reportPages(language == Language::Zh));
    page->showResult(true,
        language == Language::Zh ? u"4 153 个事件、哈希链与签名完好。"_s
                                 : u"4 153 events, hash chain and signature are intact."_s);
    page->showReport(report);
    return page;
}

QWidget *devicesPage(const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new DevicesPage(theme, parent);
    page->setLanguage(language);
    page->setPlant(samples::plant());
    for (const DeviceStatus &status : samples::devices())
        page->deviceChanged(status);
    page->addSamples(samples::values());
    page->setTime(samples::now());
    page->chooseDevice(DeviceId(u"DEV-BR-02"_s));
    return page;
}

/// The workbench below the devices: 1 registers, 2 communication, 3 test write.
QWidget *workbenchPage(int tab, const Theme &theme, Language language, QWidget *parent)
{
    auto *page = static_cast<DevicesPage *>(devicesPage(theme, language, parent));
    page->setTrouble({samples::values().first().tag,
        {u"device.frozen"_s,
            {{u"tag"_s, u"temperature.pv"_s}, {u"value"_s, u"37.02"_s}, {u"unit"_s, u"°C"_s},
                {u"seconds"_s, u"600"_s}}},
        samples::now()});
    if (tab == 0)
        return page;
    page->findChild<QTabWidget *>(u"workbench"_s)->setCurrentIndex(tab);
    page->showRegisters(samples::registers(DeviceId(u"DEV-BR-02"_s)));
    page->showCommunication(samples::communication(DeviceId(u"DEV-BR-02"_s)));
    if (tab == 1)
        page->findChild<QLineEdit *>(u"expected-number"_s)->setText(u"37.0"_s);
    if (tab == 3) {
        page->findChild<QLineEdit *>(u"write-value"_s)->setText(u"36.5"_s);
        page->findChild<QPushButton *>(u"write-prepare"_s)->click();
    }
    return page;
}

QWidget *welcomePage(const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new WelcomePage(theme, parent);
    page->setLanguage(language);
    page->setCards({
        {u"plant"_s, u"plant"_s, {u"Demo plant"_s, u"示范车间"_s},
            {u"Twelve simulated units on real ports: bioreactors, centrifuge, fill station, "
             u"freezer. Start "
             "a batch and watch it."_s,
                u"十二台仿真设备，真实端口通信：生物反应器、离心机、灌装站、程序降温仪。启动一批，观察全程。"_s},
            {u"12 units · 6 rooms"_s, u"12 台设备 · 6 个房间"_s}},
        {u"cart"_s, u"recipe"_s, {u"Autologous CAR-T"_s, u"自体 CAR-T"_s},
            {u"Closed lentiviral process from apheresis to frozen bags, with a day-5 gate."_s,
                u"密闭慢病毒工艺，自单采至冻存袋，含第 5 天判定。"_s},
            {u"12 days · v3 · effective"_s, u"12 天 · v3 · 生效"_s}},
        {u"msc"_s, u"recipe"_s, {u"Wharton's jelly MSC"_s, u"脐带间充质干细胞"_s},
            {u"Expansion with passages, harvest, fill and bank."_s,
                u"传代扩增、收获、分装与建库。"_s},
            {u"21 days · v2 · effective"_s, u"21 天 · v2 · 生效"_s}},
    });
    page->setRecentFiles({{u"suite-a/cart-v4.cyrecipe.json"_s, {}, samples::now()},
        {u"suite-a/suite.cyplant.json"_s, {}, samples::now()}});
    return page;
}

QWidget *alarmPage(const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new AlarmPanel(theme, parent);
    page->setLanguage(language);
    page->setAlarms(samples::alarms());
    return page;
}

QWidget *startDialog(const Theme &theme, Language language, QWidget *)
{
    auto *dialog = new StartBatchDialog(theme,
        {{u"cart"_s, {u"Autologous CAR-T"_s, u"自体 CAR-T"_s},
             {u"CD19 CAR-T cells"_s, u"CD19 CAR-T 细胞"_s}, u"v3"_s, {}},
            {u"msc"_s, {u"Wharton's jelly MSC"_s, u"脐带间充质干细胞"_s},
                {u"MSC"_s, u"间充质干细胞"_s}, u"v2"_s,
                language == Language::Zh ? u"配方尚未批准。"_s : u"The recipe is not approved."_s}},
        true, language);
    dialog->setSuggestedBatch(u"B26-1108"_s);
    return dialog;
}

QWidget *reasonDialog(const Theme &theme, Language, QWidget *)
{
    auto *dialog = new ReasonDialog(theme, ReasonDialog::tr("Abort batch B26-1107?"),
        ReasonDialog::tr("Every step under way ends as fast as is safe."),
        ReasonDialog::tr("Abort"), true);
    dialog->setSuggestions(ReasonDialog::usualReasons());
    return dialog;
}

QPixmap shoot(const Shot &shot, const Theme &theme, Language language, QSize size)
{
    qApp->setPalette(theme.palette());
    qApp->setStyleSheet(theme.styleSheet());
    if (shot.dialog) {
        const std::unique_ptr<QWidget> dialog(shot.make(theme, language, nullptr));
        dialog->show();
        spin(150);
        return dialog->grab();
    }
    QWidget window;
    window.resize(size);
    auto *all = new QVBoxLayout(&window);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto *bar = new TopBar(theme);
    bar->setLanguage(language);
    bar->setPlant({u"Demo suite"_s, u"示范车间"_s}, u"demo.sqlite"_s);
    bar->setBatch(samples::batch().control.header);
    bar->setTime(samples::now());
    bar->setAlarms(samples::alarms());
    bar->setSimulated(true);
    bar->setPerson(u"P-021"_s);
    all->addWidget(bar);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    auto *rail = new LeftRail(
        theme, {PageId::Design, PageId::Operate, PageId::Trends, PageId::Records, PageId::Devices});
    rail->setCurrent(shot.page);
    rail->setBadge(PageId::Operate, 1);
    row->addWidget(rail);
    row->addWidget(shot.make(theme, language, &window), 1);
    all->addLayout(row, 1);
    window.show();
    spin(shot.page == PageId::Trends ? 700 : 200);
    return window.grab();
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
    const QVector<Shot> shots {
        {u"welcome"_s, PageId::Design, welcomePage},
        {u"operate"_s, PageId::Operate,
            [](auto &&...a) { return operatePage(AnswerKind::Scan, a...); }},
        {u"operate-number"_s, PageId::Operate,
            [](auto &&...a) { return operatePage(AnswerKind::Number, a...); }},
        {u"operate-choice"_s, PageId::Operate,
            [](auto &&...a) { return operatePage(AnswerKind::Choice, a...); }},
        {u"trends"_s, PageId::Trends, trendsPage},
        {u"records"_s, PageId::Records, [](auto &&...a) { return recordsPage(false, a...); }},
        {u"report"_s, PageId::Records, [](auto &&...a) { return recordsPage(true, a...); }},
        {u"devices"_s, PageId::Devices, [](auto &&...a) { return workbenchPage(0, a...); }},
        {u"devices-registers"_s, PageId::Devices,
            [](auto &&...a) { return workbenchPage(1, a...); }},
        {u"devices-communication"_s, PageId::Devices,
            [](auto &&...a) { return workbenchPage(2, a...); }},
        {u"devices-write"_s, PageId::Devices, [](auto &&...a) { return workbenchPage(3, a...); }},
        {u"alarms"_s, PageId::Operate, alarmPage},
        {u"start"_s, PageId::Operate, startDialog, true},
        {u"reason"_s, PageId::Operate, reasonDialog, true},
    };
    for (const Language language : {Language::En, Language::Zh}) {
        QTranslator translator;
        if (language == Language::Zh
            && translator.load(u"cytoloom_zh_CN"_s, QCoreApplication::applicationDirPath()))
            QCoreApplication::installTranslator(&translator);
        for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
            for (const bool dark : {false, true}) {
                for (const Shot &shot : shots) {
                    const QString name = u"%1-%2-%3%4.png"_s.arg(shot.name,
                        language == Language::Zh ? u"zh"_s : u"en"_s, QString::number(size.width()),
                        dark ? u"-dark"_s : u""_s);
                    if (!wanted.isEmpty() && !name.contains(wanted))
                        continue;
                    const Theme theme = dark ? Theme::darkSet() : Theme::light();
                    if (!shoot(shot, theme, language, size).save(folder.filePath(name)))
                        return 1;
                    std::printf("%s\n", qPrintable(name));
                    std::fflush(stdout);
                }
            }
        }
    }
    return 0;
}
