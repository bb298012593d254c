// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/startchecklistpage.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/identitytoken.h"
#include "widgets/operation/touch.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int Groups = int(ChecklistItem::Group::Operator) + 1;
} // namespace

StartChecklistPage::StartChecklistPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_token(new IdentityToken(theme, this))
    , m_title(touch::label(this, Theme::panelSection, true))
    , m_count(touch::label(this, Theme::panelCaption, true))
    , m_group(new QButtonGroup(this))
    , m_detailTitle(touch::label(this, Theme::panelBody, true))
    , m_details(new QWidget)
    , m_detailLayout(new QVBoxLayout(m_details))
    , m_again(touch::button(this, u"checklist-again"_s))
    , m_cancel(touch::bigButton(this, u"checklist-cancel"_s))
    , m_hint(touch::label(this, Theme::panelCaption, false, true))
    , m_start(touch::bigButton(this, u"checklist-start"_s, u"primary"_s))
{
    setObjectName(u"start-checklist"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space4);
    head->addWidget(m_title);
    head->addWidget(m_token);
    head->addStretch();
    head->addWidget(m_count);
    head->addWidget(m_again);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(Theme::space2);
    for (int i = 0; i < Groups; ++i) {
        auto *row = new CheckRow(theme, this);
        row->setObjectName(u"check-%1"_s.arg(i));
        row->setCheckable(true);
        row->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        row->setMaximumHeight(84);
        m_group->addButton(row, i);
        rows->addWidget(row, 1);
        m_rows << row;
    }
    rows->addStretch();
    m_detailLayout->setContentsMargins(0, 0, touch::gap(), 0);
    m_detailLayout->setSpacing(touch::gap());
    auto *card = new QFrame;
    card->setProperty("panel", u"strongCard"_s);
    auto *right = new QVBoxLayout(card);
    right->setContentsMargins(Theme::space4, Theme::space3, Theme::space3, Theme::space3);
    right->setSpacing(Theme::space3);
    right->addWidget(m_detailTitle);
    right->addWidget(touch::scroller(card, m_details), 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(Theme::space4);
    middle->addLayout(rows, 5);
    middle->addWidget(card, 6);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(touch::gap());
    foot->addWidget(m_cancel, 2);
    foot->addWidget(m_hint, 5);
    foot->addWidget(m_start, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space3);
    layout->setSpacing(Theme::space3);
    layout->addLayout(head);
    layout->addLayout(middle, 1);
    layout->addLayout(foot);

    connect(m_group, &QButtonGroup::idClicked, this,
        [this](int id) { chooseGroup(ChecklistItem::Group(id)); });
    connect(m_again, &QPushButton::clicked, this, &StartChecklistPage::refreshRequested);
    connect(m_cancel, &QPushButton::clicked, this, &StartChecklistPage::cancelled);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (problem().isEmpty())
            Q_EMIT startRequested(result());
    });
    restyle();
    retranslate();
}

void StartChecklistPage::setBatch(
    const BatchHeader &header, const LocalizedText &product, const QString &recipe)
{
    if (header.id != m_header.id || header.identity != m_header.identity) {
        m_recordScan.clear();
        m_materialScan.clear();
        m_exceptions.clear();
        m_filled = false;
    }
    m_header = header;
    m_product = product;
    m_recipe = recipe;
    m_token->setIdentity(header.identity, header.shape, header.colour);
    retranslate();
}

void StartChecklistPage::setItems(const QVector<ChecklistItem> &items)
{
    if (m_filled && items == m_items)
        return;
    m_items = items;
    if (!m_filled && !items.isEmpty()) {
        // Open at what needs somebody.
        m_filled = true;
        for (int i = 0; i < Groups; ++i) {
            if (groupState(ChecklistItem::Group(i)) != CheckState::Passed) {
                m_chosen = ChecklistItem::Group(i);
                break;
            }
        }
    }
    refresh();
    fillDetails();
}

void StartChecklistPage::setPerson(const PersonId &person)
{
    m_person = person;
    refresh();
}

void StartChecklistPage::setKnownPersons(const QStringList &codedNames)
{
    m_known = codedNames;
}

void StartChecklistPage::showRefusal(const QString &text)
{
    m_refusal = text;
    refresh();
}

void StartChecklistPage::chooseGroup(ChecklistItem::Group group)
{
    m_chosen = group;
    refresh();
    fillDetails();
}

QVector<ChecklistItem> StartChecklistPage::itemsOf(ChecklistItem::Group group) const
{
    QVector<ChecklistItem> items;
    for (ChecklistItem item : m_items) {
        if (item.group != group)
            continue;
        // An exception stands only as long as the item still allows one and is still not settled.
        if (item.state != CheckState::Passed && item.exceptionAllowed
            && m_exceptions.contains(item.id))
            item.state = CheckState::Excepted;
        items << item;
    }
    return items;
}

