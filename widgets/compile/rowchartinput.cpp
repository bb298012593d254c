// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The second part of RowChart: what hands do with it.
#include "widgets/compile/rowchart.h"

#include <QtGui/QMouseEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace cytoloom {

bool RowChart::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos());
        const RowChartContent::Bar *bar = barAt(row, help->pos());
        const QString tip = bar && !bar->tip.isEmpty() ? bar->tip
            : row >= 0                                 ? m_content.rows.at(row).tip
                                                       : QString();
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    return QWidget::event(event);
}

void RowChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->position();
    m_pressedLow = m_low;
    m_dragged = false;
}

void RowChart::mouseMoveEvent(QMouseEvent *event)
{
    const double moved = m_pressed ? event->position().x() - m_pressed->x() : 0;
    if (m_pressed && (m_dragged || std::abs(moved) > QApplication::startDragDistance())) {
        m_dragged = true;
        const double span = m_high - m_low;
        const double low = m_pressedLow - moved / plot().width() * span;
        setWindow(low, low + span);
        return;
    }
    m_hover = rowAt(event->position());
    const bool leads = !elementAt(m_hover, barAt(m_hover, event->position())).isEmpty();
    setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void RowChart::mouseReleaseEvent(QMouseEvent *event)
{
    const bool clicked = m_pressed && !m_dragged && event->button() == Qt::LeftButton;
    m_pressed.reset();
    m_dragged = false;
    if (!clicked)
        return;
    const int row = rowAt(event->position());
    m_current = row;
    update();
    const ElementId element = elementAt(row, barAt(row, event->position()));
    if (!element.isEmpty())
        Q_EMIT chosen(element);
}

void RowChart::mouseDoubleClickEvent(QMouseEvent *)
{
    showAll();
}

void RowChart::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        event->ignore(); // the page scrolls
        return;
    }
    const QRectF box = plot();
    const double share = std::clamp((event->position().x() - box.left()) / box.width(), 0.0, 1.0);
    const double at = m_low + share * (m_high - m_low);
    const double span = (m_high - m_low) * std::pow(0.85, event->angleDelta().y() / 120.0);
    const double clamped = std::min(span, std::max(m_content.high, 1e-9));
    setWindow(at - share * clamped, at + (1 - share) * clamped);
    event->accept();
}

void RowChart::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_content.rows.size()) - 1;
    const double span = m_high - m_low;
    switch (event->key()) {
    case Qt::Key_Down:
        m_current = std::min(last, m_current + 1);
        break;
    case Qt::Key_Up:
        m_current = std::max(std::min(0, last), m_current - 1);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        setWindow(m_low + span * 0.1, m_high - span * 0.1);
        break;
    case Qt::Key_Minus:
        setWindow(m_low - span * 0.125, m_high + span * 0.125);
        break;
    case Qt::Key_Left:
        setWindow(m_low - span * 0.1, m_high - span * 0.1);
        break;
    case Qt::Key_Right:
        setWindow(m_low + span * 0.1, m_high + span * 0.1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const ElementId element = elementAt(m_current, nullptr); !element.isEmpty())
            Q_EMIT chosen(element);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

void RowChart::leaveEvent(QEvent *)
{
    m_hover = -1;
    update();
}

} // namespace cytoloom
