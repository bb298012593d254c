// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/foundation/result.h"
#include "processgraph/model/masterrecipe.h"

class QPagedPaintDevice;
class QPainter;

namespace cytoloom {

/// The drawing of a recipe on paper and in files, always with the light colours and in full
/// detail; text stays text in SVG and PDF. Fails with "export.write" (args: file). GUI thread
/// (fonts and icons), without a window.
class DrawingExport
{
public:
    enum class Fit {
        Page, ///< each level on one page
        Tiles ///< at full size on as many pages as it takes, with marks where they join
    };

    /// \p catalog outlives the object; \p recipe is copied.
    DrawingExport(const Catalog &catalog, MasterRecipe recipe, Language language);

    /// The containers that have a drawing, outermost first: what "all levels" means.
    [[nodiscard]] QVector<ElementId> levels() const;

    [[nodiscard]] Result<void> svg(const ElementId &level, const QString &fileName) const;
    /// \p scale: pixels per scene unit, at most what gives 16 000 pixels.
    [[nodiscard]] Result<void> png(
        const ElementId &level, const QString &fileName, double scale) const;
    [[nodiscard]] Result<void> pdf(
        const QVector<ElementId> &levels, const QString &fileName, Fit fit) const;
    /// Onto a printer or another device with pages, landscape A4 or whatever it is set to.
    /// Returns how many pages there were; 0: the device could not be painted on.
    int print(const QVector<ElementId> &levels, QPagedPaintDevice &device, Fit fit) const;

private:
    class Sheet;
    [[nodiscard]] QString title(const ElementId &level) const;

    const Catalog &m_catalog;
    MasterRecipe m_recipe;
    Language m_language;
};

} // namespace cytoloom
