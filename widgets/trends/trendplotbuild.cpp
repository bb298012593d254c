// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trends/trendplot_p.h"

#include <cmath>
#include <limits>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int LeftMargin = 66;
constexpr int RightMargin = 18;

double seconds(UtcTime time)
{
    return double(toMs(time)) / 1000.0;
}
} // namespace

QPen TrendPlot::Private::pen(int index) const
{
    static constexpr Qt::PenStyle Styles[]
        = {Qt::SolidLine, Qt::DashLine, Qt::DashDotLine, Qt::DotLine, Qt::DashDotDotLine};
    // A new line style after each round of colours, so that eight curves differ without colour,
    // too.
    return QPen(theme.pens[index % 7], 1.6, Styles[(index / 7 + index % 7 / 4) % 5]);
}

void TrendPlot::Private::dress(QCPAxis *axis, bool labels) const
{
    axis->setBasePen(QPen(theme.line));
    axis->setTickPen(QPen(theme.line));
    axis->setSubTickPen(QPen(theme.line));
    axis->setSubTicks(false);
    axis->setTickLengthIn(0);
    axis->setTickLengthOut(labels ? 4 : 0);
    axis->setTickLabels(labels);
    axis->setTickLabelFont(Theme::digits(Theme::caption));
    axis->setTickLabelColor(theme.muted);
    axis->grid()->setPen(QPen(theme.idle, 1));
    axis->grid()->setZeroLinePen(QPen(theme.idle, 1));
}

QCPAxisRect *TrendPlot::Private::addRect(int row, int height)
{
    auto *rect = new QCPAxisRect(plot, true);
    rect->setAutoMargins(QCP::msNone);
    rect->setMargins(QMargins(LeftMargin, 0, RightMargin, 0));
    rect->setBackground(theme.raised);
    rect->setMinimumMargins(QMargins());
    rect->setLayer(u"background"_s); // its ground must lie under bands, limits and gaps
    if (height > 0) {
        rect->setSizeConstraintRect(QCPLayoutElement::scrOuterRect);
        rect->setMinimumSize(10, height);
        rect->setMaximumSize(QWIDGETSIZE_MAX, height);
    }
    for (QCPAxis *axis : rect->axes()) {
        axis->setLayer(u"axes"_s);
        axis->grid()->setLayer(u"grid"_s);
        dress(axis, false);
    }
    rect->axis(QCPAxis::atBottom)->setTicker(ticker);
    for (const QCPAxis::AxisType type : {QCPAxis::atTop, QCPAxis::atRight}) {
        rect->axis(type)->setVisible(true);
        rect->axis(type)->setTicks(false);
    }
    plot->plotLayout()->addElement(row, 0, rect);
    return rect;
}

