// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/exchange/batchml.h"
#include "widgets/common/theme.h"

#include <QtCore/QAbstractTableModel>
#include <QtWidgets/QDialog>

class QLabel;
class QTableView;

namespace cytoloom {

/// What did not come across as it stood, a row each: where, what, and what follows. Places are
/// steps of \p recipe or elements of an XML file. GUI thread.
class ExchangeNoteModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Where, What, Follows };
    enum Role { ElementRole = Qt::UserRole /**< id of the step; empty: an XML element */ };

    ExchangeNoteModel(const QVector<ExchangeNote> &notes, const MasterRecipe &recipe,
        Language language, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QString asText() const; ///< all rows, for the clipboard

private:
    [[nodiscard]] QString text(const ExchangeNote &note, int column) const;

    QVector<ExchangeNote> m_notes;
    MasterRecipe m_recipe;
    Language m_language;
};

/// Tells item by item what is lost before a person goes on: before a recipe is written as BatchML,
/// or after one was read and before it opens. GUI thread.
class ExchangeDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Before \p recipe is written; \p notes as of exportNotes().
    ExchangeDialog(const Theme &theme, Language language, const MasterRecipe &recipe,
        const QVector<ExchangeNote> &notes, QWidget *parent = nullptr);
    /// After \p imported was read from \p fileName.
    ExchangeDialog(const Theme &theme, Language language, const ImportedRecipe &imported,
        const QString &fileName, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(); ///< write it, or open it; the dialog closes
    void placeChosen(const cytoloom::ElementId &element); ///< only before writing

private:
    void build(const Theme &theme, const QString &title, const QString &summary,
        const QString &confirm, const QString &why);

    ExchangeNoteModel *m_model;
    QTableView *m_table;
};

} // namespace cytoloom
