// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/runrules.h"
#include "processgraph/validation/validationcontext.h"

/// What the runtime rules see in the record of the batch itself, beside the checks that the
/// schedule has, too. Pure functions; \p step is the element number of the situation's step.
namespace cytoloom::runchecks {

/// Times that have passed: open, hold of an intermediate, held, contact with the cryoprotectant
/// (GMP-TIM-01, -02, -04), and the timers that the situation brings along.
void times(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings);
/// Who starts a step that asks for people is known (GMP-PER-01).
void people(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings);
/// Nothing that cannot be undone while a gate is undecided or has failed (GMP-IPC-08); joints on
/// the way are checked by the step that is to check them (GMP-CON-04).
void way(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings);
/// Nobody else's product, and nobody else's batch that is open or while this step is, in the room
/// of the step while it lasts (GMP-SEG-01, -02).
void neighbours(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings);
/// Before a release: donor and recipient matched, no lot open, no label missing (GMP-COI-03,
/// GMP-MAT-02, GMP-BAL-05).
void release(const ValidationContext &context, const RunSituation &situation, int step,
    FindingList &findings);

} // namespace cytoloom::runchecks
