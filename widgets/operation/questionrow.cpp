// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/questionrow.h"

#include "widgets/common/shapes.h"
#include "widgets/operation/attention.h"
#include "widgets/operation/touch.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>

#include <algorithm>
#include <tuple>

namespace cytoloom {

using namespace Qt::StringLiterals;

bool isMoreUrgent(const QueuedPrompt &left, const QueuedPrompt &right)
{
    const auto key = [](const QueuedPrompt &question) {
        return std::tuple(!question.due.has_value(), question.due.value_or(question.prompt.opened),
            question.prompt.batch.value(), question.prompt.id);
    };
    return key(left) < key(right);
}

QuestionRow::QuestionRow(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void QuestionRow::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

void QuestionRow::setQuestion(const QueuedPrompt &question, UtcTime now, Language language)
{
    m_question = question;
    m_now = now;
    m_language = language;
    setObjectName(u"question-%1-%2"_s.arg(question.prompt.batch.value()).arg(question.prompt.id));
    setText(question.prompt.definition.text.in(language).section(u'\n', 0, 0));
    setAccessibleName(
        QStringList {question.identity, text(), dueText(question, now)}.join(u", "_s));
    update();
}

bool QuestionRow::isLate(const QueuedPrompt &question, UtcTime now)
{
    return question.due && *question.due < now;
}

QString QuestionRow::dueText(const QueuedPrompt &question, UtcTime now)
{
    if (!question.due)
        return tr("waits for %1")
            .arg(AttentionLook::span(std::max(Duration(0), now - question.prompt.opened)));
    if (*question.due < now)
        return tr("%1 over").arg(AttentionLook::span(now - *question.due));
    return tr("%1 left · until %2")
        .arg(AttentionLook::span(*question.due - now),
            QDateTime::fromMSecsSinceEpoch(toMs(*question.due)).toString(u"HH:mm"_s));
}

QSize QuestionRow::sizeHint() const
{
    return {380, std::max(touch::critical(), 104)};
}

void QuestionRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool late = isLate(m_question, m_now);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setBrush(isDown() ? m_theme.idle : m_theme.raised);
    painter.setPen(QPen(isChecked() || hasFocus() ? m_theme.accent
            : late                                ? m_theme.alarm[1]
                                                  : m_theme.line,
        isChecked() || hasFocus() || late ? 2.4 : 1));
    painter.drawRoundedRect(frame, Theme::radius, Theme::radius);
    const QColor colour(m_question.colour);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRect(QRectF(4, 6, 7, height() - 12));
    painter.setPen(
        m_theme.dark && colour.lightness() < 40 ? QPen(m_theme.text, 1) : QPen(Qt::NoPen));
    painter.drawPath(shapes::identity(m_question.shape, QRectF(20, 11, 22, 22)));
    const double left = 50;
    const double right = width() - 14;
    const auto line = [&](const QRectF &place, const QString &text, const QFont &font,
                          const QColor &ink, Qt::Alignment side) {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(place, int(side | Qt::AlignVCenter) | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, int(place.width())));
    };
    painter.setFont(Theme::font(14));
    const QString where = m_question.prompt.batch.value()
        + (m_question.unit.isEmpty() ? QString() : u" · "_s + m_question.unit.value());
    const double whereWidth
        = std::min<double>(painter.fontMetrics().horizontalAdvance(where) + 2, (right - left) / 2);
    line(QRectF(left, 10, right - left - whereWidth - 8, 24), m_question.identity,
        Theme::digits(18, true), m_theme.text, Qt::AlignLeft);
    line(QRectF(right - whereWidth, 10, whereWidth, 24), where, Theme::font(14), m_theme.muted,
        Qt::AlignRight);
    line(QRectF(20, 38, right - 20, 26), text(), Theme::font(17), m_theme.text, Qt::AlignLeft);
    const double side = 20;
    const double foot = height() - 32;
    AttentionLook::paint(painter, late ? Attention::Late : Attention::Soon,
        QRectF(20, foot + 1, side, side), late ? m_theme.alarm[1] : m_theme.muted);
    line(QRectF(48, foot, right - 48, 22), dueText(m_question, m_now), Theme::font(16, late),
        late ? m_theme.text : m_theme.muted, Qt::AlignLeft);
}

} // namespace cytoloom
