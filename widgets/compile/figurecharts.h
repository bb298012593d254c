// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"
#include "processgraph/compiler/donorenvelope.h"
#include "processgraph/reports/compilesections.h"
#include "widgets/compile/rowchart.h"
#include "widgets/compile/stepchart.h"

namespace cytoloom {

/// The figures of a compile report and of a donor envelope as drawings. Pure functions; texts in
/// the language of \p words, save for those of the translator. Hours on time axes.
namespace figurecharts {

/// A row per unit procedure or step of the procedure in the order of the path: when it is busy as
/// planned, the rest of the worst case, and the steps of the critical path, each a bar of its own.
/// \p worst: the path of the worst case.
[[nodiscard]] RowChartContent timeline(
    const CompileReport &report, const CompileWords &words, bool worst);
/// mL: the peak against what the unit holds.
[[nodiscard]] RowChartContent vessels(const CompileReport &report, const CompileWords &words);
/// % of the limit, so that minutes and days can be compared; without a limit there is no bar.
[[nodiscard]] RowChartContent holds(const CompileReport &report, const CompileWords &words);
[[nodiscard]] StepChartContent staff(const CompileReport &report, const CompileWords &words);

/// % of the runs that came there, with the 95 % interval.
[[nodiscard]] RowChartContent branches(
    const DonorEnvelope &envelope, const MasterRecipe &recipe, const CompileWords &words);
/// When steps end: 5 to 95 % quiet, 25 to 75 % plain, the median a mark. \p every: all steps,
/// otherwise those of the procedure itself.
[[nodiscard]] RowChartContent finishes(const DonorEnvelope &envelope, const MasterRecipe &recipe,
    const CompileWords &words, bool every);
/// The dose of the runs that came to the gate; the last percent, which reaches far, is left out.
[[nodiscard]] StepChartContent doses(const DonorEnvelope &envelope, const CompileWords &words);
/// Share of the values that are not above \p value: linear between the \p quantiles (0, 1 … 100 %).
[[nodiscard]] double shareBelow(const std::vector<double> &quantiles, double value);

/// Name of a step in the words' language; its id where it has none, a dash where there is no step.
[[nodiscard]] QString stepName(
    const MasterRecipe &recipe, const ElementId &id, const CompileWords &words);
/// The same with the unit procedure that it lies in: "Harvest › Line clearance".
[[nodiscard]] QString placeName(
    const MasterRecipe &recipe, const ElementId &id, const CompileWords &words);
/// What a gate calls an attribute ("Sterility"); its id where no gate has it.
[[nodiscard]] QString attributeName(
    const MasterRecipe &recipe, const QString &attribute, Language language);
/// A count in millions: "43.1 × 10⁶".
[[nodiscard]] QString millions(double value, int digits = 3);
/// A share of 1 in %, without the sign, told apart from none and all: "93.9", "99.96", "100".
[[nodiscard]] QString percent(double share);
/// What is drawn from, as rows of rich text: \p row has %1 name and unit, %2 the distribution, %3
/// where it comes from.
[[nodiscard]] QString numbersHtml(
    const QVector<UncertainNumber> &numbers, const CompileWords &words, const QString &row);
/// "93.9 % (92.7 … 94.8 %)".
[[nodiscard]] QString shareText(const EnvelopeShare &share);
/// "normal, 24 ± 3, cut at 18 and 36".
[[nodiscard]] QString distribution(const UncertainNumber &number, const CompileWords &words);

} // namespace figurecharts
} // namespace cytoloom
