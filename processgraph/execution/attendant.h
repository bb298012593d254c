// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"

#include <QtCore/QHash>

namespace cytoloom {

/// Decides where nobody sits in front (`run` and `resume` on the command line): a step that stands
/// still is restarted by the recovery policy of its phase class, so often and no more, or the run
/// is given up with the reason. It never waits for somebody who will not come. Keeps count of its
/// restarts; one thread.
class Attendant
{
public:
    struct Verdict
    {
        QVector<ElementId> restart; ///< give these RESTART now
        /// "run.heldUnattended" (args: element, state, restarts), "run.ruleUnattended" (element,
        /// rules), "run.promptUnattended" (element, prompt), "run.signatureUnattended" (element),
        /// "run.stalled" (since). Hold the batch.
        std::optional<Error> giveUp;
    };

    /// \p answers: prompts and signatures are answered by somebody. \p moment: batch time now.
    [[nodiscard]] Verdict look(const BatchState &state, Duration moment, bool answers);

private:
    struct Attempts
    {
        int run = 0;
        int count = 0;
    };
    [[nodiscard]] std::optional<Error> standing(
        const BatchState &state, const ElementId &id, Duration moment, Verdict *verdict);

    QHash<ElementId, Attempts> m_attempts;
};

} // namespace cytoloom
