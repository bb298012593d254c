// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/rowchart.h"

#include "processgraph/foundation/readable.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double RowHeight = 26, Axis = 24, Legend = 24, Gap = 12;
constexpr double AxisStep = 96; ///< pixels between lines of the axis, at least
constexpr double NameShare = 0.42; ///< of the width, at most
constexpr double LeastBar = 3; ///< pixels: what is there is seen

/// Hours as the axis tells them.
QString hourText(double hours, double step)
{
    if (step >= 24)
        return QString::number(hours / 24, 'g', 4) + u" d"_s;
    if (hours >= 24) {
        const double days = std::floor(hours / 24);
        return u"%1 d %2 h"_s.arg(days).arg(hours - days * 24, 0, 'g', 3);
    }
    return step >= 1 ? QString::number(hours, 'g', 4) + u" h"_s
                     : QString::number(std::round(hours * 60)) + u" min"_s;
}

double hourStep(double span, double most)
{
    for (const double step :
        {1.0 / 60, 5.0 / 60, 0.25, 0.5, 1.0, 2.0, 4.0, 6.0, 12.0, 24.0, 48.0, 96.0, 168.0, 336.0}) {
        if (span / step <= most)
            return step;
    }
    return niceStep(span / 24, most) * 24;
}

} // namespace

double niceStep(double span, double most)
{
    if (!(span > 0) || most < 1)
        return 1;
    const double rough = span / most;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

RowChart::RowChart(const Theme &theme, QWidget *parent)
    : FigureChart(theme, parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setContent({});
}

void RowChart::setContent(const RowChartContent &content)
{
    m_content = content;
    const QFontMetricsF names(Theme::font(Theme::caption));
    const QFontMetricsF values(Theme::digits(Theme::caption));
    m_names = 0;
    m_values = 0;
    QStringList spoken;
    for (const RowChartContent::Row &row : content.rows) {
        m_names = std::max(m_names, names.horizontalAdvance(row.label));
        m_values = std::max(m_values, values.horizontalAdvance(row.value));
        spoken << row.label + u' ' + row.value;
    }
    setAccessibleDescription(spoken.join(u"; "_s));
    m_hover = -1;
    if (m_current >= content.rows.size())
        m_current = -1;
    showAll();
    setFixedHeight(sizeHint().height()); // a layout in need of room must not cut rows off
}

void RowChart::showAll()
{
    setWindow(0, std::max(m_content.high, 1e-9));
}

void RowChart::setWindow(double low, double high)
{
    const double all = std::max(m_content.high, 1e-9);
    const double span = std::clamp(high - low, all / 500, all);
    m_low = std::clamp(low, 0.0, all - span);
    m_high = m_low + span;
    update();
}

QSize RowChart::sizeHint() const
{
    const double legend = m_content.legend.isEmpty() ? 0 : Legend;
    return {420, int(double(m_content.rows.size()) * RowHeight + Axis + legend)};
}

QSize RowChart::minimumSizeHint() const
{
    return {260, sizeHint().height()};
}

QRectF RowChart::plot() const
{
    const double names = std::min(m_names, std::max(90.0, width() * NameShare)) + Gap;
    const double values = m_values > 0 ? std::min(m_values, width() * 0.34) + Gap : Gap;
    const double top = m_content.legend.isEmpty() ? 0 : Legend;
    return {names, top, std::max(40.0, width() - names - values),
        double(m_content.rows.size()) * RowHeight};
}

double RowChart::x(double value) const
{
    const QRectF box = plot();
    return box.left() + (value - m_low) / (m_high - m_low) * box.width();
}

QRectF RowChart::rowRect(int row) const
{
    return {0, plot().top() + row * RowHeight, double(width()), RowHeight};
}

QRectF RowChart::barRect(int row, int bar) const
{
    const RowChartContent::Bar &what = m_content.rows.at(row).bars.at(bar);
    const QRectF line = rowRect(row);
    const double inset = what.tone == RowChartContent::Tone::Quiet ? 9
        : what.tone == RowChartContent::Tone::Plain                ? 7
                                                                   : 5;
    const double left = x(what.from);
    return {
        left, line.top() + inset, std::max(LeastBar, x(what.to) - left), line.height() - 2 * inset};
}

int RowChart::rowAt(QPointF position) const
{
    const QRectF box = plot();
    const int row = int(std::floor((position.y() - box.top()) / RowHeight));
    return row >= 0 && row < m_content.rows.size() ? row : -1;
}

const RowChartContent::Bar *RowChart::barAt(int row, QPointF position) const
{
    if (row < 0 || !plot().adjusted(-2, 0, 2, 0).contains(position))
        return nullptr;
    const auto &bars = m_content.rows.at(row).bars;
    for (int i = int(bars.size()) - 1; i >= 0; --i) { // the one on top
        if (barRect(row, i).adjusted(-1, -6, 1, 6).contains(position))
            return &bars.at(i);
    }
    return nullptr;
}

ElementId RowChart::elementAt(int row, const RowChartContent::Bar *bar) const
{
    if (bar && !bar->element.isEmpty())
        return bar->element;
    return row >= 0 ? m_content.rows.at(row).element : ElementId();
}

// On a dark ground the fills of the process drawing would lie too close together: there each tone
// is one step lighter, so that what is planned, at worst and critical can be told apart.
QColor RowChart::colour(RowChartContent::Tone tone) const
{
    const Theme &look = theme();
    switch (tone) {
    case RowChartContent::Tone::Quiet:
        return look.dark ? look.done : look.idle;
    case RowChartContent::Tone::Plain:
        return look.dark ? look.strongLine : look.done;
    case RowChartContent::Tone::Strong:
        return look.muted;
    case RowChartContent::Tone::Alert:
        break;
    }
    return look.alarm[0];
}

QColor RowChart::outline() const
{
    return theme().dark ? theme().strongLine : theme().line;
}

void RowChart::paintAxis(QPainter &painter, const QRectF &plot) const
{
    const double most = std::max(2.0, plot.width() / AxisStep);
    const double span = m_high - m_low;
    const double step = m_content.hours ? hourStep(span, most) : niceStep(span, most);
    painter.setFont(Theme::digits(11));
    const double first = std::ceil(m_low / step - 1e-9) * step;
    for (double value = first; value <= m_high + step * 1e-6; value += step) {
        const double at = std::round(x(value)) + 0.5;
        painter.setPen(QPen(theme().line, 1));
        painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom() + 4));
        QString text = m_content.hours ? hourText(value, step) : readable::number(value, 6);
        if (!m_content.hours && !m_content.unit.isEmpty() && value <= first)
            text += u' ' + m_content.unit;
        const double width = painter.fontMetrics().horizontalAdvance(text) + 4;
        const double left = std::clamp(at - width / 2, 0.0, std::max(0.0, this->width() - width));
        painter.setPen(theme().muted);
        painter.drawText(QRectF(left, plot.bottom() + 5, width, Axis - 6), Qt::AlignCenter, text);
    }
}

