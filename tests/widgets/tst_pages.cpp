// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "resources/resources.h"
#include "widgets/alarms/acknowledgedialog.h"
#include "widgets/common/alarmstrip.h"
#include "widgets/common/leftrail.h"
#include "widgets/devices/devicespage.h"
#include "widgets/operation/commandbutton.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/parametertile.h"
#include "widgets/operation/reasondialog.h"
#include "widgets/operation/startbatchdialog.h"
#include "widgets/operation/stepcard.h"
#include "widgets/records/recordspage.h"
#include "widgets/records/timelinemodel.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

#include <cmath>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {
/// An operate page with the sample batch, a person signed in.
std::unique_ptr<OperatePage> operate(const Catalog &catalog, AnswerKind answer)
{
    auto page = std::make_unique<OperatePage>(Theme::light(), catalog);
    page->resize(1180, 744);
    page->setPlant(samples::plant());
    page->setPerson(PersonId(u"P-021"_s));
    page->setTime(samples::now());
    page->setBatch(samples::batch(answer));
    page->setAlarms(samples::alarms());
    page->addSamples(samples::values());
    page->show();
    // Updates are coalesced: the last of these values is on screen a moment later.
    auto *card = page->findChild<StepCard *>();
    if (!QTest::qWaitFor([&] { return card->content().prompt.has_value(); }, 5'000))
        qWarning("the step card shows no question");
    return page;
}
} // namespace

/// Pages as a person uses them: click, type, and what comes out as signals.
class TestPages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void styleSheetHasNoOpenToken();
    void themesKeepTextReadable();
    void numberOutOfRangeIsNotSent();
    void scanIsSentByEnter();
    void choiceIsSentAsIndex();
    void withoutPersonNothingCanBeSent();
    void abortNeedsHoldingAndReason();
    void pauseGoesAtOnce();
    void unacknowledgedTileAcknowledges();
    void alarmStripFlashesOnlyWhileUnacknowledged();
    void startNeedsEverything();
    void bindingBelongsToOneBatch();
    void railAsksForPages();
    void recordsFilterAndActions();
    void lateEventsOfAnotherBatchAreIgnored();
    void devicesSearchAndChoice();

private:
    Catalog m_catalog; ///< empty on purpose: pages must stand without knowing a phase class
};

void TestPages::styleSheetHasNoOpenToken()
{
    for (const Theme &theme : {Theme::light(), Theme::darkSet()}) {
        const QString sheet = theme.styleSheet();
        QVERIFY(sheet.contains(u"QPushButton"_s));
        QVERIFY(!sheet.contains(u'@'));
        QVERIFY(sheet.contains(theme.accent.name()));
    }
}

void TestPages::themesKeepTextReadable()
{
    // WCAG 2.1 contrast: at least 4.5 : 1 for text on every ground.
    const auto luminance = [](const QColor &colour) {
        const auto part = [](double c) {
            return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF())
            + 0.0722 * part(colour.blueF());
    };
    for (const Theme &theme : {Theme::light(), Theme::darkSet()}) {
        for (const QColor &ground : {theme.canvas, theme.surface, theme.raised}) {
            for (const QColor &ink : {theme.text, theme.muted, theme.accent}) {
                const double a = luminance(ground) + 0.05;
                const double b = luminance(ink) + 0.05;
                QVERIFY2(std::max(a, b) / std::min(a, b) >= 4.5,
                    qPrintable(ink.name() + u" on "_s + ground.name()));
            }
        }
    }
}

void TestPages::numberOutOfRangeIsNotSent()
{
    const auto page = operate(m_catalog, AnswerKind::Number);
    QSignalSpy answers(page.get(), &OperatePage::answer);
    auto *field = page->findChild<QLineEdit *>(u"number"_s);
    auto *primary = page->findChild<QPushButton *>(u"primary"_s);
    QVERIFY(field && primary);
    QVERIFY(!primary->isEnabled());
    QTest::keyClicks(field, u"9.9"_s); // permitted is 4.5 to 5.5
    QVERIFY(!primary->isEnabled());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(answers.count(), 0);
    field->clear();
    for (const QString &key : {u"key-5"_s, u"key-."_s, u"key-0"_s})
        QTest::mouseClick(page->findChild<QPushButton *>(key), Qt::LeftButton);
    QVERIFY(primary->isEnabled());
    QTest::mouseClick(primary, Qt::LeftButton);
    QCOMPARE(answers.count(), 1);
    const auto answer = answers.first().first().value<PromptAnswer>();
    QCOMPARE(answer.prompt, quint64(17));
    QCOMPARE(answer.number, 5.0);
}

