// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/demofiles.h"
#include "app/desktop/workspace.h"
#include "processgraph/execution/eventcodes.h"
#include "resources/resources.h"
#include "widgets/common/noticebar.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/stepcard.h"
#include "widgets/records/recordspage.h"
#include "widgets/records/timelinemodel.h"
#include "widgets/trends/trendplot.h"
#include "widgets/trends/trendspage.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>

#include <csignal>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 60'000; ///< for what takes a moment: a sanitizer makes it ten times that

/// False for a process that is gone or waits to be buried.
bool isAlive(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = stat.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1) != "Z";
}

} // namespace

/// The program as a person meets it. One window and one workspace per test.
class TestDesktop final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void firstDay();
    void refusedStoreIsOneMessage_data();
    void refusedStoreIsOneMessage();
    void unsavedChangesAreAskedFor();
    void unreadableRecipeIsToldAndHarmsNothing();
    void recordFailureIsOneLastingState();
    void brokenRecipeDoesNotStart();
    void bindingAndProfileGoWithTheBatch();
    void plantEndsWithKilledWindow();

private:
    template <class T = QWidget> T *find(const QString &name)
    {
        // Several pages have a step card: the one that is seen counts.
        const QList<T *> all = m_window->findChildren<T *>(name);
        const auto seen
            = std::find_if(all.begin(), all.end(), [](const T *one) { return one->isVisible(); });
        return seen == all.end() ? nullptr : *seen;
    }
    bool click(const QString &name);
    bool takeOver(); ///< the other one of two people
    bool answerPrompt();
    [[nodiscard]] StepCard *card() const { return m_window->operate()->findChild<StepCard *>(); }
    [[nodiscard]] QString notice() const { return m_window->notices()->shownText(); }
    void waitForPlant(const QString &store);

    QTemporaryDir m_home;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Workspace> m_workspace;
};

void TestDesktop::initTestCase()
{
    QVERIFY(m_home.isValid());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toUtf8());
    qputenv("CYTOLOOM_KEYS", m_home.filePath(u"keys"_s).toUtf8());
    QCoreApplication::setOrganizationName(u"cytoloom"_s);
    QCoreApplication::setApplicationName(u"cytoloom-test"_s);
    QApplication::setStyle(u"Fusion"_s);
    initResources();
}

void TestDesktop::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>(Catalog::shipped(), Language::En);
    m_window->resize(1280, 800);
    m_workspace = std::make_unique<Workspace>(*m_window, Catalog::shipped());
    m_window->showWelcome();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestDesktop::cleanup()
{
    m_workspace.reset();
    m_window.reset();
}

bool TestDesktop::click(const QString &name)
{
    QWidget *target = nullptr;
    if (!QTest::qWaitFor(
            [&] {
                target = find(name);
                return target && target->isEnabled();
            },
            Patience)) {
        qWarning("there is nothing to click at: %s", qPrintable(name));
        return false;
    }
    QTest::mouseClick(target, Qt::LeftButton);
    return true;
}

/// Answers the question on the step card, or signs, as a person would: by the means that it offers.
bool TestDesktop::takeOver()
{
    const QString other = m_workspace->run().person() == PersonId(u"operator-03"_s)
        ? u"operator-04"_s
        : u"operator-03"_s;
    return click(u"person"_s) && click(u"person-"_s + other);
}

bool TestDesktop::answerPrompt()
{
    const auto content = [this] { return card()->content(); };
    if (!QTest::qWaitFor(
            [&] { return content().prompt.has_value() || content().signature.has_value(); },
            Patience)) {
        qWarning("nothing is asked: %s", qPrintable(content().title));
        return false;
    }
    if (!content().prompt) {
        const ElementId signedStep = content().element;
        // Who has verified did not perform: the first person comes back to sign.
        if (content().signature->meaning == SignatureMeaning::Performed
            && m_workspace->batch().state.status(signedStep).verifiedBy
                == m_workspace->run().person()
            && !takeOver())
            return false;
        return click(u"primary"_s)
            && QTest::qWaitFor(
                [&] { return content().element != signedStep || !content().signature; }, Patience);
    }
    const Prompt prompt = *card()->content().prompt;
    const PromptDefinition &asked = prompt.definition;
    if (prompt.purpose == PromptPurpose::Verification) {
        // Somebody else takes over for the second look.
        if (!takeOver())
            return false;
    }
    switch (asked.answer) {
    case AnswerKind::Confirm:
        break;
    case AnswerKind::Number:
        QTest::keyClicks(find<QLineEdit>(u"number"_s),
            QString::number(asked.range.low.value_or(asked.range.high.value_or(1))));
        break;
    case AnswerKind::Choice:
        click(u"choice-0"_s);
        break;
    case AnswerKind::Text:
        QTest::keyClicks(find<QPlainTextEdit>(u"answer-text"_s), u"as seen"_s);
        break;
    case AnswerKind::Scan:
        QTest::keyClicks(find<QLineEdit>(u"answer-scan"_s),
            asked.automaticAnswer.isEmpty() ? u"C-7K42-09"_s : asked.automaticAnswer);
        break;
    }
    if (!click(u"primary"_s))
        return false;
    const bool gone = QTest::qWaitFor(
        [&] {
            return !m_workspace->batch().state.prompts.contains(prompt.id)
                && (!card()->content().prompt || card()->content().prompt->id != prompt.id);
        },
        Patience);
    if (!gone)
        qWarning("not taken: %s: %s", qPrintable(asked.text.en),
            qPrintable(card()->findChild<QLabel *>(u"hint"_s)->text()));
    return gone;
}

