// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/donorpane.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/compile/cardgrid.h"
#include "widgets/compile/figurecard.h"
#include "widgets/compile/figurecharts.h"

#include <QtGui/QRegularExpressionValidator>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStyle>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int LeastRuns = 100, MostRuns = 1'000'000, UsualRuns = 10'000;
constexpr int ProgressSteps = 1000;

} // namespace

DonorPane::DonorPane(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_runsName(new QLabel)
    , m_seedName(new QLabel)
    , m_state(new QLabel)
    , m_empty(new QLabel)
    , m_numbersText(new QLabel)
    , m_runs(new QSpinBox)
    , m_seed(new QLineEdit)
    , m_run(new QPushButton)
    , m_cancel(new QPushButton)
    , m_save(new QPushButton)
    , m_progress(new QProgressBar)
    , m_grid(new CardGrid(u"donorScroll"_s))
    , m_doseCard(new FigureCard)
    , m_branchCard(new FigureCard)
    , m_finishCard(new FigureCard)
    , m_failureCard(new FigureCard)
    , m_numbersCard(new FigureCard)
    , m_doses(new StepChart(theme))
    , m_branches(new RowChart(theme))
    , m_finishes(new RowChart(theme))
    , m_failures(new RowChart(theme))
    , m_every(new QCheckBox)
{
    setObjectName(u"donorPane"_s);
    build();
    DonorPane::retranslate();
}

QWidget *DonorPane::orderRow()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space2);
    row->setSpacing(Theme::space2);
    m_runs->setObjectName(u"donorRuns"_s);
    m_runs->setRange(LeastRuns, MostRuns);
    m_runs->setSingleStep(1000);
    m_runs->setGroupSeparatorShown(true);
    m_runs->setValue(UsualRuns);
    m_runs->setFixedWidth(116);
    m_seed->setObjectName(u"donorSeed"_s);
    m_seed->setText(u"1"_s);
    m_seed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(u"\\d{1,19}"_s), m_seed));
    m_seed->setFixedWidth(150);
    m_run->setObjectName(u"donorRun"_s);
    m_run->setProperty("role", u"primary"_s);
    m_cancel->setObjectName(u"donorCancel"_s);
    m_save->setObjectName(u"donorSave"_s);
    m_progress->setObjectName(u"donorProgress"_s);
    m_progress->setRange(0, ProgressSteps);
    m_progress->setFixedWidth(220);
    m_state->setObjectName(u"donorState"_s);
    m_state->setProperty("role", u"caption"_s);
    m_state->setWordWrap(true);
    for (QWidget *each : std::initializer_list<QWidget *> {
             m_runsName, m_runs, m_seedName, m_seed, m_run, m_progress, m_cancel})
        row->addWidget(each);
    row->addWidget(m_state, 1);
    row->addWidget(m_save);
    m_cancel->hide();
    m_progress->hide();
    return box;
}

void DonorPane::build()
{
    for (int i = 0; i < 4; ++i)
        m_tiles.append(new FigureTile);
    m_doses->setObjectName(u"doseChart"_s);
    m_branches->setObjectName(u"branchChart"_s);
    m_finishes->setObjectName(u"finishChart"_s);
    m_failures->setObjectName(u"failureChart"_s);
    m_every->setObjectName(u"finishEvery"_s);
    m_doseCard->add(m_doses, 1);
    m_branchCard->add(m_branches);
    m_branchCard->add(new QWidget, 1);
    m_finishCard->addControl(m_every);
    m_finishCard->add(m_finishes);
    m_failureCard->add(m_failures);
    m_numbersText->setObjectName(u"donorNumbers"_s);
    m_numbersText->setTextFormat(Qt::RichText);
    m_numbersText->setWordWrap(true);
    m_numbersText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_numbersCard->add(m_numbersText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);
    m_empty->setMinimumHeight(120);

    m_grid->addCard(m_empty);
    m_grid->addTiles(m_tiles);
    m_grid->addPair(m_doseCard, m_branchCard);
    for (FigureCard *card : {m_finishCard, m_failureCard, m_numbersCard})
        m_grid->addCard(card);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(orderRow());
    layout->addWidget(m_grid, 1);
    const std::tuple<FigureCard *, FigureChart *, const char16_t *> charts[] {
        {m_doseCard, m_doses, u"dose"}, {m_branchCard, m_branches, u"branches"},
        {m_finishCard, m_finishes, u"ends"}, {m_failureCard, m_failures, u"failures"}};
    for (const auto &[card, chart, name] : charts) {
        m_exports.append(new ChartExportButton(*chart, u"donors-"_s + QString::fromUtf16(name)));
        card->addControl(m_exports.last());
        connect(m_exports.last(), &ChartExportButton::requested, this, &DonorPane::chartRequested);
    }

    connect(m_run, &QPushButton::clicked, this, &DonorPane::askForRun);
    connect(m_seed, &QLineEdit::returnPressed, this, &DonorPane::askForRun);
    connect(m_seed, &QLineEdit::textChanged, this, &DonorPane::showState);
    connect(m_cancel, &QPushButton::clicked, this, &DonorPane::cancelRequested);
    connect(m_save, &QPushButton::clicked, this, &DonorPane::saveRequested);
    connect(m_every, &QCheckBox::toggled, this, &DonorPane::fill);
    for (RowChart *chart : {m_branches, m_finishes, m_failures})
        connect(chart, &RowChart::chosen, this, &DonorPane::placeChosen);
}

