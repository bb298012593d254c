// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/entrybox.h"

#include "widgets/common/elidedlabel.h"

#include <QtGui/QMouseEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

EntryBox::EntryBox(const InspectorContext &context, const Line &line,
    const std::function<void(EntryBox &)> &fill, const std::function<void()> &remove)
    : m_context(context)
    , m_key(keyOf(line.list, line.index))
    , m_head(new QWidget)
{
    setObjectName(m_key);
    setProperty("panel", u"card"_s);
    const bool open = context.opened.contains(m_key);
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(2, 2, 8, 2);
    row->setSpacing(4);
    auto *toggle = new QToolButton;
    toggle->setObjectName(m_key + u".toggle"_s);
    toggle->setAutoRaise(true);
    toggle->setIconSize({12, 12});
    toggle->setFixedSize(24, 24);
    toggle->setStyleSheet(u"padding: 0;"_s);
    toggle->setIcon(Theme::icon(open ? u"down"_s : u"right"_s, context.theme.muted));
    toggle->setAccessibleName(tr("Details of %1").arg(line.name));
    toggle->setToolTip(open ? tr("Fold") : tr("Details"));
    connect(toggle, &QToolButton::clicked, this, &EntryBox::toggle);
    row->addWidget(toggle);
    if (!line.mark.isEmpty()) {
        auto *mark = new QLabel(line.mark);
        mark->setFont(Theme::digits(11, true));
        mark->setProperty("role", u"caption"_s);
        row->addWidget(mark);
        row->addSpacing(4);
    }
    auto *name = new ElidedLabel(line.name);
    name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    name->setFont(Theme::font(Theme::caption, open));
    row->addWidget(name, 1);
    auto *remark = new QLabel(line.remark);
    remark->setProperty("role", u"caption"_s);
    row->addWidget(remark);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    if (!open)
        return;
    auto *body = new QVBoxLayout;
    body->setContentsMargins(10, 2, 10, 8);
    body->setSpacing(6);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(5);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, 84);
    body->addLayout(m_grid);
    fill(*this);
    if (remove && context.editable()) {
        auto *button = new QPushButton(tr("Remove"));
        button->setObjectName(m_key + u".remove"_s);
        button->setProperty("role", u"link"_s);
        button->setIcon(Theme::icon(u"delete"_s, context.theme.accent));
        connect(button, &QPushButton::clicked, this, [context, list = line.list, remove] {
            context.foldAll(list);
            remove();
        });
        body->addWidget(button, 0, Qt::AlignRight);
    }
    layout->addLayout(body);
}

QString EntryBox::keyOf(const QString &list, int index)
{
    return list + u'.' + QString::number(index);
}

void EntryBox::addRow(const QString &name, QWidget *editor)
{
    auto *label = new QLabel(name);
    label->setProperty("role", u"caption"_s);
    label->setBuddy(editor);
    label->setWordWrap(true);
    label->setMaximumWidth(120);
    editor->setAccessibleName(name);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(editor, row, 1);
}

void EntryBox::addWide(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 2);
}

void EntryBox::toggle()
{
    if (!m_context.opened.remove(m_key))
        m_context.opened.insert(m_key);
    m_context.rebuild();
}

void EntryBox::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_head->geometry().contains(event->pos()))
        toggle();
    else
        QFrame::mousePressEvent(event);
}

} // namespace cytoloom
