// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/topbar.h"

#include "widgets/common/alarmstrip.h"
#include "widgets/common/elidedlabel.h"
#include "widgets/common/identitytoken.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

TopBar::TopBar(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_layout(new QHBoxLayout(this))
    , m_logo(new QPushButton(this))
    , m_title(new QLabel(this))
    , m_place(new ElidedLabel(this))
    , m_identity(new IdentityToken(theme, this))
    , m_alarms(new AlarmStrip(theme, this))
    , m_simulation(new QLabel(this))
    , m_local(new QLabel(this))
    , m_utc(new QLabel(this))
    , m_languageButton(new QPushButton(this))
    , m_themeButton(new QPushButton(this))
    , m_personButton(new QPushButton(this))
{
    setFixedHeight(56);
    m_layout->setContentsMargins(Theme::space2, 0, Theme::space3, 0);
    m_layout->setSpacing(Theme::space3);
    m_title->setFont(Theme::font(17, true));
    m_place->setFont(Theme::font(Theme::caption));
    m_place->setProperty("role", u"caption"_s);
    m_place->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_simulation->setFont(Theme::font(Theme::body, true));
    m_simulation->hide();
    m_local->setFont(Theme::digits(16, true));
    m_local->setAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_utc->setFont(Theme::digits(Theme::caption));
    m_utc->setAlignment(Qt::AlignRight | Qt::AlignTop);
    m_logo->setObjectName(u"home"_s);
    m_logo->setIconSize({26, 26});
    m_personButton->setObjectName(u"person"_s);
    m_languageButton->setObjectName(u"language"_s);
    m_themeButton->setObjectName(u"theme"_s);
    for (QPushButton *button : {m_logo, m_languageButton, m_themeButton, m_personButton}) {
        button->setProperty("role", u"bar"_s);
        button->setMinimumSize(44, 44);
        button->setFocusPolicy(Qt::TabFocus);
    }

    auto *clock = new QVBoxLayout;
    clock->setSpacing(0);
    clock->addStretch();
    clock->addWidget(m_local);
    clock->addWidget(m_utc);
    clock->addStretch();
    m_layout->addWidget(m_logo);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_place, 1);
    m_layout->addWidget(m_identity);
    m_layout->addWidget(m_alarms, 20);
    m_layout->addWidget(m_simulation, 0, Qt::AlignVCenter);
    m_layout->addStretch(1);
    m_layout->addLayout(clock);
    m_layout->addWidget(m_themeButton);
    m_layout->addWidget(m_languageButton);
    m_layout->addWidget(m_personButton);

    connect(m_alarms, &AlarmStrip::clicked, this, &TopBar::alarmsRequested);
    connect(m_logo, &QPushButton::clicked, this, &TopBar::homeRequested);
    connect(m_personButton, &QPushButton::clicked, this, &TopBar::personRequested);
    connect(m_themeButton, &QPushButton::clicked, this, &TopBar::themeToggleRequested);
    connect(m_languageButton, &QPushButton::clicked, this, [this] {
        Q_EMIT languageRequested(language() == Language::Zh ? Language::En : Language::Zh);
    });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &TopBar::showTime);
    m_second.start();
    restyle();
    retranslate();
}

void TopBar::setCentreWidget(QWidget *widget)
{
    m_layout->insertWidget(m_layout->indexOf(m_identity), widget);
}

void TopBar::setPlant(const LocalizedText &name, const QString &store)
{
    m_plant = name;
    m_store = store;
    retranslate();
}

void TopBar::setBatch(const BatchHeader &batch)
{
    m_identity->setIdentity(
        batch.id.isEmpty() ? QString() : batch.identity, batch.shape, batch.colour);
}

void TopBar::setAlarms(const QVector<Alarm> &alarms)
{
    const UtcTime now = m_time ? *m_time : utcFromMs(QDateTime::currentMSecsSinceEpoch());
    m_alarms->setAlarms(alarms, now);
}

void TopBar::setSimulated(bool simulated)
{
    m_simulation->setVisible(simulated);
}

void TopBar::setTime(UtcTime now)
{
    m_time = now;
    m_second.stop();
    showTime();
}

void TopBar::setPerson(const QString &codedName)
{
    m_person = codedName;
    retranslate();
}

void TopBar::showTime()
{
    const qint64 ms = m_time ? toMs(*m_time) : QDateTime::currentMSecsSinceEpoch();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms);
    m_local->setText(local.toString(u"HH:mm:ss"_s));
    const QString utc = local.toUTC().toString(u"HH:mm"_s);
    m_utc->setText(isNarrow() ? tr("%1 UTC").arg(utc)
                              : tr("%1 (%2 UTC)").arg(local.toString(u"yyyy-MM-dd"_s), utc));
    m_utc->setToolTip(local.toString(u"yyyy-MM-dd"_s));
}

void TopBar::retranslate()
{
    m_identity->setLanguage(language());
    m_alarms->setLanguage(language());
    m_title->setText(language() == Language::Zh ? u"胞织 Cytoloom"_s : u"Cytoloom"_s);
    const QString plant = m_plant.in(language());
    m_place->setText(m_store.isEmpty() ? plant : plant + u" · "_s + m_store);
    m_simulation->setText(tr("SIMULATION"));
    m_simulation->setToolTip(tr("Simulated plant: nothing here is a GMP record."));
    m_logo->setAccessibleName(tr("Start page"));
    m_logo->setToolTip(tr("Start page: open a recipe, begin anew"));
    // The button names the language that it leads to, in that language.
    m_languageButton->setText(language() == Language::Zh ? u"EN"_s : u"中"_s);
    m_languageButton->setAccessibleName(tr("Change language"));
    m_languageButton->setToolTip(tr("Change language"));
    m_themeButton->setAccessibleName(tr("Light or dark"));
    m_themeButton->setToolTip(tr("Light or dark"));
    m_personButton->setText(m_person.isEmpty() ? tr("Not signed in") : m_person);
    showTime();
}

void TopBar::restyle()
{
    m_identity->setTheme(theme());
    m_alarms->setTheme(theme());
    m_logo->setIcon(Theme::icon(u"logo"_s, theme().accent));
    m_themeButton->setIcon(Theme::icon(theme().dark ? u"sun"_s : u"moon"_s, theme().muted));
    m_personButton->setIcon(Theme::icon(u"person"_s, theme().muted));
    m_simulation->setStyleSheet(u"background:%1;color:%2;padding:6px 10px;border-radius:4px;"_s.arg(
        theme().text.name(), theme().raised.name()));
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    // The alarm needs the room more than the name of the store.
    m_place->setVisible(!isNarrow());
    showTime();
    Page::resizeEvent(event);
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
}

} // namespace cytoloom
