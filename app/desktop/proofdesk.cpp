// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/proofdesk.h"

#include "app/desktop/mainwindow.h"
#include "app/desktop/pool.h"
#include "app/desktop/recipedesk.h"
#include "app/session/outputfile.h"
#include "processgraph/compiler/compilereport.h"
#include "processgraph/compiler/riskmatrix.h"
#include "processgraph/reports/compilepdf.h"
#include "processgraph/validation/ruleset.h"
#include "processgraph/validation/waivers.h"
#include "widgets/common/dialogs.h"
#include "widgets/common/filedialogs.h"
#include "widgets/common/noticebar.h"
#include "widgets/documents/documentbar.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/validationrunner.h"
#include "widgets/risk/riskview.h"

#include <QtWidgets/QDialog>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QVBoxLayout>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString WaiverKey = u"proof.waiver"_s;
const QString ReportKey = u"proof.report"_s;

ValidationInput inputOf(const MainWindow &window, const MasterRecipe &recipe)
{
    ValidationInput input;
    input.recipe = recipe;
    input.plant = window.design()->validation()->plant();
    input.profile = window.design()->validation()->profile();
    return input;
}

} // namespace

ProofDesk::ProofDesk(MainWindow &window, RecipeDesk &recipes, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_recipes(recipes)
    , m_clock(clock)
{
    connect(window.design(), &DesignPage::waiverRequested, this, &ProofDesk::waive);
    connect(recipes.bar(), &DocumentBar::riskRequested, this, &ProofDesk::showRisk);
    connect(recipes.bar(), &DocumentBar::compileRequested, this, &ProofDesk::exportCompileReport);
}

void ProofDesk::waive(const Finding &finding, const QString &reason)
{
    RecipeDocument &document = m_recipes.document();
    const RuleDefinition *rule = RuleSet::shipped().rule(finding.rule);
    // Roles of people are not known yet: the person answers for having the role.
    const Result<Waiver> waiver = waivers::make(finding, inputOf(m_window, document.recipe()),
        rule ? rule->waiverRole : QString(), m_person, reason, m_clock.now());
    Result<void> done;
    if (!waiver) {
        done = waiver.error();
    } else {
        MasterRecipe recipe = document.recipe();
        recipe.waivers.removeIf([&](const Waiver &each) { return each.key == waiver->key; });
        recipe.waivers.append(*waiver);
        done = document.editHeader(recipe, tr("Accept a finding"));
    }
    if (done)
        m_window.notices()->clear(WaiverKey);
    else
        m_window.notices()->set(WaiverKey, NoticeLevel::Error, done.error());
}

void ProofDesk::showRisk()
{
    const MasterRecipe recipe = m_recipes.document().recipe();
    const Catalog &catalog = m_recipes.document().catalog();
    inPool(
        this, [recipe, &catalog] { return makeRiskMatrix(recipe, catalog); },
        [this, recipe](const RiskMatrix &matrix) {
            auto *dialog = new QDialog(&m_window);
            dialog->setObjectName(u"risk-window"_s);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setWindowFlag(Qt::WindowMaximizeButtonHint);
            dialog->setWindowTitle(tr("Risk of %1").arg(recipe.name.in(m_window.language())));
            dialog->resize(m_window.size() * 0.92);
            auto *view = new RiskView(m_window.theme(), dialog);
            view->setLanguage(m_window.language());
            connect(&m_window, &MainWindow::languageChanged, view, &RiskView::setLanguage);
            view->setMatrix(matrix, recipe);
            connect(view, &RiskView::showRequested, this, [this, dialog](const ElementId &step) {
                dialog->close();
                m_window.showPage(PageId::Design);
                m_window.design()->view()->showElement(step);
            });
            auto *layout = new QVBoxLayout(dialog);
            layout->setContentsMargins(0, 0, 0, 0);
            layout->addWidget(view);
            closeByEscape(*dialog);
            dialog->show();
            Q_EMIT riskShown(dialog);
        });
}

void ProofDesk::exportCompileReport()
{
    const MasterRecipe &recipe = m_recipes.document().recipe();
    QFileDialog *dialog
        = filedialogs::forSaving(&m_window, tr("Write the compile report"), tr("PDF (*.pdf)"),
            u"pdf"_s, u"%1-v%2-compile.pdf"_s.arg(recipe.id.value()).arg(recipe.version),
            m_recipes.document().fileName());
    connect(dialog, &QFileDialog::fileSelected, this, &ProofDesk::writeCompileReport);
    dialog->open();
}

void ProofDesk::writeCompileReport(const QString &fileName)
{
    const ValidationInput input = inputOf(m_window, m_recipes.document().recipe());
    const Catalog &catalog = m_recipes.document().catalog();
    const Language language = m_window.language();
    m_window.notices()->setBusy(
        ReportKey, [] { return tr("Proving the recipe and writing its compile report…"); }, false);
    inPool(
        this,
        [input, &catalog, language, fileName]() -> Result<void> {
            const Result<PaintedPdf> pdf = paintCompileReport(
                makeCompileReport(input, catalog), language, QStringLiteral(CYTOLOOM_VERSION));
            return pdf ? writeOutput(fileName, pdf->bytes, "%PDF-") : pdf.error();
        },
        [this, fileName](const Result<void> &written) {
            m_window.notices()->clear(ReportKey);
            if (!written)
                m_window.notices()->set(ReportKey, NoticeLevel::Error, written.error());
            else
                Q_EMIT reportWritten(fileName);
        });
}

} // namespace cytoloom
