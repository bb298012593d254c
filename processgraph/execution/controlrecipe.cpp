// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/controlrecipe.h"

#include "processgraph/catalog/catalogreader.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/jsonreader.h"
#include "processgraph/model/approvedcontent.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/profilewords.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestBatchNumber = 64;

/// The range that \p need asks for, in \p unit; nullopt when it cannot be converted.
std::optional<Range> rangeIn(const CapabilityNeed &need, const Unit &unit)
{
    Range result;
    if (need.range.low) {
        const auto low = need.unit.convert(*need.range.low, unit);
        if (!low)
            return std::nullopt;
        result.low = *low;
    }
    if (need.range.high) {
        const auto high = need.unit.convert(*need.range.high, unit);
        if (!high)
            return std::nullopt;
        result.high = *high;
    }
    return result;
}

/// Why \p unit cannot play \p role; empty when it can.
QString whyNot(const UnitRole &role, const PlantUnit &unit)
{
    if (unit.equipmentClass != role.equipmentClass)
        return u"%1: class %2"_s.arg(unit.id.value(), unit.equipmentClass);
    for (const CapabilityNeed &need : role.capabilities) {
        const auto has = std::find_if(unit.capabilities.begin(), unit.capabilities.end(),
            [&](const Capability &capability) { return capability.id == need.capability; });
        if (has == unit.capabilities.end())
            return u"%1: no %2"_s.arg(unit.id.value(), need.capability);
        const std::optional<Range> wanted = rangeIn(need, has->unit);
        if (!wanted || (wanted->low && !has->range.contains(*wanted->low))
            || (wanted->high && !has->range.contains(*wanted->high)))
            return u"%1: range of %2"_s.arg(unit.id.value(), need.capability);
    }
    return {};
}

} // namespace

Result<ControlRecipe> ControlRecipe::make(const MasterRecipe &master, const Plant &plant,
    const BatchHeader &header, const QMap<RoleId, UnitId> &chosen)
{
    if (master.status != RecipeStatus::Approved && master.status != RecipeStatus::Effective)
        return Error(u"batch.notApproved"_s,
            {{u"recipe"_s, master.id.value()}, {u"version"_s, QString::number(master.version)}});
    // The number stands on labels and in file names.
    const QString number = header.id.value();
    const bool printable
        = std::all_of(number.begin(), number.end(), [](QChar one) { return one.isPrint(); });
    if (!printable || number.size() > LongestBatchNumber)
        return Error(u"batch.badNumber"_s,
            {{u"length"_s, QString::number(number.size())},
                {u"most"_s, QString::number(LongestBatchNumber)}});
    // What people signed is what is made (GMP-DOC-02), and all that have to sign have: a status
    // and the name of an approver are words in a file.
    if (auto sound = checkApprovals(master); !sound)
        return sound.error();

    ControlRecipe control {header, master, cytoloom::recipeHash(master), {}, {}};
    for (const UnitRole &role : master.roles) {
        const UnitId wanted = chosen.value(role.id);
        if (wanted.isEmpty())
            continue;
        const PlantUnit *unit = plant.unit(wanted);
        const QString reason = unit ? whyNot(role, *unit) : u"not in the plant"_s;
        if (!reason.isEmpty())
            return Error(u"batch.noUnit"_s,
                {{u"role"_s, role.id.value()},
                    {u"reason"_s, u"%1: %2"_s.arg(wanted.value(), reason)}});
        control.units.insert(role.id, wanted);
    }
    // Preferences first, so that a role without one does not take another role's unit away.
    for (const UnitRole &role : master.roles) {
        if (control.units.contains(role.id))
            continue;
        const PlantUnit *unit = plant.unit(role.preferredUnit);
        if (unit && whyNot(role, *unit).isEmpty())
            control.units.insert(role.id, unit->id);
    }
    for (const UnitRole &role : master.roles) {
        if (control.units.contains(role.id))
            continue;
        QStringList reasons;
        for (const PlantUnit &unit : plant.units) {
            QString reason = whyNot(role, unit);
            if (reason.isEmpty() && unit.exclusive && control.units.values().contains(unit.id))
                reason = u"%1: bound to another role"_s.arg(unit.id.value());
            if (reason.isEmpty()) {
                control.units.insert(role.id, unit.id);
                break;
            }
            if (unit.equipmentClass == role.equipmentClass)
                reasons << reason;
        }
        if (!control.units.contains(role.id))
            return Error(u"batch.noUnit"_s,
                {{u"role"_s, role.id.value()},
                    {u"reason"_s,
                        reasons.isEmpty() ? role.equipmentClass : reasons.join(u"; "_s)}});
    }
    return control;
}

