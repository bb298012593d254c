// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/plant/deviceexchange.h"

#include "processgraph/foundation/messagecatalog.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

template <class List, class Value> bool chooses(const List &list, const Value &value)
{
    return list.isEmpty() || list.contains(value);
}

/// Quoted where RFC 4180 asks for it.
QByteArray cell(const QString &text)
{
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n')
        && !text.contains(u'\r'))
        return text.toUtf8();
    QString quoted = text;
    quoted.replace(u'"', u"\"\""_s);
    return (u'"' + quoted + u'"').toUtf8();
}

/// What a file needs of a message: its code, and its arguments without their order of words.
QString compact(const Message &message)
{
    QString text = message.code;
    for (auto it = message.args.cbegin(); it != message.args.cend(); ++it)
        text += u' ' + it.key() + u'=' + it.value();
    return text;
}

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex(' '));
}

} // namespace

bool ExchangeFilter::accepts(const DeviceExchange &exchange) const
{
    if (!chooses(devices, exchange.device) || !chooses(outcomes, exchange.outcome))
        return false;
    if ((from && exchange.time < *from) || (to && exchange.time > *to))
        return false;
    return tags.isEmpty()
        || std::any_of(exchange.tags.begin(), exchange.tags.end(),
            [this](const TagId &tag) { return tags.contains(tag); });
}

QVector<DeviceExchange> filtered(const QVector<DeviceExchange> &log, const ExchangeFilter &filter)
{
    QVector<DeviceExchange> list;
    std::copy_if(log.begin(), log.end(), std::back_inserter(list),
        [&](const DeviceExchange &exchange) { return filter.accepts(exchange); });
    if (filter.limit > 0 && list.size() > filter.limit)
        list.remove(0, list.size() - filter.limit);
    return list;
}

QVector<DeviceExchange> exchangesAround(
    const QVector<DeviceExchange> &log, const TagId &tag, UtcTime time, int before, int after)
{
    QVector<DeviceExchange> list = filtered(log, {{}, {tag}, {}, {}, {}, 0});
    std::stable_sort(list.begin(), list.end(),
        [](const DeviceExchange &a, const DeviceExchange &b) { return a.time < b.time; });
    // A question is as old as the moment when it left: the one that made the sample is not later.
    const auto later = std::upper_bound(list.begin(), list.end(), time,
        [](UtcTime moment, const DeviceExchange &exchange) { return moment < exchange.time; });
    const auto at = later - list.begin();
    const auto first = std::max<qsizetype>(at - before, 0);
    return list.mid(first, std::min(at + after, list.size()) - first);
}

QString outcomeName(ExchangeOutcome outcome)
{
    switch (outcome) {
    case ExchangeOutcome::Pending:
        return u"pending"_s;
    case ExchangeOutcome::Answered:
        return u"answered"_s;
    case ExchangeOutcome::Refused:
        return u"refused"_s;
    case ExchangeOutcome::Garbage:
        return u"garbage"_s;
    case ExchangeOutcome::NoAnswer:
        return u"noAnswer"_s;
    case ExchangeOutcome::Lost:
        return u"lost"_s;
    case ExchangeOutcome::Unasked:
        return u"unasked"_s;
    }
    return {};
}

QByteArray exchangesAsCsv(const QVector<DeviceExchange> &log)
{
    QByteArray csv("number,time,port,device,unit,outcome,roundTripMs,question,answer,tags,sent,"
                   "received\r\n");
    for (const DeviceExchange &exchange : log) {
        QStringList tags;
        for (const TagId &tag : exchange.tags)
            tags << tag.value();
        const QStringList cells {QString::number(exchange.number), toIso(exchange.time),
            exchange.port, exchange.device.value(),
            exchange.unit < 0 ? QString() : QString::number(exchange.unit),
            outcomeName(exchange.outcome), QString::number(exchange.roundTripMs, 'f', 3),
            compact(exchange.question), compact(exchange.answer), tags.join(u' '),
            hex(exchange.sent), hex(exchange.received)};
        for (qsizetype i = 0; i < cells.size(); ++i)
            csv += (i > 0 ? "," : "") + cell(cells[i]);
        csv += "\r\n";
    }
    return csv;
}

QString questionText(const DeviceExchange &exchange, Language language)
{
    const MessageCatalog &words = MessageCatalog::shipped();
    Message question = exchange.question;
    if (const auto table = question.args.find(u"table"_s); table != question.args.end())
        *table = words.text(Message {u"log.table."_s + *table, {}}, language);
    return words.text(question, language);
}

QString answerText(const DeviceExchange &exchange, Language language)
{
    return exchange.answer.code.isEmpty()
        ? QString()
        : MessageCatalog::shipped().text(exchange.answer, language);
}

QString exchangesAsText(const QVector<DeviceExchange> &log, Language language)
{
    QString text;
    for (const DeviceExchange &exchange : log) {
        text += u"%1  %2  %3  #%4  %5"_s.arg(toIso(exchange.time), exchange.port,
            exchange.device.isEmpty() ? u"?"_s : exchange.device.value(),
            QString::number(exchange.number), outcomeName(exchange.outcome));
        if (exchange.roundTripMs > 0)
            text += u"  %1 ms"_s.arg(exchange.roundTripMs, 0, 'f', 2);
        text += u"\n  > %1\n"_s.arg(questionText(exchange, language));
        if (!exchange.sent.isEmpty())
            text += u"    %1\n"_s.arg(hex(exchange.sent));
        if (const QString answer = answerText(exchange, language); !answer.isEmpty())
            text += u"  < %1\n"_s.arg(answer);
        if (!exchange.received.isEmpty())
            text += u"    %1\n"_s.arg(hex(exchange.received));
    }
    return text;
}

} // namespace cytoloom