void DonorPane::askForRun()
{
    if (m_running || m_seed->text().isEmpty())
        return;
    EnvelopeOrder order;
    order.runs = m_runs->value();
    order.seed = m_seed->text().toULongLong();
    Q_EMIT runRequested(order);
}

void DonorPane::setNumbers(const QVector<UncertainNumber> &numbers)
{
    m_numbers = numbers;
    if (!m_envelope)
        fillNumbers();
}

void DonorPane::setEnvelope(
    const DonorEnvelope &envelope, const MasterRecipe &recipe, double milliseconds)
{
    m_envelope = envelope;
    m_recipe = recipe;
    m_milliseconds = milliseconds;
    m_error.reset();
    fill();
}

void DonorPane::clear()
{
    m_envelope.reset();
    m_error.reset();
    m_outdated = false;
    m_numbers.clear();
    fill();
}

void DonorPane::setOutdated(bool outdated)
{
    m_outdated = outdated;
    showState();
}

void DonorPane::setRunning(bool running)
{
    m_running = running;
    if (running) {
        m_error.reset();
        m_progress->setValue(0);
    }
    showState();
}

void DonorPane::setProgress(qint64 done, qint64 all)
{
    m_progress->setValue(all > 0 ? int(double(done) / double(all) * ProgressSteps) : 0);
}

void DonorPane::showError(const Error &error)
{
    m_error = error;
    showState();
}

void DonorPane::showState()
{
    m_run->setVisible(!m_running);
    m_cancel->setVisible(m_running);
    m_progress->setVisible(m_running);
    m_runs->setEnabled(!m_running);
    m_seed->setEnabled(!m_running);
    m_run->setEnabled(!m_seed->text().isEmpty());
    m_run->setToolTip(m_seed->text().isEmpty() ? tr("Give the random numbers a seed first.")
                                               : tr("Run the recipe for so many virtual donors"));
    m_save->setEnabled(m_envelope && !m_running);
    m_save->setToolTip(m_envelope ? tr("The result for machines, as the command line gives it")
                                  : tr("There is no result yet."));
    for (FigureTile *tile : std::as_const(m_tiles))
        tile->setVisible(m_envelope.has_value());
    for (FigureCard *card : {m_doseCard, m_branchCard, m_finishCard, m_failureCard})
        card->setVisible(m_envelope.has_value());
    m_empty->setVisible(!m_envelope);
    QString text;
    const bool loud = m_error && !m_running;
    if (m_running) {
        text = tr("Running…");
    } else if (m_error) {
        const MessageCatalog &words = MessageCatalog::shipped();
        text = words.text(m_error->message, language()) + u' '
            + words.remedy(m_error->message, language());
    } else if (m_envelope) {
        text = tr("%L1 runs, seed %2, in %3 s")
                   .arg(m_envelope->runs)
                   .arg(m_envelope->seed)
                   .arg(m_milliseconds / 1000, 0, 'f', 1);
        if (m_outdated)
            text = u"▲ "_s + tr("The recipe has changed since.") + u' ' + text;
    }
    m_state->setText(text);
    const QString role = loud ? u"error"_s : u"caption"_s;
    if (m_state->property("role").toString() != role) {
        m_state->setProperty("role", role);
        m_state->style()->unpolish(m_state);
        m_state->style()->polish(m_state);
    }
}

void DonorPane::retranslate()
{
    const CompileWords words(language());
    m_runsName->setText(words.word("envelopeRuns"));
    m_seedName->setText(words.word("envelopeSeed"));
    m_runs->setAccessibleName(m_runsName->text());
    m_seed->setAccessibleName(m_seedName->text());
    m_seed->setToolTip(tr("The same seed gives the same result, on any machine."));
    m_run->setText(tr("Run"));
    m_cancel->setText(tr("Cancel"));
    m_save->setText(tr("Save JSON…"));
    m_progress->setAccessibleName(tr("Progress of the virtual runs"));
    m_empty->setText(
        tr("Press Run: every virtual donor gets numbers from the distributions below and "
           "follows the branches that its own results ask for."));
    m_doseCard->setTitle(tr("Dose"));
    m_branchCard->setTitle(tr("Branches"));
    m_finishCard->setTitle(tr("When steps end"));
    m_every->setText(tr("All steps"));
    m_failureCard->setTitle(words.word("envelopeFailed"));
    m_numbersCard->setTitle(words.word("numbers"));
    m_doses->setAccessibleName(tr("Dose"));
    m_branches->setAccessibleName(tr("Branches"));
    m_finishes->setAccessibleName(tr("When steps end"));
    m_failures->setAccessibleName(words.word("envelopeFailed"));
    for (ChartExportButton *button : std::as_const(m_exports))
        button->retranslate();
    fill();
}

void DonorPane::restyle()
{
    for (FigureChart *chart :
        std::initializer_list<FigureChart *> {m_doses, m_branches, m_finishes, m_failures})
        chart->setTheme(theme());
    for (ChartExportButton *button : std::as_const(m_exports))
        button->restyle(theme());
    fillNumbers();
}

} // namespace cytoloom
