// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/stepchart.h"

#include "processgraph/foundation/readable.h"
#include "widgets/compile/rowchart.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double Left = 46, Right = 14, Top = 22, Bottom = 24;
constexpr double LeastColumn = 3; ///< pixels

double total(const StepChartContent::Column &column)
{
    return std::accumulate(column.heights.cbegin(), column.heights.cend(), 0.0);
}

} // namespace

StepChart::StepChart(const Theme &theme, QWidget *parent)
    : FigureChart(theme, parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void StepChart::setContent(const StepChartContent &content)
{
    m_content = content;
    QStringList spoken;
    for (const StepChartContent::Column &column : content.columns)
        spoken << column.tip;
    setAccessibleDescription(spoken.join(u"; "_s));
    update();
}

QRectF StepChart::plot() const
{
    return QRectF(rect()).adjusted(Left, Top, -Right, -Bottom);
}

double StepChart::x(double value) const
{
    const QRectF box = plot();
    const double span = std::max(m_content.high - m_content.low, 1e-9);
    return box.left() + (value - m_content.low) / span * box.width();
}

double StepChart::y(double value) const
{
    const QRectF box = plot();
    return box.bottom() - value / std::max(m_content.top, 1e-9) * box.height();
}

QRectF StepChart::columnRect(int column) const
{
    const StepChartContent::Column &what = m_content.columns.at(column);
    const double left = x(what.from), top = y(total(what));
    return {left, top, std::max(LeastColumn, x(what.to) - left), plot().bottom() - top};
}

// Pens of the trends, lightened: areas are calmer than lines. Hatching beside the colour.
QBrush StepChart::brush(int series) const
{
    static constexpr Qt::BrushStyle styles[] {
        Qt::SolidPattern, Qt::BDiagPattern, Qt::Dense4Pattern, Qt::FDiagPattern, Qt::CrossPattern};
    if (m_content.series.size() <= 1)
        return theme().dark ? theme().strongLine : theme().done;
    return {theme().pens[series % 6], styles[size_t(series) % std::size(styles)]};
}

void StepChart::paintAxes(QPainter &painter) const
{
    const QRectF box = plot();
    painter.setFont(Theme::digits(11));
    const double step
        = m_content.shares ? niceStep(m_content.top, 4) : std::max(1.0, niceStep(m_content.top, 5));
    for (double value = 0; value <= m_content.top + step * 1e-6; value += step) {
        const double at = std::round(y(value)) + 0.5;
        painter.setPen(QPen(theme().line, 1));
        painter.drawLine(QPointF(box.left(), at), QPointF(box.right(), at));
        painter.setPen(theme().muted);
        painter.drawText(QRectF(0, at - 9, Left - 8, 18), Qt::AlignRight | Qt::AlignVCenter,
            m_content.shares ? QString::number(value * 100, 'g', 3) + u" %"_s
                             : QString::number(value));
    }
    const double span = m_content.high - m_content.low;
    const double scale = m_content.hours && span > 48 ? 24 : 1;
    const double across = niceStep(span / scale, std::max(2.0, box.width() / 76)) * scale;
    const double first = std::ceil(m_content.low / across - 1e-9) * across;
    for (double value = first; value <= m_content.high + across * 1e-6; value += across) {
        const double at = std::round(x(value)) + 0.5;
        painter.setPen(QPen(theme().strongLine, 1));
        painter.drawLine(QPointF(at, box.bottom()), QPointF(at, box.bottom() + 4));
        QString text = readable::number(value / scale, 5);
        if (m_content.hours)
            text += scale > 1 ? u" d"_s : u" h"_s;
        else if (value + across > m_content.high + across * 1e-6 && !m_content.unit.isEmpty())
            text += u' ' + m_content.unit;
        const double width = painter.fontMetrics().horizontalAdvance(text) + 4;
        const double left = std::clamp(at - width / 2, 0.0, std::max(0.0, this->width() - width));
        painter.setPen(theme().muted);
        painter.drawText(QRectF(left, box.bottom() + 5, width, Bottom - 6), Qt::AlignCenter, text);
    }
}

void StepChart::paintLegend(QPainter &painter) const
{
    if (m_content.series.size() <= 1)
        return;
    double left = Left;
    painter.setFont(Theme::font(11));
    for (int i = 0; i < m_content.series.size(); ++i) {
        painter.setPen(QPen(theme().strongLine, 1));
        painter.setBrush(brush(i));
        painter.drawRect(QRectF(left, 4.5, 16, 10));
        painter.setPen(theme().muted);
        const double width = painter.fontMetrics().horizontalAdvance(m_content.series.at(i)) + 4;
        painter.drawText(QRectF(left + 22, 0, width, 19), Qt::AlignLeft | Qt::AlignVCenter,
            m_content.series.at(i));
        left += 22 + width + 16;
    }
}

void StepChart::paintEvent(QPaintEvent *)
{
    if (m_content.columns.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxes(painter);
    const QRectF box = plot();
    for (int i = 0; i < m_content.columns.size(); ++i) {
        const StepChartContent::Column &column = m_content.columns.at(i);
        const QRectF all = columnRect(i);
        double below = 0;
        for (int series = 0; series < column.heights.size(); ++series) {
            const double height = column.heights.at(series);
            if (height <= 0)
                continue;
            const QRectF part(
                all.left(), y(below + height), all.width(), y(below) - y(below + height));
            painter.setPen(QPen(theme().raised, all.width() > 8 ? 1 : 0.3));
            painter.setBrush(theme().raised);
            painter.drawRect(part);
            painter.setBrush(brush(series));
            painter.drawRect(part);
            below += height;
        }
    }
    painter.setPen(QPen(theme().strongLine, 1));
    painter.drawLine(box.bottomLeft(), box.bottomRight());
    for (const StepChartContent::Mark &mark : m_content.marks) {
        const double at = std::round(x(mark.at)) + 0.5;
        painter.setPen(QPen(theme().text, 2, Qt::DashLine));
        painter.drawLine(QPointF(at, box.top() - 4), QPointF(at, box.bottom()));
        painter.setFont(Theme::font(11, true));
        painter.setPen(theme().text);
        const double width = painter.fontMetrics().horizontalAdvance(mark.text) + 4;
        const double left = at + 6 + width > this->width() ? at - 6 - width : at + 6;
        painter.drawText(
            QRectF(left, box.top() - 8, width, 18), Qt::AlignLeft | Qt::AlignVCenter, mark.text);
    }
    paintLegend(painter);
}

bool StepChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (int i = 0; i < m_content.columns.size(); ++i) {
        QRectF column = columnRect(i);
        column.setTop(plot().top());
        if (column.adjusted(-1, 0, 1, 0).contains(help->pos())) {
            QToolTip::showText(help->globalPos(), m_content.columns.at(i).tip, this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace cytoloom
