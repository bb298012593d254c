// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validationcontext.h"

namespace cytoloom {

/// Which phases of a recipe are of which class: an analysis that rules share
/// (context.once<PhaseIndex>()). Built in linear time, then immutable; any thread.
class PhaseIndex
{
public:
    explicit PhaseIndex(const ValidationContext &context);

    /// The phases of these classes, ascending; each once.
    [[nodiscard]] QVector<int> of(const QStringList &types) const;
    /// Every class that some phase is of.
    [[nodiscard]] QStringList types() const { return m_phases.keys(); }

private:
    QHash<QString, QVector<int>> m_phases;
};

} // namespace cytoloom
