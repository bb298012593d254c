// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validator.h"

#include <QtCore/QStringList>

namespace cytoloom::test {

/// One file of tests/data/rules: a shipped recipe, plant and binding with a few edits, and the
/// findings that these must bring.
struct RuleCaseFile
{
    ValidationInput input;
    ValidationInput base; ///< the same before its edits
    QStringList findings; ///< codes, sorted
    QString problem; ///< what is wrong with the case itself

    /// tests/data/rules
    static QString folder();
    /// All cases below it, relative, sorted.
    static QStringList all();
    /// \p name as all() gives it.
    static RuleCaseFile load(const QString &name);
    /// "cart" or "msc" in the demo plant, for the cart with the demo binding when \p bound.
    static ValidationInput shipped(const QString &recipe, bool bound, Profile profile);
};

} // namespace cytoloom::test
