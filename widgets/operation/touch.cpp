// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/touch.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScroller>

#include <algorithm>

namespace cytoloom::touch {

using namespace Qt::StringLiterals;

int critical()
{
    return std::max(Theme::millimetres(20), 76);
}

int normal()
{
    return std::max(Theme::millimetres(15), 56);
}

int gap()
{
    return std::max(Theme::millimetres(3), 11);
}

int dangerGap()
{
    return std::max(Theme::millimetres(5), 19);
}

QPushButton *button(QWidget *parent, const QString &objectName, const QString &role)
{
    auto *made = new QPushButton(parent);
    made->setObjectName(objectName);
    if (!role.isEmpty())
        made->setProperty("role", role);
    made->setFont(Theme::font(Theme::panelCaption, role == "primary"_L1));
    made->setMinimumSize(normal(), normal());
    made->setAutoDefault(false);
    return made;
}

QPushButton *bigButton(QWidget *parent, const QString &objectName, const QString &role)
{
    QPushButton *made = button(parent, objectName, role);
    made->setFont(Theme::font(Theme::panelSection, true));
    made->setMinimumSize(critical(), critical());
    return made;
}

QLabel *label(QWidget *parent, int pixels, bool bold, bool wraps)
{
    auto *made = new QLabel(parent);
    made->setFont(Theme::font(pixels, bold));
    made->setWordWrap(wraps);
    return made;
}

void ink(QWidget *label, const QColor &colour)
{
    QPalette colours = label->palette();
    colours.setColor(QPalette::WindowText, colour);
    label->setPalette(colours);
}

QScrollArea *scroller(QWidget *parent, QWidget *content)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    QScroller::grabGesture(area->viewport(), QScroller::TouchGesture);
    return area;
}

} // namespace cytoloom::touch
