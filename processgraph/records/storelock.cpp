// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/records/storelock.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QByteArray lockPath(const QString &store)
{
    return QFile::encodeName(store + u".lock"_s);
}

QString holderOf(int descriptor)
{
    char text[64] = {};
    const ssize_t length = ::pread(descriptor, text, sizeof text - 1, 0);
    return length > 0 ? QString::fromUtf8(text, qsizetype(length)).trimmed() : u"?"_s;
}

/// False when the file was removed or replaced between open and lock: its owner had just left.
bool isStillThere(const QByteArray &path, int descriptor)
{
    struct stat ours = {};
    struct stat theirs = {};
    return ::fstat(descriptor, &ours) == 0 && ::stat(path.constData(), &theirs) == 0
        && ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev;
}

} // namespace

StoreLock::StoreLock(QByteArray path, int descriptor)
    : m_path(std::move(path))
    , m_descriptor(descriptor)
{ }

StoreLock::~StoreLock()
{
    ::unlink(m_path.constData());
    ::close(m_descriptor);
}

Result<std::unique_ptr<StoreLock>> StoreLock::acquire(const QString &store)
{
    const QByteArray path = lockPath(store);
    const auto failed = [&store](const QString &code, const QString &reason) {
        return Error(code,
            {{u"file"_s, store}, {u"reason"_s, reason}, {u"holder"_s, reason}, {u"place"_s, store}},
            {store, {}, 0, 0});
    };
    for (;;) {
        const int descriptor = ::open(
            path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644); // it is truncated
        if (descriptor < 0) {
            const int number = errno;
            const QString reason = QString::fromLocal8Bit(std::strerror(number));
            if (number == EACCES || number == EROFS || number == EPERM)
                return failed(u"store.readOnly"_s, reason);
            if (number == ENOSPC || number == EDQUOT)
                return failed(u"store.full"_s, reason);
            return failed(u"store.cannotOpen"_s, reason);
        }
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            const QString holder = holderOf(descriptor);
            ::close(descriptor);
            return failed(u"store.inUse"_s, holder);
        }
        if (!isStillThere(path, descriptor)) {
            ::close(descriptor);
            continue;
        }
        // For the message of the next one only; a full disk may keep it from being written.
        const QByteArray holder = QByteArray::number(QCoreApplication::applicationPid()) + '\n';
        if (::ftruncate(descriptor, 0) != 0
            || ::pwrite(descriptor, holder.constData(), size_t(holder.size()), 0) < 0)
            errno = 0;
        return std::unique_ptr<StoreLock>(new StoreLock(path, descriptor));
    }
}

bool StoreLock::isHeld(const QString &store)
{
    const int descriptor = ::open(lockPath(store).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool held = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0;
    ::close(descriptor);
    return held;
}

} // namespace cytoloom
