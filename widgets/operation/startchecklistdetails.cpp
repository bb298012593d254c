// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is behind the chosen group of the start checklist: proofs, exceptions, the two scans.
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/persondialog.h"
#include "widgets/grapheditor/words.h"
#include "widgets/operation/reasondialog.h"
#include "widgets/operation/startchecklistpage.h"
#include "widgets/operation/touch.h"

#include <QtCore/QTimer>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The shape of a state as a picture that stands beside a text.
QLabel *mark(QWidget *parent, const Theme &theme, CheckState state, int side)
{
    auto *label = new QLabel(parent);
    QPixmap picture(side * 2, side * 2);
    picture.setDevicePixelRatio(2);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    CheckRow::paintShape(painter, theme, state, QRectF(1, 1, side - 2, side - 2));
    painter.end();
    label->setPixmap(picture);
    label->setFixedSize(side, side);
    return label;
}

} // namespace

void StartChecklistPage::fillDetails()
{
    // A scan in progress must not lose its field.
    const QWidget *focus = m_details->focusWidget();
    const auto *typing = qobject_cast<const QLineEdit *>(focus);
    const QString focused = typing && typing->hasFocus() ? typing->objectName() : QString();
    const QString typed = typing ? typing->text() : QString();
    while (QLayoutItem *item = m_detailLayout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const QVector<ChecklistItem> items = itemsOf(m_chosen);
    if (m_chosen == ChecklistItem::Group::Identity)
        addIdentity();
    for (const ChecklistItem &item : items)
        addItem(item);
    if (m_chosen == ChecklistItem::Group::Clearance) {
        QPushButton *open = touch::bigButton(m_details, u"checklist-clearance"_s);
        open->setText(tr("Line clearance…"));
        connect(open, &QPushButton::clicked, this, &StartChecklistPage::clearanceRequested);
        m_detailLayout->addWidget(open);
    }
    if (items.isEmpty() && m_chosen != ChecklistItem::Group::Identity) {
        QLabel *none = touch::label(m_details, Theme::panelCaption, false, true);
        none->setText(tr("Nobody has said anything about this yet. Check again, or look at the "
                         "plan of the batch."));
        touch::ink(none, theme().muted);
        m_detailLayout->insertWidget(0, none);
    }
    m_detailLayout->addStretch();
    if (!focused.isEmpty()) {
        for (auto *field : m_details->findChildren<QLineEdit *>(focused)) {
            if (field->isHidden())
                continue;
            field->setText(typed);
            field->setFocus();
        }
    }
}

void StartChecklistPage::addItem(const ChecklistItem &item)
{
    auto *card = new QFrame(m_details);
    card->setProperty("panel", u"card"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    QLabel *title = touch::label(card, Theme::panelCaption, true, true);
    title->setText(item.subject.isEmpty() ? StartChecklist::groupName(item.group) : item.subject);
    words->addWidget(title);
    QString text = itemText(item);
    const auto exception = m_exceptions.constFind(item.id);
    if (item.state == CheckState::Excepted && exception != m_exceptions.constEnd())
        text += (text.isEmpty() ? u""_s : u"\n"_s)
            + tr("Exception by %1: %2").arg(exception->person.value(), exception->reason);
    QLabel *detail = touch::label(card, 15, false, true);
    detail->setText(text);
    detail->setVisible(!text.isEmpty());
    touch::ink(detail, item.state == CheckState::Failed ? theme().text : theme().muted);
    words->addWidget(detail);
    QLabel *state = touch::label(card, 15, true);
    state->setText(CheckRow::word(item.state));
    touch::ink(state,
        item.state == CheckState::Open ? theme().muted : CheckRow::colour(theme(), item.state));
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space3);
    head->addWidget(mark(card, theme(), item.state, 28), 0, Qt::AlignTop);
    head->addLayout(words, 1);
    head->addWidget(state, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(Theme::space3, Theme::space3, Theme::space3, Theme::space3);
    layout->setSpacing(Theme::space2);
    layout->addLayout(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(touch::gap());
    row->addStretch();
    bool any = false;
    if (!item.proof.isEmpty()) {
        QPushButton *proof = touch::button(card, u"proof-"_s + item.id);
        proof->setText(tr("Proof: %1").arg(item.proof));
        connect(proof, &QPushButton::clicked, this,
            [this, id = item.id] { Q_EMIT proofRequested(id); });
        row->addWidget(proof);
        any = true;
    }
    if (item.state == CheckState::Excepted) {
        QPushButton *back = touch::button(card, u"unexcept-"_s + item.id);
        back->setText(tr("Take the exception back"));
        connect(back, &QPushButton::clicked, this, [this, id = item.id] {
            m_exceptions.remove(id);
            refresh();
            fillDetails();
        });
        row->addWidget(back);
        any = true;
    } else if (item.state != CheckState::Passed && item.exceptionAllowed) {
        QPushButton *except = touch::button(card, u"except-"_s + item.id, u"danger"_s);
        except->setText(tr("Signed exception (%1)…").arg(Words::role(item.exceptionRole)));
        connect(except, &QPushButton::clicked, this, [this, item] { askException(item); });
        row->addWidget(except);
        any = true;
    } else if (item.state != CheckState::Passed) {
        QLabel *strict = touch::label(card, 15);
        strict->setText(tr("Cannot be passed over."));
        touch::ink(strict, theme().muted);
        row->insertWidget(0, strict);
        any = true;
    }
    if (any)
        layout->addLayout(row);
    else
        delete row;
    m_detailLayout->addWidget(card);
}

void StartChecklistPage::askException(const ChecklistItem &item)
{
    auto *dialog = new ReasonDialog(theme(), tr("Start in spite of this?"),
        tr("%1: %2\nThe exception stands in the record of the batch and opens a deviation.")
            .arg(StartChecklist::groupName(item.group), item.subject + u" "_s + itemText(item)),
        tr("Go on to the signature"), true, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReasonDialog::confirmed, this, [this, id = item.id](const QString &reason) {
        auto *who = new PersonDialog(theme(), m_known, {}, this);
        who->setAttribute(Qt::WA_DeleteOnClose);
        who->askForSignature();
        connect(who, &PersonDialog::chosen, this, [this, id, reason](const QString &name) {
            m_exceptions.insert(id, {id, reason, PersonId(name)});
            refresh();
            fillDetails();
        });
        who->open();
    });
    dialog->open();
}

void StartChecklistPage::addIdentity()
{
    QLabel *help = touch::label(m_details, Theme::panelCaption, false, true);
    help->setText(tr("Scan the coded identity twice: from the batch record, and from the material "
                     "that goes in. Both must be %1.")
                      .arg(m_header.identity));
    m_detailLayout->addWidget(help);
    const auto addScan = [this](const QString &name, const QString &title, QString *scan) {
        auto *card = new QFrame(m_details);
        card->setProperty("panel", u"card"_s);
        auto *layout = new QVBoxLayout(card);
        layout->setContentsMargins(Theme::space3, Theme::space3, Theme::space3, Theme::space3);
        auto *caption = touch::label(card, Theme::panelCaption, true);
        caption->setText(title);
        auto *field = new QLineEdit(card);
        field->setObjectName(name);
        field->setText(*scan);
        field->setMinimumHeight(touch::normal());
        field->setFont(Theme::digits(Theme::panelSection, true));
        field->setPlaceholderText(tr("Scan the code"));
        field->setAccessibleName(title);
        field->setMaxLength(60);
        field->setProperty("noKeyboard", true); // a wedge types
        const CheckState state = scan->isEmpty() ? CheckState::Open
            : *scan == m_header.identity         ? CheckState::Passed
                                                 : CheckState::Failed;
        auto *row = new QHBoxLayout;
        row->setSpacing(Theme::space3);
        row->addWidget(mark(card, theme(), state, 52));
        row->addWidget(field, 1);
        QLabel *verdict = touch::label(card, Theme::panelBody, true);
        verdict->setObjectName(name + u"-verdict"_s);
        verdict->setText(state == CheckState::Open ? QString()
                : state == CheckState::Passed      ? tr("agrees")
                                                   : tr("another identity"));
        touch::ink(verdict, CheckRow::colour(theme(), state));
        row->addWidget(verdict);
        layout->addWidget(caption);
        layout->addLayout(row);
        m_detailLayout->addWidget(card);
        connect(
            field, &QLineEdit::returnPressed, this, [this, field, scan] { scanned(field, scan); });
    };
    addScan(u"scan-record"_s, tr("1 · From the batch record"), &m_recordScan);
    addScan(u"scan-material"_s, tr("2 · From the material"), &m_materialScan);
    // A wedge types where the focus is: at the first that is missing.
    const QString next = m_recordScan != m_header.identity ? u"scan-record"_s
        : m_materialScan != m_header.identity              ? u"scan-material"_s
                                                           : QString();
    for (auto *field : m_details->findChildren<QLineEdit *>(next)) {
        if (!next.isEmpty() && !field->isHidden()) {
            field->setFocus();
            field->selectAll();
        }
    }
}

void StartChecklistPage::scanned(QLineEdit *field, QString *scan)
{
    *scan = field->text().trimmed();
    field->clearFocus();
    refresh();
    // The field that has just been typed into is replaced: not while its signal is on the stack.
    QTimer::singleShot(0, this, &StartChecklistPage::fillDetails);
}

} // namespace cytoloom
