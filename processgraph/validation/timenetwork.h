// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validationcontext.h"

#include <array>
#include <functional>

namespace cytoloom {

class ResultWaits;
class TimeRegion;

/// The recipe as a network of times (a simple temporal network, Dechter et al. 1991): a moment for
/// entering and one for leaving each step, and between them what must pass at least or may pass at
/// most. Vertices are ProcedureFlow's enter() and leave(), start() and finish(). Steps start as
/// soon as they may. What it assumes:
/// - a step takes at best its shortest, as planned its nominal, at worst its longest duration; a
///   container takes what its content takes; joins, splits and transitions take no time, a
///   transition or a phase that waits for a result (r.*) of a parallel branch leaves no earlier
///   than the one step that can give it; a gate takes its criteria's "turnaround", where stated;
/// - a loop runs once at best, (maxCount + 1) / 2 times as planned, maxCount times at worst;
/// - the two phases of a transfer end together, as planned the transfer starts when both are there;
/// - gates pass: steps that only a fail or pending link leads to have times, but nothing on the
///   product's way waits for them;
/// - at a selection join the first branch counts at best, the last one otherwise.
/// Built in near-linear time, then immutable; any thread. Keeps a reference to the context.
class TimeNetwork
{
public:
    enum Case { Shortest, Nominal, Longest };

    /// Why two moments must keep a distance.
    enum class Reason {
        Sequence, ///< a control link, or the inside of a container
        AtLeast, ///< the shortest duration of `element`
        AtMost, ///< its longest duration
        OpenTime, ///< its maxOpenTime, as it is open
        Together, ///< both ends of a sync link
        Result, ///< waits for a result
        HoldLimit ///< of `link`
    };
    /// t(to) - t(from) >= least. "At most" constraints run backwards with a negative `least`.
    struct Constraint
    {
        int from = -1; ///< vertex
        int to = -1;
        Duration least {0};
        Reason reason = Reason::Sequence;
        int element = -1; ///< whose duration it is, -1 otherwise
        const Link *link = nullptr;
    };
    struct Span
    {
        Duration enter {0};
        Duration leave {0};
    };
    /// How long the matter of one material link (not sample, not waste) waits between the end of
    /// the step that gives it and the start of the one that takes it.
    struct Hold
    {
        const Link *link = nullptr;
        Duration nominal {0}; ///< 0 where the steps overlap or are synchronised
        Duration worst {0};
        QVector<int> path; ///< elements (no containers) on the way that gives the worst, in order
    };

    /// \p earlier: the network of the same steps and links before their values changed; what has
    /// stayed is taken over from it. Not needed afterwards.
    explicit TimeNetwork(const ValidationContext &context, const TimeNetwork *earlier = nullptr);

    /// False: control links or transfers form a circle (GMP-STR-03, GMP-STR-08); no times then, all
    /// answers are empty or 0.
    [[nodiscard]] bool isOrdered() const { return m_ordered; }
    /// A circle of constraints that no schedule keeps: the sum of their `least` is positive by
    /// excess(). Empty when the recipe can be kept.
    [[nodiscard]] const QVector<Constraint> &contradiction() const { return m_contradiction; }
    [[nodiscard]] Duration excess() const;

    /// From the start of the batch. A loop's steps: their first round.
    [[nodiscard]] Span span(int element, Case which) const;
    [[nodiscard]] Duration total(Case which) const;
    /// What one execution of a step takes; a container: its content, with all rounds of a loop.
    [[nodiscard]] Duration duration(int element, Case which) const;
    /// Own stated duration of a step that is no container.
    [[nodiscard]] Duration stated(int element, Case which) const
    {
        return Duration(m_stated[element][which]);
    }
    /// The step is on the product's way: no fail or pending link is needed to come there.
    [[nodiscard]] bool onPath(int element) const { return m_onPath[element]; }
    [[nodiscard]] static int rounds(const Element &loop, Case which);

    /// For every material link, in the order of context.links().
    [[nodiscard]] const QVector<Hold> &holds() const { return m_holds; }
    /// The longest that can pass from vertex \p from to vertex \p to, whatever all steps take
    /// within their durations; negative when \p to always comes first. \p path, when given, gets
    /// the steps on the way that takes so long. Linear in the part of the recipe between the two;
    /// where that is more than some thousand steps, a safe bound that is easier to get.
    [[nodiscard]] Duration worstBetween(int from, int to, QVector<int> *path = nullptr) const;
    /// The same for who asks often: \p region, one for all questions, has vertices() of them.
    Duration worstBetween(int from, int to, QVector<int> *path, TimeRegion &region) const;
    [[nodiscard]] int vertices() const { return int(m_leader.size()); }