void TrendPlot::Private::rebuild()
{
    plot->clearItems();
    plot->clearGraphs();
    plot->plotLayout()->clear();
    bandItems.clear();
    flagItems.clear();
    flagGraphs.clear();
    plot->setBackground(QBrush(theme.canvas));
    plot->plotLayout()->setRowSpacing(8);

    int row = 0;
    bandRect = addRect(row++, 46); // names below, cursor tags above
    bandRect->setBackground(QBrush(Qt::NoBrush));
    bandRect->axis(QCPAxis::atBottom)->grid()->setVisible(false);
    for (QCPAxis *axis : bandRect->axes()) {
        axis->setBasePen(Qt::NoPen);
        axis->setTicks(false);
        axis->grid()->setVisible(false);
    }
    bandRect->axis(QCPAxis::atLeft)->setRange(0, 1);
    for (int i = 0; i < panels.size(); ++i)
        buildPanel(panels[i], row++, i, i == panels.size() - 1);

    eventRect = addRect(row++, 44);
    eventRect->axis(QCPAxis::atLeft)->setRange(0, 1);
    eventRect->axis(QCPAxis::atLeft)->setTicks(false);
    eventRect->axis(QCPAxis::atLeft)->grid()->setVisible(false);
    auto *eventTitle = new QCPItemText(plot);
    eventTitle->setClipToAxisRect(false);
    eventTitle->position->setAxisRect(eventRect);
    eventTitle->position->setType(QCPItemPosition::ptAxisRectRatio);
    eventTitle->position->setCoords(0, 0.5);
    eventTitle->setPositionAlignment(Qt::AlignRight | Qt::AlignVCenter);
    eventTitle->setPadding(QMargins(0, 0, 8, 0));
    eventTitle->setText(TrendPlot::tr("Events"));
    eventTitle->setFont(Theme::font(Theme::caption));
    eventTitle->setColor(theme.muted);

    overviewRect = addRect(row++, 46);
    overviewRect->setMargins(QMargins(LeftMargin, 0, RightMargin, 8));
    overviewRect->axis(QCPAxis::atLeft)->setTicks(false);
    overviewRect->axis(QCPAxis::atLeft)->grid()->setVisible(false);
    overviewRect->axis(QCPAxis::atBottom)->setTicks(false);
    overviewGraph = plot->addGraph(
        overviewRect->axis(QCPAxis::atBottom), overviewRect->axis(QCPAxis::atLeft));
    overviewGraph->setPen(QPen(theme.strongLine, 1.2));
    overviewWindow = new QCPItemRect(plot);
    overviewWindow->setClipAxisRect(overviewRect);
    for (QCPItemPosition *corner : {overviewWindow->topLeft, overviewWindow->bottomRight}) {
        corner->setAxes(overviewRect->axis(QCPAxis::atBottom), overviewRect->axis(QCPAxis::atLeft));
        corner->setAxisRect(overviewRect);
        corner->setTypeX(QCPItemPosition::ptPlotCoords);
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    overviewWindow->setPen(QPen(theme.accent, 2));
    QColor glass = theme.accent;
    glass.setAlphaF(0.10F);
    overviewWindow->setBrush(glass);

    for (QCPItemText **item : {&tagA, &tagB}) {
        *item = new QCPItemText(plot);
        (*item)->setLayer(u"overlay"_s);
        (*item)->setClipToAxisRect(false);
        (*item)->position->setAxisRect(bandRect);
        (*item)->position->setAxes(
            bandRect->axis(QCPAxis::atBottom), bandRect->axis(QCPAxis::atLeft));
        (*item)->position->setTypeX(QCPItemPosition::ptPlotCoords);
        (*item)->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        (*item)->setPositionAlignment(Qt::AlignHCenter | Qt::AlignVCenter);
        (*item)->setText(item == &tagA ? u"A"_s : u"B"_s);
        (*item)->setFont(Theme::font(Theme::body, true));
        (*item)->setColor(theme.dark ? theme.canvas : theme.raised);
        (*item)->setBrush(theme.accent);
        (*item)->setPadding(QMargins(7, 2, 7, 2));
    }
    fillBands();
    fillFlags();
    fillOverview();
    for (Panel &panel : panels)
        fillData(panel);
    applyRange();
}

void TrendPlot::Private::buildPanel(Panel &panel, int row, int index, bool last)
{
    panel.gaps.clear();
    panel.rect = addRect(row, 0);
    panel.rect->setMinimumSize(40, 50);
    QCPAxis *time = panel.rect->axis(QCPAxis::atBottom);
    QCPAxis *value = panel.rect->axis(QCPAxis::atLeft);
    dress(value, true);
    value->setNumberFormat(u"gb"_s);
    value->setNumberPrecision(5);
    value->ticker()->setTickCount(4);
    time->grid()->setVisible(false);
    if (last) {
        dress(time, true);
        time->grid()->setVisible(false);
        panel.rect->setMargins(QMargins(LeftMargin, 0, RightMargin, 24));
    }
    buildLimits(panel);

    const QPen line = pen(index);
    QColor soft = line.color();
    soft.setAlphaF(0.28F);
    panel.low = plot->addGraph(time, value);
    panel.high = plot->addGraph(time, value);
    for (QCPGraph *edge : {panel.low, panel.high}) {
        edge->setPen(Qt::NoPen);
        edge->setLineStyle(QCPGraph::lsLine);
    }
    panel.high->setBrush(soft);
    panel.high->setChannelFillGraph(panel.low);
    panel.mean = plot->addGraph(time, value);
    panel.mean->setPen(line);
    panel.mean->setAdaptiveSampling(true);

    const auto label = [&](const QString &text, bool bold, const QColor &colour) {
        auto *item = new QCPItemText(plot);
        item->setClipToAxisRect(false);
        item->setText(text);
        item->setFont(Theme::font(Theme::body, bold));
        item->setColor(colour);
        return item;
    };
    auto *swatch = label(u"■"_s, true, line.color());
    swatch->position->setAxisRect(panel.rect);
    swatch->position->setType(QCPItemPosition::ptAxisRectRatio);
    swatch->position->setCoords(0, 0);
    swatch->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    swatch->setPadding(QMargins(10, 5, 0, 0));
    panel.title = label(panel.tag.name.in(language), true, theme.text);
    panel.title->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    panel.title->position->setParentAnchor(swatch->topRight);
    panel.title->position->setCoords(6, 5);
    panel.unit = label(panel.tag.unit == "1"_L1 ? QString() : panel.tag.unit, false, theme.muted);
    panel.unit->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    panel.unit->position->setParentAnchor(panel.title->topRight);
    panel.unit->position->setCoords(8, 0);

    const auto vertical = [&](const QPen &ink) {
        auto *item = new QCPItemStraightLine(plot);
        item->setLayer(u"overlay"_s);
        item->setClipAxisRect(panel.rect);
        for (QCPItemPosition *point : {item->point1, item->point2})
            point->setAxes(time, value);
        item->setPen(ink);
        return item;
    };
    panel.a = vertical(QPen(theme.accent, 1.8));
    panel.b = vertical(QPen(theme.accent, 1.8));
    panel.now = vertical(QPen(theme.text, 1, Qt::DotLine));
}

void TrendPlot::Private::buildLimits(const Panel &panel)
{
    QCPAxis *time = panel.rect->axis(QCPAxis::atBottom);
    QCPAxis *value = panel.rect->axis(QCPAxis::atLeft);
    const auto line = [&](double at, const QColor &colour, Qt::PenStyle style) {
        auto *item = new QCPItemStraightLine(plot);
        item->setClipAxisRect(panel.rect);
        item->setLayer(u"background"_s);
        for (QCPItemPosition *point : {item->point1, item->point2}) {
            point->setAxes(time, value);
            point->setAxisRect(panel.rect);
            point->setTypeX(QCPItemPosition::ptAxisRectRatio);
            point->setTypeY(QCPItemPosition::ptPlotCoords);
        }
        item->point1->setCoords(0, at);
        item->point2->setCoords(1, at);
        item->setPen(QPen(colour, 1.4, style));
        item->setLayer(u"grid"_s);
    };
    const Range &inner = panel.tag.alert;
    if (inner.low && inner.high) {
        auto *band = new QCPItemRect(plot);
        band->setClipAxisRect(panel.rect);
        band->setLayer(u"background"_s);
        for (QCPItemPosition *corner : {band->topLeft, band->bottomRight}) {
            corner->setAxes(time, value);
            corner->setAxisRect(panel.rect);
            corner->setTypeX(QCPItemPosition::ptAxisRectRatio);
            corner->setTypeY(QCPItemPosition::ptPlotCoords);
        }
        band->topLeft->setCoords(0, *inner.high);
        band->bottomRight->setCoords(1, *inner.low);
        QColor fill = theme.pens[4];
        fill.setAlphaF(theme.dark ? 0.12F : 0.16F);
        band->setBrush(fill);
        band->setPen(Qt::NoPen);
    }
    for (const std::optional<double> &limit : {panel.tag.alert.low, panel.tag.alert.high}) {
        if (limit)
            line(*limit, theme.alarm[2], Qt::DotLine);
    }
    for (const std::optional<double> &limit : {panel.tag.action.low, panel.tag.action.high}) {
        if (limit)
            line(*limit, theme.alarm[1], Qt::DashLine);
    }
}

void TrendPlot::Private::fillData(Panel &panel)
{
    for (QCPItemRect *gap : panel.gaps)
        plot->removeItem(gap);
    panel.gaps.clear();
    QVector<QCPGraphData> mean;
    QVector<QCPGraphData> low;
    QVector<QCPGraphData> high;
    mean.reserve(panel.points.size());
    bool envelope = false;
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    constexpr int MaxGapItems = 200; // more than that cannot be told apart on a screen
    for (qsizetype i = 0; i < panel.points.size(); ++i) {
        const TrendPoint &point = panel.points[i];
        const double at = seconds(point.time);
        if (!point.gap) {
            mean << QCPGraphData(at, point.mean);
            low << QCPGraphData(at, point.minimum);
            high << QCPGraphData(at, point.maximum);
            envelope = envelope || point.maximum > point.minimum;
            continue;
        }
        // Not a number breaks the line: nobody shall see a value where there was none.
        for (QVector<QCPGraphData> *data : {&mean, &low, &high})
            *data << QCPGraphData(at, nothing);
        qsizetype end = i;
        while (end + 1 < panel.points.size() && panel.points[end + 1].gap)
            ++end;
        const double until = end + 1 < panel.points.size() ? seconds(panel.points[end + 1].time)
                                                           : seconds(panel.points[end].time);
        i = end;
        if (panel.gaps.size() >= MaxGapItems)
            continue;
        auto *item = new QCPItemRect(plot);
        item->setClipAxisRect(panel.rect);
        item->setLayer(u"background"_s);
        for (QCPItemPosition *corner : {item->topLeft, item->bottomRight}) {
            corner->setAxes(panel.rect->axis(QCPAxis::atBottom), panel.rect->axis(QCPAxis::atLeft));
            corner->setAxisRect(panel.rect);
            corner->setTypeX(QCPItemPosition::ptPlotCoords);
            corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
        item->topLeft->setCoords(at, 0);
        item->bottomRight->setCoords(until, 1);
        item->setPen(Qt::NoPen);
        item->setBrush(QBrush(theme.strongLine, Qt::BDiagPattern));
        panel.gaps << item;
    }
    panel.mean->data()->set(mean, true);
    panel.low->data()->set(envelope ? low : QVector<QCPGraphData> {}, true);
    panel.high->data()->set(envelope ? high : QVector<QCPGraphData> {}, true);
}

void TrendPlot::Private::fillOverview()
{
    QVector<QCPGraphData> data;
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (const TrendPoint &point : overview) {
        data << QCPGraphData(
            seconds(point.time), point.gap ? std::numeric_limits<double>::quiet_NaN() : point.mean);
        if (!point.gap) {
            low = std::min(low, point.mean);
            high = std::max(high, point.mean);
        }
    }
    overviewGraph->data()->set(data, true);
    overviewRect->axis(QCPAxis::atBottom)->setRange(overviewFrom, overviewTo);
    if (low <= high) {
        const double margin = std::max((high - low) * 0.15, std::abs(high) * 1e-3 + 1e-9);
        overviewRect->axis(QCPAxis::atLeft)->setRange(low - margin, high + margin);
    }
}

void TrendPlot::Private::fillBands()
{
    for (const auto &[rect, text] : std::as_const(bandItems)) {
        plot->removeItem(rect);
        plot->removeItem(text);
    }
    bandItems.clear();
    for (qsizetype i = 0; i < bands.size(); ++i) {
        auto *rect = new QCPItemRect(plot);
        rect->setClipAxisRect(bandRect);
        for (QCPItemPosition *corner : {rect->topLeft, rect->bottomRight}) {
            corner->setAxisRect(bandRect);
            corner->setAxes(bandRect->axis(QCPAxis::atBottom), bandRect->axis(QCPAxis::atLeft));
            corner->setTypeX(QCPItemPosition::ptPlotCoords);
            corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
        rect->setPen(QPen(theme.canvas, 1));
        rect->setBrush(i % 2 == 0 ? theme.idle : theme.done);
        auto *text = new QCPItemText(plot);
        text->setClipAxisRect(bandRect);
        text->position->setAxisRect(bandRect);
        text->position->setAxes(bandRect->axis(QCPAxis::atBottom), bandRect->axis(QCPAxis::atLeft));
        text->position->setTypeX(QCPItemPosition::ptPlotCoords);
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        text->setFont(Theme::font(Theme::caption));
        text->setColor(theme.text);
        bandItems << std::pair(rect, text);
    }
}

void TrendPlot::Private::fillFlags()
{
    for (QCPItemText *item : std::as_const(flagItems))
        plot->removeItem(item);
    for (QCPGraph *graph : std::as_const(flagGraphs))
        plot->removeGraph(graph);
    flagItems.clear();
    flagGraphs.clear();
    static constexpr QCPScatterStyle::ScatterShape Shapes[]
        = {QCPScatterStyle::ssDisc, QCPScatterStyle::ssSquare, QCPScatterStyle::ssTriangle,
            QCPScatterStyle::ssDiamond, QCPScatterStyle::ssCircle};
    for (int priority = 0; priority <= 4; ++priority) {
        QCPGraph *graph
            = plot->addGraph(eventRect->axis(QCPAxis::atBottom), eventRect->axis(QCPAxis::atLeft));
        const QColor colour = priority == 0 ? theme.text : theme.alarm[priority - 1];
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setScatterStyle(QCPScatterStyle(Shapes[priority], QPen(colour), QBrush(colour), 9));
        for (const TrendFlag &flag : std::as_const(flags)) {
            if (std::clamp(flag.priority, 0, 4) == priority)
                graph->addData(seconds(flag.time), 0.72);
        }
        flagGraphs << graph;
    }
    for (const TrendFlag &flag : std::as_const(flags)) {
        auto *text = new QCPItemText(plot);
        text->setClipAxisRect(eventRect);
        text->position->setAxisRect(eventRect);
        text->position->setAxes(
            eventRect->axis(QCPAxis::atBottom), eventRect->axis(QCPAxis::atLeft));
        text->position->setTypeX(QCPItemPosition::ptPlotCoords);
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        text->position->setCoords(seconds(flag.time), 0.68);
        text->setText(flag.text.in(language));
        text->setFont(Theme::font(11));
        text->setColor(theme.muted);
        flagItems << text;
    }
}

} // namespace cytoloom
