// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/ptymaster.h"

#include <QtCore/QFile>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr int HangUpPollMs = 20;
}

PtyMaster::PtyMaster(QObject *parent)
    : QObject(parent)
{ }

PtyMaster::~PtyMaster()
{
    m_notifier.reset();
    if (m_master >= 0)
        ::close(m_master);
}

Result<void> PtyMaster::open(const QString &device)
{
    const auto refused = [&] {
        return Error(u"simulation.pty"_s,
            {{u"device"_s, device}, {u"reason"_s, QString::fromLocal8Bit(std::strerror(errno))}});
    };
    m_master = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0)
        return refused();
    char path[64];
    if (::ptsname_r(m_master, path, sizeof path) != 0)
        return refused();
    m_slavePath = QFile::decodeName(path);
    // Raw from the start: an echo would be the device answering itself.
    termios settings {};
    if (::tcgetattr(m_master, &settings) == 0) {
        ::cfmakeraw(&settings);
        ::tcsetattr(m_master, TCSANOW, &settings);
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &PtyMaster::readAvailable);
    return {};
}

void PtyMaster::readAvailable()
{
    QByteArray bytes(4096, Qt::Uninitialized);
    const ssize_t count = ::read(m_master, bytes.data(), size_t(bytes.size()));
    if (count > 0) {
        bytes.truncate(count);
        Q_EMIT received(bytes);
        return;
    }
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    // No client holds the slave (EIO): the descriptor stays "readable", so look again later. We do
    // not hold the slave ourselves, because a client's exclusive lock would then outlive it.
    m_notifier->setEnabled(false);
    QTimer::singleShot(HangUpPollMs, m_notifier.get(), [this] { m_notifier->setEnabled(true); });
}

void PtyMaster::write(const QByteArray &bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const ssize_t count
            = ::write(m_master, bytes.constData() + sent, size_t(bytes.size() - sent));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return;
        sent += count;
    }
}

} // namespace cytoloom
