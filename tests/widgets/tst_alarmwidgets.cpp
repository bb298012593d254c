// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"
#include "tests/widgets/alarmsamples.h"
#include "tests/widgets/samples.h"
#include "widgets/alarms/acknowledgedialog.h"
#include "widgets/alarms/alarmcardview.h"
#include "widgets/alarms/alarmhistorypage.h"
#include "widgets/alarms/alarmkpipage.h"
#include "widgets/alarms/alarmorderdialog.h"
#include "widgets/alarms/alarmpanel.h"
#include "widgets/alarms/alarmsound.h"
#include "widgets/alarms/ratechart.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTableWidget>

using namespace cytoloom;
using namespace Qt::StringLiterals;
using Verb = AlarmOrder::Verb;

namespace {

QPushButton *button(QWidget *in, const char *name)
{
    return in->findChild<QPushButton *>(QString::fromLatin1(name));
}

void click(QWidget *in, const char *name)
{
    QPushButton *found = button(in, name);
    QVERIFY2(found, name);
    QVERIFY2(found->isEnabled() && found->isVisible(), name);
    QTest::mouseClick(found, Qt::LeftButton);
}

void touchRow(QTableView *view, int row)
{
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
        view->visualRect(view->model()->index(row, 2)).center());
}

} // namespace

class TestAlarmWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void acknowledgesWithComment();
    void shelves();
    void criticalSaysWhy();
    void quietIsAlwaysSeen();
    void cardFollowsTheAlarm();
    void filters();
    void flashesOnlyWhileWaiting();
    void sounds();
    void touchSizes();
    void history();
    void kpi();
};

void TestAlarmWidgets::initTestCase()
{
    initResources();
}

/// A panel as it stands in the window.
static std::unique_ptr<AlarmPanel> shownPanel()
{
    auto panel = std::make_unique<AlarmPanel>(Theme::light());
    panel->resize(1280, 720);
    panel->setTime(samples::now());
    panel->setAlarms(samples::manyAlarms());
    panel->setQuietAlarms(samples::quietAlarms());
    panel->show();
    return panel;
}

void TestAlarmWidgets::acknowledgesWithComment()
{
    const auto panel = shownPanel();
    QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    QSignalSpy acknowledged(panel.get(), &AlarmPanel::acknowledge);
    QTRY_COMPARE(panel->model()->rowCount(), 6);
    QVERIFY(panel->select(samples::manyAlarms().first().key()));
    click(panel.get(), "card-acknowledge");
    auto *dialog = panel->findChild<AcknowledgeDialog *>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(), u"valve opened"_s);
    click(dialog, "confirm");
    QCOMPARE(acknowledged.size(), 1);
    QCOMPARE(acknowledged.first().at(0).toString(), samples::manyAlarms().first().key());
    QCOMPARE(acknowledged.first().at(1).toString(), u"valve opened"_s);
}

void TestAlarmWidgets::shelves()
{
    const auto panel = shownPanel();
    QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    QSignalSpy ordered(panel.get(), &AlarmPanel::ordered);
    QTRY_COMPARE(panel->model()->rowCount(), 6);
    panel->select(samples::manyAlarms().first().key());
    click(panel.get(), "card-shelve");
    auto *dialog = panel->findChild<AlarmOrderDialog *>();
    QVERIFY(dialog);
    QVERIFY(!button(dialog, "confirm")->isEnabled());
    QVERIFY(!dialog->findChild<QLabel *>(u"hint"_s)->text().isEmpty()); // says what is missing
    click(dialog, "time-2");
    QVERIFY(dialog->findChild<QLabel *>(u"end"_s)->text().contains(u':'));
    click(dialog, "role-1");
    QVERIFY(!button(dialog, "confirm")->isEnabled());
    click(dialog, "suggestion-1");
    QVERIFY(button(dialog, "confirm")->isEnabled());
    auto *text = dialog->findChild<QPlainTextEdit *>(u"reason"_s);
    text->clear();
    QVERIFY(!button(dialog, "confirm")->isEnabled());
    QTest::keyClicks(text, u"sampling"_s);
    click(dialog, "one-shot");
    click(dialog, "confirm");
    QCOMPARE(ordered.size(), 1);
    const auto order = ordered.first().first().value<AlarmOrder>();
    QCOMPARE(order.verb, Verb::Shelve);
    QCOMPARE(order.alarm, samples::manyAlarms().first().key());
    QCOMPARE(order.text, u"sampling"_s);
    QCOMPARE(order.role, u"supervisor"_s);
    QCOMPARE(order.lasts, Duration(std::chrono::hours(1)));
    QVERIFY(order.oneShot);
}

