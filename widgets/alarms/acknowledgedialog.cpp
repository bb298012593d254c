// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/acknowledgedialog.h"

#include "widgets/common/shapes.h"
#include "widgets/common/words.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>
#include <QtGui/QPixmap>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

AcknowledgeDialog::AcknowledgeDialog(
    const Theme &theme, const Alarm &alarm, Language language, QWidget *parent)
    : QDialog(parent)
    , m_comment(new QPlainTextEdit(this))
{
    setWindowTitle(tr("Acknowledge alarm"));
    setPalette(theme.palette());
    setMinimumWidth(560);
    auto *symbol = new QLabel(this);
    QPixmap picture(QSize(48, 48) * devicePixelRatio());
    picture.setDevicePixelRatio(devicePixelRatio());
    picture.fill(Qt::transparent);
    {
        QPainter painter(&picture);
        shapes::paintAlarm(painter, theme, alarm.priority, QRectF(2, 2, 44, 44));
    }
    symbol->setPixmap(picture);
    auto *title = new QLabel(
        u"%1 · %2"_s.arg(alarm.tag.value().section(u'.', 0, 0), alarm.name.in(language)), this);
    title->setFont(Theme::font(Theme::panelSection, true));
    auto *text
        = new QLabel(tr("%1, %2; since %3. %4.")
                         .arg(words::brief(alarm.value, alarm.unit), words::alarmLimit(alarm),
                             QDateTime::fromMSecsSinceEpoch(toMs(alarm.raised))
                                 .toString(u"yyyy-MM-dd HH:mm:ss"_s),
                             words::alarmState(alarm.state)),
            this);
    text->setFont(Theme::font(Theme::panelCaption));
    text->setWordWrap(true);
    m_comment->setPlaceholderText(tr("Comment (what was seen, what is being done)"));
    m_comment->setFont(Theme::font(Theme::panelBody));
    m_comment->setFixedHeight(88);
    m_comment->setTabChangesFocus(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *confirm = new QPushButton(tr("Acknowledge"), this);
    confirm->setObjectName(u"confirm"_s);
    confirm->setProperty("role", u"primary"_s);
    for (QPushButton *button : {cancel, confirm}) {
        button->setMinimumSize(Theme::millimetres(45), std::max(Theme::millimetres(20), 64));
        button->setFont(Theme::font(Theme::panelBody, true));
        button->setAutoDefault(false);
    }
    auto *words = new QVBoxLayout;
    words->addWidget(title);
    words->addWidget(text);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space4);
    head->addWidget(symbol, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::space4);
    buttons->addWidget(cancel, 1);
    buttons->addWidget(confirm, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space5, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space4);
    layout->addLayout(head);
    layout->addWidget(m_comment);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(confirm, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed(m_comment->toPlainText().trimmed());
        accept();
    });
}

} // namespace cytoloom
