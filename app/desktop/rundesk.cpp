// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/rundesk.h"

#include "app/desktop/demofiles.h"
#include "app/desktop/mainwindow.h"
#include "app/desktop/pool.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/validator.h"
#include "widgets/alarms/alarmpanel.h"
#include "widgets/common/filedialogs.h"
#include "widgets/common/noticebar.h"
#include "widgets/common/persondialog.h"
#include "widgets/common/topbar.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/validationrunner.h"
#include "widgets/operation/operatepage.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtWidgets/QFileDialog>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString JournalDown = u"record.journal"_s;
const QString SamplesLost = u"record.samples"_s;
const QString Starting = u"batch.starting"_s;
const QString NotStarted = u"batch.notStarted"_s;
constexpr int SamplesQuietMs = 5000;

bool isOfStore(const Error &error)
{
    return error.code().startsWith("store."_L1);
}

/// What the command line says, too: with a rule that is broken there is no batch.
std::optional<Error> firstError(const ValidationInput &input, Language language)
{
    const QVector<Finding> findings = validate(input, Catalog::shipped());
    for (const Finding &finding : findings) {
        if (finding.severity == Severity::Error)
            return Error(u"app.notValid"_s,
                {{u"rule"_s, finding.rule},
                    {u"finding"_s, MessageCatalog::shipped().text(finding.message, language)},
                    {u"count"_s, QString::number(findings.size())}});
    }
    return {};
}

} // namespace

