// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"
#include "widgets/common/page.h"
#include "widgets/compile/chartexport.h"

class QListView;
class QPushButton;
class QTableView;

namespace cytoloom {

class CardGrid;
class FigureCard;
class FigureTile;
class FindingDelegate;
class FindingModel;
class MaterialModel;
class RowChart;
class StepChart;

/// What a recipe needs and holds, as figures and drawings: times, dose, findings, critical path,
/// volumes, holds, people, materials. GUI thread.
class FiguresPane final : public Page
{
    Q_OBJECT

public:
    explicit FiguresPane(const Theme &theme, QWidget *parent = nullptr);

    void setReport(const CompileReport &report);

Q_SIGNALS:
    void placeChosen(const cytoloom::FindingPlace &place);
    void chartRequested(const cytoloom::ChartFile &file);

protected:
    void retranslate() override;
    void restyle() override;

private:
    void build();
    void fill();
    void fillTiles();
    void fillConflict();
    void choose(const ElementId &element);

    CompileReport m_report;
    CardGrid *m_grid;
    QVector<ChartExportButton *> m_exports;
    QVector<FigureTile *> m_tiles; ///< total, open time, dose, path, effort
    FigureCard *m_findingsCard, *m_conflictCard, *m_pathCard, *m_vesselCard, *m_holdCard,
        *m_staffCard, *m_materialCard;
    FindingModel *m_findings;
    FindingDelegate *m_delegate;
    QListView *m_findingList;
    QWidget *m_conflict;
    QPushButton *m_planned, *m_worst;
    RowChart *m_path, *m_vessels, *m_holds;
    StepChart *m_staff;
    MaterialModel *m_materials;
    QTableView *m_materialTable;
    bool m_worstPath = false;
};

} // namespace cytoloom
