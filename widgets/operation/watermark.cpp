// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/watermark.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>

namespace cytoloom {

Watermark::Watermark(const Theme &theme, QWidget *page)
    : Page(theme, page)
{
    setObjectName(QStringLiteral("watermark"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_StyledBackground, false);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    page->installEventFilter(this);
    setGeometry(page->rect());
    hide();
}

bool Watermark::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget()
        && (event->type() == QEvent::Resize || event->type() == QEvent::ChildAdded)) {
        setGeometry(parentWidget()->rect());
        raise();
    }
    return false;
}

void Watermark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor faint = theme().text;
    faint.setAlphaF(theme().dark ? 0.06F : 0.04F);
    painter.setPen(faint);
    painter.setFont(Theme::font(58, true));
    const QString word = tr("SIMULATION");
    const int wide = painter.fontMetrics().horizontalAdvance(word) + 140;
    painter.translate(rect().center());
    painter.rotate(-16);
    for (int row = -3; row <= 3; ++row) {
        for (int column = -3; column <= 3; ++column)
            painter.drawText(
                QRect(column * wide - wide / 2 + (row % 2) * wide / 2, row * 230 - 50, wide, 100),
                Qt::AlignCenter, word);
    }
}

} // namespace cytoloom
