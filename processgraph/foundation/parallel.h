// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace cytoloom {

/// Calls \p task(i) for each i of 0 … count-1 once and returns when all have returned: on the
/// calling thread, and on those threads of the global pool that are idle just now. Small i begin
/// first. Tasks must not wait for each other. May be called from a thread of the pool.
void inParallel(int count, const std::function<void(int)> &task);

} // namespace cytoloom
