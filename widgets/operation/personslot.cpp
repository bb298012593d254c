// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/personslot.h"

#include "widgets/common/persondialog.h"
#include "widgets/operation/touch.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

PersonSlot::PersonSlot(const Theme &theme, const QString &objectName, QWidget *parent)
    : Page(theme, parent)
    , m_caption(touch::label(this, 15))
    , m_button(touch::bigButton(this, objectName))
    , m_hint(touch::label(this, 14, false, true))
{
    m_button->setFont(Theme::font(Theme::panelBody, true));
    m_button->setIconSize({26, 26});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space1);
    layout->addWidget(m_caption);
    layout->addWidget(m_button);
    layout->addWidget(m_hint);
    connect(m_button, &QPushButton::clicked, this, &PersonSlot::ask);
    restyle();
    retranslate();
}

void PersonSlot::setTitle(const QString &title)
{
    m_title = title;
    retranslate();
}

void PersonSlot::setKnown(const QStringList &codedNames)
{
    m_known = codedNames;
}

void PersonSlot::setPerson(const PersonId &person)
{
    m_person = person;
    m_refused.clear();
    restyle();
    retranslate();
}

void PersonSlot::setDifferentFrom(const PersonSlot *other)
{
    m_other = other;
}

void PersonSlot::setBlocked(const QString &why)
{
    m_blocked = why;
    if (!why.isEmpty())
        m_person = {};
    restyle();
    retranslate();
}

void PersonSlot::ask()
{
    if (!m_person.isEmpty()) {
        setPerson({});
        Q_EMIT changed();
        return;
    }
    auto *dialog = new PersonDialog(theme(), m_known, {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->askForSignature();
    connect(
        dialog, &PersonDialog::chosen, this, [this](const QString &name) { take(PersonId(name)); });
    dialog->open();
}

void PersonSlot::take(const PersonId &person)
{
    if (m_other && m_other->person() == person) {
        m_refused = tr("%1 stands there already: a second person is needed.").arg(person.value());
        retranslate();
        return;
    }
    setPerson(person);
    Q_EMIT changed();
}

void PersonSlot::retranslate()
{
    m_caption->setText(m_title);
    m_button->setText(m_person.isEmpty() ? tr("Sign…") : m_person.value());
    m_button->setEnabled(m_blocked.isEmpty());
    m_button->setAccessibleName(m_title + u": "_s + m_button->text());
    const QString hint = !m_refused.isEmpty() ? m_refused
        : !m_blocked.isEmpty()                ? m_blocked
        : m_person.isEmpty()                  ? QString()
                                              : tr("Tap to take the name back.");
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    touch::ink(m_hint, m_refused.isEmpty() ? theme().muted : theme().rejected);
}

void PersonSlot::restyle()
{
    touch::ink(m_caption, theme().muted);
    m_button->setIcon(m_person.isEmpty() ? Theme::icon(u"sign"_s, theme().muted)
                                         : Theme::icon(u"check"_s, theme().passed));
}

} // namespace cytoloom
