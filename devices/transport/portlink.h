// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/modbusframe.h"
#include "devices/protocol/mtsics.h"
#include "devices/runtime/deviceurl.h"
#include "processgraph/foundation/message.h"

#include <QtCore/QObject>

#include <chrono>
#include <memory>

namespace cytoloom {

/// One question to a device; which of the two forms counts depends on the port's protocol.
struct LinkRequest
{
    int unit = 1; ///< Modbus unit identifier
    ModbusRequest modbus;
    QString command; ///< line protocol
    std::chrono::milliseconds timeout {500};
};

struct LinkReply
{
    /// Garbage: bytes came, but none that answer the question. Lost: the connection is gone.
    enum class Kind { Answered, NoAnswer, Garbage, Lost };
    Kind kind = Kind::Lost;
    ModbusResponse modbus;
    SicsReply sics;
    Message reason; ///< when not Answered
    double roundTripMs = 0; ///< when Answered, real time
};

/// One physical port: opens it, sends requests, matches answers. It neither queues nor retries nor
/// reconnects; PortConnection does. Lives, works and dies on one thread, as its port does.
class PortLink : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Ends in opened() or failed(). Only while closed.
    virtual void open() = 0;
    /// At once and silently; what is under way is forgotten without a word.
    virtual void close() = 0;
    /// Only while open; answered() follows in every case unless failed() or close() comes first.
    virtual void send(quint64 id, const LinkRequest &request) = 0;
    /// Requests that the port can carry at once: many on TCP, one on a serial line.
    [[nodiscard]] virtual bool canPipeline() const = 0;
    /// Set when a silent peer is best cured by a new connection.
    [[nodiscard]] virtual bool resetsOnSilence() const = 0;
    /// Set when answers carry no number: a late one could be taken for that of the next question.
    [[nodiscard]] bool settlesAfterSilence() const { return !resetsOnSilence(); }

    /// The link that \p url asks for; it belongs to the calling thread.
    static std::unique_ptr<PortLink> make(const DeviceUrl &url);

Q_SIGNALS:
    void opened();
    /// The port could not be opened or has gone; the link is closed.
    void failed(const cytoloom::Message &reason);
    void answered(quint64 id, const cytoloom::LinkReply &reply);
};

} // namespace cytoloom
