// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/proceduralstate.h"

#include <array>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using S = ProceduralState;
using Target = std::optional<ProceduralState>;

constexpr Target None = std::nullopt;
constexpr int StateCount = 12;
constexpr int CommandCount = 8;

struct Row
{
    S state;
    std::array<Target, CommandCount> after; ///< in the order of ProceduralCommand
    Target done;
};

// ISA-88, reference rules 3.1. Columns: Start, Pause, Resume, Hold, Restart, Stop, Abort, Reset;
// then what follows when the state's logic ends. Stopped does not take Abort: a product rule.
constexpr std::array<Row, StateCount> Table {{
    {S::Idle, {S::Running, None, None, None, None, None, None, None}, None},
    {S::Running, {None, S::Pausing, None, S::Holding, None, S::Stopping, S::Aborting, None},
        S::Complete},
    {S::Pausing, {None, None, None, S::Holding, None, S::Stopping, S::Aborting, None}, S::Paused},
    {S::Paused, {None, None, S::Running, S::Holding, None, S::Stopping, S::Aborting, None}, None},
    {S::Holding, {None, None, None, None, None, S::Stopping, S::Aborting, None}, S::Held},
    {S::Held, {None, None, None, None, S::Restarting, S::Stopping, S::Aborting, None}, None},
    {S::Restarting, {None, None, None, S::Holding, None, S::Stopping, S::Aborting, None},
        S::Running},
    {S::Stopping, {None, None, None, None, None, None, S::Aborting, None}, S::Stopped},
    {S::Stopped, {None, None, None, None, None, None, None, S::Idle}, None},
    {S::Aborting, {None, None, None, None, None, None, None, None}, S::Aborted},
    {S::Aborted, {None, None, None, None, None, None, None, S::Idle}, None},
    {S::Complete, {None, None, None, None, None, None, None, S::Idle}, None},
}};

constexpr bool inOrder()
{
    for (size_t i = 0; i < Table.size(); ++i) {
        if (size_t(Table[i].state) != i)
            return false;
    }
    return true;
}
static_assert(inOrder(), "rows stand in the order of the enumeration");

const std::array<QString, StateCount> &stateWords()
{
    static const std::array<QString, StateCount> words {u"Idle"_s, u"Running"_s, u"Pausing"_s,
        u"Paused"_s, u"Holding"_s, u"Held"_s, u"Restarting"_s, u"Stopping"_s, u"Stopped"_s,
        u"Aborting"_s, u"Aborted"_s, u"Complete"_s};
    return words;
}

const std::array<QString, CommandCount> &commandWords()
{
    static const std::array<QString, CommandCount> words {u"Start"_s, u"Pause"_s, u"Resume"_s,
        u"Hold"_s, u"Restart"_s, u"Stop"_s, u"Abort"_s, u"Reset"_s};
    return words;
}

} // namespace

std::optional<ProceduralState> stateAfter(ProceduralState state, ProceduralCommand command)
{
    return Table[size_t(state)].after[size_t(command)];
}

std::optional<ProceduralState> stateWhenDone(ProceduralState state)
{
    return Table[size_t(state)].done;
}

bool isQuiescent(ProceduralState state)
{
    return state != S::Running && !stateWhenDone(state);
}

bool isFinal(ProceduralState state)
{
    return state == S::Complete || state == S::Stopped || state == S::Aborted;
}

QString toText(ProceduralState state)
{
    return stateWords()[size_t(state)];
}

QString toText(ProceduralCommand command)
{
    return commandWords()[size_t(command)];
}

QString toText(StateCause cause)
{
    switch (cause) {
    case StateCause::User:
        return u"user"_s;
    case StateCause::Logic:
        return u"logic"_s;
    case StateCause::Interlock:
        return u"interlock"_s;
    case StateCause::Parent:
        return u"parent"_s;
    case StateCause::Recovery:
        return u"recovery"_s;
    }
    Q_UNREACHABLE();
}

std::optional<ProceduralState> stateFromText(const QString &text)
{
    for (size_t i = 0; i < stateWords().size(); ++i) {
        if (stateWords()[i] == text)
            return ProceduralState(i);
    }
    return std::nullopt;
}

std::optional<ProceduralCommand> commandFromText(const QString &text)
{
    for (size_t i = 0; i < commandWords().size(); ++i) {
        if (commandWords()[i] == text)
            return ProceduralCommand(i);
    }
    return std::nullopt;
}

} // namespace cytoloom
