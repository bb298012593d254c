// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/phaseclass.h"

#include <algorithm>

namespace cytoloom {

/// Somebody must be there for a phase of this class: it asks something. One that waits or marks a
/// stage by itself keeps nobody, whatever crew it names. An unknown class (null) is taken to.
[[nodiscard]] inline bool asksPeople(const PhaseClass *phase)
{
    return !phase || std::any_of(phase->run.begin(), phase->run.end(), [](const LogicStep &step) {
        return step.kind == LogicKind::Ask;
    });
}

} // namespace cytoloom
