// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/handoverpage.h"

#include "widgets/common/identitytoken.h"
#include "widgets/operation/personslot.h"
#include "widgets/operation/touch.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString moment(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(time)).toString(u"yyyy-MM-dd HH:mm"_s);
}

void clear(QVBoxLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

} // namespace

HandoverPage::HandoverPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_back(touch::button(this, u"handover-back"_s))
    , m_title(touch::label(this, Theme::panelSection, true))
    , m_when(touch::label(this, Theme::panelCaption))
    , m_list(new QWidget)
    , m_listLayout(new QVBoxLayout(m_list))
    , m_remarkWord(touch::label(this, 15))
    , m_remarks(new QPlainTextEdit(this))
    , m_outgoing(new PersonSlot(theme, u"outgoing"_s, this))
    , m_incoming(new PersonSlot(theme, u"incoming"_s, this))
    , m_hint(touch::label(this, 15, false, true))
    , m_hand(touch::bigButton(this, u"handover-sign"_s, u"primary"_s))
    , m_pastWord(touch::label(this, 15))
    , m_pastList(new QWidget)
    , m_pastLayout(new QVBoxLayout(m_pastList))
    , m_signing(new QWidget(this))
{
    setObjectName(u"handover"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space4);
    head->addWidget(m_back);
    head->addWidget(m_title);
    head->addWidget(m_when, 1);
    m_listLayout->setContentsMargins(Theme::space3, Theme::space2, touch::gap(), Theme::space2);
    m_listLayout->setSpacing(Theme::space2);
    auto *card = new QFrame(this);
    card->setProperty("panel", u"strongCard"_s);
    auto *inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(2, 2, 2, 2);
    inCard->addWidget(touch::scroller(card, m_list));
    m_remarks->setObjectName(u"handover-remarks"_s);
    m_remarks->setFont(Theme::font(Theme::panelCaption));
    m_remarks->setTabChangesFocus(true);
    m_remarks->setMinimumHeight(70);
    m_outgoing->setDifferentFrom(m_incoming);
    m_incoming->setDifferentFrom(m_outgoing);
    auto *signing = new QVBoxLayout(m_signing);
    signing->setContentsMargins(0, 0, 0, 0);
    signing->setSpacing(Theme::space2);
    signing->addWidget(m_outgoing);
    signing->addWidget(m_incoming);
    signing->addWidget(m_hint);
    signing->addWidget(m_hand);
    m_pastLayout->setContentsMargins(0, 0, 4, 0);
    m_pastLayout->setSpacing(touch::gap());
    QScrollArea *past = touch::scroller(this, m_pastList);
    past->setMinimumHeight(touch::normal() + 4);
    auto *right = new QVBoxLayout;
    right->setSpacing(Theme::space2);
    right->addWidget(m_remarkWord);
    right->addWidget(m_remarks, 3);
    right->addWidget(m_signing);
    right->addWidget(m_pastWord);
    right->addWidget(past, 2);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(Theme::space4);
    middle->addWidget(card, 9);
    middle->addLayout(right, 5);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space4);
    layout->setSpacing(Theme::space3);
    layout->addLayout(head);
    layout->addLayout(middle, 1);
    connect(m_back, &QPushButton::clicked, this, &HandoverPage::closed);
    for (PersonSlot *slot : {m_outgoing, m_incoming})
        connect(slot, &PersonSlot::changed, this, &HandoverPage::signatureChanged);
    connect(m_hand, &QPushButton::clicked, this, [this] {
        if (!problem().isEmpty())
            return;
        HandoverRecord record {
            m_draft.now, m_outgoing->person(), m_incoming->person(), QJsonObject()};
        record.body = handover::toJson(
            m_draft, m_remarks->toPlainText().trimmed(), record.outgoing, record.incoming);
        Q_EMIT handedOver(record);
    });
    restyle();
    retranslate();
}

bool HandoverPage::isFrozen() const
{
    return !m_outgoing->person().isEmpty() || !m_incoming->person().isEmpty();
}

QString HandoverPage::problem() const
{
    if (m_draft.now == UtcTime {})
        return tr("Nothing is known of the plant yet.");
    if (m_outgoing->person().isEmpty())
        return tr("The outgoing person signs first; that freezes what is shown.");
    if (m_incoming->person().isEmpty())
        return tr("The incoming person reads and signs.");
    return {};
}

void HandoverPage::setInput(const HandoverInput &input)
{
    m_live = input;
    if (isFrozen() || input == m_draft)
        return;
    m_draft = input;
    refresh();
    if (m_shown < 0)
        fill();
}

void HandoverPage::setPast(const QVector<HandoverRecord> &records)
{
    m_past = records;
    if (m_shown >= m_past.size())
        m_shown = -1;
    fillPast();
    fill();
}

void HandoverPage::setPerson(const PersonId &person)
{
    m_person = person;
}

void HandoverPage::setKnownPersons(const QStringList &codedNames)
{
    m_outgoing->setKnown(codedNames);
    m_incoming->setKnown(codedNames);
}

void HandoverPage::showStored()
{
    m_outgoing->setPerson({});
    m_incoming->setPerson({});
    m_remarks->clear();
    signatureChanged();
}

void HandoverPage::signatureChanged()
{
    // Another remark or a newer state would be something that nobody has signed.
    m_remarks->setReadOnly(isFrozen());
    if (!isFrozen() && m_draft != m_live) {
        m_draft = m_live;
        fill();
    }
    refresh();
}

