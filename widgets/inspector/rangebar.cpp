// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/rangebar.h"

#include "widgets/grapheditor/words.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

RangeBar::RangeBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RangeBar::setParameter(const Parameter &parameter, std::optional<double> setPoint)
{
    m_parameter = parameter;
    m_setPoint = setPoint;
    setVisible(isMeaningful());
    updateGeometry();
    update();
}

bool RangeBar::isMeaningful() const
{
    const Range s = scale();
    return s.low && s.high && *s.high > *s.low;
}

QSize RangeBar::sizeHint() const
{
    return {180, 40};
}

Range RangeBar::scale() const
{
    // The outermost ends that there are; an open end is closed by what lies nearest.
    Range outer;
    const auto take = [&outer](std::optional<double> value) {
        if (!value)
            return;
        outer.low = outer.low ? std::min(*outer.low, *value) : *value;
        outer.high = outer.high ? std::max(*outer.high, *value) : *value;
    };
    for (const Range &range : {m_parameter.validated, m_parameter.action, m_parameter.alert}) {
        take(range.low);
        take(range.high);
    }
    if (outer.isEmpty())
        return {};
    take(m_setPoint);
    // An open end is not a limit: the scale goes on a little beyond what there is.
    const double margin = (*outer.high - *outer.low) * 0.2;
    if (!m_parameter.validated.high)
        *outer.high += margin;
    if (!m_parameter.validated.low)
        *outer.low -= margin;
    return outer;
}

void RangeBar::paintEvent(QPaintEvent *)
{
    const Range s = scale();
    if (!isMeaningful())
        return;
    QPainter painter(this);
    const QRectF room = QRectF(rect()).adjusted(2, 0, -2, 0);
    const double span = *s.high - *s.low;
    const auto x
        = [&](double value) { return room.left() + (value - *s.low) / span * room.width(); };
    const auto bar = [&](const Range &range, double height, const QColor &colour) {
        if (range.isEmpty())
            return;
        const double left = x(range.low.value_or(*s.low)), right = x(range.high.value_or(*s.high));
        painter.fillRect(
            QRectF(left, 12 - height / 2, std::max(1.0, right - left), height), colour);
    };
    bar(m_parameter.validated.isEmpty() ? s : m_parameter.validated, 19, m_theme.idle);
    bar(m_parameter.action, 13,
        m_theme.dark ? m_theme.line.lighter(120) : QColor(0xC3, 0xCB, 0xD2));
    bar(m_parameter.alert, 7, m_theme.dark ? m_theme.strongLine : QColor(0x96, 0xA1, 0xAB));
    if (m_setPoint) {
        const bool inside = m_parameter.alert.contains(*m_setPoint)
            && m_parameter.validated.contains(*m_setPoint);
        painter.fillRect(
            QRectF(x(*m_setPoint) - 1.25, 1, 2.5, 22), inside ? m_theme.accent : m_theme.alarm[0]);
    }
    painter.setFont(Theme::digits(11));
    painter.setPen(m_theme.muted);
    const QRectF foot(room.left(), 25, room.width(), 15);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, Words::number(*s.low));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, Words::number(*s.high));
}

bool RangeBar::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto line = [this](const QString &name, const Range &range) {
        return range.isEmpty() ? QString() : name + u": "_s + Words::range(range, m_parameter.unit);
    };
    QStringList lines {line(tr("Validated range"), m_parameter.validated),
        line(tr("Action limits"), m_parameter.action), line(tr("Alert limits"), m_parameter.alert)};
    if (m_setPoint)
        lines << tr("Set point") + u": "_s + Words::amount(*m_setPoint, m_parameter.unit);
    if (!m_parameter.source.isEmpty())
        lines << tr("Source") + u": "_s + m_parameter.source;
    lines.removeAll(QString());
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), lines.join(u'\n'), this);
    return true;
}

} // namespace cytoloom
