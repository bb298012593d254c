// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/batchcard.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/shapes.h"
#include "widgets/common/words.h"
#include "widgets/operation/attention.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <numeric>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double Edge = 5;
constexpr double Margin = 12;

/// One line, shortened with an ellipsis; gives back the width that it took.
double line(QPainter &painter, const QRectF &place, const QString &text, const QFont &font,
    const QColor &ink, Qt::Alignment alignment = Qt::AlignLeft)
{
    painter.setFont(font);
    painter.setPen(ink);
    const QString shown
        = painter.fontMetrics().elidedText(text, Qt::ElideRight, int(place.width()));
    painter.drawText(place, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
    return painter.fontMetrics().horizontalAdvance(shown);
}

} // namespace

BatchCard::BatchCard(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
}

void BatchCard::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

void BatchCard::setLanguage(Language language)
{
    m_language = language;
    describe();
}

void BatchCard::setOverview(const BatchOverview &overview)
{
    if (overview == m_overview)
        return;
    m_overview = overview;
    setObjectName(u"batch-"_s + overview.batch.value());
    describe();
}

void BatchCard::setRank(int rank)
{
    if (rank == m_rank)
        return;
    m_rank = rank;
    describe();
}

bool BatchCard::isFlashing() const
{
    return m_overview.attention == Attention::Danger
        && std::accumulate(m_overview.alarms.begin(), m_overview.alarms.end(), 0) > 0;
}

void BatchCard::setLit(bool lit)
{
    if (lit == m_lit)
        return;
    m_lit = lit;
    if (isFlashing())
        update();
}

void BatchCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QAbstractButton::changeEvent(event);
}

void BatchCard::describe()
{
    QStringList said {AttentionLook::word(m_overview.attention), AttentionLook::when(m_overview),
        m_overview.identity, m_overview.batch.value(), stateLine()};
    if (m_overview.next)
        said << AttentionLook::action(*m_overview.next, m_language);
    said.removeAll(QString());
    setAccessibleName(said.join(u", "_s));
    update();
}

QString BatchCard::stateLine() const
{
    return words::state(m_overview.state);
}

void BatchCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor edge = AttentionLook::colour(m_theme, m_overview.attention);
    // The dark half of the flash: an outlined card, which is still a coloured one.
    const bool filled = m_overview.attention >= Attention::Asked && (m_lit || !isFlashing());
    paintFrame(painter, edge, filled);
    const double headHeight = isRoomy() ? 52 : 34;
    paintHead(painter, QRectF(0, 0, width(), headHeight), edge, filled);
    const double foot = isRoomy() ? 32 : 23;
    const double below = paintIdentity(painter, headHeight + (isRoomy() ? 8 : 1));
    paintStep(painter, below, height() - foot - 5);
    paintFoot(painter, height() - foot - 3);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.text, 2, Qt::DotLine));
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(Edge + 2, Edge + 2, -Edge - 2, -Edge - 2), 3, 3);
    }
}

void BatchCard::paintFrame(QPainter &painter, const QColor &edge, bool filled) const
{
    const bool calls = m_overview.attention >= Attention::Asked;
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(calls || m_overview.attention == Attention::Soon ? edge : m_theme.strongLine);
    painter.drawRoundedRect(frame, 6, 6);
    const double in = calls ? Edge : m_overview.attention == Attention::Soon ? 2.5 : 1;
    QColor ground = isDown() ? m_theme.idle : m_theme.raised;
    if (calls && filled && !isDown()) {
        // A breath of the colour over the whole card: it is seen before it is read.
        const double part = m_theme.dark ? 0.10 : 0.06;
        ground = QColor::fromRgbF(float(ground.redF() * (1 - part) + edge.redF() * part),
            float(ground.greenF() * (1 - part) + edge.greenF() * part),
            float(ground.blueF() * (1 - part) + edge.blueF() * part));
    }
    painter.setBrush(ground);
    painter.drawRoundedRect(frame.adjusted(in, in, -in, -in), 4, 4);
    if (m_overview.simulated) {
        painter.save();
        painter.setClipRect(frame.adjusted(in, in, -in, -in));
        QColor faint = m_theme.text;
        faint.setAlphaF(0.07F);
        painter.setPen(faint);
        painter.setFont(Theme::font(isRoomy() ? 44 : 30, true));
        painter.translate(frame.center().x(), frame.center().y() + 22);
        painter.rotate(-14);
        painter.drawText(QRectF(-400, -60, 800, 120), Qt::AlignCenter, tr("SIMULATION"));
        painter.restore();
    }
}

