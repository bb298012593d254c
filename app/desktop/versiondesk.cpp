// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/versiondesk.h"

#include "app/desktop/mainwindow.h"
#include "app/desktop/pool.h"
#include "app/desktop/recipedesk.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipecomparison.h"
#include "processgraph/model/recipejson.h"
#include "widgets/common/dialogs.h"
#include "widgets/common/filedialogs.h"
#include "widgets/common/noticebar.h"
#include "widgets/common/persondialog.h"
#include "widgets/compare/compareview.h"
#include "widgets/documents/documentbar.h"
#include "widgets/documents/signdialog.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/validationrunner.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTreeWidget>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The name that a person has given to the file goes on: "cart.cyrecipe.json" becomes
/// "cart-v2.cyrecipe.json", and that "cart-v3.cyrecipe.json".
QString nextFileName(const QString &old, int oldVersion, const MasterRecipe &next)
{
    const QString ending = u".cyrecipe.json"_s;
    QString base = QFileInfo(old).fileName();
    if (!base.endsWith(ending) || old.startsWith(u':'))
        return versions::fileNameFor(next.id, next.version);
    base.chop(ending.size());
    const QString mark = u"-v%1"_s.arg(oldVersion);
    if (base.endsWith(mark))
        base.chop(mark.size());
    return u"%1-v%2%3"_s.arg(base).arg(next.version).arg(ending);
}

} // namespace

