// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/broth.h"

#include <algorithm>

namespace cytoloom {

double Broth::viability() const
{
    const double all = viable() + m_amount[Dead];
    return all > 0 ? viable() / all : 0;
}

double Broth::temperature(double whenEmpty) const
{
    return m_amount[Volume] > 0 ? m_amount[Heat] / m_amount[Volume] : whenEmpty;
}

double Broth::concentration(Matter matter) const
{
    return m_amount[Volume] > 0 ? m_amount[matter] / m_amount[Volume] : 0;
}

void Broth::add(const Broth &other)
{
    for (int i = 0; i < Count; ++i)
        m_amount[i] += other.m_amount[i];
}

Broth Broth::take(double volume, double cellPass, double attachedPass)
{
    Broth out;
    if (m_amount[Volume] <= 0 || volume <= 0)
        return out;
    const double share = std::min(1.0, volume / m_amount[Volume]);
    const double attached
        = m_amount[Target] > 0 ? std::clamp(m_amount[Attached] / m_amount[Target], 0.0, 1.0) : 0;
    const double targetPass = cellPass * (1 - attached) + attachedPass * attached;
    for (int i = 0; i < Count; ++i) {
        double pass = i < LiquidCount ? 1 : targetPass;
        if (i == Attached)
            pass = attachedPass;
        else if (i == Other || i == Dead)
            pass = cellPass;
        out.m_amount[i] = m_amount[i] * share * pass;
        m_amount[i] -= out.m_amount[i];
    }
    return out;
}

Broth Broth::takeTarget(double share)
{
    Broth out;
    for (int i = Target; i <= Activation; ++i) {
        out.m_amount[i] = m_amount[i] * std::clamp(share, 0.0, 1.0);
        m_amount[i] -= out.m_amount[i];
    }
    return out;
}

Broth Broth::scaled(double factor) const
{
    Broth out = *this;
    for (double &amount : out.m_amount)
        amount *= factor;
    return out;
}

} // namespace cytoloom
