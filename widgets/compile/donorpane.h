// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/donorenvelope.h"
#include "processgraph/model/masterrecipe.h"
#include "widgets/common/page.h"
#include "widgets/compile/chartexport.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace cytoloom {

class CardGrid;
class FigureCard;
class FigureTile;
class RowChart;
class StepChart;

/// Thousands of virtual donors: how many runs with which seed, what is drawn from, and what became
/// of them: dose, branches, times, failures. It runs nothing itself. GUI thread.
class DonorPane final : public Page
{
    Q_OBJECT

public:
    explicit DonorPane(const Theme &theme, QWidget *parent = nullptr);

    /// What is drawn from, before there is a result.
    void setNumbers(const QVector<UncertainNumber> &numbers);
    void setEnvelope(
        const DonorEnvelope &envelope, const MasterRecipe &recipe, double milliseconds);
    void clear(); ///< another recipe
    [[nodiscard]] const std::optional<DonorEnvelope> &envelope() const { return m_envelope; }
    [[nodiscard]] const MasterRecipe &recipe() const { return m_recipe; } ///< of the envelope
    /// The recipe has been edited since.
    void setOutdated(bool outdated);
    void setRunning(bool running);
    void setProgress(qint64 done, qint64 all);
    void showError(const Error &error); ///< why there is no (new) result

Q_SIGNALS:
    void runRequested(const cytoloom::EnvelopeOrder &order);
    void cancelRequested();
    void saveRequested();
    void placeChosen(const cytoloom::ElementId &element);
    void chartRequested(const cytoloom::ChartFile &file);

protected:
    void retranslate() override;
    void restyle() override;

private:
    void build();
    QWidget *orderRow();
    void fill();
    void fillNumbers();
    void fillFailures();
    void askForRun();
    void showState();

    std::optional<DonorEnvelope> m_envelope;
    MasterRecipe m_recipe;
    QVector<UncertainNumber> m_numbers;
    std::optional<Error> m_error;
    double m_milliseconds = 0;
    bool m_outdated = false;
    bool m_running = false;
    QLabel *m_runsName, *m_seedName, *m_state, *m_empty, *m_numbersText;
    QSpinBox *m_runs;
    QLineEdit *m_seed;
    QPushButton *m_run, *m_cancel, *m_save;
    QProgressBar *m_progress;
    CardGrid *m_grid;
    QVector<ChartExportButton *> m_exports;
    QVector<FigureTile *> m_tiles; ///< dose met, released, end, dose
    FigureCard *m_doseCard, *m_branchCard, *m_finishCard, *m_failureCard, *m_numbersCard;
    StepChart *m_doses;
    RowChart *m_branches, *m_finishes, *m_failures;
    QCheckBox *m_every;
};

} // namespace cytoloom
