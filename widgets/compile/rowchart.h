// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "widgets/compile/figurechart.h"

#include <optional>

namespace cytoloom {

/// What a RowChart shows: rows of bars over one axis. A value.
struct RowChartContent
{
    /// From the quietest to what needs a person; never told by brightness alone where it matters:
    /// an alert has a mark and a word as well.
    enum class Tone { Quiet, Plain, Strong, Alert };
    struct Bar
    {
        double from = 0;
        double to = 0;
        Tone tone = Tone::Plain;
        ElementId element; ///< a click leads there; empty: to that of the row
        QString tip;
        friend bool operator==(const Bar &, const Bar &) = default;
    };
    /// A line across the row: a limit, a median.
    struct Mark
    {
        double at = 0;
        bool limit = false; ///< drawn as a bracket, otherwise as a plain line
        friend bool operator==(const Mark &, const Mark &) = default;
    };
    struct Row
    {
        QString label;
        QString value; ///< at the right end, tabular
        QVector<Bar> bars; ///< painted in this order
        QVector<Mark> marks;
        bool alert = false; ///< a limit is not kept
        ElementId element;
        QString tip;
        friend bool operator==(const Row &, const Row &) = default;
    };
    struct Key
    {
        Tone tone = Tone::Plain;
        bool mark = false; ///< the key of a mark
        bool limit = false;
        QString text;
        friend bool operator==(const Key &, const Key &) = default;
    };
    QVector<Row> rows;
    double high = 1; ///< the axis goes from 0 to this
    bool hours = false; ///< values are hours; the axis counts in days where they are many
    QString unit;
    QVector<Key> legend;
    friend bool operator==(const RowChartContent &, const RowChartContent &) = default;
};

/// Bars in rows over one axis, with names on the left and figures on the right: a timeline,
/// volumes, shares. A click or Enter on a row leads to its step; the wheel with Ctrl zooms,
/// dragging pans, a double click shows everything again. GUI thread.
class RowChart final : public FigureChart
{
    Q_OBJECT

public:
    explicit RowChart(const Theme &theme, QWidget *parent = nullptr);

    void setContent(const RowChartContent &content);
    [[nodiscard]] const RowChartContent &content() const { return m_content; }
    /// Where a row, or a bar of it, is painted: for tests and tips.
    [[nodiscard]] QRectF rowRect(int row) const;
    [[nodiscard]] QRectF barRect(int row, int bar) const;
    [[nodiscard]] double low() const { return m_low; } ///< what is seen of the axis
    [[nodiscard]] double high() const { return m_high; }
    void showAll();

    [[nodiscard]] bool isEmpty() const override { return m_content.rows.isEmpty(); }
    [[nodiscard]] std::unique_ptr<FigureChart> copy(const Theme &theme) const override;
    [[nodiscard]] QVector<QStringList> table() const override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const cytoloom::ElementId &element);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const; ///< without names, figures, axis and legend
    [[nodiscard]] double x(double value) const;
    [[nodiscard]] int rowAt(QPointF position) const;
    [[nodiscard]] const RowChartContent::Bar *barAt(int row, QPointF position) const;
    [[nodiscard]] ElementId elementAt(int row, const RowChartContent::Bar *bar) const;
    [[nodiscard]] QColor colour(RowChartContent::Tone tone) const;
    [[nodiscard]] QColor outline() const; ///< of quiet bars
    void paintAxis(QPainter &painter, const QRectF &plot) const;
    void paintRow(QPainter &painter, int row) const;
    void paintLegend(QPainter &painter) const;
    void setWindow(double low, double high);

    RowChartContent m_content;
    double m_low = 0;
    double m_high = 1;
    double m_names = 0; ///< widths of the columns
    double m_values = 0;
    int m_hover = -1;
    int m_current = -1;
    std::optional<QPointF> m_pressed;
    double m_pressedLow = 0;
    bool m_dragged = false;
};

/// Distance of round ticks (1, 2, 5 × 10ⁿ) so that about \p most of them fit into \p span. Pure.
[[nodiscard]] double niceStep(double span, double most);

} // namespace cytoloom
