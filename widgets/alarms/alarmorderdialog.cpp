// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/alarmorderdialog.h"

#include "processgraph/alarms/alarmcatalog.h"
#include "widgets/common/words.h"
#include "widgets/grapheditor/words.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Verb = AlarmOrder::Verb;

struct VerbWords
{
    QString title;
    QString effect;
    QString confirm;
};

VerbWords wordsOf(Verb verb)
{
    switch (verb) {
    case Verb::Shelve:
        return {AlarmOrderDialog::tr("Shelve alarm"),
            AlarmOrderDialog::tr(
                "It stays silent and listed as shelved. It comes back by itself when its time is "
                "over. The record keeps who, why and for how long; a limit that is exceeded "
                "meanwhile is a deviation all the same."),
            AlarmOrderDialog::tr("Shelve")};
    case Verb::Unshelve:
        return {AlarmOrderDialog::tr("End shelving"),
            AlarmOrderDialog::tr("If its condition holds, the alarm calls at once."),
            AlarmOrderDialog::tr("End shelving")};
    case Verb::TakeOutOfService:
        return {AlarmOrderDialog::tr("Take alarm out of service"),
            AlarmOrderDialog::tr(
                "It stays silent until somebody returns it to service. Meant for a broken sensor: "
                "watch the quantity by other means."),
            AlarmOrderDialog::tr("Take out of service")};
    case Verb::ReturnToService:
        return {AlarmOrderDialog::tr("Return alarm to service"),
            AlarmOrderDialog::tr("If its condition holds, the alarm calls at once."),
            AlarmOrderDialog::tr("Return to service")};
    case Verb::Reset:
        return {AlarmOrderDialog::tr("Reset latched alarm"),
            AlarmOrderDialog::tr(
                "Its condition is over and its effect on the product has been looked at."),
            AlarmOrderDialog::tr("Reset")};
    default:
        return {AlarmOrderDialog::tr("Comment on alarm"),
            AlarmOrderDialog::tr("The comment goes into the record of the batch."),
            AlarmOrderDialog::tr("Write comment")};
    }
}

QStringList reasonsFor(Verb verb)
{
    if (verb == Verb::Shelve)
        return {AlarmOrderDialog::tr("Known, being worked on"),
            AlarmOrderDialog::tr("Sampling or loading"), AlarmOrderDialog::tr("Calibration"),
            AlarmOrderDialog::tr("Nuisance, change requested")};
    if (verb == Verb::TakeOutOfService)
        return {AlarmOrderDialog::tr("Sensor broken"), AlarmOrderDialog::tr("Under maintenance")};
    if (verb == Verb::ReturnToService)
        return {AlarmOrderDialog::tr("Repaired and checked"),
            AlarmOrderDialog::tr("Maintenance finished")};
    return {};
}

} // namespace

AlarmOrderDialog::AlarmOrderDialog(const Theme &theme, const Alarm &alarm, Verb verb,
    Language language, UtcTime now, QWidget *parent)
    : QDialog(parent)
    , m_alarm(alarm)
    , m_verb(verb)
    , m_now(now)
    , m_role(new QButtonGroup(this))
    , m_time(new QButtonGroup(this))
    , m_reasons(new QButtonGroup(this))
    , m_text(new QPlainTextEdit(this))
    , m_end(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_confirm(new QPushButton(this))
{
    const AlarmPolicy &policy = AlarmCatalog::shipped().policy();
    const VerbWords text = wordsOf(verb);
    setWindowTitle(text.title);
    setPalette(theme.palette());
    setMinimumWidth(960);
    auto *title = new QLabel(text.title, this);
    title->setFont(Theme::font(Theme::panelSection, true));
    const QString place = alarm.tag.isEmpty() ? alarm.device.value() : alarm.tag.value();
    auto *which = new QLabel(
        u"%1 · %2 · %3"_s.arg(words::priority(alarm.priority), alarm.name.in(language), place),
        this);
    auto *effect = new QLabel(text.effect, this);
    for (QLabel *label : {which, effect, m_end, m_hint}) {
        label->setFont(Theme::font(Theme::panelCaption));
        label->setWordWrap(true);
    }
    which->setFont(Theme::font(Theme::panelBody, true));
    m_end->setFont(Theme::font(Theme::panelCaption, true));
    m_end->setObjectName(u"end"_s);
    m_hint->setObjectName(u"hint"_s);
    m_hint->setProperty("role", u"muted"_s);
    m_hint->setMinimumHeight(QFontMetrics(m_hint->font()).height());
    m_text->setObjectName(u"reason"_s);
    m_text->setFont(Theme::font(Theme::panelBody));
    m_text->setFixedHeight(80);
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(verb == Verb::Comment ? tr("Comment") : tr("Reason"));
    m_text->setAccessibleName(m_text->placeholderText());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space5, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space3);
    layout->addWidget(title);
    layout->addWidget(which);
    layout->addWidget(effect);
    if (verb == Verb::Shelve) {
        QStringList times;
        for (const Duration time : policy.shelvingTimes)
            times << toReadable(time);
        addChoices(layout, tr("For how long"), m_time, times, u"time"_s);
        m_oneShot = new QPushButton(tr("Back as soon as the value has returned"), this);
        m_oneShot->setCheckable(true);
        m_oneShot->setObjectName(u"one-shot"_s);
        m_oneShot->setProperty("touch", true);
        m_oneShot->setMinimumHeight(std::max(Theme::millimetres(15), 52));
        m_oneShot->setEnabled(alarm.present);
        m_oneShot->setVisible(alarm.present);
        connect(m_oneShot, &QPushButton::toggled, this, [this] { check(); });
        auto *row = new QHBoxLayout;
        row->setSpacing(Theme::space4);
        row->addWidget(m_oneShot);
        row->addWidget(m_end, 1);
        layout->addLayout(row);
    } else {
        m_end->hide();
    }
    if (verb == Verb::Shelve)
        m_roles = policy.shelvingRoles;
    else if (verb == Verb::TakeOutOfService || verb == Verb::ReturnToService)
        m_roles = policy.serviceRoles;
    if (!m_roles.isEmpty()) {
        QStringList roles;
        for (const QString &role : std::as_const(m_roles))
            roles << Words::role(role);
        addChoices(layout, tr("In the role of"), m_role, roles, u"role"_s);
    }
    const QStringList reasons = reasonsFor(verb);
    if (!reasons.isEmpty()) {
        addChoices(layout, tr("Reason"), m_reasons, reasons, u"suggestion"_s);
        connect(m_reasons, &QButtonGroup::idClicked, this,
            [this, reasons](int id) { m_text->setPlainText(reasons.at(id)); });
    }
    layout->addWidget(m_text);
    layout->addWidget(m_hint);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    m_confirm->setText(text.confirm);
    m_confirm->setObjectName(u"confirm"_s);
    m_confirm->setProperty("role", u"primary"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(std::max(Theme::millimetres(5), 16));
    for (QPushButton *button : {cancel, m_confirm}) {
        button->setProperty("touch", true);
        button->setMinimumSize(Theme::millimetres(45), std::max(Theme::millimetres(20), 64));
        button->setFont(Theme::font(Theme::panelBody, true));
        button->setAutoDefault(false);
        buttons->addWidget(button, 1);
    }
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] { check(); });
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed(order());
        accept();
    });
    check();
}

