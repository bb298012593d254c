// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/compilepage.h"

#include "processgraph/commands/recipedocument.h"
#include "processgraph/reports/compilesections.h"
#include "widgets/compile/compilehead.h"
#include "widgets/compile/compilerunner.h"
#include "widgets/compile/donorpane.h"
#include "widgets/compile/figurespane.h"
#include "widgets/compile/proofpane.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

// Edits of one gesture, and of one train of thought, are looked at together.
constexpr int DelayMs = 250;
/// What is done before anybody has looked needs no progress.
constexpr int LateMs = 200;

QString bindingFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.toLocalFile().endsWith(u".cybinding.json"_s))
            return url.toLocalFile();
    }
    return {};
}

} // namespace

CompilePage::CompilePage(const Catalog &catalog, const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_runner(new CompileRunner(catalog, this))
    , m_head(new CompileHead(theme))
    , m_bindingText(new QLabel)
    , m_bindingChip(new QFrame)
    , m_bindingAdd(new QPushButton)
    , m_bindingRemove(new QPushButton)
    , m_tabs(new QTabWidget)
    , m_figures(new FiguresPane(theme))
    , m_proof(new ProofPane(theme))
    , m_donors(new DonorPane(theme))
{
    setObjectName(u"compilePage"_s);
    setProperty("panel", u"canvas"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAcceptDrops(true);
    m_delay.setSingleShot(true);
    m_delay.setInterval(DelayMs);
    m_lateness.setSingleShot(true);
    m_lateness.setInterval(LateMs);
    build();
    connectParts();
    CompilePage::restyle();
    CompilePage::retranslate();
}

CompilePage::~CompilePage() = default;

void CompilePage::build()
{
    auto *chip = new QHBoxLayout(m_bindingChip);
    chip->setContentsMargins(Theme::space2, 0, 2, 0);
    chip->setSpacing(Theme::space1);
    m_bindingChip->setObjectName(u"bindingChip"_s);
    m_bindingChip->setProperty("panel", u"card"_s);
    m_bindingText->setObjectName(u"bindingName"_s);
    m_bindingRemove->setObjectName(u"bindingRemove"_s);
    m_bindingRemove->setProperty("role", u"bar"_s);
    m_bindingRemove->setFixedSize(26, 24);
    m_bindingAdd->setObjectName(u"bindingAdd"_s);
    m_bindingAdd->setProperty("role", u"bar"_s);
    chip->addWidget(m_bindingText);
    chip->addWidget(m_bindingRemove);
    auto *corner = new QWidget;
    auto *cornerRow = new QHBoxLayout(corner);
    cornerRow->setContentsMargins(0, 2, Theme::space4, 2);
    cornerRow->addWidget(m_bindingAdd);
    cornerRow->addWidget(m_bindingChip);

    m_tabs->setObjectName(u"compileTabs"_s);
    m_tabs->addTab(m_figures, QString());
    m_tabs->addTab(m_proof, QString());
    m_tabs->addTab(m_donors, QString());
    m_tabs->setCornerWidget(corner, Qt::TopRightCorner);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_tabs, 1);
}

void CompilePage::connectParts()
{
    connect(&m_delay, &QTimer::timeout, this, &CompilePage::follow);
    connect(&m_lateness, &QTimer::timeout, this, [this] {
        m_late = m_runner->isCompiling();
        showVerdict();
    });
    connect(m_runner, &CompileRunner::compiled, this, &CompilePage::take);
    connect(m_runner, &CompileRunner::compileCancelled, this, [this] {
        m_late = false;
        showVerdict();
    });
    connect(m_runner, &CompileRunner::compileProgress, m_head, &CompileHead::setProgress);
    connect(m_runner, &CompileRunner::donorProgress, m_donors, &DonorPane::setProgress);
    connect(m_runner, &CompileRunner::donorsDone, this,
        [this](const Result<DonorEnvelope> &envelope, const MasterRecipe &recipe, double ms) {
            m_donors->setRunning(false);
            if (!envelope)
                m_donors->showError(envelope.error());
            else if (m_document && m_document->recipe().id == recipe.id) {
                m_donors->setEnvelope(*envelope, recipe, ms);
                m_donors->setOutdated(!(m_document->recipe() == recipe));
            }
        });
    connect(m_donors, &DonorPane::runRequested, this, [this](const EnvelopeOrder &order) {
        if (!m_document)
            return;
        m_runner->runDonors(input(), order);
        m_donors->setRunning(true);
    });
    connect(m_donors, &DonorPane::cancelRequested, m_runner, &CompileRunner::cancelDonors);
    connect(m_donors, &DonorPane::saveRequested, this, &CompilePage::saveDonorsRequested);
    connect(m_donors, &DonorPane::placeChosen, this, [this](const ElementId &element) {
        FindingPlace place;
        place.element = element;
        Q_EMIT placeChosen(place);
    });
    connect(m_figures, &FiguresPane::placeChosen, this, &CompilePage::placeChosen);
    connect(m_proof, &ProofPane::placeChosen, this, &CompilePage::placeChosen);
    connect(m_head, &CompileHead::againRequested, this, &CompilePage::compute);
    connect(m_head, &CompileHead::cancelRequested, this, &CompilePage::cancel);
    connect(m_head, &CompileHead::savePdfRequested, this, &CompilePage::savePdfRequested);
    connect(m_head, &CompileHead::saveJsonRequested, this, &CompilePage::saveJsonRequested);
    connect(m_figures, &FiguresPane::chartRequested, this, &CompilePage::saveChartRequested);
    connect(m_donors, &DonorPane::chartRequested, this, &CompilePage::saveChartRequested);
    connect(m_bindingAdd, &QPushButton::clicked, this, &CompilePage::bindingRequested);
    connect(m_bindingRemove, &QPushButton::clicked, this, [this] { setBinding({}, {}); });
}

void CompilePage::setDocument(RecipeDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    const bool other = document != m_document;
    m_document = document;
    if (document) {
        connect(document, &RecipeDocument::changed, this, &CompilePage::invalidate);
        connect(document, &QObject::destroyed, this, [this] { m_document = nullptr; });
    }
    if (other) {
        m_runner->cancelCompile();
        m_runner->cancelDonors();
        m_report.reset();
        m_milliseconds = 0;
        m_donors->clear();
    }
    if (m_binding && (!document || m_binding->recipe != document->recipe().id)) {
        m_binding.reset();
        m_bindingName.clear();
        showBinding();
        Q_EMIT bindingChanged(m_bindingName, m_binding);
    }
    invalidate();
}

void CompilePage::setPlant(const std::optional<Plant> &plant)
{
    m_plant = plant;
    invalidate();
}

void CompilePage::setProfile(Profile profile)
{
    if (profile == m_profile)
        return;
    m_profile = profile;
    invalidate();
}

void CompilePage::setBinding(const QString &name, const std::optional<BatchBinding> &binding)
{
    m_bindingName = binding ? name : QString();
    m_binding = binding;
    showBinding();
    invalidate();
    Q_EMIT bindingChanged(m_bindingName, m_binding);
}

std::optional<DonorEnvelope> CompilePage::donors() const
{
    return m_donors->envelope();
}

bool CompilePage::isBusy() const
{
    return m_delay.isActive() || m_runner->isCompiling() || m_runner->isRunningDonors();
}

ValidationInput CompilePage::input() const
{
    ValidationInput input;
    input.recipe = m_document->recipe();
    input.plant = m_plant;
    input.binding = m_binding;
    input.profile = m_profile;
    return input;
}

void CompilePage::invalidate()
{
    m_outdated = true;
    m_cancelled = false;
    m_donors->setOutdated(
        m_donors->envelope() && m_document && !(m_document->recipe() == m_donors->recipe()));
    if (isVisible())
        m_delay.start();
    showVerdict();
}

void CompilePage::follow()
{
    if (m_document && m_outdated && !m_cancelled && m_milliseconds <= m_patience)
        compute();
    else
        showVerdict();
}

void CompilePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_outdated)
        m_delay.start(0);
    m_delay.setInterval(DelayMs);
}

