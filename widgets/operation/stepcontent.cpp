// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/stepcontent.h"

#include <QtCore/QDateTime>
#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom::stepcontent {

using namespace Qt::StringLiterals;

namespace {

const QVector<LogicStep> *logicOf(const PhaseClass &phase, ProceduralState state)
{
    switch (state) {
    case ProceduralState::Holding:
    case ProceduralState::Held:
        return &phase.hold;
    case ProceduralState::Restarting:
        return &phase.restart;
    case ProceduralState::Stopping:
    case ProceduralState::Stopped:
        return &phase.stop;
    case ProceduralState::Aborting:
    case ProceduralState::Aborted:
        return &phase.abort;
    default:
        return &phase.run;
    }
}

/// A window within a day needs the clock alone; a longer one would say "20:39–20:39".
QString localWindow(UtcTime from, UtcTime to)
{
    const QDateTime begin = QDateTime::fromMSecsSinceEpoch(toMs(from));
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(toMs(to));
    const QString format = begin.date() == end.date() ? u"HH:mm"_s : u"MM-dd HH:mm"_s;
    return begin.toString(format) + u"–"_s + end.toString(format);
}

UnitId unitOf(const BatchState &batch, const ElementId &id)
{
    const Procedure &procedure = batch.control.recipe.procedure;
    const Element *owner = procedure.element(procedure.unitProcedure(id));
    if (!owner)
        return {};
    const auto allocated = batch.allocated.constFind(owner->role);
    return allocated != batch.allocated.constEnd() ? *allocated
                                                   : batch.control.units.value(owner->role);
}

/// The logic that the batch was begun with; the shipped one where it brought none.
const PhaseClass *phaseOf(const BatchState &batch, const Element &element, const Catalog &catalog)
{
    const PhaseClass *frozen = batch.control.phaseClass(element.type);
    return frozen ? frozen : catalog.phaseClass(element.type);
}

/// What the step is at a glance: the picture of its unit operation.
QString iconOf(const BatchState &batch, const Element &element, const Catalog &catalog)
{
    if (element.kind == ElementKind::Gate)
        return u"op-gate"_s;
    const PhaseClass *phase = phaseOf(batch, element, catalog);
    if (phase && !phase->icon.isEmpty())
        return phase->icon;
    return element.kind == ElementKind::ManualStep ? u"pfc-manual"_s : u"op-generic"_s;
}

bool asks(const BatchState &batch, const Element &element, const Catalog &catalog)
{
    if (element.kind == ElementKind::ManualStep || element.kind == ElementKind::Gate
        || !element.signatures.isEmpty())
        return true;
    if (element.kind != ElementKind::Phase)
        return false;
    const PhaseClass *phase = phaseOf(batch, element, catalog);
    return phase && std::any_of(phase->run.cbegin(), phase->run.cend(), [](const LogicStep &step) {
        return step.kind == LogicKind::Ask;
    });
}

QVector<StepLine> linesOf(const StepContent &content, const BatchState &batch,
    const ElementStatus &status, const Element &element, const Catalog &catalog, Language language)
{
    QVector<StepLine> lines;
    if (content.prompt && content.prompt->purpose == PromptPurpose::Refusal) {
        // What the step would do is of no concern while it may not.
        for (const QString &text : content.prompt->definition.text.in(language).split(u'\n'))
            lines << StepLine {text, StepLine::State::Current, int(lines.size()) + 1};
        return lines;
    }
    if (const PhaseClass *phase = phaseOf(batch, element, catalog)) {
        const QVector<LogicStep> &logic = *logicOf(*phase, status.state);
        for (int i = 0; i < logic.size(); ++i) {
            StepLine line;
            line.number = i + 1;
            line.state = i < status.step ? StepLine::State::Done
                : i == status.step       ? StepLine::State::Current
                                         : StepLine::State::Next;
            line.text = logic[i].name.in(language);
            if (line.text.isEmpty())
                line.text = logic[i].prompt.text.in(language);
            lines << line;
        }
    }
    if (content.prompt) {
        const QString question = content.prompt->definition.text.in(language);
        const auto current = std::find_if(lines.begin(), lines.end(),
            [](const StepLine &line) { return line.state == StepLine::State::Current; });
        if (current == lines.end())
            lines << StepLine {question, StepLine::State::Current, int(lines.size()) + 1};
        else
            current->text = question;
    }
    return lines;
}

} // namespace

ElementId pick(const BatchState &batch, const OperatorView &view, const ElementId &chosen)
{
    QVector<ElementId> active = batch.active();
    for (const OperatorView::Step &step : view.current) {
        if (!active.contains(step.element))
            active << step.element;
    }
    if (!chosen.isEmpty() && active.contains(chosen))
        return chosen;
    const Prompt *oldest = nullptr;
    for (const Prompt &prompt : batch.prompts) {
        if (!oldest || prompt.id < oldest->id)
            oldest = &prompt;
    }
    if (oldest)
        return oldest->element;
    for (const OperatorView::Step &step : view.current) {
        if (!step.signatures.isEmpty())
            return step.element;
    }
    return active.value(0);
}

