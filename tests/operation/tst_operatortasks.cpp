// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operationsamples.h"

#include "resources/resources.h"
#include "widgets/common/persondialog.h"
#include "widgets/operation/checkrow.h"
#include "widgets/operation/handoverpage.h"
#include "widgets/operation/questionspage.h"
#include "widgets/operation/reasondialog.h"
#include "widgets/operation/restartpage.h"
#include "widgets/operation/startchecklistpage.h"
#include "widgets/operation/stepcard.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

template <typename T> T *child(const QWidget &page, const QString &name)
{
    // What was made anew is shown, and what it replaces is gone, once events have been handled.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
    for (T *each : page.findChildren<T *>(name)) {
        if (!each->isHidden())
            return each;
    }
    return nullptr;
}

void click(const QWidget &page, const QString &name)
{
    auto *button = child<QAbstractButton>(page, name);
    QVERIFY2(button, qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
}

/// Signs in the slot \p name as \p person, by its dialog.
void sign(QWidget &page, const QString &name, const QString &person)
{
    click(page, name);
    auto *dialog = page.findChild<PersonDialog *>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"person-name"_s), person);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"person-take"_s), Qt::LeftButton);
    delete dialog;
}

} // namespace

/// Checklist, line clearance, handover, restart and questions as people use them.
class TestOperatorTasks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void startOnlyWhenAllIsSettled();
    void exceptionOnlyWhereTheItemAllowsIt();
    void identityOfAnotherPatientStopsTheStart();
    void clearanceNeedsEveryItemAndTwoPeople();
    void clearanceSignedIsAboutWhatWasSeen();
    void handoverFreezesWithTheFirstSignature();
    void handoverReadsBackAsItWasWritten();
    void foreignHandoverIsNotGuessed();
    void restartNeedsEveryMismatchConfirmed();
    void questionsMostUrgentFirst();
    void questionIsAnsweredInPlace();
};

void TestOperatorTasks::startOnlyWhenAllIsSettled()
{
    StartChecklistPage page(Theme::light());
    page.resize(1180, 730);
    QSignalSpy started(&page, &StartChecklistPage::startRequested);
    const BatchHeader header = samples::batch().control.header;
    page.setBatch(header, {}, u"CART-LV-01 v3"_s);
    QVector<ChecklistItem> items = samples::checklist();
    for (ChecklistItem &item : items)
        item.state = CheckState::Passed;
    page.setItems(items);
    page.show();
    auto *start = child<QPushButton>(page, u"checklist-start"_s);
    QVERIFY(!start->isEnabled()); // nobody, and nothing scanned
    page.setPerson(PersonId(u"operator-03"_s));
    QVERIFY(!start->isEnabled());
    page.chooseGroup(ChecklistItem::Group::Identity);
    for (const QString &field : {u"scan-record"_s, u"scan-material"_s}) {
        auto *scan = child<QLineEdit>(page, field);
        QVERIFY(scan);
        QTest::keyClicks(scan, header.identity);
        QTest::keyClick(scan, Qt::Key_Return);
        QTest::qWait(0); // the fields are made anew
    }
    QVERIFY2(start->isEnabled(), qPrintable(page.problem()));
    items[3].state = CheckState::Failed; // something is found while the page is open
    page.setItems(items);
    QVERIFY(!start->isEnabled());
    items.removeAt(0); // nobody says that the recipe is effective
    items[2].state = CheckState::Passed;
    page.setItems(items);
    QVERIFY(!start->isEnabled());
    QCOMPARE(page.groupState(ChecklistItem::Group::Recipe), CheckState::Open);
    items = samples::checklist();
    for (ChecklistItem &item : items)
        item.state = CheckState::Passed;
    page.setItems(items);
    QTest::mouseClick(start, Qt::LeftButton);
    QCOMPARE(started.count(), 1);
    const auto result = started.first().first().value<ChecklistResult>();
    QCOMPARE(result.batch, header.id);
    QCOMPARE(result.materialScan, header.identity);
    QCOMPARE(result.person, PersonId(u"operator-03"_s));
    QVERIFY(result.exceptions.isEmpty());
}

