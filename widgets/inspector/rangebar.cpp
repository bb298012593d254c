// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/rangebar.h"

#include "widgets/grapheditor/words.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <array>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

// Folded
constexpr double BarHeight = 28;
constexpr double FootHeight = 15;
// Detailed
constexpr double LineHeight = 18;
constexpr double NameWidth = 62;
constexpr double NumberWidth = 42;
constexpr double LineBar = 10;

using Ring = NestedRanges::Ring;

double ringHeight(Ring ring)
{
    switch (ring) {
    case Ring::Alert:
        return 7;
    case Ring::Action:
        return 12;
    case Ring::Validated:
        return 17;
    case Ring::Calibrated:
        return 22;
    case Ring::Capability:
        break;
    }
    return 27;
}

QColor ringColour(Ring ring, const Theme &theme)
{
    switch (ring) {
    case Ring::Alert:
        return theme.dark ? theme.strongLine.lighter(120) : QColor(0x7F, 0x8C, 0x98);
    case Ring::Action:
        return theme.dark ? theme.line.lighter(140) : QColor(0xAE, 0xB9, 0xC2);
    case Ring::Validated:
        return theme.idle;
    case Ring::Calibrated:
    case Ring::Capability:
        break;
    }
    return Qt::transparent; // the instrument's: outlines
}

} // namespace

RangeBar::RangeBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QString RangeBar::ringName(Ring ring)
{
    switch (ring) {
    case Ring::Alert:
        return tr("Alert");
    case Ring::Action:
        return tr("Action");
    case Ring::Validated:
        return tr("Validated");
    case Ring::Calibrated:
        return tr("Calibrated");
    case Ring::Capability:
        break;
    }
    return tr("Capability");
}

void RangeBar::setRanges(const NestedRanges &ranges)
{
    m_ranges = ranges;
    setVisible(ranges.isMeaningful());
    updateGeometry();
    update();
}

void RangeBar::setDetailed(bool detailed)
{
    m_detailed = detailed;
    updateGeometry();
    update();
}

QSize RangeBar::sizeHint() const
{
    if (!m_detailed)
        return {180, int(BarHeight + FootHeight)};
    const qsizetype lines = m_ranges.entries.size() + (m_ranges.setPoint ? 1 : 0);
    return {240, int(double(lines) * LineHeight) + 4};
}

QStringList RangeBar::complaints() const
{
    QStringList lines;
    const auto amount = [this](double value) { return Words::amount(value, m_ranges.unit); };
    if (m_ranges.setPointBeyond && m_ranges.setPoint) {
        for (const NestedRanges::Entry &each : m_ranges.entries) {
            if (each.range.contains(*m_ranges.setPoint))
                continue;
            lines << tr("Set point %1 lies outside %2 %3")
                         .arg(amount(*m_ranges.setPoint), ringName(each.ring),
                             Words::range(each.range, m_ranges.unit));
            break;
        }
    }
    for (qsizetype i = 0; i + 1 < m_ranges.entries.size(); ++i) {
        const NestedRanges::Entry &inner = m_ranges.entries.at(i);
        const NestedRanges::Entry &outer = m_ranges.entries.at(i + 1);
        for (const bool high : {false, true}) {
            if (!(high ? inner.highBeyond : inner.lowBeyond))
                continue;
            const auto end = high ? inner.range.high : inner.range.low;
            const auto limit = high ? outer.range.high : outer.range.low;
            lines << (end ? tr("%1 %2 goes beyond %3 %4")
                                .arg(ringName(inner.ring), amount(*end), ringName(outer.ring),
                                    amount(*limit))
                          : tr("%1 is open where %2 ends at %3")
                                .arg(ringName(inner.ring), ringName(outer.ring), amount(*limit)));
        }
    }
    return lines;
}

double RangeBar::place(double value, const QRectF &lane) const
{
    const Range scale = m_ranges.scale();
    const double share = (value - *scale.low) / (*scale.high - *scale.low);
    return lane.left() + std::clamp(share, 0.0, 1.0) * lane.width();
}

void RangeBar::paintEvent(QPaintEvent *)
{
    if (!m_ranges.isMeaningful())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_detailed)
        paintLines(painter);
    else
        paintNested(painter);
}

void RangeBar::paintRing(
    QPainter &painter, const NestedRanges::Entry &entry, const QRectF &lane, double height) const
{
    const Range scale = m_ranges.scale();
    const Range &range = entry.range;
    const double left = place(range.low.value_or(*scale.low), lane);
    const double right = place(range.high.value_or(*scale.high), lane);
    const QRectF bar(left, lane.center().y() - height / 2, std::max(2.0, right - left), height);
    const QColor fill = ringColour(entry.ring, m_theme);
    if (fill.alpha() > 0) {
        painter.fillRect(bar, fill);
    } else {
        // An instrument's range often goes on beyond the picture: then it has no end there.
        painter.setPen(QPen(m_theme.strongLine, 1.2,
            entry.ring == Ring::Calibrated ? Qt::SolidLine : Qt::DashLine));
        const bool ends[] {
            range.low && *range.low > *scale.low, range.high && *range.high < *scale.high};
        const double top = bar.top() + 0.5, bottom = bar.bottom() - 0.5;
        painter.drawLine(QPointF(bar.left(), top), QPointF(bar.right(), top));
        painter.drawLine(QPointF(bar.left(), bottom), QPointF(bar.right(), bottom));
        if (ends[0])
            painter.drawLine(QPointF(bar.left(), top), QPointF(bar.left(), bottom));
        if (ends[1])
            painter.drawLine(QPointF(bar.right(), top), QPointF(bar.right(), bottom));
    }
    const auto mark = [&](double x, bool high) {
        painter.fillRect(
            QRectF(high ? x - 3 : x, bar.top() - 1, 3, bar.height() + 2), m_theme.alarm[0]);
    };
    if (entry.lowBeyond)
        mark(left, false);
    if (entry.highBeyond)
        mark(right, true);
}

