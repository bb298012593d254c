// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trends/trendmath.h"
#include "widgets/trends/trendplot_p.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QGestureEvent>
#include <QtWidgets/QPinchGesture>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr double Grip = 12; // pixels on both sides of a cursor line
constexpr double Shortest = 1; // seconds
constexpr double Longest = 366.0 * 86400;
} // namespace

QCPAxis *TrendPlot::Private::timeAxis() const
{
    return bandRect->axis(QCPAxis::atBottom);
}

double TrendPlot::Private::key(double pixelX) const
{
    return timeAxis()->pixelToCoord(pixelX);
}

double TrendPlot::Private::pixel(double atKey) const
{
    return timeAxis()->coordToPixel(atKey);
}

void TrendPlot::Private::setWindow(double from, double to, bool tell)
{
    if (to < from)
        std::swap(from, to);
    const double span = std::clamp(to - from, Shortest, Longest);
    const double middle = (from + to) / 2;
    lower = middle - span / 2;
    upper = middle + span / 2;
    applyRange();
    if (tell)
        Q_EMIT q->rangeChanged(q->from(), q->to());
}

void TrendPlot::Private::zoom(double factor, double pixelX)
{
    const double at = key(pixelX);
    setWindow(at - (at - lower) * factor, at + (upper - at) * factor, true);
}

bool TrendPlot::Private::handle(QEvent *event)
{
    switch (event->type()) {
    case QEvent::Wheel: {
        auto *wheel = static_cast<QWheelEvent *>(event);
        const double steps = wheel->angleDelta().y() / 120.0;
        if (wheel->modifiers() & Qt::ShiftModifier) {
            const double shift = -(upper - lower) * 0.1 * steps;
            setWindow(lower + shift, upper + shift, true);
        } else {
            zoom(std::pow(0.8, steps), wheel->position().x());
        }
        return true;
    }
    case QEvent::Gesture: {
        QGesture *gesture = static_cast<QGestureEvent *>(event)->gesture(Qt::PinchGesture);
        if (!gesture)
            return false;
        auto *pinch = static_cast<QPinchGesture *>(gesture);
        if (pinch->changeFlags() & QPinchGesture::ScaleFactorChanged && pinch->scaleFactor() > 0)
            zoom(1.0 / pinch->scaleFactor(),
                plot->mapFromGlobal(pinch->centerPoint().toPoint()).x());
        return true;
    }
    case QEvent::MouseButtonPress:
        return press(static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        return move(static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease:
        return release(static_cast<QMouseEvent *>(event));
    case QEvent::Leave:
        Q_EMIT q->hovered({});
        return false;
    default:
        return false;
    }
}

bool TrendPlot::Private::press(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return false;
    dragFrom = event->pos();
    dragLower = lower;
    dragUpper = upper;
    const double x = event->position().x();
    if (overviewRect->rect().contains(event->pos())) {
        drag = Drag::Overview;
        return move(event);
    }
    const double toA = std::abs(pixel(cursorA) - x);
    const double toB = std::abs(pixel(cursorB) - x);
    if (cursorsOn && std::min(toA, toB) <= Grip) {
        drag = toA <= toB ? Drag::A : Drag::B;
    } else if (boxZoom || event->modifiers() & Qt::ControlModifier) {
        drag = Drag::Box;
        rubber->setGeometry(QRect(dragFrom, QSize()));
        rubber->show();
    } else {
        drag = Drag::Pan;
        plot->setCursor(Qt::ClosedHandCursor);
    }
    return true;
}

bool TrendPlot::Private::move(QMouseEvent *event)
{
    const double x = event->position().x();
    switch (drag) {
    case Drag::None: {
        const bool grip = cursorsOn
            && std::min(std::abs(pixel(cursorA) - x), std::abs(pixel(cursorB) - x)) <= Grip;
        plot->setCursor(grip ? Qt::SplitHCursor : boxZoom ? Qt::CrossCursor : Qt::ArrowCursor);
        say(event->position());
        return false;
    }
    case Drag::A:
    case Drag::B:
        (drag == Drag::A ? cursorA : cursorB) = std::clamp(key(x), lower, upper);
        placeCursors();
        replot();
        Q_EMIT q->cursorsChanged();
        return true;
    case Drag::Pan: {
        const double perPixel = (dragUpper - dragLower) / std::max(1, bandRect->width());
        const double shift = (dragFrom.x() - x) * perPixel;
        setWindow(dragLower + shift, dragUpper + shift, true);
        return true;
    }
    case Drag::Box:
        rubber->setGeometry(
            QRect(QPoint(dragFrom.x(), 0), QPoint(event->pos().x(), plot->height())).normalized());
        return true;
    case Drag::Overview: {
        const double middle = overviewRect->axis(QCPAxis::atBottom)->pixelToCoord(x);
        const double half = (upper - lower) / 2;
        setWindow(middle - half, middle + half, true);
        return true;
    }
    }
    return false;
}

bool TrendPlot::Private::release(QMouseEvent *event)
{
    const Drag ended = drag;
    drag = Drag::None;
    rubber->hide();
    plot->setCursor(boxZoom ? Qt::CrossCursor : Qt::ArrowCursor);
    if (ended == Drag::Box && std::abs(event->pos().x() - dragFrom.x()) > 4)
        setWindow(key(dragFrom.x()), key(event->position().x()), true);
    return ended != Drag::None;
}

void TrendPlot::Private::say(QPointF position)
{
    for (const Panel &panel : std::as_const(panels)) {
        if (!panel.rect->rect().contains(position.toPoint()))
            continue;
        const UtcTime time = utcFromMs(std::llround(key(position.x()) * 1000));
        const std::optional<double> value = trendmath::valueAt(panel.points, time);
        Q_EMIT q->hovered(u"%1 · %2 · %3"_s.arg(q->timeText(time), panel.tag.name.in(language),
            value ? QString::number(*value, 'g', 6) + u' ' + panel.tag.unit
                  : TrendPlot::tr("no Good value")));
        return;
    }
    Q_EMIT q->hovered({});
}

} // namespace cytoloom
