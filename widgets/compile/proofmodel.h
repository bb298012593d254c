// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"
#include "widgets/common/theme.h"

#include <QtCore/QAbstractTableModel>

namespace cytoloom {

/// What became of each rule: outcome by mark and word, what it asks, when it was asked, and the
/// clauses that it rests on. GUI thread.
class ProofModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Outcome, Rule, Title, Asked, Clauses };
    enum Role {
        OutcomeRole = Qt::UserRole, ///< int of ProofOutcome
        ElementRole ///< id of the first place of its first finding; empty: none
    };

    explicit ProofModel(const Theme &theme, QObject *parent = nullptr);

    void setReport(const CompileReport &report);
    void setLanguage(Language language);
    void setTheme(const Theme &theme);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const RuleProof &proof, int column) const;

    QVector<RuleProof> m_rules;
    QHash<QString, ElementId> m_places; ///< rule → where it is violated
    Theme m_theme;
    Language m_language = Language::En;
};

} // namespace cytoloom
