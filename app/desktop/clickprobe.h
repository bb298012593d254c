// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QThread>
#include <QtCore/QVector>

#include <chrono>

class QWidget;

namespace cytoloom {

class MainWindow;

/// Clicks through the pages like an impatient person and measures what that person sees: the time
/// from the moment at which the finger came down, taken on a thread of its own, until the answer
/// is painted. GUI thread; prints its figures when it is done.
class ClickProbe final : public QObject
{
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;
    struct Figures
    {
        int clicks = 0;
        double median = 0; ///< ms, as all
        double most = 0; ///< 95 % are no longer
        double longest = 0;
        double stall = 0; ///< the longest time for which the window's thread took no event
    };

    ClickProbe(MainWindow &window, int clicks, QObject *parent = nullptr);
    ~ClickProbe() override;

    void start();
    [[nodiscard]] Figures figures() const;

Q_SIGNALS:
    void finished();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void click(Clock::time_point due);
    void answered();
    void press(QWidget *button, QWidget *answer, Clock::time_point due);

    MainWindow &m_window;
    int m_wanted;
    int m_next = 0;
    QThread m_finger;
    QPointer<QWidget> m_answer; ///< what must paint itself; null: nothing is under way
    Clock::time_point m_due;
    QVector<double> m_latencies;
    double m_stall = 0;
};

} // namespace cytoloom
