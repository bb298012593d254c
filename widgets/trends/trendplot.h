// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/historian/historian.h"
#include "widgets/common/theme.h"
#include "widgets/trends/trendtypes.h"

#include <QtWidgets/QWidget>

#include <memory>
#include <optional>

namespace cytoloom {

/// The drawing of trends: one panel for each signal over one shared time axis, phase bands above,
/// events and an overview below. It draws what it is given and asks for what it lacks. Wheel zooms
/// the time, dragging pans, a box zooms where box zoom is on; cursors are dragged. GUI thread.
class TrendPlot final : public QWidget
{
    Q_OBJECT

public:
    explicit TrendPlot(const Theme &theme, QWidget *parent = nullptr);
    ~TrendPlot() override;

    void setTheme(const Theme &theme);
    void setLanguage(Language language);
    void setTags(const QVector<TrendTag> &tags);
    void setPoints(const TagId &tag, const QVector<TrendPoint> &points);
    [[nodiscard]] QVector<TrendPoint> points(const TagId &tag) const;
    /// Coarse points over the whole batch for the strip below.
    void setOverview(const QVector<TrendPoint> &points, UtcTime from, UtcTime to);
    void setBands(const QVector<PhaseBand> &bands);
    void setFlags(const QVector<TrendFlag> &flags);
    void setNow(UtcTime now);
    void setTimeMode(TimeMode mode, UtcTime batchStart);

    void setRange(UtcTime from, UtcTime to);
    [[nodiscard]] UtcTime from() const;
    [[nodiscard]] UtcTime to() const;
    void setBoxZoom(bool on);
    void setCursorsVisible(bool visible);
    [[nodiscard]] bool cursorsVisible() const;
    void setCursors(UtcTime a, UtcTime b);
    [[nodiscard]] std::pair<UtcTime, UtcTime> cursors() const;
    /// A moment as the axis writes it.
    [[nodiscard]] QString timeText(UtcTime time) const;
    /// Width of the drawing in pixels: how many buckets are worth asking for.
    [[nodiscard]] int pixels() const;
    /// Bounds of the value axis of \p tag as drawn, for tests and for the table.
    [[nodiscard]] std::pair<double, double> valueRange(const TagId &tag) const;

    /// The picture as a file of \p kind: "png", "pdf", "svg"; empty for another one.
    [[nodiscard]] QByteArray picture(const QString &kind) const;

Q_SIGNALS:
    /// The person moved the time range.
    void rangeChanged(cytoloom::UtcTime from, cytoloom::UtcTime to);
    void cursorsChanged();
    /// The value under the pointer: empty text when it left.
    void hovered(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
