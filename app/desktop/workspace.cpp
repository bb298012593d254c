// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/workspace.h"

#include "app/desktop/runtimebadges.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "widgets/common/topbar.h"
#include "widgets/common/welcomepage.h"
#include "widgets/devices/devicespage.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/startbatchdialog.h"
#include "widgets/records/recordspage.h"
#include "widgets/trends/trendspage.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFutureWatcher>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtCore/QTimer>
#include <QtGui/QCloseEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString DemoPlant = u":/cytoloom/demo/demo.cyplant.json"_s;
const QString DemoCarT = u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s;
const QString DemoMsc = u":/cytoloom/demo/msc-wharton.cyrecipe.json"_s;
constexpr int MostRecent = 6;

} // namespace

Workspace::Workspace(MainWindow &window, const Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_catalog(catalog)
    , m_document(catalog)
    , m_records(new RecordsDesk(*window.records(), this))
    , m_person(u"operator-03"_s)
{
    qRegisterMetaType<DeviceStatus>();
    m_window.design()->setDocument(&m_document);
    m_records->setLanguage(window.language());
    m_records->setPerson(m_person);
    m_window.topBar()->setPerson(m_person.value());
    m_window.operate()->setPerson(m_person);
    connectWindow();
    fillWelcome();
}

Workspace::~Workspace()
{
    // Pages outlive the workspace: they must not keep what it owns.
    m_window.trends()->setFeed(nullptr);
    m_window.design()->setDocument(nullptr);
    m_feed.reset();
    // A plant with a batch in it stays: the next start takes both up again.
    if (m_session && !isBatchOpen())
        m_session->endPlant();
}

QString Workspace::defaultStore()
{
    const QString folder
        = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/cytoloom"_s;
    QDir().mkpath(folder);
    return folder + u"/demo.sqlite"_s;
}

void Workspace::connectWindow()
{
    OperatePage *operate = m_window.operate();
    connect(operate, &OperatePage::command, this,
        [this](const ElementId &element, ProceduralCommand command, const QString &reason) {
            if (m_session)
                m_session->post([=, person = m_person](Engine &engine) {
                    engine.command(element, command, reason, person);
                });
        });
    connect(operate, &OperatePage::answer, this, [this](PromptAnswer answer) {
        if (answer.person.isEmpty())
            answer.person = m_person;
        if (m_session)
            m_session->post([answer](Engine &engine) { engine.answer(answer); });
    });
    connect(operate, &OperatePage::acknowledge, this,
        [this](const QString &alarm, const QString &comment) {
            if (m_session)
                m_session->post([=, person = m_person](Engine &engine) {
                    engine.acknowledge(alarm, comment, person);
                });
        });
    connect(operate, &OperatePage::sign, this,
        [this](const ElementId &element, SignatureMeaning meaning, const QString &role) {
            if (m_session)
                m_session->post([=, person = m_person](Engine &engine) {
                    engine.sign(element, meaning, role, person);
                });
        });
    connect(operate, &OperatePage::startBatchRequested, this, &Workspace::askStartBatch);
    const auto showTrend = [this](const TagId &tag) {
        m_window.trends()->showTag(tag);
        m_window.showPage(PageId::Trends);
    };
    connect(operate, &OperatePage::trendRequested, this, showTrend);
    connect(m_window.devices(), &DevicesPage::trendRequested, this, showTrend);
    connect(m_window.operateGraph(), &GraphView::elementClicked, operate, &OperatePage::showStep);
    connect(m_window.design(), &DesignPage::saveRequested, this, &Workspace::saveRecipe);
    connect(m_window.welcome(), &WelcomePage::cardChosen, this, &Workspace::chooseCard);
    connect(m_window.welcome(), &WelcomePage::fileChosen, this, [this](const QString &file) {
        if (openRecipe(file))
            m_window.showPage(PageId::Design);
    });
    connect(m_window.welcome(), &WelcomePage::openRequested, this, [this] {
        const QString file = QFileDialog::getOpenFileName(
            &m_window, tr("Open a recipe"), {}, tr("Recipes (*.cyrecipe.json)"));
        if (!file.isEmpty() && openRecipe(file))
            m_window.showPage(PageId::Design);
    });
    connect(m_window.welcome(), &WelcomePage::newRecipeRequested, this, [this] {
        MasterRecipe recipe;
        recipe.id = RecipeId(u"NEW-01"_s);
        recipe.name = {u"New process"_s, u"新工艺"_s};
        recipe.product = {u"New product"_s, u"新产品"_s};
        m_document.setRecipe(recipe);
        m_window.showPage(PageId::Design);
    });
    connect(&m_window, &MainWindow::languageChanged, this, [this](Language language) {
        m_records->setLanguage(language);
        QSettings().setValue(u"language"_s, language == Language::Zh ? u"zh"_s : u"en"_s);
        showRuntime(m_view);
    });
    connect(&m_window, &MainWindow::pageShown, this, [this](PageId page) {
        if (page == PageId::Records)
            m_records->refresh();
    });
    connect(&m_window, &MainWindow::closing, this, &Workspace::close);
    connect(m_records, &RecordsDesk::batchRead, this, &Workspace::showHistory);
    connect(new QShortcut(QKeySequence::Save, &m_window), &QShortcut::activated, this,
        &Workspace::saveRecipe);
}

void Workspace::fillWelcome()
{
    m_window.welcome()->setCards({
        {u"cart"_s, u"run"_s, {u"CAR-T on the demo plant"_s, u"在示范车间运行 CAR-T"_s},
            {u"Autologous lentiviral CAR-T, closed, about 12 days: opens the recipe and the simulated plant."_s,
                u"自体慢病毒 CAR-T，密闭，约 12 天：打开工艺和模拟车间。"_s},
            {u"13 units · Modbus TCP, RTU, MT-SICS"_s, u"13 个单元 · Modbus TCP、RTU、MT-SICS"_s}},
        {u"msc"_s, u"run"_s,
            {u"Wharton's-jelly MSC on the demo plant"_s, u"在示范车间运行华通氏胶 MSC"_s},
            {u"Expansion with passages, harvest, fill, bank: opens the recipe and the simulated plant."_s,
                u"传代扩增、收获、分装、建库：打开工艺和模拟车间。"_s},
            {u"13 units · about 10 days"_s, u"13 个单元 · 约 10 天"_s}},
    });
    QVector<RecentFile> files;
    for (const QString &path : QSettings().value(u"recent"_s).toStringList())
        files.append({path, {QFileInfo(path).fileName(), QFileInfo(path).fileName()},
            utcFromMs(QFileInfo(path).lastModified().toMSecsSinceEpoch())});
    m_window.welcome()->setRecentFiles(files);
}

void Workspace::chooseCard(const QString &id)
{
    if (!openRecipe(id == "msc"_L1 ? DemoMsc : DemoCarT))
        return;
    m_window.showPage(PageId::Design);
    if (!m_session && !m_opening)
        openPlant(DemoPlant, defaultStore());
}

bool Workspace::openRecipe(const QString &fileName)
{
    if (const Result<void> opened = m_document.open(fileName); !opened) {
        report(opened.error());
        return false;
    }
    QTimer::singleShot(0, m_window.design(), [view = m_window.design()->view()] { view->fit(); });
    if (!fileName.startsWith(u':')) {
        QStringList recent = QSettings().value(u"recent"_s).toStringList();
        recent.removeAll(fileName);
        recent.prepend(fileName);
        QSettings().setValue(
            u"recent"_s, QStringList(recent.first(std::min<qsizetype>(MostRecent, recent.size()))));
    }
    return true;
}

void Workspace::saveRecipe()
{
    QString fileName = m_document.fileName();
    if (fileName.isEmpty() || fileName.startsWith(u':'))
        fileName = QFileDialog::getSaveFileName(&m_window, tr("Save the recipe"),
            m_document.recipe().id.value().toLower() + u".cyrecipe.json"_s,
            tr("Recipes (*.cyrecipe.json)"));
    if (fileName.isEmpty())
        return;
    if (const Result<void> saved = m_document.saveAs(fileName); !saved)
        report(saved.error());
}

void Workspace::openPlant(const QString &plantFile, const QString &storeFile)
{
    m_opening = true;
    m_plantFile = plantFile;
    Session::Options options;
    options.plantFile = plantFile;
    options.storeFile = storeFile;
    options.simulate = true; // refused below for a real plant, which needs none
    options.attach = true; // where a batch was cut off, its plant may still be there
    options.answerer = m_answerer;
    if (const Result<Plant> plant = readPlantFile(plantFile))
        options.simulate = plant->simulated;
    using Prepared = std::shared_ptr<Result<Session::Parts>>;
    auto *watcher = new QFutureWatcher<Prepared>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_opening = false;
        Result<Session::Parts> &parts = *watcher->result();
        if (!parts) {
            report(parts.error());
            Q_EMIT openFailed(parts.error());
            return;
        }
        m_session = std::make_unique<Session>(std::move(*parts));
        connectSession();
        m_session->start();
    });
    watcher->setFuture(QtConcurrent::run(
        [options] { return std::make_shared<Result<Session::Parts>>(Session::prepare(options)); }));
}

