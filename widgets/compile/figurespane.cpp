// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/figurespane.h"

#include "processgraph/compiler/compilejson.h"
#include "widgets/common/tables.h"
#include "widgets/compile/cardgrid.h"
#include "widgets/compile/figurecard.h"
#include "widgets/compile/figurecharts.h"
#include "widgets/compile/materialmodel.h"
#include "widgets/grapheditor/findingspanel.h"
#include "widgets/itemmodels/findingmodel.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int FindingRow = 52, MostFindings = 6, MaterialRow = 28;

} // namespace

FiguresPane::FiguresPane(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_grid(new CardGrid(u"figuresScroll"_s))
    , m_findingsCard(new FigureCard)
    , m_conflictCard(new FigureCard)
    , m_pathCard(new FigureCard)
    , m_vesselCard(new FigureCard)
    , m_holdCard(new FigureCard)
    , m_staffCard(new FigureCard)
    , m_materialCard(new FigureCard)
    , m_findings(new FindingModel(this))
    , m_delegate(new FindingDelegate(this))
    , m_findingList(new QListView)
    , m_conflict(new QWidget)
    , m_planned(new QPushButton)
    , m_worst(new QPushButton)
    , m_path(new RowChart(theme))
    , m_vessels(new RowChart(theme))
    , m_holds(new RowChart(theme))
    , m_staff(new StepChart(theme))
    , m_materials(new MaterialModel(this))
    , m_materialTable(new QTableView)
{
    setObjectName(u"figuresPane"_s);
    build();
    FiguresPane::restyle();
    FiguresPane::retranslate();
}

void FiguresPane::build()
{
    for (int i = 0; i < 5; ++i)
        m_tiles.append(new FigureTile);
    m_path->setObjectName(u"pathChart"_s);
    m_vessels->setObjectName(u"vesselChart"_s);
    m_holds->setObjectName(u"holdChart"_s);
    m_staff->setObjectName(u"staffChart"_s);
    m_findingList->setObjectName(u"compileFindings"_s);
    m_findingList->setModel(m_findings);
    m_findingList->setItemDelegate(m_delegate);
    m_findingList->setMouseTracking(true);
    m_findingList->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_findingList->setStyleSheet(u"QListView { background: transparent; border: none; }"_s);
    m_findingsCard->add(m_findingList);
    auto *conflict = new QVBoxLayout(m_conflict);
    conflict->setContentsMargins(0, 0, 0, 0);
    conflict->setSpacing(2);
    m_conflictCard->add(m_conflict);

    auto *which = new QButtonGroup(this);
    for (QPushButton *button : {m_planned, m_worst}) {
        button->setCheckable(true);
        which->addButton(button);
        m_pathCard->addControl(button);
    }
    m_planned->setObjectName(u"pathPlanned"_s);
    m_worst->setObjectName(u"pathWorst"_s);
    m_planned->setChecked(true);
    m_pathCard->add(m_path);
    for (const auto &[card, chart] : {std::pair(m_vesselCard, m_vessels), {m_holdCard, m_holds}}) {
        card->add(chart);
        card->add(new QWidget, 1); // side by side they are of one height
    }
    m_staffCard->add(m_staff);

    m_materialTable->setObjectName(u"materialTable"_s);
    m_materialTable->setModel(m_materials);
    tables::prepare(m_materialTable, MaterialRow);
    m_materialTable->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_materialTable->horizontalHeader()->setSectionResizeMode(
        MaterialModel::Material, QHeaderView::ResizeToContents);
    m_materialTable->setColumnWidth(MaterialModel::Code, 88);
    for (int column = MaterialModel::Takes; column <= MaterialModel::Tolerance; ++column)
        m_materialTable->setColumnWidth(column, 96);
    m_materialTable->horizontalHeader()->setStretchLastSection(true);
    m_materialCard->add(m_materialTable);

    m_grid->addTiles(m_tiles);
    for (FigureCard *card : {m_findingsCard, m_conflictCard, m_pathCard})
        m_grid->addCard(card);
    m_grid->addPair(m_vesselCard, m_holdCard);
    for (FigureCard *card : {m_staffCard, m_materialCard})
        m_grid->addCard(card);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_grid);
    const std::tuple<FigureCard *, FigureChart *, const char16_t *> charts[] {
        {m_pathCard, m_path, u"critical-path"}, {m_vesselCard, m_vessels, u"volumes"},
        {m_holdCard, m_holds, u"holds"}, {m_staffCard, m_staff, u"people"}};
    for (const auto &[card, chart, name] : charts) {
        m_exports.append(new ChartExportButton(*chart, QString::fromUtf16(name)));
        card->addControl(m_exports.last());
        connect(
            m_exports.last(), &ChartExportButton::requested, this, &FiguresPane::chartRequested);
    }

    connect(m_findingList, &QListView::activated, this, [this](const QModelIndex &index) {
        const Finding &finding = m_findings->findings().at(index.row());
        if (!finding.places.isEmpty())
            Q_EMIT placeChosen(finding.places.first());
    });
    connect(m_findingList, &QListView::clicked, m_findingList, &QListView::activated);
    for (RowChart *chart : {m_path, m_vessels, m_holds})
        connect(chart, &RowChart::chosen, this, &FiguresPane::choose);
    connect(m_worst, &QPushButton::toggled, this, [this](bool worst) {
        m_worstPath = worst;
        m_path->setContent(figurecharts::timeline(m_report, CompileWords(language()), m_worstPath));
    });
    const auto go = [this](const QModelIndex &index) {
        choose(ElementId(index.data(MaterialModel::ElementRole).toString()));
    };
    connect(m_materialTable, &QTableView::activated, this, go);
    connect(m_materialTable, &QTableView::doubleClicked, this, go);
}

