// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmkpi.h"
#include "widgets/common/page.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace cytoloom {

class RateChart;

/// How the alarm system does: each figure against its target and limit with a verdict in words, the
/// rate over time, and the alarms to work on (most frequent, chattering, fleeting, stale).
class AlarmKpiPage final : public Page
{
    Q_OBJECT

public:
    explicit AlarmKpiPage(const Theme &theme, QWidget *parent = nullptr);

    /// From alarmKpi(), made off this thread.
    void setKpi(const AlarmKpi &kpi);
    [[nodiscard]] const AlarmKpi &kpi() const { return m_kpi; }
    [[nodiscard]] int days() const; ///< of the base that is chosen

    /// Words of a figure: "Alarms per day".
    [[nodiscard]] static QString name(const QString &figure);
    [[nodiscard]] static QString verdict(AlarmFigure::Verdict verdict);

Q_SIGNALS:
    /// Figures of so many days are wanted.
    void periodRequested(int days);
    /// The figures as UTF-8 in RFC 4180.
    void exportRequested(const QByteArray &csv);
    void chartExportRequested(const QImage &chart);

protected:
    void retranslate() override;
    void restyle() override;

private:
    void build();
    void fillFigures();
    void fillWork();
    [[nodiscard]] QByteArray csv() const;

    AlarmKpi m_kpi;
    QLabel *m_title;
    QLabel *m_base;
    QComboBox *m_period;
    QPushButton *m_exportFigures;
    QPushButton *m_exportChart;
    QTableWidget *m_figures;
    QTableWidget *m_work;
    QLabel *m_workTitle;
    RateChart *m_chart;
};

} // namespace cytoloom
