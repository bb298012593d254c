// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/faults/fault.h"
#include "processgraph/foundation/result.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QMap>
#include <QtCore/QStringList>

#include <memory>

class QTcpSocket;

namespace cytoloom {

/// What a sensor shows and what is really there.
struct Truth
{
    double truth = 0;
    double shown = 0;
};

/// The other end of the fault port, for drills and tests. Every call blocks until the plant has
/// answered (loopback: well under a millisecond) or 5 s are over. One thread.
class FaultClient
{
public:
    FaultClient();
    ~FaultClient();

    /// Fails with "faults.portSilent" (args: port, reason), as all others do.
    Result<void> open(quint16 port);
    /// Also fails with what the plant refuses it with, see FaultPort.
    Result<void> inject(const Fault &fault);
    /// An unknown id is fine: then it is gone.
    Result<void> clear(const QString &id);
    Result<QMap<QString, Truth>> truth(const QStringList &tags);

private:
    Result<QByteArray> ask(const QByteArray &line);
    std::unique_ptr<QTcpSocket> m_socket;
    quint16 m_port = 0;
};

} // namespace cytoloom
