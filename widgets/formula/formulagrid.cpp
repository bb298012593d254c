// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/formula/formulagrid.h"

#include "processgraph/commands/formulasets.h"
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/rowheader.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The application's style sheet draws no background of an item: what differs is tinted here.
class TintDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override
    {
        const QVariant tint = index.data(Qt::BackgroundRole);
        if (tint.isValid())
            painter->fillRect(option.rect, tint.value<QColor>());
        QStyledItemDelegate::paint(painter, option, index);
    }
};

} // namespace

FormulaGrid::FormulaGrid(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new FormulaSetModel(theme, this))
    , m_table(new QTableView)
    , m_rows(new RowHeader(theme))
    , m_hint(new QLabel)
    , m_add(new QPushButton)
    , m_rename(new QPushButton)
    , m_remove(new QPushButton)
    , m_activate(new QPushButton)
{
    setObjectName(u"formulaGrid"_s);
    setProperty("panel", u"surface"_s);
    m_table->setObjectName(u"formulaTable"_s);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setMinimumSectionSize(130);
    m_table->horizontalHeader()->setDefaultSectionSize(170);
    m_table->setItemDelegate(new TintDelegate(m_table));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->setVerticalHeader(m_rows);
    m_rows->setDefaultSectionSize(36);
    m_hint->setObjectName(u"formulaHint"_s);
    m_hint->setWordWrap(true);
    m_add->setObjectName(u"formulaAdd"_s);
    m_rename->setObjectName(u"formulaRename"_s);
    m_remove->setObjectName(u"formulaRemove"_s);
    m_activate->setObjectName(u"formulaActivate"_s);
    m_activate->setProperty("role", u"primary"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::space2);
    for (QPushButton *button : {m_add, m_rename, m_remove})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(m_activate);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space4, Theme::space4, Theme::space4);
    layout->setSpacing(Theme::space3);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_hint);
    layout->addLayout(buttons);
    connect(m_model, &FormulaSetModel::refused, this, &FormulaGrid::say);
    connect(m_model, &QAbstractItemModel::modelReset, this, &FormulaGrid::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &FormulaGrid::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &FormulaGrid::refresh);
    connect(m_add, &QPushButton::clicked, this, &FormulaGrid::addSet);
    connect(m_rename, &QPushButton::clicked, this, &FormulaGrid::renameSet);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const auto done = formulasets::remove(*m_document, chosenSet()); !done)
            say(done.error());
    });
    connect(m_activate, &QPushButton::clicked, this, [this] {
        if (const auto done = formulasets::activate(*m_document, chosenSet()); !done)
            say(done.error());
    });
    FormulaGrid::retranslate();
}

void FormulaGrid::setDocument(RecipeDocument *document)
{
    m_document = document;
    m_model->setDocument(document);
    refresh();
}

QString FormulaGrid::chosenSet() const
{
    return m_model->setAt(m_table->currentIndex().column());
}

void FormulaGrid::refresh()
{
    m_rows->setFixedWidth(std::clamp(m_rows->neededWidth(), 160, 320));
    const bool editable = m_document && m_document->isEditable();
    const QString set = chosenSet();
    m_add->setEnabled(editable);
    for (QPushButton *button : {m_rename, m_remove})
        button->setEnabled(editable && !set.isEmpty());
    m_activate->setEnabled(
        editable && !set.isEmpty() && formulasets::activeSet(m_document->recipe()) != set);
    const QString why = editable && set.isEmpty() ? tr("Choose a cell of a set first.") : QString();
    for (QPushButton *button : {m_rename, m_remove, m_activate})
        button->setToolTip(why);
    m_hint->setProperty("role", u"muted"_s);
    m_hint->setText(!m_document ? QString()
            : !editable         ? tr("This version cannot be edited.")
            : m_document->recipe().formula.isEmpty()
            ? tr("The recipe has no formula values yet; add them in the inspector.")
            : set.isEmpty() ? tr("Choose a cell of a set to rename, remove or activate it. ≠ marks "
                                 "what differs from the formula.")
                            : tr("Activating a set gives its values to the formula; the values "
                                 "that the formula had are kept as a set."));
    style()->polish(m_hint);
}

void FormulaGrid::say(const Error &error)
{
    const MessageCatalog &words = MessageCatalog::shipped();
    m_hint->setProperty("role", u"error"_s);
    m_hint->setText(
        words.text(error.message, language()) + u' ' + words.remedy(error.message, language()));
    style()->polish(m_hint);
}

void FormulaGrid::askName(const QString &title, const LocalizedText &name,
    const std::function<Result<void>(const LocalizedText &)> &then)
{
    auto *dialog = new QDialog(this);
    dialog->setObjectName(u"formula-name"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *zh = new QLineEdit(name.zh);
    zh->setObjectName(u"formula-name-zh"_s);
    auto *en = new QLineEdit(name.en);
    en->setObjectName(u"formula-name-en"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto *form = new QFormLayout(dialog);
    form->addRow(tr("Name (Chinese)"), zh);
    form->addRow(tr("Name (English)"), en);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, dialog, zh, en, then] {
        const auto done = then({en->text().trimmed(), zh->text().trimmed()});
        dialog->accept();
        if (!done)
            say(done.error());
    });
    dialog->open();
}

void FormulaGrid::addSet()
{
    // A copy of the set that is chosen, or of the formula.
    askName(tr("New formula set"), {},
        [this, like = chosenSet()](const LocalizedText &name) -> Result<void> {
            const auto added = formulasets::add(*m_document, name, like);
            if (!added)
                return added.error();
            return {};
        });
}

void FormulaGrid::renameSet()
{
    const QString set = chosenSet();
    LocalizedText name;
    for (const FormulaSet &each : m_document->recipe().formulaSets) {
        if (each.id == set)
            name = each.name;
    }
    askName(tr("Rename formula set"), name, [this, set](const LocalizedText &renamed) {
        return formulasets::rename(*m_document, set, renamed);
    });
}

void FormulaGrid::retranslate()
{
    m_model->setLanguage(language());
    m_add->setText(tr("Add set…"));
    m_rename->setText(tr("Rename…"));
    m_remove->setText(tr("Remove set"));
    m_activate->setText(tr("Activate set"));
    m_table->setAccessibleName(tr("Formula sets"));
    refresh();
}

void FormulaGrid::restyle()
{
    m_model->setTheme(theme());
    m_rows->setTheme(theme());
}

} // namespace cytoloom
