// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operationsamples.h"

#include "resources/resources.h"
#include "widgets/common/persondialog.h"
#include "widgets/operation/blastpanel.h"
#include "widgets/operation/commandbutton.h"
#include "widgets/operation/faultcard.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/reasondialog.h"
#include "widgets/operation/stepcard.h"
#include "widgets/operation/touch.h"
#include "widgets/operation/touchkeyboard.h"

#include <QtCore/QPointer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<OperatePage> operate(bool held)
{
    auto page = std::make_unique<OperatePage>(Theme::light(), Catalog::shipped());
    page->resize(1180, 730);
    page->setPlant(samples::plant());
    page->setPerson(PersonId(u"operator-03"_s));
    page->setTime(samples::now());
    page->setBatch(held ? samples::heldBatch() : samples::batch(AnswerKind::Scan));
    page->show();
    return page;
}

/// What was made anew is shown, and what it replaces is gone, once events have been handled.
void settle()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
}

void give(QWidget &page, const QString &reason)
{
    auto *dialog = page.findChild<ReasonDialog *>();
    QVERIFY(dialog);
    if (!reason.isEmpty())
        QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"reason"_s), reason);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirm"_s), Qt::LeftButton);
}

void sign(QWidget &page, const QString &name, const QString &person)
{
    QTest::mouseClick(page.findChild<QPushButton *>(name), Qt::LeftButton);
    auto *dialog = page.findChild<PersonDialog *>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"person-name"_s), person);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"person-take"_s), Qt::LeftButton);
    delete dialog;
}

} // namespace

/// What an operator orders: commands with their blast radius, faults, modes, jumps; the keyboard.
class TestOperatorCommands final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void holdSaysWhatItTouches();
    void faultTakesThePlaceOfTheStep();
    void faultOptionsAskWhatTheyNeed();
    void abortOfAFaultIsHeldDown();
    void faultClockDoesNotMoveTheButtons();
    void modeChangesWithReason();
    void jumpOnlyWhileHeldByTwo();
    void simulatedBatchIsWatermarked();
    void keyboardTypesAndKeepsTheFieldFree();
    void keyboardKeepsAwayFromScans();
    void keyboardPlace_data();
    void keyboardPlace();
};

void TestOperatorCommands::holdSaysWhatItTouches()
{
    const auto page = operate(false);
    QSignalSpy asked(page.get(), &OperatePage::blastRequested);
    QSignalSpy commands(page.get(), &OperatePage::command);
    QTest::mouseClick(page->findChild<CommandButton *>(u"command-second"_s), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(1).value<ProceduralCommand>(), ProceduralCommand::Hold);
    auto *panel = page->findChild<BlastPanel *>();
    QVERIFY(panel);
    QCOMPARE(panel->findChild<QLabel *>(u"blast-batches"_s)->text(), u"…"_s);
    page->setBlastRadius(samples::blast());
    QCOMPARE(panel->findChild<QLabel *>(u"blast-units"_s)->text(), u"1"_s);
    QCOMPARE(panel->findChild<QLabel *>(u"blast-batches"_s)->text(), u"2"_s);
    QCOMPARE(panel->findChild<QLabel *>(u"blast-patients"_s)->text(), u"2"_s);
    QCOMPARE(panel->findChild<QLabel *>(u"blast-minutes"_s)->text(), u"18 min"_s);
    QCOMPARE(commands.count(), 0);
    give(*page, u"value drifts"_s);
    QCOMPARE(commands.count(), 1);
    QTRY_VERIFY(!page->findChild<BlastPanel *>());
    page->setBlastRadius(samples::blast()); // too late: of no effect
}

