// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <memory>

namespace cytoloom {

/// The exclusive right to write a store: an flock() on "<store>.lock". The kernel drops it with the
/// process, so a killed program leaves nothing locked and no process number has to be believed
/// (QLockFile compares numbers and names: in a restarted container both come back the same).
class StoreLock
{
public:
    /// Fails with "store.inUse" (args: file, holder), "store.readOnly" or "store.cannotOpen".
    static Result<std::unique_ptr<StoreLock>> acquire(const QString &store);
    /// True when some process holds the lock now.
    static bool isHeld(const QString &store);
    ~StoreLock();
    StoreLock(const StoreLock &) = delete;
    StoreLock &operator=(const StoreLock &) = delete;

private:
    StoreLock(QByteArray path, int descriptor);
    QByteArray m_path;
    int m_descriptor;
};

} // namespace cytoloom
