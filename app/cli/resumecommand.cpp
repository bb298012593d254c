// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batchrun.h"
#include "app/cli/commands.h"
#include "processgraph/execution/resumecheck.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/records/storelock.h"
#include "processgraph/validation/profilewords.h"

#include <QtCore/QDateTime>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The batch asked for, or all that have not ended.
Result<QVector<BatchSummary>> chooseBatches(Store &store, const QString &asked)
{
    const Result<QVector<BatchSummary>> batches = store.batches();
    if (!batches)
        return batches.error();
    QVector<BatchSummary> chosen;
    for (const BatchSummary &batch : *batches) {
        const std::optional<ProceduralState> state = stateFromText(batch.state);
        const bool open = !state || !isFinal(*state);
        if (asked.isEmpty() ? open : batch.id.value() == asked)
            chosen << batch;
    }
    if (chosen.isEmpty())
        return Error(
            asked.isEmpty() ? u"app.noOpenBatch"_s : u"app.noBatch"_s, {{u"batch"_s, asked}});
    return chosen;
}

/// Says what happened to \p batch and what may have run out since; the same as one object.
Result<JsonValue> showBatch(
    const Console &console, Store &store, const BatchSummary &batch, const Plant &plant)
{
    const Result<QVector<JournalEvent>> events = store.read(batch.id);
    if (!events)
        return events.error();
    const BatchState state = BatchState::fold(*events);
    const UtcTime last = state.lastEvent;
    const QString profile = json::wordOf(json::profileWords(), state.control.header.profile);
    console.line(u"batch %1 (%2): %3, %4 events, the last at %5"_s
                     .arg(batch.id.value(), profile, toText(state.state))
                     .arg(events->size())
                     .arg(toIso(last)));
    JsonValue list = JsonValue::array();
    const QVector<ElementId> active = state.active();
    for (const ElementId &id : active) {
        const ElementStatus status = state.status(id);
        const Element *element = state.control.recipe.procedure.element(id);
        console.line(u"  %1 was %2 at step %3: comes up Held"_s
                         .arg(element ? element->name.in(console.language()) : id.value(),
                             toText(status.state))
                         .arg(status.step + 1));
        list.append(JsonValue(id.value()));
    }
    console.line(u"  %1 prompt(s) open"_s.arg(state.prompts.size()));
    const UtcTime now = batch.simulated ? last : utcFromMs(QDateTime::currentMSecsSinceEpoch());
    JsonValue found = JsonValue::array();
    const QVector<ResumeFinding> findings = isFinal(state.state)
        ? QVector<ResumeFinding>()
        : resumeCheck(state, plant, now, state.lastElapsed + (now - last));
    for (const ResumeFinding &finding : findings) {
        const MessageCatalog &words = MessageCatalog::shipped();
        console.line(u"  %1 %2"_s.arg(words.text(finding.message, console.language()),
            words.remedy(finding.message, console.language())));
        found.append(JsonValue(finding.message.code));
    }
    JsonValue object = JsonValue::object();
    object.insert(u"batch"_s, JsonValue(batch.id.value()));
    object.insert(u"state"_s, JsonValue(toText(state.state)));
    object.insert(u"profile"_s, JsonValue(profile));
    object.insert(u"events"_s, JsonValue(int(events->size())));
    object.insert(u"lastEvent"_s, JsonValue(toIso(last)));
    object.insert(u"held"_s, list);
    object.insert(u"findings"_s, found);
    return object;
}

/// The plant that the batch ran on: the simulated one says so itself, beside the store.
Result<Plant> plantOf(const Console &console, const QString &plantFile)
{
    if (!console.isSet(u"plant"_s)) {
        const Result<PlantProcess> left
            = PlantProcess::read(PlantProcess::announceFileOf(console.value(u"store"_s)));
        if (left)
            return left->plant;
    }
    return readPlantFile(plantFile);
}

} // namespace

