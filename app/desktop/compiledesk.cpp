// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/compiledesk.h"

#include "app/desktop/mainwindow.h"
#include "app/desktop/pool.h"
#include "app/desktop/recipedesk.h"
#include "app/session/outputfile.h"
#include "processgraph/compiler/compilejson.h"
#include "processgraph/compiler/envelopejson.h"
#include "processgraph/reports/compilepdf.h"
#include "widgets/common/filedialogs.h"
#include "widgets/common/noticebar.h"
#include "widgets/compile/compilepage.h"
#include "widgets/compile/segmentswitch.h"
#include "widgets/documents/documentbar.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/findingspanel.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/validationrunner.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QSettings>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtWidgets/QFileDialog>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QString WriteKey = u"compile.write"_s;
const QString BindingKey = u"compile.binding"_s;
const QString ProfileSetting = u"profile"_s;
constexpr Profile Profiles[] {Profile::CN, Profile::EU, Profile::US};

} // namespace

CompileDesk::CompileDesk(MainWindow &window, RecipeDesk &recipes, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_recipes(recipes)
    , m_page(new CompilePage(recipes.document().catalog(), window.theme()))
    , m_views(new SegmentSwitch({u"viewDrawing"_s, u"viewProof"_s}))
    , m_profiles(new SegmentSwitch({u"profileCN"_s, u"profileEU"_s, u"profileUS"_s}))
{
    window.design()->setProof(m_page);
    recipes.bar()->addWidget(m_profiles);
    recipes.bar()->addWidget(m_views);
    m_page->setDocument(&recipes.document());
    connectPage();
    window.installEventFilter(this);
    window.design()->view()->viewport()->installEventFilter(this);
    const QString kept = QSettings().value(ProfileSetting).toString();
    for (const Profile profile : Profiles) {
        if (toText(profile) == kept)
            setProfile(profile);
    }
    retranslate();
}

CompileDesk::~CompileDesk()
{
    m_page->setDocument(nullptr); // the page is the window's and outlives the documents
}

void CompileDesk::connectPage()
{
    DesignPage *design = m_window.design();
    connect(m_views, &SegmentSwitch::chosen, design,
        [design](int view) { design->showProof(view == 1); });
    connect(design, &DesignPage::proofShown, m_views,
        [this](bool shown) { m_views->setCurrent(shown ? 1 : 0); });
    connect(m_profiles, &SegmentSwitch::chosen, this,
        [this](int profile) { setProfile(Profiles[profile]); });
    connect(m_recipes.bar(), &DocumentBar::proofRequested, this, [this, design] {
        m_window.showPage(PageId::Design);
        design->showProof(true);
    });
    connect(&m_recipes, &RecipeDesk::currentChanged, m_page, &CompilePage::setDocument);
    connect(&m_window, &MainWindow::languageChanged, this, &CompileDesk::retranslate);
    connect(m_page, &CompilePage::placeChosen, design, &DesignPage::showPlace);
    connect(m_page, &CompilePage::bindingDropped, this, &CompileDesk::readBinding);
    connect(m_page, &CompilePage::bindingChanged, this,
        [this, design](const QString &name, const std::optional<BatchBinding> &binding) {
            design->validation()->setBinding(binding);
            Q_EMIT bindingChanged(name, binding);
        });
    connect(m_page, &CompilePage::bindingRequested, this, [this] {
        QFileDialog *dialog = filedialogs::forOpening(&m_window, tr("Batch binding"),
            tr("Batch bindings (*.cybinding.json)"), m_recipes.document().fileName());
        connect(dialog, &QFileDialog::fileSelected, this, &CompileDesk::readBinding);
        dialog->open();
    });
    connect(m_page, &CompilePage::savePdfRequested, this, [this] {
        askWhere(tr("Write the compile report"), tr("PDF (*.pdf)"), u"pdf"_s,
            baseName() + u"-compile.pdf"_s, &CompileDesk::writePdf);
    });
    connect(m_page, &CompilePage::saveJsonRequested, this, [this] {
        askWhere(tr("Write the compile report"), tr("JSON (*.json)"), u"json"_s,
            baseName() + u"-compile.json"_s, &CompileDesk::writeJson);
    });
    connect(m_page, &CompilePage::saveDonorsRequested, this, [this] {
        askWhere(tr("Write the donor envelope"), tr("JSON (*.json)"), u"json"_s,
            baseName() + u"-donors.json"_s, &CompileDesk::writeDonors);
    });
    connect(m_page, &CompilePage::saveChartRequested, this, &CompileDesk::saveChart);
}

void CompileDesk::setPlant(const std::optional<Plant> &plant)
{
    m_page->setPlant(plant);
}

void CompileDesk::setProfile(Profile profile)
{
    m_profiles->setCurrent(
        int(std::find(std::begin(Profiles), std::end(Profiles), profile) - std::begin(Profiles)));
    m_window.design()->validation()->setProfile(profile);
    m_window.design()->findings()->setProfile(profile);
    m_page->setProfile(profile);
    QSettings().setValue(ProfileSetting, toText(profile));
}

void CompileDesk::readBinding(const QString &fileName)
{
    m_window.notices()->clear(BindingKey);
    inPool(
        this, [fileName] { return readBindingFile(fileName); },
        [this, fileName](const Result<BatchBinding> &binding) {
            if (!binding) {
                m_window.notices()->set(BindingKey, NoticeLevel::Error, binding.error());
                Q_EMIT failed(binding.error());
                return;
            }
            const MasterRecipe &recipe = m_recipes.document().recipe();
            if (binding->recipe != recipe.id || binding->recipeVersion != recipe.version) {
                const Error other(u"binding.otherRecipe"_s,
                    {{u"file"_s, QFileInfo(fileName).fileName()},
                        {u"recipe"_s, binding->recipe.value()},
                        {u"version"_s, QString::number(binding->recipeVersion)},
                        {u"found"_s, recipe.id.value()},
                        {u"foundVersion"_s, QString::number(recipe.version)}});
                m_window.notices()->set(BindingKey, NoticeLevel::Error, other);
                Q_EMIT failed(other);
                return;
            }
            m_page->setBinding(QFileInfo(fileName).fileName(), *binding);
            m_window.showPage(PageId::Design);
            m_window.design()->showProof(true);
        });
}

QString CompileDesk::baseName() const
{
    const MasterRecipe &recipe = m_recipes.document().recipe();
    return u"%1-v%2"_s.arg(recipe.id.value()).arg(recipe.version);
}

void CompileDesk::askWhere(const QString &title, const QString &filter, const QString &suffix,
    const QString &name, void (CompileDesk::*writer)(const QString &))
{
    QFileDialog *dialog = filedialogs::forSaving(
        &m_window, title, filter, suffix, name, m_recipes.document().fileName());
    connect(dialog, &QFileDialog::fileSelected, this, writer);
    dialog->open();
}

template <typename Task> void CompileDesk::write(const QString &fileName, Task task)
{
    m_window.notices()->setBusy(
        WriteKey, [fileName] { return tr("Writing %1…").arg(fileName); }, false);
    inPool(this, std::move(task), [this, fileName](const Result<void> &done) {
        m_window.notices()->clear(WriteKey);
        if (!done) {
            m_window.notices()->set(WriteKey, NoticeLevel::Error, done.error());
            Q_EMIT failed(done.error());
            return;
        }
        m_window.notices()->set(
            WriteKey, NoticeLevel::Info, Error(u"app.exported"_s, {{u"file"_s, fileName}}));
        Q_EMIT written(fileName);
    });
}

void CompileDesk::writePdf(const QString &fileName)
{
    if (!m_page->report())
        return;
    // Donors of another state of the recipe have no place in its report.
    std::optional<DonorEnvelope> donors = m_page->donors();
    if (donors && donors->recipeHash != m_page->report()->recipeHash)
        donors.reset();
    write(fileName,
        [report = *m_page->report(), donors, language = m_window.language(),
            fileName]() -> Result<void> {
            const Result<PaintedPdf> pdf = paintCompileReport(
                report, language, QStringLiteral(CYTOLOOM_VERSION), donors ? &*donors : nullptr);
            return pdf ? writeOutput(fileName, pdf->bytes, "%PDF-") : pdf.error();
        });
}

void CompileDesk::writeJson(const QString &fileName)
{
    if (!m_page->report())
        return;
    write(fileName, [report = *m_page->report(), language = m_window.language(), fileName] {
        return writeOutput(
            fileName, toJson(report, language).toJson(), "\"schema\": \"cytoloom.compile/");
    });
}

void CompileDesk::writeDonors(const QString &fileName)
{
    const std::optional<DonorEnvelope> donors = m_page->donors();
    if (!donors)
        return;
    write(fileName, [donors = *donors, language = m_window.language(), fileName] {
        return writeOutput(
            fileName, toJson(donors, language).toJson(), "\"schema\": \"cytoloom.envelope/");
    });
}

void CompileDesk::saveChart(const ChartFile &file)
{
    // What each kind of file begins with: another one is not written over.
    const QByteArray mark = file.suffix == "svg"_L1 ? QByteArrayLiteral("<svg")
        : file.suffix == "png"_L1                   ? QByteArrayLiteral("PNG")
                                                    : QByteArrayLiteral("\xEF\xBB\xBF");
    const QString kind = file.suffix == "svg"_L1 ? tr("Scalable drawing (*.svg)")
        : file.suffix == "png"_L1                ? tr("Picture (*.png)")
                                                 : tr("Table (*.csv)");
    QFileDialog *dialog = filedialogs::forSaving(&m_window, tr("Save the chart"), kind, file.suffix,
        baseName() + u'-' + file.name + u'.' + file.suffix, m_recipes.document().fileName());
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, bytes = file.bytes, mark](const QString &fileName) {
            write(fileName, [bytes, mark, fileName] { return writeOutput(fileName, bytes, mark); });
        });
    dialog->open();
}

bool CompileDesk::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // a drag that enters is one, too
    const QList<QUrl> urls = drop->mimeData()->urls();
    for (const QUrl &url : urls) {
        const QString file = url.toLocalFile();
        if (!file.endsWith(u".cybinding.json"_s))
            continue;
        drop->acceptProposedAction();
        if (event->type() == QEvent::Drop)
            readBinding(file);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void CompileDesk::retranslate()
{
    m_views->setTexts({tr("Drawing"), tr("Compile report")});
    m_views->setTips({tr("Draw the process"), tr("What the drawing has been proved to be")});
    QStringList names, tips;
    for (const Profile profile : Profiles)
        names << toText(profile);
    m_profiles->setTexts(names);
    tips << tr("Judge by the rules of China: GMP (2010) with its annexes")
         << tr("Judge by the rules of the European Union: EU GMP, Part IV and Annex 1")
         << tr("Judge by the rules of the United States: 21 CFR 210, 211, 1271");
    m_profiles->setTips(tips);
    m_profiles->setAccessibleName(tr("Rule profile"));
}

} // namespace cytoloom
