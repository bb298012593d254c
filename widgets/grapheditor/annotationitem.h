// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/annotation.h"
#include "widgets/grapheditor/graphstyle.h"

#include <QtWidgets/QGraphicsItem>

namespace cytoloom {

/// A comment or the frame of a group on the canvas. It holds no truth: see NodeItem. Its position
/// is its top left corner; the frame of a group is where its members are.
class AnnotationItem final : public QGraphicsItem
{
public:
    enum { Type = UserType + 3 };

    /// \p style belongs to the scene.
    AnnotationItem(QString id, const GraphStyle &style);

    /// \p members: what the frame of a group goes around. \p shift: display minus document.
    void show(const Annotation &annotation, const QRectF &members, QPointF shift, bool editable);

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] bool isGroup() const { return m_annotation.kind == Annotation::Kind::Group; }
    [[nodiscard]] const QVector<ElementId> &members() const { return m_annotation.members; }
    [[nodiscard]] const Annotation &annotation() const { return m_annotation; }
    /// Where the document has it, in the drawing.
    [[nodiscard]] QPointF home() const { return m_home; }
    /// Of the text, in scene coordinates: where it is edited.
    [[nodiscard]] QRectF textRect() const;
    [[nodiscard]] QSizeF size() const { return m_size; }
    /// The mark in the corner of a group that folds it.
    [[nodiscard]] bool isFoldMark(QPointF scenePosition) const;
    [[nodiscard]] static QSizeF sizeOfComment(const QString &text);

    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    [[nodiscard]] int type() const override { return Type; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant &value) override;

private:
    void paintComment(QPainter &painter, double detail) const;
    void paintGroup(QPainter &painter, double detail) const;

    QString m_id;
    const GraphStyle &m_style;
    Annotation m_annotation;
    QPointF m_home;
    QSizeF m_size;
};

} // namespace cytoloom