int resumeCommand(const QStringList &arguments)
{
    Console console(u"resume --store FILE [--batch NO]"_s,
        u"After a crash: shows what happened and takes the open batches up. Every step that was "
        u"active "
        u"comes\n"
        "up Held; nothing runs before a person restarts it. With --restart (or --answer) it goes "
        "on.\n"
        "The rules are those of the profile that it was started with.\n"
        "Exit 0: Complete; 3: it ended or stays otherwise."_s,
        u"cytoloom-cli resume --store batch.sqlite --restart --answer auto --speed 5000"_s);
    QCommandLineParser &parser = console.parser();
    parser.addOption({u"store"_s, u"The store with the batch."_s, u"file"_s});
    parser.addOption({u"batch"_s, u"Batch number; without it all that have not ended."_s, u"no"_s});
    parser.addOption(
        {u"plant"_s, u"The plant to run on, when it is no longer running."_s, u"file"_s});
    parser.addOption({u"restart"_s, u"Give RESTART to the batch."_s});
    addRunOptions(parser);
    console.parse(arguments, 0);
    if (!console.isSet(u"store"_s))
        return console.fail(Error(u"app.optionMissing"_s, {{u"option"_s, u"store"_s}}));
    const bool restart = console.isSet(u"restart"_s) || console.isSet(u"answer"_s);

    const QString plantFile = console.isSet(u"plant"_s) ? console.value(u"plant"_s)
                                                        : u":/cytoloom/demo/demo.cyplant.json"_s;

    // What happened, from the journal; and what may have run out since.
    QVector<BatchSummary> batches;
    UtcTime last {};
    {
        const Result<std::unique_ptr<Store>> store = Store::open(
            console.value(u"store"_s), restart ? Store::Mode::ReadWrite : Store::Mode::ReadOnly);
        if (!store)
            return console.fail(store.error());
        const Result<QVector<BatchSummary>> chosen
            = chooseBatches(**store, console.value(u"batch"_s));
        if (!chosen)
            return console.fail(chosen.error(), Console::NotComplete);
        const Result<Plant> plant = plantOf(console, plantFile);
        if (!plant)
            return console.fail(plant.error());
        bool complete = true;
        JsonValue shown = JsonValue::array();
        for (const BatchSummary &batch : *chosen) {
            const Result<JsonValue> object = showBatch(console, **store, batch, *plant);
            if (!object)
                return console.fail(object.error());
            shown.append(*object);
            const std::optional<UtcTime> at = utcFromIso(object->find(u"lastEvent")->toString());
            last = std::max(last, at.value_or(UtcTime {}));
            const auto state = stateFromText(object->find(u"state")->toString());
            complete = complete && state == ProceduralState::Complete;
            if (!state || !isFinal(*state))
                batches << batch;
        }
        if (!restart && StoreLock::isHeld(console.value(u"store"_s)))
            console.line(u"  "_s
                + MessageCatalog::shipped().text(
                    Error(u"app.batchRuns"_s, {{u"batch"_s, chosen->first().id.value()}}),
                    console.language()));
        JsonValue object = JsonValue::object();
        object.insert(u"batches"_s, shown);
        console.object(shown.items().size() == 1 ? shown.items().first() : object);
        if (batches.isEmpty())
            return complete ? Console::Done : Console::NotComplete;
        if (!restart)
            return Console::NotComplete;
    }

    Session::Options options;
    options.storeFile = console.value(u"store"_s);
    options.plantFile = plantFile;
    options.simulate = batches.first().simulated;
    options.attach = true;
    options.speed = console.number(u"speed"_s);
    options.seed = quint32(console.number(u"seed"_s));
    options.start = last;
    const Result<std::optional<Answerer>> answerer = readAnswerer(console);
    if (!answerer)
        return console.fail(answerer.error());
    options.answerer = *answerer;
    const Result<std::optional<BatchBinding>> binding = readBindingOption(console);
    if (!binding)
        return console.fail(binding.error());
    options.unattended = true;
    Result<Session::Parts> parts = Session::prepare(options);
    if (!parts)
        return console.fail(parts.error(), Console::NotComplete);
    if (parts->freshPlant) {
        // Restarting a culture in an empty vessel would write a record of cells that are not there.
        parts->process->stop(PlantProcess::announceFileOf(options.storeFile));
        return console.fail(Error(u"app.plantGone"_s, {{u"batch"_s, batches.first().id.value()}}),
            Console::NotComplete);
    }
    QVector<BatchId> ids;
    for (const BatchSummary &batch : std::as_const(batches))
        ids << batch.id;
    return BatchRun(console, std::move(*parts)).recover(ids, true, *binding);
}

} // namespace cytoloom
