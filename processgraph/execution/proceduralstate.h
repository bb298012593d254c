// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <optional>

namespace cytoloom {

/// Procedural states and commands of ISA-88 (table in reference rules 3.1). Words of toText() are
/// the BatchML enumeration names and are what the journal stores.
enum class ProceduralState : quint8 {
    Idle,
    Running,
    Pausing,
    Paused,
    Holding,
    Held,
    Restarting,
    Stopping,
    Stopped,
    Aborting,
    Aborted,
    Complete
};
enum class ProceduralCommand : quint8 { Start, Pause, Resume, Hold, Restart, Stop, Abort, Reset };

/// Why a state changed: every transition is an audit row.
enum class StateCause : quint8 { User, Logic, Interlock, Parent, Recovery };

/// The state that \p command leads to, or nullopt: illegal, to be rejected and logged.
[[nodiscard]] std::optional<ProceduralState> stateAfter(
    ProceduralState state, ProceduralCommand command);
/// The state that follows when the logic of a transient state (or Running) ends.
[[nodiscard]] std::optional<ProceduralState> stateWhenDone(ProceduralState state);
[[nodiscard]] bool isQuiescent(ProceduralState state);
/// Complete, Stopped or Aborted: nothing more happens without Reset.
[[nodiscard]] bool isFinal(ProceduralState state);

[[nodiscard]] QString toText(ProceduralState state);
[[nodiscard]] QString toText(ProceduralCommand command);
[[nodiscard]] QString toText(StateCause cause);
[[nodiscard]] std::optional<ProceduralState> stateFromText(const QString &text);
[[nodiscard]] std::optional<ProceduralCommand> commandFromText(const QString &text);

} // namespace cytoloom
