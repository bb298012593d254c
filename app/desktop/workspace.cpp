// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/workspace.h"

#include "app/desktop/demofiles.h"
#include "app/desktop/pool.h"
#include "processgraph/foundation/savefile.h"
#include "widgets/alarms/alarmpanel.h"
#include "widgets/common/noticebar.h"
#include "widgets/common/topbar.h"
#include "widgets/devices/devicespage.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/inspector/inspector.h"
#include "widgets/operation/operatepage.h"
#include "widgets/records/recordspage.h"
#include "widgets/trends/trendspage.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtGui/QCloseEvent>
#include <QtWidgets/QMessageBox>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString Opening = u"plant.opening"_s;
const QString Failed = u"plant.failed"_s;

QString namesOf(const QVector<BatchId> &batches)
{
    QStringList names;
    for (const BatchId &batch : batches)
        names << batch.value();
    return names.join(u", "_s);
}

/// Blocks for up to some seconds: files, store, and the process of the simulated plant.
Result<Session::Parts> prepare(Session::Options options)
{
    QDir().mkpath(QFileInfo(options.storeFile).absolutePath());
    const Result<Plant> plant = readPlantFile(options.plantFile);
    if (!plant)
        return plant.error();
    options.simulate = plant->simulated; // a real plant needs no simulation
    return Session::prepare(options);
}

} // namespace

Workspace::Workspace(MainWindow &window, const Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_recipes(new RecipeDesk(window, catalog, this))
    , m_versions(new VersionDesk(window, *m_recipes, m_clock, this))
    , m_library(new LibraryDesk(window, *m_recipes, this))
    , m_proof(new ProofDesk(window, *m_recipes, m_clock, this))
    , m_compile(new CompileDesk(window, *m_recipes, this))
    , m_exchange(new ExchangeDesk(window, *m_recipes, this))
    , m_riskColours(new RiskColours(window, *m_recipes, this))
    , m_run(new RunDesk(window, this))
    , m_records(new RecordsDesk(*window.records(), this))
    , m_past(new PastDesk(this))
    , m_live(new LiveDisplay(window, this))
    , m_operation(new OperateDesk(window, *m_live, this))
{
    qRegisterMetaType<DeviceStatus>();
    m_records->setLanguage(window.language());
    m_records->setPerson(m_run->person());
    m_versions->setPerson(m_run->person());
    m_proof->setPerson(m_run->person());
    window.design()->inspector()->setPastBatches(m_past);
    connectWindow();
}

Workspace::~Workspace()
{
    // Pages outlive the workspace: they must not keep what it owns.
    m_window.trends()->setFeed(nullptr);
    m_run->setSession(nullptr);
    m_feed.reset();
    // A plant with a batch in it stays for a while: the next start takes both up again.
    if (m_session && m_live->openBatches().isEmpty())
        m_session->endPlant();
}

QString Workspace::defaultStore()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/cytoloom/demo.sqlite"_s;
}

