// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/documents/versionbar.h"

#include "processgraph/model/approvedcontent.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

VersionBar::VersionBar(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_status(new QLabel)
    , m_next(new QPushButton)
    , m_more(new QToolButton)
    , m_menu(new QMenu(m_more))
{
    setObjectName(u"versionBar"_s);
    m_status->setObjectName(u"versionStatus"_s);
    m_status->setContentsMargins(Theme::space2, 2, Theme::space2, 2);
    m_next->setObjectName(u"versionNext"_s);
    m_next->setProperty("role", u"suggestion"_s);
    m_more->setObjectName(u"versionMenu"_s);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 3, 0, 3);
    row->setSpacing(Theme::space2);
    row->addWidget(m_status);
    row->addWidget(m_next);
    row->addWidget(m_more);
    connect(m_next, &QPushButton::clicked, this, [this] { Q_EMIT requested(m_nextStep); });
    VersionBar::restyle();
    VersionBar::retranslate();
}

QString VersionBar::statusName(RecipeStatus status)
{
    switch (status) {
    case RecipeStatus::Draft:
        return tr("Draft");
    case RecipeStatus::InReview:
        return tr("In review");
    case RecipeStatus::Approved:
        return tr("Approved");
    case RecipeStatus::Effective:
        return tr("Effective");
    case RecipeStatus::Retired:
        break;
    }
    return tr("Retired");
}

QString VersionBar::roleName(const QString &role)
{
    return role == approvalroles::Author    ? tr("Author")
        : role == approvalroles::Production ? tr("Production")
        : role == approvalroles::Quality    ? tr("Quality")
        : role == approvalroles::Issue      ? tr("Issue")
        : role == approvalroles::Retirement ? tr("Retirement")
                                            : role;
}

void VersionBar::setVersion(const MasterRecipe &recipe)
{
    m_recipe = recipe;
    m_recipe.procedure = Procedure();
    retranslate();
}

void VersionBar::add(VersionStep step, const QString &text)
{
    QAction *action = m_menu->addAction(text, this, [this, step] { Q_EMIT requested(step); });
    action->setObjectName(u"versionStep%1"_s.arg(int(step)));
}

void VersionBar::retranslate()
{
    const RecipeStatus status = m_recipe.status;
    QString text = tr("v%1 · %2").arg(m_recipe.version).arg(statusName(status));
    if (status == RecipeStatus::InReview) {
        QStringList signedBy;
        for (const Approval &approval : m_recipe.approvals) {
            if (approval.meaning == SignatureMeaning::Approved)
                signedBy << roleName(approval.role);
        }
        text += u" · "_s
            + (signedBy.isEmpty() ? tr("no approval yet")
                                  : tr("approved by: %1").arg(signedBy.join(u", "_s)));
    } else if (status == RecipeStatus::Draft && !m_recipe.approvals.isEmpty()) {
        text += u" · "_s + tr("sent back");
    }
    m_status->setText(text);
    m_status->setToolTip(m_recipe.changeReason.isEmpty()
            ? QString()
            : tr("Reason for the change: %1").arg(m_recipe.changeReason));
    m_menu->clear();
    switch (status) {
    case RecipeStatus::Draft:
        m_nextStep = VersionStep::Submit;
        m_next->setText(tr("Submit for review…"));
        break;
    case RecipeStatus::InReview:
        m_nextStep = VersionStep::Approve;
        m_next->setText(tr("Approve…"));
        add(VersionStep::SendBack, tr("Send back to the author…"));
        break;
    case RecipeStatus::Approved:
        m_nextStep = VersionStep::MakeEffective;
        m_next->setText(tr("Make effective…"));
        add(VersionStep::StartNew, tr("Start a new version…"));
        add(VersionStep::Retire, tr("Retire…"));
        break;
    case RecipeStatus::Effective:
        m_nextStep = VersionStep::StartNew;
        m_next->setText(tr("Start a new version…"));
        add(VersionStep::Retire, tr("Retire…"));
        break;
    case RecipeStatus::Retired:
        m_nextStep = VersionStep::StartNew;
        m_next->setText(tr("Start a new version…"));
        break;
    }
    if (!m_menu->isEmpty())
        m_menu->addSeparator();
    m_menu->addAction(tr("Compare with another version…"), this, &VersionBar::compareRequested)
        ->setObjectName(u"versionCompare"_s);
    m_menu->addAction(tr("Signatures…"), this, &VersionBar::historyRequested)
        ->setObjectName(u"versionHistory"_s);
    m_more->setToolTip(tr("More about this version"));
    m_more->setAccessibleName(m_more->toolTip());
}

void VersionBar::restyle()
{
    m_more->setIcon(Theme::icon(u"compare"_s, theme().text));
}

} // namespace cytoloom
