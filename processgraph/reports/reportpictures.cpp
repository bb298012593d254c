// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportpictures.h"

#include "processgraph/reports/reportpages.h"

#include <QtGui/QPainter>
#include <QtGui/QPolygonF>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QColor Text(0x1E, 0x2A, 0x35);
const QColor Muted(0x5A, 0x66, 0x72);
const QColor Outline(0x8A, 0x94, 0x9E);
const QColor Done(0xB8, 0xC2, 0xCC);
const QColor Card(0xFF, 0xFF, 0xFF);
const QColor Pen(0x00, 0x72, 0xB2);
const QColor Band(0xCC, 0xE3, 0xF0);
const QColor ActionLine(0xE0, 0x6C, 0x00);
const QColor AlertLine(0xD9, 0xA4, 0x00);

QSizeF sizeOf(const Element &element)
{
    switch (element.kind) {
    case ElementKind::UnitProcedure:
    case ElementKind::Operation:
    case ElementKind::Phase:
    case ElementKind::Loop:
    case ElementKind::ManualStep:
    case ElementKind::Gate:
        return {200, 104};
    case ElementKind::ParallelSplit:
    case ElementKind::ParallelJoin:
    case ElementKind::SelectionSplit:
    case ElementKind::SelectionJoin:
        return {60, 8};
    default:
        return {30, 26};
    }
}

/// Right angles only: straight on where the next step lies to the right, else around below.
QPolygonF route(const QRectF &from, const QRectF &to)
{
    const QPointF out(from.right(), from.center().y());
    const QPointF in(to.left(), to.center().y());
    constexpr double Bend = 22;
    if (in.x() >= out.x() + Bend) {
        const double middle = in.x() - Bend;
        return {{out, {middle, out.y()}, {middle, in.y()}, in}};
    }
    if (std::abs(from.center().x() - to.center().x()) < from.width())
        return {{from.center(), {from.center().x(), to.center().y()}, to.center()}};
    const double between = to.top() > from.bottom() ? to.top() - Bend : to.bottom() + Bend;
    return {{out, {out.x() + Bend, out.y()}, {out.x() + Bend, between}, {in.x() - Bend, between},
        {in.x() - Bend, in.y()}, in}};
}

} // namespace

void drawProcedure(
    QPainter &painter, const QRectF &box, const BatchReport &report, Language language)
{
    const Procedure &procedure = report.state.control.recipe.procedure;
    const QVector<ElementId> children = procedure.children(ElementId());
    QHash<ElementId, QRectF> places;
    QRectF all;
    for (const ElementId &id : children) {
        const Element *element = procedure.element(id);
        QRectF place(QPointF(), sizeOf(*element));
        place.moveCenter(QPointF(element->position.x, element->position.y));
        places.insert(id, place);
        all = all.united(place);
    }
    if (all.isEmpty())
        return;
    const double scale = std::min({box.width() / all.width(), box.height() / all.height(), 1.0});
    painter.translate(box.left() + (box.width() - all.width() * scale) / 2, box.top());
    painter.scale(scale, scale);
    painter.translate(-all.topLeft());
    painter.setRenderHint(QPainter::Antialiasing);

    for (const LinkId &id : procedure.links()) {
        const Link *link = procedure.link(id);
        const bool matter = link->kind != LinkKind::Control && link->kind != LinkKind::Sync;
        if (!places.contains(link->from.element) || !places.contains(link->to.element))
            continue;
        QPen pen(Muted, matter ? 3 : 1.2);
        if (link->kind == LinkKind::Sample || link->kind == LinkKind::Waste
            || link->kind == LinkKind::Sync)
            pen.setStyle(Qt::DashLine);
        painter.setPen(pen);
        painter.drawPolyline(route(places[link->from.element], places[link->to.element]));
    }
    for (const ElementId &id : children) {
        const Element *element = procedure.element(id);
        const QRectF place = places[id];
        const ElementStatus status = report.state.status(id);
        const bool isCard = place.height() > 50;
        painter.setPen(QPen(isCard ? Outline : Text, 1.4));
        painter.setBrush(
            isFinal(status.state) && status.state == ProceduralState::Complete ? Done : Card);
        if (element->kind == ElementKind::Begin || element->kind == ElementKind::End) {
            const bool begin = element->kind == ElementKind::Begin;
            const double flat = begin ? place.top() : place.bottom();
            const double tip = begin ? place.bottom() : place.top();
            painter.drawPolygon(
                QPolygonF {{place.left(), flat}, {place.right(), flat}, {place.center().x(), tip}});
            continue;
        }
        painter.drawRoundedRect(place, isCard ? 4 : 0, isCard ? 4 : 0);
        if (!isCard)
            continue;
        painter.setPen(Text);
        painter.setFont(ReportPages::font(17, true));
        painter.drawText(place.adjusted(8, 6, -8, -30), Qt::TextWordWrap | Qt::TextWrapAnywhere,
            element->name.in(language));
        painter.setFont(ReportPages::font(13));
        painter.setPen(Muted);
        const UnitId unit = report.state.control.units.value(element->role);
        painter.drawText(
            place.adjusted(8, 0, -8, -6), Qt::AlignBottom | Qt::AlignLeft, unit.value());
        painter.drawText(
            place.adjusted(8, 0, -8, -6), Qt::AlignBottom | Qt::AlignRight, toText(status.state));
    }
}

