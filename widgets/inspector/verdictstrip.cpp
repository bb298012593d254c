// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/verdictstrip.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr double Height = 16;
}

VerdictStrip::VerdictStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void VerdictStrip::setReplay(const ConditionReplay &replay)
{
    m_minutes = replay.minutes;
    update();
}

QString VerdictStrip::timeText(Duration duration)
{
    const qint64 minutes = duration.count() / 60'000;
    const QString clock = u"%1:%2"_s.arg(minutes / 60 % 24).arg(minutes % 60, 2, 10, QChar(u'0'));
    return minutes < 24 * 60 ? clock : tr("%1 d %2").arg(minutes / (24 * 60)).arg(clock);
}

void VerdictStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF strip(0.5, 0.5, width() - 1, Height);
    painter.fillRect(strip, m_theme.idle);
    // One column of the screen stands for many minutes: a moment that held is not lost in it.
    const qsizetype count = m_minutes.size();
    for (int x = 0; count > 0 && x < width(); ++x) {
        const qsizetype from = count * x / width();
        const qsizetype to = std::max(from + 1, count * (x + 1) / width());
        const QByteArrayView span = QByteArrayView(m_minutes).sliced(from, to - from);
        const QRectF column(x, strip.top(), 1, strip.height());
        if (span.contains(char(ConditionReplay::Holds)))
            painter.fillRect(column, m_theme.accent);
        else if (!span.contains(char(ConditionReplay::DoesNotHold)))
            painter.fillRect(column, QBrush(m_theme.strongLine, Qt::BDiagPattern));
    }
    painter.setPen(m_theme.line);
    painter.drawRect(strip);
    painter.setFont(Theme::digits(11));
    painter.setPen(m_theme.muted);
    const QRectF foot(0, Height + 2, width(), height() - Height - 2);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, timeText(Duration(0)));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter,
        timeText(Duration(std::max<qsizetype>(0, count - 1) * 60'000)));
}

bool VerdictStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || m_minutes.isEmpty())
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const qsizetype minute = std::clamp<qsizetype>(
        m_minutes.size() * help->pos().x() / std::max(1, width()), 0, m_minutes.size() - 1);
    const QString word = m_minutes.at(minute) == ConditionReplay::Holds ? tr("holds")
        : m_minutes.at(minute) == ConditionReplay::Unknown              ? tr("a value is missing")
                                                                        : tr("does not hold");
    QToolTip::showText(help->globalPos(), timeText(Duration(minute * 60'000)) + u": "_s + word);
    return true;
}

} // namespace cytoloom
