// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/ratechart.h"

#include <QtCore/QDateTime>
#include <QtGui/QImage>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int FloodStart = 10; ///< rules.md 3.3
constexpr double LeastBar = 3; ///< pixels

/// A round step that gives about five lines up to \p most.
int stepFor(int most)
{
    int step = 1;
    for (const int next : {2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
        if (most / step <= 6)
            break;
        step = next;
    }
    return step;
}

} // namespace

RateChart::RateChart(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void RateChart::setKpi(const AlarmKpi &kpi)
{
    m_kpi = kpi;
    update();
}

void RateChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), theme());
}

QImage RateChart::image(QSize size) const
{
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    paint(painter, QRectF(QPointF(), size), Theme::light());
    return picture;
}

void RateChart::paint(QPainter &painter, const QRectF &place, const Theme &look) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::digits(Theme::caption));
    const QFontMetricsF metrics = painter.fontMetrics();
    const QRectF plot = place.adjusted(44, metrics.height() + 10, -12, -metrics.height() - 10);
    painter.setPen(look.muted);
    painter.drawText(
        QRectF(place.left() + 8, place.top() + 4, place.width() - 16, metrics.height()),
        Qt::AlignLeft, tr("Alarms per 10 minutes"));
    const QVector<int> &counts = m_kpi.perTenMinutes;
    if (counts.isEmpty()) {
        painter.drawText(plot, Qt::AlignCenter, tr("No figures yet"));
        return;
    }
    const int most = std::max(FloodStart + 2, *std::max_element(counts.begin(), counts.end()));
    const auto y = [&](double count) { return plot.bottom() - plot.height() * count / most; };
    const double width = double((m_kpi.until - m_kpi.from).count());
    const auto x = [&](UtcTime time) {
        return plot.left() + plot.width() * double((time - m_kpi.from).count()) / width;
    };
    // Floods lie behind everything, with their word.
    for (const AlarmFlood &flood : m_kpi.floods) {
        QColor band = look.alarm[1];
        band.setAlpha(60);
        const double left = x(flood.from);
        painter.fillRect(
            QRectF(left, plot.top(), std::max(2.0, x(flood.until) - left), plot.height()), band);
        painter.setPen(look.text);
        if (plot.right() - left > 60)
            painter.drawText(QPointF(left + 3, plot.top() + metrics.ascent()), tr("flood"));
    }
    const int step = stepFor(most);
    for (int line = 0; line <= most; line += step) {
        painter.setPen(QPen(look.line, 1));
        painter.drawLine(QPointF(plot.left(), y(line)), QPointF(plot.right(), y(line)));
        painter.setPen(look.muted);
        painter.drawText(QRectF(place.left(), y(line) - metrics.height() / 2, 38, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
    }
    const int bars = std::max(1, std::min(int(counts.size()), int(plot.width() / LeastBar)));
    const double bar = plot.width() / bars;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < bars; ++i) {
        const auto from = counts.begin() + qint64(i) * counts.size() / bars;
        const auto until = counts.begin() + qint64(i + 1) * counts.size() / bars;
        const int worst = *std::max_element(from, std::max(until, from + 1));
        if (worst == 0)
            continue;
        painter.setBrush(worst > FloodStart ? look.alarm[1] : look.strongLine);
        painter.drawRect(QRectF(plot.left() + i * bar, y(worst),
            std::max(1.0, bar - (bar > 5 ? 1 : 0)), plot.bottom() - y(worst)));
    }
    painter.setPen(QPen(look.alarm[1], 1.5, Qt::DashLine));
    painter.drawLine(QPointF(plot.left(), y(FloodStart)), QPointF(plot.right(), y(FloodStart)));
    painter.setPen(look.text);
    const QString limit = tr("flood above %1").arg(FloodStart);
    painter.drawText(
        QPointF(plot.right() - metrics.horizontalAdvance(limit) - 4, y(FloodStart) - 4), limit);
    // The axis of time, in local time.
    painter.setPen(look.muted);
    const bool days = m_kpi.until - m_kpi.from > std::chrono::hours(36);
    const int labels = std::max(2, int(plot.width() / 120));
    for (int i = 0; i <= labels; ++i) {
        const UtcTime time = m_kpi.from + (m_kpi.until - m_kpi.from) * i / labels;
        const QString text = QDateTime::fromMSecsSinceEpoch(toMs(time))
                                 .toString(days ? u"MM-dd HH:mm"_s : u"HH:mm"_s);
        const double size = metrics.horizontalAdvance(text);
        const double at
            = std::clamp(x(time) - size / 2, place.left() + 2, place.right() - size - 2);
        painter.drawText(QPointF(at, plot.bottom() + metrics.height() + 2), text);
    }
    painter.setPen(QPen(look.strongLine, 1));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
}

} // namespace cytoloom
