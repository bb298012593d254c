// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/element.h"
#include "processgraph/model/link.h"

namespace cytoloom {

/// What a step may or may not have.
enum class StepPart : quint8 {
    Gate = 1,
    Ports = 2,
    Attributes = 4,
    Parameters = 8,
    Signatures = 16,
    Crew = 32,
    Residual = 64,
    Times = 128 ///< a duration or a limit of one
};

/// What most rules ask of a step before they look at it: ten thousand looks into memory all over
/// the place are a millisecond, ten thousand of these lie in a row.
struct StepTraits
{
    ElementKind kind = ElementKind::Phase;
    quint8 parts = 0; ///< StepPart

    [[nodiscard]] bool has(StepPart part) const { return (parts & quint8(part)) != 0; }
    [[nodiscard]] static StepTraits of(const Element &element);
};

/// The same for links.
struct LinkTraits
{
    LinkKind kind = LinkKind::Control;
    GateOutcome outcome = GateOutcome::None;
    bool attributes = false; ///< has some
    int priority = 0;

    [[nodiscard]] static LinkTraits of(const Link &link);
};

} // namespace cytoloom
