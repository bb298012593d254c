// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/batchstate.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/historian/bucket.h"
#include "processgraph/historian/chunkcodec.h"
#include "processgraph/identity/signingkey.h"
#include "processgraph/reports/pdfsigner.h"
#include "processgraph/reports/reportcollector.h"
#include "tests/fuzz/fuzztarget.h"

#include <bit>

namespace cytoloom::fuzz {

using namespace Qt::StringLiterals;

namespace {

void chunk(const QByteArray &input)
{
    const auto samples = decodeSamples(input);
    const auto bucket = Bucket::fromBytes(input);
    if (bucket)
        require(Bucket::fromBytes(bucket->toBytes()).has_value(), "a summary comes back");
    if (!samples)
        return;
    const auto again = decodeSamples(encodeSamples(*samples));
    require(again && again->size() == samples->size(), "as many samples come back");
    for (qsizetype i = 0; i < samples->size(); ++i) {
        const TagValue &a = (*samples)[i];
        const TagValue &b = (*again)[i];
        require(a.time == b.time && a.quality == b.quality
                && std::bit_cast<quint64>(a.value) == std::bit_cast<quint64>(b.value),
            "every bit of a sample comes back");
    }
    Bucket::of(*samples);
}

/// A journal: a JSON array of {code, element, person, time, data}. A record of the past must always
/// fold, whatever stands in it.
void journal(const QByteArray &input)
{
    const auto list = parseJson(input, u"fuzz.json"_s);
    if (!list || list->type() != JsonValue::Type::Array)
        return;
    QVector<JournalEvent> events;
    BatchState live;
    for (const JsonValue &item : list->items()) {
        JournalEvent event;
        event.sequence = quint64(events.size() + 1);
        event.time = utcFromMs(qint64(std::clamp(eventdata::number(item, u"time"), -1e15, 1e15)));
        event.elapsed = Duration(events.size() * 1000);
        event.batch = BatchId(u"B-1"_s);
        event.code = eventdata::text(item, u"code");
        event.element = ElementId(eventdata::text(item, u"element"));
        event.person = PersonId(eventdata::text(item, u"person"));
        if (const JsonValue *data = item.find(u"data"))
            event.data = *data;
        else
            event.data = JsonValue::object();
        events << event;
        live.apply(event);
    }
    BatchReport report;
    report.state = BatchState::fold(events);
    require(report.state.state == live.state, "a fold is the same as what was live");
    report.events = events;
    ReportCollector collector(report);
    for (const JournalEvent &event : std::as_const(events))
        collector.take(event);
    collector.finish();
}

void pdf(const QByteArray &input)
{
    const auto verified = verifyPdf(input);
    if (!verified)
        require(!verified.error().code().isEmpty(), "a refusal has a code");
}

void cms(const QByteArray &input)
{
    const auto signer = verifySignature("what was signed", input);
    if (!signer)
        require(signer.error().code() == u"identity.badSignature"_s, "a refusal has its code");
}

} // namespace

QVector<Target> recordTargets()
{
    return {{"chunk", chunk}, {"journal", journal}, {"pdf", pdf}, {"cms", cms}};
}

} // namespace cytoloom::fuzz