void TestPages::scanIsSentByEnter()
{
    const auto page = operate(m_catalog, AnswerKind::Scan);
    QSignalSpy answers(page.get(), &OperatePage::answer);
    auto *field = page->findChild<QLineEdit *>(u"answer-scan"_s);
    QVERIFY(field);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(answers.count(), 0); // nothing scanned yet
    QTest::keyClicks(field, u"AS-01-BAG-0042"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(answers.count(), 1);
    QCOMPARE(answers.first().first().value<PromptAnswer>().text, u"AS-01-BAG-0042"_s);
}

void TestPages::choiceIsSentAsIndex()
{
    const auto page = operate(m_catalog, AnswerKind::Choice);
    QSignalSpy answers(page.get(), &OperatePage::answer);
    auto *primary = page->findChild<QPushButton *>(u"primary"_s);
    QVERIFY(!primary->isEnabled());
    QTest::mouseClick(page->findChild<QPushButton *>(u"choice-1"_s), Qt::LeftButton);
    QVERIFY(primary->isEnabled());
    QTest::mouseClick(primary, Qt::LeftButton);
    QCOMPARE(answers.first().first().value<PromptAnswer>().number, 1.0);
}

void TestPages::withoutPersonNothingCanBeSent()
{
    const auto page = operate(m_catalog, AnswerKind::Confirm);
    auto *primary = page->findChild<QPushButton *>(u"primary"_s);
    auto *stop = page->findChild<CommandButton *>(u"command-stop"_s);
    QVERIFY(primary->isEnabled() && stop->isEnabled());
    page->setPerson({});
    QVERIFY(!primary->isEnabled() && !stop->isEnabled());
    QVERIFY(!stop->blockedReason().isEmpty());
}

void TestPages::abortNeedsHoldingAndReason()
{
    const auto page = operate(m_catalog, AnswerKind::Confirm);
    QSignalSpy commands(page.get(), &OperatePage::command);
    auto *abort = page->findChild<CommandButton *>(u"command-abort"_s);
    QTest::mouseClick(abort, Qt::LeftButton);
    QVERIFY(!page->findChild<ReasonDialog *>()); // a tap is not enough
    QTest::mousePress(abort, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page->findChild<ReasonDialog *>(), 10'000);
    QTest::mouseRelease(abort, Qt::LeftButton);
    auto *dialog = page->findChild<ReasonDialog *>();
    auto *confirm = dialog->findChild<QPushButton *>(u"confirm"_s);
    QVERIFY(!confirm->isEnabled());
    QCOMPARE(commands.count(), 0);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(u"reason"_s), u"bag leaks"_s);
    QVERIFY(confirm->isEnabled());
    QTest::mouseClick(confirm, Qt::LeftButton);
    QCOMPARE(commands.count(), 1);
    QCOMPARE(commands.first().at(1).value<ProceduralCommand>(), ProceduralCommand::Abort);
    QCOMPARE(commands.first().at(2).toString(), u"bag leaks"_s);
}

void TestPages::pauseGoesAtOnce()
{
    const auto page = operate(m_catalog, AnswerKind::Confirm);
    QSignalSpy commands(page.get(), &OperatePage::command);
    QTest::mouseClick(page->findChild<CommandButton *>(u"command-first"_s), Qt::LeftButton);
    QCOMPARE(commands.count(), 1);
    QCOMPARE(commands.first().at(1).value<ProceduralCommand>(), ProceduralCommand::Pause);
    QVERIFY(commands.first().at(0).value<ElementId>().isEmpty());
}

void TestPages::unacknowledgedTileAcknowledges()
{
    const auto page = operate(m_catalog, AnswerKind::Confirm);
    QSignalSpy acknowledged(page.get(), &OperatePage::acknowledge);
    ParameterTile *oxygen = nullptr;
    for (ParameterTile *tile : page->findChildren<ParameterTile *>()) {
        if (tile->content().tag == TagId(u"BR-02.do.pv"_s))
            oxygen = tile;
    }
    QVERIFY(oxygen);
    QTRY_COMPARE_WITH_TIMEOUT(oxygen->content().alarmPriority, 2, 5'000); // updates are coalesced
    QTest::mouseClick(oxygen, Qt::LeftButton);
    auto *dialog = page->findChild<AcknowledgeDialog *>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit *>(), u"seen"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirm"_s), Qt::LeftButton);
    QCOMPARE(acknowledged.count(), 1);
    QCOMPARE(acknowledged.first().at(0).toString(), samples::alarms().at(1).id);
    QCOMPARE(acknowledged.first().at(1).toString(), u"seen"_s);
}

void TestPages::alarmStripFlashesOnlyWhileUnacknowledged()
{
    AlarmStrip strip(Theme::light());
    QVector<Alarm> alarms = samples::alarms();
    strip.setAlarms(alarms, samples::now());
    QVERIFY(strip.isFlashing());
    QCOMPARE(AlarmStrip::highest(alarms)->priority, 2);
    QCOMPARE(strip.counts(), (std::array<int, 4> {0, 1, 2, 0}));
    for (Alarm &alarm : alarms)
        alarm.state = AlarmState::Acknowledged;
    strip.setAlarms(alarms, samples::now());
    QVERIFY(!strip.isFlashing());
    for (Alarm &alarm : alarms)
        alarm.state = AlarmState::Normal;
    QVERIFY(!AlarmStrip::highest(alarms));
}

void TestPages::startNeedsEverything()
{
    StartBatchDialog dialog(Theme::light(),
        {{u"a"_s, {u"Not approved"_s, {}}, {}, u"v1"_s, u"Not approved."_s},
            {u"b"_s, {u"CAR-T"_s, {}}, {}, u"v3"_s, {}}},
        true, Language::En);
    QSignalSpy started(&dialog, &StartBatchDialog::startRequested);
    dialog.show();
    auto *start = dialog.findChild<QPushButton *>(u"start"_s);
    QCOMPARE(dialog.request().recipe, u"b"_s); // the first one that can be run
    QVERIFY(!start->isEnabled());
    dialog.setUsedBatches({u"B1"_s});
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"batch-number"_s), u"B1"_s);
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"identity"_s), u"C-7K42-09"_s);
    QVERIFY(!start->isEnabled()); // taken
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"batch-number"_s), u"2"_s);
    QVERIFY2(start->isEnabled(), qPrintable(dialog.problem()));
    dialog.findChild<QLineEdit *>(u"identity"_s)->setText(u"Jane Doe"_s);
    QVERIFY(!start->isEnabled()); // a name, not a code
    dialog.setSuggestedIdentity(u"C-7K42-09"_s);
    QTest::mouseClick(start, Qt::LeftButton);
    QCOMPARE(started.count(), 1);
    const auto request = started.first().first().value<StartBatchRequest>();
    QCOMPARE(request.header.id, BatchId(u"B12"_s));
    QVERIFY(request.header.simulated);
    QCOMPARE(request.speed, 1000.0);
}

