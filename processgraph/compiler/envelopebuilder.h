// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/envelopeprogram.h"
#include "processgraph/validation/resultwaits.h"

namespace cytoloom {

/// Flattens a recipe. One use, one thread; keeps a reference to the context. The procedure must be
/// ordered (TimeNetwork::isOrdered()).
class EnvelopeBuilder
{
public:
    EnvelopeBuilder(const ValidationContext &context, const TimeNetwork &times);
    [[nodiscard]] EnvelopeProgram build();

private:
    void findNeededResults();
    void addNode(int element);
    void addEdges(int element);
    void addFlows(int element);
    void addRecords(int element);
    void addCriteria(int element);
    [[nodiscard]] int formula(int element, const Expression &expression, bool condition);
    [[nodiscard]] EnvelopeProgram::Operand operand(int element, const QString &name) const;
    [[nodiscard]] int slot(const QString &result) const { return m_slots.value(result, -1); }
    [[nodiscard]] int number(const UncertainNumber &number);
    [[nodiscard]] int cellType(int element) const;
    void assume(const QString &what);

    const ValidationContext &m_context;
    const TimeNetwork &m_times;
    const ResultWaits m_waits;
    EnvelopeProgram m_program;
    QHash<QString, int> m_slots;
    QHash<QString, int> m_numbers;
    QHash<LinkId, int> m_links;
    QHash<int, int> m_vessels;
    const CellType *m_type = nullptr; ///< the kind of cells that comes into the process
};

} // namespace cytoloom
