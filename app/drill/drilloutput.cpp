// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drilloutput.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/foundation/messagecatalog.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

constexpr int DrillSchemaVersion = 1;

QString text(const Message &message, Language language)
{
    return message.code.isEmpty() ? QString() : MessageCatalog::shipped().text(message, language);
}

QChar letterOf(DrillOutcome outcome)
{
    switch (outcome) {
    case DrillOutcome::Handled:
        return u'+';
    case DrillOutcome::Held:
        return u'H';
    case DrillOutcome::Harmed:
        return u'X';
    case DrillOutcome::NotReached:
        break;
    }
    return u'?';
}

JsonValue messageValue(const Message &message, Language language)
{
    JsonValue args = JsonValue::object();
    for (auto it = message.args.begin(); it != message.args.end(); ++it)
        args.insert(it.key(), JsonValue(it.value()));
    JsonValue value = JsonValue::object();
    value.insert(u"code"_s, JsonValue(message.code));
    value.insert(u"args"_s, args);
    value.insert(u"text"_s, JsonValue(text(message, language)));
    return value;
}

JsonValue evidence(const DrillCell &cell)
{
    const DrillObservation &seen = cell.seen;
    JsonValue value = JsonValue::object();
    value.insert(u"firstSequence"_s, JsonValue(qint64(cell.verdict.firstSequence)));
    value.insert(u"lastSequence"_s, JsonValue(qint64(cell.verdict.lastSequence)));
    value.insert(u"began"_s, JsonValue(toIso(seen.began)));
    value.insert(u"faultEnded"_s, JsonValue(toIso(seen.faultEnded)));
    value.insert(u"ended"_s, JsonValue(toIso(seen.ended)));
    value.insert(u"restarts"_s, JsonValue(seen.restarts));
    value.insert(u"samples"_s, JsonValue(int(seen.samples.size())));
    const auto wrong = std::count_if(seen.samples.begin(), seen.samples.end(),
        [](const TruthSample &sample) { return sample.isWrong(); });
    value.insert(u"goodButUntrue"_s, JsonValue(int(wrong)));
    JsonValue decisions = JsonValue::array();
    for (const DrillDecision &decision : seen.decisions) {
        JsonValue each = JsonValue::object();
        each.insert(u"sequence"_s, JsonValue(qint64(decision.sequence)));
        each.insert(u"element"_s, JsonValue(decision.element.value()));
        each.insert(u"tag"_s, JsonValue(decision.value.tag.value()));
        each.insert(u"believed"_s, JsonValue(decision.value.believed.value));
        each.insert(u"good"_s, JsonValue(decision.value.believed.quality == Quality::Good));
        each.insert(u"truth"_s, JsonValue(decision.value.truth));
        each.insert(u"tolerance"_s, JsonValue(decision.value.tolerance));
        decisions.append(each);
    }
    value.insert(u"decisions"_s, decisions);
    return value;
}

JsonValue cellValue(const DrillResult::Cell &cell, Language language)
{
    const DrillObservation &seen = cell.cell.seen;
    const DrillVerdict &verdict = cell.cell.verdict;
    JsonValue value = JsonValue::object();
    value.insert(u"element"_s, JsonValue(seen.step.element.value()));
    value.insert(u"unit"_s, JsonValue(seen.step.unit.value()));
    value.insert(u"device"_s, JsonValue(seen.step.device.value()));
    value.insert(u"fault"_s, JsonValue(faultKindText(seen.fault)));
    value.insert(u"outcome"_s, JsonValue(toText(verdict.outcome)));
    if (cell.batch.isEmpty())
        return value;
    value.insert(u"batch"_s, JsonValue(cell.batch.value()));
    value.insert(u"reason"_s, messageValue(verdict.reason, language));
    value.insert(u"effect"_s, JsonValue(verdict.effect));
    if (!verdict.detection.code.isEmpty()) {
        JsonValue detection = JsonValue::object();
        detection.insert(u"code"_s, JsonValue(verdict.detection.code));
        detection.insert(u"sequence"_s, JsonValue(qint64(verdict.detection.sequence)));
        detection.insert(u"afterMs"_s, JsonValue(qint64(verdict.detection.after.count())));
        detection.insert(u"detail"_s, JsonValue(verdict.detection.detail));
        value.insert(u"detection"_s, detection);
    }
    value.insert(u"evidence"_s, evidence(cell.cell));
    return value;
}

