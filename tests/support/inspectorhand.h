// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/attributeset.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"
#include "tests/support/hand.h"

#include <optional>

namespace cytoloom {

class Inspector;

/// What a person enters into the inspector of what is selected: each value is put into the field
/// that stands there for it, by its object name. Throws Stuck where there is no such field.
/// GUI thread.
class InspectorHand
{
public:
    InspectorHand(Hand &hand, Inspector &inspector);

    void text(const QString &field, const QString &text);
    void number(const QString &field, std::optional<double> value);
    void quantity(const QString &field, const std::optional<Quantity> &value);
    void duration(const QString &field, Duration value);
    void choice(const QString &field, int value);
    void pick(const QString &field, const QString &id);
    void pickWord(const QString &field, const QString &word); ///< by what is to be read there
    /// One of a list or typed where the list has it not.
    void pickOrType(const QString &field, const QString &id);
    void flag(const QString &field, bool on);
    void press(const QString &button);
    void pickFromMenu(const QString &button, const QString &word);
    /// Unfolds the entry (a parameter, a port, a crew …) when it is folded: \p field is in it.
    void unfold(const QString &toggle, const QString &field);
    [[nodiscard]] bool has(const QString &field) const;

    /// \p stated (as it was before) becomes \p wanted. \p list: what the names of the editors begin
    /// with. \p boxed: each stands in an entry of its own that is unfolded first, and others are
    /// added by a menu.
    void evidence(const QString &list, AttributeHome home, Attributes stated,
        const Attributes &wanted, bool boxed);

private:
    template <class T> [[nodiscard]] T *field(const QString &name) const;
    void enter(const QString &list, const AttributeDefinition &definition, const Attributes &stated,
        const AttributeValue &wanted);
    [[nodiscard]] QString boxOf(const QString &list, const QString &title) const;

    Hand &m_hand;
    Inspector &m_inspector;
};

} // namespace cytoloom
