// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/blastradius.h"

#include "processgraph/execution/blastcase.h"

#include <QtCore/QSet>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;
using C = ProceduralCommand;
using S = ProceduralState;
using Kind = BlastTrigger::Kind;

namespace {

bool isActive(S state)
{
    return state != S::Idle && !isFinal(state);
}

bool isWork(const Element &element)
{
    return element.kind == ElementKind::Phase || element.kind == ElementKind::ManualStep
        || element.kind == ElementKind::Gate;
}

/// What waits for \p touched: everything behind it, on all levels.
QSet<ElementId> behind(const Procedure &procedure, const QVector<ElementId> &touched)
{
    QSet<ElementId> delayed;
    QVector<ElementId> todo = touched;
    const auto add = [&](const ElementId &id) {
        if (id.isEmpty() || delayed.contains(id))
            return;
        delayed.insert(id);
        todo << id;
    };
    while (!todo.isEmpty()) {
        const ElementId id = todo.takeLast();
        const QVector<LinkId> out = id.isEmpty() ? QVector<LinkId>() : procedure.controlOut(id);
        for (const LinkId &link : out) {
            const ElementId next = procedure.link(link)->to.element;
            add(next);
            QVector<ElementId> inside = procedure.children(next);
            while (!inside.isEmpty()) {
                const ElementId child = inside.takeLast();
                delayed.insert(child);
                inside += procedure.children(child);
            }
        }
        if (const ElementId container = procedure.container(id); !container.isEmpty()) {
            const QVector<LinkId> onwards = procedure.controlOut(container);
            for (const LinkId &link : onwards)
                add(procedure.link(link)->to.element);
            if (!delayed.contains(container))
                todo << container;
            delayed.insert(container);
        }
    }
    return delayed;
}

LocalizedText nameOf(const BatchState &state, const ElementId &id)
{
    const Element *element = state.control.recipe.procedure.element(id);
    return element ? element->name : state.control.recipe.name;
}

LocalizedText nameOf(const Plant &plant, const UnitId &unit)
{
    const PlantUnit *found = plant.unit(unit);
    return found && !found->name.isEmpty() ? found->name
                                           : LocalizedText {unit.value(), unit.value()};
}

LocalizedText stepNames(const QVector<LogicStep> &steps)
{
    QStringList en;
    QStringList zh;
    for (const LogicStep &step : steps) {
        en << step.name.in(Language::En);
        zh << step.name.in(Language::Zh);
    }
    return {en.join(u"; "_s), zh.join(u"；"_s)};
}

Message effectOn(const LocalizedText &unit, const LocalizedText &step, const PhaseClass *logic,
    S rest, bool unreachable)
{
    QString code = u"blast.unit.held"_s;
    LocalizedText does = logic ? logic->safeState : LocalizedText();
    if (unreachable) {
        code = u"blast.unit.unreachable"_s;
    } else if (rest == S::Stopped || rest == S::Aborted) {
        code = rest == S::Stopped ? u"blast.unit.stopped"_s : u"blast.unit.aborted"_s;
        does = logic ? stepNames(rest == S::Stopped ? logic->stop : logic->abort) : LocalizedText();
    } else if (rest == S::Paused) {
        code = u"blast.unit.paused"_s;
    }
    if (does.isEmpty() && rest != S::Paused)
        code += u"Plain"_s;
    return {code,
        {{u"unit.en"_s, unit.in(Language::En)}, {u"unit.zh"_s, unit.in(Language::Zh)},
            {u"step.en"_s, step.in(Language::En)}, {u"step.zh"_s, step.in(Language::Zh)},
            {u"does.en"_s, does.in(Language::En)}, {u"does.zh"_s, does.in(Language::Zh)}}};
}

QSet<DeviceId> devicesLost(const BlastTrigger &trigger, const Plant &plant)
{
    if (trigger.kind == Kind::DeviceLost)
        return {trigger.device};
    QSet<DeviceId> devices;
    if (const PlantUnit *unit = plant.unit(trigger.unit)) {
        for (const TagDefinition &tag : unit->tags)
            devices.insert(tag.device);
    }
    devices.remove(DeviceId());
    return devices;
}

/// Gathers the answer, batch by batch.
class Survey
{
public:
    Survey(const Plant &plant, UtcTime now, Duration elapsed)
        : m_plant(plant)
        , m_now(now)
        , m_elapsed(elapsed)
    { }

