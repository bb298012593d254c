// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/envelopeprogram.h"
#include "processgraph/compiler/randomstream.h"

namespace cytoloom {

/// How a virtual run ended.
enum class RunEnd : std::uint8_t {
    Released, ///< reached the end, the release gate (where there is one) passed
    Rejected, ///< reached the end after a gate failed
    LoopExceeded, ///< a loop used up its rounds
    Stuck ///< something waits for what never comes
};

/// Carries out one virtual run after another: an event queue over the flattened graph, tokens and
/// waits as the executor has them, cells and volumes per vessel. A run depends on its number and
/// the seed alone. No Qt containers, no allocation after the first runs. One thread.
class EnvelopeRun
{
public:
    explicit EnvelopeRun(const EnvelopeProgram &program);

    void run(std::uint64_t seed, std::uint64_t number);

    // What the last run left.
    [[nodiscard]] RunEnd end() const { return m_end; }
    [[nodiscard]] int failedAt() const { return m_failedAt; } ///< node; -1: nothing failed
    [[nodiscard]] int failedCriterion() const { return m_failedCriterion; } ///< first; -1: none
    [[nodiscard]] double finish() const { return m_now; } ///< h
    /// The figure at the dose gate; negative: the run did not come there.
    [[nodiscard]] double doseFigure() const { return m_doseFigure; }
    [[nodiscard]] bool doseMet() const { return m_doseMet; }
    /// h when the node was left last; negative: never.
    [[nodiscard]] const std::vector<double> &left() const { return m_left; }
    /// 1e6 viable cells in the node's vessel then.
    [[nodiscard]] const std::vector<double> &cells() const { return m_cells; }
    /// Edges that a token went along.
    [[nodiscard]] const std::vector<std::uint8_t> &taken() const { return m_taken; }

private:
    struct Vessel
    {
        double volume = 0;
        double viable = 0;
        double viability = 0;
        double car = 0;
        double rest = 0;
        double since = 0; ///< h, cells are as of then
        double doubling = 0;
        int cultures = 0; ///< phases that let cells grow now
        int type = -1;
    };
    struct Event
    {
        double at = 0;
        std::uint32_t order = 0;
        int node = -1;
        bool operator<(const Event &other) const // std heap: the earliest on top
        {
            return at != other.at ? at > other.at : order > other.order;
        }
    };
    void reset(std::uint64_t seed, std::uint64_t number);
    /// Puts a token before \p node; the last one put is taken first.
    void arrive(int node) { m_due.push_back(node); }
    /// Lets tokens go on until no more than \p rest of them stand where no time passes. Not by
    /// recursion: a long way of steps that take no time would go through the stack.
    void settle(size_t rest);
    void enter(int node);
    void enterStep(int node);
    void enterContainer(int node);
    void finish(int node);
    void leave(int node);
    void follow(int edge);
    void endContainer(int end);
    void decide(int gate);
    bool select(int node);
    void await(int node);
    void wake(std::uint64_t changed);
    void fail(RunEnd end, int node);
    [[nodiscard]] bool holds(int formula, int node);
    [[nodiscard]] std::optional<double> value(int formula, int node);
    [[nodiscard]] double number(int index);
    [[nodiscard]] double lasts(int node);
    void schedule(double at, int node);
    void advance(Vessel &vessel);
    void flow(int node);
    void bring(Vessel &vessel, const EnvelopeProgram::Flow &flow);
    static void add(Vessel &vessel, const Vessel &other);
    void record(int node);

    const EnvelopeProgram &m_program;
    std::vector<EnvelopeProgram::Formula> m_formulas; ///< own copies: expressions have one thread
    RandomStream m_random {0, 0};
    std::uint64_t m_draws = 0;
    double m_now = 0;
    bool m_over = false;
    RunEnd m_end = RunEnd::Stuck;
    int m_failedAt = -1;
    int m_failedCriterion = -1;
    bool m_gateFailed = false;
    double m_doseFigure = -1;
    bool m_doseMet = false;
    std::uint32_t m_order = 0;
    long m_steps = 0;
    long m_mostSteps = 0;
    std::vector<int> m_due; ///< nodes that a token stands before
    std::vector<Event> m_queue;
    std::vector<int> m_waiting;
    std::vector<double> m_entered;
    std::vector<double> m_left;
    std::vector<double> m_cells;
    std::vector<int> m_tokens; ///< joins: arrived; loops: rounds; transfers: one side is there
    std::vector<std::uint8_t> m_taken;
    std::vector<Vessel> m_vessels;
    std::vector<Vessel> m_moved; ///< by link
    std::vector<double> m_results;
    std::vector<std::uint8_t> m_known;
    std::vector<double> m_numbers;
    double m_inlet = 0;
    double m_outlet = 0;
    double m_duration = 0; ///< h that the step under way took, for "elapsed"
};

} // namespace cytoloom
