// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/proofpane.h"

#include "processgraph/compiler/compilejson.h"
#include "widgets/common/tables.h"
#include "widgets/compile/figurecard.h"
#include "widgets/compile/figurecharts.h"
#include "widgets/compile/proofmodel.h"

#include <QtCore/QEvent>
#include <QtCore/QSortFilterProxyModel>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Rules of one outcome, or all, that have the words that are looked for somewhere in their row.
class ProofFilter final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setOutcome(int outcome)
    {
        m_outcome = outcome;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        return (m_outcome < 0 || index.data(ProofModel::OutcomeRole).toInt() == m_outcome)
            && QSortFilterProxyModel::filterAcceptsRow(row, parent);
    }

private:
    int m_outcome = -1;
};

constexpr ProofOutcome Outcomes[] {ProofOutcome::Passed, ProofOutcome::Violated,
    ProofOutcome::Waived, ProofOutcome::NotAsked, ProofOutcome::NotApplicable};

} // namespace

ProofPane::ProofPane(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new ProofModel(theme, this))
    , m_shown(new ProofFilter(this))
    , m_rulesCard(new FigureCard)
    , m_assumptionsCard(new FigureCard)
    , m_search(new QLineEdit)
    , m_outcome(new QComboBox)
    , m_table(new QTableView)
    , m_assumptions(new QLabel)
{
    setObjectName(u"proofPane"_s);
    m_shown->setSourceModel(m_model);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setObjectName(u"proofSearch"_s);
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(200);
    m_outcome->setObjectName(u"proofOutcome"_s);
    m_outcome->setMinimumWidth(170);
    m_table->setObjectName(u"proofTable"_s);
    m_table->setModel(m_shown);
    tables::prepare(m_table, 28);
    m_table->installEventFilter(this);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_rulesCard->addControl(m_outcome);
    m_rulesCard->addControl(m_search);
    m_rulesCard->add(m_table, 1);
    m_assumptions->setObjectName(u"compileAssumptions"_s);
    m_assumptions->setWordWrap(true);
    m_assumptions->setTextFormat(Qt::RichText);
    m_assumptions->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_assumptions->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_assumptions);
    m_assumptionsCard->add(scroll, 1);
    m_assumptionsCard->setMinimumWidth(280);
    auto *both = new QSplitter;
    both->addWidget(m_rulesCard);
    both->addWidget(m_assumptionsCard);
    both->setStretchFactor(0, 3);
    both->setStretchFactor(1, 1);
    both->setSizes({860, 300});
    both->setHandleWidth(Theme::space3);
    both->setChildrenCollapsible(false);
    both->setStyleSheet(u"QSplitter::handle { background: transparent; }"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space4);
    layout->addWidget(both);
    connect(
        m_search, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_outcome, &QComboBox::currentIndexChanged, this, [this] {
        static_cast<ProofFilter *>(m_shown)->setOutcome(m_outcome->currentData().toInt());
    });
    const auto go = [this](const QModelIndex &index) {
        FindingPlace place;
        place.element = ElementId(index.data(ProofModel::ElementRole).toString());
        if (!place.element.isEmpty())
            Q_EMIT placeChosen(place);
    };
    connect(m_table, &QTableView::activated, this, go);
    connect(m_table, &QTableView::doubleClicked, this, go);
    ProofPane::retranslate();
}

void ProofPane::setReport(const CompileReport &report)
{
    m_report = report;
    m_model->setReport(report);
    fill();
}

// Outcome, rule and moment are as wide as their words in this language; what is asked gets a third
// of the rest, the clauses two.
void ProofPane::fitColumns()
{
    int rest = m_table->viewport()->width();
    for (const int column : {ProofModel::Outcome, ProofModel::Rule, ProofModel::Asked}) {
        m_table->resizeColumnToContents(column);
        const int width = m_table->columnWidth(column) + Theme::space1;
        m_table->setColumnWidth(column, width);
        rest -= width;
    }
    m_table->resizeColumnToContents(ProofModel::Title);
    const int asks = std::max(160, m_table->columnWidth(ProofModel::Title) + Theme::space1);
    m_table->setColumnWidth(ProofModel::Title, std::clamp(rest * 2 / 5, 160, asks));
}

bool ProofPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &ProofPane::fitColumns, Qt::QueuedConnection);
    return Page::eventFilter(watched, event);
}

void ProofPane::fillOutcomes()
{
    const CompileWords words(language());
    const int chosen = m_outcome->currentIndex();
    const QSignalBlocker quiet(m_outcome);
    m_outcome->clear();
    m_outcome->addItem(tr("All rules (%1)").arg(m_report.rules.size()), -1);
    for (const ProofOutcome outcome : Outcomes)
        m_outcome->addItem(words.word(u"outcome."_s + toText(outcome)) + u" ("_s
                + QString::number(m_report.rulesWith(outcome)) + u')',
            int(outcome));
    m_outcome->setCurrentIndex(std::max(0, chosen));
}

void ProofPane::fill()
{
    const CompileWords words(language());
    fillOutcomes();
    QString html;
    int index = 0;
    for (const Message &one : m_report.assumptions)
        html += u"<p style=\"margin: 0 0 8px 0\">%1. %2</p>"_s.arg(++index).arg(
            words.text(one).toHtmlEscaped());
    if (!m_report.numbers.isEmpty())
        html += u"<p style=\"margin: 8px 0 6px 0\"><b>%1</b></p>"_s.arg(words.word("numbers"));
    html += figurecharts::numbersHtml(m_report.numbers, words,
        u"<p style=\"margin: 0 0 8px 0\">%1<br><span style=\"color: "_s + theme().muted.name()
            + u"\">%2<br>%3</span></p>"_s);
    m_assumptions->setText(html);
    fitColumns();
}

void ProofPane::retranslate()
{
    const CompileWords words(language());
    m_model->setLanguage(language());
    m_rulesCard->setTitle(words.word("proofs"));
    m_rulesCard->setNote(words.word("confirmQa"));
    m_assumptionsCard->setTitle(words.word("assumptions"));
    m_search->setPlaceholderText(tr("Find a rule or clause"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_outcome->setAccessibleName(words.word("outcome"));
    m_table->setAccessibleName(words.word("proofs"));
    fill();
}

void ProofPane::restyle()
{
    m_model->setTheme(theme());
    fill();
}

} // namespace cytoloom
