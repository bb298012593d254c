// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validator.h"

#include <atomic>
#include <memory>

namespace cytoloom {

/// Validation that follows the edits of one recipe: it keeps what each check has found in each
/// scope, and after an edit asks only the checks that the edit concerns. The findings are those of
/// validate(), order included. One thread at a time, not always the same one; checks run on idle
/// threads of the global pool as well.
class IncrementalValidator
{
public:
    /// \p catalog outlives the validator.
    explicit IncrementalValidator(const Catalog &catalog);
    ~IncrementalValidator();
    IncrementalValidator(const IncrementalValidator &) = delete;
    IncrementalValidator &operator=(const IncrementalValidator &) = delete;

    /// The findings of \p next. What has changed since the last call is found out here; without a
    /// last call, and when the plant, a role, the binding or the profile is another one, everything
    /// is looked at. nullopt: \p cancelled became true meanwhile; the next call starts anew.
    std::optional<QVector<Finding>> update(
        const ValidationInput &next, const std::atomic_bool *cancelled = nullptr);
    /// How many times a check was asked in the last update.
    [[nodiscard]] int lastCalls() const;
    /// Time that each rule took in the last update, in ns; for benchmarks.
    [[nodiscard]] QMap<QString, qint64> lastCosts() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
