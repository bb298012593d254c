// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "widgets/common/theme.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QPointer>

namespace cytoloom {

/// The formula and its sets as a grid: a row for each value, the first column the formula, one for
/// each set after it. What differs from the formula is bold, tinted and has "≠" before it; a set
/// without a value of its own shows the formula's in grey. Edits pass through the document. It asks
/// the document each time and holds no truth. GUI thread.
class FormulaSetModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit FormulaSetModel(const Theme &theme, QObject *parent = nullptr);

    /// Null: none.
    void setDocument(RecipeDocument *document);
    void setLanguage(Language language);
    void setTheme(const Theme &theme);
    [[nodiscard]] QString setAt(int column) const; ///< id; empty for the formula's column
    [[nodiscard]] QString parameterAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void refused(const cytoloom::Error &error);

private:
    void reload();
    Result<void> write(const QModelIndex &index, const QString &text);

    QPointer<RecipeDocument> m_document;
    Theme m_theme;
    Language m_language = Language::En;
    QStringList m_sets; ///< as they were when the grid was last laid out
    QStringList m_parameters;
};

} // namespace cytoloom
