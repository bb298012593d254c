// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/ptymaster.h"
#include "devices/simulation/registerbank.h"
#include "devices/simulation/replyfilter.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QSet>

#include <functional>

namespace cytoloom {

/// Modbus RTU devices on one serial line: each unit id has its bank; ids that nobody has stay
/// silent, as on a real line. An unfinished frame is forgotten after a pause of 100 ms. Unit 0
/// (broadcast) is carried out by all and answered by none.
class ModbusRtuServer final : public QObject
{
    Q_OBJECT

public:
    explicit ModbusRtuServer(std::function<void()> beforeRequest, QObject *parent = nullptr);

    /// Fails with "simulation.pty".
    Result<void> open(const QString &device) { return m_line.open(device); }
    [[nodiscard]] QString path() const { return m_line.slavePath(); }
    /// \p bank must outlive the server.
    void addUnit(int unit, RegisterBank &bank, ReplyFilter filter = {});
    /// A unit without power or with its plug pulled hears nothing and says nothing.
    void setLink(int unit, bool on);

private:
    void receive(const QByteArray &bytes);
    void answer(int unit, const QByteArray &pdu);

    std::function<void()> m_beforeRequest;
    PtyMaster m_line;
    ReplySender m_sender;
    QSet<int> m_cutOff;
    QByteArray m_buffer;
    QElapsedTimer m_sinceBytes;
    QHash<int, RegisterBank *> m_banks;
    QHash<int, ReplyFilter> m_filters;
};

} // namespace cytoloom