void drawTrend(QPainter &painter, const QRectF &box, const ReportParameter &row, Language language)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(ReportPages::font(7));
    const QString title = u"%1 · %2 (%3) %4"_s.arg(row.step.in(language),
        row.parameter.name.in(language), row.parameter.unit.symbol(), row.tag.value());
    painter.setPen(Text);
    painter.drawText(QRectF(box.left(), box.top(), box.width(), 10), Qt::AlignLeft, title);

    double low = row.statistics.minimum, high = row.statistics.maximum;
    const auto include = [&](const std::optional<double> &value) {
        if (value) {
            low = std::min(low, *value);
            high = std::max(high, *value);
        }
    };
    for (const Range *range : {&row.parameter.alert, &row.parameter.action}) {
        include(range->low);
        include(range->high);
    }
    include(row.setPoint);
    if (high - low < 1e-9 * std::max(1.0, std::abs(high))) {
        low -= 0.5;
        high += 0.5;
    }
    const double margin = (high - low) * 0.08;
    low -= margin;
    high += margin;
    const QRectF plot(box.left() + 40, box.top() + 12, box.width() - 44, box.height() - 26);
    const double spanMs = std::max(1.0, double((row.to - row.from).count()));
    const auto x = [&](UtcTime time) {
        return plot.left() + double((time - row.from).count()) / spanMs * plot.width();
    };
    const auto y = [&](double value) {
        return plot.bottom() - (value - low) / (high - low) * plot.height();
    };

    painter.setPen(QPen(Outline, 0.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plot);
    painter.setPen(Muted);
    for (const double value : {low + margin, (low + high) / 2, high - margin})
        painter.drawText(QRectF(box.left(), y(value) - 5, 37, 10),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(value, 'g', 4));
    painter.drawText(QRectF(plot.left(), plot.bottom() + 1, 200, 10), Qt::AlignLeft,
        toIso(row.from).left(16) + u"Z"_s);
    painter.drawText(QRectF(plot.right() - 200, plot.bottom() + 1, 200, 10), Qt::AlignRight,
        toIso(row.to).left(16) + u"Z"_s);

    painter.setClipRect(plot);
    // Stretches without a Good value break the line: a gap is drawn as a gap.
    QVector<QVector<TrendPoint>> stretches(1);
    for (const TrendPoint &point : row.trend) {
        if (point.gap)
            stretches.append(QVector<TrendPoint>());
        else
            stretches.last().append(point);
    }
    for (const QVector<TrendPoint> &stretch : stretches) {
        if (stretch.isEmpty())
            continue;
        QPolygonF band, line;
        for (const TrendPoint &point : stretch) {
            band << QPointF(x(point.time), y(point.maximum));
            line << QPointF(x(point.time), y(point.mean));
        }
        for (auto point = stretch.crbegin(); point != stretch.crend(); ++point)
            band << QPointF(x(point->time), y(point->minimum));
        painter.setPen(Qt::NoPen);
        painter.setBrush(Band);
        painter.drawPolygon(band);
        painter.setPen(QPen(Pen, 0.8));
        painter.drawPolyline(line);
    }
    const auto limit
        = [&](const std::optional<double> &value, const QColor &colour, Qt::PenStyle style) {
              if (!value)
                  return;
              painter.setPen(QPen(colour, 0.7, style));
              painter.drawLine(QPointF(plot.left(), y(*value)), QPointF(plot.right(), y(*value)));
          };
    limit(row.parameter.alert.low, AlertLine, Qt::DotLine);
    limit(row.parameter.alert.high, AlertLine, Qt::DotLine);
    limit(row.parameter.action.low, ActionLine, Qt::DashLine);
    limit(row.parameter.action.high, ActionLine, Qt::DashLine);
    limit(row.setPoint, Text, Qt::DashDotLine);
}

} // namespace cytoloom
