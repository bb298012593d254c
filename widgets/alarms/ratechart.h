// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmkpi.h"
#include "widgets/common/page.h"

namespace cytoloom {

/// Alarms per ten minutes over time: bars, the line above which a flood begins, floods as bands. A
/// bar stands for as many periods as need be and shows the worst of them, so that no peak gets
/// lost. Painted by ourselves, so that the export is the same picture.
class RateChart final : public Page
{
    Q_OBJECT

public:
    explicit RateChart(const Theme &theme, QWidget *parent = nullptr);
    void setKpi(const AlarmKpi &kpi);
    [[nodiscard]] QSize sizeHint() const override { return {700, 220}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 160}; }
    /// The chart as it would be on paper: light, at \p size.
    [[nodiscard]] QImage image(QSize size) const;

protected:
    void retranslate() override { update(); }
    void restyle() override { update(); }
    void paintEvent(QPaintEvent *event) override;

private:
    void paint(QPainter &painter, const QRectF &place, const Theme &theme) const;

    AlarmKpi m_kpi;
};

} // namespace cytoloom
