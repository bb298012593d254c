// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportgraph.h"

#include "processgraph/reports/reportpages.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double PageWidth = 511; ///< of the text
constexpr double FullHeight = 630; ///< of a page below title and legend
constexpr double LeastShrink = 0.8;
constexpr double AsideRoom = 9; ///< below a step that passes matter to its neighbour
const QColor Text(0x1E, 0x2A, 0x35);
const QColor Muted(0x5A, 0x66, 0x72);
const QColor Outline(0x8A, 0x94, 0x9E);
const QColor Matter(0x00, 0x72, 0xB2);
const QColor Done(0xE4, 0xE8, 0xEC);
const QColor Open(0xFB, 0xE3, 0xB5);
const QColor Broken(0xF5, 0xC9, 0xC0);

bool isStep(ElementKind kind)
{
    return kind == ElementKind::UnitProcedure || kind == ElementKind::Operation
        || kind == ElementKind::Phase || kind == ElementKind::Loop
        || kind == ElementKind::ManualStep || kind == ElementKind::Gate;
}

QSizeF bodyOf(ElementKind kind)
{
    if (isStep(kind))
        return {88, 33};
    if (kind == ElementKind::ParallelSplit || kind == ElementKind::ParallelJoin)
        return {56, 4};
    if (kind == ElementKind::Begin || kind == ElementKind::End)
        return {16, 13};
    return {12, 12};
}

QColor fillOf(ProceduralState state)
{
    switch (state) {
    case ProceduralState::Complete:
        return Done;
    case ProceduralState::Idle:
        return Qt::white;
    case ProceduralState::Stopping:
    case ProceduralState::Stopped:
    case ProceduralState::Aborting:
    case ProceduralState::Aborted:
        return Broken;
    default:
        return Open;
    }
}

/// \p text in at most two lines; what is longer ends with an ellipsis.
void drawTwoLines(QPainter &painter, const QRectF &box, const QFont &font, const QString &text)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    QTextLine first = layout.createLine();
    first.setLineWidth(box.width());
    first.setPosition({0, y});
    y += first.height();
    const int rest = first.textStart() + first.textLength();
    layout.endLayout();
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    painter.drawText(QPointF(box.left(), box.top() + metrics.ascent()), text.left(rest).trimmed());
    if (rest < text.size())
        painter.drawText(QPointF(box.left(), box.top() + metrics.ascent() + first.height() * 0.92),
            metrics.elidedText(text.mid(rest).trimmed(), Qt::ElideRight, box.width()));
}

void drawArrow(QPainter &painter, const QPointF &tip, const QPointF &before)
{
    const bool up = tip.y() < before.y();
    const double y = up ? 4 : -4;
    painter.setBrush(painter.pen().color());
    painter.drawPolygon(QPolygonF {tip, tip + QPointF(-2, y), tip + QPointF(2, y)});
    painter.setBrush(Qt::NoBrush);
}

GraphLayout::Link linkOf(int from, int to)
{
    return {from, to};
}

} // namespace

ReportGraph::ReportGraph(const BatchReport &report, Language language)
    : m_report(report)
    , m_words(language)
    , m_layout({}, {})
{
    const Procedure &procedure = report.state.control.recipe.procedure;
    m_nodes = procedure.children(ElementId());
    for (const ElementId &id : std::as_const(m_nodes))
        m_bodies << bodyOf(procedure.element(id)->kind);
    for (const LinkId &id : procedure.links()) {
        const Link *link = procedure.link(id);
        if (link->kind == LinkKind::Control && procedure.home(id).isEmpty()) {
            const QString label = link->outcome == GateOutcome::Pass ? m_words.word("pass")
                : link->outcome == GateOutcome::Fail                 ? m_words.word("fail")
                : link->outcome == GateOutcome::Pending              ? m_words.word("pending")
                                                                     : QString();
            addEdge(link->from.element, link->to.element, false, label);
        } else if (link->kind == LinkKind::Material) {
            addEdge(outermost(link->from.element), outermost(link->to.element), true, {});
        }
    }
    QVector<GraphLayout::Link> flow;
    for (Edge &edge : m_edges) {
        edge.route = edge.matter ? -1 : int(flow.size());
        if (!edge.matter)
            flow << linkOf(edge.from, edge.to);
    }
    // Matter between two of a layer runs below them; along the flow it shares the way.
    m_layout = GraphLayout(m_bodies, flow);
    QVector<QSizeF> sizes = m_bodies;
    for (Edge &edge : m_edges) {
        const double a = m_layout.places()[edge.from].center().y();
        const double b = m_layout.places()[edge.to].center().y();
        edge.aside = edge.matter && std::abs(a - b) < 1;
        if (edge.aside)
            sizes[edge.from].setHeight(m_bodies[edge.from].height() + 2 * AsideRoom);
    }
    m_layout = GraphLayout(sizes, flow);
}

ElementId ReportGraph::outermost(const ElementId &id) const
{
    const QVector<ElementId> above = m_report.state.control.recipe.procedure.ancestors(id);
    for (const ElementId &container : above)
        if (!container.isEmpty())
            return container;
    return id;
}

void ReportGraph::addEdge(
    const ElementId &from, const ElementId &to, bool matter, const QString &label)
{
    const int a = int(m_nodes.indexOf(from));
    const int b = int(m_nodes.indexOf(to));
    if (a < 0 || b < 0 || a == b)
        return;
    for (Edge &edge : m_edges) {
        if (edge.from != a || edge.to != b || edge.matter != matter)
            continue;
        if (!label.isEmpty() && !edge.label.contains(label))
            edge.label += u" / "_s + label;
        return;
    }
    m_edges.append({a, b, matter, false, label, -1});
}

