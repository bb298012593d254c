// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The last part of RowChart and StepChart: their content as rows of cells, and copies for paper.
#include "widgets/compile/rowchart.h"
#include "widgets/compile/stepchart.h"

#include <QtCore/QCoreApplication>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ChartTable)
};

QString figure(double value)
{
    return QString::number(value, 'g', 12);
}

QString withUnit(const QString &name, const QString &unit)
{
    return unit.isEmpty() ? name : name + u" ["_s + unit + u']';
}

} // namespace

std::unique_ptr<FigureChart> RowChart::copy(const Theme &theme) const
{
    auto chart = std::make_unique<RowChart>(theme);
    chart->setContent(m_content);
    return chart;
}

QVector<QStringList> RowChart::table() const
{
    // What a tone or a mark means stands in the legend.
    const auto meaning = [this](auto matches) {
        for (const RowChartContent::Key &key : m_content.legend) {
            if (matches(key))
                return key.text;
        }
        return QString();
    };
    const QString unit = m_content.hours ? u"h"_s : m_content.unit;
    QVector<QStringList> rows {{Texts::tr("Row"), Texts::tr("What"),
        withUnit(Texts::tr("From"), unit), withUnit(Texts::tr("To"), unit), Texts::tr("Figure")}};
    for (const RowChartContent::Row &row : m_content.rows) {
        for (const RowChartContent::Bar &bar : row.bars) {
            const QString what = meaning([&bar](const RowChartContent::Key &key) {
                return !key.mark && key.tone == bar.tone;
            });
            rows << QStringList {row.label, what, figure(bar.from), figure(bar.to), row.value};
        }
        for (const RowChartContent::Mark &mark : row.marks) {
            const QString what = meaning([&mark](const RowChartContent::Key &key) {
                return key.mark && key.limit == mark.limit;
            });
            rows << QStringList {row.label, what, figure(mark.at), figure(mark.at), row.value};
        }
        if (row.bars.isEmpty() && row.marks.isEmpty())
            rows << QStringList {row.label, {}, {}, {}, row.value};
    }
    return rows;
}

std::unique_ptr<FigureChart> StepChart::copy(const Theme &theme) const
{
    auto chart = std::make_unique<StepChart>(theme);
    chart->setContent(m_content);
    return chart;
}

QVector<QStringList> StepChart::table() const
{
    const QString unit = m_content.hours ? u"h"_s : m_content.unit;
    QStringList head {withUnit(Texts::tr("From"), unit), withUnit(Texts::tr("To"), unit)};
    if (m_content.series.isEmpty())
        head << (m_content.shares ? Texts::tr("Share") : Texts::tr("Number"));
    head << m_content.series;
    QVector<QStringList> rows {head};
    for (const StepChartContent::Column &column : m_content.columns) {
        QStringList row {figure(column.from), figure(column.to)};
        for (const double height : column.heights)
            row << figure(height);
        rows << row;
    }
    return rows;
}

} // namespace cytoloom
