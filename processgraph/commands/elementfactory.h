// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/commands/recipeedit.h"

namespace cytoloom {

/// What the palette offers: a type of the catalogue or a piece of the drawing.
struct PaletteEntry
{
    ElementKind kind = ElementKind::Phase;
    QString type; ///< unit-operation type or phase class; empty for pieces of the drawing
    friend bool operator==(const PaletteEntry &, const PaletteEntry &) = default;
};

/// Puts a new step with everything that its catalogue type gives it (parameters at their standard
/// values, ports, grade, duration; a unit procedure with one operation, an operation with its usual
/// phases in a row) into \p edit. Fails with "edit.unknownType" (args: type), "edit.nesting" (args:
/// what, where), and as RecipeEdit does. Returns the id of the outermost new element.
Result<ElementId> addFromPalette(RecipeEdit &edit, const Catalog &catalog,
    const PaletteEntry &entry, const ElementId &container, Position position);

/// May an element of \p kind lie in a container of kind \p outer (nullopt: the procedure itself)?
/// ISA-88 nesting, GMP-STR-06; pieces of the drawing lie anywhere.
[[nodiscard]] bool mayContain(std::optional<ElementKind> outer, ElementKind kind);
/// The same for a step of \p type: a phase that people do needs no unit, so that it may lie beside
/// unit procedures and operations, too (the review of results before a gate).
[[nodiscard]] bool mayContain(std::optional<ElementKind> outer, ElementKind kind,
    const QString &type, const Catalog &catalog);

/// A parameter of a phase as its class defines it.
[[nodiscard]] Parameter parameterFrom(const ParameterDefinition &definition);

} // namespace cytoloom
