// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "tests/support/inspectorhand.h"

namespace cytoloom {

/// Enters into the inspector what a recipe says of one step or one link: field by field, and only
/// what differs from what stands there. The document is read, never called. Throws Stuck.
/// GUI thread.
class StepEntry
{
public:
    StepEntry(InspectorHand &hand, const RecipeDocument &document);

    /// The step \p made is selected; it gets all that \p wanted has but its id, place and content.
    void enter(const ElementId &made, const Element &wanted);
    /// The line of link \p made is selected. \p steps: what the steps that evidence names are
    /// called in the drawing.
    void enter(const LinkId &made, const Link &wanted, const QHash<ElementId, ElementId> &steps);

private:
    [[nodiscard]] const Element &now() const;
    void general(const Element &wanted);
    void times(const Element &wanted);
    void parameters(const Element &wanted);
    void parameter(const Parameter &wanted);
    void ranges(const Parameter &wanted);
    void range(const QString &id, int first, const Range &now, const Range &wanted);
    void ports(const Element &wanted);
    void port(int index, const Port &wanted);
    void gate(const GateSpecification &wanted);
    void criterion(int index, const Criterion &wanted);
    void people(const Element &wanted);
    void fitList(const QString &list, qsizetype now, qsizetype wanted);
    void texts(const QString &field, const LocalizedText &now, const LocalizedText &wanted);

    InspectorHand &m_hand;
    const RecipeDocument &m_document;
    ElementId m_step;
};

} // namespace cytoloom
