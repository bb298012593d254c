// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/analyses.h"

namespace cytoloom {

Analyses::Analysis &Analyses::at(const Key &key)
{
    const std::lock_guard lock(m_mutex);
    std::unique_ptr<Analysis> &known = m_known[key];
    if (!known)
        known = std::make_unique<Analysis>();
    return *known;
}

void Analyses::restart()
{
    for (const auto &[key, analysis] : m_known) {
        if (analysis->follows)
            m_earlier[key.first] = analysis->made;
    }
    m_known.clear();
}

} // namespace cytoloom
