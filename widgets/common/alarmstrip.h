// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "widgets/common/page.h"

#include <QtCore/QTimer>
#include <QtCore/QVector>

#include <array>

namespace cytoloom {

/// The highest alarm that waits for a person, and how many there are of each priority. It flashes
/// only while that alarm is unacknowledged. A click asks for the alarm list.
class AlarmStrip final : public Page
{
    Q_OBJECT

public:
    explicit AlarmStrip(const Theme &theme, QWidget *parent = nullptr);

    void setAlarms(const QVector<Alarm> &alarms, UtcTime now);
    /// The alarm that is shown: unacknowledged before acknowledged, then by priority, then the
    /// oldest. Null when everything is normal.
    [[nodiscard]] static const Alarm *highest(const QVector<Alarm> &alarms);
    [[nodiscard]] std::array<int, 4> counts() const { return m_counts; }
    [[nodiscard]] bool isFlashing() const { return m_flash.isActive(); }
    [[nodiscard]] QSize sizeHint() const override { return {420, 40}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {250, 40}; }

Q_SIGNALS:
    void clicked();

protected:
    void retranslate() override;
    void restyle() override { update(); }
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    QVector<Alarm> m_alarms;
    UtcTime m_now {};
    std::array<int, 4> m_counts {};
    QTimer m_flash;
    bool m_lit = true;
    bool m_keyboard = false; ///< the focus came by keyboard: show its ring
};

} // namespace cytoloom
