// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validator.h"

#include <functional>

namespace cytoloom::test {

/// One slip of an engineer or planner in an otherwise clean recipe.
struct Mutation
{
    QString place; ///< what was changed: "expansion", "link c158", "lot L-7"
    std::function<void(ValidationInput &)> apply;
};

/// A kind of slip and every place of an input where it can happen.
struct MutationFamily
{
    const char *name;
    QVector<Mutation> (*enumerate)(const ValidationInput &);
};

/// All families: structure, matter, limits, gates, people, evidence, plant, binding.
[[nodiscard]] const QVector<MutationFamily> &mutationFamilies();

} // namespace cytoloom::test
