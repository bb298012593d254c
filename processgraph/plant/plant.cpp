// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/plant/plant.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

template <class T, class Wanted> const T *byId(const QVector<T> &items, const Wanted &wanted)
{
    for (const T &each : items)
        if (each.id == wanted)
            return &each;
    return nullptr;
}

} // namespace

const Room *Plant::room(const RoomId &wanted) const
{
    return byId(rooms, wanted);
}

const PlantUnit *Plant::unit(const UnitId &wanted) const
{
    return byId(units, wanted);
}

const DeviceBinding *Plant::device(const DeviceId &wanted) const
{
    return byId(devices, wanted);
}

const TagDefinition *Plant::tag(const TagId &wanted) const
{
    // A tag's name starts with its unit, so one unit has to be searched and not all of them.
    const PlantUnit *owner = unit(UnitId(wanted.value().section(u'.', 0, 0)));
    return owner ? byId(owner->tags, wanted) : nullptr;
}

const TagDefinition *Plant::tag(const UnitId &unitId, const QString &signal) const
{
    const PlantUnit *owner = unit(unitId);
    if (!owner)
        return nullptr;
    for (const TagDefinition &each : owner->tags)
        if (each.signal == signal)
            return &each;
    return nullptr;
}

QVector<TagDefinition> Plant::allTags() const
{
    QVector<TagDefinition> all;
    for (const PlantUnit &each : units)
        all.append(each.tags);
    return all;
}

} // namespace cytoloom
