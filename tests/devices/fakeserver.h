// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/modbusframe.h"

#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace cytoloom::testing {

/// A Modbus TCP server made of our own codec: 100 holding registers and faults on demand.
class FakeServer : public QObject
{
public:
    enum class Fault {
        None,
        Garbage,
        GarbageLength,
        WrongTransaction,
        WrongUnit,
        WrongProtocol,
        Exception,
        Short,
        Long, ///< one register more than asked for
        Swollen, ///< the same, with the count of what was asked
        OtherFunction, ///< function 4 to a question by 3
        HalfFrame, ///< then silence
        Twice, ///< the answer, and again
        Bytes, ///< whole and right, byte by byte
        Silence
    };
    /// What happens to one write.
    enum class WriteFault {
        None,
        Ignored, ///< not carried out, not answered
        AnswerLost, ///< carried out, not answered
        DroppedBefore, ///< not carried out, connection cut
        DroppedAfter, ///< carried out, connection cut
        Busy, ///< exception 6
        Acknowledged, ///< carried out, exception 5
        Slow ///< answered, carried out 30 ms later
    };

    explicit FakeServer(quint16 onPort = 0)
    {
        registers.fill(0, 100);
        connect(&m_server, &QTcpServer::newConnection, this, &FakeServer::take);
        m_server.listen(QHostAddress::LocalHost, onPort);
    }
    quint16 port() const { return m_server.serverPort(); }
    void dropAll()
    {
        const auto sockets = m_server.findChildren<QTcpSocket *>();
        for (QTcpSocket *socket : sockets)
            socket->abort();
    }

    QVector<quint16> registers;
    Fault fault = Fault::None;
    ModbusException exception = ModbusException::ServerDeviceFailure;
    QVector<WriteFault> writeFaults; ///< one for each of the next writes
    QVector<QPair<int, quint16>> written; ///< address and first value of each write carried out
    int writeRequests = 0;
    bool forgetsWrites = false;
    int connections = 0;
    int requests = 0;
    QVector<quint16> beats; ///< what was written to register 99

private:
    void take()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            ++connections;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answerAll(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    }
    void answerAll(QTcpSocket *socket)
    {
        while (socket->bytesAvailable() >= 7) {
            const QByteArray header = socket->peek(7);
            const int length = quint8(header[5]);
            if (socket->bytesAvailable() < 6 + length)
                return;
            socket->read(7);
            answer(socket, header, socket->read(length - 1));
        }
    }
    void answer(QTcpSocket *socket, QByteArray header, const QByteArray &pdu)
    {
        ++requests;
        const auto request = parseModbusRequestPdu(pdu);
        QByteArray reply;
        if (!request || request->address + request->count > 100) {
            reply = modbusExceptionPdu(quint8(pdu[0]), ModbusException::IllegalDataAddress);
        } else if (request->isWrite()) {
            reply = modbusResponsePdu(*request);
            if (!takeWrite(socket, *request, reply))
                return;
        } else {
            reply = modbusResponsePdu(*request, registers.mid(request->address, request->count));
        }
        switch (fault) {
        case Fault::None:
            break;
        case Fault::Garbage:
            socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
            return;
        case Fault::GarbageLength: // the right number, then a body that never comes
            socket->write(header.left(4) + QByteArray("\x40\x00\x01\x03", 4));
            return;
        case Fault::WrongTransaction:
            header[0] = char(header[0] ^ 0x55);
            break;
        case Fault::Exception:
            reply = modbusExceptionPdu(quint8(pdu[0]), exception);
            break;
        case Fault::WrongUnit:
            header[6] = char(header[6] ^ 0x02);
            break;
        case Fault::WrongProtocol:
            header[2] = 1;
            break;
        case Fault::Short:
            reply.chop(1);
            break;
        case Fault::Long:
            reply[1] = char(reply[1] + 2);
            reply += QByteArray("\xde\xad", 2);
            break;
        case Fault::Swollen:
            reply += QByteArray("\xde\xad", 2);
            break;
        case Fault::OtherFunction:
            reply[0] = 4;
            break;
        case Fault::HalfFrame:
        case Fault::Twice:
        case Fault::Bytes:
            break; // below
        case Fault::Silence:
            return;
        }
        header[4] = char((reply.size() + 1) >> 8);
        header[5] = char((reply.size() + 1) & 0xFF);
        const QByteArray frame = header + reply;
        if (fault == Fault::HalfFrame) {
            socket->write(frame.left(frame.size() / 2));
        } else if (fault == Fault::Bytes) {
            for (int i = 0; i < frame.size(); ++i)
                QTimer::singleShot(i, socket, [socket, byte = frame[i]] { socket->putChar(byte); });
        } else {
            socket->write(fault == Fault::Twice ? frame + frame : frame);
        }
    }

    void carryOut(const ModbusRequest &request)
    {
        for (int i = 0; i < request.count && !forgetsWrites; ++i)
            registers[request.address + i] = request.values[i];
        written << qMakePair(int(request.address), request.values[0]);
    }
    /// False where there is nothing to answer any more.
    bool takeWrite(QTcpSocket *socket, const ModbusRequest &request, QByteArray &reply)
    {
        if (request.address == 99) {
            beats << request.values[0];
            return true;
        }
        ++writeRequests;
        const auto what = writeFaults.isEmpty() ? WriteFault::None : writeFaults.takeFirst();
        const bool later = what == WriteFault::Slow;
        const bool never = what == WriteFault::Ignored || what == WriteFault::DroppedBefore
            || what == WriteFault::Busy;
        if (later)
            QTimer::singleShot(30, this, [this, request] { carryOut(request); });
        else if (!never)
            carryOut(request);
        if (what == WriteFault::Busy || what == WriteFault::Acknowledged) {
            reply = modbusExceptionPdu(quint8(request.function),
                what == WriteFault::Busy ? ModbusException::ServerDeviceBusy
                                         : ModbusException::Acknowledge);
        }
        if (what == WriteFault::DroppedBefore || what == WriteFault::DroppedAfter)
            socket->abort();
        return what == WriteFault::None || later || what == WriteFault::Busy
            || what == WriteFault::Acknowledged;
    }

    QTcpServer m_server;
};

} // namespace cytoloom::testing
