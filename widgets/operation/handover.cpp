// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/handover.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/words.h"
#include "widgets/operation/attention.h"
#include "widgets/operation/unitstrip.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace cytoloom::handover {

using namespace Qt::StringLiterals;

namespace {

/// Under the name of the page, so that all its words stand together in the translation.
class Handover
{
    Q_DECLARE_TR_FUNCTIONS(Handover)
};

bool isHeld(ProceduralState state)
{
    return state == ProceduralState::Held || state == ProceduralState::Holding
        || state == ProceduralState::Paused || state == ProceduralState::Pausing;
}

HandoverLine lineOf(HandoverLine::Section section, const HandoverInput &input, const BatchId &batch)
{
    HandoverLine line;
    line.section = section;
    line.batch = batch;
    for (const BatchOverview &each : input.batches) {
        if (each.batch != batch)
            continue;
        line.identity = each.identity;
        line.shape = each.shape;
        line.colour = each.colour;
    }
    return line;
}

} // namespace

QString sectionName(HandoverLine::Section section)
{
    switch (section) {
    case HandoverLine::Section::Alarms:
        return Handover::tr("Open alarms");
    case HandoverLine::Section::Holds:
        return Handover::tr("Held or paused");
    case HandoverLine::Section::Timers:
        return Handover::tr("Clocks of cells");
    case HandoverLine::Section::Questions:
        return Handover::tr("Open questions");
    case HandoverLine::Section::Samples:
        return Handover::tr("Samples due");
    case HandoverLine::Section::Deviations:
        return Handover::tr("Deviations");
    case HandoverLine::Section::Units:
        return Handover::tr("Units that somebody waits for");
    case HandoverLine::Section::Batches:
        return Handover::tr("Batches and next action");
    }
    return {};
}

QVector<HandoverLine> lines(const HandoverInput &input, Language language)
{
    using Section = HandoverLine::Section;
    QVector<HandoverLine> all;
    QVector<Alarm> alarms = input.alarms;
    std::stable_sort(alarms.begin(), alarms.end(),
        [](const Alarm &a, const Alarm &b) { return a.priority < b.priority; });
    for (const Alarm &alarm : std::as_const(alarms)) {
        HandoverLine line = lineOf(Section::Alarms, input, alarm.batch);
        line.text
            = u"%1 · %2 · %3 · %4"_s.arg(words::priority(alarm.priority), alarm.name.in(language),
                words::alarmState(alarm.state), words::clock(alarm.raised, input.now));
        line.urgent = alarm.priority <= 2;
        all << line;
    }
    for (const BatchOverview &batch : input.batches) {
        if (!isHeld(batch.state))
            continue;
        HandoverLine line = lineOf(Section::Holds, input, batch.batch);
        line.text = words::state(batch.state) + u" · "_s + batch.step.in(language);
        if (!batch.reason.code.isEmpty())
            line.text += u" · "_s + MessageCatalog::shipped().text(batch.reason, language);
        line.urgent = true;
        all << line;
    }
    for (const BatchOverview &batch : input.batches) {
        if (!batch.tolerance)
            continue;
        HandoverLine line = lineOf(Section::Timers, input, batch.batch);
        line.text = AttentionLook::tolerance(batch.tolerance);
        line.urgent = *batch.tolerance < Duration(std::chrono::minutes(30));
        all << line;
    }
    for (const QueuedPrompt &question : input.questions) {
        HandoverLine line = lineOf(Section::Questions, input, question.prompt.batch);
        line.text = question.prompt.definition.text.in(language).section(u'\n', 0, 0) + u" · "_s
            + QuestionRow::dueText(question, input.now);
        line.urgent = QuestionRow::isLate(question, input.now);
        all << line;
    }
    for (const HandoverInput::Sample &sample : input.samples) {
        HandoverLine line = lineOf(Section::Samples, input, sample.batch);
        line.text = sample.name.in(language) + u" · "_s + words::clock(sample.due, input.now);
        line.urgent = sample.due < input.now;
        all << line;
    }
    for (const HandoverInput::Deviation &deviation : input.deviations) {
        HandoverLine line = lineOf(Section::Deviations, input, deviation.batch);
        line.text = deviation.id;
        if (!deviation.text.code.isEmpty())
            line.text += u" · "_s + MessageCatalog::shipped().text(deviation.text, language);
        all << line;
    }
    for (const UnitClaim &unit : input.units) {
        if (unit.queue.isEmpty() && unit.state != UnitClaim::State::AwaitingClearance)
            continue;
        HandoverLine line = lineOf(Section::Units, input, unit.holder);
        line.text = unit.unit.value() + u" · "_s + UnitStrip::stateWord(unit.state);
        QStringList waiting;
        for (const UnitClaim::Waiting &each : unit.queue)
            waiting << each.batch.value();
        if (!waiting.isEmpty())
            line.text += u" · "_s + Handover::tr("waiting: %1").arg(waiting.join(u", "_s));
        all << line;
    }
    QVector<BatchOverview> batches = input.batches;
    std::stable_sort(batches.begin(), batches.end(), needsHumanBefore);
    for (const BatchOverview &batch : std::as_const(batches)) {
        HandoverLine line = lineOf(Section::Batches, input, batch.batch);
        QStringList parts {words::state(batch.state)};
        if (!batch.step.in(language).isEmpty())
            parts << batch.step.in(language);
        if (batch.next) {
            parts << AttentionLook::action(*batch.next, language);
            parts << AttentionLook::when(batch);
        }
        parts.removeAll(QString());
        line.text = parts.join(u" · "_s);
        line.urgent = batch.attention >= Attention::Asked;
        all << line;
    }
    return all;
}

} // namespace cytoloom::handover
