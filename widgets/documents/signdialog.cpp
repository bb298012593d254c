// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/documents/signdialog.h"

#include "processgraph/model/approvedcontent.h"
#include "widgets/grapheditor/words.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool needsReason(VersionStep step)
{
    return step == VersionStep::SendBack || step == VersionStep::Retire
        || step == VersionStep::StartNew;
}

bool choosesRole(VersionStep step)
{
    return step == VersionStep::Approve || step == VersionStep::SendBack;
}

struct Texts
{
    QString title;
    QString meaning;
    QString confirm;
};

Texts textsOf(VersionStep step, int version)
{
    switch (step) {
    case VersionStep::Submit:
        return {SignDialog::tr("Submit version %1 for review").arg(version),
            SignDialog::tr("You sign that you wrote it. It cannot be edited while it is under "
                           "review, and you cannot approve it."),
            SignDialog::tr("Sign and submit")};
    case VersionStep::Approve:
        return {SignDialog::tr("Approve version %1").arg(version),
            SignDialog::tr("Production and quality approve, two people of whom neither wrote it. "
                           "With the second signature it is frozen: every later change makes a new "
                           "version."),
            SignDialog::tr("Sign and approve")};
    case VersionStep::SendBack:
        return {SignDialog::tr("Send version %1 back").arg(version),
            SignDialog::tr("It becomes a draft again, and signatures have to be given anew. The "
                           "author reads your reason."),
            SignDialog::tr("Sign and send back")};
    case VersionStep::MakeEffective:
        return {SignDialog::tr("Make version %1 effective").arg(version),
            SignDialog::tr("From now on batches are made with this version. The version that was "
                           "effective before is retired."),
            SignDialog::tr("Sign and make effective")};
    case VersionStep::Retire:
        return {SignDialog::tr("Retire version %1").arg(version),
            SignDialog::tr("No new batch can be made with it. Running batches keep their copy."),
            SignDialog::tr("Sign and retire")};
    case VersionStep::StartNew:
        break;
    }
    return {SignDialog::tr("Start a new version"),
        SignDialog::tr("A draft with the content of version %1. The version itself stays as it is.")
            .arg(version),
        SignDialog::tr("Start the version")};
}

} // namespace

QVector<QStringList> signatureRows(const MasterRecipe &recipe)
{
    QVector<QStringList> rows;
    for (const Approval &approval : recipe.approvals)
        rows.append({Words::meaning(approval.meaning), VersionBar::roleName(approval.role),
            approval.person.value(),
            QDateTime::fromMSecsSinceEpoch(toMs(approval.time)).toString(u"yyyy-MM-dd hh:mm t"_s),
            approval.reason});
    return rows;
}