    /// Sum over the open steps (context.openness()) that one batch goes through: all parallel
    /// branches, of a selection the least (Shortest) or most (otherwise).
    [[nodiscard]] Duration openTime(Case which) const { return m_openTime[which]; }
    /// The sum of \p of over the steps (no containers with content) on the product's way, in the
    /// same manner: all parallel branches, the least or most of a selection, all rounds of loops.
    [[nodiscard]] double sum(Case which, const std::function<double(int element)> &of) const;
    /// Steps (no splits, joins) that decide when the batch ends, in order. Behind the steps of a
    /// loop's first round stands the loop itself where further rounds count.
    [[nodiscard]] QVector<int> criticalPath(Case which) const;
    /// Steps that state no duration at all (taken as 0).
    [[nodiscard]] const QVector<int> &untimed() const { return m_untimed; }
    /// One arc of the network as it is in one case: `to` is no earlier than `least` after `from`.
    struct Forward
    {
        int from = -1; ///< vertex, as moment() gives it
        int to = -1;
        Duration least {0}; ///< of an arc of `loop`: what all further rounds take
        int loop = -1; ///< element at the end of whose body it stands, -1 otherwise
    };
    /// The network for who goes on from where a running batch stands (execution/planprogress): all
    /// arcs into one vertex together, and behind those into the vertices that they come from.
    [[nodiscard]] QVector<Forward> forward(Case which) const;
    /// The vertex that stands for \p vertex (the two ends of a transfer are one).
    [[nodiscard]] int moment(int vertex) const { return merged(vertex); }
    /// Elements in an order in which everything that a step waits for has been left before it is
    /// left; of a synchronised pair the one that gives comes first.
    [[nodiscard]] const QVector<int> &leaveOrder() const { return m_leaveOrder; }

private:
    using Times = std::array<qint64, 3>; ///< ms, by Case
    struct Arc
    {
        int from = -1;
        int to = -1;
        Times least {};
        Reason reason = Reason::Sequence;
        int element = -1;
        const Link *link = nullptr;
        int loop = -1; ///< end of the body of this loop: further rounds are added here
    };
    void readStated();
    void findPath();
    void findGivers();
    bool build();
    void takeOver(const TimeNetwork &earlier);
    void pairSyncs();
    void addArc(int from, int to, Reason reason, const Times &least = {}, int element = -1,
        const Link *link = nullptr, int loop = -1);
    void addForward();
    void addStep(int element);
    [[nodiscard]] Times leastOf(int element) const;
    [[nodiscard]] Times jointOf(int element) const;
    bool sort();
    void findLeaveOrder();
    void findUntimed();
    void computeTimes();
    void computeHolds();
    void computeOpenTime();
    double sumIn(int container, Case which, const std::function<double(int element)> &of,
        QVector<double> &after) const;
    void findContradiction();
    bool traceCircle(const QVector<int> &cause, const QVector<Arc> &arcs);
    [[nodiscard]] int merged(int vertex) const { return m_leader[vertex]; }
    [[nodiscard]] int commonDominator(int a, int b) const;

    const ValidationContext &m_context;
    bool m_ordered = false;
    QVector<Times> m_stated; ///< by element
    QVector<bool> m_onPath;
    QVector<int> m_givers; ///< element → the step whose result it waits for, -1 none
    QVector<int> m_leader; ///< vertex → the one that stands for it (ends of a transfer are one)
    QVector<int> m_partner; ///< element → the other phase of the transfer, -1 none
    QVector<bool> m_either; ///< vertex is reached by one of its arcs, not by all
    QVector<Arc> m_arcs; ///< forward: they form no circle
    NumberLists m_in; ///< vertex → arcs
    NumberLists m_out;
    QVector<int> m_order; ///< vertices, topological
    QVector<int> m_rank; ///< vertex → place in m_order
    AncestorTree m_dominators;
    std::array<QVector<qint64>, 3> m_time; ///< ms
    std::array<QVector<int>, 3> m_decides; ///< vertex → arc that decided its time, -1 none
    std::array<Duration, 3> m_openTime {};
    QVector<Hold> m_holds;
    QVector<Constraint> m_contradiction;
    QVector<int> m_untimed;
    QVector<int> m_leaveOrder;
};

} // namespace cytoloom
