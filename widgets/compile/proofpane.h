// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"
#include "widgets/common/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace cytoloom {

class FigureCard;
class ProofModel;

/// What has been proved, rule by rule with its clauses, and on which assumptions and figures. GUI
/// thread.
class ProofPane final : public Page
{
    Q_OBJECT

public:
    explicit ProofPane(const Theme &theme, QWidget *parent = nullptr);

    void setReport(const CompileReport &report);

Q_SIGNALS:
    void placeChosen(const cytoloom::FindingPlace &place);

protected:
    void retranslate() override;
    void restyle() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void fillOutcomes();
    void fitColumns();

    CompileReport m_report;
    ProofModel *m_model;
    QSortFilterProxyModel *m_shown;
    FigureCard *m_rulesCard, *m_assumptionsCard;
    QLineEdit *m_search;
    QComboBox *m_outcome;
    QTableView *m_table;
    QLabel *m_assumptions;
};

} // namespace cytoloom
