// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchoverview.h"
#include "processgraph/execution/blastradius.h"
#include "processgraph/execution/faultchoice.h"
#include "processgraph/execution/restartreport.h"
#include "processgraph/execution/unitclaim.h"
#include "tests/widgets/samples.h"
#include "widgets/operation/clearancepage.h"
#include "widgets/operation/handover.h"
#include "widgets/operation/questionrow.h"
#include "widgets/operation/startchecklist.h"

/// A suite with many batches, for pictures and tests of the operator's pages.
namespace cytoloom::samples {

/// Sixteen batches of two products: one in danger, one late, some asked, the rest at work.
[[nodiscard]] QVector<BatchOverview> overviews();
[[nodiscard]] QVector<UnitClaim> claims();
/// The batch of samples::batch(), Held with all that was under way.
[[nodiscard]] BatchState heldBatch();
/// Questions of four batches; one is over its time.
[[nodiscard]] QVector<QueuedPrompt> questions();
[[nodiscard]] FaultChoice fault();
[[nodiscard]] BlastRadius blast();
/// One item fails without exception, one may be excepted, the rest is settled.
[[nodiscard]] QVector<ChecklistItem> checklist();
[[nodiscard]] ClearanceForm clearance();
[[nodiscard]] QVector<RestartReport> restartReports();
[[nodiscard]] HandoverInput handoverInput();
[[nodiscard]] QVector<HandoverRecord> pastHandovers();

} // namespace cytoloom::samples
