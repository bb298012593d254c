// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/transport/portlink.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <optional>

class QSerialPort;

namespace cytoloom {

/// An ASCII protocol on a serial line: one question at a time, put and read by the LineCodec of the
/// URL's protocol. Bytes that do not answer it (an announcement, noise) are passed over; where none
/// does, the answer is Garbage. Where the request asks for it, the question is put again until so
/// many answers agree, once more than that at the most. An order that the protocol does not answer
/// counts as Answered (LineReply::Sent) once its bytes have left.
class LineLink final : public PortLink
{
    Q_OBJECT

public:
    explicit LineLink(const DeviceUrl &url);
    ~LineLink() override;

    void open() override;
    void close() override;
    void send(quint64 id, const LinkRequest &request) override;
    [[nodiscard]] bool canPipeline() const override { return false; }
    [[nodiscard]] bool resetsOnSilence() const override { return false; }

private:
    static constexpr int MoreTimes = 1; ///< than must agree
    void fail(const QString &code);
    void put();
    void takeBytes();
    void takeAnswer(const LineAnswer &answer);
    void finish(LinkReply reply);
    [[nodiscard]] LinkReply garbage(const QByteArray &bytes) const;
    void endOfPatience();

    DeviceUrl m_url;
    const LineCodec &m_codec;
    QSerialPort *m_port = nullptr;
    QByteArray m_received;
    std::optional<quint64> m_pending;
    LinkRequest m_request;
    LineQuestion m_question;
    QVector<LineAnswer> m_answers; ///< to this question, until two agree
    QByteArray m_strange; ///< the last bytes that did not answer the question
    QElapsedTimer m_time;
    QTimer m_limit;
};

} // namespace cytoloom