VersionDesk::VersionDesk(
    MainWindow &window, RecipeDesk &recipes, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_recipes(recipes)
    , m_clock(clock)
    , m_bar(new VersionBar(window.theme()))
{
    m_bar->setLanguage(window.language());
    recipes.bar()->addWidget(m_bar);
    connect(&window, &MainWindow::languageChanged, m_bar, &VersionBar::setLanguage);
    connect(&recipes, &RecipeDesk::currentChanged, this, &VersionDesk::follow);
    connect(m_bar, &VersionBar::requested, this, &VersionDesk::begin);
    connect(m_bar, &VersionBar::compareRequested, this, &VersionDesk::chooseComparison);
    connect(m_bar, &VersionBar::historyRequested, this, &VersionDesk::showHistory);
    connect(window.design(), &DesignPage::newVersionRequested, this,
        [this] { begin(VersionStep::StartNew); });
    connect(window.design()->validation(), &ValidationRunner::finished, this,
        [this](const QVector<Finding> &findings, const MasterRecipe &recipe) {
            m_findings = findings;
            m_checked = recipe;
            m_hasFindings = true;
        });
    follow(&recipes.document());
}

void VersionDesk::follow(RecipeDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_hasFindings = false;
    connect(document, &RecipeDocument::headerChanged, this, &VersionDesk::refresh);
    connect(document, &RecipeDocument::recipeReset, this, &VersionDesk::refresh);
    refresh();
}

void VersionDesk::refresh()
{
    if (m_document)
        m_bar->setVersion(m_document->recipe());
}

void VersionDesk::begin(VersionStep step)
{
    if (!m_document)
        return;
    auto *dialog = new SignDialog(m_window.theme(), m_window.language(), step, m_document->recipe(),
        m_person.value(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SignDialog::personRequested, this, [this, dialog] { askPerson(dialog); });
    connect(dialog, &SignDialog::confirmed, this, [this, dialog, step] { sign(dialog, step); });
    dialog->open();
}

void VersionDesk::askPerson(SignDialog *dialog)
{
    auto *asking = new PersonDialog(
        m_window.theme(), QSettings().value(u"persons"_s).toStringList(), dialog->person(), dialog);
    asking->setAttribute(Qt::WA_DeleteOnClose);
    asking->askForSignature();
    connect(asking, &PersonDialog::chosen, dialog, &SignDialog::setPerson);
    asking->open();
}

void VersionDesk::sign(SignDialog *dialog, VersionStep step)
{
    const QString fileName = m_document->fileName();
    if (step != VersionStep::StartNew || fileName.isEmpty() || fileName.startsWith(u':')) {
        takeStep(dialog, step, m_document->recipe().version);
        return;
    }
    // A version that was begun elsewhere keeps its number.
    inPool(
        dialog,
        [fileName, id = m_document->recipe().id] { return versions::findVersions(fileName, id); },
        [this, dialog, step](const QVector<versions::VersionFile> &files) {
            takeStep(dialog, step, files.isEmpty() ? 0 : files.last().recipe.version);
        });
}

Result<MasterRecipe> VersionDesk::nextOf(
    VersionStep step, const QString &role, const versions::Signatory &signatory, int highest)
{
    const MasterRecipe &recipe = m_document->recipe();
    switch (step) {
    case VersionStep::Submit:
        if (!m_hasFindings || !(m_checked == recipe)) {
            m_window.design()->validation()->runNow();
            return Error(u"version.notChecked"_s);
        }
        return versions::submit(recipe, m_findings, signatory);
    case VersionStep::Approve:
        return versions::approve(recipe, role, signatory);
    case VersionStep::SendBack:
        return versions::sendBack(recipe, role, signatory);
    case VersionStep::MakeEffective:
        return versions::makeEffective(recipe, signatory);
    case VersionStep::Retire:
        return versions::retire(recipe, signatory);
    case VersionStep::StartNew:
        break;
    }
    return versions::startNewVersion(recipe, highest, signatory);
}

void VersionDesk::takeStep(SignDialog *dialog, VersionStep step, int highest)
{
    if (!m_document)
        return;
    const versions::Signatory signatory {
        PersonId(dialog->person()), m_clock.now(), dialog->reason()};
    const auto next = nextOf(step, dialog->role(), signatory, highest);
    if (!next) {
        const MessageCatalog &words = MessageCatalog::shipped();
        Message message = next.error().message;
        if (message.args.contains(u"role"_s))
            message.args[u"role"_s] = VersionBar::roleName(message.args.value(u"role"_s));
        dialog->showRefusal(words.text(message, m_window.language()) + u' '
            + words.remedy(message, m_window.language()));
        Q_EMIT refused(next.error());
        return;
    }
    write(dialog, step, *next);
}

void VersionDesk::write(SignDialog *dialog, VersionStep step, const MasterRecipe &next)
{
    const versions::Signatory signatory {
        PersonId(dialog->person()), m_clock.now(), dialog->reason()};
    dialog->accept();
    const QString old = m_document->fileName();
    const bool homeless = old.isEmpty() || old.startsWith(u':');
    const QString name = nextFileName(old, m_document->recipe().version, next);
    const auto save = [this, document = m_document, next, step, signatory, homeless](
                          const QString &file) {
        if (!document)
            return;
        const bool fresh = step == VersionStep::StartNew && !homeless;
        m_recipes.replaceSaved(*document, next, file, fresh, [this, step, next, file, signatory] {
            if (step == VersionStep::MakeEffective)
                retireOthers(next, file, signatory);
            Q_EMIT stepped(next.status);
        });
    };
    if (!homeless) {
        save(step == VersionStep::StartNew ? QFileInfo(old).dir().filePath(name) : old);
        return;
    }
    QFileDialog *files = filedialogs::forSaving(&m_window, tr("Where is this version kept?"),
        tr("Recipes (*.cyrecipe.json)"), u"cyrecipe.json"_s, name);
    connect(files, &QFileDialog::fileSelected, this, save);
    files->open();
}

void VersionDesk::retireOthers(
    const MasterRecipe &effective, const QString &fileName, const versions::Signatory &signatory)
{
    versions::Signatory by = signatory;
    by.reason = tr("Superseded by version %1").arg(effective.version);
    inPool(
        this,
        [effective, fileName, by]() -> Result<void> {
            const auto files = versions::findVersions(fileName, effective.id);
            for (const versions::VersionFile &file : files) {
                if (file.recipe.version == effective.version
                    || file.recipe.status != RecipeStatus::Effective)
                    continue;
                const auto retired = versions::retire(file.recipe, by);
                if (!retired)
                    return retired.error();
                if (auto saved = versions::saveVersion(*retired, file.fileName); !saved)
                    return saved;
            }
            return {};
        },
        [this](const Result<void> &done) {
            if (!done)
                m_window.notices()->set(u"version.retire"_s, NoticeLevel::Error, done.error());
        });
}

void VersionDesk::compareWith(const MasterRecipe &other)
{
    if (!m_document)
        return;
    const MasterRecipe recipe = m_document->recipe();
    // The older one is what was before.
    const bool older = other.version <= recipe.version;
    const MasterRecipe before = older ? other : recipe, after = older ? recipe : other;
    inPool(
        this, [before, after] { return compareRecipes(before, after); },
        [this, before, after](const RecipeComparison &comparison) {
            auto *window = new QDialog(&m_window);
            window->setObjectName(u"compare-window"_s);
            window->setAttribute(Qt::WA_DeleteOnClose);
            window->setWindowFlag(Qt::WindowMaximizeButtonHint);
            window->setWindowTitle(tr("Compare versions"));
            window->resize(m_window.size() * 0.92);
            auto *view = new CompareView(
                m_document ? m_document->catalog() : Catalog::shipped(), m_window.theme(), window);
            view->setLanguage(m_window.language());
            connect(&m_window, &MainWindow::languageChanged, view, &CompareView::setLanguage);
            view->setVersions(before, after, comparison);
            auto *layout = new QVBoxLayout(window);
            layout->setContentsMargins(0, 0, 0, 0);
            layout->addWidget(view);
            closeByEscape(*window);
            window->show();
        });
}

void VersionDesk::chooseComparison()
{
    if (!m_document)
        return;
    const QString fileName = m_document->fileName();
    const MasterRecipe recipe = m_document->recipe();
    inPool(
        this,
        [fileName, id = recipe.id] {
            return fileName.isEmpty() || fileName.startsWith(u':')
                ? QVector<versions::VersionFile>()
                : versions::findVersions(fileName, id);
        },
        [this, recipe, fileName](const QVector<versions::VersionFile> &files) {
            auto *menu = new QMenu(&m_window);
            menu->setObjectName(u"compareMenu"_s);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            for (const versions::VersionFile &file : files) {
                const bool own = QFileInfo(file.fileName) == QFileInfo(fileName);
                if (own && file.recipe == recipe)
                    continue;
                QString text = tr("v%1 · %2")
                                   .arg(file.recipe.version)
                                   .arg(VersionBar::statusName(file.recipe.status));
                if (own)
                    text = tr("as it was saved last");
                else if (file.doubt == "model.approvalBroken"_L1)
                    text += u" · "_s + tr("changed after approval");
                menu->addAction(text, this, [this, other = file.recipe] { compareWith(other); });
            }
            const QVector<RecipeDocument *> open = m_recipes.documents();
            for (const RecipeDocument *document : open) {
                if (document == m_document || document->procedure().elementCount() == 0)
                    continue;
                menu->addAction(tr("Open: %1 · v%2")
                                    .arg(document->recipe().name.in(m_window.language()))
                                    .arg(document->recipe().version),
                    this, [this, other = document->recipe()] { compareWith(other); });
            }
            menu->addAction(tr("Another file…"), this, [this] {
                QFileDialog *dialog = filedialogs::forOpening(&m_window, tr("Compare with"),
                    tr("Recipes (*.cyrecipe.json)"), m_document->fileName());
                connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
                    inPool(
                        this, [file] { return readRecipeFile(file); },
                        [this](const Result<MasterRecipe> &other) {
                            if (other)
                                compareWith(*other);
                            else
                                m_window.notices()->set(
                                    u"version.compare"_s, NoticeLevel::Error, other.error());
                        });
                });
                dialog->open();
            });
            menu->popup(m_bar->mapToGlobal(m_bar->rect().bottomLeft()));
        });
}

void VersionDesk::showHistory()
{
    if (!m_document)
        return;
    auto *dialog = new QDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"signatures"_s);
    dialog->setWindowTitle(tr("Signatures under version %1").arg(m_document->recipe().version));
    dialog->resize(720, 280);
    auto *list = new QTreeWidget;
    list->setRootIsDecorated(false);
    list->setHeaderLabels({tr("Meaning"), tr("As"), tr("Person"), tr("Time"), tr("Remark")});
    const QVector<QStringList> rows = signatureRows(m_document->recipe());
    for (const QStringList &row : rows)
        list->addTopLevelItem(new QTreeWidgetItem(row));
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto *layout = new QVBoxLayout(dialog);
    const auto sound = checkApprovals(m_document->recipe());
    auto *state
        = new QLabel(sound ? (rows.isEmpty() ? tr("Nobody has signed this version yet.")
                                             : tr("The content is what was signed."))
                           : MessageCatalog::shipped().text(sound.error(), m_window.language()));
    state->setObjectName(u"signaturesState"_s);
    state->setProperty("role", sound ? u"muted"_s : u"error"_s);
    state->setWordWrap(true);
    layout->addWidget(state);
    layout->addWidget(list, 1);
    dialog->show();
}

} // namespace cytoloom
