// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/mtsics.h"

#include "devices/protocol/lineprotocol.h"

#include <QtCore/QStringList>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

std::optional<SicsStatus> statusOf(const QString &word)
{
    if (word.size() != 1)
        return std::nullopt;
    switch (word[0].unicode()) {
    case u'S':
        return SicsStatus::Stable;
    case u'D':
        return SicsStatus::Dynamic;
    case u'A':
        return SicsStatus::Done;
    case u'B':
        return SicsStatus::Underway;
    case u'I':
        return SicsStatus::NotExecutable;
    case u'+':
        return SicsStatus::Overload;
    case u'-':
        return SicsStatus::Underload;
    case u'L':
        return SicsStatus::WrongParameter;
    default:
        return std::nullopt;
    }
}

QByteArray letterOf(SicsStatus status)
{
    switch (status) {
    case SicsStatus::Stable:
        return "S";
    case SicsStatus::Dynamic:
        return "D";
    case SicsStatus::Done:
        return "A";
    case SicsStatus::Underway:
        return "B";
    case SicsStatus::NotExecutable:
        return "I";
    case SicsStatus::Overload:
        return "+";
    case SicsStatus::Underload:
        return "-";
    case SicsStatus::WrongParameter:
        return "L";
    default:
        return {};
    }
}

} // namespace

SicsReply parseSicsLine(const QByteArray &line)
{
    const QString text = QString::fromLatin1(line).trimmed();
    SicsReply reply;
    if (text == u"ES"_s || text == u"ET"_s || text == u"EL"_s) {
        reply.command = text;
        reply.status = text == u"ES"_s ? SicsStatus::SyntaxError
            : text == u"ET"_s          ? SicsStatus::TransmissionError
                                       : SicsStatus::LogicalError;
        return reply;
    }
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 2)
        return reply;
    const auto status = statusOf(words[1]);
    if (!status)
        return reply;
    SicsReply read;
    read.command = words[0];
    read.status = *status;
    const qsizetype quote = text.indexOf(u'"');
    if (quote >= 0) {
        const qsizetype end = text.lastIndexOf(u'"');
        if (end <= quote)
            return reply;
        read.text = text.mid(quote + 1, end - quote - 1);
        return read;
    }
    if (words.size() == 2) {
        // "TI S" and "TI D" stand for themselves, a weight without its number does not.
        const bool weightMissing = read.command == u"S"_s
            && (*status == SicsStatus::Stable || *status == SicsStatus::Dynamic);
        return weightMissing ? reply : read;
    }
    if (words.size() > 4)
        return reply;
    // A weight stands right-aligned in 10 characters between blanks: a digit that got lost on the
    // way leaves a gap that shows.
    const bool isWeight
        = words.size() == 4 && (*status == SicsStatus::Stable || *status == SicsStatus::Dynamic);
    if (isWeight && text.size() - words[3].size() != words[0].size() + 3 + 10 + 1)
        return reply;
    read.value = lineNumber(words[2]);
    if (!read.value)
        return reply;
    read.unit = words.value(3);
    return read;
}

QString sicsAnswerTo(const QString &command)
{
    const QString word = command.section(u' ', 0, 0);
    if (word == u"SI"_s || word == u"SIR"_s || word == u"SR"_s || word == u"SNR"_s)
        return u"S"_s;
    if (word == u"@"_s)
        return u"I4"_s;
    return word;
}

QByteArray sicsWeight(
    const QString &command, bool stable, double value, int decimals, const QString &unit)
{
    const QByteArray number = QByteArray::number(value, 'f', decimals).rightJustified(10, ' ');
    return command.toLatin1() + (stable ? " S " : " D ") + number + ' ' + unit.toLatin1() + "\r\n";
}

QByteArray sicsStatus(const QString &command, SicsStatus status)
{
    switch (status) {
    case SicsStatus::SyntaxError:
        return "ES\r\n";
    case SicsStatus::TransmissionError:
        return "ET\r\n";
    case SicsStatus::LogicalError:
        return "EL\r\n";
    default:
        return command.toLatin1() + ' ' + letterOf(status) + "\r\n";
    }
}

QByteArray sicsText(const QString &command, const QString &text)
{
    return command.toLatin1() + " A \"" + text.toLatin1() + "\"\r\n";
}

QVector<QByteArray> SicsLineBuffer::feed(const QByteArray &bytes)
{
    QVector<QByteArray> lines;
    for (const char byte : bytes) {
        if (byte != '\n') {
            if (m_pending.size() < MaxLineLength)
                m_pending.append(byte);
            else
                m_skipping = true;
            continue;
        }
        QByteArray line = m_pending;
        m_pending.clear();
        if (std::exchange(m_skipping, false))
            continue;
        if (line.endsWith('\r'))
            line.chop(1);
        if (!line.trimmed().isEmpty())
            lines << line;
    }
    return lines;
}

void SicsLineBuffer::clear()
{
    m_pending.clear();
    m_skipping = false;
}

} // namespace cytoloom
