// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"

#include <QtCore/QTimer>

namespace cytoloom {

/// Locks the screen of a wall panel while it is wiped: for half a minute nothing that is touched or
/// typed reaches the window, also no dialog. Alarms and clock above stay readable; the batch runs
/// on. It ends by itself: a lock that gloves must open would be a trap. GUI thread.
class WipeLock final : public Page
{
    Q_OBJECT

public:
    static constexpr int Seconds = 30;

    /// \p window is covered; the lock is its child. \p freeTop: height of the bar that stays to be
    /// seen (not touched).
    WipeLock(const Theme &theme, QWidget *window, int freeTop);
    ~WipeLock() override;

    void start(int seconds = Seconds);
    [[nodiscard]] bool isActive() const { return m_second.isActive(); }
    [[nodiscard]] int secondsLeft() const { return m_left; }

Q_SIGNALS:
    void finished();

protected:
    void retranslate() override { update(); }
    void restyle() override { update(); }
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void stop();

    int m_freeTop;
    int m_left = 0;
    int m_whole = Seconds;
    QTimer m_second;
};

} // namespace cytoloom
