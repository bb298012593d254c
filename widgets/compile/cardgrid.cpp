// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/cardgrid.h"

#include "widgets/common/theme.h"
#include "widgets/compile/figurecard.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>

namespace cytoloom {

namespace {

constexpr int TwoColumns = 1000; ///< width from which a pair stands side by side

} // namespace

CardGrid::CardGrid(const QString &name, QWidget *parent)
    : QScrollArea(parent)
    , m_grid(new QGridLayout)
{
    setObjectName(name);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space4);
    m_grid->setSpacing(Theme::space3);
    auto *inner = new QWidget;
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_grid);
    column->addStretch(1);
    setWidget(inner);
}

void CardGrid::addTiles(const QVector<FigureTile *> &tiles)
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space3);
    for (FigureTile *tile : tiles)
        row->addWidget(tile, 1);
    add(box, nullptr);
}

void CardGrid::addCard(QWidget *card)
{
    add(card, nullptr);
}

void CardGrid::addPair(QWidget *left, QWidget *right)
{
    add(left, right);
}

void CardGrid::add(QWidget *left, QWidget *right)
{
    m_rows.append(Row {left, right});
    m_columns = 0;
    arrange();
}

void CardGrid::arrange()
{
    const int columns = width() >= TwoColumns ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item; // the widgets stay
    int row = 0;
    for (const Row &each : std::as_const(m_rows)) {
        const bool pair = each.right && columns == 2;
        m_grid->addWidget(each.left, row, 0, 1, pair ? 1 : columns);
        if (each.right)
            m_grid->addWidget(each.right, pair ? row : ++row, pair ? 1 : 0);
        ++row;
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
}

void CardGrid::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace cytoloom
