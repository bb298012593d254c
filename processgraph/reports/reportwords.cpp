// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportwords.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/foundation/readable.h"

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

QString ReportWords::word(const QString &code) const
{
    return MessageCatalog::shipped().text(Message {u"report.word."_s + code, {}}, m_language);
}

QString ReportWords::named(const char *kind, const QString &code) const
{
    const QString key = QLatin1String(kind) + u'.' + code;
    return MessageCatalog::shipped().contains(u"report.word."_s + key) ? word(key) : code;
}

QString ReportWords::state(ProceduralState state) const
{
    return MessageCatalog::shipped().text(Message {u"state."_s + toText(state), {}}, m_language);
}

QString ReportWords::sentence(const JournalEvent &event) const
{
    QStringList parts;
    const auto text = [&](QStringView key) { return eventdata::text(event.data, key); };
    if (event.code == QLatin1String(event::BatchCommand)
        || event.code == QLatin1String(event::CommandRejected))
        parts << named("command", text(u"command"));
    if (event.code == QLatin1String(event::DeviceState))
        parts << text(u"device") + u" "_s + named("device", text(u"state"));
    if (event.code == QLatin1String(event::BatchRecovered))
        parts << word("outage") + u" "_s
                + toReadable(Duration(qint64(eventdata::number(event.data, u"outageMs"))));
    for (const QStringView key : {u"text", u"comment", u"reason", u"note"})
        if (const QString words = text(key); !words.isEmpty())
            parts << words;
    for (const QStringView key : {u"reason", u"message", u"error", u"cause"}) {
        const Message message = eventdata::message(event.data, key);
        if (!message.code.isEmpty())
            parts << MessageCatalog::shipped().text(message, m_language);
    }
    return parts.join(m_language == Language::Zh ? u"；"_s : u"; "_s);
}

QString ReportWords::time(UtcTime time)
{
    return time == UtcTime {} ? u"–"_s : toIso(time).left(19).replace(u'T', u' ');
}

QString ReportWords::figure(double value)
{
    // No powers of ten where a person reads plain digits.
    const double size = std::abs(value);
    if (size >= 1e5 && size < 1e9)
        return QString::number(value, 'f', 0);
    return readable::number(value, 5);
}

QString ReportWords::range(const Range &range)
{
    if (range.low && range.high)
        return figure(*range.low) + u" … "_s + figure(*range.high);
    if (range.low)
        return u"≥ "_s + figure(*range.low);
    return range.high ? u"≤ "_s + figure(*range.high) : u"–"_s;
}

QString ReportWords::symbol(const Unit &unit)
{
    return unit.symbol().isEmpty() || unit.symbol() == "1"_L1 ? u"–"_s : unit.symbol();
}

QString ReportWords::limit(const Criterion &criterion)
{
    if (!criterion.text.isEmpty())
        return criterion.text;
    const QString sign = criterion.comparison == ">="_L1 ? u"≥"_s
        : criterion.comparison == "<="_L1                ? u"≤"_s
                                                         : criterion.comparison;
    return u"%1 %2 %3"_s.arg(sign, figure(criterion.limit), criterion.unit.symbol()).trimmed();
}

} // namespace cytoloom
