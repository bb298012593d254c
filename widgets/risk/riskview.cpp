// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/risk/riskview.h"

#include "widgets/common/rowheader.h"
#include "widgets/common/tables.h"
#include "widgets/risk/riskmodel.h"
#include "widgets/risk/steploadmodel.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyle>
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
            const Theme &look = m_view.theme();
            painter->fillRect(bar, look.dark ? look.done : look.idle);
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
    , m_rows(new RowHeader(theme))
    , m_steps(new QTableView)
{
    setObjectName(u"riskView"_s);
    setProperty("panel", u"surface"_s);
    m_summary->setObjectName(u"riskSummary"_s);
    m_summary->setWordWrap(true);
    m_matrix->setObjectName(u"riskMatrix"_s);
    m_matrix->setModel(m_model);
    m_matrix->setSelectionMode(QAbstractItemView::SingleSelection);
    m_matrix->setVerticalHeader(m_rows);
    m_rows->setDefaultSectionSize(28);
    m_matrix->horizontalHeader()->setStyleSheet(u"QHeaderView::section { padding: 2px 4px; }"_s);
    m_matrix->horizontalHeader()->setDefaultAlignment(Qt::AlignCenter);
    m_matrix->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_steps->setObjectName(u"riskSteps"_s);
    m_steps->setModel(m_loads);
    tables::prepare(m_steps, 28);
    m_steps->setItemDelegate(new BarDelegate(*this, m_steps));
    m_steps->setSortingEnabled(true);
    m_steps->horizontalHeader()->setSectionResizeMode(StepLoadModel::Step, QHeaderView::Stretch);
    for (const int column : {StepLoadModel::Open, StepLoadModel::Waiting, StepLoadModel::Manual})
        m_steps->setColumnWidth(column, 98);
    m_steps->horizontalHeader()->setFixedHeight(44); // names of two lines
    auto *both = new QSplitter;
    both->addWidget(titled(m_matrixTitle, m_matrix));
    both->addWidget(titled(m_loadTitle, m_steps));
    both->setStretchFactor(0, 3);
    both->setStretchFactor(1, 2);
    both->setSizes({700, 460}); // names of steps are whole beside the bars
    connect(both, &QSplitter::splitterMoved, this, &RiskView::fitMatrix);
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
    connect(m_rows, &QHeaderView::sectionClicked, this,
        [this, show](int row) { show(m_model->matrix().parameters.at(row).step.value()); });
    RiskView::retranslate();
}

void RiskView::setMatrix(const RiskMatrix &matrix, const MasterRecipe &recipe)
{
    m_model->setMatrix(matrix, recipe);
    m_loads->setLoads(matrix.loads, recipe);
    m_steps->sortByColumn(StepLoadModel::Manual, Qt::DescendingOrder);
    for (const int column : {StepLoadModel::Open, StepLoadModel::Waiting, StepLoadModel::Manual})
        m_steps->setColumnHidden(column, !m_loads->hasValues(column)); // room for the names
    fitMatrix();
    summarise();
}

// Every attribute has a column as wide as the longest of its words, and the header room for all of
// their lines; names of rows get what is left, at most what they need.
void RiskView::fitMatrix()
{
    constexpr int Beside = 20; // padding, margin and line of a header's cell
    const QFontMetrics words(Theme::font(Theme::caption, true));
    int column = 56;
    QStringList names;
    for (int i = 0; i < m_model->columnCount(); ++i) {
        names << m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
        // A line may end after a space or a hyphen.
        static const QRegularExpression breaks(u"[ -]"_s);
        const QStringList parts = names.last().split(breaks);
        for (const QString &part : parts) {
            const int cells = language() == Language::Zh ? 48 : 200;
            column
                = std::max(column, std::min(words.horizontalAdvance(part + u'-'), cells) + Beside);
        }
    }
    int height = 40;
    for (const QString &name : std::as_const(names))
        height = std::max(height,
            words.boundingRect(
                     QRect(0, 0, column - Beside, 1000), Qt::AlignCenter | Qt::TextWordWrap, name)
                    .height()
                + 12);
    m_matrix->horizontalHeader()->setMinimumSectionSize(column);
    m_matrix->horizontalHeader()->setDefaultSectionSize(column);
    m_matrix->horizontalHeader()->setFixedHeight(height);
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent) + 6;
    const int rest = m_matrix->width() - bar - column * int(names.size());
    const int least = std::max(180, m_matrix->width() * 2 / 5);
    m_rows->setFixedWidth(std::min(m_rows->neededWidth(), std::max(least, rest)));
}

void RiskView::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    // Once the splitter has given both sides their part.
    QMetaObject::invokeMethod(this, &RiskView::fitMatrix, Qt::QueuedConnection);
}

void RiskView::summarise()
{
    const RiskMatrix &matrix = m_model->matrix();
    if (matrix.attributes.isEmpty()) {
        m_summary->setText(tr("The recipe has no release gate, so it names no quality attribute."));
        return;
    }
    m_summary->setText(tr("%1 critical parameters, %2 quality attributes. Parameters without "
                          "effect on any: %3. Attributes neither acted on nor measured before "
                          "the release: %4.")
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
    fitMatrix();
    summarise();
}

void RiskView::restyle()
{
    m_model->setTheme(theme());
    m_rows->setTheme(theme());
    m_steps->viewport()->update();
}

} // namespace cytoloom