void TestOperatorTasks::exceptionOnlyWhereTheItemAllowsIt()
{
    StartChecklistPage page(Theme::light());
    page.resize(1180, 730);
    page.setPerson(PersonId(u"operator-03"_s));
    page.setBatch(samples::batch().control.header, {}, {});
    page.setItems(samples::checklist());
    page.show();
    page.chooseGroup(ChecklistItem::Group::Kit);
    QVERIFY(!child<QPushButton>(page, u"except-5.LOT-LV-0442"_s)); // a lot in quarantine never
    page.chooseGroup(ChecklistItem::Group::Calibration);
    QCOMPARE(page.groupState(ChecklistItem::Group::Calibration), CheckState::Failed);
    click(page, u"except-3.BR-02"_s);
    auto *reason = page.findChild<ReasonDialog *>();
    QVERIFY(reason);
    QTest::keyClicks(reason->findChild<QPlainTextEdit *>(u"reason"_s), u"buffer check at 7.00"_s);
    QTest::mouseClick(reason->findChild<QPushButton *>(u"confirm"_s), Qt::LeftButton);
    QCOMPARE(page.groupState(ChecklistItem::Group::Calibration), CheckState::Failed); // not signed
    auto *who = page.findChild<PersonDialog *>();
    QVERIFY(who);
    QTest::keyClicks(who->findChild<QLineEdit *>(u"person-name"_s), u"qa-01"_s);
    QTest::mouseClick(who->findChild<QPushButton *>(u"person-take"_s), Qt::LeftButton);
    QCOMPARE(page.groupState(ChecklistItem::Group::Calibration), CheckState::Excepted);
    const QVector<ChecklistException> exceptions = page.result().exceptions;
    QCOMPARE(exceptions.size(), 1);
    QCOMPARE(exceptions.first().person, PersonId(u"qa-01"_s));
    QCOMPARE(exceptions.first().reason, u"buffer check at 7.00"_s);
    // The site takes the permission back: the exception counts no more.
    QVector<ChecklistItem> items = samples::checklist();
    for (ChecklistItem &item : items)
        item.exceptionAllowed = false;
    page.setItems(items);
    QCOMPARE(page.groupState(ChecklistItem::Group::Calibration), CheckState::Failed);
    QVERIFY(page.result().exceptions.isEmpty());
}

void TestOperatorTasks::identityOfAnotherPatientStopsTheStart()
{
    StartChecklistPage page(Theme::light());
    page.setPerson(PersonId(u"operator-03"_s));
    page.setBatch(samples::batch().control.header, {}, {});
    page.show();
    page.chooseGroup(ChecklistItem::Group::Identity);
    auto *scan = child<QLineEdit>(page, u"scan-material"_s);
    QTest::keyClicks(scan, u"C-7K42-90"_s);
    QTest::keyClick(scan, Qt::Key_Return);
    QCOMPARE(page.groupState(ChecklistItem::Group::Identity), CheckState::Failed);
    QTRY_VERIFY(!child<QLabel>(page, u"scan-material-verdict"_s)->text().isEmpty());
    // Another batch begins with empty scans.
    BatchHeader other = samples::batch().control.header;
    other.identity = u"C-7K42-90"_s;
    page.setBatch(other, {}, {});
    QCOMPARE(page.groupState(ChecklistItem::Group::Identity), CheckState::Open);
}

void TestOperatorTasks::clearanceNeedsEveryItemAndTwoPeople()
{
    ClearancePage page(Theme::light());
    page.resize(1180, 730);
    page.setForm(samples::clearance());
    page.show();
    QSignalSpy cleared(&page, &ClearancePage::cleared);
    auto *clear = child<QPushButton>(page, u"clearance-clear"_s);
    const QVector<ClearanceForm::Item> items = samples::clearance().items;
    for (const ClearanceForm::Item &item : items) {
        QVERIFY(!clear->isEnabled());
        QVERIFY(!child<QPushButton>(page, u"performed-by"_s)->isEnabled());
        click(page, u"good-"_s + item.id);
    }
    click(page, u"bad-"_s + items.at(2).id);
    QVERIFY(page.problem().contains(items.at(2).text.en));
    click(page, u"good-"_s + items.at(2).id);
    sign(page, u"performed-by"_s, u"operator-03"_s);
    QVERIFY(!clear->isEnabled());
    sign(page, u"verified-by"_s, u"operator-03"_s); // the same person
    QVERIFY(!clear->isEnabled());
    sign(page, u"verified-by"_s, u"qa-01"_s);
    QVERIFY2(clear->isEnabled(), qPrintable(page.problem()));
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(cleared.count(), 1);
    const auto record = cleared.first().first().value<ClearanceRecord>();
    QCOMPARE(record.unit, UnitId(u"FS-01"_s));
    QCOMPARE(record.items.size(), items.size());
    QCOMPARE(record.person, PersonId(u"operator-03"_s));
    QCOMPARE(record.verifiedBy, PersonId(u"qa-01"_s));
}

