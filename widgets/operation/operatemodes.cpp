// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The head of the Operate page, its recoverable errors, its mode, and jumps of a Held batch.
#include "processgraph/execution/intervention.h"
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/identitytoken.h"
#include "widgets/common/words.h"
#include "widgets/operation/blastpanel.h"
#include "widgets/operation/faultcard.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/reasondialog.h"
#include "widgets/operation/touch.h"
#include "widgets/operation/watermark.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr ExecutionMode Modes[]
    = {ExecutionMode::Automatic, ExecutionMode::SemiAutomatic, ExecutionMode::Manual};

} // namespace

void OperatePage::setFaults(const QVector<FaultChoice> &faults)
{
    m_faults = faults;
    refreshFault();
}

void OperatePage::setBlastRadius(const BlastRadius &radius)
{
    if (m_blast)
        m_blast->setRadius(radius);
    m_fault->setBlastRadius(radius);
}

void OperatePage::setKnownPersons(const QStringList &codedNames)
{
    m_known = codedNames;
    m_fault->setKnownPersons(codedNames);
}

void OperatePage::refreshFault()
{
    if (!m_faults.isEmpty())
        m_fault->setChoice(m_batch.control.header.id, m_faults.first());
    m_cardStack->setCurrentIndex(m_faults.isEmpty() ? 0 : 1);
    // On a panel the decision gets the whole width: its options may not be cut.
    m_tileColumn->setVisible(m_faults.isEmpty() || width() >= 1500);
}

void OperatePage::refreshHead()
{
    const BatchHeader &header = m_batch.control.header;
    m_token->setIdentity(header.identity, header.shape, header.colour);
    m_token->setVisible(hasBatch());
    m_watermark->setVisible(hasBatch() && header.simulated);
    const bool runs = hasBatch() && !isFinal(m_batch.state);
    m_mode->setVisible(runs);
    m_mode->setText(words::mode(m_batch.modeOf({})));
    m_mode->setEnabled(!m_person.isEmpty() && !m_recordFailure);
    m_jump->setVisible(runs && m_batch.state == ProceduralState::Held);
    m_jump->setEnabled(!m_person.isEmpty() && !m_recordFailure);
}