void Workspace::connectWindow()
{
    const auto showTrend = [this](const TagId &tag) {
        m_window.trends()->showTag(tag);
        m_window.showPage(PageId::Trends);
    };
    OperatePage *operate = m_window.operate();
    connect(operate, &OperatePage::trendRequested, this, showTrend);
    connect(m_window.devices(), &DevicesPage::trendRequested, this, showTrend);
    connect(m_window.alarms(), &AlarmPanel::trendRequested, this, showTrend);
    const auto showStep = [this, operate](const ElementId &element) {
        m_window.showPage(PageId::Operate);
        operate->showStep(element);
    };
    connect(m_window.operateGraph(), &GraphView::elementClicked, this, showStep);
    connect(m_recipes, &RecipeDesk::cardChosen, this, &Workspace::chooseCard);
    connect(m_compile, &CompileDesk::bindingChanged, m_run, &RunDesk::setBinding);
    connect(m_run, &RunDesk::startAsked, this, &Workspace::askStart);
    connect(m_run, &RunDesk::personChanged, m_records, &RecordsDesk::setPerson);
    connect(m_run, &RunDesk::personChanged, m_versions, &VersionDesk::setPerson);
    connect(m_run, &RunDesk::personChanged, m_proof, &ProofDesk::setPerson);
    connect(&m_window, &MainWindow::languageChanged, this, [this](Language language) {
        m_records->setLanguage(language);
        QSettings().setValue(u"language"_s, language == Language::Zh ? u"zh"_s : u"en"_s);
    });
    connect(&m_window, &MainWindow::pageShown, this, [this](PageId page) {
        if (page == PageId::Records)
            m_records->refresh();
        else if (page == PageId::Design)
            m_past->refresh();
    });
    connect(m_window.trends(), &TrendsPage::exportRequested, this, &Workspace::writeFile);
    connect(&m_window, &MainWindow::closing, this, &Workspace::close);
    connect(m_records, &RecordsDesk::batchRead, m_live, &LiveDisplay::showHistory);
    connect(m_operation, &OperateDesk::startAsked, this, &Workspace::askStart);
    connect(m_run, &RunDesk::personChanged, m_operation, &OperateDesk::setPerson);
    m_operation->setPerson(m_run->person());
    connect(m_live, &LiveDisplay::batchShown, this, [this](const BatchId &batch) {
        m_run->setBatch(batch);
        if (m_session)
            m_session->post([batch](Engine &engine) { engine.setFocus(batch); });
    });
    connect(m_window.notices(), &NoticeBar::cancelRequested, this, [this](const QString &key) {
        if (key == Opening)
            m_opening = 0; // what comes of it is put away again
    });
}

void Workspace::writeFile(const QString &fileName, const QByteArray &bytes)
{
    const QString key = u"export."_s + fileName;
    inPool(
        this,
        [fileName, bytes] {
            const Result<void> saved = saveFile(fileName, bytes);
            return saved ? Error(u"app.exported"_s, {{u"file"_s, fileName}}) : saved.error();
        },
        [this, key](const Error &outcome) {
            const bool good = outcome.code() == "app.exported"_L1;
            m_window.notices()->set(key, good ? NoticeLevel::Info : NoticeLevel::Error, outcome);
        });
}

void Workspace::chooseCard(const QString &id)
{
    if (id == "plant"_L1) {
        m_window.showPage(PageId::Devices);
        openPlant(demofiles::Plant, defaultStore());
        return;
    }
    m_recipes->open(id == "msc"_L1 ? demofiles::Msc : demofiles::CarT, [this] {
        m_window.showPage(PageId::Design);
        if (!m_session && m_opening == 0)
            openPlant(demofiles::Plant, defaultStore());
    });
}

void Workspace::openPlant(const QString &plantFile, const QString &storeFile)
{
    if (m_session || m_opening != 0)
        return;
    const int request = ++m_requests;
    m_opening = request;
    m_plantFile = plantFile;
    Session::Options options;
    options.plantFile = plantFile;
    options.storeFile = storeFile.isEmpty() ? defaultStore() : storeFile;
    options.attach = true; // where a batch was cut off, its plant may still be there
    options.answerer = m_answerer;
    m_window.notices()->clear(Failed);
    m_window.notices()->setBusy(
        Opening, [] { return tr("Opening the store and connecting the plant…"); }, true);
    using Prepared = std::shared_ptr<Result<Session::Parts>>;
    inPool(
        this, [options] { return std::make_shared<Result<Session::Parts>>(prepare(options)); },
        [this, request, storeFile = options.storeFile](const Prepared &parts) {
            if (request != m_opening) {
                // Given up meanwhile: nothing of it may stay behind.
                if (*parts && (*parts)->process)
                    (*parts)->process->stop(PlantProcess::announceFileOf(storeFile));
                return;
            }
            m_opening = 0;
            m_window.notices()->clear(Opening);
            if (!*parts) {
                m_startWanted = false;
                m_window.notices()->set(Failed, NoticeLevel::Error, parts->error());
                Q_EMIT openFailed(parts->error());
                return;
            }
            // The cells went with their plant: the batch can be looked at and ended, not resumed.
            if ((*parts)->freshPlant && !(*parts)->openBatches.isEmpty())
                m_window.notices()->set(Failed, NoticeLevel::Warning,
                    Error(
                        u"app.plantGone"_s, {{u"batch"_s, (*parts)->openBatches.first().value()}}));
            m_session = std::make_unique<Session>(std::move(**parts));
            connectSession();
            m_session->start();
        });
}

