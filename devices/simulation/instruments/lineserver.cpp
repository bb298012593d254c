// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/instruments/lineserver.h"

#include <algorithm>

namespace cytoloom {

LineServer::LineServer(std::function<void()> beforeRequest, QObject *parent)
    : QObject(parent)
    , m_beforeRequest(std::move(beforeRequest))
    , m_line(this)
    , m_sender([this](const QByteArray &bytes) { m_line.write(bytes); }, this)
{
    connect(&m_line, &PtyMaster::received, this, &LineServer::receive);
}

void LineServer::add(Instrument &instrument, ReplyFilter filter)
{
    m_places.push_back({&instrument, std::move(filter), true});
}

void LineServer::setLink(const Instrument &instrument, bool on)
{
    for (Place &place : m_places) {
        if (place.instrument == &instrument)
            place.linked = on;
    }
}

void LineServer::setPieces(int bytes, int pauseMs)
{
    m_piece = std::max(bytes, 1);
    m_pauseMs = pauseMs;
}

void LineServer::receive(const QByteArray &bytes)
{
    m_beforeRequest(); // may cut the line
    for (const Place &place : m_places) {
        if (!place.linked)
            continue;
        const QVector<QByteArray> answers = place.instrument->hear(bytes);
        for (const QByteArray &answer : answers) {
            FilteredReply reply = place.filter ? place.filter(answer) : FilteredReply {answer};
            if (reply.gapMs == 0) {
                reply.gapMs = m_pauseMs;
                reply.piece = m_piece;
            }
            m_sender.send(reply);
        }
    }
}

} // namespace cytoloom
