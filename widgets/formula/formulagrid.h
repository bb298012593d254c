// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"
#include "widgets/formula/formulasetmodel.h"

class QLabel;
class QPushButton;
class QTableView;

namespace cytoloom {

class RowHeader;

/// The formula sets of a recipe in a grid, with the ways to add, copy, rename and remove a set and
/// to make one the active one. Every edit is one undo step of the document. GUI thread.
class FormulaGrid final : public Page
{
    Q_OBJECT

public:
    explicit FormulaGrid(const Theme &theme, QWidget *parent = nullptr);

    void setDocument(RecipeDocument *document); ///< as FormulaSetModel::setDocument()
    [[nodiscard]] FormulaSetModel *model() const { return m_model; }
    [[nodiscard]] QTableView *table() const { return m_table; }

protected:
    void retranslate() override;
    void restyle() override;

private:
    [[nodiscard]] QString chosenSet() const;
    void refresh();
    void say(const Error &error);
    void askName(const QString &title, const LocalizedText &name,
        const std::function<Result<void>(const LocalizedText &)> &then);
    void addSet();
    void renameSet();

    QPointer<RecipeDocument> m_document;
    FormulaSetModel *m_model;
    QTableView *m_table;
    RowHeader *m_rows;
    QLabel *m_hint;
    QPushButton *m_add;
    QPushButton *m_rename;
    QPushButton *m_remove;
    QPushButton *m_activate;
};

} // namespace cytoloom
