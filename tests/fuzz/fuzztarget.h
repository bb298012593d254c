// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// All of them; each file of targets adds its own.
[[nodiscard]] QVector<Target> fileTargets();
[[nodiscard]] QVector<Target> wireTargets();
[[nodiscard]] QVector<Target> recordTargets();
/// Aborts when there is no target of that name.
[[nodiscard]] Target targetNamed(const QByteArray &name);

/// A broken promise is a crash: that is what a fuzzer looks for. Not an assertion, since it has to
/// hold in release builds as well.
void require(bool holds, const char *promise);

} // namespace cytoloom::fuzz
