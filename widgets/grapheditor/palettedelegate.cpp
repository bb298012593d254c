// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/palettedelegate.h"

#include "widgets/itemmodels/palettemodel.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

namespace cytoloom {

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {100, index.data(PaletteModel::HeadingRole).toBool() ? 30 : 33};
}

void PaletteDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QString name = index.data(Qt::DisplayRole).toString();
    if (index.data(PaletteModel::HeadingRole).toBool()) {
        painter->setFont(Theme::font(Theme::caption, true));
        painter->setPen(m_theme.muted);
        painter->drawText(
            option.rect.adjusted(2, 8, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, name);
        painter->restore();
        return;
    }
    const QRectF card = QRectF(option.rect).adjusted(0.5, 2.5, -8.5, -2.5);
    const bool hot = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
    painter->setPen(QPen(hot ? m_theme.accent : m_theme.line, 1));
    painter->setBrush(m_theme.raised);
    painter->drawRoundedRect(card, Theme::radius, Theme::radius);
    const QRect icon(int(card.left()) + 7, int(card.center().y()) - 8, 16, 16);
    Theme::icon(
        index.data(PaletteModel::IconNameRole).toString(), hot ? m_theme.accent : m_theme.muted)
        .paint(painter, icon);
    QRectF text = card.adjusted(30, 0, -6, 0);
    const QFont font = Theme::font(Theme::body);
    painter->setFont(font);
    painter->setPen(m_theme.text);
    const QString shown = QFontMetrics(font).elidedText(name, Qt::ElideRight, int(text.width()));
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft, shown);
    text.setLeft(text.left() + QFontMetrics(font).horizontalAdvance(shown) + 8);
    // The second name where there is room for a useful part of it.
    if (text.width() > 34) {
        const QFont small = Theme::font(11);
        painter->setFont(small);
        painter->setPen(m_theme.muted);
        const QString second = index.data(PaletteModel::SecondNameRole).toString();
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignRight,
            QFontMetrics(small).elidedText(second, Qt::ElideRight, int(text.width())));
    }
    painter->restore();
}

} // namespace cytoloom
