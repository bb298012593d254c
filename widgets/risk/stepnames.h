// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

namespace cytoloom {

/// Names that tell \p steps apart in a list without the drawing: "Expand to day 5 › Line
/// clearance"; where that is not enough with every container in between, and where steps of one
/// name stand side by side with the gate that they follow: "Investigate · after Harvest gate". What
/// still has a double gets its id. Pure; texts of the translator apart, any thread.
[[nodiscard]] QHash<ElementId, QString> stepNames(
    const MasterRecipe &recipe, const QVector<ElementId> &steps, Language language);

} // namespace cytoloom