RunDesk::RunDesk(MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_window(window)
{
    m_samplesWork.setSingleShot(true);
    m_samplesWork.setInterval(SamplesQuietMs);
    connect(
        &m_samplesWork, &QTimer::timeout, this, [this] { m_window.notices()->clear(SamplesLost); });
    connectWindow();
    setPerson(PersonId(QSettings().value(u"person"_s, u"operator-03"_s).toString()));
}

void RunDesk::connectWindow()
{
    OperatePage *operate = m_window.operate();
    connect(operate, &OperatePage::command, this,
        [this](const ElementId &element, ProceduralCommand command, const QString &reason) {
            if (m_session)
                m_session->post([=, batch = m_batch, person = m_person](Engine &engine) {
                    engine.command(batch, element, command, reason, person);
                });
        });
    connect(operate, &OperatePage::answer, this, [this](PromptAnswer answer) {
        if (answer.person.isEmpty())
            answer.person = m_person;
        if (answer.batch.isEmpty())
            answer.batch = m_batch;
        if (m_session)
            m_session->post([answer](Engine &engine) { engine.answer(answer); });
    });
    connect(operate, &OperatePage::sign, this,
        [this](const ElementId &element, SignatureMeaning meaning, const QString &role) {
            if (m_session)
                m_session->post([=, batch = m_batch, person = m_person](Engine &engine) {
                    engine.sign(batch, element, meaning, role, person);
                });
        });
    const auto acknowledge = [this](const QString &alarm, const QString &comment) {
        if (m_session)
            m_session->post([=, person = m_person](
                                Engine &engine) { engine.acknowledge(alarm, comment, person); });
    };
    connect(operate, &OperatePage::acknowledge, this, acknowledge);
    connect(m_window.alarms(), &AlarmPanel::acknowledge, this, acknowledge);
    connect(m_window.alarms(), &AlarmPanel::ordered, this, [this](AlarmOrder order) {
        order.person = m_person;
        if (m_session)
            m_session->post([order](Engine &engine) { engine.orderAlarm(order); });
    });
    connect(operate, &OperatePage::startBatchRequested, this, &RunDesk::startAsked);
    connect(m_window.topBar(), &TopBar::personRequested, this, &RunDesk::askPerson);
}

void RunDesk::setSession(Session *session)
{
    if (m_session)
        m_session->engine()->disconnect(this);
    m_session = session;
    if (!session)
        return;
    const Engine *engine = session->engine();
    connect(engine, &Engine::refused, this, &RunDesk::refused);
    connect(engine, &Engine::failed, this, [this](const Error &error) {
        if (isOfStore(error))
            recordFailed(error);
        else
            m_window.notices()->set(u"engine."_s + error.code(), NoticeLevel::Error, error, true);
    });
    connect(engine, &Engine::eventsAppended, this, &RunDesk::recordWorks);
    connect(engine, &Engine::eventsAppended, this, &RunDesk::showWarnings);
}

void RunDesk::recordFailed(const Error &error)
{
    m_window.notices()->clear(SamplesLost);
    m_window.notices()->set(JournalDown, NoticeLevel::Error, error, true);
    m_window.operate()->setRecordFailure(error);
}

void RunDesk::recordWorks()
{
    if (!m_window.notices()->contains(JournalDown))
        return;
    m_window.notices()->clear(JournalDown);
    m_window.operate()->setRecordFailure({});
}

/// What the runtime rules only warn of stops nothing, but somebody must see it. What they refuse
/// is a question on the Operate page.
void RunDesk::showWarnings(const QVector<JournalEvent> &events)
{
    for (const JournalEvent &event : events) {
        if (event.code != QLatin1String(event::RuleWarned))
            continue;
        const QVector<Message> findings = eventdata::messages(event.data, u"findings");
        for (const Message &finding : findings)
            m_window.notices()->set(
                u"rule."_s + finding.code, NoticeLevel::Warning, Error(finding.code, finding.args));
    }
}

void RunDesk::refused(const Error &error)
{
    if (!isOfStore(error)) {
        m_window.operate()->showRefusal(error);
        return;
    }
    if (m_window.notices()->contains(JournalDown))
        return; // one disk, one notice
    // Told once per round of polls for as long as it lasts.
    m_window.notices()->set(SamplesLost, NoticeLevel::Error, error, true);
    m_samplesWork.start();
}

void RunDesk::setPerson(const PersonId &person)
{
    m_person = person;
    m_window.topBar()->setPerson(person.value());
    m_window.operate()->setPerson(person);
    Q_EMIT personChanged(person);
}

void RunDesk::askPerson()
{
    QStringList known = QSettings().value(u"persons"_s).toStringList();
    for (const QString &name :
        {u"operator-03"_s, u"operator-04"_s, u"qa-01"_s, u"qc-01"_s, u"qp-01"_s}) {
        if (known.size() < 8 && !known.contains(name))
            known << name;
    }
    auto *dialog = new PersonDialog(m_window.theme(), known, m_person.value(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PersonDialog::chosen, this, [this, known](const QString &name) {
        QStringList names = known;
        names.removeAll(name);
        names.prepend(name);
        QSettings().setValue(
            u"persons"_s, QStringList(names.first(std::min(8, int(names.size())))));
        QSettings().setValue(u"person"_s, name);
        setPerson(PersonId(name));
    });
    dialog->open();
}

void RunDesk::askStart(const QString &drawnFile, const QStringList &usedBatches)
{
    struct Choices
    {
        QHash<QString, MasterRecipe> recipes;
        QVector<RecipeChoice> list;
    };
    const QString notApproved = tr("Only an approved recipe can run.");
    inPool(
        this,
        [drawnFile, notApproved] {
            Choices choices;
            for (const QString &file : {drawnFile, demofiles::CarT, demofiles::Msc}) {
                if (file.isEmpty() || choices.recipes.contains(file))
                    continue;
                const Result<MasterRecipe> recipe = readRecipeFile(file);
                if (!recipe)
                    continue;
                choices.recipes.insert(file, *recipe);
                const bool usable = recipe->status == RecipeStatus::Approved
                    || recipe->status == RecipeStatus::Effective;
                choices.list.append(
                    {file, recipe->name, recipe->product, u"v%1"_s.arg(recipe->version),
                        usable ? QString() : notApproved, recipe->id, recipe->version});
            }
            return choices;
        },
        [this, usedBatches](const Choices &choices) {
            if (m_session)
                showStartDialog(choices.recipes, choices.list, usedBatches);
        });
}

void RunDesk::showStartDialog(const QHash<QString, MasterRecipe> &recipes,
    const QVector<RecipeChoice> &choices, const QStringList &used)
{
    auto *dialog = new StartBatchDialog(
        m_window.theme(), choices, m_session->isSimulated(), m_window.language(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setUsedBatches(used);
    dialog->setSuggestedBatch(u"B"_s + QDateTime::currentDateTimeUtc().toString(u"yyMMdd-HHmm"_s));
    if (m_session->isSimulated())
        dialog->setSuggestedIdentity(u"C-7K42-09"_s); // never suggested where it could be a patient
    connect(dialog, &StartBatchDialog::startRequested, this,
        [this, recipes](const StartBatchRequest &request) {
            BatchHeader header = request.header;
            header.profile = m_window.design()->validation()->profile();
            start(recipes.value(request.recipe), header, request.speed, request.binding);
        });
    connect(
        dialog, &StartBatchDialog::bindingRequested, this, [this, dialog] { askBinding(*dialog); });
    // What the design pages are looked at with, where it is of a recipe that can be chosen here.
    const bool offered = m_binding
        && std::any_of(choices.begin(), choices.end(), [this](const RecipeChoice &each) {
               return each.unusable.isEmpty() && each.recipe == m_binding->recipe
                   && each.recipeVersion == m_binding->recipeVersion;
           });
    if (offered)
        dialog->setBinding(m_bindingName, m_binding);
    dialog->open();
}

void RunDesk::setBinding(const QString &name, const std::optional<BatchBinding> &binding)
{
    m_bindingName = name;
    m_binding = binding;
}

void RunDesk::askBinding(StartBatchDialog &dialog)
{
    QFileDialog *files = filedialogs::forOpening(
        &dialog, tr("Batch binding"), tr("Batch bindings (*.cybinding.json)"));
    connect(files, &QFileDialog::fileSelected, this,
        [this, asking = QPointer(&dialog)](const QString &fileName) {
            inPool(
                this, [fileName] { return readBindingFile(fileName); },
                [this, asking, fileName](const Result<BatchBinding> &binding) {
                    if (!asking)
                        return;
                    if (binding)
                        asking->setBinding(QFileInfo(fileName).fileName(), *binding);
                    else
                        asking->setBindingRefused(
                            MessageCatalog::shipped().text(binding.error(), m_window.language()));
                });
        });
    files->open();
}

void RunDesk::start(const MasterRecipe &recipe, const BatchHeader &header, double speed,
    const std::optional<BatchBinding> &binding)
{
    if (!m_session)
        return;
    BatchHeader complete = header;
    complete.simulated = m_session->isSimulated();
    m_window.notices()->clear(NotStarted);
    m_window.notices()->setBusy(
        Starting, [] { return tr("Checking the recipe against the plant…"); }, false);
    inPool(
        this,
        [recipe, plant = m_session->plant(), complete, binding,
            language = m_window.language()]() -> Result<ControlRecipe> {
            ValidationInput input;
            input.recipe = recipe;
            input.plant = plant;
            input.profile = complete.profile;
            input.binding = binding;
            if (const std::optional<Error> broken = firstError(input, language))
                return *broken;
            return ControlRecipe::make(recipe, plant, complete);
        },
        [this, speed, binding](const Result<ControlRecipe> &control) {
            m_window.notices()->clear(Starting);
            if (!control) {
                m_window.notices()->set(NotStarted, NoticeLevel::Error, control.error());
                Q_EMIT failed(control.error());
                return;
            }
            if (!m_session)
                return;
            m_session->post(
                [control = *control, speed, binding, person = m_person](Engine &engine) {
                    engine.setSpeed(speed);
                    const BatchId &id = control.header.id;
                    engine.createBatch(control);
                    if (binding)
                        engine.bindBatch(id, *binding, person);
                    engine.command(id, ElementId(), ProceduralCommand::Start, {}, person);
                });
            m_window.showPage(PageId::Operate);
            Q_EMIT started();
        });
}

} // namespace cytoloom
