// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QObject>

#include <memory>

class QSocketNotifier;

namespace cytoloom {

/// The device's end of a serial line that exists only in the kernel: a pseudo terminal whose slave
/// a client opens as it would open /dev/ttyUSB0. Clients may come and go. Lives on one thread.
class PtyMaster final : public QObject
{
    Q_OBJECT

public:
    explicit PtyMaster(QObject *parent = nullptr);
    ~PtyMaster() override;

    /// Fails with "simulation.pty" (args: device, reason).
    Result<void> open(const QString &device);
    /// What clients open, e.g. "/dev/pts/3".
    [[nodiscard]] QString slavePath() const { return m_slavePath; }
    /// What does not fit into the kernel's buffer is lost, as on a line that nobody reads.
    void write(const QByteArray &bytes);

Q_SIGNALS:
    void received(const QByteArray &bytes);

private:
    void readAvailable();

    int m_master = -1;
    QString m_slavePath;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace cytoloom
