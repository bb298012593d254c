// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/exchangedesk.h"

#include "app/desktop/mainwindow.h"
#include "app/desktop/pool.h"
#include "app/desktop/recipedesk.h"
#include "app/session/outputfile.h"
#include "widgets/common/filedialogs.h"
#include "widgets/common/noticebar.h"
#include "widgets/documents/documentbar.h"
#include "widgets/documents/exchangedialog.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtWidgets/QFileDialog>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString ExchangeKey = u"exchange.file"_s;

} // namespace

ExchangeDesk::ExchangeDesk(MainWindow &window, RecipeDesk &recipes, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_recipes(recipes)
{
    connect(recipes.bar(), &DocumentBar::importRequested, this, &ExchangeDesk::askAndImport);
    connect(recipes.bar(), &DocumentBar::exportRequested, this, &ExchangeDesk::beginExport);
    connect(window.notices(), &NoticeBar::cancelRequested, this, [this](const QString &notice) {
        if (notice != ExchangeKey)
            return;
        ++m_request; // its result is not wanted any more
        m_window.notices()->clear(ExchangeKey);
    });
    window.installEventFilter(this);
    window.design()->view()->viewport()->installEventFilter(this);
}

void ExchangeDesk::fail(const Error &error)
{
    m_window.notices()->set(ExchangeKey, NoticeLevel::Error, error);
    Q_EMIT failed(error);
}

void ExchangeDesk::askAndImport()
{
    QFileDialog *dialog = filedialogs::forOpening(&m_window, tr("Import BatchML"),
        tr("BatchML (*.xml *.batchml)"), m_recipes.document().fileName());
    connect(dialog, &QFileDialog::fileSelected, this, &ExchangeDesk::importFile);
    dialog->open();
}

void ExchangeDesk::importFile(const QString &fileName)
{
    const int request = ++m_request;
    m_window.notices()->setBusy(
        ExchangeKey, [fileName] { return tr("Reading %1…").arg(fileName); }, true);
    inPool(
        this,
        [fileName, &catalog = m_recipes.document().catalog()] {
            return importBatchmlFile(fileName, catalog);
        },
        [this, request, fileName](const Result<ImportedRecipe> &imported) {
            if (request != m_request)
                return;
            m_window.notices()->clear(ExchangeKey);
            if (imported)
                tell(*imported, fileName);
            else
                fail(imported.error());
        });
}

void ExchangeDesk::tell(const ImportedRecipe &imported, const QString &fileName)
{
    auto *dialog
        = new ExchangeDialog(m_window.theme(), m_window.language(), imported, fileName, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExchangeDialog::confirmed, this, [this, recipe = imported.recipe] {
        m_recipes.add(recipe, {}, true);
        m_window.showPage(PageId::Design);
    });
    dialog->open();
    Q_EMIT importTold(dialog);
}

void ExchangeDesk::beginExport()
{
    const MasterRecipe recipe = m_recipes.document().recipe();
    inPool(
        this, [recipe] { return exportNotes(recipe); },
        [this, recipe](const QVector<ExchangeNote> &notes) {
            auto *dialog = new ExchangeDialog(
                m_window.theme(), m_window.language(), recipe, notes, &m_window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &ExchangeDialog::confirmed, this, [this, recipe] { askWhere(recipe); });
            connect(dialog, &ExchangeDialog::placeChosen, this, [this](const ElementId &step) {
                FindingPlace place;
                place.element = step;
                m_window.showPage(PageId::Design);
                m_window.design()->showPlace(place);
            });
            dialog->open();
            Q_EMIT exportTold(dialog);
        });
}

void ExchangeDesk::askWhere(const MasterRecipe &recipe)
{
    QFileDialog *dialog = filedialogs::forSaving(&m_window, tr("Export as BatchML"),
        tr("BatchML (*.xml)"), u"xml"_s, u"%1-v%2.xml"_s.arg(recipe.id.value()).arg(recipe.version),
        m_recipes.document().fileName());
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, recipe](const QString &file) { exportTo(recipe, file); });
    dialog->open();
}

void ExchangeDesk::exportTo(const MasterRecipe &recipe, const QString &fileName)
{
    m_window.notices()->setBusy(
        ExchangeKey, [fileName] { return tr("Writing %1…").arg(fileName); }, false);
    inPool(
        this,
        [recipe, fileName] {
            return writeOutput(fileName, exportBatchml(recipe),
                QByteArray(BatchmlNamespace.data(), BatchmlNamespace.size()));
        },
        [this, fileName](const Result<void> &done) {
            m_window.notices()->clear(ExchangeKey);
            if (!done) {
                fail(done.error());
                return;
            }
            m_window.notices()->set(
                ExchangeKey, NoticeLevel::Info, Error(u"app.exported"_s, {{u"file"_s, fileName}}));
            Q_EMIT written(fileName);
        });
}

bool ExchangeDesk::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // a drag that enters is one, too
    const QList<QUrl> urls = drop->mimeData()->urls();
    for (const QUrl &url : urls) {
        const QString file = url.toLocalFile();
        if (!file.endsWith(u".xml"_s, Qt::CaseInsensitive)
            && !file.endsWith(u".batchml"_s, Qt::CaseInsensitive))
            continue;
        drop->acceptProposedAction();
        if (event->type() == QEvent::Drop)
            importFile(file);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace cytoloom