void TestAlarmWidgets::criticalSaysWhy()
{
    const auto panel = shownPanel();
    QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    QTRY_COMPARE(panel->model()->rowCount(), 6);
    panel->select(samples::manyAlarms().at(1).key());
    QVERIFY(!button(panel.get(), "card-shelve")->isEnabled());
    QVERIFY(!panel->findChild<QLabel *>(u"card-why"_s)->text().isEmpty());
    AlarmOrderDialog dialog(
        Theme::light(), samples::manyAlarms().at(1), Verb::Shelve, Language::En, samples::now());
    dialog.show();
    click(&dialog, "time-0");
    click(&dialog, "role-0");
    click(&dialog, "suggestion-0");
    QVERIFY(!button(&dialog, "confirm")->isEnabled());
    QVERIFY(dialog.findChild<QLabel *>(u"hint"_s)->text().contains(u"protects"_s));
}

void TestAlarmWidgets::quietIsAlwaysSeen()
{
    const auto panel = shownPanel();
    QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    QSignalSpy ordered(panel.get(), &AlarmPanel::ordered);
    QPushButton *toggle = button(panel.get(), "quiet-toggle");
    QTRY_COMPARE(toggle->text().count(u'1'), 3); // one of each kind, whatever the language
    auto *list = panel->findChild<QTableView *>(u"quiet-list"_s);
    QVERIFY(!list->isVisible());
    click(panel.get(), "quiet-toggle");
    QVERIFY(list->isVisible());
    for (int row = 0; row < 3; ++row) {
        touchRow(list, row);
        const AlarmState state = panel->quietModel()->alarm(row).state;
        QCOMPARE(button(panel.get(), "card-unshelve") != nullptr, state == AlarmState::Shelved);
        QCOMPARE(
            button(panel.get(), "card-in-service") != nullptr, state == AlarmState::OutOfService);
        QVERIFY(!button(panel.get(), "card-acknowledge"));
    }
    panel->select(samples::quietAlarms().at(0).key());
    click(panel.get(), "card-unshelve");
    auto *dialog = panel->findChild<AlarmOrderDialog *>();
    click(dialog, "confirm"); // no reason is needed to let an alarm call again
    QCOMPARE(ordered.first().first().value<AlarmOrder>().verb, Verb::Unshelve);
}

void TestAlarmWidgets::cardFollowsTheAlarm()
{
    const auto panel = shownPanel();
    QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    QSignalSpy trend(panel.get(), &AlarmPanel::trendRequested);
    QSignalSpy response(panel.get(), &AlarmPanel::responseRequested);
    QTRY_COMPARE(panel->model()->rowCount(), 6);
    // It opens with the alarm that matters most.
    auto *card = panel->findChild<AlarmCardView *>();
    QCOMPARE(card->alarm().key(), panel->model()->alarm(0).key());
    panel->select(samples::manyAlarms().first().key());
    const QString text = panel->findChild<QLabel *>(u"card-text"_s)->text();
    QVERIFY(text.contains(u"stirrer"_s)); // what to do about low oxygen
    QVERIFY(text.contains(u"15 %"_s)); // its consequence
    QVERIFY(panel->findChild<QLabel *>(u"card-time"_s)->text().contains(u"11 min"_s));
    panel->setTime(samples::now() + std::chrono::minutes(20));
    QVERIFY(panel->findChild<QLabel *>(u"card-time"_s)->text().contains(u"late"_s));
    click(panel.get(), "response-trend");
    QCOMPARE(trend.first().first().value<TagId>(), TagId(u"BR-02.do.pv"_s));
    click(panel.get(), "response-hold");
    QCOMPARE(response.first().first().toString(), u"hold"_s);
    QCOMPARE(response.first().at(1).value<Alarm>().key(), samples::manyAlarms().first().key());
    click(panel.get(), "response-comment");
    QVERIFY(panel->findChild<AlarmOrderDialog *>());
    // A selection survives new alarms; buttons under a finger stay.
    QPushButton *hold = button(panel.get(), "response-hold");
    QVector<Alarm> more = samples::manyAlarms();
    more << more.last();
    more.last().id = u"DEV-BR-01|device|fault"_s;
    more.last().state = AlarmState::Unacknowledged;
    more.last().priority = 1;
    panel->setAlarms(more);
    QTRY_COMPARE(panel->model()->rowCount(), 7);
    QCOMPARE(card->alarm().key(), samples::manyAlarms().first().key());
    QCOMPARE(button(panel.get(), "response-hold"), hold);
    // Without a card it says so.
    more.first().card.clear();
    panel->setAlarms(more);
    QTRY_VERIFY(panel->findChild<QLabel *>(u"card-text"_s)->text().contains(u"rationalised"_s));
}

