// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/annotationitem.h"

#include "widgets/grapheditor/graphscene.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QStyleOptionGraphicsItem>

namespace cytoloom {

namespace {

constexpr double Header = 30, Around = 22; ///< of a group's frame
constexpr double CommentWidth = 220, Padding = 10;

} // namespace

AnnotationItem::AnnotationItem(QString id, const GraphStyle &style)
    : m_id(std::move(id))
    , m_style(style)
{
    setFlag(ItemIsSelectable);
    setFlag(ItemSendsGeometryChanges);
}

QSizeF AnnotationItem::sizeOfComment(const QString &text)
{
    const QRectF needed
        = QFontMetricsF(Theme::font(Theme::caption))
              .boundingRect(QRectF(0, 0, CommentWidth - 2 * Padding, 4000), Qt::TextWordWrap, text);
    return {CommentWidth, std::max(40.0, std::ceil(needed.height() / 10) * 10 + 2 * Padding)};
}

void AnnotationItem::show(
    const Annotation &annotation, const QRectF &members, QPointF shift, bool editable)
{
    prepareGeometryChange();
    m_annotation = annotation;
    setFlag(ItemIsMovable, editable);
    if (isGroup()) {
        const QRectF frame = members.isNull()
            ? QRectF(annotation.position.x, annotation.position.y, 200, 80)
            : members.adjusted(-Around, -Around - Header, Around, Around + 8);
        m_home = frame.topLeft();
        m_size = frame.size();
        setZValue(-3);
    } else {
        m_home = QPointF(annotation.position.x, annotation.position.y) + shift;
        const QSizeF least = sizeOfComment(annotation.text.in(m_style.language));
        m_size = {
            std::max(annotation.width, least.width()), std::max(annotation.height, least.height())};
        setZValue(3);
    }
    setPos(m_home);
    update();
}

QRectF AnnotationItem::textRect() const
{
    if (isGroup())
        return QRectF(pos() + QPointF(8, 2), QSizeF(m_size.width() - 46, Header - 2));
    return QRectF(pos(), m_size);
}

bool AnnotationItem::isFoldMark(QPointF scenePosition) const
{
    const QRectF mark(pos() + QPointF(m_size.width() - 34, 0), QSizeF(34, Header));
    return isGroup() && mark.contains(scenePosition);
}

QRectF AnnotationItem::boundingRect() const
{
    return QRectF(QPointF(), m_size).adjusted(-4, -4, 4, 4);
}

QPainterPath AnnotationItem::shape() const
{
    // Inside its frame a group leaves the mouse to what lies there.
    QPainterPath path;
    path.addRect(isGroup() ? QRectF(0, 0, m_size.width(), Header) : QRectF(QPointF(), m_size));
    return path;
}

QVariant AnnotationItem::itemChange(GraphicsItemChange change, const QVariant &value)
{
    const auto *graph = static_cast<GraphScene *>(scene());
    if (change == ItemPositionChange && graph)
        return graph->placeFor(value.toPointF());
    return QGraphicsItem::itemChange(change, value);
}

void AnnotationItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const double detail = m_style.vector
        ? 1.0
        : QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    painter->setRenderHint(QPainter::Antialiasing);
    if (isGroup())
        paintGroup(*painter, detail);
    else
        paintComment(*painter, detail);
}

void AnnotationItem::paintComment(QPainter &painter, double detail) const
{
    const Theme &theme = m_style.theme;
    const QRectF box(QPointF(), m_size);
    painter.setPen(QPen(isSelected() ? theme.accent : theme.line, isSelected() ? 2 : 1));
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(box, Theme::radius, Theme::radius);
    painter.fillRect(QRectF(0, 0, 4, m_size.height()), theme.strongLine);
    if (detail < 0.3)
        return;
    painter.setFont(Theme::font(Theme::caption));
    painter.setPen(theme.text);
    painter.drawText(box.adjusted(Padding + 2, Padding, -Padding, -Padding + 4),
        Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, m_annotation.text.in(m_style.language));
}

void AnnotationItem::paintGroup(QPainter &painter, double detail) const
{
    const Theme &theme = m_style.theme;
    const QRectF box(QPointF(), m_size);
    QColor fill = theme.strongLine;
    fill.setAlphaF(theme.dark ? 0.16F : 0.12F);
    painter.setPen(
        QPen(isSelected() ? theme.accent : theme.strongLine, isSelected() ? 2 : 1.2, Qt::DashLine));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 8, 8);
    if (detail < NodePainter::OutlineDetail)
        return;
    const int size = detail < 0.45 ? int(std::min(24.0, 11 / detail)) : Theme::body;
    const QFont font = Theme::font(size, true);
    painter.setFont(font);
    painter.setPen(theme.muted);
    const QRectF title(12, 0, m_size.width() - 50, Header);
    painter.drawText(title, Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetricsF(font).elidedText(
            m_annotation.text.in(m_style.language), Qt::ElideRight, title.width()));
    painter.setPen(QPen(theme.muted, 1.6)); // "−": it can be folded
    const QPointF minus(m_size.width() - 17, Header / 2);
    painter.drawLine(minus - QPointF(5, 0), minus + QPointF(5, 0));
}

} // namespace cytoloom