    void take(const BatchState &state, const BlastCase &decided, const QSet<DeviceId> &lost)
    {
        BlastRadius::Batch batch = headOf(state);
        QVector<ElementId> touched;
        const QVector<ElementId> all
            = QVector<ElementId> {ElementId()} + decided.procedure().elements();
        for (const ElementId &id : all) {
            const Element *element = decided.procedure().element(id);
            const bool work = element && isWork(*element);
            if (!decided.isTouched(id)) {
                if (work && isActive(decided.before(id)))
                    m_goesOn << stepOf(state, decided, id);
                batch.goingOn += work && isActive(decided.before(id)) ? 1 : 0;
                continue;
            }
            touched << id;
            radius.touched << stepOf(state, decided, id);
            batch.steps += work ? 1 : 0;
            if (element && element->kind == ElementKind::Phase)
                takeUnits(batch.batch, *element, decided, lost);
        }
        if (touched.isEmpty()) {
            m_goesOn.clear();
            return;
        }
        radius.goesOn += std::exchange(m_goesOn, {});
        takeClocks(state, decided, touched, &batch);
        radius.batches << batch;
    }

    /// Units that are out of reach and where nobody works, and batches that share a touched unit.
    void finish(const QVector<BatchState> &batches, const QSet<DeviceId> &lost)
    {
        for (const PlantUnit &unit : m_plant.units) {
            const bool served = std::any_of(unit.tags.begin(), unit.tags.end(),
                [&](const TagDefinition &tag) { return lost.contains(tag.device); });
            const bool known = std::any_of(radius.units.begin(), radius.units.end(),
                [&](const BlastRadius::Unit &one) { return one.unit == unit.id; });
            if (served && !known)
                radius.units << BlastRadius::Unit {unit.id, nameOf(m_plant, unit.id), {}, {},
                    effectOn(nameOf(m_plant, unit.id), {}, nullptr, S::Idle, true)};
        }
        QSet<UnitId> ordered;
        for (const BlastRadius::Unit &unit : std::as_const(radius.units))
            ordered.insert(unit.unit);
        for (const BatchState &state : batches) {
            const BatchId id = state.control.header.id;
            const bool known = std::any_of(radius.batches.begin(), radius.batches.end(),
                [&](const BlastRadius::Batch &one) { return one.batch == id; });
            const QList<UnitId> has = state.allocated.values();
            if (known || !isActive(state.state)
                || std::none_of(has.begin(), has.end(),
                    [&](const UnitId &unit) { return ordered.contains(unit); }))
                continue;
            BlastRadius::Batch batch = headOf(state);
            batch.sharesUnit = true;
            batch.goingOn = int(state.active().size());
            radius.batches << batch;
        }
        std::stable_sort(radius.clocks.begin(), radius.clocks.end(),
            [](const auto &a, const auto &b) { return a.clock.left() < b.clock.left(); });
        summarise();
    }

    BlastRadius radius;

private:
    static BlastRadius::Batch headOf(const BatchState &state)
    {
        BlastRadius::Batch batch;
        const BatchHeader &header = state.control.header;
        batch.batch = header.id;
        batch.identity = header.identity;
        batch.shape = header.shape;
        batch.colour = header.colour;
        batch.product = state.control.recipe.product;
        return batch;
    }

    static BlastRadius::Step stepOf(
        const BatchState &state, const BlastCase &decided, const ElementId &id)
    {
        return {state.control.header.id, id, nameOf(state, id), ExecutionContext::unitOf(state, id),
            decided.before(id), decided.after(id)};
    }

    void takeUnits(const BatchId &batch, const Element &phase, const BlastCase &decided,
        const QSet<DeviceId> &lost)
    {
        const QVector<UnitId> units = decided.unitsOf(phase);
        for (const UnitId &id : units) {
            const PlantUnit *unit = m_plant.unit(id);
            const bool unreachable = unit
                && std::any_of(unit->tags.begin(), unit->tags.end(),
                    [&](const TagDefinition &tag) { return lost.contains(tag.device); });
            radius.units << BlastRadius::Unit {id, nameOf(m_plant, id), batch, phase.id,
                effectOn(nameOf(m_plant, id), phase.name, decided.phaseClass(phase),
                    decided.after(phase.id), unreachable)};
        }
    }

