// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"
#include "processgraph/compiler/donorenvelope.h"
#include "widgets/common/page.h"
#include "widgets/compile/chartexport.h"

#include <QtCore/QTimer>

class QFrame;
class QLabel;
class QPushButton;
class QTabWidget;

namespace cytoloom {

class CompileHead;
class CompileRunner;
class DonorPane;
class FiguresPane;
class ProofPane;
class RecipeDocument;

/// What the recipe on the page has been proved to be: verdict, figures, rules and assumptions,
/// donors. It computes on snapshots in the pool while it is seen: after an edit it follows by
/// itself where that is quick, otherwise it says that it is out of date and offers to compute
/// again. It owns no document. GUI thread.
class CompilePage final : public Page
{
    Q_OBJECT

public:
    /// \p catalog outlives the page.
    CompilePage(const Catalog &catalog, const Theme &theme, QWidget *parent = nullptr);
    ~CompilePage() override;

    /// \p document outlives the page or is replaced (null: none) before it goes. A binding of
    /// another recipe is let go.
    void setDocument(RecipeDocument *document);
    void setPlant(const std::optional<Plant> &plant);
    void setProfile(Profile profile);
    /// A planned batch that the schedule-time rules are asked about, under the name of its file.
    void setBinding(const QString &name, const std::optional<BatchBinding> &binding);
    /// A report that took longer than this is made again only when somebody asks. 400 ms unless
    /// set.
    void setPatience(double milliseconds) { m_patience = milliseconds; }

    /// The last report, and the donors of the last run; of the recipe as it was then.
    [[nodiscard]] const std::optional<CompileReport> &report() const { return m_report; }
    [[nodiscard]] std::optional<DonorEnvelope> donors() const;
    /// The report is of the recipe, profile, plant and binding as they are now.
    [[nodiscard]] bool isUpToDate() const { return m_report && !m_outdated; }
    [[nodiscard]] bool isBusy() const;
    void compute();
    void cancel();

Q_SIGNALS:
    /// Somebody wants to see this place on the drawing.
    void placeChosen(const cytoloom::FindingPlace &place);
    void savePdfRequested();
    void saveJsonRequested();
    void saveDonorsRequested();
    void saveChartRequested(const cytoloom::ChartFile &file);
    void bindingRequested(); ///< the app asks for a file
    void bindingDropped(const QString &fileName); ///< the app reads it and calls setBinding()
    /// Another one, or (a button, another recipe) none any more.
    void bindingChanged(const QString &name, const std::optional<cytoloom::BatchBinding> &binding);
    void computed();

protected:
    void retranslate() override;
    void restyle() override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void connectParts();
    void invalidate();
    void follow();
    void take(const CompileReport &report, double milliseconds);
    void showVerdict();
    void showBinding();
    [[nodiscard]] ValidationInput input() const;

    CompileRunner *m_runner;
    RecipeDocument *m_document = nullptr;
    std::optional<Plant> m_plant;
    Profile m_profile = Profile::CN;
    QString m_bindingName;
    std::optional<BatchBinding> m_binding;
    std::optional<CompileReport> m_report;
    double m_milliseconds = 0;
    double m_patience = 400;
    bool m_outdated = true;
    bool m_cancelled = false; ///< by a person: it does not begin again by itself
    bool m_late = false; ///< it takes long enough to say so
    QTimer m_delay, m_lateness;
    CompileHead *m_head;
    QLabel *m_bindingText;
    QFrame *m_bindingChip;
    QPushButton *m_bindingAdd, *m_bindingRemove;
    QTabWidget *m_tabs;
    FiguresPane *m_figures;
    ProofPane *m_proof;
    DonorPane *m_donors;
};

} // namespace cytoloom
