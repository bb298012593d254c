// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trends/trendmath.h"

#include <QtCore/QMap>
#include <QtCore/QStringList>

#include <algorithm>

namespace cytoloom::trendmath {

using namespace Qt::StringLiterals;

std::optional<double> valueAt(const QVector<TrendPoint> &points, UtcTime time)
{
    const auto after = std::upper_bound(points.cbegin(), points.cend(), time,
        [](UtcTime wanted, const TrendPoint &point) { return wanted < point.time; });
    if (after == points.cbegin() || std::prev(after)->gap)
        return std::nullopt;
    return std::prev(after)->last;
}

Between between(const QVector<TrendPoint> &points, UtcTime a, UtcTime b)
{
    Between result;
    result.atA = valueAt(points, a);
    result.atB = valueAt(points, b);
    const UtcTime from = std::min(a, b);
    const UtcTime to = std::max(a, b);
    double weight = 0;
    double sum = 0;
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (const TrendPoint &point : points) {
        if (point.gap || point.time < from || point.time > to)
            continue;
        result.minimum = std::min(result.minimum.value_or(point.minimum), point.minimum);
        result.maximum = std::max(result.maximum.value_or(point.maximum), point.maximum);
        const double samples = std::max(point.samples, 1);
        weight += samples;
        sum += point.mean * samples;
        const double x = toSeconds(point.time - from) / 3600.0;
        n += 1;
        sx += x;
        sy += point.mean;
        sxx += x * x;
        sxy += x * point.mean;
    }
    if (weight > 0)
        result.mean = sum / weight;
    const double determinant = n * sxx - sx * sx;
    if (n >= 2 && determinant > 1e-15)
        result.slopePerHour = (n * sxy - sx * sy) / determinant;
    return result;
}

QByteArray csv(
    const QStringList &titles, const QVector<QVector<TrendPoint>> &curves, UtcTime from, UtcTime to)
{
    QMap<qint64, QVector<QString>> rows;
    for (qsizetype curve = 0; curve < curves.size(); ++curve) {
        for (const TrendPoint &point : curves[curve]) {
            if (point.time < from || point.time > to)
                continue;
            QVector<QString> &row = rows[toMs(point.time)];
            row.resize(curves.size());
            if (!point.gap)
                row[curve] = QString::number(point.mean, 'g', 12);
        }
    }
    const auto quoted = [](QString text) {
        if (text.contains(u'"') || text.contains(u','))
            text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
        return text;
    };
    QStringList lines;
    QStringList head {u"time"_s};
    for (const QString &title : titles)
        head << quoted(title);
    lines << head.join(u',');
    for (auto row = rows.cbegin(); row != rows.cend(); ++row)
        lines << toIso(utcFromMs(row.key())) + u','
                + QStringList(row->cbegin(), row->cend()).join(u',');
    return lines.join(u"\r\n"_s).toUtf8() + "\r\n";
}

} // namespace cytoloom::trendmath
