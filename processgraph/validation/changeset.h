// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"
#include "processgraph/validation/rulecheck.h"

#include <QtCore/QHash>

namespace cytoloom {

/// What an edit has touched, in the words that checks use to say what they read. Taken from the two
/// recipes themselves and not from the command, so that undo, merged edits and edits that nobody
/// announced count like any other. A value.
struct ChangeSet
{
    /// In the time of what differs when one recipe was copied from the other, else linear.
    static ChangeSet between(const MasterRecipe &before, const MasterRecipe &after);

    /// Another value of the same step. No aspect and no other name: only where it stands.
    struct Step
    {
        ElementId id;
        Aspects aspects;
        bool renamed = false; ///< messages that name it are others
    };
    struct Line
    {
        LinkId id;
        Aspects aspects;
        QVector<ElementId> ends; ///< before and after
    };
    QVector<ElementId> added;
    QVector<ElementId> removed;
    QVector<ElementId> homes; ///< containers of what was added or removed; empty id: the procedure
    QVector<Step> replaced;
    QVector<Line> links; ///< added, removed, replaced
    Aspects header; ///< Values: formula; Header: bom and the rest
    bool headerRenamed = false;
    bool structure = false; ///< elements, links, their kinds, ends or order are others
    bool everything = false; ///< nothing can be said in detail

    [[nodiscard]] bool isEmpty() const;
};

} // namespace cytoloom
