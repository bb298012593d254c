// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/figurecharts.h"

#include "processgraph/foundation/readable.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Tone = RowChartContent::Tone;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(FigureCharts)
};

double hours(Duration duration)
{
    return toSeconds(duration) / 3600;
}

QString span(Duration from, Duration to)
{
    return toReadable(from) + u" – "_s + toReadable(to);
}

/// The element of the procedure itself that \p id lies in.
ElementId outermost(const Procedure &procedure, const ElementId &id)
{
    const QVector<ElementId> ancestors = procedure.ancestors(id);
    return ancestors.isEmpty() ? id : ancestors.first();
}

/// From where to where an intermediate waits: steps of the same name stand in many unit procedures,
/// so those are named, and the steps where the wait is inside of one or one has several.
QString holdLabel(const CompileReport &report, const HoldFigure &hold, const CompileWords &words)
{
    const auto ends = [&report](const HoldFigure &one) {
        const Procedure &procedure = report.recipe.procedure;
        return std::pair(outermost(procedure, one.from), outermost(procedure, one.to));
    };
    const auto [from, to] = ends(hold);
    const auto name
        = [&](const ElementId &id) { return figurecharts::stepName(report.recipe, id, words); };
    const QString steps = name(hold.from) + u" → "_s + name(hold.to);
    if (from == to)
        return from == hold.from ? steps : name(from) + u": "_s + steps;
    const auto same = std::count_if(report.holds.cbegin(), report.holds.cend(),
        [&](const HoldFigure &one) { return ends(one) == ends(hold); });
    const QString units = name(from) + u" → "_s + name(to);
    return same > 1 ? units + u" · "_s + steps : units;
}

} // namespace

QString figurecharts::stepName(
    const MasterRecipe &recipe, const ElementId &id, const CompileWords &words)
{
    if (id.isEmpty())
        return u"–"_s;
    const Element *element = recipe.procedure.element(id);
    const QString name = element ? element->name.in(words.language()) : QString();
    return name.isEmpty() ? id.value() : name;
}

QString figurecharts::placeName(
    const MasterRecipe &recipe, const ElementId &id, const CompileWords &words)
{
    const ElementId unit = outermost(recipe.procedure, id);
    const QString name = stepName(recipe, id, words);
    return unit == id || id.isEmpty() ? name : stepName(recipe, unit, words) + u" › "_s + name;
}

QString figurecharts::attributeName(
    const MasterRecipe &recipe, const QString &attribute, Language language)
{
    for (const ElementId &id : recipe.procedure.elements()) {
        const Element *element = recipe.procedure.element(id);
        if (!element->gate)
            continue;
        for (const Criterion &criterion : element->gate->criteria) {
            if (criterion.attribute == attribute && !criterion.name.in(language).isEmpty())
                return criterion.name.in(language);
        }
    }
    return attribute;
}

QString figurecharts::millions(double value, int digits)
{
    return readable::quantity({value, *Unit::parse(u"1e6"_s)}, digits);
}

QString figurecharts::percent(double share)
{
    const double value = share * 100;
    // What is not quite none or all must not be said to be.
    const bool near = (value > 0 && value < 0.1) || (value < 100 && value > 99.9);
    const bool whole = value <= 0 || value >= 100;
    return QString::number(value, 'f', whole ? 0 : near ? 2 : 1);
}

QString figurecharts::numbersHtml(
    const QVector<UncertainNumber> &numbers, const CompileWords &words, const QString &row)
{
    QString html;
    for (const UncertainNumber &number : numbers) {
        const QString unit = readable::unit(number.unit);
        html += row.arg(
            (number.name.in(words.language()) + (unit.isEmpty() ? QString() : u", "_s + unit))
                .toHtmlEscaped(),
            distribution(number, words).toHtmlEscaped(),
            (number.stated ? words.word("statedByRecipe") : number.source.in(words.language()))
                .toHtmlEscaped());
    }
    return html;
}

QString figurecharts::distribution(const UncertainNumber &number, const CompileWords &words)
{
    static const char *kinds[] {"normal", "lognormal", "uniform", "triangular"};
    return words.word(u"kind."_s + QLatin1String(kinds[number.kind]))
        .replace(u"{centre}"_s, ReportWords::figure(number.centre))
        .replace(u"{spread}"_s, ReportWords::figure(number.spread))
        .replace(u"{low}"_s, ReportWords::figure(number.low))
        .replace(u"{high}"_s, ReportWords::figure(number.high));
}

