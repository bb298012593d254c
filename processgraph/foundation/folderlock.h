// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace cytoloom {

/// For as long as it lives no other program of ours looks at the files of a folder and then writes
/// one: without it the second of two that save at once would undo what the first has just saved.
/// An flock() on the folder itself: nothing is left behind, and it goes with the process. Where the
/// file system knows no such locks, or the folder does not exist, it holds nothing.
/// Waits for the other at most a few seconds: belongs into the pool.
class FolderLock
{
public:
    explicit FolderLock(const QString &folder);
    ~FolderLock();
    Q_DISABLE_COPY_MOVE(FolderLock)

    /// False: another program did not let go. What it does is not known, so nothing is to be
    /// written.
    [[nodiscard]] bool mayWrite() const { return m_mayWrite; }

private:
    int m_descriptor = -1;
    bool m_mayWrite = true;
};

} // namespace cytoloom
