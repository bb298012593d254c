// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/startuptime.h"

#include <QtCore/QEvent>
#include <QtCore/QFile>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <cstdio>
#include <ctime>
#include <optional>
#include <unistd.h>

namespace cytoloom {

namespace {

/// Milliseconds since the kernel started this process (resolution: one clock tick, 10 ms).
/// Field 22 of /proc/self/stat counts ticks since boot; the second field may hold blanks.
std::optional<double> msSinceStart()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    timespec now {};
    if (!file.open(QIODevice::ReadOnly) || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return {};
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    bool good = false;
    const double ticks = fields.value(22 - 3).toDouble(&good);
    if (!good)
        return {};
    return double(now.tv_sec) * 1000 + double(now.tv_nsec) / 1e6
        - ticks * 1000 / double(sysconf(_SC_CLK_TCK));
}

class FirstPaint : public QObject
{
public:
    explicit FirstPaint(QWidget &window)
        : QObject(&window)
    {
        window.installEventFilter(this);
    }

    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            object->removeEventFilter(this);
            // The children paint in the same round; the timer comes after them.
            QTimer::singleShot(0, this, [this] {
                if (const std::optional<double> ms = msSinceStart())
                    std::printf("first paint: %.0f ms\n", *ms);
                else
                    std::printf("first paint: unknown, /proc/self/stat cannot be read\n");
                std::fflush(stdout);
                deleteLater();
            });
        }
        return false;
    }
};

} // namespace

void printStartupTime(QWidget &window)
{
    new FirstPaint(window); // a child of the window
}

} // namespace cytoloom
