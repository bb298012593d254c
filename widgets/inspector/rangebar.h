// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"
#include "widgets/inspector/nestedranges.h"

#include <QtWidgets/QWidget>

namespace cytoloom {

/// The nested limits of a parameter on one scale: set point, alert, action, validated, calibrated
/// and capability, as far as they are known. Folded it is one bar with the rings in each other;
/// detailed, each ring has a line of its own with its numbers. An end that reaches beyond what is
/// around it is drawn in the alarm colour with a mark. Nothing to draw: not visible.
class RangeBar final : public QWidget
{
    Q_OBJECT

public:
    explicit RangeBar(const Theme &theme, QWidget *parent = nullptr);

    void setRanges(const NestedRanges &ranges);
    void setDetailed(bool detailed);
    [[nodiscard]] const NestedRanges &ranges() const { return m_ranges; }
    [[nodiscard]] QSize sizeHint() const override;
    /// "Alert to 38.2 °C goes beyond Action to 38 °C", for each end that does; empty: all nested.
    [[nodiscard]] QStringList complaints() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintNested(QPainter &painter) const;
    void paintLines(QPainter &painter) const;
    void paintRing(QPainter &painter, const NestedRanges::Entry &entry, const QRectF &lane,
        double height) const;
    void paintSetPoint(QPainter &painter, const QRectF &lane, double height) const;
    [[nodiscard]] double place(double value, const QRectF &lane) const;
    [[nodiscard]] static QString ringName(NestedRanges::Ring ring);

    Theme m_theme;
    NestedRanges m_ranges;
    bool m_detailed = false;
};

} // namespace cytoloom
