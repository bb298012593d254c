// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/faultcard.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/operation/attention.h"
#include "widgets/operation/commandbutton.h"
#include "widgets/operation/optionbutton.h"
#include "widgets/operation/touch.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>

namespace cytoloom {

using namespace Qt::StringLiterals;
using std::chrono::minutes;

FaultCard::FaultCard(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_caption(touch::label(this, Theme::section, true))
    , m_title(touch::label(this, Theme::panelSection, true, true))
    , m_fault(touch::label(this, 17, false, true))
    , m_tolerance(touch::label(this, 34, true))
    , m_toleranceWord(touch::label(this, 15))
    , m_respond(touch::label(this, 15, false, true))
    , m_causeWord(touch::label(this, 14, true))
    , m_cause(touch::label(this, Theme::panelCaption, false, true))
    , m_effectWord(touch::label(this, 14, true))
    , m_effect(touch::label(this, Theme::panelCaption, false, true))
    , m_hint(touch::label(this, 15, false, true))
    , m_options(new QWidget(this))
    , m_optionGrid(new QGridLayout(m_options))
{
    setObjectName(u"faultcard"_s);
    m_tolerance->setObjectName(u"fault-tolerance"_s);
    for (QLabel *label : {m_tolerance, m_toleranceWord, m_respond})
        label->setAlignment(Qt::AlignRight);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_caption);
    words->addWidget(m_title);
    words->addWidget(m_fault);
    words->addStretch();
    auto *clock = new QVBoxLayout;
    clock->setSpacing(0);
    clock->addWidget(m_toleranceWord);
    clock->addWidget(m_tolerance);
    clock->addWidget(m_respond);
    clock->addStretch();
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space4);
    head->addLayout(words, 3);
    head->addLayout(clock, 1);
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(Theme::space5);
    facts->setVerticalSpacing(2);
    facts->addWidget(m_causeWord, 0, 0);
    facts->addWidget(m_effectWord, 0, 1);
    facts->addWidget(m_cause, 1, 0, Qt::AlignTop);
    facts->addWidget(m_effect, 1, 1, Qt::AlignTop);
    facts->setColumnStretch(0, 1);
    facts->setColumnStretch(1, 1);
    m_optionGrid->setContentsMargins(0, 0, 0, 0);
    m_optionGrid->setSpacing(touch::dangerGap());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space3, Theme::space5, Theme::space4);
    layout->setSpacing(Theme::space2);
    layout->addLayout(head);
    layout->addLayout(facts);
    layout->addWidget(m_hint);
    layout->addWidget(m_options, 1);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &FaultCard::showClock);
    m_second.start();
    restyle();
    retranslate();
}

void FaultCard::setChoice(const BatchId &batch, const FaultChoice &choice)
{
    m_since.start();
    const bool same = batch == m_batch && choice.element == m_choice.element
        && choice.options == m_choice.options && choice.fault == m_choice.fault;
    m_batch = batch;
    m_choice = choice;
    if (same)
        showClock(); // a button must not go away under the finger
    else
        retranslate();
}

void FaultCard::setPerson(const PersonId &person)
{
    m_person = person;
    retranslate();
}

void FaultCard::setKnownPersons(const QStringList &codedNames)
{
    m_known = codedNames;
}

QString FaultCard::said(const Message &message) const
{
    return message.code.isEmpty() ? QString() : MessageCatalog::shipped().text(message, language());
}

QString FaultCard::word(FaultOption option)
{
    switch (option) {
    case FaultOption::Retry:
        return tr("Try again");
    case FaultOption::Skip:
        return tr("Skip");
    case FaultOption::ByHand:
        return tr("Do it by hand");
    case FaultOption::Hold:
        return tr("Stay in Hold");
    case FaultOption::Abort:
        return tr("Abort");
    }
    return {};
}

QString FaultCard::icon(FaultOption option)
{
    switch (option) {
    case FaultOption::Retry:
        return u"restart"_s;
    case FaultOption::Skip:
        return u"right"_s;
    case FaultOption::ByHand:
        return u"pfc-manual"_s;
    case FaultOption::Hold:
        return u"hold"_s;
    case FaultOption::Abort:
        return u"abort"_s;
    }
    return {};
}

