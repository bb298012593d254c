// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/answerer.h"
#include "processgraph/execution/attendant.h"
#include "processgraph/execution/processcell.h"

#include <functional>
#include <map>

namespace cytoloom {

/// Acts where nobody sits in front: answers prompts and signs (with an Answerer), clears units that
/// others wait for, and, unattended, restarts what stands still by its recovery policy or gives the
/// batch up. A batch that is given up is held first, so that nothing pumps on while nobody looks.
/// Engine thread.
class AutomaticCrew
{
public:
    struct Ends
    {
        std::function<void(const BatchId &, const Error &)> refused;
        /// The batch is Held, its units are in their safe states.
        std::function<void(const BatchId &, const Error &)> gaveUp;
    };
    /// \p cell outlives it. Without \p answerer people answer; \p unattended: nobody is there.
    AutomaticCrew(ProcessCell &cell, std::optional<Answerer> answerer, bool unattended, Ends ends);

    /// After each tick.
    void look();
    /// A question or signature of \p state waits for a person who sits in front.
    [[nodiscard]] bool isAskedOfPeople(const BatchState &state) const;

private:
    struct GivenUp
    {
        Error error;
        Duration since {0}; ///< batch time
        bool said = false;
    };
    void answer(RecipeExecutor &executor);
    void attend(RecipeExecutor &executor);
    void clearUnits();
    void giveUpWaiting();
    void giveUp(RecipeExecutor &executor, const Error &error);

    ProcessCell &m_cell;
    const std::optional<Answerer> m_answerer;
    const bool m_unattended;
    const Ends m_ends;
    std::map<BatchId, Attendant> m_attendants;
    std::map<BatchId, GivenUp> m_givenUp;
};

} // namespace cytoloom
