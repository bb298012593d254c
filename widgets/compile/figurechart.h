// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtWidgets/QWidget>

#include <memory>

namespace cytoloom {

/// What the charts of the compile page have in common: a look that changes, and a way out of the
/// window, as a drawing and as numbers. GUI thread.
class FigureChart : public QWidget
{
    Q_OBJECT

public:
    explicit FigureChart(const Theme &theme, QWidget *parent = nullptr)
        : QWidget(parent)
        , m_theme(theme)
    { }

    void setTheme(const Theme &theme)
    {
        m_theme = theme;
        update();
    }
    [[nodiscard]] const Theme &theme() const { return m_theme; }

    [[nodiscard]] virtual bool isEmpty() const = 0;
    /// A chart of the same content that shows all of it, in the look of \p theme.
    [[nodiscard]] virtual std::unique_ptr<FigureChart> copy(const Theme &theme) const = 0;
    /// What is drawn as rows of cells, a header first: RFC 4180, numbers in C notation, the axis'
    /// unit in the header.
    [[nodiscard]] virtual QVector<QStringList> table() const = 0;

private:
    Theme m_theme;
};

} // namespace cytoloom
