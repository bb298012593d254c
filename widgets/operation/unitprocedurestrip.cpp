// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/unitprocedurestrip.h"

#include "widgets/common/words.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int Gap = 5;

bool isDone(ProceduralState state)
{
    return state == ProceduralState::Complete || state == ProceduralState::Stopped
        || state == ProceduralState::Aborted;
}
} // namespace

UnitProcedureStrip::UnitProcedureStrip(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
{
    setFixedHeight(46);
    setMouseTracking(true);
}

void UnitProcedureStrip::setItems(const QVector<StripItem> &items)
{
    if (m_items == items)
        return;
    m_items = items;
    update();
}

QRect UnitProcedureStrip::box(int index) const
{
    const int count = int(m_items.size());
    const double wide = (width() - Gap * (count - 1)) / double(count);
    const int left = int(index * (wide + Gap));
    const int right = int(index * (wide + Gap) + wide);
    return {left, 2, right - left, height() - 4};
}

int UnitProcedureStrip::at(QPoint position) const
{
    for (int i = 0; i < m_items.size(); ++i) {
        if (box(i).contains(position))
            return i;
    }
    return -1;
}

void UnitProcedureStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < m_items.size(); ++i) {
        const StripItem &item = m_items[i];
        const bool idle = item.state == ProceduralState::Idle;
        const bool done = isDone(item.state);
        const bool current = !idle && !done;
        const QRectF place = QRectF(box(i)).adjusted(1, 1, -1, -1);
        painter.setBrush(current ? theme().running : done ? theme().done : theme().idle);
        painter.setPen(QPen(current ? theme().text : theme().strongLine, current ? 2.4 : 1));
        painter.drawRoundedRect(place, Theme::radius, Theme::radius);
        painter.setPen(theme().text);
        QFont font = Theme::font(15, current);
        painter.setFont(font);
        QString text = item.name.in(language());
        const bool plain = idle || item.state == ProceduralState::Running
            || item.state == ProceduralState::Complete;
        if (!plain)
            text += u" · "_s + words::state(item.state);
        const QRectF room = place.adjusted(5, 1, -5, -1);
        if (painter.fontMetrics().horizontalAdvance(text) <= room.width()) {
            painter.drawText(room, Qt::AlignCenter, text);
            continue;
        }
        font.setPixelSize(Theme::caption);
        painter.setFont(font);
        const int wrapped = int(Qt::AlignCenter) | Qt::TextWordWrap;
        const QRect needed = painter.fontMetrics().boundingRect(room.toRect(), wrapped, text);
        if (needed.height() <= room.height() + 2 && needed.width() <= room.width())
            painter.drawText(room, wrapped, text);
        else
            painter.drawText(room, Qt::AlignCenter,
                painter.fontMetrics().elidedText(text, Qt::ElideRight, int(room.width())));
    }
}

void UnitProcedureStrip::mouseReleaseEvent(QMouseEvent *event)
{
    const int index = at(event->pos());
    if (index >= 0)
        Q_EMIT clicked(m_items[index].id);
}

bool UnitProcedureStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int index = at(help->pos());
        if (index >= 0) {
            QToolTip::showText(help->globalPos(),
                m_items[index].name.in(language()) + u" · "_s + words::state(m_items[index].state),
                this);
        }
        return true;
    }
    return Page::event(event);
}

} // namespace cytoloom
