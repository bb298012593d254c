// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/model/masterrecipe.h"
#include "processgraph/validation/finding.h"

#include <QtCore/QVector>

namespace cytoloom {

/// What a card says, ready to paint: names and numbers in one language.
struct CardData
{
    ElementKind kind = ElementKind::Phase;
    QString title;
    QString unit; ///< "BR-02", "QC"
    QString icon;
    QVector<std::pair<QString, QString>> rows; ///< key parameters: name, value
    QString grade;
    QString openness;
    bool open = false; ///< product is open to the room: said in bold
    bool container = false;
    QString condition; ///< transition, loop
    friend bool operator==(const CardData &, const CardData &) = default;
};

/// The worst and the number of findings of a step and of what is inside it.
struct FindingBadge
{
    int count = 0;
    Severity worst = Severity::Information;
    friend bool operator==(const FindingBadge &, const FindingBadge &) = default;
};

/// Pure function of its arguments, save for the words of the translator.
[[nodiscard]] CardData cardData(
    const MasterRecipe &recipe, const Element &element, const Catalog &catalog, Language language);
/// The name of an icon that exists for \p element; never empty for steps.
[[nodiscard]] QString iconName(const Element &element, const Catalog &catalog);
/// \p name of the catalogue as a file of resources/icons: itself, with "op-" before it, or a
/// neutral one.
[[nodiscard]] QString knownIcon(const QString &name);

} // namespace cytoloom
