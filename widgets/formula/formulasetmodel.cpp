// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/formula/formulasetmodel.h"

#include "processgraph/commands/formulasets.h"
#include "processgraph/foundation/readable.h"
#include "processgraph/foundation/typednumber.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

FormulaSetModel::FormulaSetModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{ }

void FormulaSetModel::setDocument(RecipeDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (document) {
        connect(document, &RecipeDocument::headerChanged, this, &FormulaSetModel::reload);
        connect(document, &RecipeDocument::recipeReset, this, &FormulaSetModel::reload);
    }
    m_sets.clear();
    m_parameters.clear();
    reload();
}

void FormulaSetModel::reload()
{
    QStringList sets, parameters;
    if (m_document) {
        for (const FormulaSet &set : m_document->recipe().formulaSets)
            sets << set.id;
        for (const FormulaParameter &parameter : m_document->recipe().formula)
            parameters << parameter.id;
    }
    if (sets == m_sets && parameters == m_parameters && rowCount() > 0) {
        // The cell that is being edited stays where it is.
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
        return;
    }
    beginResetModel();
    m_sets = sets;
    m_parameters = parameters;
    endResetModel();
}

void FormulaSetModel::setLanguage(Language language)
{
    beginResetModel();
    m_language = language;
    endResetModel();
}

void FormulaSetModel::setTheme(const Theme &theme)
{
    beginResetModel();
    m_theme = theme;
    endResetModel();
}

QString FormulaSetModel::setAt(int column) const
{
    return column <= 0 ? QString() : m_sets.value(column - 1);
}

QString FormulaSetModel::parameterAt(int row) const
{
    return m_parameters.value(row);
}

int FormulaSetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_parameters.size());
}

int FormulaSetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_sets.size()) + 1;
}

QVariant FormulaSetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_document)
        return {};
    const MasterRecipe &recipe = m_document->recipe();
    const QString parameter = parameterAt(index.row());
    const FormulaParameter *base = recipe.formulaParameter(parameter);
    if (!base)
        return {};
    const FormulaSet *set = index.column() > 0 && index.column() <= recipe.formulaSets.size()
        ? &recipe.formulaSets.at(index.column() - 1)
        : nullptr;
    const bool differs = set && formulasets::differs(recipe, *set, parameter);
    const Quantity value
        = set ? formulasets::valueOf(recipe, *set, parameter).value_or(base->value) : base->value;
    switch (role) {
    case Qt::DisplayRole:
        return (differs ? u"≠ "_s : QString()) + readable::quantity(value);
    case Qt::EditRole:
        return readable::quantity(value);
    case Qt::FontRole:
        return Theme::digits(Theme::body, differs || !set);
    case Qt::ForegroundRole:
        return !set || differs ? m_theme.text : m_theme.muted;
    case Qt::BackgroundRole: {
        if (!differs)
            return {};
        QColor tint = m_theme.pens[1];
        tint.setAlpha(60);
        return tint;
    }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return differs ? tr("The formula has %1").arg(readable::quantity(base->value)) : QVariant();
    default:
        return {};
    }
}

QVariant FormulaSetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || !m_document)
        return {};
    const MasterRecipe &recipe = m_document->recipe();
    if (orientation == Qt::Vertical) {
        const FormulaParameter *parameter = recipe.formulaParameter(parameterAt(section));
        const QString name = parameter ? parameter->name.in(m_language) : QString();
        return name.isEmpty() ? parameterAt(section) : name;
    }
    if (section == 0)
        return tr("Formula");
    if (section > recipe.formulaSets.size())
        return {};
    const FormulaSet &set = recipe.formulaSets.at(section - 1);
    const QString name = set.name.in(m_language);
    return formulasets::activeSet(recipe) == set.id ? tr("%1 (active)").arg(name) : name;
}

Qt::ItemFlags FormulaSetModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && m_document && m_document->isEditable() ? flags | Qt::ItemIsEditable
                                                                     : flags;
}

bool FormulaSetModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !m_document || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const auto done = write(index, value.toString());
    if (!done)
        Q_EMIT refused(done.error());
    return done.ok();
}

Result<void> FormulaSetModel::write(const QModelIndex &index, const QString &text)
{
    if (text == data(index, Qt::EditRole).toString())
        return {}; // left as it was shown
    const QString parameter = parameterAt(index.row());
    auto value = typednumber::quantity(text);
    if (!value)
        return value.error();
    const FormulaParameter *base = m_document->recipe().formulaParameter(parameter);
    // A bare number means the unit that stands there.
    if (base && value->unit.isDimensionless() && !base->value.unit.isDimensionless())
        value->unit = base->value.unit;
    if (index.column() > 0)
        return formulasets::setValue(*m_document, setAt(index.column()), parameter, *value);
    MasterRecipe recipe = m_document->recipe();
    for (FormulaParameter &each : recipe.formula) {
        if (each.id != parameter)
            continue;
        if (const auto converted = value->in(each.value.unit); !converted)
            return converted.error();
        each.value = *value;
    }
    return m_document->editHeader(recipe, tr("Edit formula"));
}

} // namespace cytoloom
