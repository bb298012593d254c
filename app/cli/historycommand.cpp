// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/session/outputfile.h"
#include "processgraph/records/store.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString csvLine(const TrendPoint &point)
{
    if (point.gap)
        return toIso(point.time) + u",,,,0"_s;
    return u"%1,%2,%3,%4,%5"_s.arg(toIso(point.time))
        .arg(point.minimum, 0, 'g', 10)
        .arg(point.mean, 0, 'g', 10)
        .arg(point.maximum, 0, 'g', 10)
        .arg(point.samples);
}

qint64 samplesIn(const QVector<TrendPoint> &points)
{
    qint64 sum = 0;
    for (const TrendPoint &point : points)
        sum += point.samples;
    return sum;
}

/// The points of [from, to]. Where nobody said from when to when, the window closes in on what
/// there is: \p points of a thousand years would be a single one.
Result<QVector<TrendPoint>> read(
    TrendSource &trends, const TagId &tag, UtcTime from, UtcTime to, int wanted, bool closeIn)
{
    constexpr int MostRounds = 8;
    Result<QVector<TrendPoint>> points = trends.trend(tag, from, to, wanted);
    for (int round = 0; closeIn && points && !points->isEmpty() && round < MostRounds
         && points->size() < wanted / 2;
         ++round) {
        const Duration width = (to - from) / wanted;
        const UtcTime first = std::max(from, points->first().time);
        const UtcTime last = std::min(to, points->last().time + 2 * width);
        if (first == from && last == to)
            break;
        Result<QVector<TrendPoint>> closer = trends.trend(tag, first, last, wanted);
        if (!closer || samplesIn(*closer) < samplesIn(*points))
            break;
        points = std::move(closer);
        from = first;
        to = last;
    }
    return points;
}

} // namespace

int historyCommand(const QStringList &arguments)
{
    Console console(u"history --store FILE --tag T [--from TIME --to TIME]"_s,
        u"Prints the history of a tag as CSV: time, minimum, mean, maximum, good samples.\n"
        "An empty value is a gap."_s,
        u"cytoloom-cli history --store batch.sqlite --tag BR-02.temperature.pv --points 500"_s);
    QCommandLineParser &parser = console.parser();
    parser.addOption({u"store"_s, u"The store."_s, u"file"_s});
    parser.addOption(
        {u"tag"_s, u"The tag; without it the tags with history are listed."_s, u"tag"_s});
    parser.addOption(
        {u"from"_s, u"Start (ISO 8601, UTC)."_s, u"time"_s, u"1970-01-01T00:00:00Z"_s});
    parser.addOption({u"to"_s, u"End (ISO 8601, UTC)."_s, u"time"_s, u"2999-01-01T00:00:00Z"_s});
    parser.addOption({u"points"_s, u"About how many lines."_s, u"N"_s, u"1000"_s});
    parser.addOption({u"csv"_s, u"Write into this file."_s, u"file"_s});
    console.parse(arguments, 0);
    if (!console.isSet(u"store"_s))
        return console.fail(Error(u"app.optionMissing"_s, {{u"option"_s, u"store"_s}}));
    const std::optional<UtcTime> from = utcFromIso(console.value(u"from"_s));
    const std::optional<UtcTime> to = utcFromIso(console.value(u"to"_s));
    if (!from || !to)
        return console.fail(
            Error(u"app.time"_s, {{u"text"_s, console.value(from ? u"to"_s : u"from"_s)}}));

    const Result<std::unique_ptr<Store>> store
        = Store::open(console.value(u"store"_s), Store::Mode::ReadOnly);
    if (!store)
        return console.fail(store.error());
    const Result<std::unique_ptr<TrendSource>> trends = (*store)->openTrends();
    if (!trends)
        return console.fail(trends.error());
    const Result<QVector<TagId>> tags = (*trends)->tags();
    if (!tags)
        return console.fail(tags.error());
    if (!console.isSet(u"tag"_s)) {
        JsonValue list = JsonValue::array();
        for (const TagId &tag : *tags) {
            console.line(tag.value());
            list.append(JsonValue(tag.value()));
        }
        JsonValue object = JsonValue::object();
        object.insert(u"tags"_s, list);
        console.object(object);
        return Console::Done;
    }
    const TagId tag(console.value(u"tag"_s));
    if (!tags->contains(tag))
        return console.fail(Error(u"app.noHistory"_s, {{u"tag"_s, tag.value()}}), Console::Found);
    const bool closeIn = !console.isSet(u"from"_s) || !console.isSet(u"to"_s);
    const Result<QVector<TrendPoint>> points
        = read(**trends, tag, *from, *to, int(console.number(u"points"_s)), closeIn);
    if (!points)
        return console.fail(points.error());

    QStringList lines {u"time,min,mean,max,samples"_s};
    JsonValue list = JsonValue::array();
    for (const TrendPoint &point : *points) {
        lines << csvLine(point);
        JsonValue item = JsonValue::object();
        item.insert(u"time"_s, JsonValue(toIso(point.time)));
        if (!point.gap) {
            item.insert(u"min"_s, JsonValue(point.minimum));
            item.insert(u"mean"_s, JsonValue(point.mean));
            item.insert(u"max"_s, JsonValue(point.maximum));
        }
        item.insert(u"samples"_s, JsonValue(point.samples));
        list.append(item);
    }
    if (console.isSet(u"csv"_s)) {
        const QByteArray text = lines.join(u'\n').toUtf8() + '\n';
        if (const Result<void> written
            = writeOutput(console.value(u"csv"_s), text, lines.first().toUtf8());
            !written)
            return console.fail(written.error());
    } else {
        console.line(lines.join(u'\n'));
    }
    JsonValue object = JsonValue::object();
    object.insert(u"tag"_s, JsonValue(tag.value()));
    object.insert(u"points"_s, list);
    console.object(object);
    return Console::Done;
}

} // namespace cytoloom