double ReportGraph::scale() const
{
    const double width = std::min(1.0, PageWidth / std::max(1.0, m_layout.size().width()));
    // A little smaller on one page reads better than a few steps on a second one.
    const double whole = FullHeight / std::max(1.0, m_layout.size().height());
    return whole < width && whole > LeastShrink * width ? whole : width;
}

int ReportGraph::parts(double fullHeight) const
{
    const double most = fullHeight / scale();
    m_cuts = {0};
    double last = 0;
    for (const double cut : m_layout.cuts()) {
        if (cut - m_cuts.last() > most && last > m_cuts.last())
            m_cuts << last;
        last = cut;
    }
    m_cuts << m_layout.size().height();
    return int(m_cuts.size()) - 1;
}

double ReportGraph::height(int part) const
{
    return (m_cuts[part + 1] - m_cuts[part]) * scale() + 6;
}

QRectF ReportGraph::body(int index) const
{
    const QRectF place = m_layout.places()[index];
    const double below = place.height() > m_bodies[index].height() ? 2 * AsideRoom : 0;
    // Room is taken above as well, so that a layer's steps stay on one line.
    return place.adjusted(0, below / 2, 0, -below / 2);
}

void ReportGraph::draw(QPainter &painter, const QRectF &box, int part) const
{
    const double from = m_cuts[part];
    const double to = m_cuts[part + 1];
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(
        QRectF(box.left() - 2, box.top() - 2, box.width() + 4, (to - from) * scale() + 4));
    painter.translate(
        box.left() + (box.width() - m_layout.size().width() * scale()) / 2, box.top());
    painter.scale(scale(), scale());
    painter.translate(0, -from);
    int aside = 0;
    for (const Edge &edge : m_edges) {
        if (edge.route >= 0)
            drawEdge(painter, edge);
    }
    for (const Edge &edge : m_edges) {
        if (edge.aside)
            drawAside(painter, edge, aside++ % 3);
    }
    for (int node = 0; node < m_nodes.size(); ++node) {
        const QRectF place = m_layout.places()[node];
        if (place.center().y() >= from && place.center().y() < to)
            drawNode(painter, node);
    }
}

void ReportGraph::drawEdge(QPainter &painter, const Edge &edge) const
{
    QPolygonF line = m_layout.routes()[edge.route];
    line.first().setY(body(edge.from).bottom());
    line.last().setY(body(edge.to).top());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Muted, 0.8, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    const ElementKind kind
        = m_report.state.control.recipe.procedure.element(m_nodes[edge.to])->kind;
    if (isStep(kind))
        drawArrow(painter, line.last(), line[line.size() - 2]);
    if (edge.label.isEmpty() || line.size() < 3)
        return;
    painter.setFont(ReportPages::font(6));
    painter.setPen(Text);
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(edge.label);
    const bool fits = line[2].x() + 3 + width <= m_layout.size().width();
    painter.drawText(
        QPointF(fits ? line[2].x() + 3 : line[2].x() - 3 - width, line[2].y() + 7), edge.label);
}

void ReportGraph::drawAside(QPainter &painter, const Edge &edge, int number) const
{
    const QRectF from = body(edge.from);
    const QRectF to = body(edge.to);
    const double side = to.center().x() > from.center().x() ? 1 : -1;
    const double y = std::max(from.bottom(), to.bottom()) + 2.5 + number * 2.5;
    const double leave = from.center().x() + side * from.width() / 4;
    const double enter = to.center().x() - side * to.width() / 4;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Matter, 1.2, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF {{leave, from.bottom()}, {leave, y}, {enter, y}, {enter, to.bottom()}});
    drawArrow(painter, {enter, to.bottom()}, {enter, y});
}

void ReportGraph::drawNode(QPainter &painter, int index) const
{
    const Element *element = m_report.state.control.recipe.procedure.element(m_nodes[index]);
    const QRectF box = body(index);
    const ProceduralState state = m_report.state.status(m_nodes[index]).state;
    painter.setPen(QPen(Outline, 0.8));
    switch (element->kind) {
    case ElementKind::Begin:
    case ElementKind::End:
        painter.setBrush(Text);
        painter.drawEllipse(box.center(), 4, 4);
        return;
    case ElementKind::ParallelSplit:
    case ElementKind::ParallelJoin:
        painter.fillRect(box, Text);
        return;
    default:
        break;
    }
    if (!isStep(element->kind)) {
        painter.setBrush(fillOf(state));
        painter.drawPolygon(
            QPolygonF {{box.center().x(), box.top()}, {box.right(), box.center().y()},
                {box.center().x(), box.bottom()}, {box.left(), box.center().y()}});
        return;
    }
    painter.setBrush(fillOf(state));
    if (state == ProceduralState::Idle)
        painter.setPen(QPen(Outline, 0.8, Qt::DashLine));
    painter.drawRoundedRect(box, element->kind == ElementKind::Gate ? 0 : 3,
        element->kind == ElementKind::Gate ? 0 : 3);
    if (element->kind == ElementKind::Gate) // a decision: cut corners are told from round ones
        painter.drawRect(box.adjusted(2, 2, -2, -2));
    painter.setPen(Text);
    drawTwoLines(painter, box.adjusted(5, 3, -4, -10), ReportPages::font(7, true),
        element->name.in(m_words.language()));
    painter.setFont(ReportPages::font(6));
    painter.setPen(Muted);
    const UnitId unit = m_report.state.control.units.value(element->role);
    const QRectF foot = box.adjusted(5, 0, -5, -2);
    painter.drawText(foot, Qt::AlignBottom | Qt::AlignLeft, unit.value());
    painter.drawText(foot, Qt::AlignBottom | Qt::AlignRight,
        state == ProceduralState::Idle ? m_words.word("notRun") : m_words.state(state));
}

} // namespace cytoloom
