// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/execution/cellrig.h"

#include "tests/support/signing.h"

#include <algorithm>

namespace cytoloom::test {

using namespace Qt::StringLiterals;

Plant vessels(int count)
{
    const Plant small = smallPlant();
    Plant plant = small;
    plant.units.clear();
    plant.devices.clear();
    for (int i = 1; i <= count; ++i) {
        const QString name = u"U%1"_s.arg(i);
        PlantUnit unit = small.units.first();
        unit.id = UnitId(name);
        for (TagDefinition &tag : unit.tags) {
            tag.id = TagId(name + u'.' + tag.signal);
            tag.device = DeviceId(u"D-"_s + name);
        }
        plant.units << unit;
        plant.devices << DeviceBinding {DeviceId(u"D-"_s + name), words(name), {}, {}};
    }
    return plant;
}

CellRig::CellRig(int units)
    : plant(vessels(units))
    , clock(utcFromMs(1'750'000'000'000))
{
    wire();
}

void CellRig::wire()
{
    cell = std::make_unique<ProcessCell>(smallPhaseClasses(), plant, clock, journal, *gateway);
    QObject::connect(cell.get(), &ProcessCell::refused, gateway.get(),
        [this](const BatchId &, const Error &error) { m_refusals << error.code(); });
    if (const auto begun = cell->begin(); !begun)
        qFatal("%s", qPrintable(begun.error().code()));
    for (const PlantUnit &unit : plant.units) {
        gateway->set(unit.id.value() + u".temperature.pv"_s, 37);
        gateway->set(unit.id.value() + u".inlet.total.pv"_s, 50);
    }
}

Result<void> CellRig::create(
    const QString &batch, const MasterRecipe &recipe, const QStringList &units, int priority)
{
    BatchHeader header;
    header.id = BatchId(batch);
    header.identity = u"C-"_s + batch;
    header.simulated = true;
    header.priority = priority;
    MasterRecipe signedRecipe = recipe;
    signedRecipe.roles.clear();
    QMap<RoleId, UnitId> chosen;
    for (qsizetype i = 0; i < units.size(); ++i) {
        UnitRole role;
        role.id = RoleId(u"ROLE%1"_s.arg(i + 1));
        role.name = words(role.id.value());
        role.equipmentClass = u"vessel"_s;
        signedRecipe.roles << role;
        chosen.insert(role.id, UnitId(units.at(i)));
    }
    sign(signedRecipe);
    const auto control = ControlRecipe::make(signedRecipe, plant, header, chosen);
    if (!control)
        return control.error();
    return cell->create(*control);
}

void CellRig::command(
    const QString &batch, const QString &element, ProceduralCommand command, const QString &person)
{
    cell->command(BatchId(batch), ElementId(element), command, u"because"_s, PersonId(person));
}

void CellRig::clear(const QString &unit)
{
    cell->clearUnit(LineClearance {
        UnitId(unit), u"F-1"_s, {u"empty"_s}, PersonId(u"anna"_s), PersonId(u"bert"_s)});
}

void CellRig::run(int minutes)
{
    for (int i = 0; i < qMax(1, minutes); ++i) {
        if (minutes > 0)
            clock.advance(std::chrono::minutes(1));
        cell->tick();
        gateway->flush();
    }
}

void CellRig::answerAll()
{
    const QVector<BatchId> batches = cell->batches();
    for (const BatchId &id : batches) {
        RecipeExecutor *executor = cell->batch(id);
        const QHash<quint64, Prompt> open = executor->state().prompts;
        for (const Prompt &prompt : open) {
            PromptAnswer answer;
            answer.batch = id;
            answer.prompt = prompt.id;
            answer.number = prompt.definition.answer == AnswerKind::Choice ? 0 : 42;
            answer.text = u"yes"_s;
            answer.person
                = PersonId(prompt.purpose == PromptPurpose::Verification ? u"bert"_s : u"anna"_s);
            executor->answer(answer);
        }
    }
    const QVector<UnitClaim> claims = cell->claims();
    for (const UnitClaim &claim : claims) {
        if (claim.state == UnitClaim::State::AwaitingClearance)
            clear(claim.unit.value());
    }
}

void CellRig::crash()
{
    QVector<BatchId> open;
    const QVector<BatchId> batches = cell->batches();
    for (const BatchId &id : batches) {
        const auto record = journal.read(id);
        const BatchState state = BatchState::fold(*record);
        if (state.exists() && !isFinal(state.state))
            open << id;
    }
    cell.reset();
    // What lay in the queues of the ports is lost with the program; the plant is as it is.
    auto next = std::make_unique<FakeGateway>();
    next->values = gateway->values;
    gateway = std::move(next);
    journal.failing = false;
    wire();
    for (const BatchId &id : open) {
        if (const auto taken = cell->recover(id); !taken)
            qFatal("%s", qPrintable(taken.error().code()));
    }
}

UnitClaim CellRig::claim(const QString &unit) const
{
    const QVector<UnitClaim> claims = cell->claims();
    const auto found = std::find_if(claims.begin(), claims.end(),
        [&](const UnitClaim &one) { return one.unit.value() == unit; });
    return found == claims.end() ? UnitClaim {} : *found;
}

QStringList CellRig::takeRefusals()
{
    return std::exchange(m_refusals, {});
}

} // namespace cytoloom::test
