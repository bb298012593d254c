// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/records/conditionreplay.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QWidget>

namespace cytoloom {

/// A condition over the time of a batch as one strip: where it held, where it did not and where a
/// value was missing (hatched), with the hours below. GUI thread.
class VerdictStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictStrip(const Theme &theme, QWidget *parent = nullptr);

    void setReplay(const ConditionReplay &replay);
    [[nodiscard]] QSize sizeHint() const override { return {200, 36}; }
    /// "3 d 04:12", "0:07": time into a step, to the minute.
    [[nodiscard]] static QString timeText(Duration duration);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    Theme m_theme;
    QByteArray m_minutes;
};

} // namespace cytoloom
