// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/transport/portlink.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <optional>

class QSerialPort;

namespace cytoloom {

/// MT-SICS on a serial line: one command at a time, its answer matched by the command's name.
/// Lines that nobody asked for (a balance announces itself when it is switched on) are passed over.
class SicsLink final : public PortLink
{
    Q_OBJECT

public:
    explicit SicsLink(const DeviceUrl &url);
    ~SicsLink() override;

    void open() override;
    void close() override;
    void send(quint64 id, const LinkRequest &request) override;
    [[nodiscard]] bool canPipeline() const override { return false; }
    [[nodiscard]] bool resetsOnSilence() const override { return false; }

private:
    void fail(const QString &code);
    void takeLine(const QByteArray &line);
    void finish(LinkReply reply);
    void endOfPatience();

    DeviceUrl m_url;
    QSerialPort *m_port = nullptr;
    SicsLineBuffer m_lines;
    std::optional<quint64> m_pending;
    LinkRequest m_request;
    QByteArray m_strange; ///< the last line that did not answer the command
    QElapsedTimer m_time;
    QTimer m_limit;
};

} // namespace cytoloom
