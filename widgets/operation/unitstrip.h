// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchoverview.h"
#include "processgraph/execution/unitclaim.h"
#include "widgets/common/page.h"

#include <QtCore/QHash>

namespace cytoloom {

/// The units of the plant in one row: who has each (shape and colour of the batch), free, kept or
/// waiting for line clearance, and how many wait for it. Units that somebody waits for come first.
/// A tap on a unit asks for its queue; on "+n", for all of them. GUI thread.
class UnitStrip final : public Page
{
    Q_OBJECT

public:
    explicit UnitStrip(const Theme &theme, QWidget *parent = nullptr);

    void setUnits(const QVector<UnitClaim> &units);
    /// For the tokens of the holders.
    void setBatches(const QVector<BatchOverview> &batches);
    /// The unit that the wall is filtered by; empty: none.
    void setChosen(const UnitId &unit);
    [[nodiscard]] static QString stateWord(UnitClaim::State state);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void unitChosen(const cytoloom::UnitId &unit); ///< empty: all of them are asked for

protected:
    void retranslate() override;
    void restyle() override { update(); }
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] int shownCount() const;
    [[nodiscard]] QRect place(int index, int count) const;
    [[nodiscard]] int indexAt(const QPoint &position) const;
    void paintUnit(QPainter &painter, const UnitClaim &unit, const QRectF &box, bool down) const;

    QVector<UnitClaim> m_units;
    QHash<BatchId, BatchOverview> m_batches;
    UnitId m_chosen;
    int m_pressed = -1;
};

} // namespace cytoloom
