// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person orders on the Operate page, and the questions before it.
#include "widgets/alarms/acknowledgedialog.h"
#include "widgets/common/words.h"
#include "widgets/operation/blastpanel.h"
#include "widgets/operation/commandbar.h"
#include "widgets/operation/operatepage.h"
#include "widgets/operation/reasondialog.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
/// The safe state may be a sentence of its own; here it stands within one.
QString withoutStop(QString text)
{
    while (text.endsWith(u'.') || text.endsWith(u'。'))
        text.chop(1);
    return text;
}
} // namespace

void OperatePage::requestCommand(ProceduralCommand wanted)
{
    const bool reason = wanted == ProceduralCommand::Hold || wanted == ProceduralCommand::Stop
        || wanted == ProceduralCommand::Abort;
    if (!reason) {
        Q_EMIT command({}, wanted, {});
        return;
    }
    QString effect;
    if (wanted == ProceduralCommand::Hold) {
        effect = tr(
            "Every step under way goes to its safe state: %1. Timers of the cells keep running.")
                     .arg(withoutStop(m_commands->consequence(wanted)));
    } else if (wanted == ProceduralCommand::Stop) {
        effect = tr("Every step under way ends in order. The batch cannot be continued, and a "
                    "deviation is opened.");
    } else {
        effect
            = tr("Every step under way ends as fast as is safe. The batch cannot be continued, the "
                 "product may be lost, and a deviation is opened.");
    }
    ask(tr("%1 batch %2?").arg(words::command(wanted), m_batch.control.header.id.value()), effect,
        wanted, {});
}

void OperatePage::helpFor(const ElementId &element)
{
    const Element *step = m_batch.control.recipe.procedure.element(element);
    if (!step)
        return;
    ask(tr("“%1” cannot be done?").arg(step->name.in(language())),
        tr("The step goes to its safe state and waits. Call the shift lead; after that it can be "
           "restarted, or stopped."),
        ProceduralCommand::Hold, element);
}

void OperatePage::ask(const QString &title, const QString &consequence, ProceduralCommand wanted,
    const ElementId &element)
{
    auto *dialog = new ReasonDialog(theme(), title, consequence, words::command(wanted),
        wanted == ProceduralCommand::Abort, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setSuggestions(ReasonDialog::usualReasons());
    m_blast = new BlastPanel(theme(), dialog);
    m_blast->setLanguage(language());
    dialog->addContent(m_blast, 1);
    dialog->resize(820, 770);
    connect(m_blast, &QObject::destroyed, this, [this, panel = m_blast] {
        if (m_blast == panel)
            m_blast = nullptr;
    });
    Q_EMIT blastRequested(element, wanted);
    connect(dialog, &ReasonDialog::confirmed, this, [this, wanted, element](const QString &reason) {
        Q_EMIT command(element, wanted, reason);
    });
    dialog->open();
}

void OperatePage::tileClicked(const TagId &tag)
{
    const auto alarm
        = std::find_if(m_alarmList.cbegin(), m_alarmList.cend(), [&](const Alarm &candidate) {
              return candidate.tag == tag
                  && (candidate.state == AlarmState::Unacknowledged
                      || candidate.state == AlarmState::ReturnedUnacknowledged);
          });
    if (alarm == m_alarmList.cend()) {
        Q_EMIT trendRequested(tag);
        return;
    }
    auto *dialog = new AcknowledgeDialog(theme(), *alarm, language(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AcknowledgeDialog::confirmed, this,
        [this, id = alarm->id](const QString &comment) { Q_EMIT acknowledge(id, comment); });
    dialog->open();
}

} // namespace cytoloom
