// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/compilepage.h"

#include "processgraph/commands/recipedocument.h"
#include "processgraph/compiler/compilejson.h"
#include "processgraph/reports/compilesections.h"
#include "widgets/common/elidedlabel.h"
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
#include <QtWidgets/QProgressBar>
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
    , m_mark(new QLabel)
    , m_verdict(new ElidedLabel)
    , m_basis(new ElidedLabel)
    , m_state(new QLabel)
    , m_bindingText(new QLabel)
    , m_bindingChip(new QFrame)
    , m_progress(new QProgressBar)
    , m_again(new QPushButton)
    , m_cancel(new QPushButton)
    , m_pdf(new QPushButton)
    , m_json(new QPushButton)
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

QWidget *CompilePage::head()
{
    auto *box = new QWidget;
    box->setProperty("panel", u"raised"_s);
    box->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(Theme::space4, Theme::space2, Theme::space4, Theme::space2);
    row->setSpacing(Theme::space3);
    m_mark->setFixedSize(28, 28);
    m_verdict->setObjectName(u"verdict"_s);
    m_verdict->setProperty("role", u"section"_s);
    m_basis->setObjectName(u"verdictBasis"_s);
    m_basis->setProperty("role", u"caption"_s);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_verdict);
    texts->addWidget(m_basis);
    m_state->setObjectName(u"compileState"_s);
    m_state->setProperty("role", u"caption"_s);
    m_progress->setObjectName(u"compileProgress"_s);
    m_progress->setFixedWidth(160);
    m_cancel->setObjectName(u"compileCancel"_s);
    m_again->setObjectName(u"compileAgain"_s);
    m_pdf->setObjectName(u"compilePdf"_s);
    m_json->setObjectName(u"compileJson"_s);
    row->addWidget(m_mark);
    row->addLayout(texts, 1);
    for (QWidget *each :
        std::initializer_list<QWidget *> {m_state, m_progress, m_cancel, m_again, m_pdf, m_json})
        row->addWidget(each);
    return box;
}

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
    layout->addWidget(head());
    layout->addWidget(m_tabs, 1);
}

