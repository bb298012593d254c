// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/result.h"

#include <QtCore/QMap>
#include <QtCore/QVector>

namespace cytoloom {

/// A number that differs from donor to donor or from run to run. Always cut off at low and high.
struct UncertainNumber
{
    enum Kind {
        Normal, ///< centre: mean, spread: standard deviation
        Lognormal, ///< centre: median, spread: standard deviation of the natural logarithm
        Uniform, ///< between low and high
        Triangular ///< centre: mode, between low and high
    };
    QString id; ///< "t-cell.doublingTime"; one the recipe states: "<element>.recovery"
    LocalizedText name;
    Unit unit;
    Kind kind = Triangular;
    double centre = 0;
    double spread = 0;
    double low = 0;
    double high = 0;
    LocalizedText source; ///< where the figures come from, and what of them is assumed
    bool stated = false; ///< the recipe states it; otherwise a default

    /// The value that a share \p p (0 … 1) of the cases does not exceed. Pure; any thread.
    [[nodiscard]] double quantile(double p) const;
    /// A range as a recipe states it: triangular around its middle; `stated` is set.
    static UncertainNumber fromRange(
        const QString &id, const LocalizedText &name, const Unit &unit, double low, double high);
    friend bool operator==(const UncertainNumber &, const UncertainNumber &) = default;
};

/// What is known about one kind of cells before a batch of them is made.
struct CellType
{
    QString id; ///< "t-cell"
    LocalizedText name;
    QStringList sources; ///< material classes that bring these cells into the process
    UncertainNumber density; ///< viable cells of the kind in the source, 1e6/mL
    UncertainNumber startViability; ///< %
    UncertainNumber doublingTime; ///< h, in culture, once they grow
    UncertainNumber lag; ///< h of culture before they grow
    UncertainNumber maximumDensity; ///< 1e6/mL
    UncertainNumber cultureViability; ///< %, what culture brings them to
    UncertainNumber transduction; ///< % transduced after `transductionPhases`
    QMap<QString, UncertainNumber> recovery; ///< phase class → % of the viable cells that it keeps
    friend bool operator==(const CellType &, const CellType &) = default;
};

/// Published figures about cells and what each phase class does to them, from
/// resources/forecast/*.json ("cytoloom.forecast/1"); each with its source. A recipe overrides them
/// by attributes (resources/attributes/forecast.json). Immutable after reading; any thread.
class ForecastData
{
public:
    /// Any "json.…", "schema.…" or "forecast.duplicate" (args: id) with its place.
    static Result<ForecastData> read(const QString &folder);
    /// What ships with the program. Asserts that it is sound: tested.
    static const ForecastData &shipped();

    /// The kind of cells that \p material brings; null when it brings none.
    [[nodiscard]] const CellType *typeOf(const QString &material) const;
    [[nodiscard]] const QVector<CellType> &types() const { return m_types; }
    /// Cells grow while a phase of this class runs.
    [[nodiscard]] bool isCulture(const QString &phaseClass) const
    {
        return m_culture.contains(phaseClass);
    }
    [[nodiscard]] bool isTransduction(const QString &phaseClass) const
    {
        return m_transduction.contains(phaseClass);
    }

private:
    QVector<CellType> m_types;
    QStringList m_culture;
    QStringList m_transduction;
};

} // namespace cytoloom
