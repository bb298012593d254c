// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "processgraph/foundation/result.h"

#include <QtCore/QStringList>

#include <array>
#include <optional>

namespace cytoloom {

/// One thing that a person may do about an alarm, as a code: "hold" (the phase), "trend", "device",
/// "sample", "call" (the engineer), "quality", "deviation", "comment".
struct AlarmResponse
{
    QString code;
    QStringList phases; ///< phase classes in which it is allowed; empty: in all
    friend bool operator==(const AlarmResponse &, const AlarmResponse &) = default;
};

/// What is known about an alarm before it comes: its rationalisation (ISA-18.2). A value.
struct AlarmCard
{
    QString id; ///< "ALM-0101.low"
    QString
        entry; ///< of the alarm list, as Parameter's alarmRationalisation names it; may be empty
    // Which alarms it is for; what is empty is not asked
    AlarmKind kind = AlarmKind::Limit;
    QStringList signalNames; ///< "temperature.pv"
    QStringList unitClasses;
    QString limit; ///< "action", "alert"
    std::optional<LimitSide> side;
    // What it says
    LocalizedText title;
    LocalizedText cause;
    LocalizedText consequence;
    QVector<LocalizedText> steps; ///< what to do, in order
    Duration respondWithin {0};
    QVector<AlarmResponse> responses;
    // What it settles
    std::optional<int> priority; ///< instead of the one that the kind of limit gives
    bool latching = false;
    bool shelvable = true; ///< beside the alarms that are never shelvable

    /// Codes of the responses that are allowed in a phase of the class \p phase.
    [[nodiscard]] QStringList allowedIn(const QString &phase) const;
    friend bool operator==(const AlarmCard &, const AlarmCard &) = default;
};

/// An alarm to find the card of.
struct AlarmSubject
{
    AlarmKind kind = AlarmKind::Limit;
    QString entry;
    QString signal;
    QString unitClass;
    QString limit;
    std::optional<LimitSide> side;
};

/// What a site settles for all its alarms. The defaults are the starting values of rules.md 3.3.
struct AlarmPolicy
{
    Duration longestShelving = std::chrono::hours(8); ///< a shift
    QVector<Duration> shelvingTimes; ///< offered, shortest first
    QStringList shelvingRoles;
    QStringList serviceRoles; ///< who may take out of service
    /// By priority 1 … 4; 0: never.
    std::array<Duration, 4> soundAgain {}; ///< while unacknowledged
    std::array<Duration, 4> alarmAgain {}; ///< acknowledged, but still present
    Duration mute = std::chrono::seconds(60); ///< of the sound
    int floodStart = 10; ///< more than so many within the window begin a flood,
    int floodEnd = 5; ///< fewer than so many end it
    Duration floodWindow = std::chrono::minutes(10);
    int chatterCount = 3; ///< so many within the window are chattering
    Duration chatterWindow = std::chrono::minutes(10);
    friend bool operator==(const AlarmPolicy &, const AlarmPolicy &) = default;
};

/// Response cards and policy, from resources/alarms/*.json ("cytoloom.alarms/1"). Read once, then
/// immutable; any thread.
class AlarmCatalog
{
public:
    /// Whole or not at all: "file.cannotRead", "json.…", "schema.…", "alarm.card.…" (an id twice,
    /// an unknown response), "alarm.policy.…" (no policy, two, or one that contradicts itself).
    static Result<AlarmCatalog> read(const QString &folder);
    /// What ships with the program. Asserts that it is sound: tested.
    static const AlarmCatalog &shipped();

    /// The card that fits \p subject most closely: the entry of the alarm list before the signal,
    /// then unit class, side and kind of limit; nullptr when none fits.
    [[nodiscard]] const AlarmCard *cardFor(const AlarmSubject &subject) const;
    [[nodiscard]] const AlarmCard *card(const QString &id) const;
    [[nodiscard]] const QVector<AlarmCard> &cards() const { return m_cards; }
    [[nodiscard]] const AlarmPolicy &policy() const { return m_policy; }
    [[nodiscard]] static const QStringList &responseCodes();

private:
    QVector<AlarmCard> m_cards;
    AlarmPolicy m_policy;
};

} // namespace cytoloom
