// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/faults/faultplayer.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

class QTcpServer;
class QTcpSocket;

namespace cytoloom {

/// Faults at a chosen moment: lines of UTF-8 text on a loopback port, each answered by one line, in
/// order. It also tells the truth behind a sensor, which no client of a device ever sees; a drill
/// needs it to tell a wrong value from a right one.
///
/// | line | answer |
/// |---|---|
/// | inject {an entry of a fault script} | ok, or error {"code", "args"} |
/// | clear ID, clear * | ok, or error … "faults.unknownFault" |
/// | faults | [{"id", "state", "since", "fault"}] |
/// | truth UNIT.SIGNAL … | {"time": ms, "values": {"UNIT.SIGNAL": {"truth", "shown"}}} |
///
/// Times of an injected fault count from the moment at which it comes; without "when" it is there
/// before "ok" is sent. A line of more than 64 KiB ends the connection. Lives on one thread.
class FaultPort final : public QObject
{
    Q_OBJECT

public:
    struct Plant
    {
        std::function<UtcTime()> now; ///< after bringing the plant up to date
        std::function<qint64()> tick;
        /// Null: no such unit or signal.
        std::function<const Signal *(const QString &tag)> find;
    };
    /// \p player must outlive the port.
    FaultPort(FaultPlayer &player, Plant plant, QObject *parent = nullptr);

    /// Any free port of the loopback interface. Fails with "simulation.portInUse".
    Result<void> listen();
    [[nodiscard]] quint16 port() const;

private:
    void acceptClients();
    void readFrom(QTcpSocket *client);
    [[nodiscard]] QByteArray answer(const QByteArray &line);
    [[nodiscard]] QByteArray inject(const QByteArray &text);
    [[nodiscard]] QByteArray truth(const QByteArray &tags) const;

    FaultPlayer &m_player;
    Plant m_plant;
    QTcpServer *m_server;
};

} // namespace cytoloom
