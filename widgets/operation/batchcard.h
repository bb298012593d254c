// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchoverview.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QAbstractButton>

namespace cytoloom {

/// One batch on the wall. The frame and the head of the card are the attention colour, with its
/// word, shape and minutes, so that they are read from across the room; below: identity, batch,
/// step, what a person does next, how far behind, what the cells tolerate, alarms. One tap opens
/// the batch. It grows from a compact card to a roomy one with the place it is given. GUI thread.
class BatchCard final : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr int MinimumWidth = 262;
    static constexpr int MinimumHeight = 134;

    explicit BatchCard(const Theme &theme, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setLanguage(Language language);
    void setOverview(const BatchOverview &overview);
    [[nodiscard]] const BatchOverview &overview() const { return m_overview; }
    /// Who is asked first, second, …; 0: nobody is.
    void setRank(int rank);
    [[nodiscard]] int rank() const { return m_rank; }
    /// Whether it flashes: Danger that nobody has acknowledged, and nothing else.
    [[nodiscard]] bool isFlashing() const;
    void setLit(bool lit); ///< the phase of the flash; of no effect on a card that does not flash
    [[nodiscard]] QSize sizeHint() const override { return {300, 180}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {MinimumWidth, MinimumHeight}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();
    [[nodiscard]] bool isRoomy() const { return height() >= 186; }
    [[nodiscard]] QString stateLine() const;
    void paintFrame(QPainter &painter, const QColor &edge, bool filled) const;
    void paintHead(QPainter &painter, const QRectF &head, const QColor &edge, bool filled) const;
    void paintAlarms(QPainter &painter, double right, double middle, double side) const;
    double paintIdentity(QPainter &painter, double top) const;
    void paintStep(QPainter &painter, double top, double bottom) const;
    void paintFoot(QPainter &painter, double top) const;

    Theme m_theme;
    Language m_language = Language::En;
    BatchOverview m_overview;
    int m_rank = 0;
    bool m_lit = true;
};

} // namespace cytoloom