void TestDesktop::waitForPlant(const QString &store)
{
    QSignalSpy opened(m_workspace.get(), &Workspace::opened);
    m_workspace->openPlant(u":/cytoloom/demo/demo.cyplant.json"_s, store);
    QVERIFY(QTest::qWaitFor([&] { return opened.count() > 0; }, Patience));
}

void TestDesktop::firstDay()
{
    // Welcome → recipe and plant
    QSignalSpy findings(m_window->design(), &DesignPage::findingsChanged);
    QSignalSpy opened(m_workspace.get(), &Workspace::opened);
    QVERIFY(click(u"card-cart"_s));
    QTRY_VERIFY_WITH_TIMEOUT(
        !m_workspace->document().recipe().procedure.elements().isEmpty(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->currentPage() == m_window->design(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(opened.count() == 1, Patience);
    // It is validated by itself, and clean.
    QTRY_VERIFY_WITH_TIMEOUT(findings.count() > 0, Patience);
    QCOMPARE(findings.last().at(0).toInt(), 0);

    // A batch: the identity is there, the button starts it.
    QVERIFY(click(u"rail-operate"_s));
    QVERIFY(click(u"start-batch"_s));
    QVERIFY(click(u"start"_s));
    for (int answered = 0; answered < 6; ++answered)
        QVERIFY(answerPrompt());
    const BatchId batch = m_workspace->batch().state.control.header.id;
    QVERIFY(!batch.isEmpty());

    // What is measured is drawn.
    QVERIFY(click(u"rail-trends"_s));
    m_window->trends()->showTag(TagId(u"BR-01.temperature.pv"_s));
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->trends()->plot()->points(TagId(u"BR-01.temperature.pv"_s)).size() > 1, Patience);
    QVERIFY(click(u"rail-devices"_s));

    // It is ended by holding Abort for a second and saying why.
    QVERIFY(click(u"rail-operate"_s));
    auto *abort = find(u"command-abort"_s);
    QVERIFY(abort);
    QTest::mousePress(abort, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPlainTextEdit>(u"reason"_s), Patience);
    QTest::mouseRelease(abort, Qt::LeftButton);
    QTest::keyClicks(find<QPlainTextEdit>(u"reason"_s), u"end of the test"_s);
    QVERIFY(click(u"confirm"_s));
    // The logic of aborting may ask, too.
    QVERIFY(QTest::qWaitFor(
        [&] {
            if (card()->content().prompt && !isFinal(m_workspace->batch().state.state))
                answerPrompt();
            return isFinal(m_workspace->batch().state.state);
        },
        4 * Patience));

    // The record: timeline, report, verification, signed export.
    QVERIFY(click(u"rail-records"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->records()->currentBatch(), batch, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->records()->timeline()->rowCount() > 10, Patience);
    auto *tabs = m_window->records()->findChild<QTabWidget *>()->tabBar();
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    QVERIFY(m_window->records()->isReportShown());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->records()->isReportReady(), 4 * Patience);
    QVERIFY(click(u"verify"_s));
    auto *result = m_window->records()->findChild<QLabel *>(u"result"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(
        result->text().startsWith(u"Intact"_s), qPrintable(result->text()), 4 * Patience);
    QVERIFY(click(u"export"_s));
    auto *files = m_window->findChild<QFileDialog *>();
    QVERIFY(files);
    const QString pdf = m_home.filePath(u"report.pdf"_s);
    files->selectFile(pdf);
    QTRY_VERIFY(files->findChild<QDialogButtonBox *>());
    QTest::mouseClick(
        files->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save), Qt::LeftButton);
    QInputDialog *pass = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((pass = m_window->findChild<QInputDialog *>()), Patience);
    QTest::keyClicks(pass->findChild<QLineEdit *>(), u"a long passphrase"_s);
    QTest::mouseClick(
        pass->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(
        result->text().contains(u"signed"_s), qPrintable(result->text()), 4 * Patience);
    QFile written(pdf);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray bytes = written.readAll();
    QVERIFY(bytes.startsWith("%PDF-"));
    QVERIFY(bytes.contains("/ByteRange"));
    QVERIFY(!m_window->notices()->contains(u"plant.failed"_s));
}

void TestDesktop::refusedStoreIsOneMessage_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("in use") << u"in use"_s;
    QTest::newRow("cannot be written") << u"folder is a file"_s;
    QTest::newRow("no store") << u"other file"_s;
}

void TestDesktop::refusedStoreIsOneMessage()
{
    QFETCH(QString, kind);
    QTemporaryDir folder;
    QString name = folder.filePath(u"store.sqlite"_s);
    std::unique_ptr<Store> other;
    QFile file(folder.filePath(u"a-file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("something that is no store and shall stay as it is");
    file.close();
    if (kind == u"in use"_s) {
        Result<std::unique_ptr<Store>> open = Store::open(name);
        QVERIFY(open.ok());
        other = std::move(*open);
    } else {
        name = kind == u"other file"_s ? file.fileName() : file.fileName() + u"/store.sqlite"_s;
    }
    QSignalSpy failed(m_workspace.get(), &Workspace::openFailed);
    m_workspace->openPlant(u":/cytoloom/demo/demo.cyplant.json"_s, name);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, Patience);
    QCOMPARE(m_window->notices()->count(), 1);
    QVERIFY(!notice().isEmpty());
    QVERIFY2(notice().contains(QFileInfo(name).fileName()), qPrintable(notice()));
    QVERIFY(!m_workspace->session());
    QVERIFY(!QApplication::activeModalWidget()); // nothing stands in the way
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("something that is no store"));
    QVERIFY(click(u"notice-button"_s)); // read and put away
    QCOMPARE(m_window->notices()->count(), 0);
}

void TestDesktop::unsavedChangesAreAskedFor()
{
    bool done = false;
    m_workspace->recipes().open(
        u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s, [&done] { done = true; });
    QTRY_VERIFY_WITH_TIMEOUT(done, Patience);
    RecipeDocument &document = m_workspace->document();
    QVERIFY(document.startNewVersion().ok());
    QVERIFY(document.isModified());
    const int version = document.recipe().version;
    // Another recipe opens beside it and asks nothing.
    done = false;
    m_workspace->recipes().open(
        u":/cytoloom/demo/msc-wharton.cyrecipe.json"_s, [&done] { done = true; });
    QTRY_VERIFY_WITH_TIMEOUT(done, Patience);
    QVERIFY(!m_window->findChild<QMessageBox *>(u"unsaved"_s));
    QVERIFY(&m_workspace->document() != &document);
    QCOMPARE(document.recipe().version, version);

    // Closing asks; Save asks for a name, writes, and only then the window goes.
    m_window->close();
    QVERIFY(m_window->isVisible());
    auto *box = m_window->findChild<QMessageBox *>(u"unsaved"_s);
    QVERIFY(box);
    QCOMPARE(&m_workspace->document(), &document); // it is on the page while it is asked about
    QTest::mouseClick(box->button(QMessageBox::Save), Qt::LeftButton);
    auto *files = m_window->findChild<QFileDialog *>();
    QVERIFY(files);
    const QString name = m_home.filePath(u"kept.cyrecipe.json"_s);
    files->selectFile(name);
    QTest::mouseClick(
        files->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), Patience);
    QVERIFY(QFile::exists(name));
    QVERIFY(!document.isModified());
    QCOMPARE(document.fileName(), name);
}

void TestDesktop::unreadableRecipeIsToldAndHarmsNothing()
{
    const QString name = m_home.filePath(u"broken.cyrecipe.json"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"schema\": \"cytoloom.recipe/1\",\n \"id\": }");
    file.close();
    bool done = false;
    m_workspace->recipes().open(
        u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s, [&done] { done = true; });
    QTRY_VERIFY_WITH_TIMEOUT(done, Patience);
    const RecipeId before = m_workspace->document().recipe().id;
    QSignalSpy failed(&m_workspace->recipes(), &RecipeDesk::failed);
    m_workspace->recipes().open(name);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, Patience);
    QCOMPARE(m_workspace->document().recipe().id, before);
    QCOMPARE(m_window->notices()->count(), 1);
}

