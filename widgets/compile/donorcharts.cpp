// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The second part of figurecharts: the donor envelope.
#include "widgets/compile/figurecharts.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Tone = RowChartContent::Tone;
constexpr int Bins = 32;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(FigureCharts)
};

QString outcomeText(GateOutcome outcome)
{
    switch (outcome) {
    case GateOutcome::Pass:
        return Texts::tr("pass");
    case GateOutcome::Fail:
        return Texts::tr("fail");
    case GateOutcome::Pending:
        return Texts::tr("pending");
    default:
        return {};
    }
}

QString hoursText(double hours)
{
    return toReadable(fromSeconds(hours * 3600));
}

} // namespace

QString figurecharts::shareText(const EnvelopeShare &share)
{
    return u"%1 % (%2 … %3)"_s.arg(
        percent(share.share()), percent(share.low()), percent(share.high()));
}

double figurecharts::shareBelow(const std::vector<double> &quantiles, double value)
{
    if (quantiles.size() < 2)
        return 0;
    const auto above = std::upper_bound(quantiles.cbegin(), quantiles.cend(), value);
    if (above == quantiles.cbegin())
        return 0;
    if (above == quantiles.cend())
        return 1;
    const double width = *above - *(above - 1);
    const double part = width > 0 ? (value - *(above - 1)) / width : 0;
    return (double(above - quantiles.cbegin()) - 1 + part) / double(quantiles.size() - 1);
}

RowChartContent figurecharts::branches(
    const DonorEnvelope &envelope, const MasterRecipe &recipe, const CompileWords &words)
{
    RowChartContent chart;
    chart.unit = u"%"_s;
    chart.high = 102;
    for (const EnvelopeBranch &one : envelope.branches) {
        RowChartContent::Row row;
        row.label = stepName(recipe, one.from, words) + u" → "_s;
        const QString outcome = outcomeText(one.outcome);
        row.label += outcome.isEmpty() ? stepName(recipe, one.to, words) : outcome;
        row.element = one.from;
        row.value = shareText(one.taken);
        row.tip = row.label
            + (outcome.isEmpty() ? QString() : u": "_s + stepName(recipe, one.to, words)) + u'\n'
            + row.value + u'\n'
            + Texts::tr("%1 of %2 runs that came there").arg(one.taken.count).arg(one.taken.of);
        row.bars.append({one.taken.low() * 100, one.taken.high() * 100, Tone::Quiet, {}, row.tip});
        if (one.taken.count > 0) // never taken: no bar, not even a thin one
            row.bars.append({0, one.taken.share() * 100, Tone::Strong, {}, row.tip});
        chart.rows.append(row);
    }
    chart.legend = {{Tone::Strong, false, false, Texts::tr("share of the runs")},
        {Tone::Quiet, false, false, Texts::tr("95 % interval")}};
    return chart;
}

RowChartContent figurecharts::finishes(const DonorEnvelope &envelope, const MasterRecipe &recipe,
    const CompileWords &words, bool every)
{
    RowChartContent chart;
    chart.hours = true;
    double last = 0;
    for (const EnvelopeStep &step : envelope.steps) {
        if (step.finish.of == 0)
            continue;
        const Element *element = recipe.procedure.element(step.element);
        if (!element)
            continue;
        const bool outer = recipe.procedure.container(step.element).isEmpty();
        const bool says = element->kind == ElementKind::UnitProcedure
            || element->kind == ElementKind::Gate || element->kind == ElementKind::ManualStep
            || element->kind == ElementKind::End;
        if (!every && !(outer && says))
            continue;
        const auto &p = step.finish.points;
        RowChartContent::Row row;
        row.label = stepName(recipe, step.element, words);
        row.element = step.element;
        row.value = hoursText(p[2]);
        row.tip = u"%1\nP5 %2 · P50 %3 · P95 %4\n%5"_s.arg(row.label, hoursText(p[0]),
            hoursText(p[2]), hoursText(p[4]), Texts::tr("%1 runs").arg(step.finish.of));
        row.bars = {{p[0], p[4], Tone::Quiet, {}, row.tip}, {p[1], p[3], Tone::Plain, {}, row.tip}};
        row.marks = {{p[2], false}};
        last = std::max(last, p[4]);
        chart.rows.append(row);
    }
    chart.high = std::max(1e-3, last * 1.03);
    chart.legend = {{Tone::Quiet, false, false, u"P5 – P95"_s},
        {Tone::Plain, false, false, u"P25 – P75"_s}, {Tone::Plain, true, false, u"P50"_s}};
    return chart;
}

StepChartContent figurecharts::doses(const DonorEnvelope &envelope, const CompileWords &words)
{
    StepChartContent chart;
    chart.shares = true;
    if (!envelope.dose.isKnown() || envelope.doseQuantiles.size() < 100)
        return chart;
    const std::vector<double> &quantiles = envelope.doseQuantiles;
    double low = std::min(quantiles.front(), envelope.dose.least);
    double high = std::max(quantiles.at(99), envelope.dose.least);
    const double step = niceStep(std::max(high - low, 1e-6), Bins);
    low = std::floor(low / step) * step;
    high = std::ceil(high / step) * step;
    const int bins = std::max(1, int(std::lround((high - low) / step)));
    for (int i = 0; i < bins; ++i) {
        StepChartContent::Column column;
        column.from = low + i * step;
        column.to = column.from + step;
        // The first column holds what lies on its lower edge, too.
        const double share
            = shareBelow(quantiles, column.to) - (i == 0 ? 0 : shareBelow(quantiles, column.from));
        column.heights = {share};
        column.tip = Texts::tr("%1 to %2: %3 % of the runs")
                         .arg(millions(column.from, 5), millions(column.to, 5),
                             QString::number(share * 100, 'f', 1));
        chart.top = i == 0 ? share : std::max(chart.top, share);
        chart.columns.append(column);
    }
    chart.top = std::max(chart.top * 1.1, 1e-3);
    chart.low = low;
    chart.high = high;
    chart.unit = u"× 10⁶"_s;
    chart.marks = {
        {envelope.dose.least, words.word("doseLeast") + u" ≥ "_s + millions(envelope.dose.least)}};
    return chart;
}

} // namespace cytoloom
