// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/designpage.h"

#include "processgraph/commands/recipefix.h"
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/breadcrumbbar.h"
#include "widgets/grapheditor/canvasedits.h"
#include "widgets/grapheditor/designtoolbar.h"
#include "widgets/grapheditor/findingspanel.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/palettewidget.h"
#include "widgets/grapheditor/validationrunner.h"
#include "widgets/inspector/inspector.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>
#include <QtCore/QMetaMethod>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QUndoView>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

DesignPage::DesignPage(const Catalog &catalog, const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_catalog(catalog)
    , m_palette(new PaletteWidget(catalog, theme))
    , m_crumbs(new BreadcrumbBar(theme))
    , m_view(new GraphView(catalog, theme))
    , m_inspector(new Inspector(catalog, theme))
    , m_findings(new FindingsPanel(theme))
    , m_validation(new ValidationRunner(catalog, this))
    , m_bottom(new QTabWidget)
    , m_status(new QLabel)
    , m_message(new QLabel)
    , m_locked(new QWidget)
    , m_lockedText(new QLabel)
    , m_newVersion(new QPushButton)
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_rows(new QSplitter(Qt::Vertical))
{
    m_tools = new DesignToolBar(*m_view, theme);
    setObjectName(u"designPage"_s);

    auto *lockRow = new QHBoxLayout(m_locked);
    lockRow->setContentsMargins(12, 5, 12, 5);
    lockRow->addWidget(m_lockedText, 1);
    m_newVersion->setObjectName(u"newVersion"_s);
    m_newVersion->setProperty("role", u"suggestion"_s);
    lockRow->addWidget(m_newVersion);
    m_locked->setProperty("panel", u"raised"_s);
    m_locked->setAttribute(Qt::WA_StyledBackground);
    m_message->setProperty("role", u"error"_s);
    m_message->setObjectName(u"designMessage"_s);
    m_message->setContentsMargins(14, 4, 14, 4);
    m_message->setWordWrap(true);
    m_message->hide();

    auto *canvas = new QWidget;
    auto *canvasLayout = new QVBoxLayout(canvas);
    canvasLayout->setContentsMargins(0, 0, 0, 0);
    canvasLayout->setSpacing(0);
    canvasLayout->addWidget(m_crumbs);
    canvasLayout->addWidget(m_locked);
    canvasLayout->addWidget(m_view, 1);
    canvasLayout->addWidget(m_message);

    m_bottom->addTab(m_findings, QString());
    auto *history = new QUndoView;
    history->setObjectName(u"history"_s);
    m_bottom->addTab(history, QString());
    m_status->setProperty("role", u"caption"_s);
    m_status->setContentsMargins(8, 0, 16, 0);
    m_bottom->setCornerWidget(m_status, Qt::TopRightCorner);

    m_rows->addWidget(canvas);
    m_rows->addWidget(m_bottom);
    m_rows->setStretchFactor(0, 1);
    m_rows->setSizes({620, 216});
    m_rows->setHandleWidth(1);
    m_columns->addWidget(m_palette);
    m_columns->addWidget(m_rows);
    m_columns->addWidget(m_inspector);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({214, 900, 344});
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    m_palette->setMinimumWidth(206);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tools);
    auto *line = new QFrame;
    line->setProperty("panel", u"rule"_s);
    layout->addWidget(line);
    m_toolLine = line;
    layout->addWidget(m_columns, 1);
    connectParts();
    DesignPage::retranslate();
    setDocument(nullptr);
}

DesignPage::~DesignPage() = default;