void FaultCard::retranslate()
{
    QString caption = tr("Fault: needs your decision");
    caption += u" · "_s + tr("level %1").arg(m_choice.level.level);
    const QString level = m_choice.level.name.in(language());
    if (!level.isEmpty())
        caption += u" "_s + level;
    if (!m_choice.unit.isEmpty())
        caption += u" · "_s + m_choice.unit.value();
    m_caption->setText(caption);
    QString title = m_choice.name.in(language());
    const QString step = m_choice.step.in(language());
    if (!step.isEmpty())
        title += u" – "_s + step;
    m_title->setText(title);
    m_fault->setText(said(m_choice.fault));
    m_causeWord->setText(tr("Cause"));
    QString cause = m_choice.cause.in(language());
    const QString aid = m_choice.aid.in(language());
    if (!aid.isEmpty())
        cause += u"\n"_s + aid;
    m_cause->setText(cause);
    m_effectWord->setText(tr("Effect on the product"));
    m_effect->setText(m_choice.effect.in(language()));
    m_hint->setText(m_person.isEmpty()
            ? tr("Sign in first.")
            : tr("Until somebody decides, the step stays in its safe state."));
    fillOptions();
    showClock();
}

void FaultCard::showClock()
{
    const Duration gone(m_since.isValid() ? m_since.elapsed() : 0);
    m_toleranceWord->setVisible(m_choice.clock.has_value());
    m_tolerance->setVisible(m_choice.clock.has_value());
    if (m_choice.clock) {
        const Duration left
            = m_choice.clock->left() - (m_choice.clock->running ? gone : Duration(0));
        const bool over = left < Duration(0);
        m_toleranceWord->setText(over ? tr("cells: over the limit by") : tr("the cells tolerate"));
        m_tolerance->setText(AttentionLook::span(over ? -left : left));
        touch::ink(m_tolerance,
            over                     ? theme().alarm[0]
                : left < minutes(15) ? theme().alarm[1]
                                     : theme().text);
    }
    const Duration respond = m_choice.respond - gone;
    m_respond->setText(respond < Duration(0)
            ? tr("decision overdue by %1").arg(AttentionLook::span(-respond))
            : tr("decide within %1").arg(AttentionLook::span(respond)));
    touch::ink(m_respond, respond < Duration(0) ? theme().alarm[1] : theme().muted);
}

void FaultCard::fillOptions()
{
    while (QLayoutItem *item = m_optionGrid->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const FaultChoice::Option *advised = m_choice.advised();
    int place = 0;
    for (const FaultChoice::Option &option : std::as_const(m_choice.options)) {
        QWidget *made = nullptr;
        const bool can = option.allowed && !m_person.isEmpty();
        const QString name = u"fault-"_s + toText(option.option);
        if (option.option == FaultOption::Abort) {
            auto *abort = new CommandButton(theme(), m_options);
            abort->setDanger(true);
            abort->setHoldTime(1000);
            abort->setTexts(
                word(option.option), tr("press for 1 s: %1").arg(said(option.consequence)));
            abort->setBlocked(can        ? QString()
                    : m_person.isEmpty() ? tr("Sign in first.")
                                         : said(option.why));
            connect(abort, &CommandButton::triggered, this, [this, option] { askAbort(option); });
            made = abort;
        } else {
            auto *card = new OptionButton(theme(), m_options);
            QStringList marks;
            if (&option == advised)
                marks << tr("advised");
            if (!option.allowed)
                marks << tr("not possible");
            else if (option.secondPerson)
                marks << tr("two people");
            card->setTexts(word(option.option),
                option.allowed ? said(option.consequence) : said(option.why), marks.join(u" · "_s),
                &option == advised);
            card->setIconName(icon(option.option));
            card->setEnabled(can);
            connect(card, &QAbstractButton::clicked, this, [this, option] { choose(option); });
            made = card;
        }
        made->setObjectName(name);
        made->setMinimumHeight(std::max(touch::critical(), 88));
        made->setMaximumHeight(150); // beyond that it is only emptier
        made->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        // Three above, the rest below them in as wide a row.
        const int rest = std::max(1, int(m_choice.options.size()) - 3);
        if (place < 3)
            m_optionGrid->addWidget(made, 0, place * 2, 1, 2);
        else
            m_optionGrid->addWidget(made, 1, (place - 3) * (6 / rest), 1, 6 / rest);
        ++place;
    }
    for (int column = 0; column < 6; ++column)
        m_optionGrid->setColumnStretch(column, 1);
    m_optionGrid->setRowStretch(2, 1);
}

void FaultCard::restyle()
{
    touch::ink(m_caption, theme().alarm[1]);
    for (QLabel *label : {m_toleranceWord, m_causeWord, m_effectWord, m_hint})
        touch::ink(label, theme().muted);
    fillOptions();
    showClock();
}

void FaultCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().alarm[1], 2));
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Theme::radius, Theme::radius);
}

} // namespace cytoloom