void TestDesktop::recordFailureIsOneLastingState()
{
    waitForPlant(m_home.filePath(u"failing.sqlite"_s));
    QVERIFY(m_workspace->session());
    Engine *engine = m_workspace->session()->engine();
    const Error full(
        u"store.full"_s, {{u"file"_s, u"failing.sqlite"_s}, {u"reason"_s, u"disk full"_s}});
    for (int told = 0; told < 25; ++told)
        Q_EMIT engine->failed(full);
    QTRY_COMPARE(m_window->notices()->count(), 1);
    QVERIFY(notice().contains(u"no space left"_s));
    QVERIFY(!find(u"notice-button"_s)); // it cannot be put away
    QVERIFY(!QApplication::activeModalWidget());
    Q_EMIT engine->eventsAppended({}); // the journal takes events again
    QTRY_COMPARE(m_window->notices()->count(), 0);
}

void TestDesktop::brokenRecipeDoesNotStart()
{
    waitForPlant(m_home.filePath(u"broken.sqlite"_s));
    QVERIFY(m_workspace->session());
    MasterRecipe recipe;
    recipe.id = RecipeId(u"EMPTY-01"_s);
    recipe.status = RecipeStatus::Approved;
    BatchHeader header;
    header.id = BatchId(u"B-1"_s);
    header.identity = u"C-1"_s;
    QSignalSpy failed(&m_workspace->run(), &RunDesk::failed);
    QSignalSpy started(&m_workspace->run(), &RunDesk::started);
    m_workspace->run().start(recipe, header, 1);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, Patience);
    QCOMPARE(failed.first().first().value<Error>().code(), u"app.notValid"_s);
    QCOMPARE(started.count(), 0);
}

