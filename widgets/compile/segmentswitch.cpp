// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/segmentswitch.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

SegmentSwitch::SegmentSwitch(const QStringList &names, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (int i = 0; i < names.size(); ++i) {
        auto *button = new QPushButton;
        button->setObjectName(names.at(i));
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        // Narrower than a button that does something: these belong together.
        button->setStyleSheet(u"QPushButton { padding: 3px 9px; } QPushButton:focus { padding: "
                              u"2px 8px; }"_s);
        m_group->addButton(button, i);
        row->addWidget(button);
    }
    setCurrent(0);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentSwitch::chosen);
}

void SegmentSwitch::setTexts(const QStringList &texts)
{
    for (int i = 0; i < texts.size(); ++i)
        m_group->button(i)->setText(texts.at(i));
}

void SegmentSwitch::setTips(const QStringList &tips)
{
    for (int i = 0; i < tips.size(); ++i)
        m_group->button(i)->setToolTip(tips.at(i));
}

void SegmentSwitch::setCurrent(int index)
{
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

int SegmentSwitch::current() const
{
    return m_group->checkedId();
}

} // namespace cytoloom
