// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/proceduralstate.h"
#include "widgets/common/page.h"

namespace cytoloom {

class CommandButton;

/// Pause, Hold, Stop, Abort of the batch; Pause becomes Start or Resume and Hold becomes Restart
/// where the state asks for it. Only legal commands are enabled (proceduralstate.h); the others say
/// why.
class CommandBar final : public Page
{
    Q_OBJECT

public:
    explicit CommandBar(const Theme &theme, QWidget *parent = nullptr);

    /// \p safeState: what Held means for the running step, from the catalogue.
    void setState(ProceduralState state, const LocalizedText &safeState);
    /// Blocks everything for one reason, e.g. nobody is signed in. Empty: no block. With
    /// \p towardsSafety false Hold, Stop and Abort stay open.
    void setBlocked(const QString &reason, bool towardsSafety = true);

    /// What \p command does to the batch, for buttons and dialogs.
    [[nodiscard]] QString consequence(ProceduralCommand command) const;

Q_SIGNALS:
    void requested(cytoloom::ProceduralCommand command);

protected:
    void retranslate() override;
    void restyle() override;

private:
    void show(CommandButton *button, ProceduralCommand command);

    ProceduralState m_state = ProceduralState::Idle;
    LocalizedText m_safeState;
    QString m_blocked;
    bool m_safetyBlocked = true;
    ProceduralCommand m_firstCommand = ProceduralCommand::Pause;
    ProceduralCommand m_secondCommand = ProceduralCommand::Hold;
    CommandButton *m_first;
    CommandButton *m_second;
    CommandButton *m_stop;
    CommandButton *m_abort;
};

} // namespace cytoloom
