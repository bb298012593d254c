// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <optional>

namespace cytoloom {

/// Modes of procedural elements (ISA-88, BatchML; reference rules 3.2). Automatic: transitions fire
/// by themselves. SemiAutomatic: each waits for a person's consent. Manual: nothing goes on by
/// itself; a person says which element starts next.
enum class ExecutionMode : quint8 { Automatic, SemiAutomatic, Manual };

[[nodiscard]] QString toText(ExecutionMode mode); ///< the BatchML word that the journal stores
[[nodiscard]] std::optional<ExecutionMode> modeFromText(const QString &text);

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::ExecutionMode)
