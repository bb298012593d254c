// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/lineprotocol.h"

#include "devices/protocol/namur.h"
#include "devices/protocol/thermotelegram.h"
#include "devices/protocol/watsonmarlow.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestNumber = 20;

// --- MT-SICS as a line codec -------------------------------------------------------------------

Result<QByteArray> encodeSics(const LineQuestion &question)
{
    if (question.command.isEmpty())
        return Error(u"line.command"_s, {{u"command"_s, question.command}});
    return question.command.toLatin1() + "\r\n";
}

LineTake takeSics(QByteArray &buffer, const LineQuestion &question, LineAnswer &answer)
{
    const qsizetype end = buffer.indexOf('\n');
    if (end < 0 || end > SicsLineBuffer::MaxLineLength) {
        if (end < 0 && buffer.size() <= SicsLineBuffer::MaxLineLength)
            return LineTake::Incomplete;
        buffer = end < 0 ? QByteArray(1, '\0') : buffer.mid(end + 1); // its rest is no line
        return LineTake::Garbage;
    }
    const QByteArray line = buffer.left(end);
    buffer.remove(0, end + 1);
    if (line.trimmed().isEmpty())
        return LineTake::Skip;
    const SicsReply reply = parseSicsLine(line);
    const bool refused = reply.status == SicsStatus::SyntaxError
        || reply.status == SicsStatus::TransmissionError
        || reply.status == SicsStatus::LogicalError;
    const bool ours = reply.command == sicsAnswerTo(question.command)
        || reply.command == question.command.section(u' ', 0, 0);
    if (!refused && (!ours || reply.status == SicsStatus::Unreadable))
        return LineTake::Garbage;
    if (reply.status == SicsStatus::Underway)
        return LineTake::Skip;
    answer.sics = reply;
    return LineTake::Answer;
}

constexpr LineCodec SicsCodec {encodeSics, [](const LineQuestion &) { return true; }, takeSics};

// --- agreement ---------------------------------------------------------------------------------

bool near(double a, double b, const QVector<double> &tolerance, qsizetype field)
{
    // A little more than asked for: 0.3 - 0.2 is not quite 0.1.
    return field >= tolerance.size() || std::abs(a - b) <= tolerance[field] * (1 + 1e-9) + 1e-12;
}

const QRegularExpression &placeholder()
{
    static const QRegularExpression pattern(u"\\{(\\+?)value(?:\\.([0-9]))?\\}"_s);
    return pattern;
}

QString numberText(double value, const QRegularExpressionMatch &place)
{
    const bool hasDecimals = place.hasCaptured(2);
    QString text = hasDecimals ? QString::number(value, 'f', place.captured(2).toInt())
                               : QString::number(value, 'f', QLocale::FloatingPointShortest);
    if (text.startsWith(u'-') && text.toDouble() == 0)
        text.remove(0, 1);
    if (!place.captured(1).isEmpty() && !text.startsWith(u'-'))
        text.prepend(u'+');
    return text;
}

} // namespace

const LineCodec &lineCodec(DeviceProtocol protocol)
{
    switch (protocol) {
    case DeviceProtocol::Thermo:
        return thermoCodec();
    case DeviceProtocol::Namur:
        return namurCodec();
    case DeviceProtocol::WatsonMarlow:
        return watsonMarlowCodec();
    case DeviceProtocol::MtSics:
    case DeviceProtocol::ModbusTcp:
    case DeviceProtocol::ModbusRtu:
        break;
    }
    Q_ASSERT(protocol == DeviceProtocol::MtSics);
    return SicsCodec;
}

bool linesAgree(const LineAnswer &a, const LineAnswer &b, const QVector<double> &tolerance)
{
    if (a.sics.status != b.sics.status || a.sics.unit != b.sics.unit
        || a.sics.value.has_value() != b.sics.value.has_value() || a.sics.text != b.sics.text
        || a.line.status != b.line.status || a.line.fields.size() != b.line.fields.size())
        return false;
    if (a.sics.value && !near(*a.sics.value, *b.sics.value, tolerance, 0))
        return false;
    for (qsizetype i = 0; i < a.line.fields.size(); ++i) {
        const auto left = lineNumber(a.line.fields[i]);
        const auto right = lineNumber(b.line.fields[i]);
        const bool same = left && right ? near(*left, *right, tolerance, i)
                                        : a.line.fields[i] == b.line.fields[i];
        if (!same)
            return false;
    }
    return true;
}

std::optional<double> lineNumber(QStringView text)
{
    bool digits = false;
    bool point = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c >= u'0' && c <= u'9')
            digits = true;
        else if (c == u'.' && !point)
            point = true;
        else if (i > 0 || (c != u'+' && c != u'-'))
            return std::nullopt;
    }
    if (!digits || text.size() > LongestNumber)
        return std::nullopt;
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

std::optional<double> fieldNumber(const LineReply &reply, const DeviceTag &tag)
{
    if (tag.field >= reply.fields.size())
        return std::nullopt;
    const QString &text = reply.fields[tag.field];
    if (tag.words.isEmpty())
        return lineNumber(text);
    for (const LineWord &word : tag.words) {
        if (word.text == text)
            return word.value;
    }
    return std::nullopt;
}

QString readCommand(const DeviceTag &tag)
{
    return tag.direction == TagDirection::Write ? QString() : tag.command;
}

Result<QString> writeCommand(const DeviceTag &tag, double value)
{
    const auto refused = [&] {
        return Error(u"device.notRepresentable"_s,
            {{u"tag"_s, tag.name}, {u"value"_s, QString::number(value, 'g', 10)},
                {u"type"_s, tag.write.isEmpty() ? u"…"_s : tag.write}});
    };
    if (!tag.orders.isEmpty()) {
        const auto order = std::find_if(tag.orders.begin(), tag.orders.end(),
            [&](const LineWord &each) { return each.value == value; });
        return order == tag.orders.end() ? Result<QString>(refused()) : Result(order->text);
    }
    if (tag.write.isEmpty())
        return value == 1 ? Result(tag.command) : Result<QString>(refused());
    const double raw = (value - tag.offset) / tag.scale;
    if (!std::isfinite(raw) || std::abs(raw) >= 1e12)
        return refused();
    QString text = tag.write;
    const QRegularExpressionMatch place = placeholder().match(text);
    if (place.hasMatch())
        text.replace(place.capturedStart(), place.capturedLength(), numberText(raw, place));
    return text;
}

double lineResolution(const DeviceTag &tag)
{
    const QRegularExpressionMatch place = placeholder().match(tag.write);
    if (!place.hasMatch() || !tag.orders.isEmpty())
        return 1e-9;
    // Without a stated number of decimals the device may well round to one of its own.
    const int decimals = place.hasCaptured(2) ? place.captured(2).toInt() : 6;
    return std::abs(tag.scale) * 0.5 * std::pow(10.0, -decimals) * (1 + 1e-6);
}

int countPlaceholders(const QString &pattern)
{
    QString rest = pattern;
    const int count = int(rest.count(placeholder()));
    rest.remove(placeholder());
    return rest.contains(u'{') || rest.contains(u'}') ? -1 : count;
}

} // namespace cytoloom
