// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/risk/riskview.h"

#include "widgets/common/tables.h"
#include "widgets/risk/riskmodel.h"
#include "widgets/risk/steploadmodel.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// A value with a quiet bar behind it that shows its share of the largest.
class BarDelegate final : public QStyledItemDelegate
{
public:
    BarDelegate(const RiskView &view, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_view(view)
    { }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override
    {
        const double share = index.data(StepLoadModel::ShareRole).toDouble();
        if (share > 0) {
            QRectF bar = QRectF(option.rect).adjusted(4, 5, -4, -5);
            bar.setLeft(bar.right() - bar.width() * share);
            painter->fillRect(bar, m_view.theme().idle);
        }
        QStyledItemDelegate::paint(painter, option, index);
    }

private:
    const RiskView &m_view;
};

QLabel *title()
{
    auto *label = new QLabel;
    label->setProperty("role", u"section"_s);
    return label;
}

QWidget *titled(QLabel *heading, QWidget *content)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space2);
    layout->addWidget(heading);
    layout->addWidget(content, 1);
    return box;
}

} // namespace

RiskView::RiskView(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new RiskModel(theme, this))
    , m_loads(new StepLoadModel(this))
    , m_summary(new QLabel)
    , m_matrixTitle(title())
    , m_loadTitle(title())
    , m_matrix(new QTableView)
    , m_steps(new QTableView)
{
    setObjectName(u"riskView"_s);
    setProperty("panel", u"surface"_s);
    m_summary->setObjectName(u"riskSummary"_s);
    m_summary->setWordWrap(true);
    m_matrix->setObjectName(u"riskMatrix"_s);
    m_matrix->setModel(m_model);
    m_matrix->setSelectionMode(QAbstractItemView::SingleSelection);
    m_matrix->verticalHeader()->setDefaultSectionSize(28);
    m_matrix->verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_matrix->verticalHeader()->setMaximumWidth(320);
    // The padding of table headers is made for one line on top, not for rows of this height.
    m_matrix->verticalHeader()->setStyleSheet(u"QHeaderView::section { padding: 0 8px; }"_s);
    m_matrix->horizontalHeader()->setStyleSheet(u"QHeaderView::section { padding: 2px 4px; }"_s);
    m_matrix->horizontalHeader()->setDefaultSectionSize(92);
    m_matrix->horizontalHeader()->setDefaultAlignment(Qt::AlignCenter);
    m_matrix->horizontalHeader()->setMinimumHeight(72);
    m_steps->setObjectName(u"riskSteps"_s);
    m_steps->setModel(m_loads);
    tables::prepare(m_steps, 28);
    m_steps->setItemDelegate(new BarDelegate(*this, m_steps));
    m_steps->setSortingEnabled(true);
    m_steps->horizontalHeader()->setSectionResizeMode(StepLoadModel::Step, QHeaderView::Stretch);
    for (const int column : {StepLoadModel::Open, StepLoadModel::Waiting, StepLoadModel::Manual})
        m_steps->setColumnWidth(column, 92);
    auto *both = new QSplitter;
    both->addWidget(titled(m_matrixTitle, m_matrix));
    both->addWidget(titled(m_loadTitle, m_steps));
    both->setStretchFactor(0, 1);
    both->setStretchFactor(1, 1);
    both->setSizes({600, 560}); // names of steps are whole beside three bars
    both->setHandleWidth(Theme::space4);
    both->setChildrenCollapsible(false);
    both->setStyleSheet(u"QSplitter::handle { background: transparent; }"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space4, Theme::space4, Theme::space4);
    layout->setSpacing(Theme::space3);
    layout->addWidget(m_summary);
    layout->addWidget(both, 1);
    const auto show = [this](const QString &step) {
        if (!step.isEmpty())
            Q_EMIT showRequested(ElementId(step));
    };
    connect(m_matrix, &QTableView::activated, this,
        [show](const QModelIndex &index) { show(index.data(RiskModel::StepRole).toString()); });
    connect(m_steps, &QTableView::activated, this,
        [show](const QModelIndex &index) { show(index.data(StepLoadModel::StepRole).toString()); });
    connect(m_matrix->verticalHeader(), &QHeaderView::sectionClicked, this,
        [this, show](int row) { show(m_model->matrix().parameters.at(row).step.value()); });
    RiskView::retranslate();
}

void RiskView::setMatrix(const RiskMatrix &matrix, const MasterRecipe &recipe)
{
    m_model->setMatrix(matrix, recipe);
    m_loads->setLoads(matrix.loads, recipe);
    m_steps->sortByColumn(StepLoadModel::Manual, Qt::DescendingOrder);
    summarise();
}

void RiskView::summarise()
{
    const RiskMatrix &matrix = m_model->matrix();
    if (matrix.attributes.isEmpty()) {
        m_summary->setText(tr("The recipe has no release gate, so it names no quality attribute."));
        return;
    }
    m_summary->setText(tr("%1 critical parameters, %2 quality attributes. Without effect on any: "
                          "%3 ▲. Neither acted on nor measured before the release: %4 ▲.")
                           .arg(matrix.parameters.size())
                           .arg(matrix.attributes.size())
                           .arg(matrix.orphans())
                           .arg(matrix.unmonitored()));
}

void RiskView::retranslate()
{
    m_matrixTitle->setText(tr("What acts on which quality attribute"));
    m_loadTitle->setText(tr("Where the process leans on hands and waiting"));
    m_matrix->setAccessibleName(m_matrixTitle->text());
    m_steps->setAccessibleName(m_loadTitle->text());
    m_model->setLanguage(language());
    m_loads->setLanguage(language());
    summarise();
}

void RiskView::restyle()
{
    m_model->setTheme(theme());
    m_steps->viewport()->update();
}

} // namespace cytoloom