RowChartContent figurecharts::timeline(
    const CompileReport &report, const CompileWords &words, bool worst)
{
    const QVector<PathStep> &path = worst ? report.worstPath : report.nominalPath;
    const Procedure &procedure = report.recipe.procedure;
    RowChartContent chart;
    chart.hours = true;
    QVector<double> starts;
    QHash<ElementId, int> rows;
    const auto rowOf = [&](const ElementId &id, double start) {
        const auto found = rows.constFind(id);
        if (found != rows.cend()) {
            starts[*found] = std::min(starts.at(*found), start);
            return *found;
        }
        RowChartContent::Row row;
        row.label = stepName(report.recipe, id, words);
        row.element = id;
        rows.insert(id, int(chart.rows.size()));
        chart.rows.append(row);
        starts.append(start);
        return int(chart.rows.size()) - 1;
    };
    double last = hours(worst ? report.total.longest : report.total.nominal);
    for (const OccupationFigure &one : report.occupation) {
        if (worst)
            break; // planned occupation has no place on the times of the worst case
        const double from = hours(one.from), to = hours(one.to);
        const double end = from + hours(one.worst);
        RowChartContent::Row &row = chart.rows[rowOf(one.unitProcedure, from)];
        if (end > to)
            row.bars.append({from, end, Tone::Quiet, {},
                row.label + u'\n' + words.word("worstHeld") + u": "_s + toReadable(one.worst)});
        row.bars.append({from, to, Tone::Plain, {},
            row.label + u'\n' + words.word("nominal") + u": "_s + span(one.from, one.to)});
        row.tip = row.bars.last().tip;
        row.value = toReadable(one.to - one.from);
        last = std::max(last, end);
    }
    for (const PathStep &step : path) {
        const double from = hours(step.enter), to = hours(step.leave);
        RowChartContent::Row &row = chart.rows[rowOf(outermost(procedure, step.element), from)];
        // A step that takes no time (a split, a gate) is a place, not a bar.
        if (step.leave <= step.enter && row.element != step.element)
            continue;
        row.bars.append({from, to, Tone::Strong, step.element,
            stepName(report.recipe, step.element, words) + u'\n' + span(step.enter, step.leave)
                + u" · "_s + toReadable(step.leave - step.enter)});
        last = std::max(last, to);
    }
    QVector<int> order(chart.rows.size());
    for (int i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
        [&starts](int a, int b) { return starts.at(a) < starts.at(b); });
    QVector<RowChartContent::Row> sorted;
    for (const int i : order) {
        RowChartContent::Row row = chart.rows.at(i);
        if (row.bars.isEmpty())
            continue;
        if (row.value.isEmpty()) {
            double from = row.bars.first().from, to = row.bars.first().to;
            for (const RowChartContent::Bar &bar : row.bars) {
                from = std::min(from, bar.from);
                to = std::max(to, bar.to);
            }
            row.value = toReadable(fromSeconds((to - from) * 3600));
        }
        sorted.append(row);
    }
    chart.rows = sorted;
    chart.high = std::max(last, 1e-3);
    chart.legend = {{Tone::Strong, false, false, Texts::tr("critical path")}};
    if (!worst)
        chart.legend += {{Tone::Plain, false, false, Texts::tr("busy as planned")},
            {Tone::Quiet, false, false, Texts::tr("at worst")}};
    return chart;
}

RowChartContent figurecharts::vessels(const CompileReport &report, const CompileWords &words)
{
    RowChartContent chart;
    chart.unit = u"mL"_s;
    double high = 0;
    bool known = false;
    for (const VesselFigure &one : report.vessels) {
        RowChartContent::Row row;
        row.label = stepName(report.recipe, one.unitProcedure, words);
        if (!one.unit.isEmpty())
            row.label += u" · "_s + one.unit.value();
        row.element = one.step;
        const bool over = one.most && one.peak > *one.most * (1 + 1e-9);
        const bool under = one.least && one.peak < *one.least * (1 - 1e-9);
        row.alert = over || under;
        row.value = ReportWords::figure(one.peak);
        if (one.least || one.most) {
            known = true;
            row.bars.append({one.least.value_or(0), one.most.value_or(one.peak), Tone::Quiet, {},
                words.word("capacity") + u' ' + ReportWords::range({one.least, one.most})});
            row.value += u" / "_s + ReportWords::range({one.least, one.most});
            if (one.most)
                row.marks.append({*one.most, true});
        }
        row.value += u" mL"_s;
        row.bars.append({0, one.peak, row.alert ? Tone::Alert : Tone::Strong, one.step, {}});
        row.tip = u"%1\n%2: %3 mL\n%4: %5 · %6"_s.arg(row.label, words.word("vessels"),
            ReportWords::figure(one.peak), words.word("atStep"),
            stepName(report.recipe, one.step, words), toReadable(one.at));
        if (over)
            row.value = u"▲ "_s + row.value;
        else if (under)
            row.value = u"▼ "_s + row.value;
        for (RowChartContent::Bar &bar : row.bars)
            bar.tip = row.tip;
        high = std::max({high, one.peak, one.most.value_or(0)});
        chart.rows.append(row);
    }
    chart.high = std::max(1.0, high * 1.03);
    if (known)
        chart.legend = {{Tone::Strong, false, false, Texts::tr("peak")},
            {Tone::Quiet, false, false, Texts::tr("the unit holds")}};
    return chart;
}

