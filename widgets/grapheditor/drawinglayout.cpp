// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/drawinglayout.h"

#include "widgets/grapheditor/nodepainter.h"

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double HalfWidth = NodePainter::CardWidth / 2, HalfHeight = NodePainter::CardHeight / 2;
constexpr double Beyond = 60; ///< what stands so much further on gives way
constexpr auto GroupPrefix = "@group:"_L1;

double up(double value)
{
    return std::ceil(value / 10) * 10;
}

struct Level
{
    QVector<DrawingLayout::Place> places;
    QRectF extent;
};

/// A container inside the drawing that is opened: where it stands and what it needs.
struct Opened
{
    ElementId id;
    QPointF at;
    QSizeF size;
    Level content;
};

class Builder
{
public:
    Builder(const MasterRecipe &recipe, const QSet<ElementId> &opened, DrawingLayout &result)
        : m_recipe(recipe)
        , m_opened(opened)
        , m_result(result)
    { }

    Level level(const ElementId &container, int depth)
    {
        const Procedure &procedure = m_recipe.procedure;
        const QVector<ElementId> children = procedure.children(container);
        QVector<Opened> frames;
        for (const ElementId &id : children) {
            const Element *element = procedure.element(id);
            if (!m_opened.contains(id) || !element->isContainer())
                continue;
            Opened frame {id, {element->position.x, element->position.y}, {}, level(id, depth + 1)};
            const QSizeF inner = frame.content.extent.size();
            frame.size = {
                up(std::max(NodePainter::CardWidth, inner.width()) + 2 * NodePainter::FramePadding),
                up(inner.height() + 2 * NodePainter::FramePadding + NodePainter::FrameHeader)};
            frames.append(frame);
        }
        const auto shown = [&frames](QPointF at) {
            QPointF moved = at;
            for (const Opened &frame : std::as_const(frames)) {
                if (at.x() > frame.at.x() + Beyond)
                    moved.rx() += frame.size.width() - NodePainter::CardWidth;
                if (at.y() > frame.at.y() + Beyond)
                    moved.ry() += frame.size.height() - NodePainter::CardHeight;
            }
            return moved;
        };
        Level result;
        QSet<ElementId> hidden;
        for (const Annotation &group : m_recipe.annotations) {
            if (group.kind != Annotation::Kind::Group || !group.collapsed
                || group.container != container)
                continue;
            const ElementId node = DrawingLayout::groupNode(group.id);
            for (const ElementId &member : group.members) {
                hidden.insert(member);
                m_result.folded.insert(member, node);
            }
            const QPointF at = shown({group.position.x + HalfWidth, group.position.y + HalfHeight});
            add(result, {node, at, {}, depth});
        }
        for (const ElementId &id : children) {
            if (hidden.contains(id))
                continue;
            const Element *element = procedure.element(id);
            add(result, {id, shown({element->position.x, element->position.y}), {}, depth});
        }
        for (const Opened &frame : std::as_const(frames)) {
            if (hidden.contains(frame.id))
                continue;
            for (DrawingLayout::Place &place : result.places) {
                if (place.id != frame.id)
                    continue;
                place.frame = QRectF(QPointF(-HalfWidth, -HalfHeight), frame.size);
                result.extent = result.extent.united(place.frame.translated(place.at));
                const QPointF inside = place.at + place.frame.topLeft()
                    + QPointF(NodePainter::FramePadding,
                        NodePainter::FramePadding + NodePainter::FrameHeader)
                    - frame.content.extent.topLeft();
                QVector<DrawingLayout::Place> content = frame.content.places;
                for (DrawingLayout::Place &each : content)
                    each.at += {std::round(inside.x()), std::round(inside.y())};
                result.places += content;
                break;
            }
        }
        return result;
    }

private:
    static void add(Level &level, const DrawingLayout::Place &place)
    {
        level.places.append(place);
        const QRectF card(place.at - QPointF(HalfWidth, HalfHeight),
            QSizeF(NodePainter::CardWidth, NodePainter::CardHeight));
        level.extent = level.extent.isNull() ? card : level.extent.united(card);
    }

    const MasterRecipe &m_recipe;
    const QSet<ElementId> &m_opened;
    DrawingLayout &m_result;
};

} // namespace

DrawingLayout DrawingLayout::of(
    const MasterRecipe &recipe, const ElementId &container, const QSet<ElementId> &opened)
{
    DrawingLayout layout;
    layout.places = Builder(recipe, opened, layout).level(container, 0).places;
    return layout;
}

ElementId DrawingLayout::groupNode(const QString &annotation)
{
    return ElementId(QString(GroupPrefix) + annotation);
}

QString DrawingLayout::annotationOf(const ElementId &node)
{
    return node.value().startsWith(GroupPrefix) ? node.value().mid(GroupPrefix.size()) : QString();
}

} // namespace cytoloom
