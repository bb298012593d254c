// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/model/masterrecipe.h"

namespace cytoloom {

/// A step that was looked for, and where it was found.
struct DrawingHit
{
    ElementId element;
    QString name;
    QString path; ///< the containers around it, outermost first
    QString match; ///< what matched when it was not the name: "Parameter Temperature"
    friend bool operator==(const DrawingHit &, const DrawingHit &) = default;
};

/// Steps of all levels whose names (either language), id, type, unit, parameters or comments hold
/// every word of \p text; names first, otherwise in the order of the recipe; at most \p most. A
/// pure function, save for the words of the translator.
[[nodiscard]] QVector<DrawingHit> searchDrawing(const MasterRecipe &recipe, const Catalog &catalog,
    const QString &text, Language language, int most = 200);

} // namespace cytoloom
