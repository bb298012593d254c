// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/controlrecipe.h"
#include "processgraph/execution/executionmode.h"
#include "processgraph/execution/journal.h"
#include "processgraph/execution/proceduralstate.h"
#include "processgraph/execution/prompt.h"
#include "processgraph/execution/refusal.h"
#include "processgraph/execution/unitclaim.h"
#include "processgraph/plant/batchbinding.h"

#include <QtCore/QHash>
#include <QtCore/QMap>
#include <QtCore/QSet>

#include <memory>
#include <variant>

namespace cytoloom {

[[nodiscard]] QString toText(SignatureMeaning meaning); ///< the word that the journal stores

using ResultValue = std::variant<double, QString>;

/// A signature that was given to an element in its present run.
struct GivenSignature
{
    SignatureMeaning meaning = SignatureMeaning::Performed;
    QString role;
    PersonId person;
    friend bool operator==(const GivenSignature &, const GivenSignature &) = default;
};

/// How one element of a running batch is doing.
struct ElementStatus
{
    ProceduralState state = ProceduralState::Idle;
    int run = 0; ///< how often it was started
    UtcTime started {}; ///< of the last run
    UtcTime ended {};
    Duration startedElapsed {0};
    Duration endedElapsed {0}; ///< batch time, when it became final or was passed
    int step = -1; ///< index of the logic step that is under way, -1 when none
    UtcTime stepStarted {};
    Message reason; ///< why it is Held, Stopped or Aborted
    QString logic; ///< list of the step under way: "run", "hold", "restart", "stop", "abort"
    int nextStep = 0; ///< of the run logic: where a restart goes on
    Duration stepStartedElapsed {0}; ///< when that step was first begun in this run
    Duration stepBegunElapsed {0}; ///< when it was begun last, e.g. after a restart
    int openStep = -1; ///< of the run logic: begun and not finished, whatever hold and restart did
    UtcTime openStepStarted {};
    Duration openStepStartedElapsed {0};
    Duration heldElapsed {0}; ///< batch time when the present Hold began
    bool workDone = false; ///< only verification and signatures are missing
    bool verified = false; ///< a second person has confirmed
    PersonId verifiedBy; ///< that person
    bool loopExit = false; ///< Loop: the exit condition held
    int iterations = 0; ///< Loop: finished ones in this run
    int syncs = 0; ///< Sync steps reached, over all runs; partners are level
    QString outcome; ///< Gate: "pass", "fail", "pending"
    QVector<PersonId> persons; ///< who answered the step's own prompts in this run
    QVector<GivenSignature> signatures; ///< of this run
    QMap<QString, ResultValue> reported; ///< results that it reported itself, in this run
    friend bool operator==(const ElementStatus &, const ElementStatus &) = default;
};

/// The state of a batch: a fold over its journal and nothing else. The live batch, a restart after
/// a crash and a replay for the report all come from here. A value; copying shares. Times of steps
/// and timers are "batch time": elapsed() of the clock, carried on across restarts of the program
/// by batch.recovered, so that a timer counts through an outage.
struct BatchState
{
    ControlRecipe control;
    ElementStatus own; ///< of the batch as a whole, which is the outermost container
    ProceduralState state = ProceduralState::Idle; ///< of the batch as a whole
    UtcTime created {};
    UtcTime started {};
    UtcTime ended {};
    UtcTime lastEvent {};
    quint64 lastSequence = 0;
    QHash<ElementId, ElementStatus> elements;
    QHash<LinkId, int> tokens; ///< control links that carry tokens
    QMap<QString, ResultValue> results; ///< "r.<name>" in expressions
    QHash<quint64, Prompt> prompts; ///< open ones
    QMap<RoleId, UnitId> allocated;
    QMap<QString, QString> resultUnits; ///< symbols; absent: none was stated
    QHash<UnitId, ElementId> holders; ///< which unit procedure holds an allocated unit
    QSet<UnitId> serving; ///< of these: only serve a phase, no product of the batch is in them
    QSet<UnitId> uncleared; ///< it had product in them and has left them
    QHash<ElementId, UnitRequest> requests; ///< unit procedures that wait for their unit
    QHash<ElementId, ExecutionMode> modes; ///< set by people; the empty id is the batch
    QSet<LinkId> consented; ///< control links whose token may go on, where the mode asks for it
    QHash<UnitId, Duration>
        cleared; ///< batch time of the last line clearance while it had the unit
    QVector<TagId> mismatches; ///< found other than they were left; nobody has confirmed them yet
    int deviations = 0;
    /// Lots, people, places as they were told last; null: the batch was begun without.
    std::shared_ptr<const BatchBinding> binding;
    QHash<ElementId, Refusal> refusals; ///< what the runtime rules have refused, by step
    QSet<QString> waived; ///< approval keys that a person has accepted for this batch
    QSet<QString> warned; ///< approval keys that were told
    int unjudgedFacts = -1; ///< RunFacts for which it was told what is not judged; -1: not yet
    quint64 lastPrompt = 0;
    Duration elapsedOffset {0}; ///< batch time = clock's elapsed() + this
    Duration lastElapsed {0}; ///< batch time of the last event

    /// Takes one event in. Events of other batches and codes it does not know are ignored.
    void apply(const JournalEvent &event);
    static BatchState fold(const QVector<JournalEvent> &events);

    [[nodiscard]] ElementStatus status(const ElementId &id) const
    {
        return id.isEmpty() ? own : elements.value(id);
    }
    [[nodiscard]] bool exists() const { return !control.header.id.isEmpty(); }
    /// Signature points of \p id that nobody has signed in this run.
    [[nodiscard]] QVector<SignaturePoint> missingSignatures(const ElementId &id) const;
    /// Elements whose work is done and that wait for signatures, by id.
    [[nodiscard]] QVector<ElementId> awaitingSignature() const;
    /// Of \p id or the nearest container above it whose mode a person has set.
    [[nodiscard]] ExecutionMode modeOf(const ElementId &id) const;
    /// Phases and manual steps that are neither Idle nor final.
    [[nodiscard]] QVector<ElementId> active() const;

private:
    ElementStatus &statusRef(const ElementId &id) { return id.isEmpty() ? own : elements[id]; }
    void applyState(const JournalEvent &event, Duration moment);
    void applyStep(const JournalEvent &event, Duration moment);
    void applyPrompt(const JournalEvent &event);
    void applyAnswer(const JournalEvent &event);
    void applyOther(const JournalEvent &event, Duration moment);
    void applyRule(const JournalEvent &event);
    void dropRefusals(const ElementId &from);
    void passed(const JournalEvent &event, Duration moment);
    void moveTokens(const JsonValue &data);
    void resetContent(const ElementId &container);
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::BatchState)
