// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/riskmatrix.h"
#include "widgets/common/page.h"

class QLabel;
class QTableView;

namespace cytoloom {

class RiskModel;
class RowHeader;
class StepLoadModel;

/// Where the risk of a recipe sits: quality attribute × parameter × step, with what hangs in the
/// air, and the steps that cost most in open handling, waiting and manual work. GUI thread.
class RiskView final : public Page
{
    Q_OBJECT

public:
    explicit RiskView(const Theme &theme, QWidget *parent = nullptr);

    void setMatrix(const RiskMatrix &matrix, const MasterRecipe &recipe);

Q_SIGNALS:
    void showRequested(const cytoloom::ElementId &step);

protected:
    void retranslate() override;
    void restyle() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitMatrix();
    void summarise();

    RiskModel *m_model;
    StepLoadModel *m_loads;
    QLabel *m_summary;
    QLabel *m_matrixTitle;
    QLabel *m_loadTitle;
    QTableView *m_matrix;
    RowHeader *m_rows; ///< of the matrix
    QTableView *m_steps;
};

} // namespace cytoloom
