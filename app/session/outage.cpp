// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/outage.h"

#include "processgraph/execution/proceduralstate.h"

#include <algorithm>

namespace cytoloom {

namespace {

constexpr Duration Minute {60'000};
/// How far before the last event samples may have been lost: what is under way in the store's
/// memory is a second of real time, at the highest speed of a simulation somewhat more than a day.
constexpr Duration MostUnwritten {2 * 24 * 3600'000LL};
/// So many samples at a time are stated: a long outage has more minutes than the store takes at
/// once.
constexpr qsizetype StatedAtOnce = 50'000;

} // namespace

QVector<BatchSummary> openBatches(Store &store)
{
    const Result<QVector<BatchSummary>> batches = store.batches();
    QVector<BatchSummary> open;
    if (batches) {
        for (const BatchSummary &batch : *batches) {
            const std::optional<ProceduralState> state = stateFromText(batch.state);
            if (state && !isFinal(*state))
                open << batch;
        }
    }
    return open;
}

Result<void> stateOutage(Store &store, const Plant &plant, UtcTime now)
{
    const QVector<BatchSummary> open = openBatches(store);
    if (open.isEmpty())
        return {};
    const Result<std::unique_ptr<TrendSource>> trends = store.openTrends();
    if (!trends)
        return trends.error();
    // Tags belong to the plant: what any of the batches may miss is stated once.
    UtcTime created = open.first().created;
    UtcTime last {};
    for (const BatchSummary &batch : open) {
        const Result<QVector<JournalEvent>> events = store.read(batch.id);
        if (!events)
            return events.error();
        created = std::min(created, batch.created);
        if (!events->isEmpty())
            last = std::max(last, events->last().time);
    }
    const UtcTime earliest = std::max(created, last - MostUnwritten);
    QVector<TagSample> stated;
    for (const PlantUnit &unit : plant.units) {
        for (const TagDefinition &tag : unit.tags) {
            const Result<QVector<TagValue>> known = (*trends)->samples(tag.id, earliest, now);
            if (!known)
                return known.error();
            TagValue value = known->isEmpty() ? TagValue {} : known->last();
            if (value.quality == Quality::Good)
                value.quality = Quality::Stale;
            for (value.time = known->isEmpty() ? earliest : value.time + Minute; value.time < now;
                 value.time += Minute)
                stated << TagSample {tag.id, value};
            if (stated.size() < StatedAtOnce)
                continue;
            store.addSamples(std::exchange(stated, {}));
            if (const Result<void> written = store.flush(); !written)
                return written;
        }
    }
    store.addSamples(stated);
    return store.flush();
}

} // namespace cytoloom
