// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"
#include "processgraph/execution/toleranceclock.h"

#include <QtCore/QMetaType>

#include <memory>

namespace cytoloom {

/// What the recipe of a batch expects: when each element begins and ends if every step takes its
/// nominal duration (validation/timenetwork, case Nominal), and where people are needed. Made once
/// per batch (some ms for 300 elements); copying shares. Immutable; any thread.
class Plan
{
public:
    enum class Human { None, AtStart, AtEnd }; ///< when an element needs a person

    Plan() = default;
    static Plan make(const ControlRecipe &control);

    /// False: control links form a circle; nothing is expected then.
    [[nodiscard]] bool isKnown() const { return d != nullptr && d->known; }
    [[nodiscard]] int count() const { return d ? int(d->steps.size()) : 0; }
    /// Number of \p id in the recipe's order, container before content; -1 when unknown.
    [[nodiscard]] int number(const ElementId &id) const
    {
        return d ? d->numbers.value(id, -1) : -1;
    }
    [[nodiscard]] ElementId element(int number) const { return d->steps.at(number).id; }
    [[nodiscard]] Duration start(int number) const; ///< from the start of the batch
    [[nodiscard]] Duration end(int number) const;
    [[nodiscard]] Duration total() const; ///< of the batch
    [[nodiscard]] Human human(int number) const { return d->steps.at(number).human; }
    [[nodiscard]] int work() const { return d ? d->work : 0; } ///< phases, manual steps and gates
    /// The clocks of the recipe's time limits.
    [[nodiscard]] const ToleranceClocks &clocks() const;

private:
    friend class PlanProgress;
    struct In
    {
        LinkId link;
        int from = -1;
    };
    struct Step
    {
        ElementId id;
        ElementKind kind = ElementKind::Phase;
        int container = -1;
        bool leaf = true; ///< nothing inside it takes time
        Human human = Human::None;
        qint64 nominal = 0; ///< ms; of a transfer: what both together take
        int rounds = 1; ///< of a loop
        QVector<In> in; ///< control links to it
    };
    struct Arc
    {
        int from = -1;
        int to = -1;
        qint64 least = 0;
        int loop = -1;
    };
    struct Data
    {
        bool known = false;
        int work = 0;
        QVector<Step> steps;
        QHash<ElementId, int> numbers;
        QVector<Arc> arcs; ///< see TimeNetwork::forward()
        QVector<int> leaders; ///< vertex → the one that stands for it
        QVector<qint64> times; ///< by vertex, ms: the plan itself
        ToleranceClocks clocks;
    };
    std::shared_ptr<const Data> d;
};

/// How a batch stands against its plan. Elements that have begun or ended have their real times;
/// what runs ends after its nominal duration, but not in the past; what is Held goes on now and
/// needs what it had left when it was Held; everything behind follows. Branches that were not
/// taken are left out. Times are UTC: a jump of the clock shows as a delay. A value.
class PlanProgress
{
public:
    enum class Stage { Ahead, UnderWay, Done, NotTaken };
    struct Step
    {
        ElementId element;
        Stage stage = Stage::Ahead;
        Duration plannedStart {0}; ///< from the start of the batch
        Duration plannedEnd {0};
        std::optional<UtcTime> actualStart;
        std::optional<UtcTime> actualEnd;
        std::optional<UtcTime> expectedStart; ///< actual, where there is one; none: not taken
        std::optional<UtcTime> expectedEnd;
        std::optional<Duration> behind; ///< of its end; negative: ahead of the plan
    };
    /// The next moment at which an element that has not asked yet needs a person.
    struct Upcoming
    {
        ElementId element;
        UtcTime at {};
        bool atEnd = false; ///< when its work is done: checked, signed
        friend bool operator==(const Upcoming &, const Upcoming &) = default;
    };

    PlanProgress() = default;
    /// One pass over flat arrays: microseconds per batch (bench_planprogress).
    PlanProgress(const Plan &plan, const BatchState &state, UtcTime now);

    /// The plan is known and the batch has begun.
    [[nodiscard]] bool isKnown() const { return m_known; }
    [[nodiscard]] std::optional<UtcTime> expectedEnd() const { return m_expectedEnd; }
    /// Of the batch's end.
    [[nodiscard]] std::optional<Duration> behind() const { return m_behind; }
    [[nodiscard]] const std::optional<Upcoming> &nextHuman() const { return m_nextHuman; }
    [[nodiscard]] int done() const { return m_done; } ///< of plan().work()
    [[nodiscard]] const Plan &plan() const { return m_plan; }
    [[nodiscard]] int count() const { return m_plan.count(); }
    [[nodiscard]] Step step(int number) const;
    [[nodiscard]] std::optional<Step> step(const ElementId &id) const;

private:
    void readState(const BatchState &state);
    void forward(const BatchState &state, qint64 now);
    [[nodiscard]] bool isPassedBy(
        const BatchState &state, int number, const QVector<qint64> &times) const;
    void findHuman();

    Plan m_plan;
    bool m_known = false;
    int m_done = 0;
    UtcTime m_start {};
    std::optional<UtcTime> m_expectedEnd;
    std::optional<Duration> m_behind;
    std::optional<Upcoming> m_nextHuman;
    struct Times
    {
        Stage stage = Stage::Ahead;
        qint64 enter = 0; ///< ms from the start of the batch
        qint64 leave = 0;
        qint64 left = -1; ///< UnderWay: work left from now on when Held, -1: as the plan says
        bool waits = false; ///< its work is done
    };
    QVector<Times> m_steps;
    QVector<int> m_rounds; ///< loops: finished ones, by element
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::PlanProgress)