void RowChart::paintRow(QPainter &painter, int row) const
{
    const RowChartContent::Row &what = m_content.rows.at(row);
    const QRectF line = rowRect(row), box = plot();
    const bool hot = row == m_hover || (row == m_current && hasFocus());
    if (hot) {
        QColor ground = theme().accent;
        ground.setAlphaF(0.08F);
        painter.fillRect(line, ground);
    }
    const bool leads = !what.element.isEmpty();
    const QFont names = Theme::font(Theme::caption);
    painter.setFont(names);
    painter.setPen(hot && leads ? theme().accent : theme().text);
    painter.drawText(QRectF(0, line.top(), box.left() - Gap, line.height()),
        Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(names).elidedText(what.label, Qt::ElideRight, box.left() - Gap));
    painter.save();
    painter.setClipRect(box.adjusted(-1, 0, 1, 0));
    for (int i = 0; i < what.bars.size(); ++i) {
        const RowChartContent::Bar &bar = what.bars.at(i);
        const QRectF rect = barRect(row, i);
        painter.setPen(
            bar.tone == RowChartContent::Tone::Quiet ? QPen(outline(), 1) : QPen(Qt::NoPen));
        painter.setBrush(colour(bar.tone));
        painter.drawRoundedRect(rect, 2, 2);
        if (bar.tone == RowChartContent::Tone::Strong && rect.width() > 5) {
            // Steps that follow each other stay apart.
            painter.setPen(QPen(theme().raised, 1));
            painter.drawLine(rect.topRight(), rect.bottomRight());
        }
    }
    for (const RowChartContent::Mark &mark : what.marks) {
        const double at = std::round(x(mark.at));
        painter.setPen(QPen(theme().text, mark.limit ? 2 : 2.4));
        painter.drawLine(QPointF(at, line.top() + 3), QPointF(at, line.bottom() - 3));
        if (mark.limit) {
            painter.drawLine(QPointF(at - 4, line.top() + 3), QPointF(at, line.top() + 3));
            painter.drawLine(QPointF(at - 4, line.bottom() - 3), QPointF(at, line.bottom() - 3));
        }
    }
    painter.restore();
    const QRectF right(box.right() + Gap, line.top(), width() - box.right() - Gap, line.height());
    const QFont digits = Theme::digits(Theme::caption, what.alert);
    painter.setFont(digits);
    painter.setPen(what.alert ? theme().alarm[0] : theme().text);
    painter.drawText(right, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(digits).elidedText(what.value, Qt::ElideRight, right.width()));
}

void RowChart::paintLegend(QPainter &painter) const
{
    double left = plot().left();
    painter.setFont(Theme::font(11));
    for (const RowChartContent::Key &key : m_content.legend) {
        const QRectF swatch(left, 5, 16, 9);
        if (key.mark) {
            painter.setPen(QPen(theme().text, 2));
            painter.drawLine(QPointF(left + 10, 3), QPointF(left + 10, 16));
            if (key.limit) {
                painter.drawLine(QPointF(left + 6, 3), QPointF(left + 10, 3));
                painter.drawLine(QPointF(left + 6, 16), QPointF(left + 10, 16));
            }
        } else {
            painter.setPen(QPen(outline(), 1));
            painter.setBrush(colour(key.tone));
            painter.drawRoundedRect(swatch, 2, 2);
        }
        painter.setPen(theme().muted);
        const double width = painter.fontMetrics().horizontalAdvance(key.text) + 4;
        painter.drawText(
            QRectF(left + 22, 0, width, 19), Qt::AlignLeft | Qt::AlignVCenter, key.text);
        left += 22 + width + 16;
    }
}

void RowChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = plot();
    if (m_content.rows.isEmpty())
        return;
    if (!m_content.legend.isEmpty())
        paintLegend(painter);
    paintAxis(painter, box);
    for (int row = 0; row < m_content.rows.size(); ++row)
        paintRow(painter, row);
}

} // namespace cytoloom
