// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/attributeset.h"
#include "widgets/inspector/sections.h"

namespace cytoloom {

/// The GMP evidence of whatever carries attributes, made from their definitions: an editor by type,
/// name and help in both languages. What is offered for the kind of step stands there to be filled
/// in; anything else that the place may carry can be added. GUI thread.
namespace EvidenceSection {

struct Place
{
    AttributeHome home = AttributeHome::Element;
    QString list; ///< object name of the list: "evidence", "criteria.2.evidence"
    QStringList kinds; ///< what AttributeDefinition::offeredFor is compared with
    Attributes stated;
    /// Changes the attributes of the place as one undo step.
    std::function<void(const std::function<void(Attributes &)> &edit)> change;
};

/// A section with one entry per attribute; null when the place carries and is offered none and
/// cannot be edited.
[[nodiscard]] QWidget *section(const InspectorContext &context, const Place &place);
/// The same as plain rows, for inside another entry: \p add takes name and editor.
void addRows(const InspectorContext &context, const Place &place,
    const std::function<void(const QString &, QWidget *)> &add);

/// What a step is compared with: its type and its kind.
[[nodiscard]] QStringList kindsOf(const Element &element);

} // namespace EvidenceSection
} // namespace cytoloom
