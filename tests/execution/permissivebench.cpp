// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/execution/permissivebench.h"

#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/model/recipejson.h"
#include "tests/support/signing.h"

#include <QtTest/QtTest>

#include <algorithm>

namespace cytoloom::test {

using namespace Qt::StringLiterals;

namespace {

struct Shipped
{
    MasterRecipe recipe
        = readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s).value();
    Plant plant = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s).value();
    BatchBinding binding = readBindingFile(u":/cytoloom/demo/cart.cybinding.json"_s).value();
};

/// Read once: each row of a table test has a bench of its own.
const Shipped &shipped()
{
    static const Shipped all;
    return all;
}

} // namespace

PermissiveBench::PermissiveBench()
    : recipe(shipped().recipe)
    , plant(shipped().plant)
    , binding(shipped().binding)
    , clock(*binding->start + std::chrono::hours(2))
{ }

void PermissiveBench::write(
    const QString &code, const QString &element, const JsonValue &data, UtcTime time)
{
    JournalEvent event;
    event.time = time;
    event.elapsed = Duration(0);
    event.batch = BatchId(u"B-1"_s);
    event.code = code;
    event.element = ElementId(element);
    event.data = data;
    // Batch time is counted by elapsed(): what lies back has a time before the clock's origin.
    event.elapsed = time - clock.now();
    static_cast<void>(journal.append({event}));
}

void PermissiveBench::setState(
    const QString &element, const QString &from, const QString &to, UtcTime time)
{
    write(u"element.state"_s, element,
        eventdata::object({{"from", from}, {"to", to}, {"cause", u"logic"_s}, {"run", 1}}), time);
}

void PermissiveBench::begin()
{
    if (!journal.events.isEmpty())
        return;
    BatchHeader header;
    header.id = BatchId(u"B-1"_s);
    header.identity = u"C-7K42"_s;
    header.simulated = true;
    header.profile = profile;
    sign(recipe);
    const auto control = ControlRecipe::make(recipe, plant, header);
    if (!control)
        qFatal("%s", qPrintable(control.error().code()));
    const UtcTime start = clock.now() - std::chrono::hours(2);
    write(u"batch.created"_s, {}, eventdata::object({{"controlRecipe", control->toJson()}}), start);
    if (binding) {
        const auto json = parseJson(writeBinding(*binding), u"binding"_s);
        write(u"batch.bound"_s, {}, eventdata::object({{"binding", *json}}), start);
    }
    setState({}, u"Idle"_s, u"Running"_s, start);
}

/// Everything around runs, its Begin is passed; the innermost Begin places the tokens.
void PermissiveBench::openContainers(const ElementId &around, const QStringList &placed)
{
    begin();
    const Procedure &procedure = recipe.procedure;
    QVector<ElementId> way;
    for (ElementId at = around; !at.isEmpty(); at = procedure.container(at))
        way.prepend(at);
    way.prepend(ElementId());
    const BatchState known = BatchState::fold(journal.events);
    for (const ElementId &container : std::as_const(way)) {
        const Element *element = procedure.element(container);
        if (element && known.status(container).state == ProceduralState::Idle) {
            if (element->kind == ElementKind::UnitProcedure)
                write(u"unit.allocated"_s, container.value(),
                    eventdata::object({{"unit", known.control.units.value(element->role).value()},
                        {"role", element->role.value()}}),
                    clock.now());
            setState(container.value(), u"Idle"_s, u"Running"_s, clock.now());
        }
        const QVector<ElementId> children = procedure.children(container);
        for (const ElementId &child : children) {
            if (procedure.element(child)->kind == ElementKind::Begin
                && known.status(child).state == ProceduralState::Idle)
                write(u"token.moved"_s, child.value(), JsonValue::object(), clock.now());
        }
    }
    if (!placed.isEmpty())
        write(u"token.moved"_s, u"-"_s, eventdata::object({{"placed", eventdata::toJson(placed)}}),
            clock.now());
}

void PermissiveBench::place(const QString &step)
{
    const ElementId id(step);
    openContainers(
        recipe.procedure.container(id), {recipe.procedure.controlIn(id).first().value()});
}

void PermissiveBench::atWork(const QString &step, Duration ago)
{
    openContainers(recipe.procedure.container(ElementId(step)), {});
    setState(step, u"Idle"_s, u"Running"_s, clock.now() - ago);
}

