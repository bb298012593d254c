// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"

namespace cytoloom {

/// Works the figures of a compile report out of the analyses. One use, one thread; keeps
/// references.
class CompileFigures
{
public:
    CompileFigures(
        const ValidationContext &context, const TimeNetwork &times, const CellTrack &cells);
    void fill(CompileReport &report);

private:
    void times(CompileReport &report) const;
    void vessels(CompileReport &report) const;
    void holds(CompileReport &report) const;
    void dose(CompileReport &report) const;
    void materials(CompileReport &report) const;
    void staff(CompileReport &report) const;
    void occupation(CompileReport &report) const;
    void counts(CompileReport &report) const;

    [[nodiscard]] ElementId idOf(int element) const;
    [[nodiscard]] ElementId idOfVertex(int vertex) const;
    [[nodiscard]] QVector<PathStep> path(TimeNetwork::Case which) const;

    const ValidationContext &m_context;
    const TimeNetwork &m_times;
    const CellTrack &m_cells;
};

} // namespace cytoloom
