// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace cytoloom {

/// Writes \p bytes to a file that a person named, whole or not at all. An existing file is replaced
/// only when it is of the same kind, so that a slip in a name never costs a store, a plant or a
/// recipe: \p mark stands in the first 4 KiB of every file of the kind. Links are followed. Blocks;
/// any thread. Fails with "file.otherKind" and "file.cannotWrite", at \p fileName.
[[nodiscard]] Result<void> writeOutput(
    const QString &fileName, const QByteArray &bytes, const QByteArray &mark);

} // namespace cytoloom
