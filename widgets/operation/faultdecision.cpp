// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked before an option of the fault card is taken.
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/operation/blastpanel.h"
#include "widgets/operation/faultcard.h"
#include "widgets/operation/reasondialog.h"
#include "widgets/operation/touch.h"

#include <QtWidgets/QLineEdit>

namespace cytoloom {

using namespace Qt::StringLiterals;

void FaultCard::decide(const FaultChoice::Option &option, const ReasonDialog *dialog)
{
    FaultDecision decision;
    decision.batch = m_batch;
    decision.element = m_choice.element;
    decision.option = option.option;
    decision.index = m_choice.index;
    decision.person = m_person;
    if (dialog) {
        decision.reason = dialog->reason();
        if (!dialog->doneBy().isEmpty())
            decision.person = dialog->doneBy();
        decision.checkedBy = dialog->checkedBy();
    }
    if (option.option == FaultOption::ByHand) {
        if (option.statement == FaultChoice::Statement::Number)
            decision.number = QLocale::c().toDouble(m_statement);
        else if (option.statement == FaultChoice::Statement::Text)
            decision.text = m_statement;
    }
    Q_EMIT decided(decision);
}

void FaultCard::choose(const FaultChoice::Option &option)
{
    // What leaves the step as it is, or only does it again, needs no second question.
    if (option.option == FaultOption::Hold || option.option == FaultOption::Retry) {
        decide(option);
        return;
    }
    askWithReason(option);
}

void FaultCard::askWithReason(const FaultChoice::Option &option)
{
    auto *dialog = new ReasonDialog(theme(),
        tr("%1: %2?").arg(word(option.option), m_choice.name.in(language())),
        said(option.consequence), word(option.option), false, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setSuggestions({tr("Device does not answer"), tr("Value read at the device itself"),
        tr("Done with spare equipment"), tr("Decision of QA")});
    m_statement.clear();
    if (option.option == FaultOption::ByHand
        && option.statement != FaultChoice::Statement::Confirm) {
        const bool number = option.statement == FaultChoice::Statement::Number;
        auto *field = new QLineEdit(dialog);
        field->setObjectName(u"statement"_s);
        field->setFont(Theme::digits(Theme::panelSection, true));
        field->setMinimumHeight(touch::normal());
        field->setPlaceholderText(
            (number ? tr("Result “%1”: number") : tr("Result “%1”")).arg(option.result));
        dialog->addContent(field);
        connect(field, &QLineEdit::textChanged, dialog, [this, dialog](const QString &text) {
            m_statement = text.trimmed();
            dialog->recheck();
        });
        dialog->setContentProblem([this, number] {
            bool good = !m_statement.isEmpty();
            if (good && number)
                QLocale::c().toDouble(m_statement, &good);
            return good  ? QString()
                : number ? tr("State the result as a number.")
                         : tr("State the result.");
        });
    }
    if (option.secondPerson)
        dialog->requireTwoPersons(m_person, m_known);
    connect(
        dialog, &ReasonDialog::confirmed, this, [this, option, dialog] { decide(option, dialog); });
    dialog->open();
}

void FaultCard::askAbort(const FaultChoice::Option &option)
{
    auto *dialog = new ReasonDialog(theme(), tr("Abort “%1”?").arg(m_choice.name.in(language())),
        said(option.consequence), word(option.option), true, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setSuggestions(ReasonDialog::usualReasons());
    m_blast = new BlastPanel(theme(), dialog);
    m_blast->setLanguage(language());
    dialog->addContent(m_blast, 1);
    connect(m_blast, &QObject::destroyed, this, [this, panel = m_blast] {
        if (m_blast == panel)
            m_blast = nullptr;
    });
    if (option.secondPerson)
        dialog->requireTwoPersons(m_person, m_known);
    connect(
        dialog, &ReasonDialog::confirmed, this, [this, option, dialog] { decide(option, dialog); });
    Q_EMIT blastRequested(m_choice.element);
    dialog->open();
}

void FaultCard::setBlastRadius(const BlastRadius &radius)
{
    if (m_blast)
        m_blast->setRadius(radius);
}

} // namespace cytoloom
