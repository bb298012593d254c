// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/namur.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr char LineEnd[] = " \r\n";

bool isPrintable(char byte)
{
    return byte >= ' ' && byte <= '~';
}

Result<QByteArray> encode(const LineQuestion &question)
{
    const QByteArray line = namurLine(question.command);
    const QByteArray text = line.chopped(qsizetype(sizeof LineEnd) - 1);
    if (text.trimmed().isEmpty() || line.size() > NamurLongestLine
        || QString::fromLatin1(text) != question.command
        || !std::all_of(text.cbegin(), text.cend(), isPrintable))
        return Error(u"line.command"_s, {{u"command"_s, question.command}});
    return line;
}

bool isAnswered(const LineQuestion &question)
{
    return question.command.startsWith("IN_"_L1) || question.command.contains(u'@');
}

/// "4" of IN_PV_4 and IN_SP_4; empty of other questions.
QString channelOf(const QString &command)
{
    const bool hasChannel = command.startsWith("IN_PV_"_L1) || command.startsWith("IN_SP_"_L1);
    return hasChannel ? command.mid(6).trimmed() : QString();
}

LineTake take(QByteArray &buffer, const LineQuestion &question, LineAnswer &answer)
{
    QByteArray line;
    const LineTake taken = takeNamurLine(buffer, line);
    if (taken != LineTake::Answer)
        return taken;
    const QString text = QString::fromLatin1(line);
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    answer.line = {};
    if (const QString channel = channelOf(question.command); !channel.isEmpty()) {
        // The channel is all that says which question this answers.
        if (words.size() != 2 || words[1] != channel || !lineNumber(words[0]))
            return LineTake::Garbage;
        answer.line = {LineReply::Status::Values, words};
        return LineTake::Answer;
    }
    const qsizetype at = question.command.indexOf(u'@');
    if (at >= 0) {
        const auto wanted = lineNumber(QStringView(question.command).sliced(at + 1));
        const auto echoed = lineNumber(words.first());
        if (!echoed || words.size() > 2)
            return LineTake::Garbage;
        answer.line.status
            = wanted == echoed ? LineReply::Status::Done : LineReply::Status::ValueRefused;
        answer.line.fields = words;
        return LineTake::Answer;
    }
    if (text == question.command)
        return LineTake::Garbage; // a line that hears itself
    answer.line = {LineReply::Status::Values, {text}};
    return LineTake::Answer;
}

} // namespace

QByteArray namurLine(const QString &text)
{
    return text.toLatin1() + LineEnd;
}

LineTake takeNamurLine(QByteArray &buffer, QByteArray &line)
{
    const qsizetype end = buffer.indexOf('\n');
    if (end < 0 || end >= NamurLongestLine) {
        if (end < 0 && buffer.size() < NamurLongestLine)
            return LineTake::Incomplete;
        // The rest of a line that is too long must not pass for a line: a byte that no line may
        // hold stays in front of it.
        buffer = end < 0 ? QByteArray(1, '\0') : buffer.mid(end + 1);
        return LineTake::Garbage;
    }
    const QByteArray taken = buffer.left(end);
    buffer.remove(0, end + 1);
    if (!taken.endsWith('\r'))
        return LineTake::Garbage;
    line = taken.chopped(1).trimmed();
    if (line.isEmpty())
        return LineTake::Skip;
    return std::all_of(line.cbegin(), line.cend(), isPrintable) ? LineTake::Answer
                                                                : LineTake::Garbage;
}

const LineCodec &namurCodec()
{
    static constexpr LineCodec codec {encode, isAnswered, take};
    return codec;
}

} // namespace cytoloom
