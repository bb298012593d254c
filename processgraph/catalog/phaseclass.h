// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/expression.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QVector>

namespace cytoloom {

/// What one step of phase logic does. In its expressions the names are: "p.<id>" a parameter of the
/// phase, "f.<id>" a formula value, "r.<name>" a result reported so far in the batch, "<signal>"
/// (e.g. "temperature.pv") a Good value of the bound unit, "<ROLE>:<signal>" of another role's
/// unit, "elapsed" seconds since the phase started running, "stepElapsed" since this step started.
enum class LogicKind {
    Write, ///< sets `signal` to `expression` and waits for the read-back
    Ramp, ///< moves `signal` to `expression` at `rate` (expression, units of the signal per minute)
    WaitUntil, ///< until the condition `expression` holds
    WaitFor, ///< for `expression` seconds
    Check, ///< `expression` must hold now; otherwise the phase asks for Hold with `message`
    Ask, ///< a prompt to a person; the answer becomes result `result`
    Record, ///< stores `expression` as result `result`
    Sync ///< waits until the partner phase of the sync link is here as well
};

enum class AnswerKind { Confirm, Number, Text, Choice, Scan };

/// What a prompt asks and which answer it takes.
struct PromptDefinition
{
    AnswerKind answer = AnswerKind::Confirm;
    LocalizedText text;
    Unit unit; ///< Number
    Range range; ///< Number: outside is refused
    QVector<LocalizedText> choices; ///< Choice; the answer is the index
    QString role; ///< who may answer, e.g. "operator"
    /// What an automatic answerer says (simulation, `--answer auto`): an expression for Number, a
    /// text for the others; "" for Confirm.
    QString automaticAnswer;
    friend bool operator==(const PromptDefinition &, const PromptDefinition &) = default;
};

struct LogicStep
{
    LogicKind kind = LogicKind::Write;
    LocalizedText name;
    QString signal;
    QString expression;
    QString rate;
    QString result;
    QString message; ///< Check: message code when it fails
    Duration timeout {0}; ///< WaitUntil, Write, Sync: after this the phase goes to Hold; 0 = never
    PromptDefinition prompt; ///< Ask
    friend bool operator==(const LogicStep &, const LogicStep &) = default;
};

/// A parameter that every phase of this class has; a recipe gives its value and limits.
struct ParameterDefinition
{
    QString id;
    LocalizedText name;
    Unit unit;
    std::optional<double> standard; ///< value of a freshly dropped phase
    Range limits; ///< hard limits of the class
    QString signal; ///< signal that shows it
    bool critical = false;
    friend bool operator==(const ParameterDefinition &, const ParameterDefinition &) = default;
};

/// What is done with a phase that a fault has put into Hold where nobody sits in front (a run
/// without people): it is restarted so often, each time after so long. 0: never, a person decides.
struct RecoveryPolicy
{
    int restarts = 0;
    Duration after {0};
    friend bool operator==(const RecoveryPolicy &, const RecoveryPolicy &) = default;
};

/// A kind of phase with its logic as data: run, hold, restart, stop, abort (rules.md 3.1).
/// Loaded from resources/catalog; immutable; any thread.
struct PhaseClass
{
    QString id; ///< "control-culture"
    LocalizedText name;
    QString category; ///< groups the palette: "receive", "culture", …
    QString icon; ///< name of an icon resource
    QStringList capabilities; ///< the unit must have all of these
    QVector<ParameterDefinition> parameters;
    QStringList results; ///< names it reports back ("r.<name>")
    bool manual = false; ///< people do it; needs no unit
    bool transfer = false; ///< moves material to or from another unit: needs a sync link
    QVector<LogicStep> run;
    QVector<LogicStep> hold;
    QVector<LogicStep> restart;
    QVector<LogicStep> stop;
    QVector<LogicStep> abort;
    LocalizedText safeState; ///< what Held means here, said to the operator
    RecoveryPolicy recovery;
    friend bool operator==(const PhaseClass &, const PhaseClass &) = default;
};

} // namespace cytoloom
