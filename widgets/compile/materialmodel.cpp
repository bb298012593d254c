// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/materialmodel.h"

#include "widgets/compile/figurecharts.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

void MaterialModel::setReport(const CompileReport &report)
{
    beginResetModel();
    m_lines = report.materials;
    m_recipe = report.recipe;
    endResetModel();
}

void MaterialModel::setLanguage(Language language)
{
    beginResetModel();
    m_language = language;
    endResetModel();
}

int MaterialModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int MaterialModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Steps + 1;
}

QString MaterialModel::text(const MaterialFigure &line, int column) const
{
    const CompileWords words(m_language);
    const QString unit = u' ' + line.line.quantity.unit.symbol();
    switch (column) {
    case Material:
        return line.line.name.in(m_language);
    case Code:
        return line.line.code.isEmpty() ? u"–"_s : line.line.code;
    case Takes:
        return ReportWords::figure(line.nominal) + unit;
    case Most:
        return ReportWords::figure(line.most) + unit;
    case Bill:
        return ReportWords::figure(line.line.quantity.value) + unit;
    case Tolerance:
        return u"± %1 %"_s.arg(ReportWords::figure(line.line.tolerance * 100));
    default:
        break;
    }
    QStringList steps;
    for (const ElementId &step : line.steps)
        steps << figurecharts::stepName(m_recipe, step, words);
    return steps.isEmpty() ? u"–"_s : steps.join(u", "_s);
}

QVariant MaterialModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const MaterialFigure &line = m_lines.at(index.row());
    const bool figure = index.column() >= Takes && index.column() <= Tolerance;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(line, index.column());
    case Qt::TextAlignmentRole:
        return int((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ElementRole:
        return line.steps.isEmpty() ? QString() : line.steps.first().value();
    default:
        return {};
    }
}

QVariant MaterialModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Takes && section <= Tolerance ? Qt::AlignRight : Qt::AlignLeft)
            | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const char *codes[] {
        "material", "materialCode", "takes", "takesMost", "bill", "tolerance", "forSteps"};
    return CompileWords(m_language).word(codes[section]);
}

} // namespace cytoloom
