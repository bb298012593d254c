// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/proceduralstate.h"
#include "processgraph/foundation/utctime.h"
#include "processgraph/plant/tagvalue.h"

#include <QtCore/QString>
#include <QtCore/QVector>

namespace cytoloom {

/// One live value on a card: words as they shall be read.
struct LiveValue
{
    QString name; ///< "Temperature"
    QString value; ///< "37.0 °C"
    Quality quality = Quality::Good; ///< anything else is drawn as such, never as a plain number
    bool abnormal = false; ///< outside its alert range
    friend bool operator==(const LiveValue &, const LiveValue &) = default;
};

/// What the process drawing shows of a running step. The look follows from `state` and the two
/// flags by brightness, outline and words: Idle plain, Running outlined, Complete dimmed, Held and
/// the like with the word in bold, abnormal ones in alarm colour.
struct RuntimeBadge
{
    ProceduralState state = ProceduralState::Idle;
    QString word; ///< state in the language of the page
    Duration elapsed {0};
    Duration expected {0}; ///< 0: unknown
    QVector<LiveValue> values; ///< the first three are shown in place of the key parameters
    bool attention = false; ///< somebody must do something here: the next human action
    int alarmPriority = 0; ///< highest unacknowledged alarm 1 … 4; 0: none
    friend bool operator==(const RuntimeBadge &, const RuntimeBadge &) = default;
};

} // namespace cytoloom