void CompilePage::compute()
{
    m_delay.stop();
    if (!m_document)
        return;
    m_cancelled = false;
    m_late = false;
    // What is edited from now on is not in it.
    m_outdated = false;
    m_head->setProgress(0, 0);
    m_runner->compile(input());
    m_lateness.start();
    showVerdict();
}

void CompilePage::cancel()
{
    m_cancelled = true;
    m_outdated = true;
    m_delay.stop();
    m_runner->cancelCompile();
    showVerdict();
}

void CompilePage::take(const CompileReport &report, double milliseconds)
{
    m_late = false;
    m_lateness.stop();
    m_report = report;
    m_milliseconds = milliseconds;
    m_figures->setReport(report);
    m_proof->setReport(report);
    m_donors->setNumbers(report.numbers);
    showVerdict();
    Q_EMIT computed();
}

void CompilePage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!bindingFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void CompilePage::dropEvent(QDropEvent *event)
{
    const QString file = bindingFile(event->mimeData());
    if (file.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT bindingDropped(file);
}

void CompilePage::showVerdict()
{
    CompileHead::State state;
    state.document = m_document;
    state.busy = m_runner->isCompiling();
    state.late = m_late;
    state.waiting = m_delay.isActive();
    state.outdated = m_outdated;
    state.cancelled = m_cancelled;
    state.milliseconds = m_milliseconds;
    const bool known = m_plant && m_report && m_plant->id == m_report->plant;
    m_head->showReport(
        m_report ? &*m_report : nullptr, known ? m_plant->name : LocalizedText(), state);
}

void CompilePage::showBinding()
{
    m_bindingChip->setVisible(m_binding.has_value());
    m_bindingAdd->setVisible(!m_binding);
    if (m_binding)
        m_bindingText->setText(tr("%1 · batch %2").arg(m_bindingName, m_binding->batch.value()));
}

void CompilePage::retranslate()
{
    for (Page *pane : std::initializer_list<Page *> {m_head, m_figures, m_proof, m_donors})
        pane->setLanguage(language());
    m_tabs->setTabText(0, tr("Figures"));
    m_tabs->setTabText(1, tr("What was proved"));
    m_tabs->setTabText(2, CompileWords(language()).word("envelope"));
    m_bindingAdd->setText(tr("Add a batch binding…"));
    m_bindingAdd->setToolTip(
        tr("A planned batch (*.cybinding.json): lots, people, rooms, times. Rules about them can "
           "be judged only with one. A file can be dropped here, too."));
    m_bindingRemove->setToolTip(tr("Leave the binding away"));
    m_bindingRemove->setAccessibleName(m_bindingRemove->toolTip());
    showBinding();
    showVerdict();
}

void CompilePage::restyle()
{
    for (Page *pane : std::initializer_list<Page *> {m_head, m_figures, m_proof, m_donors})
        pane->setTheme(theme());
    m_bindingRemove->setIcon(Theme::icon(u"close"_s, theme().text));
    showVerdict();
}

} // namespace cytoloom
