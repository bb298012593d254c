// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/parametertile.h"

#include "widgets/common/shapes.h"
#include "widgets/common/words.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

ParameterTile::ParameterTile(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMaximumHeight(120);
}

void ParameterTile::setContent(const TileContent &content)
{
    if (m_content == content)
        return;
    m_content = content;
    retranslate();
}

std::pair<double, double> ParameterTile::scale(const TileContent &content)
{
    const Range &outer = content.action.isEmpty() ? content.alert : content.action;
    double low = 0;
    double high = 0;
    if (outer.low && outer.high) {
        const double margin = std::max((*outer.high - *outer.low) * 0.33, 1e-9);
        low = *outer.low - margin;
        high = *outer.high + margin;
    } else if (outer.low) {
        const double size = std::max(std::abs(*outer.low), 1e-9);
        low = content.display.low.value_or(*outer.low - size * 0.5);
        high = content.display.high.value_or(*outer.low + size);
    } else if (outer.high) {
        const double size = std::max(std::abs(*outer.high), 1e-9);
        low = content.display.low.value_or(*outer.high - size);
        high = content.display.high.value_or(*outer.high + size * 0.5);
    } else if (content.display.low && content.display.high) {
        return {*content.display.low, *content.display.high};
    } else {
        const double value = content.value ? content.value->value : content.setPoint.value_or(0);
        const double size = std::max(std::abs(value), 1.0);
        return {value - size, value + size};
    }
    if (high <= low)
        high = low + 1; // a display range that does not hold the limit
    // A quantity that cannot be negative is not drawn as if it could.
    if (outer.low.value_or(0) >= 0)
        low = std::max(low, 0.0);
    return {low, high};
}

QString ParameterTile::valueText(const TileContent &content)
{
    if (!content.value || !std::isfinite(content.value->value))
        return u"–"_s;
    const double value = content.value->value;
    const Range &limits = content.action.isEmpty() ? content.alert : content.action;
    double scale = content.setPoint ? std::abs(*content.setPoint) / 5 : std::abs(value) / 5;
    if (limits.low && limits.high)
        scale = *limits.high - *limits.low;
    if (std::abs(value) >= 1e6 || scale <= 0)
        return words::number(value);
    const int decimals = std::clamp(2 - int(std::floor(std::log10(scale))), 0, 3);
    return QString::number(value, 'f', std::abs(value) >= 1000 ? 0 : std::min(decimals, 2));
}

void ParameterTile::retranslate()
{
    const QString name = m_content.name.in(language());
    const QString value = m_content.value ? words::quantity(m_content.value->value, m_content.unit)
                                          : tr("no value");
    setAccessibleName(name + u": "_s + value);
    setToolTip(m_content.tag.value());
    update();
}

void ParameterTile::paintBar(QPainter &painter, const QRectF &bar) const
{
    const auto [low, high] = scale(m_content);
    const double span = high - low;
    const auto x = [&](double value) {
        return bar.left() + std::clamp((value - low) / span, 0.0, 1.0) * bar.width();
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().idle);
    painter.drawRoundedRect(bar, 2, 2);
    const auto band = [&](const Range &range, const QColor &colour) {
        if (range.isEmpty())
            return;
        const double left = range.low ? x(*range.low) : bar.left();
        const double right = range.high ? x(*range.high) : bar.right();
        painter.setBrush(colour);
        painter.drawRect(QRectF(left, bar.top(), right - left, bar.height()));
    };
    QColor inner = theme().done.darker(theme().dark ? 100 : 112);
    if (theme().dark)
        inner = theme().done.lighter(130);
    band(m_content.action, theme().done);
    band(m_content.alert, inner);
    if (m_content.setPoint) {
        painter.setBrush(theme().text);
        painter.drawRect(QRectF(x(*m_content.setPoint) - 1, bar.top() - 2, 2, bar.height() + 4));
    }
    if (m_content.value) {
        const double at = x(m_content.value->value);
        QPolygonF marker;
        marker << QPointF(at, bar.bottom() - 2) << QPointF(at + 8, bar.bottom() + 7)
               << QPointF(at - 8, bar.bottom() + 7);
        const bool good = m_content.value->quality == Quality::Good;
        painter.setBrush(!good                ? theme().strongLine
                : m_content.alarmPriority > 0 ? theme().alarm[m_content.alarmPriority - 1]
                                              : theme().text);
        painter.drawPolygon(marker);
    }
}

void ParameterTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int priority = std::clamp(m_content.alarmPriority, 0, 4);
    const bool good = m_content.value && m_content.value->quality == Quality::Good;
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setBrush(theme().raised);
    painter.setPen(
        priority > 0 ? QPen(theme().alarm[priority - 1], 2.4) : QPen(theme().strongLine, 1));
    painter.drawRoundedRect(frame, Theme::radius, Theme::radius);
    if (!good) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QBrush(theme().line, Qt::BDiagPattern));
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), Theme::radius, Theme::radius);
    }

    const bool low = height() < 84;
    const int left = 15;
    const int right = width() - 15;
    const double bandTop = height() - (low ? 18 : 22);
    // "pH 7.18 pH" would say it twice.
    const bool plain = m_content.unit == "1"_L1 || m_content.unit == m_content.name.en;
    const QString unit = plain ? QString() : m_content.unit;

    // The number first: the name gets what is left of the line.
    const QFont valueFont = Theme::digits(low ? 24 : 28, true);
    QString value = valueText(m_content);
    if (!unit.isEmpty())
        value += u' ' + unit;
    painter.setFont(valueFont);
    painter.setPen(good ? theme().text : theme().muted);
    const int valueWidth
        = std::min(painter.fontMetrics().horizontalAdvance(value), right - left - 80);
    painter.drawText(QRectF(right - valueWidth, 6, valueWidth, low ? 34 : 40),
        Qt::AlignRight | Qt::AlignVCenter, value);

    painter.setFont(Theme::font(low ? 15 : 17));
    painter.setPen(theme().muted);
    int nameRoom = right - valueWidth - left - 10 - (priority > 0 ? 30 : 0);
    const QString name
        = painter.fontMetrics().elidedText(m_content.name.in(language()), Qt::ElideRight, nameRoom);
    painter.drawText(QRectF(left, 8, nameRoom, 26), Qt::AlignLeft | Qt::AlignVCenter, name);
    if (priority > 0) {
        const int after = left + painter.fontMetrics().horizontalAdvance(name) + 8;
        shapes::paintAlarm(painter, theme(), priority, QRectF(after, 10, 22, 22), true);
    }

    painter.setFont(Theme::digits(Theme::body));
    const Range &limits = m_content.action.isEmpty() ? m_content.alert : m_content.action;
    QString line = words::range(limits.low, limits.high);
    if (m_content.setPoint) {
        const QString target = tr("set point %1").arg(words::number(*m_content.setPoint));
        line = line.isEmpty() ? target : line + u" · "_s + target;
    }
    if (m_content.critical)
        line = line.isEmpty() ? u"CPP"_s : u"CPP · "_s + line;
    // Two reactors have two temperatures: each says whose it is.
    const QString unitName = m_content.tag.value().section(u'.', 0, 0);
    line = line.isEmpty() ? unitName : unitName + u" · "_s + line;
    if (!good) {
        const QString word
            = m_content.value ? words::quality(m_content.value->quality) : tr("never read");
        line = line.isEmpty() ? word : word + u" · "_s + line;
        painter.setFont(Theme::digits(Theme::body, true));
        painter.setPen(theme().text);
    }
    const double lineTop = low ? 32 : 36;
    painter.drawText(QRectF(left, lineTop, right - left - 8, 18), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(line, Qt::ElideRight, right - left - 8));
    paintBar(painter, QRectF(left, bandTop, right - left, 9));
}

void ParameterTile::mouseReleaseEvent(QMouseEvent *event)
{
    if (rect().contains(event->pos()))
        Q_EMIT clicked(m_content.tag);
}

} // namespace cytoloom
