// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/identitytoken.h"

#include "widgets/common/shapes.h"

#include <QtGui/QPainter>

namespace cytoloom {

using namespace Qt::StringLiterals;

IdentityToken::IdentityToken(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setFixedHeight(40);
    retranslate();
}

void IdentityToken::setIdentity(
    const QString &identity, const QString &shape, const QString &colour)
{
    if (m_identity == identity && m_shape == shape && m_colour == colour)
        return;
    m_identity = identity;
    m_shape = shape;
    m_colour = colour;
    retranslate();
}

void IdentityToken::retranslate()
{
    setAccessibleName(m_identity.isEmpty()
            ? tr("No batch selected")
            : tr("Identity %1, %2, %3")
                  .arg(m_identity, shapes::shapeWord(m_shape), shapes::colourWord(m_colour)));
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

QString IdentityToken::words() const
{
    return shapes::shapeWord(m_shape) + u" · "_s + shapes::colourWord(m_colour);
}

QSize IdentityToken::sizeHint() const
{
    if (m_identity.isEmpty())
        return {
            24 + QFontMetrics(Theme::font(Theme::body)).horizontalAdvance(tr("No batch selected")),
            40};
    const int id = QFontMetrics(Theme::digits(16, true)).horizontalAdvance(m_identity);
    const int word = QFontMetrics(Theme::font(Theme::caption)).horizontalAdvance(words());
    return {10 + 12 + 20 + 10 + id + 20 + word + 12, 40};
}

QSize IdentityToken::minimumSizeHint() const
{
    return sizeHint();
}

void IdentityToken::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath outline;
    outline.addRoundedRect(frame, Theme::radius, Theme::radius);
    painter.fillPath(outline, theme().raised);
    if (m_identity.isEmpty()) {
        painter.setPen(QPen(theme().line, 1, Qt::DashLine));
        painter.drawPath(outline);
        painter.setPen(theme().muted);
        painter.setFont(Theme::font(Theme::body));
        painter.drawText(frame, Qt::AlignCenter, tr("No batch selected"));
        return;
    }
    QColor colour(m_colour);
    const bool dim = theme().dark && colour.lightness() < 40;
    painter.save();
    painter.setClipPath(outline);
    painter.fillRect(QRectF(frame.left(), frame.top(), 10, frame.height()), colour);
    painter.restore();
    painter.setPen(QPen(theme().strongLine, 1));
    painter.drawPath(outline);
    const QRectF shape(22, (height() - 20) / 2.0, 20, 20);
    painter.setPen(dim ? QPen(theme().text, 1.4) : QPen(Qt::NoPen));
    painter.setBrush(colour);
    painter.drawPath(shapes::identity(m_shape, shape));
    painter.setPen(theme().text);
    painter.setFont(Theme::digits(16, true));
    painter.drawText(
        QRectF(52, 0, width() - 64, height()), Qt::AlignVCenter | Qt::AlignLeft, m_identity);
    painter.setPen(theme().muted);
    painter.setFont(Theme::font(Theme::caption));
    painter.drawText(
        QRectF(52, 0, width() - 64, height()), Qt::AlignVCenter | Qt::AlignRight, words());
}

} // namespace cytoloom
