// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/faults/fault.h"
#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/foundation/result.h"

namespace cytoloom {

/// What goes wrong in a virtual plant, and when (*.cyfaults.json). A value.
struct FaultScript
{
    QVector<Fault> faults;
    friend bool operator==(const FaultScript &, const FaultScript &) = default;
};

inline constexpr int FaultScriptSchemaVersion = 1;
/// Whole or not at all: "file.cannotRead", "json.…", "schema.newer", "expression.…",
/// "faults.sameId" (args: id), "faults.noTarget", "faults.noSignal" (args: fault), with place.
/// Whether the plant has such devices is not judged here, see FaultPlayer.
Result<FaultScript> readFaultScript(const QByteArray &text, const QString &fileName);
Result<FaultScript> readFaultScriptFile(const QString &fileName);
/// One entry alone, as the fault port takes it.
Result<Fault> readFault(const QByteArray &text, const QString &fileName);
/// The way back; what has its default value is left out.
[[nodiscard]] JsonValue faultValue(const Fault &fault);
[[nodiscard]] QByteArray writeFaultScript(const FaultScript &script);

} // namespace cytoloom
