// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/mtsics.h"
#include "devices/simulation/ptymaster.h"
#include "devices/simulation/replyfilter.h"

#include <QtCore/QTimer>

#include <functional>

namespace cytoloom {

class Balance;
class Signal;

/// The balance's serial line: MT-SICS S, SI, SIR, Z, ZI, T, TI, TA, TAC, I0 … I4, @; ES for
/// anything else, ET for what is not printable, EL for a parameter where none belongs. S on a
/// moving load waits up to 3 s for it to settle, then says "S I".
class MtSicsServer final : public QObject
{
    Q_OBJECT

public:
    /// \p weight: the balance's noisy reading. Both must outlive the server.
    MtSicsServer(Balance &balance, const Signal &weight, std::function<qint64()> beforeRequest,
        QObject *parent = nullptr);

    /// Fails with "simulation.pty".
    Result<void> open(const QString &device) { return m_line.open(device); }
    [[nodiscard]] QString path() const { return m_line.slavePath(); }
    void setReplyFilter(ReplyFilter filter) { m_filter = std::move(filter); }
    /// Without power or with its plug pulled it hears nothing and says nothing.
    void setLink(bool on) { m_cutOff = !on; }

private:
    void receive(const QByteArray &bytes);
    [[nodiscard]] QByteArray answer(const QByteArray &line);
    [[nodiscard]] QByteArray information(const QByteArray &command) const;
    [[nodiscard]] QByteArray weight();
    [[nodiscard]] QByteArray tareValue(const QByteArray &argument);
    void settle();
    void say(const QByteArray &line);

    Balance &m_balance;
    const Signal &m_weight;
    std::function<qint64()> m_beforeRequest; ///< brings the plant up to date; gives the tick
    PtyMaster m_line;
    ReplySender m_sender;
    ReplyFilter m_filter;
    bool m_cutOff = false;
    SicsLineBuffer m_lines;
    QTimer m_repeat; ///< SIR
    QTimer m_settling; ///< S
    int m_tries = 0;
};

} // namespace cytoloom