void Workspace::connectSession()
{
    const Plant &plant = m_session->plant();
    m_window.topBar()->setPlant(plant.name, QFileInfo(m_session->store().fileName()).fileName());
    m_window.topBar()->setSimulated(m_session->isSimulated());
    m_window.design()->setPlant(plant);
    m_compile->setPlant(plant);
    m_window.operate()->setPlant(plant);
    m_window.devices()->setPlant(plant);
    m_live->setPlant(plant);
    m_feed = std::make_unique<ThreadedTrendFeed>(
        [store = m_session->sharedStore()] { return store->openTrends(); });
    m_window.trends()->setFeed(m_feed.get());
    m_records->setStore(m_session->sharedStore(), m_plantFile);
    m_past->setStore(m_session->sharedStore(), plant);
    m_run->setSession(m_session.get());

    const Engine *engine = m_session->engine();
    connect(engine, &Engine::started, this, [this] {
        takeUpBatch();
        if (std::exchange(m_startWanted, false))
            askStart();
        Q_EMIT opened();
    });
    connect(engine, &Engine::viewChanged, m_live, &LiveDisplay::show);
    m_operation->setSession(m_session.get()); // after the display: it asks which batch is in front
    connect(engine, &Engine::eventsAppended, m_live, &LiveDisplay::addEvents);
    connect(engine, &Engine::deviceChanged, m_window.devices(), &DevicesPage::deviceChanged);
    connect(engine, &Engine::eventsAppended, m_window.records(), &RecordsPage::appendEvents);
    connect(engine, &Engine::batchFinished, this, [this] { m_records->refresh(); });
}

void Workspace::takeUpBatch()
{
    // After a crash: everything that was active comes up Held, and a person decides.
    const QVector<BatchId> batches = m_session->openBatches();
    if (batches.isEmpty())
        return;
    m_session->post([batches](Engine &engine) {
        for (const BatchId &batch : batches)
            engine.recoverBatch(batch);
    });
    m_window.showPage(PageId::Operate);
}

void Workspace::askStart()
{
    if (!m_session) {
        m_startWanted = true;
        openPlant(demofiles::Plant, defaultStore());
        return;
    }
    m_run->askStart(m_recipes->document().fileName(), m_window.records()->batchNumbers());
}

void Workspace::close(QCloseEvent *event)
{
    if (m_closeAnyway)
        return;
    const QVector<BatchId> open = m_live->openBatches();
    if (m_session && !open.isEmpty()) {
        event->ignore();
        auto *box = new QMessageBox(QMessageBox::Question, u"Cytoloom"_s,
            tr("%n batch(es) are running: %1. If you close the window, the devices go to their "
               "safe "
               "state; the batches can be taken up again. Close?",
                nullptr, int(open.size()))
                .arg(namesOf(open)),
            QMessageBox::Yes | QMessageBox::No, &m_window);
        box->setDefaultButton(QMessageBox::No);
        box->setAttribute(Qt::WA_DeleteOnClose);
        connect(box, &QMessageBox::finished, this, [this](int answer) {
            if (answer == QMessageBox::Yes)
                m_recipes->afterAskingAboutChanges([this] {
                    m_closeAnyway = true;
                    m_window.close();
                });
        });
        box->open();
        return;
    }
    if (m_recipes->hasChanges()) {
        event->ignore(); // it closes once the file is on the disk
        m_recipes->afterAskingAboutChanges([this] {
            m_closeAnyway = true;
            m_window.close();
        });
    }
}

} // namespace cytoloom
