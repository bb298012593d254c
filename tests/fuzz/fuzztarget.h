// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/error.h"

#include <QtCore/QByteArray>
#include <QtCore/QVector>

namespace cytoloom::fuzz {

/// One parser under fire. \c run takes any bytes, must neither crash nor hang nor leak, and aborts
/// (see require()) where what it read does not come back from what it wrote.
struct Target
{
    const char *name;
    void (*run)(const QByteArray &input);
};

/// Each file of targets adds its own. Files that people hand us need the core's first layers only,
/// so that their fuzzer is built quickly; the rest needs devices and reports.
[[nodiscard]] QVector<Target> fileTargets();
[[nodiscard]] QVector<Target> wireTargets();
[[nodiscard]] QVector<Target> lineTargets();
[[nodiscard]] QVector<Target> recordTargets();
/// What this executable was linked with (alltargets.cpp or readertargets.cpp).
[[nodiscard]] QVector<Target> allTargets();
/// Aborts when there is no target of that name.
[[nodiscard]] Target targetNamed(const QByteArray &name);

/// A broken promise is a crash: that is what a fuzzer looks for. Not an assertion, since it has to
/// hold in release builds as well.
void require(bool holds, const char *promise);
/// Every refusal must have words in both languages.
void checkError(const Error &error);

} // namespace cytoloom::fuzz
