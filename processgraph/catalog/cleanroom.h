// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cytoloom {

/// How a step keeps the product from the room (EU GMP Annex 1).
enum class Openness { NotApplicable, Closed, FunctionallyClosed, Open };

/// Clean-room grade; Unclassified is below D.
enum class Grade { A, B, C, D, Unclassified };

} // namespace cytoloom
