// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/trends/trendtypes.h"

#include <qcustomplot.h>

namespace cytoloom {

/// Ticks of a real time axis whose keys are seconds since 1970 UTC: round seconds, minutes, hours
/// and days of local time, UTC or batch time. Only for this folder: it needs QCustomPlot's header.
class TimeTicker final : public QCPAxisTicker
{
public:
    void setMode(TimeMode mode) { m_mode = mode; }
    void setOrigin(double seconds) { m_origin = seconds; } ///< begin of the batch
    void setDayWord(const QString &word) { m_dayWord = word; } ///< "Day %1"
    /// A moment with the precision that a span of \p spanSeconds asks for.
    [[nodiscard]] QString text(double key, double spanSeconds) const;

protected:
    double getTickStep(const QCPRange &range) override;
    int getSubTickCount(double step) override;
    QVector<double> createTickVector(double step, const QCPRange &range) override;
    QString getTickLabel(
        double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    [[nodiscard]] double offset(double key) const; ///< key + offset counts from a midnight

    TimeMode m_mode = TimeMode::Local;
    double m_origin = 0;
    double m_step = 60;
    QString m_dayWord = QStringLiteral("Day %1");
};

} // namespace cytoloom
