// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/connectiondrag.h"

#include "processgraph/commands/connectionrules.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/words.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

namespace cytoloom {

/// The line and the words beside its end.
class ConnectionDrag::Rubber final : public QGraphicsItem
{
public:
    explicit Rubber(const GraphStyle &style)
        : m_style(style)
    {
        setZValue(10);
        setAcceptedMouseButtons(Qt::NoButton);
    }
    void set(QPointF from, QPointF to, const QString &words, std::optional<bool> good)
    {
        prepareGeometryChange();
        m_from = from;
        m_to = to;
        m_words = words;
        m_good = good;
        const double width
            = QFontMetricsF(Theme::font(Theme::caption)).horizontalAdvance(words) + 40;
        m_box = words.isEmpty() ? QRectF() : QRectF(to.x() + 14, to.y() + 12, width, 26);
    }
    [[nodiscard]] QRectF boundingRect() const override
    {
        return QRectF(m_from, m_to).normalized().united(m_box).adjusted(-8, -8, 8, 8);
    }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        const Theme &theme = m_style.theme;
        const QColor colour = !m_good ? theme.muted : *m_good ? theme.accent : theme.alarm[0];
        painter->setRenderHint(QPainter::Antialiasing);
        QPen pen(colour, 2.4, m_good && !*m_good ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap);
        painter->setPen(pen);
        painter->drawLine(m_from, m_to);
        painter->setBrush(colour);
        painter->drawEllipse(m_to, 4, 4);
        if (m_box.isNull())
            return;
        painter->setPen(QPen(colour, 1.2));
        painter->setBrush(theme.raised);
        painter->drawRoundedRect(m_box, Theme::radius, Theme::radius);
        painter->setFont(Theme::font(Theme::caption, true));
        painter->setPen(colour);
        const QRectF mark(m_box.left() + 6, m_box.top(), 18, m_box.height());
        painter->drawText(mark, Qt::AlignCenter, QString(QChar(*m_good ? 0x2713 : 0x2715)));
        painter->setFont(Theme::font(Theme::caption));
        painter->setPen(theme.text);
        painter->drawText(m_box.adjusted(28, 0, -4, 0), Qt::AlignVCenter | Qt::AlignLeft, m_words);
    }

private:
    const GraphStyle &m_style;
    QPointF m_from, m_to;
    QString m_words;
    QRectF m_box;
    std::optional<bool> m_good;
};

ConnectionDrag::ConnectionDrag(
    GraphScene &scene, const NodeItem &from, const NodeItem::Handle &handle)
    : m_scene(scene)
    , m_from {from.id(), handle.port}
    , m_out(handle.out)
    , m_start(from.mapToScene(handle.at))
    , m_rubber(new Rubber(scene.style()))
{
    scene.addItem(m_rubber);
    for (NodeItem *node : scene.nodes()) {
        if (node->id() != m_from.element && DrawingLayout::annotationOf(node->id()).isEmpty())
            node->setTarget(proposal(QPointF(1e9, 1e9), *node).ok());
    }
}

ConnectionDrag::~ConnectionDrag()
{
    delete m_rubber;
    for (NodeItem *node : m_scene.nodes())
        node->setTarget(std::nullopt);
}

Result<Link> ConnectionDrag::between(const Endpoint &other) const
{
    const Procedure &procedure = m_scene.recipe().procedure;
    return m_out ? proposedLink(procedure, m_from, other) : proposedLink(procedure, other, m_from);
}

QString ConnectionDrag::yes(const Link &link) const
{
    QStringList words {Words::linkKind(link.kind)};
    if (link.outcome != GateOutcome::None)
        words << Words::outcome(link.outcome);
    if (const MaterialClass *medium = m_scene.catalog().material(link.medium))
        words << medium->name.in(m_scene.style().language);
    if (link.volume)
        words << Words::amount(*link.volume);
    if (link.connection != Connection::None)
        words << Words::connection(link.connection);
    return words.join(QStringLiteral(" · "));
}

Result<Link> ConnectionDrag::proposal(QPointF position, const NodeItem &over) const
{
    const Procedure &procedure = m_scene.recipe().procedure;
    if (m_from.port.isEmpty())
        return between({over.id(), PortId()});
    const NodeItem::Handle *handle = over.handleAt(position);
    if (handle && !handle->port.isEmpty())
        return between({over.id(), handle->port});
    // Dropped on the card: the first port that takes it.
    auto last = between({over.id(), PortId()});
    const Element *element = procedure.element(over.id());
    for (const Port &port : element->ports) {
        if (port.direction != (m_out ? PortDirection::In : PortDirection::Out))
            continue;
        auto attempt = between({over.id(), port.id});
        if (attempt)
            return attempt;
        if (!last)
            last = attempt;
    }
    return last;
}

void ConnectionDrag::moveTo(QPointF position, const NodeItem *over)
{
    if (!over || over->id() == m_from.element) {
        m_rubber->set(m_start, position, {}, std::nullopt);
        return;
    }
    const auto link = proposal(position, *over);
    const QString words = link ? yes(*link) : m_scene.sentence(link.error());
    m_rubber->set(m_start, position, words, link.ok());
}

std::optional<Result<Link>> ConnectionDrag::finish(QPointF position, const NodeItem *over)
{
    if (!over || over->id() == m_from.element)
        return std::nullopt;
    return proposal(position, *over);
}

} // namespace cytoloom
