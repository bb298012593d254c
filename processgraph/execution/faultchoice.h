// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/faultcatalogue.h"
#include "processgraph/execution/operatorview.h"
#include "processgraph/execution/toleranceclock.h"

namespace cytoloom {

/// What a person is told and offered when an error has put a step into Hold: cause, effect on the
/// product, safe options with what each leads to, and the clock of what the cells tolerate. A
/// value.
struct FaultChoice
{
    /// How the work of ByHand is stated.
    enum class Statement { Confirm, Number, Text };
    struct Option
    {
        FaultOption option = FaultOption::Hold;
        bool allowed = true;
        bool secondPerson = false; ///< done by one, checked by another
        Message consequence; ///< what happens then
        Message why; ///< why it is not allowed; empty otherwise
        QString result; ///< ByHand, Number and Text: name of the result that is stated
        Statement statement = Statement::Confirm;
        friend bool operator==(const Option &, const Option &) = default;
    };

    ElementId element; ///< that commands go to: the step, or the container that failed
    LocalizedText name;
    LocalizedText step; ///< the action that failed; empty when it is none of a list
    int index = -1; ///< of the run logic; Skip and ByHand end this one
    UnitId unit;
    Message fault; ///< the reason as it stands in the record
    LocalizedText cause;
    LocalizedText effect;
    LocalizedText aid; ///< what to look at first at a device; may be empty
    ExceptionLevel level; ///< raised to 4 when a clock of the cells is exceeded
    QVector<Option> options; ///< as the catalogue orders them: the first allowed one is advised
    std::optional<ToleranceClock> clock; ///< the tightest at this step or for what waits behind it
    /// Until when somebody should have decided: the level's time since the Hold, or the clock.
    Duration respond {0}; ///< from now on; negative: late
    int restarts = 0; ///< so often the phase class lets it be restarted without people
    friend bool operator==(const FaultChoice &, const FaultChoice &) = default;

    [[nodiscard]] const Option *advised() const
    {
        for (const Option &option : options) {
            if (option.allowed)
                return &option;
        }
        return nullptr;
    }
    [[nodiscard]] bool allows(FaultOption option) const
    {
        for (const Option &each : options) {
            if (each.option == option)
                return each.allowed;
        }
        return false;
    }
};

/// nullopt when \p id is not Held, or Held by a person's command and not by an error. A step that
/// was held with its container gets the container's. What decides:
/// - Retry where RESTART is legal; the first option where the phase class has a recovery policy;
/// - Skip never for a critical step or parameter, a guard or move of product, a Sync, or a result
///   that is read later; unless waiting harms more (FaultEntry::goOn): then with a second person;
/// - ByHand never for a Sync; with a second person where Skip would be refused as critical;
/// - Hold and Abort always.
/// \p now and \p moment (batch time) are the same moment. Pure; any thread.
[[nodiscard]] std::optional<FaultChoice> faultChoice(const BatchState &state, const ElementId &id,
    UtcTime now, Duration moment, const PhaseClassLookup &phaseClasses,
    const FaultCatalogue &catalogue = FaultCatalogue::shipped());

/// Every element with a choice: containers instead of what they hold, in the recipe's order.
[[nodiscard]] QVector<FaultChoice> faultChoices(const BatchState &state, UtcTime now,
    Duration moment, const PhaseClassLookup &phaseClasses,
    const FaultCatalogue &catalogue = FaultCatalogue::shipped());

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::FaultChoice)
