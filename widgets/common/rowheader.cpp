// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/rowheader.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int Inset = 8;
const QString Between = u" · "_s;

} // namespace

RowHeader::RowHeader(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Vertical, parent)
    , m_theme(theme)
{
    setSectionsClickable(true);
    setHighlightSections(false);
}

void RowHeader::setTheme(const Theme &theme)
{
    m_theme = theme;
    viewport()->update();
}

int RowHeader::neededWidth() const
{
    const QFontMetrics metrics(Theme::font(Theme::body));
    int width = 0;
    for (int row = 0; model() && row < count(); ++row)
        width = std::max(width,
            metrics.horizontalAdvance(
                model()->headerData(row, Qt::Vertical, Qt::DisplayRole).toString()));
    return width + 2 * Inset + 2;
}

void RowHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const QString text = model()->headerData(section, Qt::Vertical, Qt::DisplayRole).toString();
    const QVariant colour = model()->headerData(section, Qt::Vertical, Qt::ForegroundRole);
    painter->save();
    painter->fillRect(rect, m_theme.surface);
    painter->setPen(m_theme.line);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->drawLine(rect.topRight(), rect.bottomRight());
    const QRect room = rect.adjusted(Inset, 0, -Inset, -1);
    const QFont font = Theme::font(Theme::body);
    const QFontMetrics metrics(font);
    painter->setFont(font);
    const QColor main = colour.canConvert<QColor>() ? colour.value<QColor>() : m_theme.text;
    const qsizetype cut = text.lastIndexOf(Between);
    QString where = text.left(std::max<qsizetype>(0, cut));
    const QString what = cut < 0 ? text : text.mid(cut);
    const int rest = room.width() - metrics.horizontalAdvance(what);
    where = metrics.elidedText(where, Qt::ElideMiddle, std::max(0, rest));
    const int used = metrics.horizontalAdvance(where);
    painter->setPen(main == m_theme.text ? m_theme.muted : main);
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, where);
    painter->setPen(main);
    painter->drawText(room.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(what, Qt::ElideRight, room.width() - used));
    painter->restore();
}

} // namespace cytoloom
