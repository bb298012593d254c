// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"
#include "widgets/common/noticebar.h"
#include "widgets/common/persondialog.h"
#include "widgets/common/wipelock.h"
#include "widgets/devices/devicemodel.h"
#include "widgets/devices/devicespage.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/parametertile.h"
#include "widgets/operation/stepcard.h"
#include "widgets/records/eventtext.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

Error full()
{
    return Error(u"store.full"_s, {{u"file"_s, u"b.sqlite"_s}, {u"reason"_s, u"disk full"_s}});
}

} // namespace

/// What stands around the pages: notices, lock, person; and what they do to the page below.
class TestFrame final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void noticeToldAgainIsOne();
    void noticesInOrder();
    void busyCanBeCancelled();
    void wipeLockLetsNothingThrough();
    void personIsChosenOrNamed();
    void recordFailureHoldsThePage();
    void refusalStaysUntilItIsOver();
    void tilesSayWhoseTheyAre();
    void countersTickWhileVisible();
    void codesOfEventsAreWords_data();
    void codesOfEventsAreWords();
};

void TestFrame::noticeToldAgainIsOne()
{
    NoticeBar bar(Theme::light());
    QVERIFY(!bar.isVisible());
    for (int told = 0; told < 100; ++told)
        bar.set(u"journal"_s, NoticeLevel::Error, full(), true);
    QCOMPARE(bar.count(), 1);
    QVERIFY(!bar.isHidden());
    auto *button = bar.findChild<QPushButton *>(u"notice-button"_s);
    QVERIFY(button->isHidden()); // a state cannot be put away
    bar.setLanguage(Language::Zh);
    QVERIFY(bar.shownText().contains(u"磁盘空间不足"_s));
    bar.clear(u"journal"_s);
    QVERIFY(bar.isHidden());
    QCOMPARE(bar.shownText(), QString());
}

void TestFrame::noticesInOrder()
{
    NoticeBar bar(Theme::light());
    bar.set(u"info"_s, NoticeLevel::Info, Error(u"app.exported"_s, {{u"file"_s, u"a"_s}}));
    bar.set(u"error"_s, NoticeLevel::Error, full());
    bar.setBusy(
        u"busy"_s, [] { return u"Working"_s; }, true);
    QCOMPARE(bar.shownKey(), u"error"_s); // work and good news do not hide it
    bar.set(u"state"_s, NoticeLevel::Error, full(), true);
    QCOMPARE(bar.shownKey(), u"state"_s);
    bar.clear(u"state"_s);
    bar.show();
    QTest::mouseClick(bar.findChild<QPushButton *>(u"notice-button"_s), Qt::LeftButton);
    QVERIFY(!bar.contains(u"error"_s));
    QCOMPARE(bar.count(), 2);
}

void TestFrame::busyCanBeCancelled()
{
    NoticeBar bar(Theme::light());
    QSignalSpy cancelled(&bar, &NoticeBar::cancelRequested);
    bar.setBusy(
        u"open"_s, [] { return u"Opening"_s; }, true);
    bar.show();
    QCOMPARE(bar.shownText(), u"Opening"_s);
    QTest::mouseClick(bar.findChild<QPushButton *>(u"notice-button"_s), Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
    QCOMPARE(cancelled.first().first().toString(), u"open"_s);
    QVERIFY(bar.isHidden());
}

void TestFrame::wipeLockLetsNothingThrough()
{
    QWidget window;
    window.resize(400, 300);
    auto *button = new QPushButton(&window);
    auto *field = new QLineEdit(&window);
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(button);
    layout->addWidget(field);
    QSignalSpy clicked(button, &QPushButton::clicked);
    WipeLock lock(Theme::light(), &window, 20);
    QSignalSpy finished(&lock, &WipeLock::finished);
    window.show();
    lock.start(1);
    QVERIFY(lock.isActive());
    window.resize(500, 360);
    QCOMPARE(lock.size(), window.size());
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::keyClicks(field, u"x"_s);
    QCOMPARE(clicked.count(), 0);
    QCOMPARE(field->text(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000); // by itself
    QVERIFY(lock.isHidden());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(clicked.count(), 1);
}

void TestFrame::personIsChosenOrNamed()
{
    PersonDialog dialog(Theme::light(), {u"operator-03"_s, u"qa-01"_s}, u"operator-03"_s);
    QSignalSpy chosen(&dialog, &PersonDialog::chosen);
    dialog.show();
    auto *name = dialog.findChild<QLineEdit *>(u"person-name"_s);
    auto *take = dialog.findChild<QPushButton *>(u"person-take"_s);
    QVERIFY(!take->isEnabled());
    QTest::keyClicks(name, u"a b"_s); // no blanks in a coded name
    QVERIFY(!take->isEnabled());
    name->clear();
    QTest::keyClicks(name, u"qp-07"_s);
    QTest::mouseClick(take, Qt::LeftButton);
    QCOMPARE(chosen.takeFirst().first().toString(), u"qp-07"_s);
    dialog.show();
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"person-qa-01"_s), Qt::LeftButton);
    QCOMPARE(chosen.takeFirst().first().toString(), u"qa-01"_s);
}

