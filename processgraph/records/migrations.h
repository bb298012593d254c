// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/historian/sqlconnection.h"

namespace cytoloom {

/// The versions that a store has gone through: resources/sql/NNN-name.sql brings version NNN-1 to
/// NNN. A script that has shipped never changes.
class Migrations
{
public:
    [[nodiscard]] static int newest();
    /// Brings a store to the newest version, each step in one transaction. Fails with
    /// "store.newer", "store.notOurs" and whatever the database says; the store then stays at the
    /// version it had.
    static Result<void> apply(SqlConnection &connection);
    /// Fails where apply() would, or when it would have something to do ("store.older").
    static Result<void> check(const SqlConnection &connection);
};

} // namespace cytoloom
