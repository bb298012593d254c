// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/donorpane.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/compile/figurecard.h"
#include "widgets/compile/figurecharts.h"

#include <QtGui/QRegularExpressionValidator>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStyle>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int TwoColumns = 1000;
constexpr int LeastRuns = 100, MostRuns = 1'000'000, UsualRuns = 10'000;
constexpr int ProgressSteps = 1000;

QString hoursText(double hours)
{
    return toReadable(fromSeconds(hours * 3600));
}

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
    , m_results(new QWidget)
    , m_grid(new QGridLayout)
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
    row->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, 0);
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

    auto *results = new QVBoxLayout(m_results);
    results->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(Theme::space3);
    results->addLayout(m_grid);
    auto *inner = new QWidget;
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space4);
    column->setSpacing(Theme::space3);
    column->addWidget(m_empty);
    column->addWidget(m_results);
    column->addWidget(m_numbersCard);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"donorScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(orderRow());
    layout->addWidget(scroll, 1);
    arrange();

    connect(m_run, &QPushButton::clicked, this, &DonorPane::askForRun);
    connect(m_seed, &QLineEdit::returnPressed, this, &DonorPane::askForRun);
    connect(m_seed, &QLineEdit::textChanged, this, &DonorPane::showState);
    connect(m_cancel, &QPushButton::clicked, this, &DonorPane::cancelRequested);
    connect(m_save, &QPushButton::clicked, this, &DonorPane::saveRequested);
    connect(m_every, &QCheckBox::toggled, this, &DonorPane::fill);
    for (RowChart *chart : {m_branches, m_finishes, m_failures})
        connect(chart, &RowChart::chosen, this, &DonorPane::placeChosen);
}

void DonorPane::arrange()
{
    const int columns = width() >= TwoColumns ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item; // the row of tiles, too; widgets stay
    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(Theme::space3);
    for (FigureTile *tile : m_tiles)
        tiles->addWidget(tile, 1);
    m_grid->addLayout(tiles, 0, 0, 1, columns);
    m_grid->addWidget(m_doseCard, 1, 0);
    m_grid->addWidget(m_branchCard, columns == 2 ? 1 : 2, columns - 1);
    m_grid->addWidget(m_finishCard, 3, 0, 1, columns);
    m_grid->addWidget(m_failureCard, 4, 0, 1, columns);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
}

void DonorPane::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
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
    m_results->setVisible(m_envelope.has_value());
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

void DonorPane::fillNumbers()
{
    const CompileWords words(language());
    const QVector<UncertainNumber> &numbers = m_envelope ? m_envelope->numbers : m_numbers;
    QString rows;
    for (const UncertainNumber &number : numbers) {
        const QString unit = number.unit.symbol();
        const QString cell = u"<td style=\"padding: 2px 16px 4px 0\">%1</td>"_s;
        rows += u"<tr>"_s
            + cell.arg(number.name.in(language()).toHtmlEscaped()
                + (unit.isEmpty() ? QString() : u", "_s + unit.toHtmlEscaped()))
            + cell.arg(figurecharts::distribution(number, words).toHtmlEscaped())
            + cell.arg(u"<span style=\"color: %1\">%2</span>"_s.arg(theme().muted.name(),
                (number.stated ? words.word("statedByRecipe") : number.source.in(language()))
                    .toHtmlEscaped()))
            + u"</tr>"_s;
    }
    const QStringList assumed = m_envelope ? m_envelope->assumed : QStringList();
    QString html = u"<table cellspacing=\"0\">"_s + rows + u"</table>"_s;
    if (!assumed.isEmpty())
        html += u"<p style=\"color: %1\">%2 %3</p>"_s.arg(theme().muted.name(),
            words.word("envelopeAssumed").toHtmlEscaped(), assumed.join(u", "_s).toHtmlEscaped());
    m_numbersText->setText(html);
    m_numbersCard->setVisible(!numbers.isEmpty());
}

void DonorPane::fillFailures()
{
    const CompileWords words(language());
    RowChartContent chart;
    chart.unit = u"%"_s;
    double most = 0;
    for (const EnvelopeFailure &one : m_envelope->failures) {
        RowChartContent::Row row;
        row.label = figurecharts::stepName(m_recipe, one.at, words) + u" · "_s
            + words.word(u"envelopeCause."_s + one.cause)
            + (one.attribute.isEmpty() ? QString() : u": "_s + one.attribute);
        row.element = one.at;
        const double share
            = double(one.count) * 100 / double(std::max<qint64>(1, m_envelope->runs));
        row.value = tr("%L1 runs, %2 %").arg(one.count).arg(share, 0, 'f', 2);
        row.tip = row.label + u'\n' + row.value;
        row.bars = {{0, share, RowChartContent::Tone::Strong, {}, row.tip}};
        most = std::max(most, share);
        chart.rows.append(row);
    }
    chart.high = std::max(1e-3, most * 1.05);
    m_failures->setContent(chart);
    m_failures->setVisible(!chart.rows.isEmpty());
    m_failureCard->setNote(chart.rows.isEmpty() ? words.word("envelopeNoFailure") : QString());
}

void DonorPane::fill()
{
    showState();
    fillNumbers();
    if (!m_envelope)
        return;
    const CompileWords words(language());
    const DonorEnvelope &envelope = *m_envelope;
    const bool dose = envelope.dose.isKnown();
    const auto interval = [](const EnvelopeShare &share) {
        return u"95 %: %1 … %2 %"_s.arg(share.low() * 100, 0, 'f', 1)
            .arg(share.high() * 100, 0, 'f', 1);
    };
    const auto percent = [](const EnvelopeShare &share) {
        return QString::number(share.share() * 100, 'f', 1) + u" %"_s;
    };
    m_tiles[0]->setFigure(words.word("envelopeDose"), dose ? percent(envelope.doseMet) : u"–"_s,
        dose ? interval(envelope.doseMet) : words.word("noDose"));
    m_tiles[1]->setFigure(
        words.word("envelopeReleased"), percent(envelope.released), interval(envelope.released));
    const auto &end = envelope.finish.points;
    m_tiles[2]->setFigure(tr("End, median"), envelope.finish.of > 0 ? hoursText(end[2]) : u"–"_s,
        envelope.finish.of > 0 ? u"P5 – P95: "_s + hoursText(end[0]) + u" … "_s + hoursText(end[4])
                               : QString());
    const auto &figure = envelope.doseFigure.points;
    const bool reached = dose && envelope.doseFigure.of > 0;
    m_tiles[3]->setFigure(tr("Dose, median"),
        reached ? ReportWords::figure(figure[2]) + u" × 1e6"_s : u"–"_s,
        reached ? u"P5 – P95: "_s + ReportWords::figure(figure[0]) + u" … "_s
                + ReportWords::figure(figure[4])
                : QString());
    m_doses->setContent(figurecharts::doses(envelope, words));
    m_doseCard->setNote(reached ? words.word(envelope.dose.attribute) : words.word("noDose"));
    m_doses->setVisible(reached);
    m_branches->setContent(figurecharts::branches(envelope, m_recipe, words));
    m_branchCard->setNote(envelope.branches.isEmpty()
            ? words.word("none")
            : tr("Of the runs that came there, with the 95 % interval."));
    m_finishes->setContent(figurecharts::finishes(envelope, m_recipe, words, m_every->isChecked()));
    fillFailures();
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
    fill();
}

void DonorPane::restyle()
{
    m_doses->setTheme(theme());
    for (RowChart *chart : {m_branches, m_finishes, m_failures})
        chart->setTheme(theme());
    fillNumbers();
}

} // namespace cytoloom
