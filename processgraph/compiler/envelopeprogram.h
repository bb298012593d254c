// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/expression.h"
#include "processgraph/validation/celltrack.h"

#include <cstdint>
#include <vector>

namespace cytoloom {

/// A recipe flattened for virtual runs: nodes are ProcedureFlow's element numbers, everything a run
/// looks up is an index. Built by EnvelopeBuilder, then immutable; EnvelopeRun copies the
/// expressions, which belong to one thread. Hours, mL, 1e6 cells, %.
struct EnvelopeProgram
{
    enum class Kind : std::uint8_t {
        Step,
        Container,
        Loop,
        Transition,
        Split, ///< all ways out; also Begin and selection joins, which have one
        ParallelJoin,
        Selection,
        Gate,
        End
    };
    struct Edge
    {
        int to = -1;
        GateOutcome outcome = GateOutcome::None;
    };
    struct Node
    {
        Kind kind = Kind::Split;
        bool culture = false; ///< cells grow while it runs
        bool transduction = false;
        int container = -1;
        int last = -1; ///< the last node inside it (they follow it); itself where it has none
        int firstEdge = 0;
        int edges = 0;
        int arrivals = 0; ///< ParallelJoin: tokens it waits for
        int partner = -1; ///< the other phase of a transfer
        int vessel = -1;
        int condition = -1; ///< Step: waits for it; Transition, Loop: theirs. -1: always
        int most = 1; ///< Loop: rounds
        int firstFlow = 0;
        int flows = 0;
        int firstRecord = 0;
        int records = 0;
        int firstCriterion = 0;
        int criteria = 0;
        int recovery = -1; ///< number, -1 none
        int doubling = -1;
        int transduced = -1;
        std::optional<double> residual;
        bool takesAll = false; ///< an outlet without a volume
        double shortest = 0;
        double nominal = 0;
        double longest = 0;
    };
    struct Flow
    {
        enum Kind : std::uint8_t { Source, In, Product, Sample, Waste, Out };
        Kind kind = In;
        bool all = false;
        double volume = 0;
        int firstLink = 0; ///< into `links`
        int links = 0;
        int type = -1; ///< Source: kind of cells
        int density = -1; ///< numbers
        int viability = -1;
        int lag = -1;
    };
    /// What a name in an expression stands for.
    struct Operand
    {
        enum Kind : std::uint8_t {
            Constant,
            Result,
            Concentration,
            Viability,
            Car,
            Volume,
            Inlet,
            Outlet,
            Elapsed,
            Count,
            Unknown
        };
        Kind kind = Unknown;
        int slot = -1;
        double value = 0;
    };
    struct Formula
    {
        explicit Formula(Expression read)
            : expression(std::move(read))
        { }
        Expression expression;
        QStringList names;
        std::vector<Operand> operands; ///< beside names
        std::uint64_t reads = 0; ///< bit slot % 64 of every result it reads
        bool assumed = false; ///< reads a name that nobody simulates: taken as true
    };
    struct Record
    {
        int slot = -1;
        int formula = -1;
    };
    struct Criterion
    {
        enum Comparison : std::uint8_t { AtLeast, AtMost, More, Less, Equal };
        int slot = -1;
        Comparison comparison = AtLeast;
        double limit = 0;
        QString attribute;
        bool dose = false;
    };
    /// The numbers that a kind of cells has in every vessel.
    struct TypeNumbers
    {
        int maximumDensity = -1;
        int cultureViability = -1;
    };

    std::vector<Node> nodes;
    std::vector<int> starts; ///< nodes that begin the procedure
    std::vector<std::vector<int>> inside; ///< container → nodes that begin it
    std::vector<Edge> edges;
    std::vector<Flow> flows;
    std::vector<int> links;
    std::vector<Formula> formulas;
    std::vector<Record> records;
    std::vector<Criterion> criteria;
    std::vector<TypeNumbers> types;
    QVector<UncertainNumber> numbers;
    QStringList slots_; ///< result names
    QStringList assumed; ///< conditions and criteria that were taken as passed, in words
    int linkCount = 0;
    int vessels = 0;
    int doseGate = -1;
    int releaseGate = -1;
};

} // namespace cytoloom