void PermissiveBench::done(const QString &step, Duration ago)
{
    begin();
    setState(step, u"Idle"_s, u"Running"_s, clock.now() - ago);
    setState(step, u"Running"_s, u"Complete"_s, clock.now() - ago);
}

void PermissiveBench::result(const QString &name, const JsonValue &value)
{
    begin();
    write(u"result.reported"_s, {}, eventdata::object({{"name", name}, {"value", value}}),
        clock.now());
}

void PermissiveBench::gate(const QString &step, const QString &outcome)
{
    begin();
    setState(step, u"Idle"_s, u"Running"_s, clock.now());
    write(u"gate.decided"_s, step, eventdata::object({{"outcome", outcome}}), clock.now());
    setState(step, u"Running"_s, u"Complete"_s, clock.now());
}

void PermissiveBench::passResults(const QString &gate)
{
    const Element *element = recipe.procedure.element(ElementId(gate));
    for (const Criterion &criterion : element->gate->criteria) {
        const double off = criterion.comparison == u">"_s ? 1
            : criterion.comparison == u"<"_s              ? -1
                                                          : 0;
        result(criterion.attribute,
            criterion.text.isEmpty() ? JsonValue(criterion.limit + off)
                                     : JsonValue(criterion.text));
    }
}

void PermissiveBench::comeUp()
{
    gateway = std::make_unique<FakeGateway>();
    executor = std::make_unique<RecipeExecutor>(plant, clock, journal, *gateway);
    executor->askRules(Catalog::shipped());
    QObject::connect(executor.get(), &RecipeExecutor::refused, gateway.get(),
        [this](const Error &error) { refusals << error; });
    const auto recovered = executor->recover(BatchId(u"B-1"_s));
    if (!recovered)
        qFatal("%s", qPrintable(recovered.error().code()));
}

void PermissiveBench::resume()
{
    comeUp();
    restart();
    tick();
}

void PermissiveBench::restart(const QString &element)
{
    executor->command(
        ElementId(element), ProceduralCommand::Restart, u"go on"_s, PersonId(u"P-021"_s));
}

void PermissiveBench::answer(double choice, const QString &text, const QString &person)
{
    quint64 newest = 0;
    for (const Prompt &prompt : state().prompts)
        newest = std::max(newest, prompt.id);
    executor->answer(PromptAnswer {newest, choice, text, PersonId(person)});
}

void PermissiveBench::tick()
{
    executor->tick();
    gateway->flush();
}

QStringList PermissiveBench::refused() const
{
    QStringList codes;
    for (const Refusal &refusal : state().refusals) {
        for (const RefusedFinding &finding : refusal.findings)
            codes << finding.message.code;
    }
    codes.removeDuplicates();
    codes.sort();
    return codes;
}

QStringList PermissiveBench::events(const QString &code) const
{
    QStringList found;
    for (const JournalEvent &event : journal.events) {
        if (event.code == code)
            found << event.element.value() + u' ' + QString::fromUtf8(event.data.toCompactJson());
    }
    return found;
}

PlantUnit *PermissiveBench::unit(const QString &id)
{
    const auto found = std::find_if(plant.units.begin(), plant.units.end(),
        [&id](const PlantUnit &one) { return one.id.value() == id; });
    return &*found;
}

Room *PermissiveBench::room(const QString &id)
{
    const auto found = std::find_if(plant.rooms.begin(), plant.rooms.end(),
        [&id](const Room &one) { return one.id.value() == id; });
    return &*found;
}

MaterialLot *PermissiveBench::lot(const QString &line)
{
    const auto found = std::find_if(binding->lots.begin(), binding->lots.end(),
        [&line](const MaterialLot &one) { return one.bomLine == line; });
    return &*found;
}

SingleUseSet *PermissiveBench::set(const QString &line)
{
    const auto found = std::find_if(binding->sets.begin(), binding->sets.end(),
        [&line](const SingleUseSet &one) { return one.bomLine == line; });
    return &*found;
}

Element PermissiveBench::change(const QString &step)
{
    return *recipe.procedure.element(ElementId(step));
}

void PermissiveBench::put(const Element &element)
{
    const auto done = recipe.procedure.replaceElement(element);
    if (!done)
        qFatal("%s", qPrintable(done.error().code()));
}

} // namespace cytoloom::test