void TestFrame::recordFailureHoldsThePage()
{
    const Catalog catalog;
    OperatePage page(Theme::light(), catalog);
    page.resize(1180, 744);
    page.setPlant(samples::plant());
    page.setPerson(PersonId(u"P-021"_s));
    page.setTime(samples::now());
    page.setBatch(samples::batch(AnswerKind::Confirm));
    page.show();
    auto *primary = page.findChild<QPushButton *>(u"primary"_s);
    QTRY_VERIFY_WITH_TIMEOUT(primary->isVisible() && primary->isEnabled(), 5'000);
    page.setRecordFailure(full());
    QVERIFY(!primary->isEnabled());
    QVERIFY(!page.findChild<QWidget *>(u"command-first"_s)->isEnabled()); // Pause
    QVERIFY(page.findChild<QWidget *>(u"command-second"_s)->isEnabled()); // Hold
    QVERIFY(page.findChild<QWidget *>(u"command-abort"_s)->isEnabled());
    const auto states = page.findChild<UnitProcedureStrip *>()->items();
    QVERIFY(std::none_of(states.cbegin(), states.cend(),
        [](const StripItem &item) { return item.state == ProceduralState::Running; }));
    QVERIFY(std::any_of(states.cbegin(), states.cend(),
        [](const StripItem &item) { return item.state == ProceduralState::Held; }));
    page.setRecordFailure({});
    QVERIFY(primary->isEnabled());
}

void TestFrame::refusalStaysUntilItIsOver()
{
    const Catalog catalog;
    OperatePage page(Theme::light(), catalog);
    page.resize(1180, 744);
    page.setPlant(samples::plant());
    page.setPerson(PersonId(u"P-021"_s));
    page.setTime(samples::now());
    page.setBatch(samples::batch(AnswerKind::Confirm));
    page.show();
    auto *card = page.findChild<StepCard *>();
    QTRY_VERIFY_WITH_TIMEOUT(card->content().prompt.has_value(), 5'000);
    auto *hint = page.findChild<QLabel *>(u"hint"_s);
    page.showRefusal(Error(u"prompt.samePerson"_s, {{u"person"_s, u"P-021"_s}}));
    QVERIFY(hint->isVisible());
    // The clock goes on and the card is filled anew: nobody reads in a twentieth of a second.
    StepContent later = card->content();
    later.left = std::chrono::minutes(3);
    card->setContent(later);
    QVERIFY(hint->isVisible());
    QVERIFY(hint->text().contains(u"P-021"_s));
    ++later.prompt->id; // another question
    card->setContent(later);
    QVERIFY(!hint->isVisible());
}

void TestFrame::tilesSayWhoseTheyAre()
{
    TileContent content;
    content.tag = TagId(u"BR-01.do.pv"_s);
    content.alert.low = 15;
    content.display.low = 0;
    content.display.high = 120;
    content.value = TagValue {80, Quality::Good, samples::now()};
    // A limit at one end alone: the value is drawn where it is, not at the stop.
    const auto [low, high] = ParameterTile::scale(content);
    QCOMPARE(low, 0.0);
    QCOMPARE(high, 120.0);
}

void TestFrame::countersTickWhileVisible()
{
    DevicesPage page(Theme::light());
    page.setPlant(samples::plant());
    DeviceStatus status = samples::devices().first();
    auto *view = page.findChild<QTableView *>(u"devices"_s);
    const auto requests
        = [&] { return view->model()->index(0, DeviceModel::Requests).data().toString(); };
    status.device = page.currentDevice();
    status.requests = 11;
    page.deviceChanged(status);
    page.show();
    QTRY_COMPARE_WITH_TIMEOUT(requests(), u"11"_s, 5'000);
    status.requests = 12;
    page.deviceChanged(status);
    QTRY_COMPARE_WITH_TIMEOUT(requests(), u"12"_s, 5'000);
}

void TestFrame::codesOfEventsAreWords_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("word");
    QTest::newRow("role") << u"prompt.opened"_s
                          << u"{\"prompt\": 1, \"role\": \"qualified-person\"}"_s
                          << u"Qualified person"_s;
    QTest::newRow("meaning") << u"record.signed"_s
                             << u"{\"meaning\": \"performed\", \"role\": \"operator\"}"_s
                             << u"Operator"_s;
    QTest::newRow("device") << u"device.state"_s
                            << u"{\"device\": \"DEV-1\", \"state\": \"faulted\"}"_s << u"Faulted"_s;
    QTest::newRow("gate") << u"gate.decided"_s << u"{\"outcome\": \"pass\"}"_s << u"Pass"_s;
}

void TestFrame::codesOfEventsAreWords()
{
    QFETCH(QString, code);
    QFETCH(QString, json);
    QFETCH(QString, word);
    const Result<JsonValue> data = parseJson(json.toUtf8(), u"test"_s);
    QVERIFY(data.ok());
    JournalEvent event;
    event.code = code;
    event.data = *data;
    const QString text = eventtext::sentence(
        event, Language::En, [](const ElementId &, Language) { return QString(); });
    QVERIFY2(text.contains(word), qPrintable(text));
}

QTEST_MAIN(TestFrame)
#include "tst_frame.moc"