void TestOperatorTasks::clearanceSignedIsAboutWhatWasSeen()
{
    ClearancePage page(Theme::light());
    page.setForm(samples::clearance());
    page.show();
    for (const ClearanceForm::Item &item : samples::clearance().items)
        click(page, u"good-"_s + item.id);
    sign(page, u"performed-by"_s, u"operator-03"_s);
    sign(page, u"verified-by"_s, u"qa-01"_s);
    QVERIFY(page.problem().isEmpty());
    click(page, u"bad-surfaces"_s); // after all
    click(page, u"good-surfaces"_s);
    QVERIFY(!page.problem().isEmpty()); // both look and sign again
    ClearanceForm other = samples::clearance();
    other.unit = UnitId(u"BR-02"_s);
    page.setForm(other);
    QVERIFY(page.record().person.isEmpty());
}

void TestOperatorTasks::handoverFreezesWithTheFirstSignature()
{
    HandoverPage page(Theme::light());
    page.resize(1180, 730);
    page.setInput(samples::handoverInput());
    page.show();
    QSignalSpy handed(&page, &HandoverPage::handedOver);
    auto *remarks = child<QPlainTextEdit>(page, u"handover-remarks"_s);
    QTest::keyClicks(remarks, u"spare pump on the trolley"_s);
    QVERIFY(!child<QPushButton>(page, u"incoming"_s)->isEnabled());
    sign(page, u"outgoing"_s, u"operator-03"_s);
    QVERIFY(page.isFrozen() && remarks->isReadOnly());
    HandoverInput later = samples::handoverInput();
    later.alarms.clear();
    page.setInput(later);
    QCOMPARE(page.draft().alarms.size(), samples::handoverInput().alarms.size());
    sign(page, u"incoming"_s, u"operator-03"_s);
    QVERIFY(!page.problem().isEmpty());
    sign(page, u"incoming"_s, u"operator-04"_s);
    click(page, u"handover-sign"_s);
    QCOMPARE(handed.count(), 1);
    const auto record = handed.first().first().value<HandoverRecord>();
    QCOMPARE(record.outgoing, PersonId(u"operator-03"_s));
    QCOMPARE(record.incoming, PersonId(u"operator-04"_s));
    QCOMPARE(record.body[u"remarks"_s].toString(), u"spare pump on the trolley"_s);
    QCOMPARE(record.body[u"alarms"_s].toArray().size(), 3);
    page.showStored();
    QVERIFY(!page.isFrozen());
    QVERIFY(page.draft().alarms.isEmpty()); // as it is now
}

void TestOperatorTasks::handoverReadsBackAsItWasWritten()
{
    const HandoverInput input = samples::handoverInput();
    const QJsonObject body = handover::toJson(input, u"r"_s, PersonId(u"a"_s), PersonId(u"b"_s));
    const std::optional<HandoverInput> read
        = handover::fromJson(QJsonDocument::fromJson(QJsonDocument(body).toJson()).object());
    QVERIFY(read);
    QCOMPARE(read->batches, input.batches);
    QCOMPARE(read->samples, input.samples);
    QCOMPARE(read->now, input.now);
    // The same words in each language, from the one record.
    for (const Language language : {Language::En, Language::Zh})
        QCOMPARE(handover::lines(*read, language), handover::lines(input, language));
    HandoverPage page(Theme::light());
    page.setPast(samples::pastHandovers());
    page.show();
    click(page, u"past-0"_s);
    QVERIFY(!child<QPushButton>(page, u"handover-sign"_s)->isVisible());
}

void TestOperatorTasks::foreignHandoverIsNotGuessed()
{
    QVERIFY(!handover::fromJson({}));
    QVERIFY(!handover::fromJson(
        {{u"schema"_s, u"cytoloom.handover/2"_s}, {u"at"_s, u"2026-11-22T06:02:31.000Z"_s}}));
    QVERIFY(!handover::fromJson({{u"schema"_s, u"cytoloom.handover/1"_s}, {u"at"_s, u"x"_s}}));
    const auto hostile = handover::fromJson({{u"schema"_s, u"cytoloom.handover/1"_s},
        {u"at"_s, u"2026-11-22T06:02:31.000Z"_s},
        {u"batches"_s, QJsonArray {7, QJsonObject {{u"attention"_s, 99}, {u"state"_s, u"?"_s}}}},
        {u"units"_s, QJsonArray {QJsonObject {{u"state"_s, -4}}}}});
    QVERIFY(hostile);
    QCOMPARE(hostile->batches.size(), 2);
    QCOMPARE(hostile->batches.last().attention, Attention::Danger);
    QVERIFY(!handover::lines(*hostile, Language::En).isEmpty());
}