// Lots and people of one batch never come to another.
void TestPages::bindingBelongsToOneBatch()
{
    RecipeChoice msc {u"a"_s, {u"MSC"_s, {}}, {}, u"v1"_s, {}};
    msc.recipe = RecipeId(u"MSC-01"_s);
    msc.recipeVersion = 1;
    RecipeChoice cart {u"b"_s, {u"CAR-T"_s, {}}, {}, u"v3"_s, {}};
    cart.recipe = RecipeId(u"CART-01"_s);
    cart.recipeVersion = 3;
    StartBatchDialog dialog(Theme::light(), {msc, cart}, true, Language::En);
    QSignalSpy started(&dialog, &StartBatchDialog::startRequested);
    QSignalSpy asked(&dialog, &StartBatchDialog::bindingRequested);
    dialog.setSuggestedBatch(u"B1"_s);
    dialog.setSuggestedIdentity(u"C-7K42-09"_s);
    dialog.show();
    auto *start = dialog.findChild<QPushButton *>(u"start"_s);
    auto *remove = dialog.findChild<QPushButton *>(u"binding-remove"_s);
    auto *name = dialog.findChild<QLabel *>(u"binding-name"_s);
    QVERIFY(start->isEnabled() && !remove->isVisible());
    QTest::mouseClick(dialog.findChild<QPushButton *>(u"binding-add"_s), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    // Its recipe and its number are taken over.
    BatchBinding binding;
    binding.recipe = cart.recipe;
    binding.recipeVersion = 3;
    binding.batch = BatchId(u"B77"_s);
    dialog.setBinding(u"lot.cybinding.json"_s, binding);
    QVERIFY(name->text().contains(u"lot.cybinding.json"_s) && name->text().contains(u"B77"_s));
    QCOMPARE(dialog.request().recipe, u"b"_s);
    QCOMPARE(dialog.request().header.id, binding.batch);
    QVERIFY(start->isEnabled() && remove->isVisible());
    dialog.chooseRecipe(u"a"_s);
    QVERIFY(!start->isEnabled() && dialog.problem().contains(u"CART-01"_s));
    dialog.chooseRecipe(u"b"_s);
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"batch-number"_s), u"8"_s);
    QVERIFY(!start->isEnabled() && dialog.problem().contains(u"B77"_s));
    dialog.setSuggestedBatch(u"B77"_s);
    QVERIFY(start->isEnabled());
    binding.recipeVersion = 2;
    dialog.setBinding(u"old.cybinding.json"_s, binding);
    QVERIFY(!start->isEnabled());
    QTest::mouseClick(remove, Qt::LeftButton);
    QVERIFY(start->isEnabled() && !dialog.request().binding);
    dialog.setBindingRefused(u"It cannot be read."_s);
    QCOMPARE(name->text(), u"It cannot be read."_s);
    binding.recipeVersion = 3;
    dialog.setBinding(u"lot.cybinding.json"_s, binding);
    QTest::mouseClick(start, Qt::LeftButton);
    QCOMPARE(started.count(), 1);
    QCOMPARE(started.first().first().value<StartBatchRequest>().binding, std::optional(binding));
}