void TestOperatorCommands::faultTakesThePlaceOfTheStep()
{
    const auto page = operate(true);
    auto *card = page->findChild<FaultCard *>();
    QVERIFY(!card->isVisible());
    page->setFaults({samples::fault()});
    QVERIFY(card->isVisible() && !page->findChild<StepCard *>()->isVisible());
    QCOMPARE(card->findChild<QLabel *>(u"fault-tolerance"_s)->text().isEmpty(), false);
    page->setFaults({});
    QVERIFY(!card->isVisible() && page->findChild<StepCard *>()->isVisible());
}

void TestOperatorCommands::faultOptionsAskWhatTheyNeed()
{
    const auto page = operate(true);
    page->setFaults({samples::fault()});
    QSignalSpy decided(page.get(), &OperatePage::faultDecided);
    auto *card = page->findChild<FaultCard *>();
    const auto option = [&](const QString &name) -> QAbstractButton * {
        settle();
        for (auto *each : card->findChildren<QAbstractButton *>(u"fault-"_s + name)) {
            if (!each->isHidden())
                return each;
        }
        return nullptr;
    };
    QVERIFY(!option(u"skip"_s)->isEnabled()); // critical
    QTest::mouseClick(option(u"retry"_s), Qt::LeftButton);
    QCOMPARE(decided.count(), 1);
    QCOMPARE(decided.first().first().value<FaultDecision>().option, FaultOption::Retry);
    QCOMPARE(decided.first().first().value<FaultDecision>().index, 2);
    QTest::mouseClick(option(u"byHand"_s), Qt::LeftButton);
    auto *dialog = page->findChild<ReasonDialog *>();
    QVERIFY(dialog);
    auto *confirm = dialog->findChild<QPushButton *>(u"confirm"_s);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"reason"_s), u"by spare pump"_s);
    QVERIFY(!confirm->isEnabled());
    auto *statement = dialog->findChild<QLineEdit *>(u"statement"_s);
    QTest::keyClicks(statement, u"much"_s);
    sign(*dialog, u"checked-by"_s, u"operator-03"_s); // stands as the first one already
    QVERIFY(!confirm->isEnabled());
    sign(*dialog, u"checked-by"_s, u"qa-01"_s);
    QVERIFY(!confirm->isEnabled()); // "much" is no number
    statement->clear();
    QTest::keyClicks(statement, u"102.5"_s);
    QVERIFY(confirm->isEnabled());
    QTest::mouseClick(confirm, Qt::LeftButton);
    QCOMPARE(decided.count(), 2);
    const auto decision = decided.last().first().value<FaultDecision>();
    QCOMPARE(decision.option, FaultOption::ByHand);
    QCOMPARE(decision.number, std::optional(102.5));
    QCOMPARE(decision.person, PersonId(u"operator-03"_s));
    QCOMPARE(decision.checkedBy, PersonId(u"qa-01"_s));
    QCOMPARE(decision.reason, u"by spare pump"_s);
    page->setPerson({});
    QVERIFY(!option(u"retry"_s)->isEnabled());
}

