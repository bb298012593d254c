// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/wipelock.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

WipeLock::WipeLock(const Theme &theme, QWidget *window, int freeTop)
    : Page(theme, window)
    , m_freeTop(freeTop)
{
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (--m_left <= 0)
            stop();
        update();
    });
    window->installEventFilter(this); // to follow its size
    hide();
}

WipeLock::~WipeLock()
{
    if (isActive())
        QCoreApplication::instance()->removeEventFilter(this);
}

void WipeLock::start(int seconds)
{
    m_whole = std::max(1, seconds);
    m_left = m_whole;
    setGeometry(parentWidget()->rect());
    raise();
    show();
    if (!isActive())
        QCoreApplication::instance()->installEventFilter(this);
    m_second.start();
}

void WipeLock::stop()
{
    m_second.stop();
    QCoreApplication::instance()->removeEventFilter(this);
    hide();
    Q_EMIT finished();
}

bool WipeLock::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    if (!isActive())
        return false;
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::TabletRelease:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::Shortcut:
    case QEvent::ShortcutOverride:
    case QEvent::ContextMenu:
        return true;
    default:
        return false;
    }
}

void WipeLock::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect below = rect().adjusted(0, m_freeTop, 0, 0);
    QColor ground = theme().canvas;
    ground.setAlphaF(0.94F);
    painter.fillRect(below, ground);
    const QPoint middle = below.center();
    const double radius = 70;
    const QRectF ring(middle.x() - radius, middle.y() - 2 * radius, 2 * radius, 2 * radius);
    painter.setPen(QPen(theme().line, 10));
    painter.drawEllipse(ring);
    painter.setPen(QPen(theme().accent, 10, Qt::SolidLine, Qt::FlatCap));
    painter.drawArc(ring, 90 * 16, int(360.0 * 16 * m_left / m_whole));
    painter.setPen(theme().text);
    painter.setFont(Theme::digits(44, true));
    painter.drawText(ring, Qt::AlignCenter, QString::number(m_left));
    painter.setFont(Theme::font(Theme::panelPage, true));
    const QRect words(below.left(), int(ring.bottom()) + 28, below.width(), 44);
    painter.drawText(words, Qt::AlignCenter, tr("Screen locked for wiping"));
    painter.setFont(Theme::font(Theme::panelBody));
    painter.setPen(theme().muted);
    painter.drawText(words.translated(0, 46), Qt::AlignCenter,
        tr("Touches do nothing now. The batch runs on; alarms stay above."));
}

} // namespace cytoloom
