// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtWidgets/QHeaderView>

namespace cytoloom {

/// The names at the left of a table's rows, in the middle of their height and in the weight of
/// text. Of a name "where · what" the second part stays whole: the first one gives way. A colour
/// that the model sets (Qt::ForegroundRole) holds for all of it. GUI thread.
class RowHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit RowHeader(const Theme &theme, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    /// What the longest name needs; the table gives it as much as it can spare.
    [[nodiscard]] int neededWidth() const;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    Theme m_theme;
};

} // namespace cytoloom
