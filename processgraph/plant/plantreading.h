// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/jsonreader.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QSet>

/// What the readers of plant and binding files have in common. \p file is the first word of the
/// error codes: "plant" or "binding".
namespace cytoloom::json {

/// An id that no other of its kind has: "<file>.duplicateId" (args: id) otherwise.
QString readFreshId(JsonReader &reader, const char *key, QSet<QString> &seen, const QString &file);
/// A moment in ISO 8601, nullopt when it is not there: "<file>.time" (args: found) when it is none.
std::optional<UtcTime> readTime(JsonReader &reader, const char *key, const QString &file);

} // namespace cytoloom::json