void CompilePage::connectParts()
{
    connect(&m_delay, &QTimer::timeout, this, &CompilePage::follow);
    connect(&m_lateness, &QTimer::timeout, this, [this] {
        m_late = m_runner->isCompiling();
        showState();
    });
    connect(m_runner, &CompileRunner::compiled, this, &CompilePage::take);
    connect(m_runner, &CompileRunner::compileCancelled, this, [this] {
        m_late = false;
        showState();
    });
    connect(m_runner, &CompileRunner::compileProgress, this, [this](qint64 done, qint64 all) {
        m_progress->setRange(0, int(all));
        m_progress->setValue(int(done));
    });
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
    connect(m_again, &QPushButton::clicked, this, &CompilePage::compute);
    connect(m_cancel, &QPushButton::clicked, this, &CompilePage::cancel);
    connect(m_pdf, &QPushButton::clicked, this, &CompilePage::savePdfRequested);
    connect(m_json, &QPushButton::clicked, this, &CompilePage::saveJsonRequested);
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
    m_progress->setRange(0, 0);
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

QString CompilePage::verdictText() const
{
    if (!m_report)
        return m_document ? tr("Not computed yet") : tr("There is no recipe.");
    const int errors = m_report->errors(), all = int(m_report->findings.size());
    const int waived = int(std::count_if(m_report->findings.cbegin(), m_report->findings.cend(),
        [](const Finding &finding) { return finding.waived; }));
    QString text;
    if (all == 0)
        text = tr("Clean: no findings");
    else if (errors > 0)
        text = tr("%1 finding(s), %2 error(s)").arg(all).arg(errors);
    else
        text = tr("%1 finding(s), no error").arg(all);
    if (waived > 0)
        text += u" · "_s + tr("%1 waived").arg(waived);
    return text;
}

QString CompilePage::basisText() const
{
    if (!m_report)
        return {};
    const CompileWords words(language());
    const MasterRecipe &recipe = m_report->recipe;
    QStringList parts {
        u"%1 v%2 %3"_s.arg(recipe.id.value()).arg(recipe.version).arg(words.status(recipe.status)),
        words.word("profile") + u' ' + toText(m_report->profile),
        tr("plant %1").arg(m_report->plant.isEmpty() ? u"–"_s : m_report->plant)};
    if (!m_report->batch.isEmpty())
        parts << words.word("batchOfBinding") + u' ' + m_report->batch.value();
    const int passed = m_report->rulesWith(ProofOutcome::Passed);
    parts << tr("%1 of %2 rules passed").arg(passed).arg(m_report->rules.size());
    if (const int open = m_report->rulesWith(ProofOutcome::NotAsked); open > 0)
        parts << tr("%1 not decided").arg(open);
    return parts.join(u" · "_s);
}

void CompilePage::showVerdict()
{
    const bool errors = m_report && m_report->errors() > 0;
    const bool findings = m_report && !m_report->findings.isEmpty();
    const bool fresh = isUpToDate() && !m_runner->isCompiling();
    const QString icon = !m_report ? u"clock"_s
        : errors                   ? u"error"_s
        : findings                 ? u"warning"_s
                                   : u"check"_s;
    const QColor colour = !m_report || !fresh ? theme().muted
        : errors                              ? theme().alarm[0]
        : findings                            ? theme().alarm[1]
                                              : theme().text;
    m_mark->setPixmap(Theme::icon(icon, colour).pixmap(28, 28));
    m_verdict->setText(verdictText());
    m_basis->setText(basisText());
    showState();
}

void CompilePage::showState()
{
    const bool busy = m_runner->isCompiling();
    QString text;
    if (busy && (m_late || !m_report))
        text = tr("Proving…");
    else if (!busy && m_cancelled)
        text = m_report ? tr("Cancelled: this is the state before") : tr("Cancelled");
    else if (!busy && m_report && m_outdated && !m_delay.isActive())
        text = u"▲ "_s + tr("The recipe has changed since");
    else if (m_report)
        text = tr("up to date, in %1 ms").arg(m_milliseconds, 0, 'f', m_milliseconds < 10 ? 1 : 0);
    m_state->setText(text);
    m_progress->setVisible(busy && m_late);
    m_cancel->setVisible(busy && m_late);
    const bool offer = !busy && m_document && (m_outdated || !m_report);
    m_again->setVisible(offer && !m_delay.isActive());
    const bool whole = isUpToDate() && !busy;
    for (QPushButton *button : {m_pdf, m_json}) {
        button->setEnabled(whole);
        button->setToolTip(whole ? QString() : tr("The report must be up to date first."));
    }
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
    for (Page *pane : std::initializer_list<Page *> {m_figures, m_proof, m_donors})
        pane->setLanguage(language());
    m_tabs->setTabText(0, tr("Figures"));
    m_tabs->setTabText(1, tr("What was proved"));
    m_tabs->setTabText(2, CompileWords(language()).word("envelope"));
    m_again->setText(tr("Compute again"));
    m_again->setProperty("role", u"primary"_s);
    m_cancel->setText(tr("Cancel"));
    m_pdf->setText(tr("Save PDF…"));
    m_json->setText(tr("Save JSON…"));
    m_bindingAdd->setText(tr("Add a batch binding…"));
    m_bindingAdd->setToolTip(
        tr("A planned batch (*.cybinding.json): lots, people, rooms, times. Rules about them can "
           "be judged only with one. A file can be dropped here, too."));
    m_bindingRemove->setToolTip(tr("Leave the binding away"));
    m_bindingRemove->setAccessibleName(m_bindingRemove->toolTip());
    m_progress->setAccessibleName(tr("Progress of the proof"));
    showBinding();
    showVerdict();
}

void CompilePage::restyle()
{
    for (Page *pane : std::initializer_list<Page *> {m_figures, m_proof, m_donors})
        pane->setTheme(theme());
    m_pdf->setIcon(Theme::icon(u"document-pdf"_s, theme().text));
    m_json->setIcon(Theme::icon(u"export"_s, theme().text));
    m_bindingRemove->setIcon(Theme::icon(u"close"_s, theme().text));
    showVerdict();
}

} // namespace cytoloom
