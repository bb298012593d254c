// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/attribute.h"
#include "processgraph/catalog/cleanroom.h"
#include "processgraph/catalog/durationrange.h"
#include "processgraph/catalog/port.h"
#include "processgraph/foundation/id.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"
#include "processgraph/model/parameter.h"

#include <QtCore/QVector>

namespace cytoloom {

/// What an element is. The first four nest as in ISA-88 (GMP-STR-06); a Loop is a container, too:
/// its body runs, then `condition` is asked; it ends when that holds and fails after `maxCount`.
enum class ElementKind {
    UnitProcedure, ///< binds one unit through `role`
    Operation,
    Phase, ///< `type` is a phase class of the catalogue
    Loop,
    Begin,
    End,
    Transition, ///< fires when `condition` holds
    ParallelSplit, ///< puts a token on every outgoing control link
    ParallelJoin, ///< waits for a token on every incoming control link
    SelectionSplit, ///< the first outgoing branch (by priority) whose transition holds
    SelectionJoin,
    Gate, ///< in-process or release control with pass, fail and pending links
    ManualStep ///< people do it and say so; no unit
};

enum class VerificationKind { None, SecondPerson, Device };

/// Controlled meanings of a signature (21 CFR 11.50): 执行 复核 审核 批准 放行.
enum class SignatureMeaning { Performed, Verified, Reviewed, Approved, Released };

struct CrewNeed
{
    QString role; ///< "operator", "qa", "qualified-person"
    int people = 1;
    QString qualification;
    friend bool operator==(const CrewNeed &, const CrewNeed &) = default;
};

struct SignaturePoint
{
    SignatureMeaning meaning = SignatureMeaning::Performed;
    QString role;
    friend bool operator==(const SignaturePoint &, const SignaturePoint &) = default;
};

/// One line of a gate: attribute, operator and limit, with the method that measures it.
struct Criterion
{
    QString attribute; ///< result name, e.g. "viability"; expressions read "r.viability"
    LocalizedText name;
    QString comparison; ///< ">=", "<=", ">", "<", "==" ; "==" compares text
    double limit = 0; ///< in unit; unused for text
    QString text; ///< expected word for "==", e.g. "negative", "sterile"
    Unit unit;
    QString method;
    Attributes attributes {}; ///< validation of the method, sample, turnaround
    friend bool operator==(const Criterion &, const Criterion &) = default;
};

struct GateSpecification
{
    bool mandatory = true; ///< must dominate the release (GMP-IPC-07)
    bool release = false; ///< this gate is the release of the batch
    QVector<Criterion> criteria;
    friend bool operator==(const GateSpecification &, const GateSpecification &) = default;
};

struct Position
{
    double x = 0; ///< scene units, 1 = 1 px at 100 %
    double y = 0;
    friend bool operator==(const Position &, const Position &) = default;
};

/// One step of a recipe at any level. A plain value; the Procedure owns it and knows its container.
struct Element
{
    ElementId id;
    ElementKind kind = ElementKind::Phase;
    LocalizedText name;
    LocalizedText note; ///< why this step is done; shown to the operator
    QString type; ///< UnitProcedure, Operation: unit-operation type; Phase: phase class
    RoleId role; ///< UnitProcedure: the unit role it binds
    Position position;
    bool pinned = false; ///< automatic layout leaves it where it is
    Openness openness = Openness::NotApplicable;
    bool aseptic = false;
    std::optional<Grade> grade; ///< required room grade
    DurationRange duration;
    std::optional<Duration> maxOpenTime;
    std::optional<Duration> maxHeldTime; ///< for critical phases (GMP-STR-09)
    QVector<Parameter> parameters;
    QVector<Port> ports;
    QString condition; ///< Transition, Loop
    int maxCount = 0; ///< Loop
    std::optional<GateSpecification> gate;
    std::optional<Quantity> residual; ///< volume that stays in the vessel when this step ends
    QVector<CrewNeed> crew;
    VerificationKind verification = VerificationKind::None;
    QVector<SignaturePoint> signatures;
    bool critical = false;
    Attributes attributes {}; ///< GMP evidence that rules ask for

    /// Has a graph of its own inside.
    [[nodiscard]] bool isContainer() const
    {
        return kind == ElementKind::UnitProcedure || kind == ElementKind::Operation
            || kind == ElementKind::Loop;
    }
    [[nodiscard]] const Parameter *parameter(const ParameterId &wanted) const;
    [[nodiscard]] const Port *port(const PortId &wanted) const;

    friend bool operator==(const Element &, const Element &) = default;
};

} // namespace cytoloom
