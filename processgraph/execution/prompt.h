// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/phaseclass.h"
#include "processgraph/foundation/id.h"

#include <QtCore/QMetaType>

namespace cytoloom {

/// Step: asked by phase logic. Manual: a manual step is done. Verification: a second person
/// confirms. Refusal: the runtime rules stand in the way: what to do? Waiver: the reason for
/// accepting what they found. Consent: in semi-automatic or manual mode, may the element go on?
enum class PromptPurpose { Step, Manual, Verification, Refusal, Waiver, Consent };
[[nodiscard]] QString toText(PromptPurpose purpose); ///< the word that the journal stores

/// A question that waits for a person. A value; it outlives restarts (it is in the journal).
struct Prompt
{
    quint64 id = 0; ///< unique within the batch
    BatchId batch;
    ElementId element;
    PromptDefinition definition;
    UtcTime opened {};
    QString result; ///< name of the result that the answer becomes
    PromptPurpose purpose = PromptPurpose::Step;
    /// Step: the list that asks, "run", "hold", …; Consent: the control link whose token waits
    QString logic;
    int index = -1; ///< Step: which step of it
    friend bool operator==(const Prompt &, const Prompt &) = default;
};

/// An answer as it was typed or scanned; the executor checks it against the definition.
struct PromptAnswer
{
    quint64 prompt = 0;
    double number = 0; ///< Number: in the definition's unit; Choice: the index
    QString text; ///< Text, Scan
    PersonId person;
    BatchId batch {}; ///< whose prompt it is; empty where only one batch is there
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::Prompt)
Q_DECLARE_METATYPE(cytoloom::PromptAnswer)