CheckState StartChecklistPage::groupState(ChecklistItem::Group group) const
{
    const QVector<ChecklistItem> items = itemsOf(group);
    if (group != ChecklistItem::Group::Identity)
        return StartChecklist::worst(items);
    const CheckState scans
        = StartChecklist::identity(m_header.identity, m_recordScan, m_materialScan);
    const CheckState others = items.isEmpty() ? CheckState::Passed : StartChecklist::worst(items);
    if (scans == CheckState::Failed || others == CheckState::Failed)
        return CheckState::Failed;
    return scans == CheckState::Open ? scans : others;
}

QString StartChecklistPage::problem() const
{
    if (m_header.id.isEmpty())
        return tr("No batch is prepared.");
    if (m_person.isEmpty())
        return tr("Sign in first.");
    QStringList open;
    for (int i = 0; i < Groups; ++i) {
        const CheckState state = groupState(ChecklistItem::Group(i));
        if (state == CheckState::Open || state == CheckState::Failed)
            open << StartChecklist::groupName(ChecklistItem::Group(i));
    }
    return open.isEmpty() ? QString() : tr("Not settled: %1.").arg(open.join(tr(", ")));
}

ChecklistResult StartChecklistPage::result() const
{
    ChecklistResult result {m_header.id, m_recordScan, m_materialScan, {}, m_person};
    for (const ChecklistItem &item : m_items) {
        if (item.state != CheckState::Passed && item.exceptionAllowed
            && m_exceptions.contains(item.id))
            result.exceptions << m_exceptions.value(item.id);
    }
    return result;
}

QString StartChecklistPage::itemText(const ChecklistItem &item) const
{
    return item.detail.code.isEmpty() ? QString()
                                      : MessageCatalog::shipped().text(item.detail, language());
}

QString StartChecklistPage::groupDetail(ChecklistItem::Group group) const
{
    const QVector<ChecklistItem> items = itemsOf(group);
    if (group == ChecklistItem::Group::Identity) {
        switch (StartChecklist::identity(m_header.identity, m_recordScan, m_materialScan)) {
        case CheckState::Failed:
            return tr("The scanned code is not that of this batch");
        case CheckState::Open:
            return tr("Scan the record and the material");
        default:
            break;
        }
        if (items.isEmpty())
            return tr("Record and material agree");
    }
    if (items.isEmpty())
        return tr("Nothing is known yet");
    const CheckState state = StartChecklist::worst(items);
    const auto first = std::find_if(items.cbegin(), items.cend(),
        [&](const ChecklistItem &item) { return item.state == state; });
    const auto settled = std::count_if(items.cbegin(), items.cend(), [](const ChecklistItem &item) {
        return item.state == CheckState::Passed || item.state == CheckState::Excepted;
    });
    if (state == CheckState::Passed)
        return items.size() == 1 ? itemText(items.first()) : tr("all %1 settled").arg(items.size());
    QString text = first->subject;
    const QString more = itemText(*first);
    if (!more.isEmpty())
        text = text.isEmpty() ? more : tr("%1: %2").arg(text, more);
    if (items.size() > 1)
        text = tr("%1 of %2 · %3").arg(settled).arg(items.size()).arg(text);
    return text;
}

void StartChecklistPage::refresh()
{
    int settled = 0;
    for (int i = 0; i < Groups; ++i) {
        const auto group = ChecklistItem::Group(i);
        const CheckState state = groupState(group);
        settled += state == CheckState::Passed || state == CheckState::Excepted;
        m_rows[i]->setContent(state, StartChecklist::groupName(group), groupDetail(group));
        m_rows[i]->setChecked(group == m_chosen);
    }
    m_count->setText(tr("%1 of %2 settled").arg(settled).arg(Groups));
    const QString why = problem();
    m_start->setEnabled(why.isEmpty());
    m_hint->setText(!m_refusal.isEmpty() ? m_refusal
            : !why.isEmpty()             ? why
                             : tr("Everything is settled. The start is recorded with your name."));
    touch::ink(m_hint, m_refusal.isEmpty() ? theme().muted : theme().rejected);
    m_detailTitle->setText(StartChecklist::groupName(m_chosen));
}

void StartChecklistPage::retranslate()
{
    m_token->setLanguage(language());
    QString title = tr("Before the start: batch %1").arg(m_header.id.value());
    if (m_header.simulated)
        title += u" · "_s + tr("SIMULATION");
    m_title->setText(title);
    m_title->setToolTip(m_product.in(language()) + u" · "_s + m_recipe);
    m_again->setText(tr("Check again"));
    m_cancel->setText(tr("Not now"));
    m_start->setText(tr("Start the batch"));
    refresh();
    fillDetails();
}

void StartChecklistPage::restyle()
{
    m_token->setTheme(theme());
    for (CheckRow *row : std::as_const(m_rows))
        row->setTheme(theme());
    touch::ink(m_count, theme().muted);
    m_again->setIcon(Theme::icon(u"refresh"_s, theme().muted));
    refresh();
    fillDetails();
}

void StartChecklistPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

} // namespace cytoloom
