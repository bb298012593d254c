// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/parameter.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QWidget>

namespace cytoloom {

/// The nested limits of a parameter as bars: validated range, action range, alert range and the set
/// point, on one scale with the numbers of the validated range. Nothing to draw: no height.
class RangeBar final : public QWidget
{
    Q_OBJECT

public:
    explicit RangeBar(const Theme &theme, QWidget *parent = nullptr);

    void setParameter(const Parameter &parameter, std::optional<double> setPoint);
    [[nodiscard]] bool isMeaningful() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] Range scale() const;

    Theme m_theme;
    Parameter m_parameter;
    std::optional<double> m_setPoint;
};

} // namespace cytoloom
