// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/execution/rig.h"

#include "processgraph/execution/answerer.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "tests/support/signing.h"

#include <QtTest/QtTest>

namespace cytoloom::test {

using namespace Qt::StringLiterals;

namespace {

LogicStep step(LogicKind kind, const QString &signal, const QString &expression)
{
    LogicStep result;
    result.kind = kind;
    result.signal = signal;
    result.expression = expression;
    result.name = words(!signal.isEmpty() ? signal : expression.isEmpty() ? u"step"_s : expression);
    return result;
}

PhaseClass phaseClass(const QString &id, const QVector<LogicStep> &run)
{
    PhaseClass result;
    result.id = id;
    result.name = words(id);
    result.category = u"test"_s;
    result.icon = u"op-generic"_s;
    result.safeState = words(u"stands"_s);
    for (const QString &parameter : {u"temperature"_s, u"volume"_s}) {
        ParameterDefinition definition;
        definition.id = parameter;
        definition.name = words(parameter);
        result.parameters << definition;
    }
    result.results = {u"reached"_s, u"count"_s, u"inletVolume"_s};
    result.run = run;
    return result;
}

} // namespace

RecipeBuilder::RecipeBuilder()
{
    recipe.id = RecipeId(u"R"_s);
    recipe.status = RecipeStatus::Effective;
    recipe.name = words(u"R"_s);
    recipe.product = words(u"P"_s);
    recipe.description = words(u"D"_s);
    recipe.productCode = u"PC"_s;
    recipe.author = u"eng"_s;
    recipe.approvedBy = u"qa"_s;
    for (const QString &unit : {u"1"_s, u"2"_s}) {
        UnitRole role;
        role.id = RoleId(u"ROLE"_s + unit);
        role.name = words(role.id.value());
        role.equipmentClass = u"vessel"_s;
        role.preferredUnit = UnitId(u"U"_s + unit);
        recipe.roles << role;
    }
    m_open << ElementId();
    add(ElementKind::Begin, u"b"_s);
    add(ElementKind::End, u"e"_s);
}

Element &RecipeBuilder::add(ElementKind kind, const QString &id, const QString &type)
{
    auto item = std::make_shared<Item>();
    item->element.id = ElementId(id);
    item->element.kind = kind;
    item->element.name = words(id);
    item->element.type = type;
    item->container = m_open.last();
    m_items << item;
    return item->element;
}

void RecipeBuilder::open(ElementKind kind, const QString &id, const QString &role)
{
    add(kind, id).role = RoleId(role);
    m_open << ElementId(id);
    add(ElementKind::Begin, id + u".b"_s);
    add(ElementKind::End, id + u".e"_s);
}

void RecipeBuilder::close()
{
    m_open.removeLast();
}

void RecipeBuilder::chain(const QString &text)
{
    const QStringList names = text.split(u" > "_s);
    for (qsizetype i = 0; i + 1 < names.size(); ++i) {
        Link link;
        link.id = LinkId(names.at(i) + u'>' + names.at(i + 1));
        link.from.element = ElementId(names.at(i));
        link.to.element = ElementId(names.at(i + 1));
        m_links << link;
    }
}

MasterRecipe RecipeBuilder::build()
{
    for (const auto &item : std::as_const(m_items)) {
        const auto added = recipe.procedure.addElement(item->element, item->container);
        if (!added)
            qFatal("%s", qPrintable(added.error().code() + u' ' + item->element.id.value()));
    }
    for (const Link &link : std::as_const(m_links)) {
        const auto added = recipe.procedure.addLink(link);
        if (!added)
            qFatal("%s", qPrintable(added.error().code() + u' ' + link.id.value()));
    }
    return recipe;
}

Plant smallPlant()
{
    Plant plant;
    plant.id = u"small"_s;
    for (const QString &name : {u"U1"_s, u"U2"_s}) {
        PlantUnit unit;
        unit.id = UnitId(name);
        unit.equipmentClass = u"vessel"_s;
        for (const QString &signal : {u"temperature.sp"_s, u"temperature.pv"_s, u"stirrer.sp"_s,
                 u"inlet.flow.sp"_s, u"inlet.flow.pv"_s, u"inlet.total.pv"_s}) {
            TagDefinition tag;
            tag.id = TagId(name + u'.' + signal);
            tag.signal = signal;
            tag.device = DeviceId(u"D-"_s + name);
            if (signal == u"inlet.total.pv"_s)
                tag.unit = *Unit::parse(u"mL"_s);
            tag.direction
                = signal.endsWith(u".sp"_s) ? TagDirection::ReadWrite : TagDirection::Read;
            unit.tags << tag;
        }
        plant.units << unit;
        plant.devices << DeviceBinding {DeviceId(u"D-"_s + name), words(name), {}, {}};
    }
    return plant;
}

QVector<PhaseClass> smallPhaseClasses()
{
    QVector<PhaseClass> all;
    PhaseClass heat = phaseClass(u"heat"_s,
        {step(LogicKind::Write, u"temperature.sp"_s, u"p.temperature"_s),
            step(LogicKind::WaitUntil, {}, u"temperature.pv > p.temperature - 0.5"_s),
            step(LogicKind::Record, {}, u"temperature.pv"_s)});
    heat.run[1].timeout = std::chrono::hours(1);
    heat.run[2].result = u"reached"_s;
    heat.hold = {step(LogicKind::Write, u"stirrer.sp"_s, u"0"_s)};
    heat.restart = {step(LogicKind::Write, u"stirrer.sp"_s, u"100"_s)};
    heat.stop = {step(LogicKind::Write, u"temperature.sp"_s, u"20"_s)};
    heat.abort = {step(LogicKind::Write, u"temperature.sp"_s, u"4"_s)};
    all << heat;

    PhaseClass wait = phaseClass(u"wait"_s, {step(LogicKind::WaitFor, {}, u"10 min"_s)});
    all << wait;
    all << phaseClass(u"quick"_s, {step(LogicKind::WaitFor, {}, u"0"_s)});
    all << phaseClass(
        u"pump"_s, {step(LogicKind::WaitUntil, {}, u"stepElapsed > 180 and inlet.flow.pv < 1"_s)});

    LogicStep ask = step(LogicKind::Ask, {}, {});
    ask.prompt.answer = AnswerKind::Number;
    ask.prompt.text = words(u"How many?"_s);
    ask.prompt.range = Range {0.0, 100.0};
    ask.prompt.role = u"operator"_s;
    ask.prompt.automaticAnswer = u"40 + 2"_s;
    ask.result = u"count"_s;
    all << phaseClass(u"ask"_s, {ask});

    LogicStep check = step(LogicKind::Check, {}, u"temperature.pv < 40"_s);
    check.message = u"execution.tooHot"_s;
    all << phaseClass(u"check"_s, {check});

    LogicStep ramp = step(LogicKind::Ramp, u"temperature.sp"_s, u"p.temperature"_s);
    ramp.rate = u"2"_s;
    all << phaseClass(u"ramp"_s, {ramp});

    const LogicStep sync = step(LogicKind::Sync, {}, {});
    all << phaseClass(u"send"_s,
        {step(LogicKind::WaitFor, {}, u"5 min"_s), sync, step(LogicKind::WaitFor, {}, u"5 min"_s),
            sync});
    all << phaseClass(
        u"receive"_s, {sync, step(LogicKind::Write, u"inlet.flow.sp"_s, u"10"_s), sync});
    // The same two with something to do at a hold and at a restart.
    PhaseClass culture = phaseClass(u"culture"_s, wait.run);
    culture.hold = heat.hold;
    culture.restart = heat.restart;
    all << culture;
    PhaseClass take = phaseClass(u"take"_s, {sync, sync});
    take.hold = heat.hold;
    take.restart = heat.restart;
    all << take;
    // Another unit serves: an order to it has its effect each time it is given.
    PhaseClass draw = phaseClass(u"draw"_s,
        {step(LogicKind::Write, u"ROLE2:stirrer.sp"_s, u"1"_s),
            step(LogicKind::WaitFor, {}, u"5 min"_s)});
    draw.restart = {ask};
    all << draw;
    // A pump that runs for five minutes, its totaliser, and a rest.
    PhaseClass feed = phaseClass(u"feed"_s,
        {step(LogicKind::Write, u"inlet.flow.sp"_s, u"10"_s),
            step(LogicKind::WaitFor, {}, u"5 min"_s),
            step(LogicKind::Write, u"inlet.flow.sp"_s, u"0"_s),
            step(LogicKind::Record, {}, u"inlet.total.pv"_s),
            step(LogicKind::WaitFor, {}, u"10 min"_s)});
    feed.run[3].result = u"inletVolume"_s;
    feed.hold = {step(LogicKind::Write, u"inlet.flow.sp"_s, u"0"_s)};
    feed.restart = {step(LogicKind::Write, u"inlet.flow.sp"_s, u"10"_s)};
    feed.stop = feed.hold;
    feed.abort = feed.hold;
    feed.recovery = RecoveryPolicy {2, std::chrono::minutes(5)};
    all << feed;
    // A transfer: the source pumps on at a restart, the destination must come up to speed before.
    PhaseClass source
        = phaseClass(u"source"_s, {sync, step(LogicKind::WaitFor, {}, u"30 min"_s), sync});
    source.hold = feed.hold;
    source.restart = feed.restart;
    all << source;
    PhaseClass sink = phaseClass(u"sink"_s, {sync, sync});
    sink.restart = {step(LogicKind::Write, u"stirrer.sp"_s, u"100"_s),
        step(LogicKind::WaitUntil, {}, u"temperature.pv > 30"_s)};
    sink.restart[1].timeout = std::chrono::hours(1);
    all << sink;
    return all;
}

Rig::Rig(const MasterRecipe &recipe)
    : clock(utcFromMs(1'750'000'000'000))
    , master(recipe)
{
    wire();
}

Rig::Rig(const MasterRecipe &recipe, const MemoryJournal &from, UtcTime now)
    : clock(now)
    , journal(from)
    , master(recipe)
    , m_logged(from.events.size())
{
    journal.failing = false;
    wire();
}

void Rig::wire()
{
    executor = std::make_unique<RecipeExecutor>(
        smallPhaseClasses(), smallPlant(), clock, journal, gateway);
    QObject::connect(executor.get(), &RecipeExecutor::refused, &gateway,
        [this](const Error &error) { refusals << error; });
    QObject::connect(executor.get(), &RecipeExecutor::journalFailed, &gateway,
        [this](const Error &error) { journalErrors << error; });
}

void Rig::create()
{
    BatchHeader header;
    header.id = BatchId(u"B-1"_s);
    header.identity = u"C-7K42"_s;
    header.simulated = true;
    MasterRecipe recipe = master;
    sign(recipe);
    const auto control = ControlRecipe::make(recipe, smallPlant(), header);
    if (!control)
        qFatal("%s", qPrintable(control.error().code()));
    const auto created = executor->create(*control);
    if (!created)
        qFatal("%s", qPrintable(created.error().code()));
}

void Rig::command(const QString &element, ProceduralCommand command, const QString &reason)
{
    executor->command(ElementId(element), command, reason, PersonId(u"anna"_s));
}

void Rig::run(int minutes)
{
    for (int i = 0; i < qMax(1, minutes); ++i) {
        if (minutes > 0)
            clock.advance(std::chrono::minutes(1));
        executor->tick();
        gateway.flush();
    }
}

void Rig::answer(double number, const QString &person)
{
    quint64 oldest = 0;
    const QList<quint64> open = executor->state().prompts.keys();
    for (const quint64 id : open)
        oldest = oldest == 0 ? id : qMin(oldest, id);
    executor->answer(PromptAnswer {oldest, number, {}, PersonId(person)});
}

void Rig::answerAll()
{
    const Answerer answerer;
    const QList<Prompt> open = executor->state().prompts.values();
    for (const Prompt &prompt : open) {
        const auto answer = answerer.answer(executor->state(), prompt,
            [&](const QString &name) { return executor->value(prompt.element, name); });
        if (answer)
            executor->answer(*answer);
    }
    const QVector<SignatureAnswer> signatures = answerer.signatures(executor->state());
    for (const SignatureAnswer &signature : signatures)
        executor->sign(signature.element, signature.meaning, signature.role, signature.person);
}

QStringList Rig::takeLog()
{
    QStringList log;
    for (; m_logged < journal.events.size(); ++m_logged) {
        const JournalEvent &event = journal.events.at(m_logged);
        if (event.code != QLatin1String(event::ElementState))
            continue;
        const QString name = event.element.isEmpty() ? u"-"_s : event.element.value();
        log << u"%1 %2>%3"_s.arg(
            name, eventdata::text(event.data, u"from"), eventdata::text(event.data, u"to"));
    }
    return log;
}

QStringList Rig::codes(const QString &code) const
{
    QStringList found;
    for (const JournalEvent &event : journal.events) {
        if (event.code == code)
            found << event.element.value() + u' ' + QString::fromUtf8(event.data.toCompactJson());
    }
    return found;
}

} // namespace cytoloom::test
