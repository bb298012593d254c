// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trends/timeticker.h"

#include <QtCore/QDateTime>

#include <array>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr double Day = 86400;
constexpr std::array<double, 25> Steps {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600,
    7200, 10800, 21600, 43200, Day, 2 * Day, 3 * Day, 5 * Day, 7 * Day, 14 * Day, 28 * Day,
    91 * Day};
} // namespace

double TimeTicker::offset(double key) const
{
    switch (m_mode) {
    case TimeMode::Local:
        return QDateTime::fromMSecsSinceEpoch(qint64(key * 1000)).offsetFromUtc();
    case TimeMode::Utc:
        return 0;
    case TimeMode::Batch:
        return -m_origin;
    }
    return 0;
}

double TimeTicker::getTickStep(const QCPRange &range)
{
    const double wanted = range.size() / std::max(1, tickCount());
    m_step = Steps.back();
    if (wanted < 1) {
        m_step = cleanMantissa(wanted);
        return m_step;
    }
    for (const double step : Steps) {
        if (step >= wanted) {
            m_step = step;
            break;
        }
    }
    return m_step;
}

int TimeTicker::getSubTickCount(double step)
{
    if (step >= Day)
        return step > Day ? int(step / Day) - 1 : 3;
    return 4;
}

QVector<double> TimeTicker::createTickVector(double step, const QCPRange &range)
{
    QVector<double> ticks;
    const double shift = offset(range.center());
    double tick = std::floor((range.lower + shift) / step) * step - shift;
    for (int guard = 0; tick <= range.upper + step && guard < 1000; tick += step, ++guard)
        ticks << tick;
    return ticks;
}

QString TimeTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    const double local = tick + offset(tick);
    if (m_mode == TimeMode::Batch) {
        const double day = std::floor(local / Day + 1e-9);
        const double rest = local - day * Day;
        if (m_step >= Day || std::abs(rest) < 0.5)
            return m_dayWord.arg(qint64(day));
        const int seconds = int(std::lround(rest));
        const QString clock = u"%1:%2"_s.arg(seconds / 3600, 2, 10, QChar(u'0'))
                                  .arg(seconds / 60 % 60, 2, 10, QChar(u'0'));
        return m_step < 60 ? clock + u":%1"_s.arg(seconds % 60, 2, 10, QChar(u'0')) : clock;
    }
    const QDateTime time
        = QDateTime::fromMSecsSinceEpoch(qint64(std::llround(local * 1000)), Qt::UTC);
    const bool midnight = time.time().msecsSinceStartOfDay() == 0;
    if (m_step >= Day || midnight)
        return time.toString(u"MM-dd"_s);
    return time.toString(m_step < 1 ? u"HH:mm:ss.zzz"_s : m_step < 60 ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

QString TimeTicker::text(double key, double spanSeconds) const
{
    const double local = key + offset(key);
    if (m_mode == TimeMode::Batch) {
        const double day = std::floor(local / Day);
        const int seconds = int(local - day * Day);
        return m_dayWord.arg(qint64(day))
            + u" %1:%2"_s.arg(seconds / 3600, 2, 10, QChar(u'0'))
                  .arg(seconds / 60 % 60, 2, 10, QChar(u'0'));
    }
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(qint64(local * 1000), Qt::UTC);
    return time.toString(spanSeconds > Day ? u"MM-dd HH:mm"_s : u"HH:mm:ss"_s);
}

} // namespace cytoloom