void Workspace::connectSession()
{
    const Plant &plant = m_session->plant();
    m_window.topBar()->setPlant(plant.name, QFileInfo(m_session->store().fileName()).fileName());
    m_window.topBar()->setSimulated(m_session->isSimulated());
    m_window.design()->setPlant(plant);
    m_window.operate()->setPlant(plant);
    m_window.devices()->setPlant(plant);
    followSteps({});
    m_feed = std::make_unique<ThreadedTrendFeed>(
        [store = m_session->sharedStore()] { return store->openTrends(); });
    m_window.trends()->setFeed(m_feed.get());
    m_records->setStore(m_session->sharedStore(), m_plantFile);

    Engine *engine = m_session->engine();
    connect(engine, &Engine::started, this, [this] {
        takeUpBatch();
        Q_EMIT opened();
    });
    connect(engine, &Engine::viewChanged, this, &Workspace::showView);
    connect(engine, &Engine::deviceChanged, m_window.devices(), &DevicesPage::deviceChanged);
    connect(engine, &Engine::eventsAppended, m_window.records(), &RecordsPage::appendEvents);
    connect(engine, &Engine::refused, this,
        [this](const Error &error) { m_window.operate()->showRefusal(error); });
    connect(engine, &Engine::failed, this, &Workspace::report);
    connect(engine, &Engine::batchFinished, this, [this] { m_records->refresh(); });
}

