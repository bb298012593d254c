// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/phaseindex.h"

#include <algorithm>

namespace cytoloom {

PhaseIndex::PhaseIndex(const ValidationContext &context)
{
    QHash<const PhaseClass *, QVector<int>> known; // a pointer is found sooner than a name
    for (int i = 0; i < context.flow().count(); ++i) {
        if (const PhaseClass *used = context.phaseClass(i))
            known[used].append(i);
        else if (context.flow().kind(i) == ElementKind::Phase)
            m_phases[context.flow().element(i).type].append(i);
    }
    for (auto used = known.cbegin(); used != known.cend(); ++used)
        m_phases.insert(used.key()->id, *used);
}

QVector<int> PhaseIndex::of(const QStringList &types) const
{
    QVector<int> found;
    for (const QString &type : types)
        found += m_phases.value(type);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace cytoloom
