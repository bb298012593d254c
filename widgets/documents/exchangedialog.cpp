// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/documents/exchangedialog.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/tables.h"

#include <QtCore/QFileInfo>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

ExchangeNoteModel::ExchangeNoteModel(const QVector<ExchangeNote> &notes, const MasterRecipe &recipe,
    Language language, QObject *parent)
    : QAbstractTableModel(parent)
    , m_notes(notes)
    , m_recipe(recipe)
    , m_language(language)
{ }

int ExchangeNoteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_notes.size());
}

int ExchangeNoteModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Follows + 1;
}

QString ExchangeNoteModel::text(const ExchangeNote &note, int column) const
{
    const MessageCatalog &words = MessageCatalog::shipped();
    if (column == What)
        return words.text(note.message, m_language);
    if (column == Follows)
        return words.remedy(note.message, m_language);
    if (note.place.line > 0)
        return tr("Line %1").arg(note.place.line) + u" · "_s + note.place.path;
    if (note.place.path.isEmpty())
        return m_recipe.name.in(m_language);
    const Element *step = m_recipe.procedure.element(ElementId(note.place.path));
    const QString name = step ? step->name.in(m_language) : QString();
    return name.isEmpty() ? note.place.path : name;
}

QVariant ExchangeNoteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ExchangeNote &note = m_notes.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(note, index.column());
    case ElementRole:
        return note.place.line == 0 && m_recipe.procedure.element(ElementId(note.place.path))
            ? note.place.path
            : QString();
    default:
        return {};
    }
}

QVariant ExchangeNoteModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString names[] {tr("Where"), tr("What"), tr("What follows")};
    return names[section];
}

QString ExchangeNoteModel::asText() const
{
    QStringList lines;
    for (const ExchangeNote &note : m_notes)
        lines << text(note, Where) + u'\t' + text(note, What) + u'\t' + text(note, Follows);
    return lines.join(u'\n');
}

ExchangeDialog::ExchangeDialog(const Theme &theme, Language language, const MasterRecipe &recipe,
    const QVector<ExchangeNote> &notes, QWidget *parent)
    : QDialog(parent)
    , m_model(new ExchangeNoteModel(notes, recipe, language, this))
    , m_table(new QTableView)
{
    setObjectName(u"exportDialog"_s);
    setWindowTitle(tr("Export as BatchML"));
    build(theme,
        notes.isEmpty() ? tr("Everything has its place in BatchML")
                        : tr("%n item(s) have no place in BatchML", nullptr, int(notes.size())),
        notes.isEmpty()
            ? tr("Another system finds the whole recipe “%1”.").arg(recipe.name.in(language))
            : tr("They travel along as other information: read back here, nothing is lost. Another "
                 "system does not act on them."),
        tr("Choose a file…"), tr("A double click shows the step."));
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        const ElementId id(index.data(ExchangeNoteModel::ElementRole).toString());
        if (id.isEmpty())
            return;
        reject();
        Q_EMIT placeChosen(id);
    });
}

ExchangeDialog::ExchangeDialog(const Theme &theme, Language language,
    const ImportedRecipe &imported, const QString &fileName, QWidget *parent)
    : QDialog(parent)
    , m_model(new ExchangeNoteModel(imported.notes, imported.recipe, language, this))
    , m_table(new QTableView)
{
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import BatchML"));
    const QString summary = imported.own
        ? tr("It was exported from here and nobody has changed it: this is the same recipe again.")
        : tr("It opens as a draft with %n step(s), not saved yet. Look at each item before it is "
             "used.",
            nullptr, imported.recipe.procedure.elementCount());
    build(theme,
        imported.own || imported.notes.isEmpty()
            ? tr("%1 came across whole").arg(QFileInfo(fileName).fileName())
            : tr("%n item(s) did not come across as they stood", nullptr,
                int(imported.notes.size())),
        summary, tr("Open"), QString());
}

void ExchangeDialog::build(const Theme &theme, const QString &title, const QString &summary,
    const QString &confirm, const QString &why)
{
    setPalette(theme.palette());
    const bool empty = m_model->rowCount() == 0;
    resize(empty ? QSize(560, 200) : QSize(960, 560));
    auto *mark = new QLabel;
    mark->setPixmap(Theme::icon(empty ? u"check"_s : u"info"_s, theme.text).pixmap(24, 24));
    auto *heading = new QLabel(title);
    heading->setObjectName(u"exchangeTitle"_s);
    heading->setProperty("role", u"section"_s);
    auto *text = new QLabel(why.isEmpty() || empty ? summary : summary + u' ' + why);
    text->setObjectName(u"exchangeSummary"_s);
    text->setProperty("role", u"muted"_s);
    text->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space3);
    head->addWidget(mark);
    head->addWidget(heading, 1);

    m_table->setObjectName(u"exchangeNotes"_s);
    m_table->setModel(m_model);
    tables::prepare(m_table, 30);
    m_table->setColumnWidth(ExchangeNoteModel::Where, 220);
    m_table->setColumnWidth(ExchangeNoteModel::What, 340);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setAccessibleName(title);
    m_table->setVisible(!empty);

    auto *copy = new QPushButton(tr("Copy the list"));
    copy->setObjectName(u"exchangeCopy"_s);
    copy->setVisible(!empty);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"exchangeCancel"_s);
    auto *go = new QPushButton(confirm);
    go->setObjectName(u"exchangeConfirm"_s);
    go->setProperty("role", u"primary"_s);
    go->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::space3);
    buttons->addWidget(copy);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(go);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space5, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space3);
    layout->addLayout(head);
    layout->addWidget(text);
    layout->addWidget(m_table, 1);
    if (empty)
        layout->addStretch(1);
    layout->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_model->asText()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(go, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT confirmed();
    });
}

} // namespace cytoloom
