// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/messagelistmodel.h"
#include "widgets/common/page.h"

class QLabel;
class QPushButton;
class QTableView;

namespace cytoloom {

/// Bottom panel: what the program said, with place and remedy.
class MessagePanel final : public Page
{
    Q_OBJECT

public:
    explicit MessagePanel(const Theme &theme, QWidget *parent = nullptr);
    [[nodiscard]] MessageListModel *model() const { return m_model; }

public Q_SLOTS:
    void add(const cytoloom::Notice &notice);

Q_SIGNALS:
    /// Double click or Enter on a line.
    void activated(const cytoloom::Notice &notice);

protected:
    void retranslate() override;
    void restyle() override;

private:
    MessageListModel *m_model;
    QTableView *m_view;
    QLabel *m_empty;
    QPushButton *m_clear;
};

} // namespace cytoloom
