// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Saves a picture of every page of the operator, in both languages, two sizes and both looks:
//   operation_gallery [folder] [part of the name]
#include "operationsamples.h"

#include "resources/resources.h"
#include "widgets/common/leftrail.h"
#include "widgets/common/topbar.h"
#include "widgets/operation/clearancepage.h"
#include "widgets/operation/handoverpage.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/questionspage.h"
#include "widgets/operation/reasondialog.h"
#include "widgets/operation/restartpage.h"
#include "widgets/operation/startchecklistpage.h"
#include "widgets/operation/unitqueuedialog.h"
#include "widgets/operation/wallpage.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QTranslator>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>

#include <cstdio>
#include <functional>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

struct Shot
{
    QString name;
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

QWidget *wall(int count, bool large, const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new WallPage(theme, parent);
    page->setLanguage(language);
    page->setTime(samples::now());
    page->setBatches(samples::overviews().mid(0, count));
    page->setUnits(samples::claims());
    page->setQuestionCount(5);
    page->setLargeCards(large);
    return page;
}

QWidget *queue(bool single, const Theme &theme, Language language, QWidget *)
{
    QVector<UnitClaim> units = samples::claims();
    if (single)
        units = {units.at(6)};
    return new UnitQueueDialog(theme, language, units, samples::overviews(), samples::now());
}

const QStringList Known {u"operator-03"_s, u"operator-04"_s, u"qa-01"_s, u"qp-01"_s};

OperatePage *operate(const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new OperatePage(theme, Catalog::shipped(), parent);
    page->setLanguage(language);
    page->setPlant(samples::plant());
    page->setPerson(PersonId(u"operator-03"_s));
    page->setKnownPersons(Known);
    page->setBatch(samples::batch(AnswerKind::Scan));
    page->setTime(samples::now());
    page->addSamples(samples::values());
    page->setAlarms(samples::alarms());
    return page;
}

QWidget *stepCard(const Theme &theme, Language language, QWidget *parent)
{
    return operate(theme, language, parent);
}

QWidget *faultPage(const Theme &theme, Language language, QWidget *parent)
{
    OperatePage *page = operate(theme, language, parent);
    page->setBatch(samples::heldBatch());
    page->setFaults({samples::fault()});
    return page;
}

/// A dialog of the Operate page, opened by the button \p name.
QWidget *operateDialog(const char *name, const Theme &theme, Language language)
{
    OperatePage *page = operate(theme, language, nullptr);
    page->setBatch(
        qstrcmp(name, "jump") == 0 ? samples::heldBatch() : samples::batch(AnswerKind::Scan));
    page->resize(1180, 730);
    page->show();
    spin(80);
    auto *button = page->findChild<QAbstractButton *>(QLatin1String(name));
    button->click();
    page->setBlastRadius(samples::blast());
    auto *dialog = page->findChild<ReasonDialog *>();
    // The page goes with its dialog.
    dialog->setParent(nullptr);
    dialog->setLayoutDirection(Qt::LeftToRight);
    page->hide();
    return dialog;
}

QWidget *questionsPage(int chosen, const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new QuestionsPage(theme, parent);
    page->setLanguage(language);
    page->setPerson(PersonId(u"operator-03"_s));
    page->setTime(samples::now());
    page->setQuestions(samples::questions());
    const QueuedPrompt question = samples::questions().at(chosen);
    page->choose(question.prompt.batch, question.prompt.id);
    return page;
}

QWidget *checklistPage(
    ChecklistItem::Group group, const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new StartChecklistPage(theme, parent);
    page->setLanguage(language);
    page->setPerson(PersonId(u"operator-03"_s));
    page->setKnownPersons(Known);
    page->setBatch(samples::batch().control.header, {u"CD19 CAR-T cells"_s, u"CD19 CAR-T 细胞"_s},
        u"CART-LV-01 v3"_s);
    page->setItems(samples::checklist());
    page->chooseGroup(group);
    return page;
}

QWidget *clearancePage(const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new ClearancePage(theme, parent);
    page->setLanguage(language);
    page->setForm(samples::clearance());
    int i = 0;
    for (const ClearanceForm::Item &item : samples::clearance().items) {
        if (++i < 6)
            page->findChild<QAbstractButton *>((i == 4 ? u"bad-"_s : u"good-"_s) + item.id)
                ->click();
    }
    return page;
}

QWidget *handoverPage(const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new HandoverPage(theme, parent);
    page->setLanguage(language);
    page->setKnownPersons(Known);
    page->setPast(samples::pastHandovers());
    page->setInput(samples::handoverInput());
    return page;
}

QWidget *restartPage(const Theme &theme, Language language, QWidget *parent)
{
    auto *page = new RestartPage(theme, parent);
    page->setLanguage(language);
    page->setPerson(PersonId(u"operator-03"_s));
    page->setReports(samples::restartReports());
    return page;
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
    rail->setCurrent(PageId::Operate);
    row->addWidget(rail);
    row->addWidget(shot.make(theme, language, &window), 1);
    all->addLayout(row, 1);
    window.show();
    spin(200);
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
        {u"wall"_s, [](auto &&...a) { return wall(16, false, a...); }},
        {u"wall-large"_s, [](auto &&...a) { return wall(16, true, a...); }},
        {u"wall-few"_s, [](auto &&...a) { return wall(5, false, a...); }},
        {u"wall-none"_s, [](auto &&...a) { return wall(0, false, a...); }},
        {u"stepcard"_s, stepCard},
        {u"fault"_s, faultPage},
        {u"questions"_s, [](auto &&...a) { return questionsPage(0, a...); }},
        {u"questions-number"_s, [](auto &&...a) { return questionsPage(1, a...); }},
        {u"checklist"_s,
            [](auto &&...a) { return checklistPage(ChecklistItem::Group::Calibration, a...); }},
        {u"checklist-identity"_s,
            [](auto &&...a) { return checklistPage(ChecklistItem::Group::Identity, a...); }},
        {u"clearance"_s, clearancePage},
        {u"handover"_s, handoverPage},
        {u"restart"_s, restartPage},
        {u"blast"_s,
            [](const Theme &t, Language l, QWidget *) {
                return operateDialog("command-second", t, l);
            },
            true},
        {u"mode"_s,
            [](const Theme &t, Language l, QWidget *) { return operateDialog("mode", t, l); },
            true},
        {u"jump"_s,
            [](const Theme &t, Language l, QWidget *) { return operateDialog("jump", t, l); },
            true},
        {u"unit-queue"_s, [](auto &&...a) { return queue(true, a...); }, true},
        {u"unit-queues"_s, [](auto &&...a) { return queue(false, a...); }, true},
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
