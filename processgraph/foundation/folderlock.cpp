// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/folderlock.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QThread>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace cytoloom {

namespace {

constexpr int PatienceMs = 5000; ///< a large recipe is read and written within a second
constexpr int BetweenMs = 10;

} // namespace

FolderLock::FolderLock(const QString &folder)
    : m_descriptor(
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) // NOLINT
{
    if (m_descriptor < 0)
        return;
    const QDeadlineTimer deadline(PatienceMs);
    while (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        if (errno != EWOULDBLOCK)
            return; // this file system has no locks
        if (deadline.hasExpired()) {
            m_mayWrite = false;
            return;
        }
        QThread::msleep(BetweenMs);
    }
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace cytoloom
