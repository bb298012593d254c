// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/jsonreader.h"
#include "processgraph/model/masterrecipe.h"

#include <QtCore/QSet>

namespace cytoloom {

/// Turns the JSON of the current schema version into a recipe. Every problem goes to the reader
/// that it is given; the caller asks that for result(). One use, one thread.
class RecipeReader
{
public:
    /// \p root: the whole file.
    MasterRecipe read(JsonReader &root);

private:
    void readHeader(JsonReader &root);
    void readFormula(JsonReader line);
    void readBomLine(JsonReader line);
    void readRole(JsonReader role);
    void readContent(JsonReader &reader, const ElementId &container);
    void readElement(JsonReader reader, const ElementId &container);
    void readLink(JsonReader reader, const ElementId &container);
    /// The required "id"; "recipe.duplicateId" when \p seen has it already.
    static QString readId(JsonReader &reader, QSet<QString> &seen);

    MasterRecipe m_recipe;
    QSet<QString> m_formula;
    QSet<QString> m_bom;
    QSet<QString> m_roles;
};

} // namespace cytoloom
