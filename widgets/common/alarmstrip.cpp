// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/alarmstrip.h"

#include "processgraph/alarms/alarmtable.h"
#include "widgets/common/shapes.h"
#include "widgets/common/words.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <tuple>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
bool waits(const Alarm &alarm)
{
    return isWaiting(alarm.state);
}
QString unitOf(const TagId &tag)
{
    return tag.value().section(u'.', 0, 0);
}
} // namespace

AlarmStrip::AlarmStrip(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
{
    setFixedHeight(40);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMaximumWidth(560);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    m_flash.setInterval(500);
    connect(&m_flash, &QTimer::timeout, this, [this] {
        m_lit = !m_lit;
        update();
    });
    retranslate();
}

const Alarm *AlarmStrip::highest(const QVector<Alarm> &alarms)
{
    const Alarm *best = nullptr;
    const auto key = [](const Alarm &alarm) {
        return std::tuple(!waits(alarm), alarm.priority, toMs(alarm.raised));
    };
    for (const Alarm &alarm : alarms) {
        if (alarm.state != AlarmState::Normal && (!best || key(alarm) < key(*best)))
            best = &alarm;
    }
    return best;
}

void AlarmStrip::setAlarms(const QVector<Alarm> &alarms, UtcTime now)
{
    m_alarms = alarms;
    m_now = now;
    m_counts.fill(0);
    for (const Alarm &alarm : alarms) {
        if (alarm.state != AlarmState::Normal)
            ++m_counts[size_t(std::clamp(alarm.priority, 1, 4) - 1)];
    }
    const Alarm *first = highest(alarms);
    const bool flashing = first && waits(*first);
    if (flashing && !m_flash.isActive()) {
        m_flash.start();
    } else if (!flashing) {
        m_flash.stop();
        m_lit = true;
    }
    retranslate();
}

void AlarmStrip::retranslate()
{
    const Alarm *first = highest(m_alarms);
    setAccessibleName(first
            ? tr("Alarm, priority %1: %2").arg(first->priority).arg(first->name.in(language()))
            : tr("No active alarm"));
    update();
}

void AlarmStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Alarm *first = highest(m_alarms);
    const int index = first ? std::clamp(first->priority, 1, 4) - 1 : 0;
    const QColor edge = first ? theme().alarm[index] : theme().line;
    const double width = first && m_lit ? 2 : 1;
    painter.setPen(QPen(hasFocus() && m_keyboard ? theme().accent : edge, width));
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Theme::radius, Theme::radius);

    // Counts from the right; what is left belongs to the text.
    double right = this->width() - 10;
    painter.setFont(Theme::digits(15, true));
    for (int priority = 4; priority >= 1; --priority) {
        const int count = m_counts[size_t(priority - 1)];
        const QColor colour = count > 0 ? theme().alarm[priority - 1] : theme().strongLine;
        const double digits = painter.fontMetrics().horizontalAdvance(QString::number(count));
        right -= digits;
        painter.setPen(count > 0 ? theme().text : theme().strongLine);
        painter.drawText(
            QRectF(right, 0, digits + 2, height()), Qt::AlignVCenter, QString::number(count));
        right -= 20;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPath(shapes::alarm(priority, QRectF(right, (height() - 15) / 2.0, 15, 15)));
        right -= 12;
    }

    QRectF place(14, 0, right - 14, height());
    if (!first) {
        painter.setPen(theme().muted);
        painter.setFont(Theme::font(Theme::body));
        painter.drawText(place, Qt::AlignVCenter,
            painter.fontMetrics().elidedText(
                tr("No active alarm"), Qt::ElideRight, int(place.width())));
        return;
    }
    shapes::paintAlarm(
        painter, theme(), first->priority, QRectF(12, (height() - 20) / 2.0, 20, 20), m_lit);
    place.setLeft(42);
    const QString text = u"%1 %2 %3 %4 %5 · %6"_s.arg(unitOf(first->tag),
        first->name.in(language()), words::brief(first->value, first->unit),
        first->side == LimitSide::Low ? u"<"_s : u">"_s, words::brief(first->limit, first->unit),
        toReadable(m_now - first->raised));
    painter.setPen(theme().text);
    painter.setFont(Theme::font(14, true));
    painter.drawText(place, Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text, Qt::ElideRight, int(place.width())));
}

void AlarmStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (rect().contains(event->pos()))
        Q_EMIT clicked();
}

void AlarmStrip::focusInEvent(QFocusEvent *event)
{
    m_keyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    Page::focusInEvent(event);
}

void AlarmStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return)
        Q_EMIT clicked();
    else
        Page::keyPressEvent(event);
}

} // namespace cytoloom
