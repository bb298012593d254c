// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QByteArray>

namespace cytoloom {

/// Writes \p bytes beside \p fileName and puts them in its place at once: after a crash, a killed
/// process or a full disk the old file or the new one is there, whole. Fails with
/// "file.cannotWrite" (args: file, reason of the operating system), and with "file.otherKind" where
/// no file stands but a device or a pipe: that would be replaced. Any thread.
Result<void> saveFile(const QString &fileName, const QByteArray &bytes);

} // namespace cytoloom