StepContent make(const BatchState &batch, const OperatorView &view, const Catalog &catalog,
    UtcTime now, Language language, const ElementId &chosen)
{
    StepContent content;
    content.element = pick(batch, view, chosen);
    const Procedure &procedure = batch.control.recipe.procedure;
    const Element *element = procedure.element(content.element);
    if (!element) {
        content.element = {};
        return content;
    }
    const ElementStatus status = batch.status(content.element);
    content.state = status.state;
    content.reason = status.reason;
    content.title = element->name.in(language);
    content.why = element->note.in(language);
    for (ElementId up = procedure.container(content.element);
         content.why.isEmpty() && !up.isEmpty(); up = procedure.container(up))
        content.why = procedure.element(up)->note.in(language);
    content.unit = unitOf(batch, content.element).value();
    content.icon = iconOf(batch, *element, catalog);
    QStringList next;
    for (const OperatorView::Next &each : view.next)
        next << each.name.in(language);
    content.next = next.join(u" · "_s);
    if (status.started != UtcTime {} && element->duration.nominal > Duration(0)) {
        content.left = element->duration.nominal - (now - status.started);
        const Duration longest = std::max(element->duration.longest, element->duration.nominal);
        content.window = localWindow(status.started, status.started + longest);
    }
    for (const OperatorView::Step &step : view.current) {
        if (step.element != content.element)
            continue;
        content.state = step.state;
        if (!step.signatures.isEmpty())
            content.signature = step.signatures.first();
        for (const OperatorView::Timer &timer : step.timers) {
            if (timer.limit > Duration(0) && timer.kind != OperatorView::Timer::Kind::Step)
                content.timers << timer;
        }
    }
    QVector<Prompt> waiting(batch.prompts.cbegin(), batch.prompts.cend());
    std::sort(waiting.begin(), waiting.end(),
        [](const Prompt &a, const Prompt &b) { return a.id < b.id; });
    for (const Prompt &prompt : std::as_const(waiting)) {
        if (prompt.element == content.element && !content.prompt)
            content.prompt = prompt;
        else
            ++content.waiting;
    }
    content.lines = linesOf(content, batch, status, *element, catalog, language);
    return content;
}

QVector<StripItem> strip(const BatchState &batch)
{
    QVector<StripItem> items;
    const Procedure &procedure = batch.control.recipe.procedure;
    for (const ElementId &id : procedure.children({})) {
        const Element *element = procedure.element(id);
        const ProceduralState state = batch.status(id).state;
        // Manual steps of the way a batch should not go are shown when it goes it.
        if (element->kind == ElementKind::UnitProcedure || element->kind == ElementKind::Gate
            || (element->kind == ElementKind::ManualStep && state != ProceduralState::Idle))
            items << StripItem {id, element->name, state};
    }
    return items;
}

QVector<TileContent> tiles(const BatchState &batch, const Plant &plant)
{
    QVector<TileContent> tiles;
    QSet<QString> seen;
    const Procedure &procedure = batch.control.recipe.procedure;
    const auto add = [&](const ElementId &id) {
        const Element *element = procedure.element(id);
        if (!element)
            return;
        const UnitId unit = unitOf(batch, id);
        for (const Parameter &parameter : element->parameters) {
            if (parameter.signal.isEmpty() || unit.isEmpty())
                continue;
            const TagDefinition *tag = plant.tag(unit, parameter.signal);
            TileContent tile;
            tile.tag = tag ? tag->id : TagId(unit.value() + u'.' + parameter.signal);
            if (seen.contains(tile.tag.value()))
                continue;
            seen.insert(tile.tag.value());
            tile.name = parameter.name;
            tile.unit = parameter.unit.symbol();
            if (const Result<double> setPoint = batch.control.recipe.setPoint(parameter))
                tile.setPoint = *setPoint;
            tile.alert = parameter.alert;
            tile.action = parameter.action;
            tile.critical = parameter.critical;
            if (tag)
                tile.display = tag->display;
            tiles << tile;
        }
    };
    const QVector<ElementId> active = batch.active();
    for (const ElementId &id : active)
        add(id);
    // The unit procedures around them may carry parameters of their own.
    for (const ElementId &id : active) {
        for (const ElementId &up : procedure.ancestors(id))
            add(up);
    }
    return tiles;
}

LocalizedText safeState(const BatchState &batch, const Catalog &catalog)
{
    for (const ElementId &id : batch.active()) {
        const Element *element = batch.control.recipe.procedure.element(id);
        const PhaseClass *phase = element ? phaseOf(batch, *element, catalog) : nullptr;
        if (phase && !phase->safeState.isEmpty())
            return phase->safeState;
    }
    return {};
}

ElementId nextHumanStep(const BatchState &batch, const Catalog &catalog)
{
    const Procedure &procedure = batch.control.recipe.procedure;
    bool begun = batch.active().isEmpty();
    for (const ElementId &id : procedure.elements()) {
        const ProceduralState state = batch.status(id).state;
        const Element *element = procedure.element(id);
        if (!element->isContainer() && state != ProceduralState::Idle && !isFinal(state))
            begun = true;
        else if (begun && state == ProceduralState::Idle && asks(batch, *element, catalog))
            return id;
    }
    return {};
}

} // namespace cytoloom::stepcontent
