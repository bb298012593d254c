// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/attention.h"

#include "processgraph/execution/proceduralstate.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <cmath>
#include <numbers>

namespace cytoloom {

using namespace Qt::StringLiterals;
using std::chrono::minutes;

namespace {

double luminance(const QColor &colour)
{
    const auto part
        = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF())
        + 0.0722 * part(colour.blueF());
}

QPainterPath octagon(const QRectF &box)
{
    QPolygonF points;
    for (int i = 0; i < 8; ++i) {
        const double angle = (22.5 + 45.0 * i) * std::numbers::pi / 180.0;
        points << QPointF(box.center().x() + box.width() / 2 * std::cos(angle),
            box.center().y() + box.height() / 2 * std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath hourglass(const QRectF &box)
{
    const double in = box.width() * 0.14;
    QPainterPath path;
    path.moveTo(box.left() + in, box.top());
    path.lineTo(box.right() - in, box.top());
    path.lineTo(box.center().x() + 1.5, box.center().y());
    path.lineTo(box.right() - in, box.bottom());
    path.lineTo(box.left() + in, box.bottom());
    path.lineTo(box.center().x() - 1.5, box.center().y());
    path.closeSubpath();
    return path;
}

} // namespace

QString AttentionLook::word(Attention attention)
{
    switch (attention) {
    case Attention::Quiet:
        return tr("Runs by itself");
    case Attention::Soon:
        return tr("Soon");
    case Attention::Asked:
        return tr("Needs you");
    case Attention::Late:
        return tr("Overdue");
    case Attention::Danger:
        return tr("Danger");
    }
    return {};
}

QColor AttentionLook::colour(const Theme &theme, Attention attention)
{
    switch (attention) {
    case Attention::Quiet:
        return theme.line;
    case Attention::Soon:
        return theme.strongLine;
    case Attention::Asked:
        return theme.accent;
    case Attention::Late:
        return theme.alarm[1];
    case Attention::Danger:
        return theme.alarm[0];
    }
    return theme.line;
}

QColor AttentionLook::inkOn(const QColor &ground)
{
    const QColor dark(0x0B, 0x10, 0x15);
    const double on = luminance(ground) + 0.05;
    return 1.05 / on >= on / (luminance(dark) + 0.05) ? QColor(Qt::white) : dark;
}

void AttentionLook::paint(
    QPainter &painter, Attention attention, const QRectF &box, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const QPointF middle = box.center();
    const double half = box.width() / 2;
    switch (attention) {
    case Attention::Danger: {
        painter.drawPath(octagon(box));
        QFont font = Theme::font(int(box.height() * 0.78), true);
        painter.setFont(font);
        painter.setPen(inkOn(colour));
        painter.drawText(box, Qt::AlignCenter, u"!"_s);
        break;
    }
    case Attention::Late:
        painter.drawPath(hourglass(box.adjusted(1, 1, -1, -1)));
        break;
    case Attention::Asked: {
        // A person: head and shoulders.
        painter.drawEllipse(QPointF(middle.x(), box.top() + half * 0.52), half * 0.46, half * 0.46);
        QPainterPath shoulders;
        shoulders.moveTo(box.left() + half * 0.1, box.bottom());
        shoulders.cubicTo(QPointF(box.left() + half * 0.1, middle.y() - half * 0.05),
            QPointF(box.right() - half * 0.1, middle.y() - half * 0.05),
            QPointF(box.right() - half * 0.1, box.bottom()));
        shoulders.closeSubpath();
        painter.drawPath(shoulders);
        break;
    }
    case Attention::Soon:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, std::max(1.6, half / 6), Qt::SolidLine, Qt::RoundCap));
        painter.drawEllipse(middle, half - 1.5, half - 1.5);
        painter.drawLine(middle, QPointF(middle.x(), middle.y() - half * 0.6));
        painter.drawLine(middle, QPointF(middle.x() + half * 0.45, middle.y() + half * 0.15));
        break;
    case Attention::Quiet:
        painter.drawEllipse(middle, half * 0.3, half * 0.3);
        break;
    }
    painter.restore();
}

QString AttentionLook::span(Duration length)
{
    const auto whole = std::chrono::duration_cast<minutes>(length).count();
    if (whole < 1)
        return tr("%1 s").arg(std::max<qint64>(0, length.count() / 1000));
    if (whole < 60)
        return tr("%1 min").arg(whole);
    if (whole < 48 * 60)
        return tr("%1 h %2 min").arg(whole / 60).arg(qlonglong(whole % 60), 2, 10, QChar(u'0'));
    return tr("%1 d %2 h").arg(whole / 1440).arg(whole / 60 % 24);
}

QString AttentionLook::when(const BatchOverview &batch, bool brief)
{
    if (!batch.next)
        return {};
    const HumanAction &next = *batch.next;
    if (!next.isAsked())
        return next.in ? tr("in %1").arg(span(std::max(Duration(0), *next.in))) : QString();
    if (next.left) {
        const bool over = *next.left < Duration(0);
        QString length = span(over ? -*next.left : *next.left);
        if (brief && length.contains(u" h "_s) && length.endsWith(u" min"_s))
            length.chop(4); // "1 h 40"
        if (brief)
            return over ? u'+' + length : length;
        return over ? tr("%1 over").arg(length) : tr("%1 left").arg(length);
    }
    if (next.in && *next.in <= -Duration(minutes(1)))
        return tr("for %1").arg(span(-*next.in));
    return tr("now");
}

QString AttentionLook::verb(HumanAction::Kind kind)
{
    switch (kind) {
    case HumanAction::Kind::Recovery:
        return tr("Confirm after the outage");
    case HumanAction::Kind::Refusal:
        return tr("Decide: rules forbid it");
    case HumanAction::Kind::Fault:
        return tr("Fault: choose what to do");
    case HumanAction::Kind::Restart:
        return tr("Restart or end");
    case HumanAction::Kind::Prompt:
        return tr("Answer");
    case HumanAction::Kind::Verification:
        return tr("Second person verifies");
    case HumanAction::Kind::Signature:
        return tr("Sign");
    case HumanAction::Kind::Consent:
        return tr("Consent to go on");
    case HumanAction::Kind::Clearance:
        return tr("Line clearance");
    case HumanAction::Kind::Upcoming:
        return tr("Next");
    }
    return {};
}

QString AttentionLook::action(const HumanAction &action, Language language)
{
    const QString name = action.name.in(language);
    return name.isEmpty() ? verb(action.kind) : tr("%1: %2").arg(verb(action.kind), name);
}

QString AttentionLook::behind(const std::optional<Duration> &behind)
{
    if (!behind)
        return {};
    if (*behind >= Duration(minutes(1)))
        return tr("%1 behind").arg(span(*behind));
    if (*behind <= -Duration(minutes(1)))
        return tr("%1 ahead").arg(span(-*behind));
    return tr("on time");
}

QString AttentionLook::tolerance(const std::optional<Duration> &tolerance)
{
    if (!tolerance)
        return {};
    return *tolerance < Duration(0) ? tr("cells: %1 over the limit").arg(span(-*tolerance))
                                    : tr("cells tolerate %1").arg(span(*tolerance));
}

} // namespace cytoloom
