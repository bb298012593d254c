// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/lineprotocol.h"
#include "devices/protocol/modbusframe.h"
#include "devices/runtime/deviceurl.h"
#include "processgraph/foundation/message.h"

#include <QtCore/QObject>

#include <chrono>
#include <memory>

namespace cytoloom {

class CommunicationLog;

/// How a question on a line protocol is put and its answer read; the rest of it is \p command and
/// \p unit of the request.
struct LineDialect
{
    ThermoChecksum checksum = ThermoChecksum::InvertedXor;
    int agreeing = 1; ///< asked until so many answers agree
    QVector<double> tolerance; ///< see linesAgree()
};

/// One question to a device; which of the two forms counts depends on the port's protocol.
struct LinkRequest
{
    int unit = 1; ///< Modbus unit identifier; number of a pump
    ModbusRequest modbus;
    QString command; ///< line protocol
    std::chrono::milliseconds timeout {500}; ///< of each time that it is asked
    LineDialect line {};
};

struct LinkReply
{
    /// Garbage: bytes came, but none that answer the question. Lost: the connection is gone.
    enum class Kind { Answered, NoAnswer, Garbage, Lost };
    Kind kind = Kind::Lost;
    ModbusResponse modbus;
    SicsReply sics;
    LineReply line; ///< of the line protocols but MT-SICS
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
    /// After one or more send(): a link that gathers them lets them go now.
    virtual void flush() { }
    /// Requests that the port can carry at once: many on TCP, one on a serial line.
    [[nodiscard]] virtual bool canPipeline() const = 0;
    /// Set when a silent peer is best cured by a new connection.
    [[nodiscard]] virtual bool resetsOnSilence() const = 0;
    /// Set when answers carry no number: a late one could be taken for that of the next question.
    [[nodiscard]] bool settlesAfterSilence() const { return !resetsOnSilence(); }

    /// The link that \p url asks for; it belongs to the calling thread.
    static std::unique_ptr<PortLink> make(const DeviceUrl &url);

    /// Where the bytes of this port are written down; must outlive the link. Null: nowhere.
    void setLog(CommunicationLog *log) { m_log = log; }
    /// How a question ended; PortConnection says it.
    void noteFinished(quint64 id, const LinkReply &reply);

Q_SIGNALS:
    void opened();
    /// The port could not be opened or has gone; the link is closed.
    void failed(const cytoloom::Message &reason);
    void answered(quint64 id, const cytoloom::LinkReply &reply);

protected:
    // For the log, by each link: the bytes as they stand on the wire. \a id is that of the
    // question; 0: bytes that answer nothing. \a unit -1: not known.
    void noteSent(quint64 id, int unit, QByteArrayView bytes);
    void noteReceived(quint64 id, int unit, QByteArrayView bytes);

private:
    CommunicationLog *m_log = nullptr;
};

} // namespace cytoloom