void DesignPage::connectParts()
{
    connect(m_view, &GraphView::selectionChanged, this, &DesignPage::selectionChanged);
    connect(m_view, &GraphView::refused, this, &DesignPage::showMessage);
    connect(m_inspector, &Inspector::refused, this, &DesignPage::showMessage);
    connect(m_inspector, &Inspector::showRequested, m_view, &GraphView::showElement);
    connect(m_view, &GraphView::containerChanged, this, [this](const ElementId &container) {
        m_crumbs->show(m_view->recipe(), container);
        const Element *element = m_view->recipe().procedure.element(container);
        m_palette->setLevel(element && element->kind != ElementKind::UnitProcedure
                ? PaletteModel::Level::Phases
                : PaletteModel::Level::UnitOperations);
    });
    connect(m_crumbs, &BreadcrumbBar::clicked, this, [this](const ElementId &container) {
        m_view->setFocus(); // the crumb goes, and the next key is meant for the drawing
        m_view->openContainer(container);
    });
    connect(m_palette, &PaletteWidget::chosen, this, &DesignPage::addFromPalette);
    connect(m_validation, &ValidationRunner::finished, this, &DesignPage::takeFindings);
    connect(m_tools, &DesignToolBar::checkRequested, m_validation, &ValidationRunner::runNow);
    connect(m_tools, &DesignToolBar::message, this, &DesignPage::showMessage);
    connect(m_tools, &DesignToolBar::done, this,
        [this](const QString &text) { tell(text, u"muted"_s); });
    connect(m_view, &GraphView::fileDropped, this, &DesignPage::fileDropped);
    connect(m_tools, &DesignToolBar::saveRequested, this, &DesignPage::saveRequested);
    connect(m_findings->model(), &QAbstractItemModel::modelReset, this, [this] {
        const bool clean = m_findings->model()->rowCount() == 0;
        if (!clean || !m_keepOpen)
            foldBottom(clean);
    });
    connect(m_bottom, &QTabWidget::tabBarClicked, this, [this](int tab) {
        const bool fold = !m_folded && tab == m_bottom->currentIndex();
        m_keepOpen = !fold;
        foldBottom(fold);
    });
    connect(m_findings, &FindingsPanel::activated, this, &DesignPage::showFinding);
    connect(m_findings, &FindingsPanel::fixRequested, this, [this](const Finding &finding) {
        if (!m_document)
            return;
        m_view->setFocus(); // Ctrl+Z takes it back
        const QString what = MessageCatalog::shipped().text(RecipeFix::label(finding), language());
        if (const auto done = m_document->fix(finding, what); !done)
            showMessage(MessageCatalog::shipped().text(done.error().message, language()));
    });
    connect(m_findings, &FindingsPanel::waiverRequested, this, &DesignPage::waiverRequested);
    connect(m_findings, &FindingsPanel::showRequested, this, &DesignPage::showPlace);
    connect(m_newVersion, &QPushButton::clicked, this, [this] {
        if (isSignalConnected(QMetaMethod::fromSignal(&DesignPage::newVersionRequested))) {
            Q_EMIT newVersionRequested();
            return;
        }
        if (const auto done = m_document->startNewVersion(); !done)
            showMessage(MessageCatalog::shipped().text(done.error().message, language()));
    });
}

void DesignPage::setDocument(RecipeDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_view->setDocument(document);
    m_inspector->setDocument(document);
    m_tools->setDocument(document);
    m_validationMs = -1;
    m_findings->setFindings({}, document ? document->recipe() : MasterRecipe());
    findChild<QUndoView *>(u"history"_s)->setStack(document ? document->undoStack() : nullptr);
    if (document)
        connect(document, &RecipeDocument::changed, this, &DesignPage::recipeChanged);
    m_validation->setDocument(document);
    recipeChanged();
}

void DesignPage::setLibrary(QWidget *library)
{
    auto *left = new QSplitter(Qt::Vertical);
    const QList<int> sizes = m_columns->sizes();
    m_columns->replaceWidget(0, left);
    left->addWidget(m_palette);
    left->addWidget(library);
    left->setStretchFactor(0, 1);
    left->setSizes({520, 180});
    left->setHandleWidth(1);
    left->setChildrenCollapsible(false);
    left->setMinimumWidth(m_palette->minimumWidth());
    m_palette->show(); // replaced widgets are hidden
    m_columns->setSizes(sizes);
}

void DesignPage::setDocumentBar(QWidget *bar)
{
    static_cast<QBoxLayout *>(layout())->insertWidget(0, bar);
}

void DesignPage::setProof(Page *proof)
{
    m_proof = proof;
    m_proof->setLanguage(language());
    m_proof->hide();
    static_cast<QBoxLayout *>(layout())->addWidget(m_proof, 1);
}

void DesignPage::showProof(bool shown)
{
    if (!m_proof || shown == isProofShown())
        return;
    for (QWidget *drawing : std::initializer_list<QWidget *> {m_tools, m_toolLine, m_columns})
        drawing->setVisible(!shown);
    m_proof->setVisible(shown);
    Q_EMIT proofShown(shown);
}

bool DesignPage::isProofShown() const
{
    return m_proof && !m_proof->isHidden();
}

void DesignPage::setPlant(const std::optional<Plant> &plant)
{
    m_inspector->setPlant(plant);
    m_view->setPlant(plant);
    m_validation->setPlant(plant);
}

void DesignPage::recipeChanged()
{
    m_message->hide();
    const bool locked = m_document && !m_document->isEditable();
    m_locked->setVisible(locked);
    if (locked)
        m_lockedText->setText(
            tr("Version %1 is approved or under review: it can be read, not changed.")
                .arg(m_document->recipe().version));
    m_crumbs->show(m_view->recipe(), m_view->container());
    m_tools->refresh();
    showStatus();
}

void DesignPage::selectionChanged()
{
    m_inspector->setSelection(m_view->selectedElements(), m_view->selectedLinks());
}