// What the design pages are looked at with is offered at the start, and stands in the record.
void TestDesktop::bindingAndProfileGoWithTheBatch()
{
    waitForPlant(m_home.filePath(u"bound.sqlite"_s));
    QVERIFY(m_workspace->session());
    bool open = false;
    m_workspace->recipes().open(demofiles::CarT, [&open] { open = true; });
    QVERIFY(QTest::qWaitFor([&open] { return open; }, Patience));
    m_workspace->compile().setProfile(Profile::EU);
    QSignalSpy taken(&m_workspace->compile(), &CompileDesk::bindingChanged);
    m_workspace->compile().readBinding(u":/cytoloom/demo/cart.cybinding.json"_s);
    QVERIFY(QTest::qWaitFor([&taken] { return taken.count() > 0; }, Patience));
    m_workspace->run().askStart(demofiles::CarT, {});
    const auto dialog = [this] { return m_window->findChild<StartBatchDialog *>(); };
    QVERIFY(QTest::qWaitFor([&dialog] { return dialog() != nullptr; }, Patience));
    QVERIFY(dialog()->findChild<QLabel *>(u"binding-name"_s)->text().contains(u"CART-2027-004"_s));
    QCOMPARE(dialog()->request().header.id, BatchId(u"CART-2027-004"_s));
    QVERIFY2(dialog()->problem().isEmpty(), qPrintable(dialog()->problem()));
    QSignalSpy written(m_workspace->session()->engine(), &Engine::eventsAppended);
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"start"_s), Qt::LeftButton);
    const auto find = [&written](const char *code) {
        for (const QList<QVariant> &call : written) {
            const auto events = call.first().value<QVector<JournalEvent>>();
            for (const JournalEvent &event : events) {
                if (event.code == QLatin1String(code))
                    return QString::fromUtf8(event.data.toCompactJson());
            }
        }
        return QString();
    };
    QVERIFY2(QTest::qWaitFor([&find] { return !find(event::BatchBound).isEmpty(); }, Patience),
        qPrintable(notice()));
    QVERIFY(find(event::BatchCreated).contains(u"\"profile\":\"EU\""_s));
    QVERIFY(find(event::BatchBound).contains(u"CART-2027-004"_s));
}

void TestDesktop::plantEndsWithKilledWindow()
{
    QTemporaryDir folder;
    const QString store = folder.filePath(u"store.sqlite"_s);
    QProcess window;
    window.setProcessChannelMode(QProcess::ForwardedChannels);
    window.start(QCoreApplication::applicationDirPath() + u"/cytoloom"_s, {u"--store"_s, store});
    QVERIFY(window.waitForStarted());
    const QString announce = PlantProcess::announceFileOf(store);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(announce), 2 * Patience);
    const Result<PlantProcess> plant = PlantProcess::read(announce);
    QVERIFY(plant.ok());
    QVERIFY(isAlive(plant->pid));
    ::kill(pid_t(window.processId()), SIGKILL);
    QVERIFY(window.waitForFinished());
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(plant->pid), 2 * Patience);
    QVERIFY(!QFile::exists(announce));
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
