// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/ln2store.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

Ln2Store::Ln2Store(const UnitId &id, quint32 seed)
    : Equipment(id, seed)
{
    SignalTable &table = signalTable();
    table.measured(u"temperature.pv"_s, [this] { return -188 + 0.1 * (100 - m_level); }).noise(0.2);
    table.measured(u"level.pv"_s, [this] { return m_level; }).noise(0.1);
}

void Ln2Store::tick(qint64)
{
    if (m_level < 60)
        m_filling = true;
    else if (m_level > 85)
        m_filling = false;
    m_level += (m_filling ? 60.0 : -0.2) * TickSeconds / 3600;
}

} // namespace cytoloom
