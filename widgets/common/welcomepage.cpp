// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/welcomepage.h"

#include "widgets/common/cardbutton.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

WelcomePage::WelcomePage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_logo(new QLabel(this))
    , m_title(new QLabel(this))
    , m_line(new QLabel(this))
    , m_begin(new QLabel(this))
    , m_recent(new QLabel(this))
    , m_noRecent(new QLabel(this))
    , m_zh(new QPushButton(u"中文"_s, this))
    , m_en(new QPushButton(u"English"_s, this))
    , m_open(new QPushButton(this))
    , m_new(new QPushButton(this))
    , m_grid(new QGridLayout)
    , m_recentLayout(new QVBoxLayout)
{
    m_title->setFont(Theme::font(Theme::panelPage, true));
    m_line->setFont(Theme::font(Theme::section));
    m_line->setProperty("role", u"muted"_s);
    m_line->setWordWrap(true);
    for (QLabel *heading : {m_begin, m_recent}) {
        heading->setFont(Theme::font(Theme::section, true));
    }
    m_noRecent->setProperty("role", u"muted"_s);
    m_noRecent->setWordWrap(true);
    for (QPushButton *button : {m_zh, m_en}) {
        button->setCheckable(true);
        button->setMinimumSize(96, 40);
    }
    for (QPushButton *button : {m_open, m_new})
        button->setMinimumHeight(44);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_line);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space4);
    head->addWidget(m_logo);
    head->addLayout(words, 1);
    head->addWidget(m_zh);
    head->addWidget(m_en);

    m_grid->setSpacing(Theme::space4);
    m_recentLayout->setSpacing(Theme::space1);
    auto *left = new QVBoxLayout;
    left->setSpacing(Theme::space3);
    left->addWidget(m_begin);
    left->addLayout(m_grid);
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(Theme::space3);
    right->addWidget(m_recent);
    right->addLayout(m_recentLayout);
    right->addWidget(m_noRecent);
    right->addSpacing(Theme::space3);
    right->addWidget(m_open);
    right->addWidget(m_new);
    right->addStretch(1);
    auto *body = new QHBoxLayout;
    body->setSpacing(Theme::space6);
    body->addLayout(left, 3);
    body->addLayout(right, 1);

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(48, 40, 48, 32);
    all->setSpacing(Theme::space6);
    all->addLayout(head);
    all->addLayout(body, 1);

    connect(m_zh, &QPushButton::clicked, this, [this] { Q_EMIT languageRequested(Language::Zh); });
    connect(m_en, &QPushButton::clicked, this, [this] { Q_EMIT languageRequested(Language::En); });
    connect(m_open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    connect(m_new, &QPushButton::clicked, this, &WelcomePage::newRecipeRequested);
    restyle();
    retranslate();
}

void WelcomePage::setCards(const QVector<WelcomeCard> &cards)
{
    qDeleteAll(m_cardButtons);
    m_cardButtons.clear();
    m_cards = cards;
    for (const WelcomeCard &card : cards) {
        auto *button = new CardButton(theme(), this);
        button->setObjectName(u"card-"_s + card.id);
        button->setIconName(card.icon);
        button->setMinimumHeight(190);
        connect(
            button, &CardButton::clicked, this, [this, id = card.id] { Q_EMIT cardChosen(id); });
        m_cardButtons << button;
    }
    m_columns = 0;
    arrange();
    retranslate();
}

void WelcomePage::setRecentFiles(const QVector<RecentFile> &files)
{
    qDeleteAll(m_fileButtons);
    m_fileButtons.clear();
    m_files = files;
    for (const RecentFile &file : files) {
        auto *button = new QPushButton(this);
        button->setProperty("role", u"link"_s);
        button->setMinimumHeight(32);
        connect(button, &QPushButton::clicked, this,
            [this, path = file.path] { Q_EMIT fileChosen(path); });
        m_recentLayout->addWidget(button);
        m_fileButtons << button;
    }
    retranslate();
}

void WelcomePage::arrange()
{
    const int columns = width() >= 1500 ? 3 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < m_cardButtons.size(); ++i)
        m_grid->addWidget(m_cardButtons[i], i / columns, i % columns);
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void WelcomePage::retranslate()
{
    m_title->setText(language() == Language::Zh ? u"胞织 Cytoloom"_s : u"Cytoloom"_s);
    m_line->setText(tr("Draw the process, prove it, run it, watch it, sign its record."));
    m_begin->setText(tr("Start here"));
    m_recent->setText(tr("Recent"));
    m_noRecent->setText(tr("Files that you open will be listed here."));
    m_noRecent->setVisible(m_files.isEmpty());
    m_open->setText(tr("Open file…"));
    m_new->setText(tr("New recipe"));
    m_zh->setChecked(language() == Language::Zh);
    m_en->setChecked(language() == Language::En);
    for (int i = 0; i < m_cardButtons.size(); ++i) {
        const WelcomeCard &card = m_cards[i];
        m_cardButtons[i]->setTexts(
            card.title.in(language()), card.text.in(language()), card.facts.in(language()));
    }
    for (int i = 0; i < m_fileButtons.size(); ++i) {
        const RecentFile &file = m_files[i];
        const QString title = file.title.in(language());
        m_fileButtons[i]->setText(title.isEmpty() ? QFileInfo(file.path).fileName() : title);
        m_fileButtons[i]->setToolTip(tr("%1, opened %2")
                                         .arg(file.path,
                                             QDateTime::fromMSecsSinceEpoch(toMs(file.opened))
                                                 .toString(u"yyyy-MM-dd HH:mm"_s)));
    }
}

void WelcomePage::restyle()
{
    m_logo->setPixmap(
        Theme::icon(u"logo"_s, theme().accent).pixmap(QSize(56, 56), devicePixelRatioF()));
    m_open->setIcon(Theme::icon(u"open"_s, theme().text));
    m_new->setIcon(Theme::icon(u"new"_s, theme().text));
    for (CardButton *button : std::as_const(m_cardButtons))
        button->setTheme(theme());
}

void WelcomePage::resizeEvent(QResizeEvent *event)
{
    arrange();
    Page::resizeEvent(event);
}

void WelcomePage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

} // namespace cytoloom
