// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/operatedesk.h"

#include "app/desktop/livedisplay.h"
#include "app/desktop/mainwindow.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/blastradius.h"
#include "widgets/operation/clearancepage.h"
#include "widgets/operation/faultcard.h"
#include "widgets/operation/jumprequest.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/questionspage.h"
#include "widgets/operation/wallpage.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The question with everything that says whose it is.
QueuedPrompt queued(const LiveBatch &batch, const Prompt &prompt)
{
    const BatchHeader &header = batch.state.control.header;
    QueuedPrompt question;
    question.prompt = prompt;
    question.identity = header.identity;
    question.shape = header.shape;
    question.colour = header.colour;
    question.simulated = header.simulated;
    question.product = batch.state.control.recipe.product;
    const Procedure &procedure = batch.state.control.recipe.procedure;
    if (const Element *element = procedure.element(prompt.element)) {
        question.step = element->name;
        question.why = element->note;
        if (const PhaseClass *logic = Catalog::shipped().phaseClass(element->type))
            question.icon = logic->icon;
        const Element *container = procedure.element(procedure.unitProcedure(prompt.element));
        if (container)
            question.unit = batch.state.control.units.value(container->role);
    }
    return question;
}

} // namespace

OperateDesk::OperateDesk(MainWindow &window, LiveDisplay &live, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_live(live)
{
    connectPages();
}

void OperateDesk::post(std::function<void(Engine &)> work)
{
    if (m_session)
        m_session->post(std::move(work));
}

void OperateDesk::connectPages()
{
    WallPage *wall = m_window.wall();
    connect(wall, &WallPage::batchChosen, this, [this](const BatchId &batch) {
        m_live.setBatch(batch);
        m_window.setOperation(m_window.operate());
    });
    connect(wall, &WallPage::startBatchRequested, this, &OperateDesk::startAsked);
    connect(wall, &WallPage::questionsRequested, this,
        [this] { m_window.setOperation(m_window.questions()); });
    connect(wall, &WallPage::clearanceRequested, this, &OperateDesk::askClearance);

    QuestionsPage *questions = m_window.questions();
    connect(questions, &QuestionsPage::answer, this, [this](const PromptAnswer &answer) {
        post([answer](Engine &engine) { engine.answer(answer); });
    });
    connect(questions, &QuestionsPage::batchRequested, this,
        [this](const BatchId &batch, const ElementId &element) {
            m_live.setBatch(batch);
            m_window.operate()->showStep(element);
            m_window.setOperation(m_window.operate());
        });
    connect(questions, &QuestionsPage::closed, this,
        [this] { m_window.setOperation(m_window.wall()); });

    ClearancePage *clearance = m_window.clearance();
    connect(clearance, &ClearancePage::cleared, this, [this](const ClearanceRecord &record) {
        QStringList items = record.items;
        if (!record.remark.trimmed().isEmpty())
            items << u"remark: "_s + record.remark.trimmed();
        const LineClearance stated {
            record.unit, record.checklist, items, record.person, record.verifiedBy};
        post([stated](Engine &engine) { engine.clearUnit(stated); });
        m_window.setOperation(m_window.wall());
    });
    connect(clearance, &ClearancePage::closed, this,
        [this] { m_window.setOperation(m_window.wall()); });

    OperatePage *operate = m_window.operate();
    connect(operate, &OperatePage::wallRequested, this,
        [this] { m_window.setOperation(m_window.wall()); });
    connect(operate, &OperatePage::blastRequested, this,
        [this](const ElementId &element, ProceduralCommand command) {
            QVector<BatchState> states;
            for (const LiveBatch &batch : m_view.batches)
                states << batch.state;
            const LiveBatch &own = m_live.batch();
            if (!m_session || !own.state.exists())
                return;
            m_window.operate()->setBlastRadius(blastRadius(
                BlastTrigger::commandTo(own.state.control.header.id, element, command), states,
                m_session->plant(), m_view.now, own.batchTime - own.state.elapsedOffset));
        });
    connect(operate, &OperatePage::faultDecided, this, [this](const FaultDecision &decision) {
        const FaultOrder order {decision.element, decision.option, decision.reason, decision.number,
            decision.person, decision.checkedBy};
        post([batch = decision.batch, order](Engine &engine) { engine.decideFault(batch, order); });
    });
    connect(operate, &OperatePage::modeRequested, this,
        [this](ExecutionMode mode, const QString &reason) {
            const BatchId batch = m_live.batch().state.control.header.id;
            const ModeOrder order {{}, mode, reason, m_person};
            post([batch, order](Engine &engine) { engine.setMode(batch, order); });
        });
    connect(operate, &OperatePage::jumpRequested, this, [this](const JumpRequest &request) {
        post([request](Engine &engine) {
            if (request.forcesTransition)
                engine.force(request.batch,
                    ForceOrder {request.to, request.reason, request.doneBy, request.checkedBy});
            else
                engine.jump(request.batch,
                    JumpOrder {request.to, request.reason, request.doneBy, request.checkedBy});
        });
    });
}

void OperateDesk::setSession(Session *session)
{
    m_session = session;
    m_batches = 0;
    if (session)
        connect(session->engine(), &Engine::viewChanged, this, &OperateDesk::show);
}

void OperateDesk::setPerson(const PersonId &person)
{
    m_person = person;
    m_window.questions()->setPerson(person);
    m_window.clearance()->setPerson(person);
}

void OperateDesk::show(const LiveView &view)
{
    m_view = view;
    QVector<BatchOverview> all;
    for (const LiveBatch &batch : view.batches)
        all << batch.overview;
    WallPage *wall = m_window.wall();
    wall->setBatches(all);
    wall->setUnits(view.claims);
    wall->setTime(view.now);
    m_window.operate()->setFaults(m_live.batch().faults);
    showQuestions(view);
    // The second batch brings the wall to the front, once; from then on people choose.
    if (all.size() > 1 && m_batches <= 1)
        m_window.setOperation(wall);
    m_batches = all.size();
}

void OperateDesk::showQuestions(const LiveView &view)
{
    QVector<QueuedPrompt> questions;
    for (const LiveBatch &batch : view.batches) {
        for (const Prompt &prompt : batch.state.prompts)
            questions << queued(batch, prompt);
    }
    m_window.wall()->setQuestionCount(int(questions.size()));
    m_window.questions()->setQuestions(questions);
    m_window.questions()->setTime(view.now);
}

/// Of the unit that a person points at, or the first one that somebody waits for.
void OperateDesk::askClearance(const UnitId &unit)
{
    const auto waits = [&](const UnitClaim &claim) {
        return claim.state == UnitClaim::State::AwaitingClearance
            && (unit.isEmpty() || claim.unit == unit);
    };
    const auto found = std::find_if(m_view.claims.begin(), m_view.claims.end(), waits);
    const PlantUnit *known = m_session && found != m_view.claims.end()
        ? m_session->plant().unit(found->unit)
        : nullptr;
    if (!known)
        return;
    ClearanceForm form;
    form.unit = known->id;
    form.unitName = known->name;
    form.room = known->room;
    form.previous = found->holder;
    form.previousProduct = m_view.batch(found->holder).state.control.recipe.product;
    form.items = ClearanceForm::usualItems();
    m_window.clearance()->setForm(form);
    m_window.setOperation(m_window.clearance());
}

} // namespace cytoloom