RowChartContent figurecharts::holds(const CompileReport &report, const CompileWords &words)
{
    RowChartContent chart;
    chart.unit = u"%"_s;
    double high = 100;
    for (const HoldFigure &one : report.holds) {
        RowChartContent::Row row;
        row.label = holdLabel(report, one, words);
        row.element = one.to;
        row.value = toReadable(one.worst);
        QStringList path;
        for (const ElementId &step : one.path)
            path << stepName(report.recipe, step, words);
        row.tip = placeName(report.recipe, one.from, words) + u" → "_s
            + placeName(report.recipe, one.to, words) + u'\n' + words.word("nominal") + u": "_s
            + toReadable(one.nominal) + u" · "_s + words.word("worst") + u": "_s
            + toReadable(one.worst);
        if (one.limit)
            row.tip += u" · "_s + words.word("holdLimit") + u": "_s + toReadable(*one.limit);
        if (!path.isEmpty())
            row.tip += u'\n' + words.word("worstPath") + u": "_s + path.join(u" → "_s);
        if (one.limit && one.limit->count() > 0) {
            const double scale = 100.0 / double(one.limit->count());
            const double worst = double(one.worst.count()) * scale;
            row.alert = one.worst > *one.limit;
            row.bars.append({0, worst, row.alert ? Tone::Alert : Tone::Quiet, one.to, row.tip});
            row.bars.append(
                {0, double(one.nominal.count()) * scale, Tone::Strong, one.to, row.tip});
            row.marks.append({100, true});
            row.value = (row.alert ? u"▲ "_s : QString()) + toReadable(one.worst) + u" / "_s
                + toReadable(*one.limit);
            high = std::max(high, worst);
        } else {
            row.value += u" · "_s + Texts::tr("no limit");
        }
        chart.rows.append(row);
    }
    chart.high = high * 1.04;
    chart.legend = {{Tone::Strong, false, false, words.word("nominal")},
        {Tone::Quiet, false, false, Texts::tr("at worst")},
        {Tone::Quiet, true, true, words.word("holdLimit")}};
    return chart;
}

StepChartContent figurecharts::staff(const CompileReport &report, const CompileWords &words)
{
    StepChartContent chart;
    chart.hours = true;
    QStringList roles;
    for (const StaffFigure &one : report.staff) {
        for (auto it = one.people.cbegin(); it != one.people.cend(); ++it) {
            if (!roles.contains(it.key()))
                roles << it.key();
        }
    }
    roles.sort();
    for (const QString &role : roles)
        chart.series << words.role(role);
    double top = 0;
    chart.high = hours(report.total.nominal);
    for (const StaffFigure &one : report.staff) {
        StepChartContent::Column column;
        column.from = one.fromHour;
        column.to = one.toHour;
        QStringList people;
        double all = 0;
        for (const QString &role : roles) {
            const int count = one.people.value(role);
            column.heights.append(count);
            all += count;
            if (count > 0)
                people << words.role(role) + u' ' + QString::number(count);
        }
        column.tip = u"%1: %2"_s.arg(
            span(std::chrono::hours(one.fromHour), std::chrono::hours(one.toHour)),
            people.join(u" · "_s));
        top = std::max(top, all);
        chart.high = std::max(chart.high, double(one.toHour));
        chart.columns.append(column);
    }
    chart.high = std::max(chart.high, 1.0);
    chart.top = std::max(1.0, top + 0.35);
    return chart;
}

} // namespace cytoloom
