// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/clickprobe.h"

#include "app/desktop/mainwindow.h"
#include "widgets/devices/devicespage.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/operation/operatepage.h"
#include "widgets/records/recordspage.h"
#include "widgets/trends/trendspage.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>
#include <QtGui/QMouseEvent>

#include <algorithm>
#include <array>
#include <cstdio>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int RestMs = 170; ///< between two clicks: not in step with anything that has a period

double ms(ClickProbe::Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

ClickProbe::ClickProbe(MainWindow &window, int clicks, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_wanted(clicks)
{
    m_finger.setObjectName(u"finger"_s);
}

ClickProbe::~ClickProbe()
{
    m_finger.quit();
    m_finger.wait();
}

void ClickProbe::start()
{
    auto *timer = new QTimer;
    timer->setTimerType(Qt::PreciseTimer);
    timer->setInterval(RestMs);
    timer->moveToThread(&m_finger);
    connect(&m_finger, &QThread::started, timer, qOverload<>(&QTimer::start));
    connect(&m_finger, &QThread::finished, timer, &QObject::deleteLater);
    connect(
        timer, &QTimer::timeout, timer,
        [this] {
            const Clock::time_point due = Clock::now();
            QMetaObject::invokeMethod(
                this, [this, due] { click(due); }, Qt::QueuedConnection);
        },
        Qt::DirectConnection);
    m_finger.start();
}

void ClickProbe::click(Clock::time_point due)
{
    m_stall = std::max(m_stall, ms(Clock::now() - due));
    if (m_answer)
        return; // the last one is not answered yet: its time is running
    struct Target
    {
        const char *button;
        QWidget *answer;
    };
    QWidget *operate = m_window.operate();
    const std::array<Target, 8> targets {
        {{"rail-design", m_window.design()}, {"rail-operate", operate}, {"show-graph", operate},
            {"rail-trends", m_window.trends()}, {"rail-operate", operate}, {"show-card", operate},
            {"rail-records", m_window.records()}, {"rail-devices", m_window.devices()}}};
    const Target &target = targets[size_t(m_next++) % targets.size()];
    if (auto *button = m_window.findChild<QWidget *>(QLatin1String(target.button)))
        press(button, target.answer, due);
}

void ClickProbe::press(QWidget *button, QWidget *answer, Clock::time_point due)
{
    m_due = due;
    m_answer = answer;
    answer->installEventFilter(this);
    const QPointF at(button->width() / 2.0, button->height() / 2.0);
    const QPointF global = button->mapToGlobal(at);
    QMouseEvent down(QEvent::MouseButtonPress, at, global, Qt::LeftButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(button, &down);
    QMouseEvent up(QEvent::MouseButtonRelease, at, global, Qt::LeftButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(button, &up);
}

bool ClickProbe::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Paint && object == m_answer) {
        object->removeEventFilter(this);
        // Its children paint in the same round; the timer comes after them.
        QTimer::singleShot(0, this, &ClickProbe::answered);
    }
    return false;
}

void ClickProbe::answered()
{
    m_latencies << ms(Clock::now() - m_due);
    m_answer = nullptr;
    if (m_latencies.size() < m_wanted)
        return;
    m_finger.quit();
    const Figures result = figures();
    std::printf("clicks: %d, median %.0f ms, 95 %% within %.0f ms, longest %.0f ms, longest stall "
                "%.0f ms\n",
        result.clicks, result.median, result.most, result.longest, result.stall);
    std::fflush(stdout);
    Q_EMIT finished();
}

ClickProbe::Figures ClickProbe::figures() const
{
    Figures result;
    QVector<double> sorted = m_latencies;
    std::sort(sorted.begin(), sorted.end());
    result.clicks = int(sorted.size());
    result.stall = m_stall;
    if (sorted.isEmpty())
        return result;
    result.median = sorted[sorted.size() / 2];
    result.most = sorted[std::min(sorted.size() - 1, sorted.size() * 95 / 100)];
    result.longest = sorted.last();
    return result;
}

} // namespace cytoloom
