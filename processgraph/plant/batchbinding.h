// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/attribute.h"
#include "processgraph/foundation/id.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/result.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QHash>
#include <QtCore/QMap>
#include <QtCore/QVector>

namespace cytoloom {

/// A unit, and the time when a batch has it: what the schedule-time rules look at.
struct Booking
{
    BatchId batch;
    QString product;
    UnitId unit;
    RoomId room;
    UtcTime from {};
    UtcTime to {};
    bool closed = true; ///< every step of the booking is demonstrably closed
    Attributes attributes {}; ///< home Batch: hazard, donor class, what else must not meet
    friend bool operator==(const Booking &, const Booking &) = default;
};

/// Status tags of material (GB: 待验, 合格, 不合格).
enum class LotStatus { Quarantine, Released, ConditionallyReleased, Rejected };

struct MaterialLot
{
    LotId id;
    QString bomLine; ///< the line of the recipe that it serves
    QString supplier;
    Quantity quantity; ///< available to this batch
    LotStatus status = LotStatus::Quarantine;
    std::optional<UtcTime> expiry; ///< or retest date
    std::optional<UtcTime> opened; ///< or thawed: in-use life counts from here
    std::optional<Duration> inUseLife;
    Attributes attributes {}; ///< sterile, supplier state, tests on file, titre
    friend bool operator==(const MaterialLot &, const MaterialLot &) = default;
};

/// One piece of single-use equipment: tubing set, bag, filter.
struct SingleUseSet
{
    QString serial;
    QString bomLine;
    LotId lot;
    std::optional<UtcTime> expiry;
    QVector<BatchId> usedBy; ///< other batches that it has served
    Attributes attributes {}; ///< sterilisation proof, package check, ratings
    friend bool operator==(const SingleUseSet &, const SingleUseSet &) = default;
};

struct CrewMember
{
    PersonId id;
    QStringList roles; ///< "operator", "qa", "qualified-person"
    QMap<QString, UtcTime>
        qualifications; ///< what for → valid until: "gowning", "aps", "CART-LV-01/3"
    Attributes attributes {};
    friend bool operator==(const CrewMember &, const CrewMember &) = default;
};

/// Who does a step when and where.
struct Assignment
{
    PersonId person;
    ElementId element; ///< step of the recipe
    RoomId room;
    UtcTime from {};
    UtcTime to {};
    bool checker = false; ///< verifies, does not perform
    friend bool operator==(const Assignment &, const Assignment &) = default;
};

/// What a room or unit is like now, and what was in it before.
struct PlaceState
{
    BatchId lastBatch; ///< empty: none since the last changeover
    QString lastProduct;
    Attributes
        attributes {}; ///< overrides the plant file: cleaning, clearance, environment, service
    friend bool operator==(const PlaceState &, const PlaceState &) = default;
};

/// A planned working time; critical steps must not end outside (GMP-TIM-06).
struct Shift
{
    UtcTime from {};
    UtcTime to {};
    friend bool operator==(const Shift &, const Shift &) = default;
};

/// One batch bound to real equipment, rooms, lots, people and times (*.cybinding.json): what the
/// schedule-time rules are asked about. A value; any thread.
struct BatchBinding
{
    BatchId batch;
    QString product; ///< product code
    RecipeId recipe;
    int recipeVersion = 0;
    std::optional<UtcTime> start;
    Attributes attributes {}; ///< donor, recipient, eligibility, serology, issue
    QHash<RoleId, UnitId> units;
    QHash<ElementId, RoomId> rooms; ///< of steps that no unit carries out
    QVector<MaterialLot> lots;
    QVector<SingleUseSet> sets;
    QVector<CrewMember> crew;
    QVector<Assignment> assignments;
    QHash<UnitId, PlaceState> unitStates;
    QHash<RoomId, PlaceState> roomStates;
    QVector<Booking> bookings; ///< of other batches
    QVector<Shift> shifts; ///< empty: no calendar, nothing is outside it

    friend bool operator==(const BatchBinding &, const BatchBinding &) = default;
};

inline constexpr int BindingSchemaVersion = 1;
/// Whole or not at all: "file.cannotRead", "json.…", "schema.…", "binding.…" with place.
Result<BatchBinding> readBinding(const QByteArray &text, const QString &fileName);
Result<BatchBinding> readBindingFile(const QString &fileName);
QByteArray writeBinding(const BatchBinding &binding);

} // namespace cytoloom
