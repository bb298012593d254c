// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/reports/batchreport.h"

namespace cytoloom {

/// The batch record for machines (record.json): everything the report says, every event of the
/// journal with its sequence number, and the completeness of the history. Stable order.
JsonValue recordJson(const BatchReport &report);

} // namespace cytoloom