bool Workspace::isBatchOpen() const
{
    return !m_view.state.control.header.id.isEmpty() && !isFinal(m_view.state.state)
        && m_view.state.state != ProceduralState::Idle;
}

void Workspace::takeUpBatch()
{
    // After a crash: everything that was active comes up Held, and a person decides.
    const BatchId batch = m_session->openBatch();
    if (batch.isEmpty())
        return;
    m_session->post([batch](Engine &engine) { engine.recoverBatch(batch); });
    m_window.showPage(PageId::Operate);
}

void Workspace::askStartBatch()
{
    if (!m_session) {
        openPlant(DemoPlant, defaultStore());
        return;
    }
    QVector<RecipeChoice> choices;
    QHash<QString, MasterRecipe> recipes;
    for (const QString &file : {DemoCarT, DemoMsc, m_document.fileName()}) {
        if (file.isEmpty() || recipes.contains(file))
            continue;
        const Result<MasterRecipe> recipe = readRecipeFile(file);
        if (!recipe)
            continue;
        recipes.insert(file, *recipe);
        const bool usable
            = recipe->status == RecipeStatus::Approved || recipe->status == RecipeStatus::Effective;
        choices.append({file, recipe->name, recipe->product, u"v%1"_s.arg(recipe->version),
            usable ? QString() : tr("Only an approved recipe can run.")});
    }
    StartBatchDialog dialog(
        m_window.theme(), choices, m_session->isSimulated(), m_window.language(), &m_window);
    dialog.setSuggestedBatch(u"B"_s + QDateTime::currentDateTimeUtc().toString(u"yyMMdd-HHmm"_s));
    dialog.setSuggestedIdentity(u"C-7K42-09"_s);
    connect(
        &dialog, &StartBatchDialog::startRequested, this, [&](const StartBatchRequest &request) {
            startBatch(recipes[request.recipe], request.header, request.speed);
        });
    dialog.exec();
}

void Workspace::startBatch(const MasterRecipe &recipe, const BatchHeader &header, double speed)
{
    BatchHeader complete = header;
    complete.simulated = m_session->isSimulated();
    const Result<ControlRecipe> control = ControlRecipe::make(recipe, m_session->plant(), complete);
    if (!control) {
        report(control.error());
        return;
    }
    m_session->post([control = *control, speed, person = m_person](Engine &engine) {
        engine.setSpeed(speed);
        engine.createBatch(control);
        engine.command(ElementId(), ProceduralCommand::Start, {}, person);
    });
    m_window.showPage(PageId::Operate);
}