void BatchCard::paintHead(
    QPainter &painter, const QRectF &head, const QColor &edge, bool filled) const
{
    const bool calls = m_overview.attention >= Attention::Asked;
    painter.save();
    QPainterPath top;
    top.addRoundedRect(head.adjusted(0.5, 0.5, -0.5, 6), 6, 6);
    painter.setClipRect(head);
    if (calls && filled)
        painter.fillPath(top, edge);
    painter.restore();
    const QColor ink = calls && filled ? AttentionLook::inkOn(edge) : calls ? edge : m_theme.muted;
    const double side = isRoomy() ? 30 : 22;
    const double middle = head.center().y() + (calls ? 1 : 2);
    double left = Margin;
    AttentionLook::paint(painter, m_overview.attention, QRectF(left, middle - side / 2, side, side),
        m_overview.attention == Attention::Quiet ? m_theme.done : ink);
    left += side + 8;
    double right = width() - Margin;
    if (m_rank > 0) {
        const double wide = isRoomy() ? 34 : 26;
        const QRectF place(right - wide, middle - wide / 2, wide, wide);
        painter.setPen(QPen(ink, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(place.adjusted(1, 1, -1, -1));
        painter.setFont(Theme::digits(isRoomy() ? 19 : 15, true));
        painter.drawText(place, Qt::AlignCenter, QString::number(m_rank));
        right -= wide + 8;
    }
    const QString word = isFinal(m_overview.state) ? words::state(m_overview.state)
                                                   : AttentionLook::word(m_overview.attention);
    // Where both do not fit, the time is said shorter, then both smaller; the word gives way last.
    QString when = AttentionLook::when(m_overview);
    int size = calls ? (isRoomy() ? 27 : 20) : (isRoomy() ? 20 : 16);
    const auto width = [&](const QString &text) {
        return double(QFontMetrics(Theme::digits(size, calls)).horizontalAdvance(text));
    };
    const double room = right - left - 10;
    if (width(word) + width(when) > room)
        when = AttentionLook::when(m_overview, true);
    while (size > 14 && width(word) + width(when) > room)
        --size;
    const QFont font = Theme::digits(size, calls);
    const double whenWidth = std::min(width(when) + 2, right - left);
    line(painter, QRectF(right - whenWidth, head.top(), whenWidth, 2 * middle), when, font, ink,
        Qt::AlignRight);
    line(painter, QRectF(left, head.top(), right - whenWidth - 8 - left, 2 * middle), word, font,
        ink);
}

double BatchCard::paintIdentity(QPainter &painter, double top) const
{
    const double high = isRoomy() ? 34 : 24;
    const QColor colour(m_overview.colour);
    const double left = Margin;
    // Colour band and shape, as on the bag's label.
    painter.setPen(
        m_theme.dark && colour.lightness() < 40 ? QPen(m_theme.text, 1) : QPen(Qt::NoPen));
    painter.setBrush(colour);
    painter.drawRect(QRectF(left, top + 2, 7, high - 4));
    const double side = high - 6;
    painter.drawPath(
        shapes::identity(m_overview.shape, QRectF(left + 13, top + (high - side) / 2, side, side)));
    const double textLeft = left + 13 + side + 8;
    double right = width() - Margin;
    const QFont small = Theme::font(isRoomy() ? 17 : 14);
    const double batch
        = std::min<double>(QFontMetrics(small).horizontalAdvance(m_overview.batch.value()) + 2,
            (right - textLeft) / 2);
    line(painter, QRectF(right - batch, top, batch, high), m_overview.batch.value(), small,
        m_theme.muted, Qt::AlignRight);
    line(painter, QRectF(textLeft, top, right - batch - 8 - textLeft, high), m_overview.identity,
        Theme::digits(isRoomy() ? 25 : 19, true), m_theme.text);
    return top + high;
}

void BatchCard::paintStep(QPainter &painter, double top, double bottom) const
{
    const double left = Margin;
    const double wide = width() - 2 * Margin;
    const double small = isRoomy() ? 24 : 16;
    const QFont plain = Theme::font(isRoomy() ? 17 : 13);
    const bool abnormal = m_overview.state != ProceduralState::Running
        && m_overview.state != ProceduralState::Idle && !isFinal(m_overview.state);
    // State first: a Held batch must not read like a running one.
    const QFont stateFont = Theme::font(isRoomy() ? 17 : 13, true);
    const double used = line(painter, QRectF(left, top, wide, small), stateLine(), stateFont,
        abnormal ? m_theme.text : m_theme.muted);
    line(painter, QRectF(left + used + 8, top, wide - used - 8, small),
        m_overview.product.in(m_language), plain, m_theme.muted);
    top += small;
    QString step = m_overview.step.in(m_language);
    if (!m_overview.unit.isEmpty())
        step = step.isEmpty() ? m_overview.unit.value() : m_overview.unit.value() + u" · "_s + step;
    const double next = isRoomy() ? 28 : 16;
    if (isRoomy() && bottom - top >= 3 * next) {
        const QString reason = m_overview.reason.code.isEmpty()
            ? QString()
            : MessageCatalog::shipped().text(m_overview.reason, m_language);
        if (!reason.isEmpty()) {
            line(painter, QRectF(left, top + next, wide, next), reason, plain, m_theme.text);
        }
    }
    line(painter, QRectF(left, top, wide, next), step, Theme::font(isRoomy() ? 18 : 13),
        m_theme.text);
    // What the person does stands at the bottom, large.
    const double loudHeight = isRoomy() ? 34 : 20;
    const bool asked = m_overview.next && m_overview.next->isAsked();
    const QString action = m_overview.next ? AttentionLook::action(*m_overview.next, m_language)
        : isFinal(m_overview.state)        ? QString()
                                           : tr("No further action of a person");
    line(painter, QRectF(left, bottom - loudHeight, wide, loudHeight), action,
        Theme::font(isRoomy() ? (asked ? 22 : 19) : (asked ? 15 : 14), asked),
        asked ? m_theme.text : m_theme.muted);
}

void BatchCard::paintAlarms(QPainter &painter, double right, double middle, double side) const
{
    // Drawn from the right, so that the highest priority stands at the left.
    for (int priority = 4; priority >= 1; --priority) {
        const int count = m_overview.alarms[size_t(priority - 1)];
        if (count == 0)
            continue;
        const QString number = QString::number(count);
        painter.setFont(Theme::digits(int(side * 0.8), true));
        const double wide = painter.fontMetrics().horizontalAdvance(number);
        painter.setPen(m_theme.text);
        painter.drawText(
            QRectF(right - wide, middle - side / 2, wide, side), Qt::AlignCenter, number);
        right -= wide + side + 3;
        shapes::paintAlarm(
            painter, m_theme, priority, QRectF(right, middle - side / 2, side, side));
        right -= 8;
    }
}

void BatchCard::paintFoot(QPainter &painter, double top) const
{
    const double high = isRoomy() ? 32 : 22;
    const double left = Margin;
    const double right = width() - Margin;
    // Progress: a thin bar over the foot.
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.idle);
    painter.drawRect(QRectF(left, top, right - left, 3));
    if (m_overview.total > 0) {
        const double part = std::clamp(double(m_overview.done) / m_overview.total, 0.0, 1.0);
        painter.setBrush(m_theme.strongLine);
        painter.drawRect(QRectF(left, top, (right - left) * part, 3));
    }
    const double side = isRoomy() ? 22 : 17;
    double alarmRoom = 0;
    for (const int count : m_overview.alarms)
        alarmRoom += count > 0 ? side + 11 + 9 * QString::number(count).size() : 0;
    const double middle = top + 3 + (high - 6) / 2;
    paintAlarms(painter, right, middle, side);
    const QFont font = Theme::font(isRoomy() ? 16 : 13);
    const QFont bold = Theme::font(isRoomy() ? 16 : 13, true);
    const bool tight
        = m_overview.tolerance && *m_overview.tolerance < Duration(std::chrono::minutes(30));
    const QString cells = AttentionLook::tolerance(m_overview.tolerance);
    const QRectF place(left, top + 4, right - left - alarmRoom - 6, high - 6);
    // What the cells bear comes before how late the plan is.
    double used = 0;
    if (!cells.isEmpty())
        used
            = line(painter, place, cells, tight ? bold : font, tight ? m_theme.text : m_theme.muted)
            + 10;
    const QString late = AttentionLook::behind(m_overview.behind);
    const QRectF rest = place.adjusted(used, 0, 0, 0);
    if (!late.isEmpty() && QFontMetrics(font).horizontalAdvance(late) <= rest.width())
        line(painter, rest, late, font, m_theme.muted);
    else if (!late.isEmpty() && used == 0)
        line(painter, place, late, font, m_theme.muted);
}

} // namespace cytoloom
