// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/procedure.h"

#include <QtCore/QSet>

#include <memory>
#include <optional>

namespace cytoloom {

/// The control graph of one container (its children and the control links between them), as the
/// algorithms of Boost.Graph see it. Built once in O(elements + links), then immutable and cheap to
/// copy; any thread. An id that is no child of the container is answered with nothing.
class ControlFlow
{
public:
    ControlFlow(const Procedure &procedure, const ElementId &container);

    /// The children of the container in their order.
    [[nodiscard]] QVector<ElementId> elements() const;
    /// Children of one kind, in order: for "exactly one Begin".
    [[nodiscard]] QVector<ElementId> ofKind(ElementKind kind) const;
    /// The first Begin or End; empty when there is none.
    [[nodiscard]] ElementId begin() const;
    [[nodiscard]] ElementId end() const;
    /// Each neighbour as often as links lead there, in the order of Procedure::controlOut().
    [[nodiscard]] QVector<ElementId> successors(const ElementId &id) const;
    [[nodiscard]] QVector<ElementId> predecessors(const ElementId &id) const;

    /// Everything that a token on \p id can come to, \p id itself included.
    [[nodiscard]] QSet<ElementId> reachableFrom(const ElementId &id) const;
    /// Everything from which a token can come to \p id, \p id itself included.
    [[nodiscard]] QSet<ElementId> reaching(const ElementId &id) const;

    /// Strongly connected components of more than one element, and elements linked to themselves
    /// (Tarjan, O(V + E)). Members in the order of elements().
    [[nodiscard]] QVector<QVector<ElementId>> cycles() const;
    /// nullopt when there is a cycle. Ties are broken by the order of elements().
    [[nodiscard]] std::optional<QVector<ElementId>> topologicalOrder() const;

    /// Lengauer-Tarjan from begin(); empty for begin() itself and for what it does not reach.
    [[nodiscard]] ElementId immediateDominator(const ElementId &id) const;
    /// Every way from begin() to \p id passes \p dominator; an element dominates itself. False when
    /// begin() does not reach \p id.
    [[nodiscard]] bool dominates(const ElementId &dominator, const ElementId &id) const;
    /// The same from the other side: every way from \p id to end() passes \p dominator.
    [[nodiscard]] bool postDominates(const ElementId &dominator, const ElementId &id) const;
    /// First element on every way from \p id to end(), \p id excluded (where a block closes); empty
    /// when end() is not reached.
    [[nodiscard]] ElementId immediatePostDominator(const ElementId &id) const;

private:
    struct Data;
    std::shared_ptr<const Data> d;
};

} // namespace cytoloom