SignDialog::SignDialog(const Theme &theme, Language language, VersionStep step,
    const MasterRecipe &recipe, const QString &person, QWidget *parent)
    : QDialog(parent)
    , m_step(step)
    , m_signer(new QLabel)
    , m_role(new QComboBox)
    , m_reason(new QPlainTextEdit)
    , m_hint(new QLabel)
    , m_confirm(new QPushButton)
{
    setObjectName(u"sign-dialog"_s);
    const Texts texts = textsOf(step, recipe.version);
    setWindowTitle(texts.title);
    setPalette(theme.palette());
    setMinimumWidth(620);
    auto *title = new QLabel(
        texts.title + (language == Language::Zh ? u"："_s : u": "_s) + recipe.name.in(language));
    title->setProperty("role", u"section"_s);
    title->setWordWrap(true);
    auto *meaning = new QLabel(texts.meaning);
    meaning->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space5, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space3);
    layout->addWidget(title);
    layout->addWidget(meaning);
    addSignatures(recipe);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Theme::space4);
    form->setVerticalSpacing(Theme::space3);
    auto *who = new QHBoxLayout;
    m_signer->setObjectName(u"sign-person"_s);
    m_signer->setFont(Theme::font(Theme::body, true));
    auto *change = new QPushButton(tr("Somebody else…"));
    change->setObjectName(u"sign-change-person"_s);
    change->setAutoDefault(false);
    who->addWidget(m_signer, 1);
    who->addWidget(change);
    form->addRow(tr("Signs"), who);
    if (choosesRole(step)) {
        m_role->setObjectName(u"sign-role"_s);
        for (const QString &role : {approvalroles::Production, approvalroles::Quality})
            m_role->addItem(VersionBar::roleName(role), role);
        const bool productionDone = std::any_of(
            recipe.approvals.cbegin(), recipe.approvals.cend(), [](const Approval &approval) {
                return approval.meaning == SignatureMeaning::Approved
                    && approval.role == approvalroles::Production;
            });
        m_role->setCurrentIndex(productionDone ? 1 : 0);
        form->addRow(tr("As"), m_role);
    } else {
        m_role->setParent(this);
        m_role->hide();
    }
    m_reason->setObjectName(u"sign-reason"_s);
    m_reason->setFixedHeight(72);
    m_reason->setTabChangesFocus(true);
    m_reason->setPlaceholderText(
        needsReason(step) ? tr("Reason (required)") : tr("Remark (optional)"));
    form->addRow(needsReason(step) ? tr("Reason") : tr("Remark"), m_reason);
    layout->addLayout(form);

    m_hint->setObjectName(u"sign-hint"_s);
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"sign-cancel"_s);
    cancel->setAutoDefault(false);
    m_confirm->setText(texts.confirm);
    m_confirm->setObjectName(u"sign-confirm"_s);
    m_confirm->setProperty("role", u"primary"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_confirm);
    layout->addLayout(buttons);
    connect(change, &QPushButton::clicked, this, &SignDialog::personRequested);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, &SignDialog::confirmed);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &SignDialog::check);
    connect(m_role, &QComboBox::currentIndexChanged, this, &SignDialog::check);
    setPerson(person);
    m_reason->setFocus(); // a reason that is typed at once must not press “Somebody else”
}

void SignDialog::addSignatures(const MasterRecipe &recipe)
{
    const QVector<QStringList> rows = signatureRows(recipe);
    if (rows.isEmpty())
        return;
    auto *list = new QTreeWidget;
    list->setObjectName(u"sign-list"_s);
    list->setRootIsDecorated(false);
    list->setHeaderLabels({tr("Meaning"), tr("As"), tr("Person"), tr("Time"), tr("Remark")});
    for (const QStringList &row : rows)
        list->addTopLevelItem(new QTreeWidgetItem(row));
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list->setMaximumHeight(140);
    layout()->addWidget(list);
}

void SignDialog::setPerson(const QString &person)
{
    m_person = person.trimmed();
    m_signer->setText(m_person.isEmpty() ? tr("Nobody yet") : m_person);
    check();
}

QString SignDialog::role() const
{
    return choosesRole(m_step) ? m_role->currentData().toString() : QString();
}

QString SignDialog::reason() const
{
    return m_reason->toPlainText().trimmed();
}

void SignDialog::check()
{
    const bool missing = needsReason(m_step) && reason().isEmpty();
    m_confirm->setEnabled(!missing && !m_person.isEmpty());
    m_hint->setProperty("role", u"muted"_s);
    m_hint->setText(m_person.isEmpty() ? tr("Say first who signs.")
            : missing                  ? tr("Give a reason: it becomes part of the record.")
                      : tr("Your coded name, the time and the content's fingerprint are written "
                           "under the version. No password is asked: this says who stood here, it "
                           "is no electronic signature by 21 CFR Part 11."));
    style()->polish(m_hint);
}

void SignDialog::showRefusal(const QString &text)
{
    m_hint->setProperty("role", u"error"_s);
    m_hint->setText(text);
    style()->polish(m_hint);
}

} // namespace cytoloom