void Workspace::showView(const LiveView &view)
{
    m_view = view;
    m_window.topBar()->setBatch(view.state.control.header);
    m_window.topBar()->setAlarms(view.alarms);
    m_window.topBar()->setTime(view.now);
    m_window.rail()->setBadge(PageId::Operate, int(view.state.prompts.size()));
    OperatePage *operate = m_window.operate();
    operate->setBatch(view.state);
    operate->setOperatorView(view.operatorView);
    operate->setAlarms(view.alarms);
    operate->addSamples(view.changed);
    operate->setTime(view.now);
    m_window.trends()->addSamples(view.changed);
    m_window.trends()->setTime(view.now);
    m_window.devices()->addSamples(view.changed);
    m_window.devices()->setTime(view.now);
    followSteps(view.operatorView);
    showRuntime(view);
    Q_EMIT viewShown();
}

void Workspace::followSteps(const OperatorView &view)
{
    // Limits are those of the steps under way; what is shown follows them until a person chooses.
    QHash<TagId, OperatorView::Live> live;
    QVector<TagId> wanted;
    for (const OperatorView::Step &step : view.current) {
        for (const OperatorView::Live &value : step.live) {
            if (!value.tag.isEmpty() && !live.contains(value.tag) && wanted.size() < 4)
                wanted << value.tag;
            live.insert(value.tag, value);
        }
    }
    if (wanted == m_followed && !m_followed.isEmpty())
        return;
    QVector<TrendTag> tags;
    for (const TagDefinition &tag : m_session->plant().allTags()) {
        const OperatorView::Live limits = live.value(tag.id);
        tags.append(
            {tag.id, tag.name, tag.unit.symbol(), limits.alert, limits.action, tag.display});
    }
    const bool untouched = m_window.trends()->shownTags() == m_followed;
    m_window.trends()->setTags(tags);
    if (untouched && !wanted.isEmpty()) {
        m_window.trends()->setShownTags(wanted);
        m_followed = wanted;
    }
}

void Workspace::showRuntime(const LiveView &view)
{
    if (view.state.control.header.id.isEmpty())
        return;
    if (m_shownRecipe != view.state.control.recipeHash) {
        m_shownRecipe = view.state.control.recipeHash;
        m_window.operateGraph()->setRecipe(view.state.control.recipe);
        m_window.operateGraph()->fit();
    }
    m_window.operateGraph()->setRuntime(runtimeBadges(view, m_window.language()));
}

void Workspace::showHistory(const QVector<JournalEvent> &events)
{
    const BatchState state = BatchState::fold(events);
    const Procedure &procedure = state.control.recipe.procedure;
    QVector<PhaseBand> bands;
    QVector<TrendFlag> flags;
    for (auto it = state.elements.cbegin(); it != state.elements.cend(); ++it) {
        const Element *element = procedure.element(it.key());
        if (element && element->kind == ElementKind::UnitProcedure && it->started != UtcTime {})
            bands.append({element->name, it->started, it->ended});
    }
    for (const JournalEvent &event : events) {
        const Element *element = procedure.element(event.element);
        const LocalizedText name = element ? element->name : LocalizedText {event.code, event.code};
        if (event.code == QLatin1String(event::AlarmRaised))
            flags.append({event.time, name, int(eventdata::number(event.data, u"priority", 3))});
        else if (event.code == QLatin1String(event::GateDecided))
            flags.append({event.time, name, 0});
    }
    m_window.trends()->setBatch(state.started, state.ended, bands, flags);
}

void Workspace::report(const Error &error)
{
    QMessageBox box(QMessageBox::Warning, u"Cytoloom"_s,
        MessageCatalog::shipped().text(error.message, m_window.language()), QMessageBox::Ok,
        &m_window);
    QString details = MessageCatalog::shipped().remedy(error.message, m_window.language());
    if (!error.place.file.isEmpty())
        details
            += u"\n%1:%2 %3"_s.arg(error.place.file).arg(error.place.line).arg(error.place.path);
    box.setInformativeText(details);
    box.exec();
}

void Workspace::close(QCloseEvent *event)
{
    if (m_session && isBatchOpen()
        && QMessageBox::question(&m_window, u"Cytoloom"_s,
               tr("Batch %1 is running. If you close the window, its devices go to their safe "
                  "state; the "
                  "batch can be taken up again. Close?")
                   .arg(m_view.state.control.header.id.value()))
            != QMessageBox::Yes) {
        event->ignore();
        return;
    }
    if (m_document.isModified()) {
        const auto answer = QMessageBox::question(&m_window, u"Cytoloom"_s,
            tr("The recipe has changes that are not saved."),
            QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
        if (answer == QMessageBox::Save)
            saveRecipe();
        if (answer == QMessageBox::Cancel
            || (answer == QMessageBox::Save && m_document.isModified()))
            event->ignore();
    }
}

} // namespace cytoloom
