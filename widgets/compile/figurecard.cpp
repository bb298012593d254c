// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/figurecard.h"

#include "widgets/common/elidedlabel.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStyle>

namespace cytoloom {

using namespace Qt::StringLiterals;

FigureCard::FigureCard(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_note(new ElidedLabel)
    , m_head(new QHBoxLayout)
    , m_column(new QVBoxLayout(this))
{
    setProperty("panel", u"card"_s);
    m_title->setProperty("role", u"section"_s);
    m_note->setProperty("role", u"caption"_s);
    m_note->hide();
    m_head->setSpacing(Theme::space2);
    m_head->addWidget(m_title, 1);
    m_column->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space3);
    m_column->setSpacing(Theme::space2);
    m_column->addLayout(m_head);
    m_column->addWidget(m_note);
}

void FigureCard::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void FigureCard::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

QString FigureCard::note() const
{
    return m_note->text();
}

void FigureCard::add(QWidget *content, int stretch)
{
    m_column->addWidget(content, stretch);
}

void FigureCard::addControl(QWidget *control)
{
    m_head->addWidget(control);
}

void FigureCard::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    // Layouts let go of what they are told while they are hidden: a content that has grown on a tab
    // that was turned away would stay cut off.
    m_column->invalidate();
}

FigureTile::FigureTile(QWidget *parent)
    : QFrame(parent)
    , m_name(new ElidedLabel)
    , m_value(new ElidedLabel)
    , m_note(new ElidedLabel)
{
    setProperty("panel", u"card"_s);
    m_name->setProperty("role", u"caption"_s);
    m_value->setFont(Theme::digits(Theme::page, true));
    m_note->setProperty("role", u"caption"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::space4, Theme::space2, Theme::space4, Theme::space2);
    column->setSpacing(1);
    column->addWidget(m_name);
    column->addWidget(m_value);
    column->addWidget(m_note);
}

void FigureTile::setFigure(
    const QString &name, const QString &value, const QString &note, bool alert)
{
    m_name->setText(name);
    m_value->setText(alert ? u"▲ "_s + value : value);
    m_note->setText(note);
    setAccessibleName(name + u": "_s + m_value->text() + u". "_s + note);
    const QString role = alert ? u"error"_s : QString();
    if (m_value->property("role").toString() == role)
        return;
    m_value->setProperty("role", role);
    m_value->style()->unpolish(m_value);
    m_value->style()->polish(m_value);
}

QString FigureTile::value() const
{
    return m_value->text();
}

QString FigureTile::note() const
{
    return m_note->text();
}

} // namespace cytoloom
