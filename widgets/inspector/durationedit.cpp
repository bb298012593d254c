// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/durationedit.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QStyle>

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Second = 1000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;
constexpr qint64 Longest = 100 * 365 * Day; ///< nothing in a recipe lasts longer

qint64 unitOf(const QString &word)
{
    if (word == "d"_L1 || word == u"天"_s)
        return Day;
    if (word == "h"_L1 || word == u"小时"_s)
        return Hour;
    if (word == "min"_L1 || word == u"分"_s || word == u"分钟"_s)
        return Minute;
    if (word == "s"_L1 || word == u"秒"_s)
        return Second;
    return 0;
}

} // namespace

DurationEdit::DurationEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(this, &QLineEdit::editingFinished, this, &DurationEdit::take);
    connect(this, &QLineEdit::textEdited, this,
        [this](const QString &text) { mark(!read(text).ok()); });
}

Result<Duration> DurationEdit::read(const QString &text)
{
    static const QRegularExpression part(
        u"\\G\\s*(\\d+(?:\\.\\d+)?)\\s*([a-z\\x{4e00}-\\x{9fff}]+)\\s*"_s);
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed == "0"_L1)
        return Duration(0);
    qint64 sum = 0;
    qsizetype at = 0;
    while (at < trimmed.size()) {
        const auto match = part.match(trimmed, at);
        const qint64 unit = match.hasMatch() ? unitOf(match.captured(2)) : 0;
        if (unit == 0)
            return Error(u"edit.value.duration"_s, {{u"text"_s, text}});
        const double length = match.captured(1).toDouble() * double(unit);
        if (length + double(sum) > double(Longest))
            return Error(u"edit.value.duration"_s, {{u"text"_s, text}});
        sum += std::llround(length);
        at = match.capturedEnd();
    }
    return Duration(sum);
}

QString DurationEdit::write(Duration value)
{
    qint64 rest = value.count();
    QStringList parts;
    for (const auto &[unit, word] : {std::pair(Day, "d"), std::pair(Hour, "h"),
             std::pair(Minute, "min"), std::pair(Second, "s")}) {
        if (const qint64 count = rest / unit; count > 0)
            parts << QString::number(count) + u' ' + QLatin1String(word);
        rest %= unit;
    }
    return parts.join(u' ');
}

void DurationEdit::setValue(Duration value)
{
    m_value = value;
    setText(write(value));
    setCursorPosition(0);
    mark(false);
}

void DurationEdit::take()
{
    // The text knows no fractions of a second: untouched text is no edit.
    if (text().trimmed() == write(m_value)) {
        mark(false);
        return;
    }
    const auto read = DurationEdit::read(text());
    mark(!read.ok());
    if (!read)
        return;
    const bool changed = *read != m_value;
    setValue(*read);
    if (changed)
        Q_EMIT edited(m_value);
}

void DurationEdit::mark(bool invalid)
{
    if (property("invalid").toBool() == invalid)
        return;
    setProperty("invalid", invalid);
    style()->unpolish(this);
    style()->polish(this);
}

} // namespace cytoloom
