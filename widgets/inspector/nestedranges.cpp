// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/nestedranges.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double Margin = 0.14; ///< of the scale, at each side

using Ring = NestedRanges::Ring;

bool isInstruments(Ring ring)
{
    return ring == Ring::Calibrated || ring == Ring::Capability;
}

std::optional<Range> converted(const Range &range, const Unit &from, const Unit &to)
{
    Range result;
    for (const auto &[source, target] :
        {std::pair {&range.low, &result.low}, std::pair {&range.high, &result.high}}) {
        if (!*source)
            continue;
        const auto value = from.convert(**source, to);
        if (!value)
            return std::nullopt;
        *target = *value;
    }
    return result;
}

// The unit whose instrument shows the parameter: that of "<ROLE>:<signal>", else the step's own.
const PlantUnit *unitOf(
    const MasterRecipe &recipe, const Plant &plant, const ElementId &element, const QString &signal)
{
    const qsizetype colon = signal.indexOf(u':');
    RoleId role(signal.left(std::max<qsizetype>(colon, 0)));
    if (colon <= 0) {
        const Element *owner = recipe.procedure.element(recipe.procedure.unitProcedure(element));
        role = owner ? owner->role : RoleId();
    }
    const UnitRole *found = recipe.role(role);
    return found ? plant.unit(found->preferredUnit) : nullptr;
}

} // namespace

NestedRanges NestedRanges::of(const MasterRecipe &recipe, const std::optional<Plant> &plant,
    const ElementId &element, const Parameter &parameter)
{
    NestedRanges nested;
    nested.unit = parameter.unit;
    if (const auto value = recipe.setPoint(parameter))
        nested.setPoint = *value;
    const auto add = [&nested](Ring ring, const std::optional<Range> &range) {
        if (range && !range->isEmpty())
            nested.entries.append({ring, *range});
    };
    add(Ring::Alert, parameter.alert);
    add(Ring::Action, parameter.action);
    add(Ring::Validated, parameter.validated);
    const PlantUnit *unit = plant ? unitOf(recipe, *plant, element, parameter.signal) : nullptr;
    const QString signal = parameter.signal.mid(parameter.signal.indexOf(u':') + 1);
    const QString measured = signal.isEmpty() ? parameter.id.value() : signal.section(u'.', 0, -2);
    if (unit) {
        for (const Capability &capability : unit->capabilities) {
            if (capability.id != measured)
                continue;
            nested.instrument = unit->id.value() + u' ' + capability.id;
            add(Ring::Calibrated,
                converted(capability.calibrated, capability.unit, parameter.unit));
            add(Ring::Capability, converted(capability.range, capability.unit, parameter.unit));
        }
    }
    if (nested.setPoint && !nested.entries.isEmpty())
        nested.setPointBeyond = !nested.entries.first().range.contains(*nested.setPoint);
    for (qsizetype i = 0; i + 1 < nested.entries.size(); ++i) {
        Entry &inner = nested.entries[i];
        const Entry &outer = nested.entries.at(i + 1);
        // Open to this side: within the recipe that reaches beyond every limit; an instrument is
        // asked only for what is stated.
        const bool lenient = isInstruments(outer.ring);
        inner.lowBeyond
            = outer.range.low && (inner.range.low ? *inner.range.low < *outer.range.low : !lenient);
        inner.highBeyond = outer.range.high
            && (inner.range.high ? *inner.range.high > *outer.range.high : !lenient);
    }
    // Where the recipe is open to a side, its set point at least must lie within the instrument's.
    for (const Entry &each : std::as_const(nested.entries)) {
        if (isInstruments(each.ring) && nested.setPoint && !each.range.contains(*nested.setPoint))
            nested.setPointBeyond = true;
    }
    return nested;
}

bool NestedRanges::isMeaningful() const
{
    const Range whole = scale();
    return whole.low && whole.high && *whole.high > *whole.low;
}

bool NestedRanges::isNested() const
{
    return !setPointBeyond && std::none_of(entries.cbegin(), entries.cend(), [](const Entry &each) {
        return each.lowBeyond || each.highBeyond;
    });
}

Range NestedRanges::scale() const
{
    Range whole;
    const auto take = [&whole](std::optional<double> value) {
        if (!value)
            return;
        whole.low = whole.low ? std::min(*whole.low, *value) : *value;
        whole.high = whole.high ? std::max(*whole.high, *value) : *value;
    };
    const bool own = std::any_of(entries.cbegin(), entries.cend(),
        [](const Entry &each) { return !isInstruments(each.ring); });
    for (const Entry &each : entries) {
        // A bioreactor that can do 4 to 40 °C would leave 35.5 to 38.5 no room to be seen.
        if (own && isInstruments(each.ring))
            continue;
        take(each.range.low);
        take(each.range.high);
    }
    if (whole.isEmpty())
        return {};
    take(setPoint);
    if (*whole.low == *whole.high)
        return {};
    const double room = (*whole.high - *whole.low) * Margin;
    whole.low = *whole.low - room;
    whole.high = *whole.high + room;
    return whole;
}

} // namespace cytoloom