void TestPages::railAsksForPages()
{
    LeftRail rail(Theme::light(), {PageId::Design, PageId::Operate});
    QSignalSpy asked(&rail, &LeftRail::pageRequested);
    rail.resize(84, 400);
    rail.show();
    QTest::mouseClick(rail.findChild<QAbstractButton *>(u"rail-operate"_s), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(rail.current(), PageId::Operate);
    QVERIFY(!rail.findChild<QAbstractButton *>(u"rail-quality"_s)); // not built: not there
}

void TestPages::recordsFilterAndActions()
{
    RecordsPage page(Theme::light());
    QSignalSpy chosen(&page, &RecordsPage::batchChosen);
    QSignalSpy exported(&page, &RecordsPage::exportRequested);
    page.resize(1200, 700);
    page.show();
    page.setBatches(samples::batches());
    QCOMPARE(chosen.count(), 1); // the newest one is opened
    QCOMPARE(page.currentBatch(), BatchId(u"B26-1107"_s));
    page.setEvents(page.currentBatch(), samples::events(),
        [](const ElementId &, Language) { return QString(); });
    const int all = page.timeline()->rowCount();
    QVERIFY(all > 10);
    auto *view = page.findChildren<QTableView *>().last();
    QTest::keyClicks(page.findChild<QLineEdit *>(u"event-search"_s), u"alarm"_s);
    QVERIFY(view->model()->rowCount() < all);
    QVERIFY(view->model()->rowCount() >= 1);
    page.setExportBlocked(u"No key."_s);
    auto *button = page.findChild<QPushButton *>(u"export"_s);
    QVERIFY(!button->isEnabled());
    page.setExportBlocked({});
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(exported.count(), 1);
}

void TestPages::lateEventsOfAnotherBatchAreIgnored()
{
    RecordsPage page(Theme::light());
    page.setBatches(samples::batches());
    page.chooseBatch(BatchId(u"B26-1105"_s));
    page.setEvents(BatchId(u"B26-1107"_s), samples::events(),
        [](const ElementId &, Language) { return QString(); });
    QCOMPARE(page.timeline()->rowCount(), 0);
    page.appendEvents(samples::events());
    QCOMPARE(page.timeline()->rowCount(), 0);
}

void TestPages::devicesSearchAndChoice()
{
    DevicesPage page(Theme::light());
    page.resize(1200, 700);
    page.show();
    page.setPlant(samples::plant());
    auto *view = page.findChild<QTableView *>(u"devices"_s);
    const int all = view->model()->rowCount();
    QVERIFY(all > 5);
    for (const DeviceStatus &status : samples::devices())
        page.deviceChanged(status);
    QTest::keyClicks(page.findChild<QLineEdit *>(u"device-search"_s), u"BR-02"_s);
    QVERIFY(view->model()->rowCount() < all);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
        view->visualRect(view->model()->index(0, 0)).center());
    QCOMPARE(page.currentDevice(), DeviceId(u"DEV-BR-02"_s));
}

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
