// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/donorenvelope.h"
#include "processgraph/foundation/jsonvalue.h"

namespace cytoloom {

/// The envelope as one JSON object ("cytoloom.envelope/1"): hours, 1e6 cells, shares 0 … 1. Pure.
[[nodiscard]] JsonValue toJson(const DonorEnvelope &envelope, Language language);

} // namespace cytoloom