void AlarmOrderDialog::addChoices(QVBoxLayout *layout, const QString &head, QButtonGroup *group,
    const QStringList &words, const QString &name)
{
    auto *label = new QLabel(head, this);
    label->setFont(Theme::font(Theme::panelCaption));
    layout->addWidget(label);
    auto *grid = new QGridLayout;
    grid->setSpacing(std::max(Theme::millimetres(3), 10));
    const int columns = words.size() > 4 ? 6 : int(words.size());
    for (int i = 0; i < words.size(); ++i) {
        auto *choice = new QPushButton(words.at(i), this);
        choice->setCheckable(true);
        choice->setObjectName(u"%1-%2"_s.arg(name).arg(i));
        choice->setProperty("touch", true);
        choice->setFont(Theme::font(16));
        choice->setMinimumHeight(std::max(Theme::millimetres(15), 52));
        choice->setAutoDefault(false);
        group->addButton(choice, i);
        grid->addWidget(choice, i / columns, i % columns);
    }
    layout->addLayout(grid);
    connect(group, &QButtonGroup::idToggled, this, [this] { check(); });
}

AlarmOrder AlarmOrderDialog::order() const
{
    AlarmOrder made;
    made.verb = m_verb;
    made.alarm = m_alarm.key();
    made.text = m_text->toPlainText().trimmed();
    if (m_role->checkedId() >= 0)
        made.role = m_roles.at(m_role->checkedId());
    if (m_time->checkedId() >= 0)
        made.lasts = AlarmCatalog::shipped().policy().shelvingTimes.at(m_time->checkedId());
    made.oneShot = m_oneShot && m_oneShot->isChecked();
    return made;
}

QString AlarmOrderDialog::problem() const
{
    const AlarmOrder made = order();
    if (m_verb == Verb::Shelve && m_alarm.critical)
        return tr("This alarm protects the product and cannot be shelved. Act on it.");
    if (m_verb == Verb::Shelve && made.lasts <= Duration(0))
        return tr("Choose for how long.");
    if (!m_roles.isEmpty() && made.role.isEmpty())
        return tr("Choose the role in which you act.");
    const bool optional = m_verb == Verb::Unshelve || m_verb == Verb::Reset;
    if (made.text.isEmpty() && !optional)
        return m_verb == Verb::Comment ? tr("Write the comment.") : tr("Say why.");
    return {};
}

void AlarmOrderDialog::check()
{
    const QString missing = problem();
    m_hint->setText(missing);
    m_confirm->setEnabled(missing.isEmpty());
    const AlarmOrder made = order();
    m_end->setText(made.lasts <= Duration(0) ? tr("Comes back at: not chosen yet")
            : made.oneShot ? tr("Comes back when the value has returned, at %1 at the latest")
                                 .arg(words::clock(m_now + made.lasts, m_now))
                           : tr("Comes back at %1").arg(words::clock(m_now + made.lasts, m_now)));
}

} // namespace cytoloom
