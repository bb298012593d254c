// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/risk/steploadmodel.h"

#include "widgets/risk/stepnames.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

Duration StepLoadModel::value(const RiskMatrix::StepLoad &load, int column)
{
    switch (column) {
    case Open:
        return load.open;
    case Waiting:
        return load.waiting;
    case Manual:
        return load.manual;
    default:
        return Duration {0};
    }
}

void StepLoadModel::setLoads(const QVector<RiskMatrix::StepLoad> &loads, const MasterRecipe &recipe)
{
    beginResetModel();
    m_loads = loads;
    m_recipe = recipe;
    for (const int column : {Open, Waiting, Manual}) {
        m_largest[column] = Duration {1};
        for (const RiskMatrix::StepLoad &load : loads)
            m_largest[column] = std::max(m_largest[column], value(load, column));
    }
    name();
    endResetModel();
}

void StepLoadModel::name()
{
    QVector<ElementId> steps;
    for (const RiskMatrix::StepLoad &load : std::as_const(m_loads))
        steps << load.step;
    m_names = stepNames(m_recipe, steps, m_language);
}

void StepLoadModel::setLanguage(Language language)
{
    beginResetModel();
    m_language = language;
    name();
    endResetModel();
}

bool StepLoadModel::hasValues(int column) const
{
    return column == Step
        || std::any_of(m_loads.cbegin(), m_loads.cend(),
            [column](const RiskMatrix::StepLoad &load) { return value(load, column).count() > 0; });
}

void StepLoadModel::sort(int column, Qt::SortOrder order)
{
    if (column == Step)
        return; // they come in the order of the recipe
    beginResetModel();
    std::stable_sort(m_loads.begin(), m_loads.end(), [&](const auto &a, const auto &b) {
        return order == Qt::AscendingOrder ? value(a, column) < value(b, column)
                                           : value(a, column) > value(b, column);
    });
    endResetModel();
}

int StepLoadModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_loads.size());
}

int StepLoadModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 4;
}

QVariant StepLoadModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const RiskMatrix::StepLoad &load = m_loads.at(index.row());
    const Duration time = value(load, index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Step)
            return m_names.value(load.step);
        return time.count() > 0 ? toReadable(time) : QString();
    case Qt::TextAlignmentRole:
        return int(index.column() == Step ? Qt::AlignLeft | Qt::AlignVCenter
                                          : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return index.column() == Step ? data(index, Qt::DisplayRole) : QVariant();
    case StepRole:
        return load.step.value();
    case ShareRole:
        return index.column() == Step ? 0.0
                                      : toSeconds(time) / toSeconds(m_largest[index.column()]);
    default:
        return {};
    }
}

QVariant StepLoadModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int(section == Step ? Qt::AlignLeft | Qt::AlignVCenter
                                   : Qt::AlignRight | Qt::AlignVCenter)
            | int(Qt::TextWordWrap);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Open:
        return tr("Open handling");
    case Waiting:
        return tr("Longest wait");
    case Manual:
        return tr("Manual work");
    default:
        return tr("Step");
    }
}

} // namespace cytoloom
