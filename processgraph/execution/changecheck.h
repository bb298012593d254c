// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/changeofbatch.h"

#include <QtCore/QSet>

namespace cytoloom {

/// The work of requestChange(): gathers objections and the proof of the resume point. Keeps
/// references to its arguments.
class ChangeCheck
{
public:
    ChangeCheck(const BatchState &state, const MasterRecipe &changed, BatchChange &change);

    void header();
    void elements();
    void links();
    void uses(); ///< formula values, roles and materials of what ran
    void results();
    void resumePoint();

private:
    /// It was begun, in whatever round: what it was may not change afterwards.
    [[nodiscard]] bool ran(const ElementId &id) const { return m_ran.contains(id); }
    /// It has ended for good, or its container has.
    [[nodiscard]] bool isOver(const ElementId &id) const;
    [[nodiscard]] bool isAtWork(const ElementId &id) const;
    [[nodiscard]] bool mayLeadElsewhere(const Link &link) const;
    void object(const char *code, const ElementId &element, const LinkId &link = {},
        const QMap<QString, QString> &more = {});
    void checkLink(const Link *before, const Link *after);
    void reach();
    void reachContent(const ElementId &container);

    const BatchState &m_state;
    const MasterRecipe &m_before;
    const MasterRecipe &m_after;
    const Procedure &m_old;
    const Procedure &m_new;
    BatchChange &m_change;
    QSet<ElementId> m_ran;
    QSet<ElementId> m_reached;
    QSet<LinkId> m_fed; ///< control links that have or will get a token
};

} // namespace cytoloom
