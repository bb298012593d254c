// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/commandbar.h"

#include "widgets/common/words.h"
#include "widgets/operation/commandbutton.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QBoxLayout>

namespace cytoloom {

using namespace Qt::StringLiterals;

CommandBar::CommandBar(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_first(new CommandButton(theme, this))
    , m_second(new CommandButton(theme, this))
    , m_stop(new CommandButton(theme, this))
    , m_abort(new CommandButton(theme, this))
{
    m_first->setObjectName(u"command-first"_s);
    m_second->setObjectName(u"command-second"_s);
    m_stop->setObjectName(u"command-stop"_s);
    m_abort->setObjectName(u"command-abort"_s);
    m_abort->setDanger(true);
    m_abort->setHoldTime(1000);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(std::max(Theme::millimetres(3), 12));
    for (CommandButton *button : {m_first, m_second, m_stop, m_abort})
        layout->addWidget(button, 1);
    connect(m_first, &CommandButton::triggered, this, [this] { Q_EMIT requested(m_firstCommand); });
    connect(
        m_second, &CommandButton::triggered, this, [this] { Q_EMIT requested(m_secondCommand); });
    connect(m_stop, &CommandButton::triggered, this,
        [this] { Q_EMIT requested(ProceduralCommand::Stop); });
    connect(m_abort, &CommandButton::triggered, this,
        [this] { Q_EMIT requested(ProceduralCommand::Abort); });
    retranslate();
}

void CommandBar::setState(ProceduralState state, const LocalizedText &safeState)
{
    if (m_state == state && m_safeState == safeState)
        return;
    m_state = state;
    m_safeState = safeState;
    m_firstCommand = state == ProceduralState::Idle ? ProceduralCommand::Start
        : state == ProceduralState::Paused          ? ProceduralCommand::Resume
                                                    : ProceduralCommand::Pause;
    m_secondCommand
        = state == ProceduralState::Held ? ProceduralCommand::Restart : ProceduralCommand::Hold;
    retranslate();
}

void CommandBar::setBlocked(const QString &reason, bool towardsSafety)
{
    m_blocked = reason;
    m_safetyBlocked = towardsSafety;
    retranslate();
}

QString CommandBar::consequence(ProceduralCommand command) const
{
    switch (command) {
    case ProceduralCommand::Start:
        return tr("begins with the first step");
    case ProceduralCommand::Pause:
        return tr("at the next safe point");
    case ProceduralCommand::Resume:
        return tr("goes on where it paused");
    case ProceduralCommand::Hold: {
        const QString safe = m_safeState.in(language());
        return safe.isEmpty() ? tr("to the safe state") : safe;
    }
    case ProceduralCommand::Restart:
        return tr("leaves the safe state");
    case ProceduralCommand::Stop:
        return tr("orderly end with a deviation");
    case ProceduralCommand::Abort:
        return tr("press for 1 s");
    case ProceduralCommand::Reset:
        return tr("back to Idle");
    }
    return {};
}

void CommandBar::show(CommandButton *button, ProceduralCommand command)
{
    // The safe state may be a paragraph: the button says its first clause, the dialog all of it.
    static const QRegularExpression clause(u"[,;.:，；。：]"_s);
    button->setTexts(words::command(command), consequence(command).section(clause, 0, 0));
    const bool towardsSafety = command == ProceduralCommand::Hold
        || command == ProceduralCommand::Stop || command == ProceduralCommand::Abort;
    if (!m_blocked.isEmpty() && (m_safetyBlocked || !towardsSafety))
        button->setBlocked(m_blocked);
    else if (!stateAfter(m_state, command))
        button->setBlocked(tr("not possible while %1").arg(words::state(m_state)));
    else
        button->setBlocked({});
}

void CommandBar::retranslate()
{
    show(m_first, m_firstCommand);
    show(m_second, m_secondCommand);
    show(m_stop, ProceduralCommand::Stop);
    show(m_abort, ProceduralCommand::Abort);
}

void CommandBar::restyle()
{
    for (CommandButton *button : {m_first, m_second, m_stop, m_abort})
        button->setTheme(theme());
}

} // namespace cytoloom