void TestOperatorTasks::restartNeedsEveryMismatchConfirmed()
{
    RestartPage page(Theme::light());
    page.resize(1180, 730);
    QSignalSpy confirmed(&page, &RestartPage::mismatchConfirmed);
    QSignalSpy commands(&page, &RestartPage::command);
    QVector<RestartReport> reports = samples::restartReports();
    page.setReports(reports);
    page.show();
    auto *restart = child<QPushButton>(page, u"restart-restart"_s);
    QVERIFY(!restart->isEnabled());
    QVERIFY(!child<QPushButton>(page, u"confirm-BR-02.perfusion.sp"_s)->isEnabled()); // nobody
    page.setPerson(PersonId(u"operator-03"_s));
    for (qsizetype i = 0; i < reports[0].rows.size(); ++i) {
        const RestartReport::Row row = reports[0].rows[i];
        if (row.matches)
            continue;
        QVERIFY(!restart->isEnabled());
        click(page, u"confirm-"_s + row.tag.value());
        QCOMPARE(confirmed.last().at(1).value<TagId>(), row.tag);
        QCOMPARE(confirmed.last().at(2).value<PersonId>(), PersonId(u"operator-03"_s));
        reports[0].rows[i].confirmedBy = PersonId(u"operator-03"_s); // the engine wrote it
        page.setReports(reports);
    }
    QVERIFY(restart->isEnabled());
    QTest::mouseClick(restart, Qt::LeftButton);
    QCOMPARE(commands.count(), 1);
    QCOMPARE(commands.first().at(0).value<BatchId>(), reports[0].batch);
    QCOMPARE(commands.first().at(1).value<ProceduralCommand>(), ProceduralCommand::Restart);
    // A batch that gives way leaves the next one.
    reports.removeFirst();
    page.setReports(reports);
    QCOMPARE(page.chosen()->batch, reports.first().batch);
}

void TestOperatorTasks::questionsMostUrgentFirst()
{
    QuestionsPage page(Theme::light());
    page.resize(1180, 730);
    page.setTime(samples::now());
    page.show();
    page.setQuestions(samples::questions());
    QVERIFY(page.chosen());
    QCOMPARE(page.chosen()->prompt.batch, BatchId(u"B26-1105"_s)); // over its time
    auto *due = child<QLabel>(page, u"question-due"_s);
    QVERIFY(due->text().contains(u"14 min over"_s));
    QVERIFY(due->text().contains(u"the step is held"_s));
    QVector<QPoint> places;
    for (const QString &row : {u"question-B26-1105-4"_s, u"question-B26-1107-17"_s,
             u"question-B26-1102-3"_s, u"question-B26-1111-9"_s})
        places << child<QuestionRow>(page, row)->pos();
    QTRY_VERIFY(child<QuestionRow>(page, u"question-B26-1111-9"_s)->y()
        > child<QuestionRow>(page, u"question-B26-1105-4"_s)->y());
}

void TestOperatorTasks::questionIsAnsweredInPlace()
{
    QuestionsPage page(Theme::light());
    page.resize(1180, 730);
    page.setTime(samples::now());
    page.show();
    page.setQuestions(samples::questions());
    QSignalSpy answers(&page, &QuestionsPage::answer);
    click(page, u"question-B26-1111-9"_s); // consent of a semi-automatic batch
    auto *primary = page.findChild<StepCard *>()->findChild<QPushButton *>(u"primary"_s);
    QVERIFY(!primary->isEnabled()); // nobody is signed in
    page.setPerson(PersonId(u"operator-03"_s));
    QVERIFY(primary->isEnabled());
    QTest::mouseClick(primary, Qt::LeftButton);
    QCOMPARE(answers.count(), 1);
    const auto answer = answers.first().first().value<PromptAnswer>();
    QCOMPARE(answer.batch, BatchId(u"B26-1111"_s));
    QCOMPARE(answer.prompt, quint64(9));
    QCOMPARE(answer.person, PersonId(u"operator-03"_s));
    QVector<QueuedPrompt> rest = samples::questions();
    rest.removeAt(2);
    page.setQuestions(rest);
    QCOMPARE(page.chosen()->prompt.batch, BatchId(u"B26-1105"_s)); // the next, most urgent one
    page.setQuestions({});
    QVERIFY(!page.chosen() && !primary->isVisible());
}

QTEST_MAIN(TestOperatorTasks)
#include "tst_operatortasks.moc"
