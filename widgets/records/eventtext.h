// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/journal.h"
#include "processgraph/foundation/language.h"

#include <functional>

namespace cytoloom {

/// Journal events as sentences, from the message codes "timeline.<event code>". Any thread but for
/// the words of states and commands, which come from the installed translator: GUI thread.
namespace eventtext {

/// What a filter of the timeline lets through.
enum class Kind { Step, Person, Equipment, Alarm, Other };
[[nodiscard]] Kind kind(const QString &code);

/// Name of a step in the language; empty when unknown.
using ElementNames = std::function<QString(const ElementId &, Language)>;
[[nodiscard]] QString sentence(
    const JournalEvent &event, Language language, const ElementNames &names);

} // namespace eventtext
} // namespace cytoloom
