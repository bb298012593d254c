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
inline constexpr char TransitionFired[] = "transition.fired"; ///< condition, values {name: number}
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
inline constexpr char UnitAllocated[] = "unit.allocated"; ///< unit, role
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
inline constexpr char AlarmRaised[] = "alarm.raised"; ///< alarm, tag, priority, value, limit, side
inline constexpr char AlarmCleared[] = "alarm.cleared"; ///< alarm
/// A limit does not count yet, by design, while its value is on the way to the set point: alarm,
/// tag, value, limit, side, unit, countsFrom (ISO; absent: the set point is not ordered yet)
inline constexpr char AlarmSuppressed[] = "alarm.suppressed";
inline constexpr char AlarmArmed[] = "alarm.armed"; ///< alarm, tag, value, cause: inside, settled
inline constexpr char AlarmAcknowledged[] = "alarm.acknowledged"; ///< alarm, comment; person
inline constexpr char DeviationOpened[]
    = "deviation.opened"; ///< deviation, class, cause {code, args}
inline constexpr char DeviceState[] = "device.state"; ///< device, state, reason {code, args}

} // namespace cytoloom::event