void OperatePage::askMode()
{
    auto *dialog = new ReasonDialog(theme(),
        tr("Mode of batch %1").arg(m_batch.control.header.id.value()),
        tr("The mode stands in the record with your name. Safe states, limits and alarms are the "
           "same in each."),
        tr("Change the mode"), false, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setSuggestions({tr("Training"), tr("First batch of a recipe"),
        tr("Equipment under observation"), tr("Back to normal")});
    auto *choices = new QWidget(dialog);
    auto *layout = new QVBoxLayout(choices);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(touch::gap());
    auto *group = new QButtonGroup(choices);
    const QStringList effects {tr("the batch goes on by itself"),
        tr("each transition waits for your consent"),
        tr("nothing goes on by itself: you say which step starts next; a deviation from the "
           "recipe")};
    const ExecutionMode now = m_batch.modeOf({});
    for (int i = 0; i < 3; ++i) {
        QPushButton *button = touch::button(choices, u"mode-%1"_s.arg(toText(Modes[i])));
        button->setCheckable(true);
        button->setText(tr("%1: %2").arg(words::mode(Modes[i]), effects[i]));
        button->setChecked(Modes[i] == now);
        group->addButton(button, i);
        layout->addWidget(button);
    }
    dialog->addContent(choices);
    dialog->setContentProblem([group, now] {
        return Modes[group->checkedId()] == now ? tr("This is the mode that it has.") : QString();
    });
    connect(group, &QButtonGroup::idClicked, dialog, [dialog] { dialog->recheck(); });
    connect(dialog, &ReasonDialog::confirmed, this, [this, group](const QString &reason) {
        Q_EMIT modeRequested(Modes[group->checkedId()], reason);
    });
    dialog->open();
}

QString OperatePage::skippedText(const ElementId &to) const
{
    const Procedure &procedure = m_batch.control.recipe.procedure;
    const Result<JumpPlan> plan = planJump(m_batch, to);
    if (!plan)
        return MessageCatalog::shipped().text(plan.error().message, language());
    QStringList names;
    int critical = 0;
    int gates = 0;
    int signatures = 0;
    for (const ElementId &id : plan->skipped) {
        const Element *element = procedure.element(id);
        if (!element)
            continue;
        names << element->name.in(language());
        gates += element->kind == ElementKind::Gate;
        signatures += int(element->signatures.size());
        for (const Parameter &parameter : element->parameters)
            critical += parameter.critical;
    }
    if (names.isEmpty())
        return tr("No step is skipped.");
    return tr("Skipped: %1 (%2). Critical parameters %3, gates %4, signatures %5.")
        .arg(names.join(tr(", ")))
        .arg(names.size())
        .arg(critical)
        .arg(gates)
        .arg(signatures);
}

void OperatePage::askJump()
{
    const Procedure &procedure = m_batch.control.recipe.procedure;
    ElementId from;
    for (const ElementId &id : m_batch.active()) {
        if (m_batch.status(id).state == ProceduralState::Held && from.isEmpty())
            from = id;
    }
    auto *dialog
        = new ReasonDialog(theme(), tr("Jump in batch %1").arg(m_batch.control.header.id.value()),
            tr("Only while the batch is Held. It is an exception: a deviation is opened, and two "
               "people "
               "answer for it."),
            tr("Jump"), true, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto *list = new QWidget;
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, touch::gap(), 0);
    rows->setSpacing(touch::gap());
    auto *group = new QButtonGroup(list);
    QVector<ElementId> targets;
    // What follows the Held step comes first, the way back after that.
    QVector<ElementId> order = procedure.elements();
    const qsizetype here = order.indexOf(from);
    if (here > 0)
        std::rotate(order.begin(), order.begin() + here, order.end());
    for (const ElementId &id : std::as_const(order)) {
        const Element *element = procedure.element(id);
        const bool transition = element->kind == ElementKind::Transition;
        const bool work = transition || element->kind == ElementKind::Phase
            || element->kind == ElementKind::Operation || element->kind == ElementKind::ManualStep
            || element->kind == ElementKind::Gate || element->kind == ElementKind::UnitProcedure;
        if (!work || id == from)
            continue;
        // The core says where a jump can come down; a transition is forced where its container is
        // Held.
        const bool possible = transition
            ? m_batch.status(procedure.container(id)).state == ProceduralState::Held
            : planJump(m_batch, id).ok();
        if (!possible)
            continue;
        QPushButton *row = touch::button(list, u"jump-"_s + id.value());
        row->setCheckable(true);
        QString name = element->name.in(language());
        if (name.isEmpty())
            name = element->condition;
        const Element *stage = procedure.element(procedure.unitProcedure(id));
        if (stage && stage != element)
            name = stage->name.in(language()) + u" · "_s + name;
        row->setText(transition ? tr("Force the transition: %1").arg(name) : name);
        group->addButton(row, int(targets.size()));
        rows->addWidget(row);
        targets << id;
    }
    rows->addStretch();
    QScrollArea *area = touch::scroller(dialog, list);
    area->setMinimumHeight(3 * (touch::normal() + touch::gap()));
    auto *skipped = touch::label(dialog, Theme::panelCaption, true, true);
    skipped->setObjectName(u"jump-skipped"_s);
    dialog->addContent(area, 1);
    dialog->addContent(skipped);
    dialog->setContentProblem([group, targets] {
        return targets.isEmpty() ? tr("There is no step to jump to beside the one that is Held.")
            : group->checkedId() < 0 ? tr("Choose where to go on.")
                                     : QString();
    });
    dialog->requireTwoPersons(m_person, m_known);
    connect(group, &QButtonGroup::idClicked, dialog, [=, this, &procedure](int at) {
        const Element *target = procedure.element(targets[at]);
        skipped->setText(target->kind == ElementKind::Transition
                ? tr("It is passed although its condition does not hold: %1").arg(target->condition)
                : skippedText(targets[at]));
        dialog->recheck();
    });
    connect(dialog, &ReasonDialog::confirmed, this,
        [this, dialog, group, targets, from](const QString &reason) {
            JumpRequest request;
            request.batch = m_batch.control.header.id;
            request.from = from;
            request.to = targets.value(group->checkedId());
            const Element *target = m_batch.control.recipe.procedure.element(request.to);
            request.forcesTransition = target && target->kind == ElementKind::Transition;
            request.reason = reason;
            request.doneBy = dialog->doneBy();
            request.checkedBy = dialog->checkedBy();
            Q_EMIT jumpRequested(request);
        });
    dialog->resize(820, 720);
    dialog->open();
}

} // namespace cytoloom
