// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recipedesk.h"

#include "app/desktop/mainwindow.h"
#include "app/desktop/pool.h"
#include "processgraph/model/recipejson.h"
#include "widgets/common/noticebar.h"
#include "widgets/common/welcomepage.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtGui/QShortcut>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostRecent = 6;
const QString Opening = u"recipe.opening"_s;
const QString Saving = u"recipe.saving"_s;
const QString Failed = u"recipe.failed"_s;
/// Work that is done before anybody has looked needs no word.
constexpr int PatienceMs = 300;

} // namespace

RecipeDesk::RecipeDesk(MainWindow &window, const Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_document(catalog)
{
    m_window.design()->setDocument(&m_document);
    connectWindow();
    showCards();
    showRecent();
}

RecipeDesk::~RecipeDesk()
{
    m_window.design()->setDocument(nullptr); // the page outlives the document
}

void RecipeDesk::connectWindow()
{
    WelcomePage *welcome = m_window.welcome();
    connect(welcome, &WelcomePage::cardChosen, this, &RecipeDesk::cardChosen);
    const auto showDesign = [this] { m_window.showPage(PageId::Design); };
    connect(welcome, &WelcomePage::fileChosen, this,
        [this, showDesign](const QString &file) { open(file, showDesign); });
    connect(welcome, &WelcomePage::openRequested, this, &RecipeDesk::askAndOpen);
    connect(welcome, &WelcomePage::newRecipeRequested, this,
        [this] { afterAskingAboutChanges([this] { newRecipe(); }); });
    connect(m_window.design(), &DesignPage::saveRequested, this, [this] { save(); });
    connect(new QShortcut(QKeySequence::Save, &m_window), &QShortcut::activated, this,
        [this] { save(); });
    connect(new QShortcut(QKeySequence::Open, &m_window), &QShortcut::activated, this,
        &RecipeDesk::askAndOpen);
    connect(m_window.notices(), &NoticeBar::cancelRequested, this, [this](const QString &key) {
        if (key == Opening)
            ++m_reading; // its result is not wanted any more
    });
}

void RecipeDesk::showCards()
{
    m_window.welcome()->setCards({
        {u"cart"_s, u"op-expand"_s, {u"CAR-T on the demo plant"_s, u"在演示车间运行 CAR-T"_s},
            {u"Autologous lentiviral CAR-T, closed, about 12 days: opens the recipe and the simulated plant."_s,
                u"自体慢病毒 CAR-T，密闭，约 12 天：打开工艺和模拟车间。"_s},
            {u"13 units · Modbus TCP, RTU, MT-SICS"_s, u"13 个单元 · Modbus TCP、RTU、MT-SICS"_s}},
        {u"msc"_s, u"op-bank"_s,
            {u"Wharton's-jelly MSC on the demo plant"_s, u"在演示车间运行华通氏胶 MSC"_s},
            {u"Expansion with passages, harvest, fill, bank: opens the recipe and the simulated plant."_s,
                u"传代扩增、收获、分装、建库：打开工艺和模拟车间。"_s},
            {u"13 units · about 10 days"_s, u"13 个单元 · 约 10 天"_s}},
        {u"plant"_s, u"devices"_s, {u"Demo plant"_s, u"演示车间"_s},
            {u"Thirteen simulated devices on real ports: see their states, values and trends."_s,
                u"十三台模拟设备，使用真实端口：查看状态、数值和趋势。"_s},
            {u"Rooms of grade A to D · ×1 to ×5000"_s, u"A 至 D 级洁净区 · ×1 至 ×5000"_s}},
    });
}

void RecipeDesk::showRecent()
{
    // A file may lie on a share that does not answer: its date is asked for in the pool.
    inPool(
        this,
        [paths = QSettings().value(u"recent"_s).toStringList()] {
            QVector<RecentFile> files;
            for (const QString &path : paths) {
                const QFileInfo info(path);
                if (info.exists())
                    files.append({path, {info.fileName(), info.fileName()},
                        utcFromMs(info.lastModified().toMSecsSinceEpoch())});
            }
            return files;
        },
        [this](const QVector<RecentFile> &files) { m_window.welcome()->setRecentFiles(files); });
}

void RecipeDesk::remember(const QString &fileName)
{
    if (fileName.startsWith(u':'))
        return;
    QSettings settings;
    QStringList recent = settings.value(u"recent"_s).toStringList();
    recent.removeAll(fileName);
    recent.prepend(fileName);
    settings.setValue(
        u"recent"_s, QStringList(recent.first(std::min<qsizetype>(MostRecent, recent.size()))));
    showRecent();
}

void RecipeDesk::open(const QString &fileName, std::function<void()> then)
{
    afterAskingAboutChanges([this, fileName, then = std::move(then)] { read(fileName, then); });
}

void RecipeDesk::read(const QString &fileName, const std::function<void()> &then)
{
    const int request = ++m_reading;
    NoticeBar *notices = m_window.notices();
    notices->clear(Failed);
    QTimer::singleShot(PatienceMs, this, [this, notices, request, fileName] {
        if (request == m_reading)
            notices->setBusy(
                Opening, [fileName] { return tr("Opening %1…").arg(fileName); }, true);
    });
    inPool(
        this, [fileName] { return readRecipeFile(fileName); },
        [this, request, fileName, then](const Result<MasterRecipe> &recipe) {
            if (request != m_reading)
                return;
            ++m_reading; // the word of patience comes too late
            m_window.notices()->clear(Opening);
            if (!recipe) {
                m_window.notices()->set(Failed, NoticeLevel::Error, recipe.error());
                Q_EMIT failed(recipe.error());
                return;
            }
            m_document.setRecipe(*recipe, fileName);
            remember(fileName);
            QTimer::singleShot(
                0, m_window.design(), [view = m_window.design()->view()] { view->showStart(); });
            if (then)
                then();
        });
}

void RecipeDesk::save(std::function<void()> then)
{
    const QString fileName = m_document.fileName();
    if (!fileName.isEmpty() && !fileName.startsWith(u':')) {
        write(fileName, then);
        return;
    }
    auto *dialog = new QFileDialog(&m_window, tr("Save the recipe"),
        m_document.recipe().id.value().toLower() + u".cyrecipe.json"_s,
        tr("Recipes (*.cyrecipe.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"cyrecipe.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, then = std::move(then)](const QString &chosen) { write(chosen, then); });
    dialog->open();
}

void RecipeDesk::write(const QString &fileName, const std::function<void()> &then)
{
    const int index = m_document.undoStack()->index();
    NoticeBar *notices = m_window.notices();
    notices->clear(Failed);
    notices->setBusy(
        Saving, [fileName] { return tr("Saving %1…").arg(fileName); }, false);
    inPool(
        this,
        [recipe = m_document.recipe(), fileName] { return writeRecipeFile(recipe, fileName); },
        [this, fileName, index, then](const Result<void> &saved) {
            m_window.notices()->clear(Saving);
            if (!saved) {
                m_window.notices()->set(Failed, NoticeLevel::Error, saved.error());
                return;
            }
            m_document.setSaved(fileName, index);
            remember(fileName);
            if (then)
                then();
        });
}

void RecipeDesk::afterAskingAboutChanges(std::function<void()> then)
{
    if (!m_document.isModified()) {
        then();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, u"Cytoloom"_s,
        tr("The recipe has changes that are not saved."),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    box->setObjectName(u"unsaved"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, then = std::move(then)](int answer) {
        if (answer == QMessageBox::Save)
            save(then);
        else if (answer == QMessageBox::Discard)
            then();
    });
    box->open();
}

void RecipeDesk::askAndOpen()
{
    auto *dialog = new QFileDialog(
        &m_window, tr("Open a recipe"), QString(), tr("Recipes (*.cyrecipe.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString &file) { open(file, [this] { m_window.showPage(PageId::Design); }); });
    dialog->open();
}

void RecipeDesk::newRecipe()
{
    MasterRecipe recipe;
    recipe.id = RecipeId(u"NEW-01"_s);
    recipe.name = {u"New process"_s, u"新工艺"_s};
    recipe.product = {u"New product"_s, u"新产品"_s};
    m_document.setRecipe(recipe);
    m_window.showPage(PageId::Design);
}

} // namespace cytoloom
