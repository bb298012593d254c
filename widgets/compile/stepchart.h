// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compile/figurechart.h"

namespace cytoloom {

/// What a StepChart shows: stacked columns from here to there. A value.
struct StepChartContent
{
    struct Column
    {
        double from = 0;
        double to = 0;
        QVector<double> heights; ///< beside series
        QString tip;
        friend bool operator==(const Column &, const Column &) = default;
    };
    struct Mark
    {
        double at = 0;
        QString text;
        friend bool operator==(const Mark &, const Mark &) = default;
    };
    QStringList series; ///< named in the legend when there are several
    QVector<Column> columns; ///< in order, not overlapping
    QVector<Mark> marks; ///< lines from top to bottom
    double low = 0;
    double high = 1;
    double top = 1; ///< of the vertical axis, which begins at 0
    bool hours = false; ///< the horizontal axis counts hours
    bool shares = false; ///< the vertical axis is shown in %
    QString unit; ///< of the horizontal axis
    friend bool operator==(const StepChartContent &, const StepChartContent &) = default;
};

/// Columns over an axis: people by hour, a histogram. Series differ by colour and hatching. GUI
/// thread.
class StepChart final : public FigureChart
{
    Q_OBJECT

public:
    explicit StepChart(const Theme &theme, QWidget *parent = nullptr);

    void setContent(const StepChartContent &content);
    [[nodiscard]] const StepChartContent &content() const { return m_content; }
    [[nodiscard]] QRectF columnRect(int column) const; ///< all series together

    [[nodiscard]] bool isEmpty() const override { return m_content.columns.isEmpty(); }
    [[nodiscard]] std::unique_ptr<FigureChart> copy(const Theme &theme) const override;
    [[nodiscard]] QVector<QStringList> table() const override;

    [[nodiscard]] QSize sizeHint() const override { return {420, 190}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {260, 170}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double x(double value) const;
    [[nodiscard]] double y(double value) const;
    [[nodiscard]] QBrush brush(int series) const;
    void paintAxes(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;

    StepChartContent m_content;
};

} // namespace cytoloom
