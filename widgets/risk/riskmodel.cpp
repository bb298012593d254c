// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/risk/riskmodel.h"

#include "widgets/risk/stepnames.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

RiskModel::RiskModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{ }

void RiskModel::setMatrix(const RiskMatrix &matrix, const MasterRecipe &recipe)
{
    beginResetModel();
    m_matrix = matrix;
    m_recipe = recipe;
    name();
    endResetModel();
}

void RiskModel::name()
{
    QVector<ElementId> steps;
    for (const RiskMatrix::ProcessParameter &row : std::as_const(m_matrix.parameters))
        steps << row.step;
    m_names = stepNames(m_recipe, steps, m_language);
}

void RiskModel::setLanguage(Language language)
{
    beginResetModel();
    m_language = language;
    name();
    endResetModel();
}

void RiskModel::setTheme(const Theme &theme)
{
    beginResetModel();
    m_theme = theme;
    endResetModel();
}

int RiskModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_matrix.parameters.size());
}

int RiskModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_matrix.attributes.size());
}

QString RiskModel::rowText(const RiskMatrix::ProcessParameter &row) const
{
    const Element *step = m_recipe.procedure.element(row.step);
    const Parameter *parameter = step ? step->parameter(row.parameter) : nullptr;
    if (!parameter)
        return row.step.value();
    return m_names.value(row.step) + u" · "_s + parameter->name.in(m_language);
}

QVariant RiskModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const RiskMatrix::ProcessParameter &row = m_matrix.parameters.at(index.row());
    const RiskMatrix::QualityAttribute &column = m_matrix.attributes.at(index.column());
    const bool acts = row.affects.contains(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return acts ? u"●"_s : QString();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignCenter);
    case Qt::ForegroundRole:
        return m_theme.text;
    case Qt::BackgroundRole:
        // Nothing to see in a row or column that hangs in the air.
        return row.isOrphan() || (!column.controlled && !column.monitored) ? QVariant(m_theme.idle)
                                                                           : QVariant();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return (acts ? tr("%1 acts on %2") : tr("%1 is not said to act on %2"))
            .arg(rowText(row), column.name.in(m_language));
    case StepRole:
        return row.step.value();
    default:
        return {};
    }
}

QVariant RiskModel::rowHeader(const RiskMatrix::ProcessParameter &row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return (row.isOrphan() ? u"▲ "_s : QString()) + rowText(row);
    case Qt::ForegroundRole:
        return row.isOrphan() ? m_theme.alarm[1] : m_theme.text;
    case Qt::ToolTipRole: {
        QStringList lines {rowText(row)};
        if (row.isOrphan())
            lines << tr("Critical, but acts on no quality attribute of the release.");
        if (!row.watched)
            lines << tr("Not watched: it has no signal or no limits.");
        if (!row.unknown.isEmpty())
            lines << tr("Not in the release: %1").arg(row.unknown.join(u", "_s));
        return lines.join(u'\n');
    }
    default:
        return {};
    }
}

QVariant RiskModel::columnHeader(const RiskMatrix::QualityAttribute &column, int role) const
{
    const bool loose = !column.controlled && !column.monitored;
    switch (role) {
    case Qt::DisplayRole:
        return (loose ? u"▲ "_s : QString()) + column.name.in(m_language);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignCenter) | int(Qt::TextWordWrap);
    case Qt::ForegroundRole:
        return loose ? m_theme.alarm[1] : m_theme.text;
    case Qt::ToolTipRole:
        if (loose)
            return tr("%1: nothing acts on it and nothing measures it before the release.")
                .arg(column.name.in(m_language));
        return tr("%1: %2, %3")
            .arg(column.name.in(m_language),
                column.controlled ? tr("a critical parameter acts on it")
                                  : tr("no critical parameter acts on it"),
                column.monitored ? tr("measured before the release")
                                 : tr("measured at the release only"));
    default:
        return {};
    }
}

QVariant RiskModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Vertical ? rowHeader(m_matrix.parameters.at(section), role)
                                       : columnHeader(m_matrix.attributes.at(section), role);
}

} // namespace cytoloom