void HandoverPage::refresh()
{
    const bool past = m_shown >= 0;
    m_signing->setVisible(!past);
    const UtcTime at = past ? m_past[m_shown].at : m_draft.now;
    m_title->setText(past ? tr("Past handover") : tr("Shift handover"));
    QString when = at == UtcTime {} ? QString() : moment(at);
    if (past)
        when += u" · "_s
            + tr("%1 to %2, signed by both")
                  .arg(m_past[m_shown].outgoing.value(), m_past[m_shown].incoming.value());
    else
        when += u" · "_s + (isFrozen() ? tr("frozen by signature") : tr("draft, writes itself"));
    m_when->setText(when);
    m_incoming->setBlocked(
        m_outgoing->person().isEmpty() ? tr("After the outgoing person.") : QString());
    const QString why = problem();
    m_hand->setEnabled(why.isEmpty());
    m_hint->setText(why.isEmpty() ? tr("Both have signed; it cannot be changed afterwards.") : why);
    m_back->setText(past ? tr("To the draft") : tr("All batches"));
    disconnect(m_back, nullptr, this, nullptr);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_shown < 0) {
            Q_EMIT closed();
            return;
        }
        m_shown = -1;
        fillPast();
        fill();
    });
}

void HandoverPage::addLine(const HandoverLine &line)
{
    auto *row = new QWidget(m_list);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space3);
    if (!line.identity.isEmpty()) {
        auto *token = new IdentityToken(theme(), row);
        token->setLanguage(language());
        token->setIdentity(line.identity, line.shape, line.colour);
        token->setFixedWidth(300);
        layout->addWidget(token);
    }
    QLabel *text = touch::label(row, Theme::panelCaption, line.urgent, true);
    text->setText(line.batch.isEmpty() || !line.identity.isEmpty()
            ? line.text
            : line.batch.value() + u" · "_s + line.text);
    layout->addWidget(text, 1);
    m_listLayout->addWidget(row);
}

void HandoverPage::fill()
{
    clear(m_listLayout);
    std::optional<HandoverInput> shown = m_draft;
    QString remarks;
    if (m_shown >= 0) {
        shown = handover::fromJson(m_past[m_shown].body);
        remarks = m_past[m_shown].body[u"remarks"_s].toString();
    }
    if (!shown) {
        QLabel *unknown = touch::label(m_list, Theme::panelBody, false, true);
        unknown->setText(
            tr("This record was written by another version and cannot be shown here."));
        m_listLayout->addWidget(unknown);
        shown = HandoverInput {};
    }
    if (!remarks.isEmpty()) {
        QLabel *words = touch::label(m_list, Theme::panelCaption, true, true);
        words->setText(tr("Remarks: %1").arg(remarks));
        m_listLayout->addWidget(words);
    }
    const QVector<HandoverLine> lines = handover::lines(*shown, language());
    std::optional<HandoverLine::Section> section;
    for (const HandoverLine &line : lines) {
        if (line.section != section) {
            section = line.section;
            QLabel *title = touch::label(m_list, Theme::panelBody, true);
            const auto many = std::count_if(lines.cbegin(), lines.cend(),
                [&](const HandoverLine &each) { return each.section == line.section; });
            title->setText(u"%1  %2"_s.arg(handover::sectionName(line.section)).arg(many));
            m_listLayout->addSpacing(m_listLayout->count() > 0 ? Theme::space3 : 0);
            m_listLayout->addWidget(title);
        }
        addLine(line);
    }
    if (lines.isEmpty()) {
        QLabel *none = touch::label(m_list, Theme::panelBody, false, true);
        none->setText(tr("Nothing is open: no batch, no alarm, no question."));
        touch::ink(none, theme().muted);
        m_listLayout->addWidget(none);
    }
    m_listLayout->addStretch();
    refresh();
}

void HandoverPage::fillPast()
{
    clear(m_pastLayout);
    for (int i = 0; i < m_past.size(); ++i) {
        QPushButton *button = touch::button(m_pastList, u"past-%1"_s.arg(i));
        button->setText(u"%1  %2 → %3"_s.arg(
            moment(m_past[i].at), m_past[i].outgoing.value(), m_past[i].incoming.value()));
        button->setCheckable(true);
        button->setChecked(i == m_shown);
        connect(button, &QPushButton::clicked, this, [this, i] {
            m_shown = m_shown == i ? -1 : i;
            fill();
            for (int each = 0; each < m_past.size(); ++each) {
                if (auto *other = m_pastList->findChild<QPushButton *>(u"past-%1"_s.arg(each)))
                    other->setChecked(each == m_shown);
            }
        });
        m_pastLayout->addWidget(button);
    }
    m_pastLayout->addStretch();
    m_pastWord->setText(m_past.isEmpty() ? tr("No handover has been signed yet.")
                                         : tr("Past handovers: %1").arg(m_past.size()));
}

void HandoverPage::retranslate()
{
    m_remarkWord->setText(tr("Remarks"));
    m_remarks->setPlaceholderText(tr("What the plant cannot know"));
    m_outgoing->setTitle(tr("Hands over"));
    m_incoming->setTitle(tr("Takes over"));
    m_outgoing->setLanguage(language());
    m_incoming->setLanguage(language());
    m_hand->setText(tr("Hand over"));
    fillPast();
    fill();
}

void HandoverPage::restyle()
{
    m_outgoing->setTheme(theme());
    m_incoming->setTheme(theme());
    m_back->setIcon(Theme::icon(u"left"_s, theme().muted));
    for (QLabel *label : {m_when, m_remarkWord, m_pastWord, m_hint})
        touch::ink(label, theme().muted);
    fill();
}

void HandoverPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

} // namespace cytoloom