void FiguresPane::choose(const ElementId &element)
{
    if (element.isEmpty())
        return;
    FindingPlace place;
    place.element = element;
    Q_EMIT placeChosen(place);
}

void FiguresPane::setReport(const CompileReport &report)
{
    m_report = report;
    fill();
}

void FiguresPane::fill()
{
    const CompileWords words(language());
    fillTiles();
    fillConflict();
    m_findings->setLanguage(language());
    m_findings->setFindings(m_report.findings, m_report.recipe);
    const int count = int(m_report.findings.size());
    m_findingsCard->setVisible(count > 0);
    m_findingList->setFixedHeight(std::clamp(count, 1, MostFindings) * FindingRow + 4);
    m_path->setContent(figurecharts::timeline(m_report, words, m_worstPath));
    m_vessels->setContent(figurecharts::vessels(m_report, words));
    m_holds->setContent(figurecharts::holds(m_report, words));
    m_staff->setContent(figurecharts::staff(m_report, words));
    m_vesselCard->setNote(m_report.vessels.isEmpty() ? words.word("none") : QString());
    m_holdCard->setNote(m_report.holds.isEmpty()
            ? words.word("none")
            : tr("Share of the limit that the longest stay uses."));
    m_staffCard->setNote(
        m_report.staff.isEmpty() ? words.word("noStaff") : words.word("staffNote"));
    m_staff->setVisible(!m_report.staff.isEmpty());
    m_materials->setLanguage(language());
    m_materials->setReport(m_report);
    m_materialCard->setNote(m_report.materials.isEmpty() ? words.word("none") : QString());
    m_materialTable->setVisible(!m_report.materials.isEmpty());
    m_materialTable->setFixedHeight(m_materialTable->horizontalHeader()->height()
        + int(m_report.materials.size()) * MaterialRow + 4);
}

