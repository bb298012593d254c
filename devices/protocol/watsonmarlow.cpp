// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/watsonmarlow.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestStatus = 64;
constexpr qsizetype LongestCommand = 16;
constexpr char StatusEnd = '!';

bool isPrintable(char byte)
{
    return byte >= ' ' && byte <= '~';
}

bool isCapital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/// "RS", "SP400"; none where it is no command.
std::optional<PumpCommand> commandOf(const QByteArray &text)
{
    if (text.size() < 2 || !isCapital(text[0]) || !isCapital(text[1]))
        return std::nullopt;
    PumpCommand command {0, text.left(2), std::nullopt};
    if (text.size() == 2)
        return command;
    command.value = lineNumber(QString::fromLatin1(text.mid(2)));
    return command.value && *command.value >= 0 ? std::optional(command) : std::nullopt;
}

Result<QByteArray> encode(const LineQuestion &question)
{
    const QByteArray text = question.command.toLatin1();
    if (question.unit < 1 || question.unit > 9 || !commandOf(text)
        || text.size() + 2 > LongestCommand)
        return Error(u"line.command"_s, {{u"command"_s, question.command}});
    return QByteArray::number(question.unit) + text + '\r';
}

bool isAnswered(const LineQuestion &question)
{
    return question.command == "RS"_L1;
}

LineTake take(QByteArray &buffer, const LineQuestion &, LineAnswer &answer)
{
    PumpStatus status;
    const QByteArray before = buffer;
    const LineTake taken = takePumpStatus(buffer, status);
    if (taken != LineTake::Answer)
        return taken;
    const QString text = QString::fromLatin1(before.first(before.indexOf(StatusEnd)));
    answer.line = {LineReply::Status::Values, text.split(u' ', Qt::SkipEmptyParts)};
    // The line break of the answer before may stand in front of this one.
    answer.line.fields.first() = QString::fromLatin1(status.model);
    return LineTake::Answer;
}

} // namespace

QByteArray pumpStatusBytes(const PumpStatus &status)
{
    return status.model + ' ' + QByteArray::number(status.speed, 'f', 1)
        + (status.clockwise ? " CW " : " CCW ") + (status.running ? "1 " : "0 ") + StatusEnd + '\r';
}

LineTake takePumpStatus(QByteArray &buffer, PumpStatus &status)
{
    const qsizetype end = buffer.indexOf(StatusEnd);
    if (end < 0 || end > LongestStatus) {
        if (end < 0 && buffer.size() <= LongestStatus)
            return LineTake::Incomplete;
        // The rest of it must not pass for a whole one.
        buffer = end < 0 ? QByteArray(1, '\0') : buffer.mid(end + 1);
        return LineTake::Garbage;
    }
    QByteArray text = buffer.left(end);
    buffer.remove(0, end + 1);
    while (text.startsWith('\r') || text.startsWith('\n'))
        text.remove(0, 1);
    if (!std::all_of(text.cbegin(), text.cend(), isPrintable))
        return LineTake::Garbage;
    // Exactly as it is sent, one blank between the words: the less that passes, the less noise
    // does.
    const QList<QByteArray> words = text.split(' ');
    if (words.size() != 5 || !words[4].isEmpty() || words[0].isEmpty()
        || (words[2] != "CW" && words[2] != "CCW") || (words[3] != "0" && words[3] != "1"))
        return LineTake::Garbage;
    const auto speed = lineNumber(QString::fromLatin1(words[1]));
    const bool named = std::all_of(words[0].cbegin(), words[0].cend(), [](char byte) {
        return isCapital(byte) || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
    });
    if (!speed || *speed < 0 || !named)
        return LineTake::Garbage;
    status = {words[0], *speed, words[2] == "CW", words[3] == "1"};
    return LineTake::Answer;
}

LineTake takePumpCommand(QByteArray &buffer, PumpCommand &command)
{
    const qsizetype end = buffer.indexOf('\r');
    if (end < 0 || end > LongestCommand) {
        if (end < 0 && buffer.size() <= LongestCommand)
            return LineTake::Incomplete;
        buffer = end < 0 ? QByteArray(1, '\0') : buffer.mid(end + 1);
        return LineTake::Garbage;
    }
    QByteArray text = buffer.left(end);
    buffer.remove(0, end + 1);
    if (text.startsWith('\n'))
        text.remove(0, 1);
    if (text.isEmpty())
        return LineTake::Skip;
    if (text[0] < '1' || text[0] > '9')
        return LineTake::Garbage;
    auto read = commandOf(text.mid(1));
    if (!read)
        return LineTake::Garbage;
    read->pump = text[0] - '0';
    command = *read;
    return LineTake::Answer;
}

const LineCodec &watsonMarlowCodec()
{
    static constexpr LineCodec codec {encode, isAnswered, take};
    return codec;
}

} // namespace cytoloom
