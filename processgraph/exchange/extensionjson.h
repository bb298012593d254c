// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/exchange/xmltree.h"
#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/model/masterrecipe.h"

#include <QtCore/QHash>

namespace cytoloom {

/// The canonical JSON of a recipe (see recipewriter.h), cut into the pieces that stand in the
/// OtherInformation of the recipe and of each recipe element. It knows no field but "id", "kind",
/// "procedure", "elements" and "links", so a field that recipes get tomorrow travels, too.
///
/// In a piece each step of "elements" that is a recipe element of BatchML is only named, since it
/// has a piece of its own; the others (transitions, splits, joins) stand there whole. Links stand
/// in the piece of their container.
class ExtensionJson
{
public:
    /// ID of the OtherInformation elements.
    static constexpr QLatin1StringView RecipePiece {"cytoloom.recipe"};
    static constexpr QLatin1StringView ElementPiece {"cytoloom.element"};

    /// Transitions, splits and joins are no recipe elements in BatchML.
    [[nodiscard]] static bool isRecipeElement(ElementKind kind);

    explicit ExtensionJson(const MasterRecipe &recipe);
    /// One line of JSON without a character that XML forbids.
    [[nodiscard]] QString recipePiece() const;
    [[nodiscard]] QString elementPiece(const ElementId &id) const;

    /// Puts the pieces of \p master (a MasterRecipe element) together again. nullopt when there is
    /// none; an "exchange.extension" error when one is broken. What somebody has removed since is
    /// left out: the caller compares.
    static Result<std::optional<JsonValue>> assembled(
        const XmlDocument &document, const XmlNode &master);

private:
    JsonValue cut(const JsonValue &content);

    QString m_recipe;
    QHash<QString, QString> m_elements;
};

} // namespace cytoloom
