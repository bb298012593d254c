// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/messagepanel.h"

#include "widgets/common/tables.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

MessagePanel::MessagePanel(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new MessageListModel(this))
    , m_view(new QTableView(this))
    , m_empty(new QLabel(this))
    , m_clear(new QPushButton(this))
{
    setProperty("panel", u"surface"_s);
    m_view->setModel(m_model);
    tables::prepare(m_view);
    m_view->horizontalHeader()->setSectionResizeMode(MessageListModel::Text, QHeaderView::Stretch);
    m_view->setColumnWidth(MessageListModel::Time, 90);
    m_view->setColumnWidth(MessageListModel::Remedy, 380);
    m_empty->setProperty("role", u"muted"_s);
    auto *head = new QHBoxLayout;
    head->addWidget(m_empty, 1);
    head->addStretch();
    head->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space2, Theme::space2, Theme::space2, Theme::space2);
    layout->setSpacing(Theme::space2);
    layout->addLayout(head);
    layout->addWidget(m_view, 1);
    connect(m_clear, &QPushButton::clicked, m_model, &MessageListModel::clear);
    connect(m_view, &QTableView::activated, this,
        [this](const QModelIndex &index) { Q_EMIT activated(m_model->notice(index.row())); });
    const auto count = [this] { retranslate(); };
    connect(m_model, &MessageListModel::rowsInserted, this, count);
    connect(m_model, &MessageListModel::modelReset, this, count);
    restyle();
    retranslate();
}

void MessagePanel::add(const Notice &notice)
{
    m_model->add(notice);
}

void MessagePanel::retranslate()
{
    m_model->setLanguage(language());
    const int rows = m_model->rowCount();
    m_empty->setText(rows == 0 ? tr("Nothing to report.") : tr("Messages: %1").arg(rows));
    m_clear->setText(tr("Clear"));
    m_clear->setEnabled(rows > 0);
}

void MessagePanel::restyle()
{ }

} // namespace cytoloom