QString quoted(const QString &field)
{
    if (!field.contains(u',') && !field.contains(u'"') && !field.contains(u'\n'))
        return field;
    return u'"' + QString(field).replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QString drillWord(const QString &word, Language language)
{
    return text({u"drill.word."_s + word, {}}, language);
}

QString drillStepName(const DrillResult &result, const DrillStep &step, Language language)
{
    const Element *element = result.control.recipe.procedure.element(step.element);
    return element ? element->name.in(language) : step.element.value();
}

QString drillFaultName(FaultKind fault, Language language)
{
    return text({u"faults.kind."_s + faultKindText(fault), {}}, language);
}

QString drillOutcomeName(DrillOutcome outcome, Language language)
{
    return drillWord(toText(outcome), language);
}

QString drillDetectionText(const DrillDetection &detection, Language language)
{
    if (detection.code.isEmpty())
        return u"—"_s;
    const QString what = detection.code == QLatin1String(event::DeviceState) ? u"deviceState"_s
        : detection.code == QLatin1String(event::AlarmRaised)                ? u"alarm"_s
        : detection.code == QLatin1String(event::WriteFinished)              ? u"write"_s
                                                                             : u"hold"_s;
    return u"%1 (%2, #%3, %4)"_s.arg(drillWord(what, language), detection.detail)
        .arg(detection.sequence)
        .arg(toReadable(detection.after));
}

JsonValue drillJson(const DrillResult &result, Language language)
{
    const MasterRecipe &recipe = result.control.recipe;
    JsonValue file = JsonValue::object();
    file.insert(u"schema"_s, json::schemaValue(u"cytoloom.drill"_s, DrillSchemaVersion));
    file.insert(u"recipe"_s, JsonValue(recipe.id.value()));
    file.insert(u"version"_s, JsonValue(recipe.version));
    file.insert(u"recipeHash"_s, JsonValue(result.control.recipeHash));
    file.insert(u"plant"_s, JsonValue(result.plant.id));
    file.insert(u"seed"_s, JsonValue(qint64(result.seed)));
    file.insert(u"batches"_s, JsonValue(result.batches));
    file.insert(u"realSeconds"_s, JsonValue(result.realSeconds));
    JsonValue counts = JsonValue::object();
    for (const auto outcome :
        {DrillOutcome::Handled, DrillOutcome::Held, DrillOutcome::Harmed, DrillOutcome::NotReached})
        counts.insert(toText(outcome), JsonValue(result.count(outcome)));
    file.insert(u"counts"_s, counts);
    JsonValue cells = JsonValue::array();
    for (const DrillResult::Cell &cell : result.cells)
        cells.append(cellValue(cell, language));
    file.insert(u"cells"_s, cells);
    JsonValue troubles = JsonValue::array();
    for (const auto &[batch, trouble] : result.troubles) {
        JsonValue each = messageValue(trouble, language);
        each.insert(u"batch"_s, JsonValue(batch.value()));
        troubles.append(each);
    }
    file.insert(u"troubles"_s, troubles);
    return file;
}

QByteArray drillCsv(const DrillResult &result, Language language)
{
    QStringList lines;
    QStringList head;
    for (const char *word : {"step", "element", "device", "fault", "outcome", "reason", "effect",
             "detection", "batch", "sequence", "time"})
        head << drillWord(QLatin1String(word), language);
    lines << head.join(u',');
    for (const DrillResult::Cell &cell : result.cells) {
        const DrillObservation &seen = cell.cell.seen;
        const DrillVerdict &verdict = cell.cell.verdict;
        const bool tried = !cell.batch.isEmpty();
        const QStringList fields {drillStepName(result, seen.step, language),
            seen.step.element.value(), seen.step.device.value(),
            drillFaultName(seen.fault, language), drillOutcomeName(verdict.outcome, language),
            text(verdict.reason, language),
            tried ? drillWord(u"effect."_s + verdict.effect, language) : QString(),
            tried ? drillDetectionText(verdict.detection, language) : QString(), cell.batch.value(),
            tried ? u"%1-%2"_s.arg(verdict.firstSequence).arg(verdict.lastSequence) : QString(),
            tried ? toIso(seen.began) : QString()};
        QStringList row;
        for (const QString &field : fields)
            row << quoted(field);
        lines << row.join(u',');
    }
    return QByteArray("\xEF\xBB\xBF") + lines.join(u"\r\n"_s).toUtf8() + "\r\n";
}

QString drillMatrix(const DrillResult &result, Language language)
{
    QString out;
    for (qsizetype i = 0; i < result.faults.size(); ++i)
        out += u"%1 %2\n"_s.arg(i + 1, 3).arg(drillFaultName(result.faults[i], language));
    out += QString(44, u' ');
    for (qsizetype i = 0; i < result.faults.size(); ++i)
        out += u"%1"_s.arg(i + 1, 3);
    out += u'\n';
    for (const DrillStep &step : result.steps) {
        out += u"%1 %2"_s.arg(
            step.element.value().leftJustified(26), step.device.value().leftJustified(17));
        for (const FaultKind fault : result.faults) {
            const DrillResult::Cell *cell = result.find(step, fault);
            out += u"  "_s + (cell ? letterOf(cell->cell.verdict.outcome) : QChar(u'.'));
        }
        out += u'\n';
    }
    for (const auto outcome :
        {DrillOutcome::Handled, DrillOutcome::Held, DrillOutcome::Harmed, DrillOutcome::NotReached})
        out += u"%1 %2: %3   "_s
                   .arg(QString(letterOf(outcome)), drillOutcomeName(outcome, language))
                   .arg(result.count(outcome));
    return out.trimmed() + u'\n';
}

} // namespace cytoloom
