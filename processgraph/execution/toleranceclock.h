// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"

#include <QtCore/QMetaType>

namespace cytoloom {

/// A limit of time that the cells are under whatever the state of the batch is: they know of no
/// Hold (rules GMP-TIM-01 open time, GMP-TIM-02 hold of a step and of matter between two steps).
struct ToleranceClock
{
    enum class Kind {
        OpenTime, ///< of an element at work: since it was started
        HeldTime, ///< of an element that is Held: since it is
        MaterialHold ///< of matter that was given and waits to be taken in: since its giver ended
    };
    Kind kind = Kind::OpenTime;
    ElementId element; ///< the step; MaterialHold: the step that is to take the matter in
    LinkId link; ///< MaterialHold
    Duration passed {0};
    Duration limit {0};
    bool running = true; ///< false: it begins when the step is Held
    [[nodiscard]] Duration left() const { return limit - passed; } ///< negative: exceeded
    friend bool operator==(const ToleranceClock &, const ToleranceClock &) = default;
};

/// Where the clocks of one recipe are: made once per batch, so that asking costs as much as the
/// recipe has limits, not steps. A value; any thread.
class ToleranceClocks
{
public:
    ToleranceClocks() = default;
    explicit ToleranceClocks(const Procedure &procedure);

    /// Those that run, the least left first (then by element and link, so that two calls agree).
    /// \p now and \p moment (batch time, RecipeExecutor::batchTime()) are the same moment.
    [[nodiscard]] QVector<ToleranceClock> running(
        const BatchState &state, UtcTime now, Duration moment) const;
    /// What running() would put first; nullopt: no clock runs.
    [[nodiscard]] std::optional<ToleranceClock> tightest(
        const BatchState &state, UtcTime now, Duration moment) const;

private:
    struct Limits
    {
        ElementId element;
        std::optional<Duration> open;
        std::optional<Duration> held;
    };
    struct Wait
    {
        LinkId link;
        ElementId from;
        ElementId to;
        Duration limit {0};
    };
    QVector<Limits> m_steps;
    QVector<Wait> m_links;
};

/// "{n}: open for 12 min of 30 min, 18 min left." \p name is that of the clock's step.
[[nodiscard]] Message wordsOf(const ToleranceClock &clock, const LocalizedText &name);
/// How much is left as people read it: "18 min"; a minus sign before what is exceeded.
[[nodiscard]] QString leftText(Duration left);

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::ToleranceClock)
