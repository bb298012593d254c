// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QScrollArea>

class QGridLayout;

namespace cytoloom {

class FigureTile;

/// A scrolled page of cards: a row of tiles on top, below it cards over the whole width, or two
/// side by side where there is room for both. It takes over what it is given. GUI thread.
class CardGrid final : public QScrollArea
{
    Q_OBJECT

public:
    explicit CardGrid(const QString &name, QWidget *parent = nullptr);

    /// In the order in which they are to stand.
    void addTiles(const QVector<FigureTile *> &tiles);
    void addCard(QWidget *card);
    void addPair(QWidget *left, QWidget *right);
    [[nodiscard]] int columns() const { return m_columns; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void add(QWidget *left, QWidget *right);
    void arrange();

    struct Row
    {
        QWidget *left = nullptr;
        QWidget *right = nullptr; ///< null: the left one takes all of the width
    };
    QGridLayout *m_grid;
    QVector<Row> m_rows;
    int m_columns = 0;
};

} // namespace cytoloom
