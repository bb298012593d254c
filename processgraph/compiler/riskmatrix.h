// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/model/masterrecipe.h"

namespace cytoloom {

/// Which critical process parameter of which step acts on which critical quality attribute (ICH
/// Q8(R2)), and where the process leans on hands and waiting. A value, made from the recipe alone.
struct RiskMatrix
{
    /// A CQA is a criterion of a release gate.
    struct QualityAttribute
    {
        QString id; ///< result name: "viability"
        LocalizedText name;
        bool controlled = false; ///< some CPP acts on it
        bool monitored = false; ///< measured before the release: a gate, a report, a sample
        friend bool operator==(const QualityAttribute &, const QualityAttribute &) = default;
    };
    struct ProcessParameter
    {
        ElementId step;
        ParameterId parameter;
        QVector<int> affects; ///< indexes of attributes
        QStringList unknown; ///< stated, but no attribute of the release
        bool watched = false; ///< has a signal and limits
        /// Critical, but acts on nothing that the release looks at.
        [[nodiscard]] bool isOrphan() const { return affects.isEmpty(); }
        friend bool operator==(const ProcessParameter &, const ProcessParameter &) = default;
    };
    /// What a step costs in risk. Steps without any of it are left out.
    struct StepLoad
    {
        ElementId step;
        Duration open {0}; ///< open handling, at its longest
        Duration waiting {0}; ///< longest allowed stay of what it hands on
        Duration manual {0}; ///< person time, nominal duration × people
        friend bool operator==(const StepLoad &, const StepLoad &) = default;
    };

    QVector<QualityAttribute> attributes; ///< in the order of the release gates
    QVector<ProcessParameter> parameters; ///< in the order of the recipe
    QVector<StepLoad> loads; ///< in the order of the recipe

    [[nodiscard]] int orphans() const;
    [[nodiscard]] int unmonitored() const;
    friend bool operator==(const RiskMatrix &, const RiskMatrix &) = default;
};

/// Linear in the recipe. Any thread.
[[nodiscard]] RiskMatrix makeRiskMatrix(const MasterRecipe &recipe, const Catalog &catalog);

} // namespace cytoloom
