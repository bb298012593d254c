// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportpictures.h"

#include "processgraph/reports/reportpages.h"
#include "processgraph/reports/reportwords.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPolygonF>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QColor Text(0x1E, 0x2A, 0x35);
const QColor Muted(0x5A, 0x66, 0x72);
const QColor Outline(0x8A, 0x94, 0x9E);
const QColor Grid(0xDD, 0xE1, 0xE5);
const QColor Gap(0xEE, 0xEE, 0xEE);
const QColor Pen(0x00, 0x72, 0xB2);
const QColor Band(0xCC, 0xE3, 0xF0);
const QColor ActionLine(0xE0, 0x6C, 0x00);
const QColor AlertLine(0xD9, 0xA4, 0x00);
const QColor ValidatedLine(0xB0, 0x2A, 0x2A);

/// Round values between \p low and \p high: steps of 1, 2 or 5 times a power of ten.
QVector<double> ticks(double low, double high)
{
    const double raw = (high - low) / 5;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    const double part = raw / power;
    const double step = (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10) * power;
    QVector<double> values;
    for (double n = std::ceil(low / step); n * step <= high && values.size() < 8; ++n)
        values << n * step;
    return values;
}

} // namespace

void drawTrend(QPainter &painter, const QRectF &box, const ReportParameter &row, Language language)
{
    painter.save(); // its clip is its own
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(ReportPages::font(7));
    const QString run = row.run > 1 ? u" ×%1"_s.arg(row.run) : QString();
    const QString unit = row.parameter.unit.symbol();
    const QString title = row.step.in(language) + run + u" · "_s + row.parameter.name.in(language)
        + (unit.isEmpty() || unit == "1"_L1 || unit == row.parameter.name.in(language)
                ? QString()
                : u" ("_s + unit + u')');
    const QFontMetricsF metrics(ReportPages::font(7));
    const double tagWidth = metrics.horizontalAdvance(row.tag.value()) + 8;
    painter.setPen(Text);
    painter.drawText(QRectF(box.left(), box.top(), box.width(), 10), Qt::AlignLeft,
        metrics.elidedText(title, Qt::ElideRight, box.width() - tagWidth));
    painter.setPen(Muted);
    painter.drawText(
        QRectF(box.left(), box.top(), box.width(), 10), Qt::AlignRight, row.tag.value());

    double low = row.statistics.minimum, high = row.statistics.maximum;
    const auto include = [&](const std::optional<double> &value) {
        if (value) {
            low = std::min(low, *value);
            high = std::max(high, *value);
        }
    };
    for (const Range *range :
        {&row.parameter.alert, &row.parameter.action, &row.parameter.validated}) {
        include(range->low);
        include(range->high);
    }
    include(row.setPoint);
    if (high - low < 1e-9 * std::max(1.0, std::abs(high))) {
        low -= 0.5;
        high += 0.5;
    }
    if (!std::isfinite(low) || !std::isfinite(high)) {
        painter.restore();
        return; // no axis can show that; the table names the figures
    }
    const double margin = (high - low) * 0.08;
    low -= margin;
    high += margin;
    const QRectF plot(box.left() + 32, box.top() + 12, box.width() - 33, box.height() - 23);
    const double spanMs = std::max(1.0, double((row.to - row.from).count()));
    const auto x = [&](UtcTime time) {
        return plot.left() + double((time - row.from).count()) / spanMs * plot.width();
    };
    const auto y = [&](double value) {
        return plot.bottom() - (value - low) / (high - low) * plot.height();
    };

    painter.setPen(QPen(Outline, 0.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plot);
    painter.setPen(Muted);
    painter.setFont(ReportPages::font(6));
    for (const double value : ticks(low, high)) {
        painter.setPen(Muted);
        painter.drawText(QRectF(box.left(), y(value) - 5, 29, 10),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(value, 'g', 5));
        painter.setPen(QPen(Grid, 0.3));
        painter.drawLine(QPointF(plot.left(), y(value)), QPointF(plot.right(), y(value)));
    }
    painter.setPen(Muted);
    painter.drawText(QRectF(plot.left(), plot.bottom() + 1, 100, 9), Qt::AlignLeft,
        ReportWords::time(row.from).left(16));
    painter.drawText(QRectF(plot.center().x() - 50, plot.bottom() + 1, 100, 9), Qt::AlignHCenter,
        toReadable(row.to - row.from));
    painter.drawText(QRectF(plot.right() - 100, plot.bottom() + 1, 100, 9), Qt::AlignRight,
        ReportWords::time(row.to).left(16));

    painter.setClipRect(plot);
    // Stretches without a Good value break the line: a gap is drawn as a gap.
    for (qsizetype i = 0; i < row.trend.size(); ++i) {
        if (!row.trend[i].gap)
            continue;
        const double from = x(row.trend[i].time);
        const double to = i + 1 < row.trend.size() ? x(row.trend[i + 1].time) : plot.right();
        painter.fillRect(QRectF(from, plot.top(), std::max(0.5, to - from), plot.height()), Gap);
    }
    QVector<QVector<TrendPoint>> stretches(1);
    for (const TrendPoint &point : row.trend) {
        if (point.gap)
            stretches.append(QVector<TrendPoint>());
        else
            stretches.last().append(point);
    }
    for (const QVector<TrendPoint> &stretch : stretches) {
        if (stretch.isEmpty())
            continue;
        QPolygonF band, line;
        for (const TrendPoint &point : stretch) {
            band << QPointF(x(point.time), y(point.maximum));
            line << QPointF(x(point.time), y(point.mean));
        }
        for (auto point = stretch.crbegin(); point != stretch.crend(); ++point)
            band << QPointF(x(point->time), y(point->minimum));
        painter.setPen(Qt::NoPen);
        painter.setBrush(Band);
        painter.drawPolygon(band);
        painter.setPen(QPen(Pen, 0.8));
        if (line.size() == 1) // one value between two gaps
            line << line.first() + QPointF(0.8, 0);
        painter.drawPolyline(line);
    }
    const auto limit
        = [&](const std::optional<double> &value, const QColor &colour, Qt::PenStyle style) {
              if (!value)
                  return;
              painter.setPen(QPen(colour, 0.7, style));
              painter.drawLine(QPointF(plot.left(), y(*value)), QPointF(plot.right(), y(*value)));
          };
    limit(row.parameter.validated.low, ValidatedLine, Qt::SolidLine);
    limit(row.parameter.validated.high, ValidatedLine, Qt::SolidLine);
    limit(row.parameter.alert.low, AlertLine, Qt::DotLine);
    limit(row.parameter.alert.high, AlertLine, Qt::DotLine);
    limit(row.parameter.action.low, ActionLine, Qt::DashLine);
    limit(row.parameter.action.high, ActionLine, Qt::DashLine);
    limit(row.setPoint, Text, Qt::DashDotLine);
    painter.restore();
}

} // namespace cytoloom
