// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/link.h"
#include "widgets/grapheditor/graphstyle.h"

#include <QtGui/QPainterPath>
#include <QtGui/QPolygonF>
#include <QtGui/QStaticText>
#include <QtWidgets/QGraphicsItem>

namespace cytoloom {

/// One line on the canvas. Links of a kind that belong together (the control link and the material
/// that flows with it between the same two steps) are drawn as one line and selected together.
class LinkItem final : public QGraphicsItem
{
public:
    enum { Type = UserType + 2 };
    enum class Look { Control, Material, Aside, Sync }; ///< Aside: sample and waste

    LinkItem(QVector<LinkId> links, Look look, const GraphStyle &style);

    [[nodiscard]] const QVector<LinkId> &links() const { return m_links; }
    [[nodiscard]] Look look() const { return m_look; }
    void setLine(const QPolygonF &line);
    [[nodiscard]] const QPolygonF &line() const { return m_line; }
    void setLabel(const QString &label);
    /// Where the label could stand beside the line, best place first. Empty without a label.
    [[nodiscard]] QVector<QRectF> labelPlaces() const;
    /// The label stands in \p box, one of labelPlaces(), until the line or the label changes.
    void placeLabel(const QRectF &box);
    [[nodiscard]] const QString &label() const { return m_label; }
    /// Of the line: what is selected, faded or pointed at stands out.
    [[nodiscard]] QColor colour() const;
    /// Painted by the scene when all lines are drawn, so that none runs through it.
    void paintLabel(QPainter &painter) const;
    void setHighlighted(bool highlighted);
    [[nodiscard]] bool isHighlighted() const { return m_highlighted; }
    void setReceiving(bool receiving); ///< a step would be inserted here
    void setFaded(bool faded); ///< the past of a running batch
    /// A line whose other end lies outside the container that is shown.
    void setStub(bool stub) { m_stub = stub; }
    [[nodiscard]] bool isStub() const { return m_stub; }

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }
    [[nodiscard]] QPainterPath shape() const override;
    [[nodiscard]] int type() const override { return Type; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintArrow(QPainter &painter, double width) const;
    void measure();

    QVector<LinkId> m_links;
    Look m_look;
    const GraphStyle &m_style;
    QPolygonF m_line;
    QString m_label;
    QRectF m_labelBox;
    QRectF m_bounds;
    QStaticText m_text; ///< the label, set once
    mutable QPainterPath m_shape; ///< empty: not asked for since the line changed
    bool m_highlighted = false;
    bool m_faded = false;
    bool m_receiving = false;
    bool m_stub = false;
};

} // namespace cytoloom
