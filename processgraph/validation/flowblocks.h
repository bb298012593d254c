// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QVector>

namespace cytoloom {

/// What is wrong with the blocks of a container. Element numbers as in ProcedureFlow.
struct BlockProblem
{
    enum Kind {
        ForkWithoutSplit, ///< a step with several control links out
        MergeWithoutJoin, ///< a step with several control links in
        LeftoverToken, ///< a parallel branch of `other` reaches End or a selection join `element`
        Deadlock, ///< parallel join `element` waits for a token that does not come
        NotJoined ///< parallel split `element` has no join of its own
    };
    Kind kind = ForkWithoutSplit;
    int element = -1;
    int other = -1; ///< the split or join on the other side, -1 when none
};

/// A parallel split with its own join, soundly nested.
struct ParallelBlock
{
    int split = -1;
    int join = -1;
    QVector<int> first; ///< per branch: its first element; the join itself for an empty branch
    QVector<int> last; ///< per branch: its last element; the split itself for an empty branch
};

} // namespace cytoloom
