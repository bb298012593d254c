// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/sections.h"

#include "processgraph/foundation/messagecatalog.h"

#include <QtWidgets/QGridLayout>

namespace cytoloom {

using namespace Qt::StringLiterals;

void InspectorContext::change(
    const ElementId &id, const std::function<void(Element &)> &edit, const QString &what) const
{
    const Element *before = document.procedure().element(id);
    if (!before)
        return;
    Element element = *before;
    edit(element);
    if (const auto done = document.edit(element, what); !done)
        complain(MessageCatalog::shipped().text(done.error().message, language));
}

void InspectorContext::change(
    const LinkId &id, const std::function<void(Link &)> &edit, const QString &what) const
{
    const Link *before = document.procedure().link(id);
    if (!before)
        return;
    Link link = *before;
    edit(link);
    if (const auto done = document.edit(link, what); !done)
        complain(MessageCatalog::shipped().text(done.error().message, language));
}

Section::Section(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    auto *heading = new QLabel(title);
    heading->setFont(Theme::font(Theme::body, true));
    m_layout->addWidget(heading);
}

void Section::addRow(const QString &name, QWidget *editor)
{
    if (!m_grid) {
        m_grid = new QGridLayout;
        m_grid->setHorizontalSpacing(10);
        m_grid->setVerticalSpacing(5);
        m_grid->setColumnStretch(1, 1);
        m_grid->setColumnMinimumWidth(0, 92);
        m_layout->addLayout(m_grid);
    }
    auto *label = new QLabel(name);
    label->setProperty("role", u"caption"_s);
    label->setBuddy(editor);
    label->setWordWrap(true);
    label->setMaximumWidth(140);
    if (!qobject_cast<QLabel *>(editor))
        editor->setMinimumWidth(124);
    editor->setAccessibleName(name);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(editor, row, 1);
}

void Section::addWide(QWidget *widget)
{
    m_layout->addWidget(widget);
    m_grid = nullptr;
}

void Section::addText(const QString &text, bool muted)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    if (muted)
        label->setProperty("role", u"caption"_s);
    addWide(label);
}

void Section::addEntry(const QString &mark, const QString &name, const QString &remark)
{
    auto *box = new QFrame;
    box->setProperty("panel", u"card"_s);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(8);
    auto *left = new QLabel(mark);
    left->setFont(Theme::font(11, true));
    left->setFixedWidth(mark.size() > 2 ? 46 : 20);
    left->setProperty("role", u"caption"_s);
    auto *middle = new QLabel(name);
    middle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    middle->setToolTip(name);
    middle->setFont(Theme::font(Theme::caption));
    auto *right = new QLabel(remark);
    right->setProperty("role", u"caption"_s);
    row->addWidget(left);
    row->addWidget(middle, 1);
    row->addWidget(right);
    addWide(box);
}

} // namespace cytoloom
