// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The vocabulary of the journal: code and the members of its data object. Adding a code is free;
/// changing the meaning of one that has been written is not allowed.
namespace cytoloom::event {

// Batch ----------------------------------------------------------------------------------------
inline constexpr char BatchCreated[] = "batch.created"; ///< controlRecipe
inline constexpr char BatchCommand[] = "batch.command"; ///< command, reason; person
inline constexpr char CommandRejected[] = "command.rejected"; ///< command, state; element or batch
inline constexpr char BatchRecovered[]
    = "batch.recovered"; ///< lastEvent (ISO), outageMs, findings [{code, args}]

/// rows {tag, before, now, since}: what the plant did while nobody looked; element: none
inline constexpr char PlantCompared[] = "plant.compared";
inline constexpr char MismatchConfirmed[] = "plant.confirmed"; ///< tag, comment; person
/// option, index (of the step), reason, verifiedBy; person: what follows a recoverable error
inline constexpr char FaultDecided[] = "fault.decided";
inline constexpr char ModeChanged[] = "mode.changed"; ///< mode, from, reason; element, person
/// to, left (elements that it goes away from), skipped (work never done), reason, verifiedBy;
/// element = the container; person
inline constexpr char ProcedureJumped[] = "procedure.jumped";
/// A transient state takes longer than it may: state, limitMs
inline constexpr char StateOverdue[] = "state.overdue";
inline constexpr char RecipeChanged[]
    = "recipe.changed"; ///< controlRecipe, differences, reason, verifiedBy; person

inline constexpr char BatchBound[]
    = "batch.bound"; ///< binding (lots, people, places …); person; the last one counts

// Runtime rules. A finding: rule, version, severity, key, code, args, waiverRole, places, example
// -----------------------------------------------------------------------------------------------
inline constexpr char RuleRefused[]
    = "rule.refused"; ///< moment, target, prompt, findings; element = the step; person: RESTART
inline constexpr char RuleWarned[] = "rule.warned"; ///< moment, findings
inline constexpr char RuleWaived[] = "rule.waived"; ///< findings {rule, key}, role, reason; person
/// facts (RunFacts), reasons [{code, rules}]: what nobody judges in this batch from now on
inline constexpr char RuleUnjudged[] = "rule.unjudged";
inline constexpr char AnswerRefused[]
    = "answer.refused"; ///< prompt, message {code, args}: not by this person; person

// Any event may carry "taken" and "placed": links whose tokens it takes away and puts down.
// Elements: the empty element id is the batch itself
// ------------------------------------------------
inline constexpr char ElementState[]
    = "element.state"; ///< from, to, cause, reason, run (1, 2 … in loops)
inline constexpr char TokenMoved[] = "token.moved"; ///< taken, placed; element = the one passed
inline constexpr char WorkDone[] = "element.workDone"; ///< verification or signatures are missing
/// condition, values {name: number}; by force: forced, reason, verifiedBy; person
inline constexpr char TransitionFired[] = "transition.fired";
inline constexpr char LoopIterated[] = "loop.iterated"; ///< count, exit (bool)
inline constexpr char GateDecided[] = "gate.decided"; ///< outcome, results {attribute: …}
inline constexpr char StepStarted[] = "step.started"; ///< index, logic, kind, resumed
inline constexpr char StepFinished[] = "step.finished"; ///< index, logic, ok, message {code, args}
inline constexpr char ResultReported[] = "result.reported"; ///< name, value (number or text), unit
/// link or port, volume, unit, basis ("measured" or "nominal"; absent in old records: nominal),
/// nominal, nominalUnit, mass, massUnit, instrument (tag)
inline constexpr char MaterialMoved[] = "material.moved";

// Equipment --------------------------------------------------------------------------------------
inline constexpr char WriteOrdered[] = "write.ordered"; ///< command, tag, value, unit
inline constexpr char WriteFinished[] = "write.finished"; ///< command, verified, error
/// unit, role, holder, why {code, args}: the unit procedure waits for its unit from now on
inline constexpr char UnitRequested[] = "unit.requested";
inline constexpr char UnitAllocated[] = "unit.allocated"; ///< unit, role, identity
/// Line clearance after this batch: unit, checklist, items, verifiedBy; person
inline constexpr char UnitCleared[] = "unit.cleared";
/// An order or transfer that would have touched what is not this batch's: unit, holder, tag
inline constexpr char TransferRefused[] = "transfer.refused";
inline constexpr char UnitReleased[] = "unit.released"; ///< unit, role
inline constexpr char SafeStateOrdered[]
    = "unit.safeState"; ///< unit, command; late, ordered: given while the journal refused

// People ---------------------------------------------------------------------------------------
inline constexpr char PromptOpened[]
    = "prompt.opened"; ///< prompt (id), purpose, logic, index, result, definition
inline constexpr char PromptAnswered[] = "prompt.answered"; ///< prompt, answer, text; person
inline constexpr char Signed[] = "record.signed"; ///< meaning, role; person
inline constexpr char Commented[] = "record.commented"; ///< text

// Alarms and deviations
// ----------------------------------------------------------------------------
inline constexpr char AlarmRaised[] = "alarm.raised"; ///< alarm, tag, priority, value, limit, side,
///< kind, device, card, latching, critical, batches (a plant alarm's)
inline constexpr char AlarmCleared[] = "alarm.cleared"; ///< alarm, cause, worst, latched (bool)
/// A limit does not count yet, by design, while its value is on the way to the set point: alarm,
/// tag, value, limit, side, unit, countsFrom (ISO; absent: the set point is not ordered yet)
inline constexpr char AlarmSuppressed[] = "alarm.suppressed";
inline constexpr char AlarmArmed[] = "alarm.armed"; ///< alarm, tag, value, cause: inside, settled
inline constexpr char AlarmAcknowledged[] = "alarm.acknowledged"; ///< alarm, comment; person
/// Suppression by design ends without the limit counting: alarm, cause: phaseEnded, inUse, returned
inline constexpr char AlarmUnsuppressed[] = "alarm.unsuppressed";
/// A device's unit is not in use, so its fault is listed only: alarm, device, name, priority, …
inline constexpr char AlarmNotInUse[] = "alarm.notInUse";
/// The condition comes or goes while the alarm is shelved or out of service: as alarm.raised, with
/// present (bool)
inline constexpr char AlarmCondition[] = "alarm.condition";
inline constexpr char AlarmRealarmed[] = "alarm.realarmed"; ///< alarm, afterMs: still present
inline constexpr char AlarmReset[] = "alarm.reset"; ///< alarm, comment; person: a latched one
/// alarm, role, reason, until (ISO), oneShot; person
inline constexpr char AlarmShelved[] = "alarm.shelved";
/// alarm, cause: expired, returned (one-shot), person, batchEnded; reason; person
inline constexpr char AlarmUnshelved[] = "alarm.unshelved";
inline constexpr char AlarmOutOfService[] = "alarm.outOfService"; ///< alarm, role, reason; person
/// alarm, cause: person, batchEnded; role, reason; person
inline constexpr char AlarmInService[] = "alarm.inService";
inline constexpr char AlarmCommented[] = "alarm.commented"; ///< alarm, comment; person
inline constexpr char AlarmChattering[] = "alarm.chattering"; ///< alarm, count, withinMs
inline constexpr char AlarmCalm[] = "alarm.calm"; ///< alarm: chatters no longer
inline constexpr char AlarmFloodStarted[] = "alarm.floodStarted"; ///< position, count
inline constexpr char AlarmFloodEnded[] = "alarm.floodEnded"; ///< position, count, lastedMs
/// An alarm of the plant, whose own events carry no batch, touches this batch: alarm, device,
/// priority, name, present (bool)
inline constexpr char AlarmTouched[] = "alarm.touched";
inline constexpr char DeviationOpened[]
    = "deviation.opened"; ///< deviation, class, cause {code, args}
inline constexpr char DeviceState[] = "device.state"; ///< device, state, reason {code, args}

} // namespace cytoloom::event
