// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/element.h"
#include "widgets/grapheditor/nodepainter.h"

#include <QtGui/QPixmapCache>
#include <QtWidgets/QGraphicsItem>

namespace cytoloom {

/// A card or symbol on the canvas. It holds no truth: the scene tells it what to show, and what it
/// is told stands in the recipe. Its position is the centre of the node, as in Element::position.
class NodeItem final : public QGraphicsItem
{
public:
    enum { Type = UserType + 1 };

    /// \p style belongs to the scene.
    NodeItem(ElementId id, const GraphStyle &style);

    [[nodiscard]] const ElementId &id() const { return m_id; }
    [[nodiscard]] ElementKind kind() const { return m_look.card.kind; }
    [[nodiscard]] const NodeLook &look() const { return m_look; }
    [[nodiscard]] QRectF body() const { return m_body; } ///< around the origin
    [[nodiscard]] QRectF sceneBody() const { return m_body.translated(scenePos()); }

    void setCard(const CardData &card);
    void setPorts(const QVector<Port> &ports);
    void setFinding(const FindingBadge &finding);
    void setRuntime(const std::optional<RuntimeBadge> &badge);
    void setTint(const std::optional<CardTint> &tint);
    void setHighlighted(bool highlighted);
    void setPinned(bool pinned);
    /// While a line is drawn: may it end here? Nothing when none is drawn.
    void setTarget(std::optional<bool> target);
    void setReach(double above, double below); ///< of a bar, from its centre
    void restyle(); ///< theme or language changed
    /// An opened container: a frame of \p content (around the origin) instead of a card. A null
    /// rectangle closes it again.
    void setFrame(const QRectF &content);
    [[nodiscard]] bool isFrame() const { return !m_frame.isNull(); }

    /// A place where a line can be started or ended.
    struct Handle
    {
        PortId port; ///< empty: the control handle
        QPointF at; ///< in item coordinates
        bool out = true;
        PortPurpose purpose = PortPurpose::Product;
        LocalizedText name;
    };
    [[nodiscard]] const QVector<Handle> &handles() const { return m_handles; }
    /// Null when there is none near \p scenePosition.
    [[nodiscard]] const Handle *handleAt(QPointF scenePosition) const;
    /// Handles are drawn while the pointer is near or a line is being drawn.
    void setHandlesShown(bool shown);

    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    [[nodiscard]] int type() const override { return Type; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant &value) override;
    void hoverEnterEvent(QGraphicsSceneHoverEvent *event) override;
    void hoverMoveEvent(QGraphicsSceneHoverEvent *event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent *event) override;

private:
    void placeHandles();
    void refresh(); ///< looks different now: its picture is drawn anew
    void paintAll(QPainter &painter, double detail) const;

    ElementId m_id;
    const GraphStyle &m_style;
    NodeLook m_look;
    QRectF m_body;
    QRectF m_frame;
    double m_above = 0, m_below = 0;
    QVector<Port> m_ports;
    QVector<Handle> m_handles;
    bool m_handlesShown = false;
    // The picture of the card, so that panning and zooming need not set its text again and again.
    QPixmapCache::Key m_picture;
    double m_pictureScale = 0; ///< pixels per scene unit; 0: none that is up to date
};

} // namespace cytoloom
