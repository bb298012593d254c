// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/unitstrip.h"

#include "widgets/common/shapes.h"
#include "widgets/operation/attention.h"
#include "widgets/operation/touch.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int ChipWidth = 104; ///< wide enough for a batch number
} // namespace

UnitStrip::UnitStrip(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
{
    setObjectName(u"unitstrip"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    retranslate();
}

void UnitStrip::setUnits(const QVector<UnitClaim> &units)
{
    m_units = units;
    std::stable_sort(
        m_units.begin(), m_units.end(), [](const UnitClaim &left, const UnitClaim &right) {
            return left.queue.size() > right.queue.size();
        });
    retranslate();
}

void UnitStrip::setBatches(const QVector<BatchOverview> &batches)
{
    m_batches.clear();
    for (const BatchOverview &batch : batches)
        m_batches.insert(batch.batch, batch);
    update();
}

void UnitStrip::setChosen(const UnitId &unit)
{
    m_chosen = unit;
    update();
}

QString UnitStrip::stateWord(UnitClaim::State state)
{
    switch (state) {
    case UnitClaim::State::Free:
        return tr("free");
    case UnitClaim::State::Allocated:
        return tr("in use");
    case UnitClaim::State::Kept:
        return tr("kept");
    case UnitClaim::State::AwaitingClearance:
        return tr("to clear");
    }
    return {};
}

QSize UnitStrip::sizeHint() const
{
    return {1000, std::max(touch::normal(), 68)};
}

QSize UnitStrip::minimumSizeHint() const
{
    return {300, sizeHint().height()};
}

void UnitStrip::retranslate()
{
    const auto waiting = std::count_if(m_units.cbegin(), m_units.cend(),
        [](const UnitClaim &unit) { return !unit.queue.isEmpty(); });
    setAccessibleName(
        tr("Units: %1, somebody waits for %2 of them").arg(m_units.size()).arg(waiting));
    update();
}

int UnitStrip::shownCount() const
{
    const int room = std::max(1, (width() + touch::gap()) / (ChipWidth + touch::gap()));
    return std::min(int(m_units.size()), m_units.size() > room ? room - 1 : room);
}

QRect UnitStrip::place(int index, int count) const
{
    const int gap = touch::gap();
    const int cells = count < m_units.size() ? count + 1 : count;
    const int wide = std::min(190, (width() - (cells - 1) * gap) / std::max(1, cells));
    return {index * (wide + gap), 0, wide, height()};
}

int UnitStrip::indexAt(const QPoint &position) const
{
    const int count = shownCount();
    const int all = count < m_units.size() ? count + 1 : count;
    for (int i = 0; i < all; ++i) {
        if (place(i, count).contains(position))
            return i;
    }
    return -1;
}

void UnitStrip::paintUnit(
    QPainter &painter, const UnitClaim &unit, const QRectF &box, bool down) const
{
    const bool chosen = unit.unit == m_chosen && !m_chosen.isEmpty();
    const bool waiting = !unit.queue.isEmpty();
    const QRectF frame = box.adjusted(1, 1, -1, -1);
    painter.setBrush(down                          ? theme().idle
            : unit.state == UnitClaim::State::Free ? theme().surface
                                                   : theme().raised);
    painter.setPen(QPen(chosen ? theme().accent
            : waiting          ? theme().text
                               : theme().line,
        chosen || waiting ? 2 : 1));
    painter.drawRoundedRect(frame, Theme::radius, Theme::radius);
    if (unit.state == UnitClaim::State::AwaitingClearance) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QBrush(theme().line, Qt::BDiagPattern));
        painter.drawRoundedRect(frame.adjusted(2, 2, -2, -2), Theme::radius, Theme::radius);
    }
    const double left = box.left() + 9;
    const double right = box.right() - 9;
    painter.setPen(theme().text);
    painter.setFont(Theme::digits(16, true));
    const QRectF head(left, box.top() + 6, right - left, 22);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, unit.unit.value());
    if (waiting) {
        // How many wait: as a dark pill with a clock, so that it is no alarm.
        const QString text = QString::number(unit.queue.size());
        painter.setFont(Theme::digits(14, true));
        const double wide = painter.fontMetrics().horizontalAdvance(text) + 32;
        const QRectF pill(right - wide + 3, box.top() + 6, wide, 22);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().text);
        painter.drawRoundedRect(pill, 11, 11);
        AttentionLook::paint(painter, Attention::Soon,
            QRectF(pill.left() + 6, pill.top() + 4, 14, 14), theme().raised);
        painter.setPen(theme().raised);
        painter.drawText(pill.adjusted(20, 0, -2, 0), Qt::AlignCenter, text);
    }
    const double line = box.bottom() - 32;
    double textLeft = left;
    const auto holder = m_batches.constFind(unit.holder);
    if (unit.state != UnitClaim::State::Free && holder != m_batches.constEnd()) {
        const QColor colour(holder->colour);
        painter.setPen(
            theme().dark && colour.lightness() < 40 ? QPen(theme().text, 1) : QPen(Qt::NoPen));
        painter.setBrush(colour);
        painter.drawPath(shapes::identity(holder->shape, QRectF(left, line + 2, 17, 17)));
        textLeft += 22;
    }
    const QString text = unit.state == UnitClaim::State::Free ? stateWord(unit.state)
        : unit.state == UnitClaim::State::AwaitingClearance   ? stateWord(unit.state)
                                                              : unit.holder.value();
    painter.setFont(Theme::font(14));
    painter.setPen(unit.state == UnitClaim::State::Free ? theme().muted : theme().text);
    painter.drawText(QRectF(textLeft, line, right - textLeft, 22), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text, Qt::ElideRight, int(right - textLeft)));
}

void UnitStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int count = shownCount();
    for (int i = 0; i < count; ++i)
        paintUnit(painter, m_units[i], place(i, count), i == m_pressed);
    if (count < m_units.size()) {
        const QRectF box(place(count, count));
        painter.setBrush(count == m_pressed ? theme().idle : theme().surface);
        painter.setPen(QPen(theme().strongLine, 1));
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), Theme::radius, Theme::radius);
        painter.setPen(theme().text);
        painter.setFont(Theme::digits(20, true));
        painter.drawText(box, Qt::AlignCenter, u"+%1"_s.arg(m_units.size() - count));
    }
}

void UnitStrip::mousePressEvent(QMouseEvent *event)
{
    m_pressed = indexAt(event->pos());
    update();
}

void UnitStrip::mouseReleaseEvent(QMouseEvent *event)
{
    const int pressed = std::exchange(m_pressed, -1);
    update();
    if (pressed < 0 || pressed != indexAt(event->pos()))
        return;
    Q_EMIT unitChosen(pressed < shownCount() ? m_units[pressed].unit : UnitId());
}

} // namespace cytoloom