    void takeClocks(const BatchState &state, const BlastCase &decided,
        const QVector<ElementId> &touched, BlastRadius::Batch *batch)
    {
        const Procedure &procedure = decided.procedure();
        const ToleranceClocks clocks(procedure);
        const QSet<ElementId> delayed = behind(procedure, touched);
        const auto add = [&](const ToleranceClock &clock) {
            radius.clocks << BlastRadius::Clock {
                state.control.header.id, nameOf(state, clock.element), clock};
            if (!batch->tolerance || clock.left() < *batch->tolerance)
                batch->tolerance = clock.left();
        };
        const QVector<ToleranceClock> running
            = clocks.running(state, m_now, m_elapsed + state.elapsedOffset);
        for (const ToleranceClock &clock : running) {
            const bool waits = clock.kind == ToleranceClock::Kind::MaterialHold;
            if (touched.contains(clock.element) || (waits && delayed.contains(clock.element)))
                add(clock);
        }
        for (const ElementId &id : touched) {
            const Element *element = procedure.element(id);
            if (element && element->maxHeldTime && decided.after(id) == S::Held
                && decided.before(id) != S::Holding && decided.before(id) != S::Held)
                add(ToleranceClock {ToleranceClock::Kind::HeldTime, id, {}, Duration(0),
                    *element->maxHeldTime, false});
        }
    }

    void summarise()
    {
        QSet<UnitId> units;
        for (const BlastRadius::Unit &unit : std::as_const(radius.units))
            units.insert(unit.unit);
        int steps = 0;
        int goingOn = 0;
        int touched = 0;
        for (const BlastRadius::Batch &batch : std::as_const(radius.batches)) {
            steps += batch.steps;
            goingOn += batch.goingOn;
            touched += batch.sharesUnit ? 0 : 1;
        }
        QMap<QString, QString> args {{u"steps"_s, QString::number(steps)},
            {u"units"_s, QString::number(units.size())}, {u"batches"_s, QString::number(touched)},
            {u"goesOn"_s, QString::number(goingOn)}};
        const std::optional<Duration> left = radius.tolerance();
        if (left)
            args.insert(u"left"_s, leftText(*left));
        radius.summary = Message {touched == 0 ? u"blast.nothing"_s
                : !left                        ? u"blast.summaryNoClock"_s
                : *left < Duration(0)          ? u"blast.summaryLate"_s
                                               : u"blast.summary"_s,
            args};
    }

    const Plant &m_plant;
    UtcTime m_now;
    Duration m_elapsed;
    QVector<BlastRadius::Step> m_goesOn;
};

} // namespace

BlastTrigger BlastTrigger::commandTo(const BatchId &batch, const ElementId &element, C command)
{
    return {Kind::Command, batch, element, command, {}, {}};
}

BlastTrigger BlastTrigger::deviceLost(const DeviceId &device)
{
    return {Kind::DeviceLost, {}, {}, C::Hold, device, {}};
}

BlastTrigger BlastTrigger::unitLost(const UnitId &unit)
{
    return {Kind::UnitLost, {}, {}, C::Hold, {}, unit};
}

BlastRadius blastRadius(const BlastTrigger &trigger, const QVector<BatchState> &batches,
    const Plant &plant, UtcTime now, Duration elapsed)
{
    const bool isCommand = trigger.kind == Kind::Command;
    const QSet<DeviceId> lost = isCommand ? QSet<DeviceId>() : devicesLost(trigger, plant);
    Survey survey(plant, now, elapsed);
    bool known = !isCommand;
    for (const BatchState &state : batches) {
        const bool meant = !isCommand || state.control.header.id == trigger.batch;
        known = known || meant;
        if (!meant || !state.exists() || (!isCommand && !isActive(state.state)))
            continue;
        BlastCase decided(state, plant, now, elapsed);
        if (!isCommand)
            decided.lose(lost);
        else if (auto refusal = decided.command(trigger.element, trigger.command))
            survey.radius.refusal = *refusal;
        survey.take(state, decided, lost);
    }
    if (!known)
        survey.radius.refusal = Error(u"batch.unknown"_s, {{u"batch"_s, trigger.batch.value()}});
    survey.finish(batches, lost);
    return survey.radius;
}

} // namespace cytoloom
