// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/differenceoverlay.h"

#include "widgets/compare/differencemodel.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtGui/QPainter>
#include <QtWidgets/QGraphicsItem>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double Above = 1000; ///< over cards and lines
constexpr double Gap = 7; ///< between a card and its frame

/// A frame or a line with its sign; a ghost has a name and a ground, too.
class Mark final : public QGraphicsItem
{
public:
    Mark(const QRectF &frame, const QPolygonF &line, const DifferenceLook &look,
        const QString &sign, const QString &ghost, const Theme &theme)
        : m_frame(frame)
        , m_line(line)
        , m_look(look)
        , m_sign(sign)
        , m_ghost(ghost)
        , m_theme(theme)
    {
        setZValue(Above);
        setAcceptedMouseButtons(Qt::NoButton);
    }

    [[nodiscard]] QRectF boundingRect() const override
    {
        return (m_line.isEmpty() ? m_frame : m_line.boundingRect()).adjusted(-24, -24, 60, 24);
    }
    [[nodiscard]] QPainterPath shape() const override { return {}; } // nobody clicks on it

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        painter->setRenderHint(QPainter::Antialiasing);
        QPen pen(m_look.colour, m_line.isEmpty() ? 3 : 4, m_look.line, Qt::RoundCap, Qt::RoundJoin);
        pen.setCosmetic(false);
        painter->setPen(pen);
        QPointF tag;
        if (m_line.isEmpty()) {
            painter->setBrush(m_ghost.isEmpty() ? QBrush(Qt::NoBrush) : QBrush(m_theme.surface));
            painter->drawRoundedRect(m_frame, 8, 8);
            tag = m_frame.topRight();
            if (!m_ghost.isEmpty()) {
                painter->setPen(m_theme.muted);
                QFont font = Theme::font(Theme::body);
                font.setStrikeOut(true);
                painter->setFont(font);
                painter->drawText(
                    m_frame.adjusted(8, 4, -8, -4), Qt::AlignCenter | Qt::TextWordWrap, m_ghost);
            }
        } else {
            QColor soft = m_look.colour;
            soft.setAlpha(120);
            pen.setColor(soft);
            painter->setPen(pen);
            painter->drawPolyline(m_line);
            const qsizetype middle = (m_line.size() - 1) / 2;
            tag = (m_line.at(middle) + m_line.at(std::min(middle + 1, m_line.size() - 1))) / 2;
        }
        painter->setFont(Theme::font(14, true));
        const double width
            = std::max(24.0, painter->fontMetrics().horizontalAdvance(m_sign) + 12.0);
        const QRectF box(tag.x() - width / 2, tag.y() - 12, width, 24);
        painter->setPen(QPen(m_look.colour, 2));
        painter->setBrush(m_theme.raised);
        painter->drawRoundedRect(box, 12, 12);
        painter->setPen(m_look.colour);
        painter->drawText(box, Qt::AlignCenter, m_sign);
    }

private:
    QRectF m_frame;
    QPolygonF m_line;
    DifferenceLook m_look;
    QString m_sign;
    QString m_ghost;
    Theme m_theme;
};

} // namespace

