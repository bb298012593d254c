// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/instruments/instrument.h"
#include "devices/simulation/ptymaster.h"
#include "devices/simulation/replyfilter.h"

#include <vector>

namespace cytoloom {

/// A serial line (pty) with one or several instruments that talk in lines: each hears everything
/// and answers what is for it. Lives on one thread.
class LineServer final : public QObject
{
    Q_OBJECT

public:
    explicit LineServer(std::function<void()> beforeRequest, QObject *parent = nullptr);

    /// Fails with "simulation.pty".
    Result<void> open(const QString &device) { return m_line.open(device); }
    [[nodiscard]] QString path() const { return m_line.slavePath(); }
    /// \p instrument must outlive the server.
    void add(Instrument &instrument, ReplyFilter filter = {});
    /// Without power or with its plug pulled it hears nothing and says nothing.
    void setLink(const Instrument &instrument, bool on);
    /// Answers leave in pieces of so many bytes with a pause between them (real time), as over a
    /// slow converter; 0 ms: at once.
    void setPieces(int bytes, int pauseMs);

private:
    struct Place
    {
        Instrument *instrument = nullptr;
        ReplyFilter filter;
        bool linked = true;
    };
    void receive(const QByteArray &bytes);

    std::function<void()> m_beforeRequest;
    PtyMaster m_line;
    ReplySender m_sender;
    std::vector<Place> m_places;
    int m_piece = 1;
    int m_pauseMs = 0;
};

} // namespace cytoloom