QMap<RoleId, UnitId> ControlRecipe::spread(
    const MasterRecipe &master, const Plant &plant, QHash<UnitId, int> *taken)
{
    QMap<RoleId, UnitId> chosen;
    for (const UnitRole &role : master.roles) {
        const PlantUnit *best = nullptr;
        for (const PlantUnit &unit : plant.units) {
            if (!whyNot(role, unit).isEmpty()
                || (unit.exclusive && chosen.values().contains(unit.id)))
                continue;
            const auto rank = [&](const PlantUnit &one) {
                return std::pair(taken->value(one.id), one.id == role.preferredUnit ? 0 : 1);
            };
            if (!best || rank(unit) < rank(*best))
                best = &unit;
        }
        if (!best)
            continue; // make() says why
        chosen.insert(role.id, best->id);
        ++(*taken)[best->id];
    }
    return chosen;
}

const PhaseClass *ControlRecipe::phaseClass(const QString &id) const
{
    const auto found = std::find_if(phaseClasses.begin(), phaseClasses.end(),
        [&](const PhaseClass &phase) { return phase.id == id; });
    return found == phaseClasses.end() ? nullptr : &*found;
}

JsonValue ControlRecipe::toJson() const
{
    JsonValue logic; // Null: left out
    if (!phaseClasses.isEmpty()) {
        logic = JsonValue::array();
        for (const PhaseClass &phase : phaseClasses)
            logic.append(phaseClassValue(phase));
    }
    JsonValue bound = JsonValue::object();
    for (auto it = units.begin(); it != units.end(); ++it)
        bound.insert(it.key().value(), JsonValue(it.value().value()));
    const Result<JsonValue> document = parseJson(writeRecipe(recipe), u"recipe"_s);
    Q_ASSERT(document.ok()); // our own writer
    return eventdata::object({{"batch", header.id.value()}, {"identity", header.identity},
        {"shape", header.shape}, {"colour", header.colour}, {"simulated", header.simulated},
        {"profile", json::wordOf(json::profileWords(), header.profile)}, {"recipeHash", recipeHash},
        {"priority", header.priority == 0 ? JsonValue() : JsonValue(header.priority)},
        {"units", bound}, {"recipe", *document}, {"phaseClasses", logic}});
}

Result<ControlRecipe> ControlRecipe::fromJson(const JsonValue &json)
{
    JsonReader reader(json, u"controlRecipe"_s);
    ControlRecipe control;
    control.header.id = BatchId(reader.string("batch"));
    control.header.identity = reader.string("identity", {});
    control.header.shape = reader.string("shape", {});
    control.header.colour = reader.string("colour", {});
    control.header.simulated = reader.boolean("simulated");
    control.header.profile = reader.word("profile", json::profileWords(), Profile::CN);
    control.header.priority = reader.integer("priority", -1000, 1000, 0);
    control.recipeHash = reader.string("recipeHash");
    const JsonValue bound = reader.raw("units");
    for (const JsonMember &unit : bound.members())
        control.units.insert(RoleId(unit.key), UnitId(unit.value.toString()));
    const JsonValue document = reader.raw("recipe");
    QStringList resultsRead; // of all classes of the catalogue; looked at when that was read
    reader.eachObject("phaseClasses",
        [&](JsonReader each) { control.phaseClasses << readPhaseClass(each, &resultsRead); });
    reader.done();
    if (const auto read = reader.result(); !read)
        return read.error();
    auto recipe = readRecipe(document.toJson(), u"controlRecipe"_s);
    if (!recipe)
        return recipe.error();
    control.recipe = *recipe;
    return control;
}

} // namespace cytoloom
