// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/attribute.h"
#include "processgraph/catalog/cleanroom.h"
#include "processgraph/foundation/id.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QVector>

namespace cytoloom {

struct Room
{
    RoomId id;
    LocalizedText name;
    Grade grade = Grade::C; ///< of the room's best zone
    Grade background = Grade::C; ///< of what surrounds that zone
    bool isolator = false; ///< the zone is a qualified isolator
    int maxPeople = 0;
    Attributes attributes {}; ///< air handling, pressure, zone, requalification
    friend bool operator==(const Room &, const Room &) = default;
};

/// How people or material go from one room to another.
struct Passage
{
    enum class Kind { Airlock, PassBox, Door, Hatch };

    QString id;
    RoomId from;
    RoomId to;
    Kind kind = Kind::Airlock;
    /// Pressure of `from` above that of `to`, Pa; empty: not stated.
    std::optional<double> pressureDifference;
    Attributes attributes {};
    friend bool operator==(const Passage &, const Passage &) = default;
};

enum class TagDirection { Read, Write, ReadWrite };

/// A signal of a unit and where it comes from.
struct TagDefinition
{
    TagId id; ///< "<unit>.<signal>"
    QString signal; ///< "temperature.pv"
    LocalizedText name;
    Unit unit;
    TagDirection direction = TagDirection::Read;
    DeviceId device;
    QString deviceTag; ///< name of the tag in the device profile
    Range display; ///< axis range where nothing better is known
    friend bool operator==(const TagDefinition &, const TagDefinition &) = default;
};

struct Capability
{
    QString id; ///< "temperature"
    Range range;
    Range calibrated; ///< empty: not an instrument
    Unit unit;
    friend bool operator==(const Capability &, const Capability &) = default;
};

struct PlantUnit
{
    UnitId id;
    LocalizedText name;
    QString equipmentClass;
    RoomId room;
    QVector<Capability> capabilities;
    std::optional<double> minVolume; ///< mL
    std::optional<double> maxVolume; ///< mL
    bool exclusive = true; ///< one batch at a time (GMP-EQP-05)
    int positions = 1; ///< how many batches it can hold when not exclusive
    bool qualified = true;
    std::optional<UtcTime> calibrationDue;
    Attributes attributes {}; ///< interface, cleaning state, storage band, welder
    QVector<TagDefinition> tags;
    friend bool operator==(const PlantUnit &, const PlantUnit &) = default;
};

struct DeviceBinding
{
    DeviceId id;
    LocalizedText name;
    QString profile; ///< file name of the device profile, relative to the plant file or shipped
    QString connect; ///< URL, see devices/runtime
    friend bool operator==(const DeviceBinding &, const DeviceBinding &) = default;
};

/// The physical model: rooms, units, devices (*.cyplant.json). A value; any thread.
struct Plant
{
    QString id;
    LocalizedText name;
    bool simulated = false; ///< its devices are the virtual plant's: everything is watermarked
    QVector<Room> rooms;
    QVector<Passage> passages;
    QVector<PlantUnit> units;
    QVector<DeviceBinding> devices;

    [[nodiscard]] const Room *room(const RoomId &wanted) const;
    [[nodiscard]] const PlantUnit *unit(const UnitId &wanted) const;
    [[nodiscard]] const DeviceBinding *device(const DeviceId &wanted) const;
    [[nodiscard]] const TagDefinition *tag(const TagId &wanted) const;
    [[nodiscard]] const TagDefinition *tag(const UnitId &unit, const QString &signal) const;
    [[nodiscard]] QVector<TagDefinition> allTags() const;

    friend bool operator==(const Plant &, const Plant &) = default;
};

inline constexpr int PlantSchemaVersion = 1;
/// Whole or not at all: "file.cannotRead", "json.…", "schema.newer", "plant.…" with place.
Result<Plant> readPlant(const QByteArray &text, const QString &fileName);
Result<Plant> readPlantFile(const QString &fileName);
QByteArray writePlant(const Plant &plant);

} // namespace cytoloom
