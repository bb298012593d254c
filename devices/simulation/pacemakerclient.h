// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QObject>

#include <memory>

namespace cytoloom {

/// The pacing end of the virtual plant's control port: says how far process time may go and hears
/// where it is. Used on the thread that it lives on, which must run an event loop; nothing blocks.
/// While that loop runs it keeps the plant waiting between grants (it repeats the last one four
/// times a second); when it dies the plant runs on at ×1, and the next client takes over from
/// there.
class PacemakerClient final : public QObject
{
    Q_OBJECT

public:
    explicit PacemakerClient(QObject *parent = nullptr);
    ~PacemakerClient() override;

    /// Connects, and connects again whenever the connection is lost, until close().
    void open(const QString &host, quint16 port);
    void close();
    [[nodiscard]] bool isConnected() const;

    /// The plant may go up to \p time. One grant is under way at a time; of several in a row the
    /// last one counts. Grants more than 24 h ahead of the plant are made in steps.
    void grant(UtcTime time);
    /// How long a plant that ends when it is alone shall outlive this client (ControlPort, register
    /// 14). Said now, or as soon as there is a connection, and again after each one.
    void setLinger(std::chrono::seconds seconds);

Q_SIGNALS:
    /// After each connection: where the plant is. Time stands from now on.
    void connected(cytoloom::UtcTime now);
    /// The plant has carried out a grant and stands at \p now (later than the grant if it had
    /// already been beyond it).
    void granted(cytoloom::UtcTime now);
    /// Once per lost or refused connection: "simulation.pacemaker" (args: address, reason). Once
    /// when the plant's clock says an earlier time than it has been granted,
    /// "simulation.clockBehind" (args: address, by): its clock is wrong, and time goes on by what
    /// was granted.
    void failed(const cytoloom::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
