// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/pacemakerclient.h"

#include "devices/simulation/controlport.h"

#include <QtCore/QTimer>
#include <QtCore/QtEndian>
#include <QtNetwork/QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr int KeepAliveMs = 250;
constexpr int ReconnectMs = 200;
constexpr int AnswerMs = 30'000; // a day of physics in a debug build, on a busy machine
constexpr int AnswerSize = 7 + 2 + 8; // MBAP, function and count, four registers

/// Function 23: write \p words at \p address, read the current time.
QByteArray request(quint16 transaction, int address, const QVector<quint16> &words)
{
    QByteArray frame(7 + 10 + 2 * words.size(), '\0');
    uchar *at = reinterpret_cast<uchar *>(frame.data());
    qToBigEndian(transaction, at);
    qToBigEndian(quint16(frame.size() - 6), at + 4);
    at[6] = 1; // unit
    at[7] = 23;
    qToBigEndian(quint16(ControlPort::CurrentAddress), at + 8);
    qToBigEndian(quint16(4), at + 10);
    qToBigEndian(quint16(address), at + 12);
    qToBigEndian(quint16(words.size()), at + 14);
    at[16] = uchar(2 * words.size());
    for (qsizetype i = 0; i < words.size(); ++i)
        qToBigEndian(words[i], at + 17 + 2 * i);
    return frame;
}

} // namespace

class PacemakerClient::Private
{
public:
    explicit Private(PacemakerClient *client)
        : q(client)
    { }

    void connectNow()
    {
        if (isOpen)
            socket.connectToHost(host, port);
    }

    void send(qint64 ms)
    {
        asked = ms;
        send(ControlPort::GrantedAddress, wordsOfTime(ms));
    }

    void send(int address, const QVector<quint16> &words)
    {
        waiting = true;
        answer.clear();
        socket.write(request(++transaction, address, words));
        deadline.start();
    }

    /// The next thing that is worth saying, if nothing is under way.
    void next()
    {
        if (waiting || socket.state() != QAbstractSocket::ConnectedState || !greeted)
            return;
        if (linger && !lingerSaid) {
            lingerSaid = true;
            asked = 0;
            send(ControlPort::LingerAddress, {*linger});
            return;
        }
        const qint64 most = now + ControlPort::LongestGrant.count();
        if (pending)
            send(std::min(*pending, most));
    }

    void lost(const QString &reason)
    {
        deadline.stop();
        waiting = false;
        greeted = false;
        lingerSaid = false;
        answer.clear();
        if (isOpen && !reported) {
            reported = true;
            Q_EMIT q->failed(Error(u"simulation.pacemaker"_s,
                {{u"address"_s, u"%1:%2"_s.arg(host).arg(port)}, {u"reason"_s, reason}}));
        }
        if (isOpen)
            reconnect.start();
    }

    /// The plant has carried out what was granted; where its clock says otherwise, it is its clock
    /// that is wrong, and waiting for it would be waiting for ever.
    void hearTime(qint64 told)
    {
        now = std::max(told, asked);
        const qint64 behind = asked - told;
        if (behind > 0 && !clockReported) {
            Q_EMIT q->failed(Error(u"simulation.clockBehind"_s,
                {{u"address"_s, u"%1:%2"_s.arg(host).arg(port)},
                    {u"by"_s, toReadable(Duration(behind))}}));
        }
        if (asked > 0)
            clockReported = behind > 0;
    }

    void read()
    {
        answer += socket.readAll();
        if (!waiting || answer.size() < 9)
            return;
        const auto *at = reinterpret_cast<const uchar *>(answer.constData());
        if (qFromBigEndian<quint16>(at) != transaction || at[7] != 23) {
            socket.abort(); // not our plant, or it refused: begin again
            lost(u"unexpected answer"_s);
            return;
        }
        if (answer.size() < AnswerSize)
            return;
        deadline.stop();
        waiting = false;
        hearTime(qint64(qFromBigEndian<quint64>(at + 9)));
        if (!greeted) {
            greeted = true;
            reported = false;
            Q_EMIT q->connected(utcFromMs(now));
        } else if (pending && now >= *pending) {
            pending.reset();
            Q_EMIT q->granted(utcFromMs(now));
        }
        next();
    }

    PacemakerClient *q;
    QTcpSocket socket;
    QTimer keepAlive;
    QTimer reconnect;
    QTimer deadline;
    QString host;
    quint16 port = 0;
    bool isOpen = false;
    bool greeted = false;
    bool waiting = false;
    bool reported = false; ///< the present loss
    quint16 transaction = 0;
    qint64 now = 0;
    qint64 asked = 0; ///< granted by the request under way; 0: none
    bool clockReported = false;
    std::optional<qint64> pending;
    std::optional<quint16> linger;
    bool lingerSaid = false; ///< on this connection
    QByteArray answer;
};

PacemakerClient::PacemakerClient(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    // Children, so that they follow moveToThread().
    d->socket.setParent(this);
    d->keepAlive.setParent(this);
    d->reconnect.setParent(this);
    d->deadline.setParent(this);
    d->keepAlive.setInterval(KeepAliveMs);
    d->reconnect.setInterval(ReconnectMs);
    d->reconnect.setSingleShot(true);
    d->deadline.setInterval(AnswerMs);
    d->deadline.setSingleShot(true);
    connect(&d->socket, &QTcpSocket::connected, this, [this] {
        d->socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        d->send(0); // grants nothing, stops the time, and tells where we are
    });
    connect(&d->socket, &QTcpSocket::readyRead, this, [this] { d->read(); });
    connect(
        &d->socket, &QTcpSocket::errorOccurred, this, [this] { d->lost(d->socket.errorString()); });
    connect(&d->reconnect, &QTimer::timeout, this, [this] {
        d->socket.abort();
        d->connectNow();
    });
    connect(&d->deadline, &QTimer::timeout, this, [this] {
        d->socket.abort();
        d->lost(u"timeout"_s);
    });
    connect(&d->keepAlive, &QTimer::timeout, this, [this] {
        if (d->greeted && !d->waiting && !d->pending)
            d->send(0);
    });
}

PacemakerClient::~PacemakerClient()
{
    close();
}

void PacemakerClient::open(const QString &host, quint16 port)
{
    close();
    d->host = host;
    d->port = port;
    d->isOpen = true;
    d->reported = false;
    d->keepAlive.start();
    d->connectNow();
}

void PacemakerClient::close()
{
    d->isOpen = false;
    d->greeted = false;
    d->lingerSaid = false;
    d->waiting = false;
    d->pending.reset();
    d->keepAlive.stop();
    d->reconnect.stop();
    d->deadline.stop();
    d->socket.abort();
}

bool PacemakerClient::isConnected() const
{
    return d->greeted;
}

void PacemakerClient::grant(UtcTime time)
{
    d->pending = toMs(time);
    d->next();
}

void PacemakerClient::setLinger(std::chrono::seconds seconds)
{
    const auto wanted = quint16(std::clamp<qint64>(seconds.count(), 0, 65'535));
    if (d->linger == wanted)
        return;
    d->linger = wanted;
    d->lingerSaid = false;
    d->next();
}

} // namespace cytoloom