void TestOperatorCommands::abortOfAFaultIsHeldDown()
{
    const auto page = operate(true);
    page->setFaults({samples::fault()});
    QSignalSpy decided(page.get(), &OperatePage::faultDecided);
    QSignalSpy asked(page.get(), &OperatePage::blastRequested);
    settle();
    auto *abort = page->findChild<FaultCard *>()->findChild<CommandButton *>(u"fault-abort"_s);
    QTest::mouseClick(abort, Qt::LeftButton);
    QVERIFY(!page->findChild<ReasonDialog *>());
    QTest::mousePress(abort, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page->findChild<ReasonDialog *>(), 10'000);
    QTest::mouseRelease(abort, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(decided.count(), 0);
    give(*page, u"cells are lost"_s);
    QCOMPARE(decided.count(), 1);
    QCOMPARE(decided.first().first().value<FaultDecision>().option, FaultOption::Abort);
}

void TestOperatorCommands::faultClockDoesNotMoveTheButtons()
{
    FaultCard card(Theme::light());
    card.setPerson(PersonId(u"operator-03"_s));
    card.setChoice(BatchId(u"B1"_s), samples::fault());
    card.show();
    settle();
    const QPointer<QWidget> retry = card.findChild<QWidget *>(u"fault-retry"_s);
    FaultChoice later = samples::fault();
    later.clock->passed += std::chrono::minutes(7);
    later.respond -= std::chrono::minutes(7);
    card.setChoice(BatchId(u"B1"_s), later);
    QTest::qWait(0);
    QVERIFY(retry && retry->isVisible()); // the very same button
    QCOMPARE(card.findChild<QLabel *>(u"fault-tolerance"_s)->text(), u"11 min"_s);
}

void TestOperatorCommands::modeChangesWithReason()
{
    const auto page = operate(false);
    QSignalSpy modes(page.get(), &OperatePage::modeRequested);
    auto *button = page->findChild<QPushButton *>(u"mode"_s);
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    auto *dialog = page->findChild<ReasonDialog *>();
    QVERIFY(dialog);
    auto *confirm = dialog->findChild<QPushButton *>(u"confirm"_s);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"reason"_s), u"training"_s);
    QVERIFY(!confirm->isEnabled()); // the mode that it has
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"mode-SemiAutomatic"_s), Qt::LeftButton);
    QVERIFY(confirm->isEnabled());
    QTest::mouseClick(confirm, Qt::LeftButton);
    QCOMPARE(modes.count(), 1);
    QCOMPARE(modes.first().at(0).value<ExecutionMode>(), ExecutionMode::SemiAutomatic);
    QCOMPARE(modes.first().at(1).toString(), u"training"_s);
}

void TestOperatorCommands::jumpOnlyWhileHeldByTwo()
{
    QVERIFY(!operate(false)->findChild<QPushButton *>(u"jump"_s)->isVisible());
    const auto page = operate(true);
    QSignalSpy jumps(page.get(), &OperatePage::jumpRequested);
    auto *button = page->findChild<QPushButton *>(u"jump"_s);
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    auto *dialog = page->findChild<ReasonDialog *>();
    QVERIFY(dialog);
    auto *confirm = dialog->findChild<QPushButton *>(u"confirm"_s);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"reason"_s), u"agreed with QA"_s);
    sign(*dialog, u"checked-by"_s, u"qa-01"_s);
    QVERIFY(!confirm->isEnabled()); // where to?
    QPushButton *target = nullptr;
    for (auto *each : dialog->findChildren<QPushButton *>()) {
        if (each->objectName().startsWith(u"jump-"_s) && !target)
            target = each;
    }
    QVERIFY(target);
    QTest::mouseClick(target, Qt::LeftButton);
    QVERIFY(!dialog->findChild<QLabel *>(u"jump-skipped"_s)->text().isEmpty());
    QVERIFY(confirm->isEnabled());
    QTest::mouseClick(confirm, Qt::LeftButton);
    QCOMPARE(jumps.count(), 1);
    const auto request = jumps.first().first().value<JumpRequest>();
    QVERIFY(!request.from.isEmpty() && request.from != request.to);
    QCOMPARE(u"jump-"_s + request.to.value(), target->objectName());
    QCOMPARE(request.doneBy, PersonId(u"operator-03"_s));
    QCOMPARE(request.checkedBy, PersonId(u"qa-01"_s));
}

void TestOperatorCommands::simulatedBatchIsWatermarked()
{
    const auto page = operate(false); // the sample batch is simulated
    auto *mark = page->findChild<QWidget *>(u"watermark"_s);
    QVERIFY(mark);
    QTRY_VERIFY(mark->isVisible());
    QCOMPARE(mark->size(), page->size());
    // Touches go through it.
    QSignalSpy commands(page.get(), &OperatePage::command);
    QTest::mouseClick(page->findChild<CommandButton *>(u"command-first"_s), Qt::LeftButton);
    QCOMPARE(commands.count(), 1);
    BatchState real = samples::batch(AnswerKind::Scan);
    real.control.header.simulated = false;
    page->setBatch(real);
    QTRY_VERIFY(!mark->isVisible());
}

