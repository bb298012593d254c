// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/trends/timeticker.h"
#include "widgets/trends/trendplot.h"

#include <qcustomplot.h>

#include <QtWidgets/QRubberBand>

namespace cytoloom {

/// The inside of TrendPlot. Keys are seconds since 1970 UTC. Items and graphs belong to the
/// QCustomPlot; rebuild() throws all of them away.
class TrendPlot::Private
{
public:
    struct Panel
    {
        TrendTag tag;
        QCPAxisRect *rect = nullptr;
        QCPGraph *mean = nullptr;
        QCPGraph *low = nullptr;
        QCPGraph *high = nullptr;
        QCPItemText *title = nullptr;
        QCPItemText *unit = nullptr;
        QCPItemStraightLine *a = nullptr;
        QCPItemStraightLine *b = nullptr;
        QCPItemStraightLine *now = nullptr;
        QVector<QCPItemRect *> gaps;
        QVector<TrendPoint> points;
    };
    enum class Drag { None, Pan, A, B, Box, Overview };

    Private(TrendPlot *owner, const Theme &theme);

    // trendplotbuild.cpp: what there is
    void rebuild();
    QCPAxisRect *addRect(int row, int height);
    void buildPanel(Panel &panel, int row, int index, bool last);
    void buildLimits(const Panel &panel);
    void dress(QCPAxis *axis, bool labels) const;
    void fillData(Panel &panel);
    void fillOverview();
    void fillBands();
    void fillFlags();
    [[nodiscard]] QPen pen(int index) const;

    // trendplot.cpp: where it stands
    void applyRange();
    void scaleValues(Panel &panel);
    void placeBands();
    void placeFlags();
    void placeCursors();
    void replot();

    // trendplotinput.cpp: what a person does
    bool handle(QEvent *event);
    bool press(QMouseEvent *event);
    bool move(QMouseEvent *event);
    bool release(QMouseEvent *event);
    void zoom(double factor, double pixelX);
    void setWindow(double lower, double upper, bool tell);
    void say(QPointF position);
    [[nodiscard]] QCPAxis *timeAxis() const;
    [[nodiscard]] double key(double pixelX) const;
    [[nodiscard]] double pixel(double atKey) const;

    TrendPlot *q;
    Theme theme;
    Language language = Language::En;
    QCustomPlot *plot;
    QVector<Panel> panels;
    QHash<TagId, QVector<TrendPoint>> cache;
    QVector<PhaseBand> bands;
    QVector<TrendFlag> flags;
    QVector<TrendPoint> overview;
    double overviewFrom = 0;
    double overviewTo = 1;
    double lower = 0;
    double upper = 3600;
    double now = 0;
    double cursorA = 0;
    double cursorB = 0;
    bool cursorsOn = false;
    bool boxZoom = false;
    QSharedPointer<TimeTicker> ticker;
    QCPAxisRect *bandRect = nullptr;
    QCPAxisRect *eventRect = nullptr;
    QCPAxisRect *overviewRect = nullptr;
    QCPGraph *overviewGraph = nullptr;
    QCPItemRect *overviewWindow = nullptr;
    QCPItemText *tagA = nullptr;
    QCPItemText *tagB = nullptr;
    QVector<std::pair<QCPItemRect *, QCPItemText *>> bandItems;
    QVector<QCPItemText *> flagItems;
    QVector<QCPGraph *> flagGraphs;
    Drag drag = Drag::None;
    QPoint dragFrom;
    double dragLower = 0;
    double dragUpper = 0;
    QRubberBand *rubber;
};

} // namespace cytoloom