void TestAlarmWidgets::filters()
{
    const auto panel = shownPanel();
    QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    QTRY_COMPARE(panel->model()->rowCount(), 6);
    QAbstractItemModelTester tester(
        panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto *search = panel->findChild<QLineEdit *>(u"alarm-search"_s);
    QTest::keyClicks(search, u"b26-1108"_s);
    QCOMPARE(panel->model()->rowCount(), 2);
    QCOMPARE(panel->model()->count(), 6);
    QVERIFY(panel->model()->isFlashing()); // what is hidden still waits
    search->clear();
    click(panel.get(), "priority-1");
    QCOMPARE(panel->model()->rowCount(), 1);
    click(panel.get(), "priority-3");
    QCOMPARE(panel->model()->rowCount(), 2);
    panel->setLanguage(Language::Zh);
    click(panel.get(), "priority-1");
    click(panel.get(), "priority-3");
    QTest::keyClicks(search, u"SEP-01"_s);
    QCOMPARE(panel->model()->rowCount(), 1);
    QCOMPARE(
        panel->model()->index(0, AlarmModel::Name).data().toString(), u"细胞处理系统 SEP-01"_s);
}

void TestAlarmWidgets::flashesOnlyWhileWaiting()
{
    AlarmPanel panel(Theme::light());
    QVector<Alarm> alarms = samples::manyAlarms();
    for (Alarm &alarm : alarms)
        alarm.state = AlarmState::Acknowledged;
    panel.setAlarms(alarms);
    QVERIFY(!panel.model()->isFlashing());
    for (const AlarmState state : {AlarmState::Unacknowledged, AlarmState::ReturnedUnacknowledged,
             AlarmState::LatchedUnacknowledged}) {
        alarms[0].state = state;
        panel.setAlarms(alarms);
        QTRY_VERIFY(panel.model()->isFlashing());
        alarms[0].state = AlarmState::LatchedAcknowledged;
        panel.setAlarms(alarms);
        QTRY_VERIFY(!panel.model()->isFlashing());
    }
}

void TestAlarmWidgets::sounds()
{
    Duration time {0};
    AlarmSound sound(nullptr, [&time] { return time; });
    QSignalSpy sounded(&sound, &AlarmSound::sounded);
    QSignalSpy muted(&sound, &AlarmSound::mutedChanged);
    QVector<Alarm> alarms {samples::manyAlarms().first()};
    sound.setAlarms(alarms);
    QCOMPARE(sounded.size(), 1);
    time = std::chrono::seconds(59);
    sound.look();
    QCOMPARE(sounded.size(), 1);
    time = std::chrono::seconds(60);
    sound.look();
    QCOMPARE(sounded.size(), 2);
    sound.mute();
    QCOMPARE(muted.last().first().toInt(), 60);
    time = std::chrono::seconds(90);
    sound.look();
    QCOMPARE(sound.mutedSeconds(), 30);
    QCOMPARE(sounded.size(), 2);
    time = std::chrono::seconds(120);
    sound.look();
    QCOMPARE(muted.last().first().toInt(), 0);
    QCOMPARE(sounded.size(), 3);
    alarms[0].state = AlarmState::Acknowledged;
    sound.setAlarms(alarms);
    time = std::chrono::seconds(600);
    sound.look();
    QCOMPARE(sounded.size(), 3);
}

void TestAlarmWidgets::touchSizes()
{
    const auto panel = shownPanel();
    QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    QTRY_COMPARE(panel->model()->rowCount(), 6);
    for (const QPushButton *each : panel->findChildren<QPushButton *>()) {
        if (each->isVisible())
            QVERIFY2(each->height() >= std::max(Theme::millimetres(15), 48),
                qPrintable(each->objectName()));
    }
    panel->select(samples::manyAlarms().first().key());
    QVERIFY(
        button(panel.get(), "card-acknowledge")->height() >= std::max(Theme::millimetres(20), 64));
}

void TestAlarmWidgets::history()
{
    AlarmHistoryPage page(Theme::light());
    page.resize(1200, 740);
    page.setTime(samples::now());
    const QVector<AlarmRecord> records = alarmHistory(samples::alarmMonth());
    page.setRecords(records);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QAbstractItemModelTester tester(
        page.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(page.model()->rowCount(), int(records.size()));
    QVERIFY(page.model()->record(0).alarm.raised > page.model()->record(1).alarm.raised);
    QTest::keyClicks(page.findChild<QLineEdit *>(u"history-search"_s), u"feed begun"_s);
    const int commented = page.model()->rowCount();
    QVERIFY(commented > 0 && commented < records.size());
    touchRow(page.findChild<QTableView *>(u"history-list"_s), 0);
    QVERIFY(page.findChild<QLabel *>(u"history-details"_s)->text().contains(u"feed begun"_s));
    page.findChild<QLineEdit *>(u"history-search"_s)->clear();
    page.setBatch(BatchId(u"B26-1108"_s));
    QCOMPARE(page.filter().batch, BatchId(u"B26-1108"_s));
    for (int row = 0; row < page.model()->rowCount(); ++row)
        QCOMPARE(page.model()->record(row).alarm.batch, BatchId(u"B26-1108"_s));
    page.setBatch({});
    click(&page, "history-priority-1");
    QCOMPARE(page.model()->rowCount(), 9);
    click(&page, "history-priority-1");
    page.findChild<QComboBox *>(u"history-period"_s)->setCurrentIndex(2);
    for (int row = 0; row < page.model()->rowCount(); ++row)
        QVERIFY(page.model()->record(row).alarm.cleared >= samples::now() - std::chrono::hours(24));
    QSignalSpy exported(&page, &AlarmHistoryPage::exportRequested);
    click(&page, "history-export");
    QCOMPARE(exported.first().first().toByteArray().count("\r\n"), page.model()->rowCount() + 1);
    // A choice survives new records and another language.
    page.setLanguage(Language::Zh);
    QCOMPARE(page.findChild<QComboBox *>(u"history-period"_s)->currentIndex(), 2);
}

void TestAlarmWidgets::kpi()
{
    AlarmKpiPage page(Theme::light());
    page.resize(1200, 740);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QVERIFY(!button(&page, "kpi-export")->isEnabled());
    const AlarmKpi kpi
        = alarmKpi(samples::alarmMonth(), samples::now() - std::chrono::hours(24 * 30),
            samples::now(), AlarmCatalog::shipped().policy());
    QCOMPARE(kpi.floods.size(), 1);
    page.setKpi(kpi);
    const auto *figures = page.findChild<QTableWidget *>(u"kpi-figures"_s);
    QCOMPARE(figures->rowCount(), 15);
    for (int row = 0; row < figures->rowCount(); ++row) {
        QVERIFY(figures->item(row, 0)->text() != kpi.figures.at(row).id); // it has a name
        QCOMPARE(figures->item(row, 4)->text(), AlarmKpiPage::verdict(kpi.figures.at(row).verdict));
    }
    QVERIFY(page.findChild<QTableWidget *>(u"kpi-work"_s)->rowCount() >= 6);
    QSignalSpy exported(&page, &AlarmKpiPage::exportRequested);
    QSignalSpy chart(&page, &AlarmKpiPage::chartExportRequested);
    QSignalSpy period(&page, &AlarmKpiPage::periodRequested);
    click(&page, "kpi-export");
    QCOMPARE(exported.first().first().toByteArray().count("\r\n"), 16);
    click(&page, "kpi-export-chart");
    const auto picture = chart.first().first().value<QImage>();
    QCOMPARE(picture.size(), QSize(1600, 600));
    // Where the flood was there is its colour; where nothing was there is paper.
    int coloured = 0;
    for (int x = 0; x < picture.width(); ++x)
        coloured += picture.pixelColor(x, 300).saturation() > 40 ? 1 : 0;
    QVERIFY(coloured > 0 && coloured < 200);
    auto *days = page.findChild<QComboBox *>(u"kpi-period"_s);
    QCOMPARE(page.days(), 30);
    days->setCurrentIndex(0);
    QCOMPARE(period.last().first().toInt(), 1);
}

QTEST_MAIN(TestAlarmWidgets)
#include "tst_alarmwidgets.moc"
