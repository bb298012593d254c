// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/noticebar.h"

#include "processgraph/foundation/messagecatalog.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

NoticeBar::NoticeBar(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_remedy(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_more(new QPushButton(this))
    , m_button(new QPushButton(this))
{
    setObjectName(u"notice-bar"_s);
    m_text->setObjectName(u"notice-text"_s);
    m_button->setObjectName(u"notice-button"_s);
    m_text->setFont(Theme::font(15, true));
    m_remedy->setFont(Theme::font(14));
    for (QLabel *label : {m_text, m_remedy}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFocusPolicy(Qt::NoFocus);
    }
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(160, 6);
    for (QPushButton *button : {m_more, m_button}) {
        button->setMinimumHeight(44);
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_more->setProperty("role", u"link"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_text);
    words->addWidget(m_remedy);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space2, Theme::space3, Theme::space2);
    layout->setSpacing(Theme::space3);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addLayout(words, 1);
    layout->addWidget(m_progress, 0, Qt::AlignVCenter);
    layout->addWidget(m_more);
    layout->addWidget(m_button);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_entries.append(m_entries.takeFirst()); // round and round
        retranslate();
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        const QString key = shownKey();
        const bool cancel = !m_entries.isEmpty() && m_entries.first().cancellable;
        clear(key);
        if (cancel)
            Q_EMIT cancelRequested(key);
    });
    hide();
}

qsizetype NoticeBar::indexOf(const QString &key) const
{
    const auto found = std::find_if(m_entries.cbegin(), m_entries.cend(),
        [&key](const Entry &entry) { return entry.key == key; });
    return found == m_entries.cend() ? -1 : found - m_entries.cbegin();
}

void NoticeBar::put(const Entry &entry)
{
    if (const qsizetype known = indexOf(entry.key); known >= 0)
        m_entries.removeAt(known);
    m_entries.prepend(entry);
    std::stable_sort(
        m_entries.begin(), m_entries.end(), [](const Entry &first, const Entry &second) {
            if (first.lasting != second.lasting)
                return first.lasting;
            return first.level > second.level;
        });
    retranslate();
}

void NoticeBar::set(const QString &key, NoticeLevel level, const Error &error, bool lasting)
{
    const qsizetype known = indexOf(key);
    if (known >= 0 && !m_entries[known].busy && m_entries[known].error == error)
        return; // a state that is told again and again shall not flicker
    put({key, level, error, {}, lasting, false});
}

void NoticeBar::setBusy(const QString &key, std::function<QString()> text, bool cancellable)
{
    put({key, NoticeLevel::Info, Error(), std::move(text), false, cancellable});
}

void NoticeBar::clear(const QString &key)
{
    const qsizetype known = indexOf(key);
    if (known < 0)
        return;
    m_entries.removeAt(known);
    retranslate();
}

bool NoticeBar::contains(const QString &key) const
{
    return indexOf(key) >= 0;
}

QString NoticeBar::shownKey() const
{
    return m_entries.isEmpty() ? QString() : m_entries.first().key;
}

QString NoticeBar::shownText() const
{
    return m_entries.isEmpty() ? QString() : m_text->text();
}

QColor NoticeBar::ink() const
{
    if (m_entries.isEmpty() || m_entries.first().level == NoticeLevel::Info)
        return theme().accent;
    return theme().alarm[m_entries.first().level == NoticeLevel::Error ? 0 : 1];
}

void NoticeBar::retranslate()
{
    setVisible(!m_entries.isEmpty());
    if (m_entries.isEmpty())
        return;
    const Entry &entry = m_entries.first();
    const MessageCatalog &catalog = MessageCatalog::shipped();
    QString remedy;
    if (entry.busy) {
        m_text->setText(entry.busy());
    } else {
        m_text->setText(catalog.text(entry.error.message, language()));
        remedy = catalog.remedy(entry.error.message, language());
        const auto &place = entry.error.place;
        if (!place.file.isEmpty() && (place.line > 0 || !place.path.isEmpty())) {
            const QString at = u"%1:%2 %3"_s.arg(place.file).arg(place.line).arg(place.path);
            remedy += (remedy.isEmpty() ? QString() : u" · "_s) + at.trimmed();
        }
    }
    m_remedy->setText(remedy);
    m_remedy->setVisible(!remedy.isEmpty());
    m_progress->setVisible(bool(entry.busy));
    m_more->setVisible(m_entries.size() > 1);
    m_more->setText(tr("%1 more").arg(m_entries.size() - 1));
    m_button->setVisible(!entry.lasting && (!entry.busy || entry.cancellable));
    m_button->setText(entry.cancellable ? tr("Cancel") : tr("Close"));
    setAccessibleName(m_text->text());
    restyle();
}

void NoticeBar::restyle()
{
    const bool info = m_entries.isEmpty() || m_entries.first().level == NoticeLevel::Info;
    m_icon->setPixmap(Theme::icon(info ? u"info"_s : u"warning"_s, ink())
                          .pixmap(QSize(24, 24), devicePixelRatioF()));
    QPalette colours = m_remedy->palette();
    colours.setColor(QPalette::WindowText, theme().muted);
    m_remedy->setPalette(colours);
    update();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().raised);
    painter.fillRect(QRect(0, 0, 6, height()), ink());
    painter.fillRect(QRect(0, height() - 2, width(), 2), ink());
}

} // namespace cytoloom