void TestOperatorCommands::keyboardTypesAndKeepsTheFieldFree()
{
    QWidget window;
    window.resize(1280, 800);
    auto *low = new QLineEdit(&window);
    low->setGeometry(100, 730, 600, 57);
    auto *high = new QLineEdit(&window);
    high->setGeometry(100, 40, 600, 57);
    TouchKeyboard keyboard(Theme::light(), &window);
    keyboard.setActive(true);
    window.show();
    QApplication::setActiveWindow(&window);
    high->setFocus();
    QTRY_VERIFY(keyboard.isVisible());
    for (const QString &name : {u"key-shift"_s, u"key-q"_s, u"key-a"_s, u"key-2"_s})
        QTest::mouseClick(keyboard.findChild<QPushButton *>(name), Qt::LeftButton);
    QCOMPARE(high->text(), u"Qa2"_s);
    QTest::mouseClick(keyboard.findChild<QPushButton *>(u"key-back"_s), Qt::LeftButton);
    QTest::mouseClick(keyboard.findChild<QPushButton *>(u"key-space"_s), Qt::LeftButton);
    QTest::mouseClick(keyboard.findChild<QPushButton *>(u"phrase-0"_s), Qt::LeftButton);
    QCOMPARE(high->text(), u"Qa "_s + TouchKeyboard::usualPhrases().first().en);
    const auto covers = [&](QWidget *field) {
        return keyboard.geometry().intersects(
            QRect(field->mapToGlobal(QPoint(0, 0)), field->size()));
    };
    QVERIFY(!covers(high));
    low->setFocus();
    QTRY_VERIFY(keyboard.isVisible() && !covers(low));
    const int least = Theme::millimetres(15);
    for (const QPushButton *key : keyboard.findChildren<QPushButton *>())
        QVERIFY2(key->width() >= least && key->height() >= least, qPrintable(key->objectName()));
    QTest::mouseClick(keyboard.findChild<QPushButton *>(u"key-hide"_s), Qt::LeftButton);
    QVERIFY(!keyboard.isVisible());
}

void TestOperatorCommands::keyboardKeepsAwayFromScans()
{
    QWidget window;
    window.resize(800, 600);
    auto *scan = new QLineEdit(&window);
    scan->setProperty("noKeyboard", true);
    auto *fixed = new QLineEdit(&window);
    fixed->setReadOnly(true);
    TouchKeyboard keyboard(Theme::light(), &window);
    keyboard.setActive(true);
    window.show();
    QApplication::setActiveWindow(&window);
    for (QLineEdit *field : {scan, fixed}) {
        field->setFocus();
        QTest::qWait(0);
        QVERIFY(!keyboard.isVisible());
    }
    keyboard.setActive(false);
    fixed->setReadOnly(false);
    scan->setFocus();
    fixed->setFocus();
    QVERIFY(!keyboard.isVisible());
}

void TestOperatorCommands::keyboardPlace_data()
{
    QTest::addColumn<QRect>("field");
    QTest::addColumn<int>("top");
    QTest::newRow("above") << QRect(0, 100, 400, 60) << 440;
    QTest::newRow("below") << QRect(0, 700, 400, 60) << 0;
    QTest::newRow("just above") << QRect(0, 380, 400, 60) << 440;
}

void TestOperatorCommands::keyboardPlace()
{
    QFETCH(QRect, field);
    QFETCH(int, top);
    const QRect screen(0, 0, 1280, 800);
    const QRect place = TouchKeyboard::placeFor(field, screen, 360);
    QCOMPARE(place.top(), top);
    QVERIFY(!place.intersects(field) && screen.contains(place));
}

QTEST_MAIN(TestOperatorCommands)
#include "tst_operatorcommands.moc"
