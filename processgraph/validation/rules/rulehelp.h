// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/validationcontext.h"

namespace cytoloom::rules {

/// The names of steps, in order; ids where they have none.
[[nodiscard]] QVector<LocalizedText> namesOf(
    const ValidationContext &context, const QVector<int> &elements);
/// A time as the counter-examples hold it.
[[nodiscard]] Quantity minutes(Duration time);
/// Text for a message: "1 h 05 min".
[[nodiscard]] QString timeText(Duration time);
/// "2 … 8", "≥ 2", "≤ 8".
[[nodiscard]] QString rangeText(const Range &range);
/// The place of a port.
[[nodiscard]] FindingPlace portPlace(
    const ValidationContext &context, int element, const Port &port);
/// The material class of a port: its own, or that of its links; null when unknown.
[[nodiscard]] const MaterialClass *materialOf(
    const ValidationContext &context, int element, const Port &port);
/// Product that leaves the drawing here: an unlinked product outlet for cells.
[[nodiscard]] bool isFinalOutlet(const ValidationContext &context, int element, const Port &port);
/// Phases of one of the classes that \p word names.
[[nodiscard]] QVector<int> phasesOf(const ValidationContext &context, int word);
/// People do it: a manual step or phase, or a step that names a crew or signatures.
[[nodiscard]] bool needsPeople(const ValidationContext &context, int element);
/// Gates that release the batch.
[[nodiscard]] QVector<int> releaseGates(const ValidationContext &context);
/// An attribute of the element or of the nearest container that states it; null when none does.
[[nodiscard]] const Attributes *stating(
    const ValidationContext &context, int element, const QString &attribute);

} // namespace cytoloom::rules