void RangeBar::paintSetPoint(QPainter &painter, const QRectF &lane, double height) const
{
    const double x = place(*m_ranges.setPoint, lane);
    painter.fillRect(QRectF(x - 1.25, lane.center().y() - height / 2, 2.5, height),
        m_ranges.setPointBeyond ? m_theme.alarm[0] : m_theme.accent);
}

void RangeBar::paintNested(QPainter &painter) const
{
    const QRectF lane = QRectF(rect()).adjusted(2, 0, -2, -FootHeight);
    for (auto each = m_ranges.entries.crbegin(); each != m_ranges.entries.crend(); ++each)
        paintRing(painter, *each, lane, ringHeight(each->ring));
    if (m_ranges.setPoint)
        paintSetPoint(painter, lane, 22);
    // The ends of the outermost ring that the recipe states, below where they are.
    const NestedRanges::Entry *outer = nullptr;
    for (const NestedRanges::Entry &each : m_ranges.entries) {
        if (!outer || each.ring <= Ring::Validated)
            outer = &each;
    }
    painter.setFont(Theme::digits(11));
    painter.setPen(m_theme.muted);
    const auto number = [&](std::optional<double> value) {
        if (!value)
            return;
        const QString text = Words::number(*value);
        const double wide = painter.fontMetrics().horizontalAdvance(text) + 2;
        const double left
            = std::clamp(place(*value, lane) - wide / 2, lane.left(), lane.right() - wide);
        painter.drawText(QRectF(left, lane.bottom() + 1, wide, FootHeight - 1),
            Qt::AlignCenter | Qt::TextSingleLine, text);
    };
    number(outer->range.low);
    number(outer->range.high);
}

void RangeBar::paintLines(QPainter &painter) const
{
    QRectF line(0, 2, width(), LineHeight);
    const auto text = [&](const QRectF &box, Qt::Alignment side, const QString &words, bool wrong) {
        painter.setPen(wrong ? m_theme.alarm[0] : m_theme.muted);
        painter.drawText(box, int(side | Qt::AlignVCenter) | Qt::TextSingleLine, words);
    };
    const auto boxes = [&] {
        const QRectF low(NameWidth, line.top(), NumberWidth, LineHeight);
        const QRectF high(width() - NumberWidth, line.top(), NumberWidth, LineHeight);
        const QRectF lane(low.right() + 6, line.top(), high.left() - low.right() - 12, LineHeight);
        return std::array<QRectF, 3> {low, lane, high};
    };
    const auto number = [](std::optional<double> value, bool beyond) {
        return (value ? Words::number(*value) : u"—"_s) + (beyond ? u" !"_s : QString());
    };
    if (m_ranges.setPoint) {
        const auto [low, lane, high] = boxes();
        painter.setFont(Theme::font(Theme::caption));
        text({0, line.top(), NameWidth, LineHeight}, Qt::AlignLeft, tr("Set point"),
            m_ranges.setPointBeyond);
        paintSetPoint(painter, lane, LineHeight);
        painter.setFont(Theme::digits(11, true));
        text(high, Qt::AlignLeft, number(m_ranges.setPoint, m_ranges.setPointBeyond),
            m_ranges.setPointBeyond);
        line.translate(0, LineHeight);
    }
    for (const NestedRanges::Entry &each : m_ranges.entries) {
        const auto [low, lane, high] = boxes();
        painter.setFont(Theme::font(Theme::caption));
        text({0, line.top(), NameWidth, LineHeight}, Qt::AlignLeft, ringName(each.ring),
            each.lowBeyond || each.highBeyond);
        painter.setFont(Theme::digits(11, each.lowBeyond));
        text(low, Qt::AlignRight, number(each.range.low, each.lowBeyond), each.lowBeyond);
        painter.setFont(Theme::digits(11, each.highBeyond));
        text(high, Qt::AlignLeft, number(each.range.high, each.highBeyond), each.highBeyond);
        paintRing(painter, each, lane, LineBar);
        // The set point goes through all of them: that is what is nested.
        if (m_ranges.setPoint) {
            painter.setOpacity(0.45);
            paintSetPoint(painter, lane, LineHeight);
            painter.setOpacity(1);
        }
        line.translate(0, LineHeight);
    }
}

bool RangeBar::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    QStringList lines;
    if (m_ranges.setPoint)
        lines << tr("Set point") + u": "_s + Words::amount(*m_ranges.setPoint, m_ranges.unit);
    for (const NestedRanges::Entry &each : m_ranges.entries)
        lines << ringName(each.ring) + u": "_s + Words::range(each.range, m_ranges.unit);
    if (!m_ranges.instrument.isEmpty())
        lines << tr("Instrument") + u": "_s + m_ranges.instrument;
    lines << complaints();
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), lines.join(u'\n'), this);
    return true;
}

} // namespace cytoloom
