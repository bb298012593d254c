// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/grapheditor/layouter.h"

namespace cytoloom {

/// Ranks and orders by Graphviz `dot` (left to right), then folds the ribbon into rows between two
/// ranks where the fewest lines are cut. Graphviz is not thread-safe: one call at a time, the
/// others wait on a mutex of the class; never call it on the GUI thread.
class GraphvizLayouter final : public Layouter
{
public:
    Result<QHash<ElementId, Position>> arrange(const LayoutJob &job) override;
};

} // namespace cytoloom