DifferenceOverlay::DifferenceOverlay(GraphView &view, const Theme &theme, QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_theme(theme)
    , m_scene(view.graphScene())
{
    connect(view.graphScene(), &GraphScene::drawn, this, &DifferenceOverlay::refresh);
}

DifferenceOverlay::~DifferenceOverlay()
{
    clear();
}

void DifferenceOverlay::clear()
{
    if (m_scene)
        qDeleteAll(m_items);
    m_items.clear();
}

void DifferenceOverlay::setTheme(const Theme &theme)
{
    m_theme = theme;
    refresh();
}

void DifferenceOverlay::setComparison(
    const RecipeComparison &comparison, const MasterRecipe &before, Side side)
{
    m_comparison = comparison;
    m_before = before;
    m_side = side;
    m_worst.clear();
    m_inside.clear();
    m_worstInside.clear();
    const Procedure &shown = m_view.recipe().procedure;
    const auto count = [&](const ElementId &id, DifferenceWeight weight) {
        const QVector<ElementId> above = shown.ancestors(id);
        for (const ElementId &container : above) {
            ++m_inside[container];
            m_worstInside[container] = std::max(m_worstInside.value(container), weight);
        }
    };
    for (const Difference &each : comparison.differences) {
        const ElementId id = side == Side::Before ? each.beforeElement : each.afterElement;
        if (!id.isEmpty()) {
            m_worst[id] = std::max(m_worst.value(id), each.weight);
            count(id, each.weight);
        } else if (side == Side::Both && each.kind == DifferenceKind::Removed) {
            // It is gone: the container that it lay in says so.
            ElementId at = m_before.procedure.container(each.beforeElement);
            while (!at.isEmpty() && !comparison.partner.contains(at))
                at = m_before.procedure.container(at);
            const ElementId container = comparison.partner.value(at);
            if (!container.isEmpty()) {
                ++m_inside[container];
                m_worstInside[container] = std::max(m_worstInside.value(container), each.weight);
                count(container, each.weight);
            }
        }
        const LinkId link = side == Side::Before ? each.beforeLink : each.afterLink;
        if (!link.isEmpty() && !shown.home(link).isEmpty()) {
            ++m_inside[shown.home(link)];
            m_worstInside[shown.home(link)]
                = std::max(m_worstInside.value(shown.home(link)), each.weight);
            count(shown.home(link), each.weight);
        }
    }
    refresh();
}

void DifferenceOverlay::refresh()
{
    clear();
    frameSteps();
    frameLinks();
    if (m_side == Side::Both)
        addGhosts();
}

void DifferenceOverlay::frameSteps()
{
    GraphScene *scene = m_view.graphScene();
    const auto &kinds = m_side == Side::Before ? m_comparison.before : m_comparison.after;
    const auto &nodes = scene->nodes();
    for (auto it = nodes.cbegin(); it != nodes.cend(); ++it) {
        const auto kind = kinds.constFind(it.key());
        const int inside = m_inside.value(it.key());
        if (kind == kinds.cend() && inside == 0)
            continue;
        DifferenceLook look = kind != kinds.cend()
            ? DifferenceLook::of(*kind, m_worst.value(it.key(), DifferenceWeight::Changed), m_theme)
            : DifferenceLook::of(DifferenceKind::Changed, m_worstInside.value(it.key()), m_theme);
        QString sign = look.sign;
        if (inside > 0
            && (kind == kinds.cend() || *kind == DifferenceKind::Changed
                || *kind == DifferenceKind::Moved)) {
            const DifferenceWeight worst
                = std::max(m_worst.value(it.key()), m_worstInside.value(it.key()));
            look = DifferenceLook::of(DifferenceKind::Changed, worst, m_theme);
            sign = look.sign + u' ' + QString::number(inside);
        }
        auto *mark = new Mark(
            it.value()->sceneBody().adjusted(-Gap, -Gap, Gap, Gap), {}, look, sign, {}, m_theme);
        scene->addItem(mark);
        m_items << mark;
    }
}

void DifferenceOverlay::frameLinks()
{
    GraphScene *scene = m_view.graphScene();
    const auto &kinds = m_side == Side::Before ? m_comparison.linksBefore : m_comparison.linksAfter;
    QHash<LinkId, DifferenceWeight> worst;
    for (const Difference &each : m_comparison.differences) {
        const LinkId id = m_side == Side::Before ? each.beforeLink : each.afterLink;
        if (!id.isEmpty())
            worst[id] = std::max(worst.value(id), each.weight);
    }
    const QVector<LinkItem *> items = scene->linkItems();
    for (const LinkItem *item : items) {
        std::optional<DifferenceLook> look;
        DifferenceWeight grave = DifferenceWeight::Layout;
        for (const LinkId &id : item->links()) {
            const auto kind = kinds.constFind(id);
            const DifferenceWeight weight = worst.value(id, DifferenceWeight::Changed);
            if (kind == kinds.cend() || (look && weight <= grave))
                continue;
            look = DifferenceLook::of(*kind, weight, m_theme);
            grave = weight;
        }
        if (!look || item->line().size() < 2)
            continue;
        auto *mark = new Mark({}, item->line(), *look, look->sign, {}, m_theme);
        scene->addItem(mark);
        m_items << mark;
    }
}

void DifferenceOverlay::addGhosts()
{
    GraphScene *scene = m_view.graphScene();
    const Procedure &old = m_before.procedure;
    // The old version of the container that is shown.
    ElementId former = m_view.container();
    if (!former.isEmpty())
        former = m_comparison.partner.key(former);
    if (former.isEmpty() && !m_view.container().isEmpty())
        return; // it is new: nothing was removed from it
    const QVector<ElementId> children = old.children(former);
    for (const ElementId &id : children) {
        if (m_comparison.before.value(id, DifferenceKind::Changed) != DifferenceKind::Removed)
            continue;
        const Element &element = *old.element(id);
        DifferenceWeight weight = DifferenceWeight::Changed;
        for (const Difference &each : m_comparison.differences) {
            if (each.beforeElement == id)
                weight = std::max(weight, each.weight);
        }
        const QRectF frame(element.position.x - 90, element.position.y - 32, 180, 64);
        const DifferenceLook look = DifferenceLook::of(DifferenceKind::Removed, weight, m_theme);
        auto *ghost = new Mark(
            frame, {}, look, look.sign, element.name.in(scene->style().language), m_theme);
        ghost->setZValue(-1); // behind what stands there now
        scene->addItem(ghost);
        m_items << ghost;
    }
}

} // namespace cytoloom
