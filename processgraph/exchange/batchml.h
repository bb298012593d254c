// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/model/masterrecipe.h"

namespace cytoloom {

/// The XML namespace of BatchML and B2MML V7 (MESA International, ANSI/ISA-88 and 95).
inline constexpr QLatin1StringView BatchmlNamespace("http://www.mesa.org/xml/B2MML");

/// One thing that did not come across as it stood. MessageCatalog::text() of \c message says what,
/// remedy() what follows from it. The place is an element of the XML file, or, on export, the id of
/// a step in \c place.path.
struct ExchangeNote
{
    ErrorPlace place;
    Message message;
    friend bool operator==(const ExchangeNote &, const ExchangeNote &) = default;
};

struct ImportedRecipe
{
    MasterRecipe recipe;
    QVector<ExchangeNote> notes; ///< item by item what was lost, changed or guessed
    bool own = false; ///< written by exportBatchml() and unchanged: \c recipe is the same again
};

/// \p recipe as a BatchML V7 MasterRecipe: header, equipment requirements, formula (materials are
/// process inputs with quantity), procedure logic with steps, transitions and links, and the tree
/// of recipe elements with parameters and limits. What BatchML has no place for stands as canonical
/// JSON in the OtherInformation of the recipe or of the element that it belongs to, so that nothing
/// is lost for us, whatever fields a recipe has. The same recipe always gives the same bytes.
[[nodiscard]] QByteArray exportBatchml(const MasterRecipe &recipe);
/// What of \p recipe another system will find in OtherInformation only and hence not act on, step
/// by step.
[[nodiscard]] QVector<ExchangeNote> exportNotes(const MasterRecipe &recipe);

/// Reads a BatchML V7 master recipe (MasterRecipe, or the first one of a BatchInformation), general
/// or site recipe (GRecipe, or the first one of a GRecipeInformation) whole or not at all. What
/// exportBatchml() wrote gives the same recipe again, byte by byte; where somebody has changed its
/// BatchML part since, that counts, and a note says so. A recipe of another system becomes a Draft:
/// ids made valid and unique, steps laid out on a grid, types taken from \p catalog where id or
/// name fits. Fails with one "file.…" or "exchange.…" error with file, line and path; any thread.
[[nodiscard]] Result<ImportedRecipe> importBatchml(
    const QByteArray &xml, const QString &fileName, const Catalog &catalog);
[[nodiscard]] Result<ImportedRecipe> importBatchmlFile(
    const QString &fileName, const Catalog &catalog);

} // namespace cytoloom
