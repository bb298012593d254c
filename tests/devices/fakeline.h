// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/modbusframe.h"
#include "devices/protocol/mtsics.h"
#include "devices/simulation/ptymaster.h"

#include <QtCore/QTimer>

namespace cytoloom::testing {

/// Modbus RTU devices (units 1 and 2) on a pty, with what a serial line does to answers. Register n
/// of unit u holds 1000·u + n.
class FakeRtuLine : public QObject
{
public:
    enum class Trick {
        None,
        Silence,
        Late, ///< by lateMs
        NoiseBefore,
        NoiseAfter,
        BadCrc,
        Half,
        WrongUnit,
        WrongFunction,
        WrongCount,
        Echo, ///< a two-wire adapter that hears itself
        Pieces
    };

    FakeRtuLine()
    {
        connect(&m_line, &PtyMaster::received, this, &FakeRtuLine::take);
        if (!m_line.open(QStringLiteral("test")))
            qFatal("no pty");
    }
    [[nodiscard]] QString url(int unit) const
    {
        return QStringLiteral("modbus-rtu://%1?baud=115200&unit=%2")
            .arg(m_line.slavePath())
            .arg(unit);
    }
    QVector<Trick> tricks; ///< one for each of the next requests
    int lateMs = 0;
    int requests = 0;

private:
    void take(const QByteArray &bytes)
    {
        m_buffer += bytes;
        RtuFrame frame;
        for (RtuTake took = takeRtuRequest(m_buffer, frame); took != RtuTake::Incomplete;
             took = takeRtuRequest(m_buffer, frame)) {
            if (took == RtuTake::Frame)
                answer(frame);
        }
    }
    void answer(const RtuFrame &asked)
    {
        ++requests;
        const auto request = parseModbusRequestPdu(asked.pdu);
        if (!request || request->isWrite())
            return;
        QVector<quint16> values;
        for (int i = 0; i < request->count; ++i)
            values << quint16(1000 * asked.unit + request->address + i);
        const QByteArray good = rtuFrame(asked.unit, modbusResponsePdu(*request, values));
        QByteArray bad = good;
        switch (tricks.isEmpty() ? Trick::None : tricks.takeFirst()) {
        case Trick::None:
            m_line.write(good);
            return;
        case Trick::Silence:
            return;
        case Trick::Late:
            QTimer::singleShot(lateMs, this, [this, good] { m_line.write(good); });
            return;
        case Trick::NoiseBefore:
            m_line.write(QByteArray("\x00\xfe\x7f", 3) + good);
            return;
        case Trick::NoiseAfter:
            m_line.write(good + QByteArray("\x00\xfe\x7f", 3));
            return;
        case Trick::BadCrc:
            bad[3] = char(bad[3] ^ 0x10); // a bit of the value
            m_line.write(bad);
            return;
        case Trick::Half:
            m_line.write(good.left(4));
            return;
        case Trick::WrongUnit:
            m_line.write(rtuFrame(quint8(asked.unit ^ 3), modbusResponsePdu(*request, values)));
            return;
        case Trick::WrongFunction: {
            ModbusRequest other = *request;
            other.function = ModbusFunction::ReadHoldingRegisters;
            values.fill(0xDEAD);
            m_line.write(rtuFrame(asked.unit, modbusResponsePdu(other, values)));
            return;
        }
        case Trick::WrongCount: {
            ModbusRequest other = *request;
            other.count = quint16(request->count + 1);
            values.fill(0xDEAD, other.count);
            m_line.write(rtuFrame(asked.unit, modbusResponsePdu(other, values)));
            return;
        }
        case Trick::Echo:
            m_line.write(rtuFrame(asked.unit, asked.pdu) + good);
            return;
        case Trick::Pieces:
            m_line.write(good.left(3));
            QTimer::singleShot(20, this, [this, good] { m_line.write(good.mid(3)); });
            return;
        }
    }

    PtyMaster m_line;
    QByteArray m_buffer;
};

/// A balance that answers what it is told to.
class FakeBalance : public QObject
{
public:
    FakeBalance()
    {
        connect(&m_line, &PtyMaster::received, this, [this](const QByteArray &bytes) {
            const auto lines = m_lines.feed(bytes);
            for (const QByteArray &line : lines) {
                commands << line;
                const QByteArray answer = next.isEmpty() ? always : next.takeFirst();
                if (lateMs == 0) {
                    m_line.write(answer);
                    continue;
                }
                QTimer::singleShot(lateMs, this, [this, answer] { m_line.write(answer); });
                lateMs = 0;
            }
        });
        if (!m_line.open(QStringLiteral("test")))
            qFatal("no pty");
    }
    [[nodiscard]] QString url() const
    {
        return QStringLiteral("serial://%1?baud=9600").arg(m_line.slavePath());
    }
    QVector<QByteArray> next; ///< answers to the next commands
    QByteArray always = "S S     100.00 g\r\n";
    QVector<QByteArray> commands;
    int lateMs = 0; ///< of the next answer only

private:
    PtyMaster m_line;
    SicsLineBuffer m_lines;
};

} // namespace cytoloom::testing