void DesignPage::takeFindings(
    const QVector<Finding> &findings, const MasterRecipe &recipe, double ms)
{
    m_validationMs = ms;
    m_findings->setFindings(findings, recipe);
    QVector<Finding> open = findings;
    open.removeIf([](const Finding &finding) { return finding.waived; });
    m_view->setFindings(open);
    showStatus();
    Q_EMIT findingsChanged(
        m_findings->model()->count(Severity::Error), m_findings->model()->count(Severity::Warning));
}

void DesignPage::foldBottom(bool fold)
{
    if (fold == m_folded)
        return;
    m_folded = fold;
    const int tabs = m_bottom->tabBar()->sizeHint().height() + 2;
    m_bottom->setMinimumHeight(tabs);
    m_bottom->setMaximumHeight(fold ? tabs : QWIDGETSIZE_MAX);
    // The splitter takes notice of new limits only with new sizes.
    const int all = std::max(4 * tabs, m_rows->height());
    const int wanted = fold ? tabs : std::clamp(all / 4, std::min(150, all / 2), 216);
    m_rows->setSizes({all - wanted, wanted});
}

void DesignPage::showStatus()
{
    const FindingModel *model = m_findings->model();
    const int count = model->rowCount();
    m_bottom->setTabText(0, count > 0 ? tr("Findings") + u" %1"_s.arg(count) : tr("Findings"));
    m_bottom->setTabText(1, tr("History"));
    if (!m_document || m_validationMs < 0) {
        m_status->setText(m_document ? tr("Checking…") : QString());
        return;
    }
    QString text = tr("%n error(s)", nullptr, model->count(Severity::Error)) + u" · "_s
        + tr("%n warning(s)", nullptr, model->count(Severity::Warning)) + u" · "_s
        + tr("checked in %1 ms").arg(m_validationMs, 0, 'f', m_validationMs < 10 ? 1 : 0);
    if (const int accepted = model->waivedCount(); accepted > 0)
        text = tr("%n accepted", nullptr, accepted) + u" · "_s + text;
    m_status->setText(text);
}

void DesignPage::showFinding(const Finding &finding)
{
    if (!finding.places.isEmpty())
        showPlace(finding.places.first());
}

void DesignPage::showPlace(const FindingPlace &place)
{
    showProof(false);
    if (!place.element.isEmpty())
        m_view->showElement(place.element);
    else if (!place.link.isEmpty())
        m_view->showLink(place.link);
    m_view->graphScene()->highlight(place.element, place.link);
    if (!place.parameter.isEmpty())
        m_inspector->showParameter(place.element, place.parameter);
}

void DesignPage::addFromPalette(const PaletteEntry &entry)
{
    if (!m_document)
        return;
    QPointF centre = GraphScene::snapped(m_view->mapToScene(m_view->viewport()->rect().center()));
    centre += m_view->edits().freeShift(entry.kind, centre);
    const auto id
        = m_document->addFromPalette(entry, m_view->container(), {centre.x(), centre.y()});
    if (!id)
        showMessage(MessageCatalog::shipped().text(id.error().message, language()));
    else
        m_view->showElement(*id);
}

void DesignPage::showMessage(const QString &text)
{
    tell(text, u"error"_s);
}

void DesignPage::tell(const QString &text, const QString &role)
{
    m_message->setProperty("role", role);
    style()->polish(m_message);
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    Q_EMIT message(text);
}

void DesignPage::retranslate()
{
    m_newVersion->setText(tr("Start a new version"));
    findChild<QUndoView *>(u"history"_s)->setEmptyLabel(tr("As it was opened"));
    m_tools->setLanguage(language());
    m_palette->setLanguage(language());
    m_crumbs->setLanguage(language());
    m_view->setLanguage(language());
    m_inspector->setLanguage(language());
    m_findings->setLanguage(language());
    if (m_proof)
        m_proof->setLanguage(language());
    recipeChanged();
}

void DesignPage::restyle()
{
    m_tools->setTheme(theme());
    m_palette->setTheme(theme());
    m_crumbs->setTheme(theme());
    m_view->setTheme(theme());
    m_inspector->setTheme(theme());
    m_findings->setTheme(theme());
    // What the app has put here: open documents, state of the version, library.
    const QList<Page *> pages = findChildren<Page *>();
    for (Page *page : pages)
        page->setTheme(theme());
}

QByteArray DesignPage::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << quint8(1) << m_columns->saveState() << m_rows->saveState();
    return layout;
}

void DesignPage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    quint8 version = 0;
    QByteArray columns, rows;
    stream >> version >> columns >> rows;
    if (stream.status() != QDataStream::Ok || version != 1)
        return;
    m_columns->restoreState(columns);
    m_rows->restoreState(rows);
}

} // namespace cytoloom
