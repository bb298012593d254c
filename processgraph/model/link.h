// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/attribute.h"
#include "processgraph/foundation/id.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"

namespace cytoloom {

/// Control links carry the token; material, sample and waste links carry matter; a sync link joins
/// the two phases of a transfer, which run and end together.
enum class LinkKind { Control, Material, Sync, Sample, Waste };
/// What a gate decided when it sends the token along this link; None elsewhere.
enum class GateOutcome { None, Pass, Fail, Pending };
/// How two ports are joined (GMP-CON-01). Iscd: intrinsic sterile connection device.
enum class Connection { None, Weld, Iscd, Integral, Sip, Luer, Spike, Open };

struct Endpoint
{
    ElementId element;
    PortId port; ///< empty for control and sync links
    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

struct Link
{
    LinkId id;
    LinkKind kind = LinkKind::Control;
    Endpoint from;
    Endpoint to;
    GateOutcome outcome = GateOutcome::None; ///< control links out of a gate
    int priority = 0; ///< control links out of a selection split: lower is asked first

    // Matter only
    QString medium; ///< material class of the catalogue
    std::optional<Quantity> volume;
    Connection connection = Connection::None;
    Range temperatureBand; ///< °C
    std::optional<Duration> holdLimit; ///< longest stay between the two steps
    Attributes attributes {}; ///< tubing, joint check, transport, handover

    friend bool operator==(const Link &, const Link &) = default;
};

} // namespace cytoloom