void FiguresPane::fillTiles()
{
    const CompileWords words(language());
    const auto span = [](const TimeFigure &figure) {
        return toReadable(figure.shortest) + u" … "_s + toReadable(figure.longest);
    };
    m_tiles[0]->setFigure(
        words.word("total"), toReadable(m_report.total.nominal), span(m_report.total));
    m_tiles[1]->setFigure(words.word("openTime"), toReadable(m_report.openTime.longest),
        words.word("nominal") + u' ' + toReadable(m_report.openTime.nominal));
    QString dose = u"–"_s, asked = words.word(m_report.dose ? "noDose" : "noCells");
    bool missed = false;
    if (m_report.dose && m_report.dose->dose.isKnown()) {
        const DoseFigure &figure = *m_report.dose;
        dose = figurecharts::millions(figure.figure[0]);
        missed = figure.figure[0] < figure.dose.least;
        asked = u"≥ %1 · %2 %3"_s.arg(figurecharts::millions(figure.dose.least),
            words.word("nominal"), figurecharts::millions(figure.figure[1]));
    }
    m_tiles[2]->setFigure(tr("Least dose after samples"), dose, asked, missed);
    const CompileCounts &counts = m_report.counts;
    m_tiles[3]->setFigure(words.word("stepsCount"), QString::number(counts.steps),
        u"%1 %2 · %3 %4"_s.arg(words.word("manual"))
            .arg(counts.manual)
            .arg(words.word("open"))
            .arg(counts.open));
    m_tiles[4]->setFigure(words.word("signatureCount"), QString::number(counts.signatures),
        words.word("checks") + u' ' + QString::number(counts.checks));
}

void FiguresPane::fillConflict()
{
    const CompileWords words(language());
    m_conflictCard->setVisible(!m_report.conflict.isEmpty());
    while (QLayoutItem *item = m_conflict->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_conflictCard->setNote(words.word("conflictNote") + u' ' + toReadable(m_report.conflictBy));
    for (const ConflictFigure &one : m_report.conflict) {
        const bool most = one.least < Duration(0);
        const ElementId from = most ? one.to : one.from, to = most ? one.from : one.to;
        auto *line = new QPushButton(u"%1 → %2 · %3 · %4 %5"_s.arg(
            figurecharts::stepName(m_report.recipe, from, words),
            figurecharts::stepName(m_report.recipe, to, words),
            words.word(u"reason."_s + toText(one.reason)), words.word(most ? "atMost" : "atLeast"),
            toReadable(most ? -one.least : one.least)));
        line->setProperty("role", u"link"_s);
        connect(line, &QPushButton::clicked, this,
            [this, to, from] { choose(to.isEmpty() ? from : to); });
        m_conflict->layout()->addWidget(line);
    }
}

void FiguresPane::retranslate()
{
    const CompileWords words(language());
    m_findingsCard->setTitle(words.word("findings"));
    m_conflictCard->setTitle(words.word("conflict"));
    m_pathCard->setTitle(tr("Critical path"));
    m_pathCard->setNote(tr("A click leads to the step. Ctrl and wheel: zoom."));
    m_planned->setText(words.word("nominal"));
    m_worst->setText(words.word("longest"));
    m_vesselCard->setTitle(words.word("vessels"));
    m_holdCard->setTitle(words.word("holds"));
    m_staffCard->setTitle(words.word("staff"));
    m_materialCard->setTitle(words.word("materialsList"));
    m_path->setAccessibleName(tr("Critical path"));
    m_vessels->setAccessibleName(words.word("vessels"));
    m_holds->setAccessibleName(words.word("holds"));
    m_staff->setAccessibleName(words.word("staff"));
    m_materialTable->setAccessibleName(words.word("materialsList"));
    for (ChartExportButton *button : std::as_const(m_exports))
        button->retranslate();
    fill();
}

void FiguresPane::restyle()
{
    m_delegate->setTheme(theme());
    for (FigureChart *chart :
        std::initializer_list<FigureChart *> {m_path, m_vessels, m_holds, m_staff})
        chart->setTheme(theme());
    for (ChartExportButton *button : std::as_const(m_exports))
        button->restyle(theme());
}

} // namespace cytoloom
