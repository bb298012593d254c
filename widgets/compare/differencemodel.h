// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/recipecomparison.h"
#include "widgets/common/theme.h"

#include <QtCore/QAbstractListModel>

namespace cytoloom {

/// How a difference looks wherever it is shown: never by its colour alone.
struct DifferenceLook
{
    QString sign; ///< "▲", "+", "−", "≠", "↔"
    QColor colour;
    Qt::PenStyle line = Qt::SolidLine;

    static DifferenceLook of(DifferenceKind kind, DifferenceWeight weight, const Theme &theme);
};

/// The differences as sentences, the gravest first, those of the drawing last. Weights can be left
/// out. GUI thread.
class DifferenceModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit DifferenceModel(const Theme &theme, QObject *parent = nullptr);

    void setDifferences(const QVector<Difference> &differences);
    void setLanguage(Language language);
    void setTheme(const Theme &theme);
    void setShown(DifferenceWeight weight, bool shown);
    [[nodiscard]] bool isShown(DifferenceWeight weight) const;
    [[nodiscard]] const Difference &difference(int row) const { return m_rows.at(row); }
    /// All of them as lines of text, for the clipboard and for paper.
    [[nodiscard]] QString toText() const;
    [[nodiscard]] static QString weightName(DifferenceWeight weight);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    void fill();

    Theme m_theme;
    Language m_language = Language::En;
    QVector<Difference> m_all;
    QVector<Difference> m_rows;
    QSet<int> m_hidden; ///< weights
};

} // namespace cytoloom
